"""The drawing of the rows of a page that hold pictures."""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from tui.document.model import Line
from tui.document.passages import Passage, Place
from tui.ui.common.cells import cut
from tui.ui.common.drawing import RoleStyles
from tui.ui.page.page_builder import Gap, Page
from tui.ui.page.pictures.picture_art import Art

_MOST_ROWS = 200
"""The most rows that are kept as they were drawn: those of a few screens."""


_FRAME = 2
"""The cells on both sides of a picture that say that it is selected."""


class _Drawn(NamedTuple):
    """A row as it was drawn last, and the values that it was drawn from."""

    art: Art
    page: Page
    width: int
    base: Style
    strip: Strip


class PictureRows:
    """The painter of pictures; a row is put together once and then scrolls as it is."""

    def __init__(
        self,
        art_on: Callable[[Page, int], Art | None],
        note_on: Callable[[Page, int], str],
    ) -> None:
        """Begin with no row drawn.

        Args:
            art_on: Returns the picture above a line of a page, if it is ready to be drawn.
            note_on: Returns the words that stand there instead; perhaps none.
        """
        self._art_on = art_on
        self._note_on = note_on
        self._drawn: OrderedDict[tuple[int, int], _Drawn] = OrderedDict()
        """The rows drawn last, by their line's number and their place above it."""

    def forget(self) -> None:
        """Drop the rows that are kept."""
        self._drawn.clear()

    def strip(
        self, page: Page, row: int, width: int, styles: RoleStyles, passage: Passage | None
    ) -> Strip:
        """Draw a row of the page that no line stands on.

        Args:
            page: The page.
            row: Its row.
            width: The width of the screen, in cells.
            styles: The styles of the view.
            passage: The text that is selected: a picture within it is framed.
        """
        gap = page.rows.gap_on(row)
        if gap is None:
            return Strip.blank(width, styles())
        line, art = page.lines[gap.line], self._art_on(page, gap.line)
        if art is not None:
            strip = self._picture(page, gap, art, width, styles)
        else:
            strip = self._room(page, gap, width, styles)
        if passage is None or not passage.start <= Place(line.paragraph, 0) < passage.end:
            return strip
        left = page.margin_in(width)
        start = left + indent(line) + (_middle(page, line, art) if art else 0)
        end = start + art.look.width if art else start
        first = max(start - _FRAME, left - 1)  # A cell of the margin, at least.
        last = min(end + _FRAME, left + page.width + 1)
        return _framed(strip, (first, start, end, last), styles("selection"))

    def _room(self, page: Page, gap: Gap, width: int, styles: RoleStyles) -> Strip:
        """Draw a row of the room for a picture that is not there yet."""
        line = page.lines[gap.line]
        segments = list(_left(page, line, width, styles))
        note = self._note_on(page, gap.line)
        if note and gap.row == 0:
            segments.append(Segment(cut(note, page.width - indent(line)), styles("byline")))
        return Strip(segments).adjust_cell_length(width, styles())

    def _picture(self, page: Page, gap: Gap, art: Art, width: int, styles: RoleStyles) -> Strip:
        base = styles()
        place = (gap.line, gap.row)
        known = self._drawn.get(place)
        if known is not None and known[:4] == (art, page, width, base):
            return known.strip
        line = page.lines[gap.line]
        middle = Segment(" " * _middle(page, line, art), base)
        segments = [*_left(page, line, width, styles), middle, *art.row(gap.row)]
        strip = Strip(segments).adjust_cell_length(width, base)
        self._drawn[place] = _Drawn(art, page, width, base, strip)
        self._drawn.move_to_end(place)
        if len(self._drawn) > _MOST_ROWS:
            self._drawn.popitem(last=False)
        return strip

    def with_graphics(
        self, page: Page, strips: list[Strip], top: int, width: int, crop: Region
    ) -> list[Strip]:
        """Return lines of the view with the graphics that the terminal draws over them.

        Args:
            page: The page.
            strips: The lines.
            top: The row of the page that is the first in the view.
            width: The width of the view, in cells.
            crop: The part of the view that the lines fill.
        """
        if not page.rows.extra:
            return strips
        return [
            self._with_graphic(page, strip, top + y, page.margin_in(width) - crop.x)
            for y, strip in enumerate(strips, crop.y)
        ]

    def _with_graphic(self, page: Page, strip: Strip, row: int, margin: int) -> Strip:
        gap = page.rows.gap_on(row)
        art = self._art_on(page, gap.line) if gap is not None else None
        if gap is None or art is None or not art.graphics:
            return strip
        line = page.lines[gap.line]
        column = margin + indent(line) + _middle(page, line, art)
        return art.over(strip, column, gap.row)


def _framed(strip: Strip, columns: tuple[int, int, int, int], style: Style) -> Strip:
    """Draw the cells on both sides of a picture in a style; its own cells may hold graphics.

    Args:
        strip: The row.
        columns: Where the frame begins, the picture begins and ends, and the frame ends.
        style: The style of the frame.
    """
    a, b, c, d = (min(max(0, column), strip.cell_length) for column in columns)
    left, right = (
        Strip(Segment.apply_style(strip.crop(*cells), post_style=style))
        for cells in ((a, b), (c, d))
    )
    return Strip.join([strip.crop(0, a), left, strip.crop(b, c), right, strip.crop(d)])


def indent(line: Line) -> int:
    """Return the cells to the left of the room for a line's picture."""
    return sum(cell_len(run.text) for run in line.figure or ())


def _middle(page: Page, line: Line, art: Art) -> int:
    """Return the cells to the left of a picture in the middle of its room."""
    return max(0, (page.width - indent(line) - art.look.width) // 2)


def _left(page: Page, line: Line, width: int, styles: RoleStyles) -> Iterator[Segment]:
    """Yield the segments to the left of a picture: the bars of quotes go on beside it."""
    yield Segment(" " * page.margin_in(width), styles())
    for run in line.figure or ():
        bar = "bar" in run.roles
        text = run.text if bar else " " * cell_len(run.text)
        yield Segment(text, styles("bar") if bar else styles())
