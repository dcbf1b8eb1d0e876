"""Pictures in Sixel, one graphic for each row of cells.

Rows of their own can scroll, be covered and come back one by one, as text does, and are
encoded only once.
"""

from collections.abc import Iterator

from PIL import Image
from rich.segment import ControlType, Segment
from rich.style import Style
from textual_image._sixel import SixelOptions, image_to_sixels

from tui.terminal import CellSize

_MOST_PIXELS = 1000
"""The widest graphic that xterm draws if it is not told otherwise (`maxGraphicSize`)."""

_CONTROL = ((ControlType.CURSOR_FORWARD, 0),)
"""What tells Rich that a segment takes no cells and is written as it stands."""

_MANY_COLOURS = 64
"""From this number on a picture looks better without its colours being mixed from dots."""


def sixel_rows(
    image: Image.Image, width: int, height: int, cell: CellSize, colours: int
) -> tuple[tuple[Segment, ...], ...]:
    """Return the segments of each row of a picture.

    Args:
        image: The picture, in RGB, of exactly as many pixels as the cells have.
        width: How many cells it takes.
        height: How many rows.
        cell: The size of a cell.
        colours: How many colours the terminal can show at once.
    """
    image = _quantized(image, colours)
    step = max(1, _MOST_PIXELS // cell.width)
    rows = []
    for top in range(0, height * cell.height, cell.height):
        drawing = "".join(
            f"\x1b7\x1b[{width - left}D{_encoded(image, left, right, top, cell)}\x1b8"
            for left, right in _parts(width, step)
        )
        # The cells are emptied, then drawn over from their left, and the cursor put back.
        rows.append(
            (
                Segment(" " * width),
                Segment(drawing, Style.null(), ((ControlType.CURSOR_FORWARD, 0),)),
            )
        )
    return tuple(rows)


def _parts(width: int, step: int) -> Iterator[tuple[int, int]]:
    """Yield the first and last column of the graphics that one row is made of."""
    for left in range(0, width, step):
        yield left, min(left + step, width)


def _encoded(image: Image.Image, left: int, right: int, top: int, cell: CellSize) -> str:
    box = (left * cell.width, top, right * cell.width, top + cell.height)
    return image_to_sixels(image.crop(box), SixelOptions())


def _quantized(image: Image.Image, colours: int) -> Image.Image:
    """Return a picture in few colours, the same ones in every row."""
    if colours >= _MANY_COLOURS:
        return image.quantize(colours, Image.Quantize.FASTOCTREE)
    palette = image.quantize(colours, Image.Quantize.MEDIANCUT)
    return image.quantize(palette=palette, dither=Image.Dither.FLOYDSTEINBERG)
