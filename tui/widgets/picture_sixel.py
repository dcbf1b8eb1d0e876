"""Pictures in Sixel, one graphic for each row of cells.

Rows of their own can scroll, be covered and come back one by one, as text does, and are
encoded only once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PIL import Image
from rich.console import Console
from textual.strip import Strip

from tui.terminal import CellSize
from tui.widgets.sixel import encoded

_MOST_PIXELS = 1000
"""The widest graphic that xterm draws if it is not told otherwise (`maxGraphicSize`)."""

_MANY_COLOURS = 64
"""From this number on a picture looks better without its colours being mixed from dots."""


class Graphic:
    """One row of cells of a picture."""

    def __init__(self, width: int, parts: Iterable[tuple[int, str]]) -> None:
        """Make a row.

        Args:
            width: How many cells it takes.
            parts: For each part of it the column that it begins at, and its Sixel data.
        """
        self.width = width
        self._parts = tuple(parts)

    def drawing(self, back: int) -> str:
        """Return what draws the row; the cursor is where it was afterwards.

        Args:
            back: How many cells to the left of the cursor the row begins.
        """
        return "".join(f"\x1b7{_moved(column - back)}{data}\x1b8" for column, data in self._parts)


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
        """Return what the terminal is sent."""
        text = super().render(console)
        return text + self._graphic.drawing(self.cell_length - self._start)


def _moved(cells: int) -> str:
    """Return what moves the cursor to the right, or to the left where the number is negative."""
    return f"\x1b[{-cells}D" if cells < 0 else f"\x1b[{cells}C" if cells else ""


def graphics(
    image: Image.Image, width: int, height: int, cell: CellSize, colours: int
) -> tuple[Graphic, ...]:
    """Return each row of a picture.

    Args:
        image: The picture, in RGB, with no more pixels than the cells have. Where it has
            fewer, at the right and below, the cells are seen.
        width: How many cells it takes.
        height: How many rows.
        cell: The size of a cell.
        colours: How many colours the terminal can show at once.
    """
    image = _quantized(image, colours)
    columns = range(0, width, max(1, _MOST_PIXELS // cell.width))
    rows = []
    for top in range(0, height * cell.height, cell.height):
        parts = []
        for left in columns:
            box = (
                left * cell.width,
                top,
                min((left + columns.step) * cell.width, image.width),
                min(top + cell.height, image.height),
            )
            if box[0] < box[2] and box[1] < box[3]:
                parts.append((left, encoded(image.crop(box))))
        rows.append(Graphic(width, parts))
    return tuple(rows)


def _quantized(image: Image.Image, colours: int) -> Image.Image:
    """Return a picture in few colours, the same ones in every row."""
    if colours >= _MANY_COLOURS:
        return image.quantize(colours, Image.Quantize.FASTOCTREE)
    palette = image.quantize(colours, Image.Quantize.MEDIANCUT)
    return image.quantize(palette=palette, dither=Image.Dither.FLOYDSTEINBERG)
