"""The drawing of a page's lines: their roles, matches, links, labels and hyperlinks (OSC 8)."""

from collections.abc import Container, Sequence
from typing import NamedTuple, get_args
from urllib.parse import quote

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.strip import Strip

from tui.document.addresses import absolute, is_safe
from tui.document.model import Line, Role, Run
from tui.document.passages import Passage
from tui.library.values import Highlight
from tui.ui.common.cells import wrapped
from tui.ui.common.drawing import RoleStyles
from tui.ui.page.highlighting.found_highlights import COLOUR_SIGNS, PlacedHighlight
from tui.ui.page.links import Label, Target, address, target_of
from tui.ui.page.page_builder import Page
from tui.ui.page.selecting.cell_places import selected_pieces

_LONGEST = 2083
"""The longest address, in bytes, that terminals built on VTE take."""

_KEPT = "".join(chr(code) for code in range(0x21, 0x7F))
"""What may stand in an address within OSC 8; anything else must be percent-encoded."""


def hyperlink(address: str, base: str) -> str:
    """Return an address as a terminal may be given it, or the empty string.

    Only whole addresses with a scheme that opens without a question are given away. What is
    not printable ASCII is percent-encoded, so no control code can be among it.

    Args:
        address: As the article has it, perhaps relative.
        base: The article's own address.
    """
    whole = absolute(address, base) if address else ""
    if not is_safe(whole):
        return ""
    encoded = quote(whole, safe=_KEPT, errors="replace")
    return encoded if len(encoded) <= _LONGEST else ""


class Hyperlinks(LineFilter):
    """Makes hyperlinks of the segments whose style says so in its meta data.

    It must be the last filter: Rich numbers links at random, and anew with every change of a
    style, but the pieces of one link must bear one number to be underlined as one.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """Return the segments with their links."""
        return [
            Segment(text, _linked(style), control) if style is not None and style.meta else segment
            for segment in segments
            for text, style, control in (segment,)
        ]


def link_meta(address: str, id: str) -> dict[str, str]:
    """Return the meta data of a style whose text becomes a hyperlink.

    Args:
        address: What `hyperlink` returned.
        id: Names the link among those of the screen; without `:` and `;`.
    """
    return {"hyperlink": address, "link_id": id} if address else {}


def _linked(style: Style) -> Style:
    address = style.meta.get("hyperlink")
    if not isinstance(address, str):
        return style
    linked = style.update_link(address)
    linked._link_id = str(style.meta["link_id"])  # There is no public way to choose it.
    return linked


ROLES: tuple[Role, ...] = get_args(Role)
PARTS = (
    "kept-link",
    "highlight-yellow",
    "highlight-green",
    "highlight-blue",
    "highlight-current",
    "highlight-sign",
    "match",
    "current-match",
    "selected",
    "selection",
    "selection-head",
    "label",
    "label-typed",
    "landed",
)
"""The parts of a page that have a style of their own apart from the roles."""

_MARGIN = 4
"""Cells kept free around the words of an empty page."""


class Marks(NamedTuple):
    """The state of the view that its lines show."""

    match: int | None
    """The number of the match that the reader is at."""
    link: Target | None
    """The link or the highlight that is selected."""
    landed: int | None
    """The paragraph that a jump has just gone to."""
    sideways: int
    """The cells by which wide code is scrolled to the right."""
    passage: Passage | None
    """The text that is selected."""
    head: Passage | None
    """The character of it at the end that moves."""
    kept: Container[str] = ()
    """The addresses that lead to kept articles."""
    highlights: Sequence[PlacedHighlight] = ()
    """The highlights that have text of the line's segment, in reading order."""


class _Looks(NamedTuple):
    """What a piece of a line is part of."""

    match: int | None = None
    """The number of the match."""
    highlights: tuple[Highlight, ...] = ()
    """The highlights, in reading order."""
    selection: str = ""
    """The part of a page that the selection is there; empty for none."""


def _pieces(page: Page, line: Line, marks: Marks) -> list[tuple[Run, _Looks]]:
    """Return the runs of a line, cut at matches, highlights and the selection."""
    pieces = [(run, _Looks(match)) for run, match in page.matches.split(line)]
    for highlight, passage in marks.highlights:
        if passage is not None:
            pieces = [
                (run, looks._replace(highlights=(*looks.highlights, highlight)) if has else looks)
                for (run, looks), has in selected_pieces(pieces, line.paragraph, passage)
            ]
    for passage, name in ((marks.passage, "selection"), (marks.head, "selection-head")):
        if passage is not None and passage.start.segment <= line.paragraph <= passage.end.segment:
            pieces = [
                (run, looks._replace(selection=name) if has else looks)
                for (run, looks), has in selected_pieces(pieces, line.paragraph, passage)
            ]
    return pieces


