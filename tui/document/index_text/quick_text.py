"""The quick text: a reader of simple HTML that collects the text between the tags.

`look_quickly` is the entry; the package explains its contract.
"""

import re
from typing import NamedTuple

from tui.articles.article import Article
from tui.articles.clean_text import is_printed
from tui.document.addresses import find_addresses, may_hold_address
from tui.document.body_parser import LONG
from tui.document.html import formula_sources
from tui.document.html.frames import MAX_DEPTH, code_text
from tui.document.index_text.quick_tags import (
    ENTITY,
    HEADINGS,
    PARENTS,
    PARTED,
    NotSimple,
    Tag,
    character,
    tags,
)
from tui.document.inline_text import INDENT, SPACE, collapse, is_odd
from tui.document.markdown.from_markdown import to_html
from tui.document.template_tags.in_html import without_tags_in_html


class QuickTable:
    """An open table whose cells hold text."""

    def __init__(self, around: list[str]) -> None:
        """Open a table; `around` holds the lines collected before it."""
        self.around = around
        self.rows: list[list[list[str]]] = []
        """The lines of each cell of each row."""

    def lines(self) -> tuple[list[str], bool]:
        """Return the text of the table, as `text_segments.shown_text` prints it.

        Returns:
            The lines, and whether the table holds data: one without a row of two cells is
            used for layout only (see `html.frames.TableFrame`).
        """
        rows = [row for row in self.rows if any(row)]
        if all(len(row) < 2 for row in rows):
            return [line for row in rows for cell in row for line in cell], False
        texts = ("\n".join("\n".join(cell) for cell in row) for row in rows)
        return [text.replace("\n", "\t") for text in texts], True


_TAG = re.compile(r"(<[^>]*>)")
_WITH_RULES = frozenset({"p", "pre", "a", "code", "rt", "table", "figcaption", "dl", *HEADINGS})
"""Elements that change the rules for the elements inside them."""
_ALIKE = frozenset({"p", "div", "section", "article", "center"})
"""Blocks whose only effect is to end a line."""
_ENDED = frozenset({"p", "li", "dt", "dd"})
"""Blocks whose end tag may be left out."""
_CELLS = frozenset({"td", "th"})
_NO_BLOCKS = frozenset({"p", "pre", "a", "rt"})
_NO_RULES = frozenset({"p", "pre", "rt", "table", "figcaption"})
_NO_PICTURES = frozenset({"pre", "rt", "table", "figcaption"})
"""Elements in which a block, a rule or a picture needs a parser."""
_DEEP = MAX_DEPTH - 4
"""Inside more open elements, a document might not treat a table or a caption as one."""


_DEEPEST = 15
"""Inside more open elements, `source_repair.within_bounds` might leave something out."""


class QuickText(NamedTuple):
    """The text of a simple body, and facts about it."""

    text: str
    """As `text_segments.shown_text` returns it."""
    links: bool
    code: bool
    """Whether there is a block of code."""
    images: int
    """How many pictures."""
    tables: bool = False
    """Whether there is a table of data."""
    addresses: tuple[str, ...] = ()
    """Where the links lead, in order; of links without a text too. Entities stay as written."""


