"""The document: the body of an article as a tree of blocks with inline spans.

Everything here is plain, frozen data. Text is clean: it has no control codes, and white space
is collapsed as in a browser (except in `Code` and in spans of role `code`).
"""

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from tui.articles.article import Problem

Role = Literal[
    "strong",
    "emphasis",
    "code",
    "heading-1",
    "heading-2",
    "heading-3",
    "heading-4",
    "heading-5",
    "heading-6",
    "link",
    "strike",
    "underline",
    "mark",
    "superscript",
    "subscript",
    "small",
    "keyboard",
    "formula",
    "ruby",
    "quote",
    "bar",
    "marker",
    "caption",
    "image",
    "media",
    "note",
    "rule",
    "table",
    "title",
    "byline",
    "notice",
    "code-text",
    "code-keyword",
    "code-string",
    "code-number",
    "code-comment",
    "code-name",
    "code-added",
    "code-removed",
]
"""The role of a run of text. The reader pane maps roles to styles; the layout knows no colours.
Where a run has several roles, the style of the one listed later here wins."""


class Span(NamedTuple):
    r"""A run of inline text. A line break (`<br>`) is a `\n` in the text."""

    text: str
    roles: frozenset[Role] = frozenset()
    link: int | None = None
    """The number, from 1, of the text's link in `Document.links`; 0, in the title block of a
    page, is the article's own link."""


class Link(NamedTuple):
    """A link: its text and its target."""

    number: int
    """From 1, in reading order."""
    text: str
    url: str


class Picture(NamedTuple):
    """A picture that the body shows."""

    number: int
    """From 1, in reading order."""
    alt: str
    caption: str
    url: str
    """The address in the body, or a path relative to the file or to the site's root."""


class Heading(NamedTuple):
    """A heading; `level` is 1 to 6."""

    level: int
    spans: tuple[Span, ...]
    anchors: tuple[str, ...] = ()
    """The names by which links in the body lead here."""
    right_to_left: bool | None = None
    """Which way the body says that it runs; None where its first strong character decides."""


class Paragraph(NamedTuple):
    """Running text."""

    spans: tuple[Span, ...]
    align: Literal["", "center", "right"] = ""
    anchors: tuple[str, ...] = ()
    """The names by which links in the body lead here."""
    right_to_left: bool | None = None
    """Which way the body says that it runs; None where its first strong character decides."""


class Item(NamedTuple):
    """One item of a list."""

    marker: str
    """The text before it: `•`, `3.`, `[x]`; empty for a term of a definition list."""
    blocks: tuple["Block", ...]
    definition: bool = False
    """Whether it explains the term before it, in a definition list."""


class List(NamedTuple):
    """A list; nested lists are blocks of its items."""

    items: tuple[Item, ...]
    tight: bool = True
    """Whether no blank line stands between the items."""


class Quote(NamedTuple):
    """A quotation of whole blocks."""

    blocks: tuple["Block", ...]


class Code(NamedTuple):
    r"""Preformatted text; `\n` separates its lines."""

    text: str
    language: str = ""
    spans: tuple[Span, ...] = ()
    """The same text in spans, where parts of it are links; else empty."""


class Cell(NamedTuple):
    """One cell of a table."""

    blocks: tuple["Block", ...]
    heading: bool = False
    columns: int = 1
    """How many columns it covers, 1 or more."""
    rows: int = 1
    """How many rows it covers, 1 or more."""
    align: Literal["", "left", "center", "right"] = ""


class Table(NamedTuple):
    """A table of cells; a row may be shorter than the widest."""

    rows: tuple[tuple[Cell, ...], ...]
    caption: tuple[Span, ...] = ()


class Image(NamedTuple):
    """A picture between the blocks, or in a piece of inline text."""

    picture: Picture
    link: int | None = None
    """The number of the link around the picture, if any."""
    caption: tuple[Span, ...] = ()
    """`Picture.caption` with its links and roles; empty where the picture has none."""


class Media(NamedTuple):
    """A video, a sound, a frame or an embedded page: a named link."""

    kind: Literal["video", "audio", "frame", "embed"]
    title: str
    link: int | None
    """The number of the link to open; None where there is no address."""


class Rule(NamedTuple):
    """A rule across the page."""


class Note(NamedTuple):
    """A footnote."""

    label: str
    blocks: tuple["Block", ...]
    anchor: str = ""


Block = Heading | Paragraph | List | Quote | Code | Table | Image | Media | Rule | Note


class Document(NamedTuple):
    """The document of a body."""

    blocks: tuple[Block, ...]
    links: tuple[Link, ...] = ()
    pictures: tuple[Picture, ...] = ()
    right_to_left: bool = False
    """Whether the body says `dir="rtl"` or its first strong character runs right to left."""
    part: float = 1.0
    """The share of the body that was read: less than 1 for the beginning of a long one."""
    problems: tuple[Problem, ...] = ()
    """What was too much to be read; notices at the end of the blocks say the same."""
    abridged: bool = False
    """Whether it holds the main article of a saved page, and not the whole page."""


class Run(NamedTuple):
    """A stretch of a line whose characters share their roles and their link."""

    text: str
    roles: frozenset[Role] = frozenset()
    link: int | None = None
    start: int | None = None
    """The place of the text in the text of its paragraph (`Line.paragraph`), in characters;
    None for text of the layout itself: markers, bars, padding, table rules."""


class Line(NamedTuple):
    """One line of cells of a document set at a width."""

    runs: tuple[Run, ...] = ()
    paragraph: int = 0
    """The number, from 0, of the segment of text that the line belongs to: a paragraph, a
    heading, a row of a table (or rows that share a cell), a code block, a caption …
    Segments are counted in reading order and are the same at every width. A blank line has
    the number of the segment before it."""
    picture: int | None = None
    """The number of the picture that the line describes."""
    rigid: bool = False
    """Whether the line may be wider than the page and scrolls sideways (code)."""
    figure: tuple[Run, ...] | None = None
    """On the first line of a picture between the blocks: the runs to the left of the picture
    itself, which is drawn above the line. Otherwise None."""

    @property
    def text(self) -> str:
        """The characters of the line, without any roles."""
        return "".join(run.text for run in self.runs)


Measure = Callable[[str], int]
"""A function that returns the number of cells of a string on the screen."""


class Setting(NamedTuple):
    """The parameters of a layout."""

    width: int
    """The reading width, in cells; 20 or more gives good results, 1 or more works."""
    measure: Measure
    """A parameter, so that layout and screen use the same function without an import."""
    justified: bool = False
    """Whether the full lines of running text are stretched to the width."""


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield every block, outer before inner, in reading order."""
    for block in blocks:
        yield block
        match block:
            case List(items=items):
                for item in items:
                    yield from walk(item.blocks)
            case Quote(blocks=inner) | Note(blocks=inner):
                yield from walk(inner)
            case Table(rows=rows):
                for row in rows:
                    for cell in row:
                        yield from walk(cell.blocks)
