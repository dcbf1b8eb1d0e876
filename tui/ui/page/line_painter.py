"""The drawing of a page's lines: their roles, matches, links, labels and hyperlinks (OSC 8)."""

from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple, get_args
from urllib.parse import quote

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.strip import Strip

from tui.document.model import Line, Role, Run
from tui.document.passages import Passage
from tui.ui.common.browser import absolute, is_safe
from tui.ui.common.cells import wrapped
from tui.ui.common.drawing import RoleStyles
from tui.ui.page.links import Label, Target, address, target_of
from tui.ui.page.page_builder import Page
from tui.ui.page.selecting.cell_places import Piece, selected_pieces

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
    """The link that is selected."""
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


def _pieces(page: Page, line: Line, marks: Marks) -> Iterator[tuple[Piece, str]]:
    """Yield the runs of a line, cut at matches and the selection, and its part that has them."""
    pieces, passage = page.matches.split(line), marks.passage
    if passage is None or not passage.start.segment <= line.paragraph <= passage.end.segment:
        yield from ((piece, "") for piece in pieces)
        return
    for piece, selected in selected_pieces(pieces, line.paragraph, passage):
        if not selected or marks.head is None:
            yield piece, "selection" if selected else ""
            continue
        for part, at_head in selected_pieces([piece], line.paragraph, marks.head):
            yield part, "selection-head" if at_head else "selection"


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
        strip = Strip(
            [
                self._segment(page, run, line, match, marks, selection)
                for (run, match), selection in _pieces(page, line, marks)
            ]
        )
        if line.rigid and (strip.cell_length > page.width or marks.sideways):
            strip = self._window(strip, marks.sideways, page.width)
        left = page.margin_in(width)
        landed = page.first_lines.get(marks.landed or -1) == number
        strip = self._placed(strip, left, width, landed)
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

    def _segment(
        self, page: Page, run: Run, line: Line, match: int | None, marks: Marks, selection: str
    ) -> Segment:
        names: tuple[str, ...] = tuple(role for role in ROLES if role in run.roles)
        target = target_of(run, line)
        url = address(page.text, target)
        if url and url in marks.kept and target and target.kind == "link":
            names += ("kept-link",)
        if target is not None and target == marks.link:
            names += ("selected",)
        if match is not None:
            names += ("current-match" if match == marks.match else "match",)
        if selection:
            names += (selection,)
        style = self._styles(*names)
        if target is None or not url:
            return Segment(run.text, style)
        whole = hyperlink(url, page.text.article.link)
        meta = {"url": url, **link_meta(whole, f"{target.kind}-{target.number}")}
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

    def _placed(self, strip: Strip, left: int, width: int, landed: bool) -> Strip:
        """Put a line in its place on the screen; a mark shows that a jump has gone to it."""
        base = self._styles()
        margin = Segment(" " * left, base)
        if landed and left > 1:
            margin = Segment("▸ ".rjust(left), self._styles("landed"))
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