class LinePainter:
    """The painter of the lines of a page, in the styles of a widget."""

    def __init__(self, styles: RoleStyles) -> None:
        """Paint in the given styles."""
        self._styles = styles

    def line(
        self, page: Page, number: int, width: int, marks: Marks, labels: Sequence[Label]
    ) -> Strip:
        """Draw a line of the screen.

        Args:
            page: The page.
            number: The number of the line on it.
            width: The width of the screen, in cells; the page stands in its middle.
            marks: The state that the line shows.
            labels: The labels of links over the line, from left to right.
        """
        line = page.lines[number]
        pieces = _pieces(page, line, marks)
        strip = Strip([self._segment(page, run, line, looks, marks) for run, looks in pieces])
        if line.rigid and (strip.cell_length > page.width or marks.sideways):
            strip = self._window(strip, marks.sideways, page.width)
        left = page.margin_in(width)
        landed = page.first_lines.get(marks.landed or -1) == number
        lit = next((looks.highlights[-1] for _, looks in pieces if looks.highlights), None)
        strip = self._placed(strip, left, width, landed, lit)
        at = left - marks.sideways if line.rigid else left
        return self._labelled(strip, at, labels) if labels else strip

    def words(self, words: str, y: int, width: int, height: int) -> Strip:
        """Draw a line of an empty page, which says why it is empty.

        Args:
            words: The reason; perhaps empty.
            y: The line of the screen.
            width: The width of the screen, in cells.
            height: Its height, in lines.
        """
        base = self._styles()
        lines = wrapped(words, width - _MARGIN)
        first = max(0, height // 3 - len(lines) // 2)
        if not 0 <= y - first < len(lines):
            return Strip.blank(width, base)
        strip = Strip([Segment(lines[y - first], self._styles("empty"))])
        left = max(0, (width - strip.cell_length) // 2)
        return Strip([Segment(" " * left, base), *strip]).adjust_cell_length(width, base)

    def _segment(self, page: Page, run: Run, line: Line, looks: _Looks, marks: Marks) -> Segment:
        names: tuple[str, ...] = tuple(role for role in ROLES if role in run.roles)
        target = target_of(run, line)
        url = address(page.text, target)
        if url and url in marks.kept and target and target.kind == "link":
            names += ("kept-link",)
        meta: dict[str, int | str] = {}
        if looks.highlights:
            shown = looks.highlights[-1]
            names += (f"highlight-{shown.colour}",)
            targets = [("highlight", each.id) for each in looks.highlights]
            if marks.link in targets and not looks.selection:
                names += ("highlight-current",)
            if shown.id is not None:
                meta["highlight"] = shown.id
        if target is not None and target == marks.link:
            names += ("selected",)
        if looks.match is not None:
            names += ("current-match" if looks.match == marks.match else "match",)
        if looks.selection:
            names += (looks.selection,)
        style = self._styles(*names)
        if target is None or not url:
            return Segment(run.text, style + Style(meta=meta) if meta else style)
        whole = hyperlink(url, page.text.article.link)
        meta |= {"url": url, **link_meta(whole, f"{target.kind}-{target.number}")}
        return Segment(run.text, style + Style(meta=meta))

    def _window(self, strip: Strip, sideways: int, room: int) -> Strip:
        """Cut out the visible part of a line that is wider than the page.

        Args:
            strip: The line as wide as it is.
            sideways: The cells of it that are scrolled out at the left.
            room: The cells of the page; where the line goes on, a mark stands in the margin.
        """
        seen = strip.crop(sideways, sideways + room)
        if strip.cell_length <= sideways + room:
            return seen
        return Strip([*seen, Segment("›", self._styles("byline"))])

    def _placed(
        self, strip: Strip, left: int, width: int, landed: bool, lit: Highlight | None
    ) -> Strip:
        """Put a line in its place on the screen.

        Args:
            strip: The line.
            left: The cells before it.
            width: The width of the screen, in cells.
            landed: Whether a jump has gone to it, which a mark beside it shows.
            lit: The highlight that the line has text of, which its sign beside it shows.
        """
        base = self._styles()
        margin = Segment(" " * left, base)
        if landed and left > 1:
            margin = Segment("▸ ".rjust(left), self._styles("landed"))
        elif lit is not None and left > 1:
            sign = f"{COLOUR_SIGNS[lit.colour]} ".rjust(left)
            margin = Segment(sign, self._styles("highlight-sign"))
        return Strip([margin, *strip]).adjust_cell_length(width, base)

    def _labelled(self, strip: Strip, left: int, labels: Sequence[Label]) -> Strip:
        """Draw labels over a line; its width stays the same.

        Args:
            strip: The line as it is drawn.
            left: The cell where the line's text begins.
            labels: The labels, from left to right.
        """
        for cell, typed, rest in labels:
            start, end = left + cell, left + cell + len(typed) + len(rest)
            if not left <= start or end > strip.cell_length:
                continue
            meta = next((part.style.meta for part in strip.crop(start, end) if part.style), {})
            link = Style(meta={key: meta[key] for key in ("url",) if key in meta})
            segments = [
                Segment(text, self._styles(name) + link)
                for text, name in ((typed, "label-typed"), (rest, "label"))
                if text
            ]
            strip = Strip.join([strip.crop(0, start), Strip(segments), strip.crop(end)])
        return strip