class Reader:
    """Reads texts and tags in turn, as a parser does (HTML, 13.2.6.4.7)."""

    def __init__(self, find_links: bool, plain: bool) -> None:
        self._find_links = find_links
        self._plain = plain
        """Whether all texts are printable ASCII and line ends, which need fewer checks."""
        self._lines: list[str] = []
        self._line: list[str] = []
        self._open: list[str] = []
        self._within: set[str] = set()
        """The open elements that are in `_WITH_RULES`."""
        self._leads = False
        """Whether a link with an address is open."""
        self._links = False
        self._addresses: list[str] = []
        self._code = False
        self._images = 0
        self._behind = False
        """Whether a picture follows the text of a line; more text after it needs a parser."""
        self._pictured: int | None = None
        """The place in the lines of the picture that a caption here would belong to."""
        self._table: QuickTable | None = None
        self._tables = False
        self._captioned: tuple[list[str], int] = ([], 0)
        """The lines around a caption, and the place of its picture in them."""
        self._before_reading = 0
        """The number of pieces on the line when a ruby text began."""

    def source(self, source: str) -> None:
        """Read whole tags and the text around them."""
        parts = _TAG.split(source)
        if "<" in parts[-1]:
            raise NotSimple
        if parts[0]:
            self.text(parts[0])
        for tag, text in zip(parts[1::2], parts[2::2], strict=True):
            self.tag(tags[tag])
            if text:
                self.text(text)

    def block(self, tag: Tag, name: str, text: str) -> None:
        """Read a block that holds only text, from its tag to its end."""
        if tag.act == "strange":
            raise NotSimple
        if self._line or self._within or self._behind or name == "li":
            self._begin_block(name)
        self.text(text)
        self._end_line()

    def text(self, text: str) -> None:
        """Read a text as the source has it."""
        if text == "\n" and not self._line and "pre" not in self._within:
            return
        if "&" in text:
            text = ENTITY.sub(character, text)
        if self._table is not None and self._is_parted() and text.strip(SPACE):
            raise NotSimple
        self._line.append(text)
        if self._behind and text.strip(INDENT):
            raise NotSimple
        if self._leads:
            self._links = self._links or bool(text.strip())
        elif (
            self._find_links
            and may_hold_address(text)
            and not ("pre" in self._within or "code" in self._within)
        ):
            found = find_addresses(text)
            self._links = self._links or bool(found)
            self._addresses += [address for _, _, address in found]

    def tag(self, tag: Tag) -> None:
        """Read a tag."""
        act, name, block, address = tag
        if act == "open":
            if block:
                self._begin_block(name)
            elif self._within or name == "rt":
                self._begin_inline(name)
            self._open.append(name)
            if len(self._open) > _DEEPEST:
                raise NotSimple
            if name in _WITH_RULES:
                if name in self._within:
                    raise NotSimple
                self._within.add(name)
            if address:
                self._leads = True
                self._addresses.append(address)
        elif act == "close":
            self._close(name, block)
        elif act == "break":
            if "pre" in self._within or "rt" in self._within or self._is_parted():
                raise NotSimple
            self._end_line()
        elif act == "rule":
            if not self._within.isdisjoint(_NO_RULES):
                raise NotSimple
            self._end_line()
            self._pictured = None
        elif act == "picture":
            self._picture(name)
        elif act == "strange":
            raise NotSimple

    def _picture(self, called: str) -> None:
        if not self._within.isdisjoint(_NO_PICTURES):
            raise NotSimple
        before = self._behind
        self._behind = self._end_line() or before
        self._images += 1
        self._links = self._links or self._leads
        called = collapse(called)
        self._pictured = len(self._lines)
        if called:
            self._lines.append(called)

    def _is_parted(self) -> bool:
        return bool(self._open) and self._open[-1] in PARTED

    def _begin_block(self, name: str) -> None:
        """Begin a block; a paragraph and an item end where the next one begins."""
        self._end_line()
        if self._open and self._open[-1] == "p":
            self._pop()
        if name in PARENTS:
            self._begin_part(name)
        elif self._is_parted():
            raise NotSimple
        if name not in _ALIKE:
            self._begin_other(name)
        within = self._within
        if within and not within.isdisjoint(_NO_BLOCKS):
            raise NotSimple
        if name in HEADINGS and not within.isdisjoint(HEADINGS):
            raise NotSimple

    def _begin_part(self, name: str) -> None:
        """Begin an item, or a part of a table."""
        if name in _ENDED and self._open and PARENTS.get(self._open[-1]) is PARENTS[name]:
            self._pop()
        if not self._open or self._open[-1] not in PARENTS[name]:
            raise NotSimple
        if self._table is None:
            return
        if name == "tr":
            self._table.rows.append([])
        elif name in _CELLS:
            self._lines = []
            self._table.rows[-1].append(self._lines)
        elif name == "thead" and self._table.rows:
            raise NotSimple

    def _begin_other(self, name: str) -> None:
        """Begin a block that does more than end a line."""
        if "figcaption" in self._within:
            raise NotSimple
        if name == "table":
            if self._table is not None or len(self._open) > _DEEP:
                raise NotSimple
            self._table = QuickTable(self._lines)
        elif name == "figcaption":
            at = self._pictured
            if at is None or not self._within.isdisjoint(HEADINGS) or len(self._open) > _DEEP:
                raise NotSimple
            self._captioned = self._lines, at
            self._lines = []
        self._pictured = None

    def _begin_inline(self, name: str) -> None:
        """Begin an inline element inside an element of `_WITH_RULES`, or a ruby text."""
        if self._is_parted() or (name == "a" and "pre" in self._within):
            raise NotSimple
        if name == "rt":
            if "pre" in self._within or not self._open or self._open[-1] not in PARENTS[name]:
                raise NotSimple
            self.text("(")
            self._before_reading = len(self._line)

    def _close(self, name: str, block: bool) -> None:
        if name == "pre":
            self._end_code()
        elif block:
            self._end_line()
            while self._open and self._open[-1] in _ENDED and self._open[-1] != name:
                if name == "p":
                    break
                self._pop()
        if not self._open or self._open[-1] != name:
            raise NotSimple
        self._pop()
        if name == "a":
            self._leads = False
        elif name == "rt":
            self._close_reading()
        elif block and name not in _ALIKE:
            self._close_other(name)

    def _close_other(self, name: str) -> None:
        """Close a block that does more than end a line."""
        self._pictured = None
        if name == "table" and self._table:
            lines, is_table = self._table.lines()
            self._lines = self._table.around
            self._lines += lines
            self._tables = self._tables or is_table
            self._table = None
        elif name == "figcaption":
            caption = " ".join(self._lines)
            self._lines, at = self._captioned
            if caption:
                self._lines[at:] = [caption]

    def _close_reading(self) -> None:
        """Close the brackets around a ruby text, if it has any text (see `html.elements`)."""
        if len(self._line) == self._before_reading:
            self._line.pop()
        else:
            self.text(")")

    def _pop(self) -> None:
        self._within.discard(self._open.pop())

    def _end_line(self) -> bool:
        """End a line, and return whether there is text on it."""
        self._behind = False
        pieces = self._line
        if not pieces:
            return False
        if "pre" in self._within:
            raise NotSimple
        self._line = []
        text = pieces[0] if len(pieces) == 1 else "".join(pieces)
        line = text.strip(INDENT)
        if not line:
            return False
        # Most lines are printable, and so have no white space but spaces.
        if self._plain:
            prints = "\n" not in line
        else:
            prints = line.isprintable() and "\ufffc" not in line and "\ufffd" not in line
        if not prints:
            line = _uneven_line(text, len(pieces))
        elif "  " in line:
            line = collapse(line)
        if line:
            # A document leaves out a text that repeats the picture's, unless it is a link.
            if self._pictured is not None and self._lines[-1:] == [line]:
                raise NotSimple
            self._lines.append(line)
            self._pictured = None
        return bool(line)

    def _end_code(self) -> None:
        source = "".join(self._line)
        self._line = []
        if is_odd(source):
            raise NotSimple
        text = code_text(source)
        if text:
            self._lines.append(text)
            self._code = True
            self._pictured = None

    def finish(self) -> QuickText:
        """Return the result."""
        self._end_line()
        if self._table or "figcaption" in self._within:
            raise NotSimple
        return QuickText(
            "\n".join(self._lines),
            self._links,
            self._code,
            self._images,
            self._tables,
            tuple(self._addresses),
        )


