"""The rows of a page that hold pictures, drawn."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from tui.document.model import Line
from tui.ui.common.cells import cut
from tui.ui.common.drawing import RoleStyles

if TYPE_CHECKING:
    from tui.ui.page.page_builder import Gap, Page
    from tui.ui.page.pictures.page_pictures import PagePictures
    from tui.ui.page.pictures.picture_art import Art

_MOST_ROWS = 200
"""How many rows are kept as they were drawn: those of a few screens."""


class _Drawn(NamedTuple):
    """A row as it was drawn last, and what it was drawn from."""

    art: Art
    page: Page
    width: int
    base: Style
    strip: Strip


class PictureRows:
    """Draws rows of pictures; a row is put together once and then scrolls as it is."""

    def __init__(self, pictures: PagePictures) -> None:
        """Draw these pictures."""
        self._pictures = pictures
        self._drawn: OrderedDict[tuple[int, int], _Drawn] = OrderedDict()
        """The rows drawn last, by their line's number and their place above it."""

    def forget(self) -> None:
        """Let what was drawn go."""
        self._drawn.clear()

    def strip(self, page: Page, row: int, width: int, styles: RoleStyles) -> Strip:
        """Draw a row of the page that no line stands on.

        Args:
            page: The page.
            row: Its row.
            width: The view's, in cells.
            styles: The view's styles.
        """
        gap = page.rows.gap_on(row)
        if gap is None:
            return Strip.blank(width, styles())
        art = self._pictures.art_on(page, gap.line)
        if art is not None:
            return self._picture(page, gap, art, width, styles)
        line = page.lines[gap.line]
        segments = list(_left(page, line, width, styles))
        note = self._pictures.note_on(page, gap.line)
        if note and gap.row == 0:
            segments.append(Segment(cut(note, page.width - indent(line)), styles("byline")))
        return Strip(segments).adjust_cell_length(width, styles())

    def _picture(self, page: Page, gap: Gap, art: Art, width: int, styles: RoleStyles) -> Strip:
        base = styles()
        place = (gap.line, gap.row)
        known = self._drawn.get(place)
        if known is not None and known[:4] == (art, page, width, base):
            return known.strip
        from tui.ui.page.pictures.picture_art import row_segments

        line = page.lines[gap.line]
        middle = Segment(" " * _middle(page, line, art), base)
        segments = [*_left(page, line, width, styles), middle, *row_segments(art, gap.row)]
        strip = Strip(segments).adjust_cell_length(width, base)
        self._drawn[place] = _Drawn(art, page, width, base, strip)
        self._drawn.move_to_end(place)
        if len(self._drawn) > _MOST_ROWS:
            self._drawn.popitem(last=False)
        return strip

    def with_graphics(self, page: Page, strips: list[Strip], top: int, crop: Region) -> list[Strip]:
        """Return lines of the view with what the terminal draws over them.

        Args:
            page: The page.
            strips: The lines.
            top: The row of the page that is the first in the view.
            crop: The part of the view that the lines are.
        """
        if not page.rows.extra:
            return strips
        return [
            self._with_graphic(page, strip, top + y, crop) for y, strip in enumerate(strips, crop.y)
        ]

    def _with_graphic(self, page: Page, strip: Strip, row: int, crop: Region) -> Strip:
        gap = page.rows.gap_on(row)
        art = self._pictures.art_on(page, gap.line) if gap is not None else None
        if gap is None or art is None or not art.graphics:
            return strip
        from tui.ui.page.pictures.picture_art import with_graphic

        line = page.lines[gap.line]
        margin = _margin(page, self._pictures.view_width)
        column = margin + indent(line) + _middle(page, line, art) - crop.x
        return with_graphic(strip, column, art, gap.row)


def indent(line: Line) -> int:
    """Return how many cells stand to the left of the room for a line's picture."""
    return sum(cell_len(run.text) for run in line.figure or ())


def _margin(page: Page, width: int) -> int:
    """Return how many cells stand to the left of a page in a view of a width."""
    return max(0, (width - page.width) // 2)


def _middle(page: Page, line: Line, art: Art) -> int:
    """Return how many cells of its room stand to the left of a picture in the middle of it."""
    return max(0, (page.width - indent(line) - art.look.width) // 2)


def _left(page: Page, line: Line, width: int, styles: RoleStyles) -> Iterator[Segment]:
    """Yield what stands to the left of a picture: the bars of quotes go on beside it."""
    yield Segment(" " * _margin(page, width), styles())
    for run in line.figure or ():
        bar = "bar" in run.roles
        text = run.text if bar else " " * cell_len(run.text)
        yield Segment(text, styles("bar") if bar else styles())
