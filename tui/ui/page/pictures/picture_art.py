"""Pictures ready to be drawn in cells: as segments, or as Sixel graphics over a strip.

The module needs no Pillow, which takes 0.1 s to import; `art_encoder` does.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.console import Console
from rich.segment import Segment
from textual.strip import Strip

from tui.images.terminal.capabilities import CellSize, Graphics

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255 each."""


class Look(NamedTuple):
    """The values that the drawing of a picture depends on besides its pixels."""

    width: int
    """In cells."""
    height: int
    """In rows."""
    cell: CellSize
    graphics: Graphics
    colours: int
    """The number of colours that the terminal can show at once by Sixel."""
    background: Colour
    """The colour of the screen, where the picture is transparent."""


class Graphic:
    """One row of cells of a picture in Sixel.

    Each row is a graphic of its own: so rows can scroll, be covered and come back one by one,
    as text does, and are encoded only once.
    """

    def __init__(self, width: int, parts: Iterable[tuple[int, str]]) -> None:
        """Make a row.

        Args:
            width: How many cells it takes.
            parts: For each part of it the column that it begins at, and its Sixel data.
        """
        self.width = width
        self._parts = tuple(parts)

    def drawing(self, back: int) -> str:
        """Return the codes that draw the row; afterwards the cursor is where it was.

        Args:
            back: How many cells to the left of the cursor the row begins.
        """
        return "".join(f"\x1b7{_moved(column - back)}{data}\x1b8" for column, data in self._parts)


def _moved(cells: int) -> str:
    """Return the code that moves the cursor by cells: to the right, or to the left if negative."""
    return f"\x1b[{-cells}D" if cells < 0 else f"\x1b[{cells}C" if cells else ""


class SixelStrip(Strip):
    """A line of cells, some of which a graphic lies over.

    Cut from a widget's line it is still drawn: empty cells first, then the graphic. Where
    something else covers a part of the graphic, none of it is drawn.
    """

    def __init__(self, strip: Strip, start: int, graphic: Graphic) -> None:
        """Lay a graphic over a line.

        Args:
            strip: The line; its cells under the graphic are empty.
            start: The column that the graphic begins at.
            graphic: The graphic.
        """
        super().__init__(strip, strip.cell_length)
        self._start = start
        self._graphic = graphic

    def crop(self, start: int, end: int | None = None) -> Strip:
        """Return some cells; what was drawn over any of them is drawn again."""
        strip = super().crop(start, end)
        if strip is self or not strip.cell_length:
            return strip
        under = (
            self._start < start + strip.cell_length and start < self._start + self._graphic.width
        )
        return SixelStrip(strip, self._start - start, self._graphic) if under else strip

    def divide(self, cuts: Iterable[int]) -> Sequence[Strip]:
        """Return the parts between other widgets; the graphic goes to one that has all of it."""
        divided = []
        at = 0
        for strip in Strip(self, self.cell_length).divide(cuts):
            start = self._start - at
            whole = start >= 0 and start + self._graphic.width <= strip.cell_length
            divided.append(SixelStrip(strip, start, self._graphic) if whole else strip)
            at += strip.cell_length
        return divided

    def render(self, console: Console) -> str:
        """Return the text and codes that the terminal is sent."""
        text = super().render(console)
        return text + self._graphic.drawing(self.cell_length - self._start)


@dataclass(frozen=True, slots=True, eq=False)
class Art:
    """A picture ready to be drawn."""

    look: Look
    rows: tuple[tuple[Segment, ...], ...] = ()
    """Segments of each row, `look.width` cells wide; none where graphics are drawn."""
    graphics: tuple[Graphic, ...] = ()
    """The graphics over the empty cells of each row, by Sixel."""
    sending: str = ""
    """The codes that the terminal is sent before the rows are drawn."""
    forgetting: str = ""
    """The codes that the terminal is sent when the picture is not needed any more."""

    def row(self, number: int) -> tuple[Segment, ...]:
        """Return the segments of a row; none where it is empty cells under a graphic."""
        return self.rows[number] if number < len(self.rows) else ()

    def over(self, strip: Strip, column: int, number: int) -> Strip:
        """Return a line with the graphic of a row laid over it, where there is one.

        Args:
            strip: The line, empty where the picture is.
            column: The column where the picture begins.
            number: The row.
        """
        if not 0 <= number < len(self.graphics):
            return strip
        return SixelStrip(strip, column, self.graphics[number])


def fitting(
    width: int, height: int, room: tuple[int, int], cell: CellSize, most: float = 1.0
) -> tuple[int, int]:
    """Return the cells and rows that a picture takes, its shape kept.

    Args:
        width: The picture's own width, in pixels.
        height: Its height.
        room: The cells and rows that there are.
        cell: The size of a cell.
        most: How many times larger than it is the picture may become.
    """
    scale = min(most, room[0] * cell.width / width, room[1] * cell.height / height)
    cells = -(-round(width * scale) // cell.width)
    rows = -(-round(height * scale) // cell.height)
    return min(max(cells, 1), max(room[0], 1)), min(max(rows, 1), max(room[1], 1))