def _uneven_line(text: str, pieces: int) -> str:
    """Return a line as it is shown, of a text that may hold invisible characters."""
    if pieces > 1 and is_odd(text):
        raise NotSimple
    line = collapse(text).strip(INDENT)
    if line and (line[0].isspace() or line[-1].isspace()):
        raise NotSimple
    return line


_BLOCK = re.compile(r"(<(p|li|h[1-6])\b[^<>]*>)([^<]*)</\2>\n?")
"""A block that holds only text, as most blocks do."""
_EMPTY_SCRIPT = re.compile(r"""<script(?: [a-z-]+(?:="[^"<>]*")?)*></script>""")
_COMMENT = "<!-- script -->"
"""Replaces an empty script: it separates the text around it as the script does."""
_STRANGE_TEXT = ("\r", "\f", "\0", "\x85", "\u25a3")
"""Characters that a parser changes, old line ends, and the mark of a picture in a line."""


def look_quickly(article: Article) -> QuickText | None:
    """Return the quick text of an article; None where its body needs a parser.

    A body that has to be converted is read quickly once it is (see `formats.conversion`).
    """
    if article.format not in ("html", "markdown") or len(article.body) > LONG:
        return None
    if article.format == "html":
        return quick_text(without_tags_in_html(article.body))
    try:
        return quick_text(to_html(article.body), find_links=True)
    except Exception:
        # A bug in the Markdown parser must not stop the index; `read_document` handles it.
        return None


def quick_text(html: str, find_links: bool = False) -> QuickText | None:
    """Return the quick text of a body of HTML; None where it needs a parser.

    Args:
        html: The body, its template tags replaced.
        find_links: Whether addresses in the text are links, as in HTML made from Markdown.
    """
    printed = is_printed(html)
    if not printed and any(strange in html for strange in _STRANGE_TEXT):
        return None
    if "<img" in html and any(sign in html for sign in formula_sources.SIGNS):
        return None
    if "<script" in html:
        html = _EMPTY_SCRIPT.sub(_COMMENT, html)
    plain = printed and "\t" not in html and "&" not in html
    parts = _BLOCK.split(html)
    reader = Reader(find_links and _may_hold_addresses(html), plain)
    try:
        reader.source(parts[0])
        for tag, name, text, source in zip(*(parts[at::4] for at in range(1, 5)), strict=True):
            reader.block(tags[tag], name, text)
            if source:
                reader.source(source)
        return reader.finish()
    except NotSimple:
        return None


def _may_hold_addresses(html: str) -> bool:
    """Return whether a text may hold an address, perhaps partly written as entities."""
    # A single character is found ten times as fast as three.
    return "&" in html or "@" in html or ":" in html and "://" in html or "www." in html
