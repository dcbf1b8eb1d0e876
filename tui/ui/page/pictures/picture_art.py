"""A picture made ready to be drawn: scaled to cells, in the way that the terminal can show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image
from rich.segment import Segment
from textual.strip import Strip

from tui.images.decoding import flattened
from tui.images.terminal.capabilities import CellSize, Graphics

if TYPE_CHECKING:
    from tui.ui.page.pictures.strips import Graphic

Colour = tuple[int, int, int]

_ROUNDING = 1.2
"""How much larger than a picture its cells may be for no other reason than being whole ones."""


class Look(NamedTuple):
    """What a picture's drawing depends on besides its pixels."""

    width: int
    """In cells."""
    height: int
    """In rows."""
    cell: CellSize
    graphics: Graphics
    colours: int
    """How many colours the terminal can show at once by Sixel."""
    background: Colour
    """What is seen where the picture shines through."""


@dataclass(frozen=True, slots=True, eq=False)
class Art:
    """A picture ready to be drawn."""

    look: Look
    rows: tuple[tuple[Segment, ...], ...] = ()
    """Segments of each row, `look.width` cells wide; none where graphics are drawn."""
    graphics: tuple[Graphic, ...] = ()
    """What is drawn over the empty cells of each row, by Sixel."""
    sending: str = ""
    """What the terminal has to be sent before the rows are drawn."""
    forgetting: str = ""
    """What the terminal is sent when the picture is not needed any more."""


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


def row_segments(art: Art, row: int) -> tuple[Segment, ...]:
    """Return the segments of a row; none where it is empty cells under a graphic."""
    return art.rows[row] if row < len(art.rows) else ()


def with_graphic(strip: Strip, column: int, art: Art, row: int) -> Strip:
    """Return a line with a row of a picture laid over it, where that is drawn by Sixel.

    Args:
        strip: The line, empty where the picture is.
        column: Where the picture begins.
        art: The picture.
        row: Its row.
    """
    if not 0 <= row < len(art.graphics):
        return strip
    from tui.ui.page.pictures.strips import SixelStrip

    return SixelStrip(strip, column, art.graphics[row])


def make_art(image: Image.Image, look: Look) -> Art:
    """Return a picture ready to be drawn.

    Args:
        image: The picture, in RGB or RGBA; no larger than it is needed.
        look: How it is to be drawn.
    """
    size = (look.width, look.height)
    from tui.ui.page.pictures.strips import MOST_CELLS, KittyPicture

    if look.graphics == "blocks" or (look.graphics == "kitty" and max(size) > MOST_CELLS):
        from tui.ui.page.pictures.strips import block_rows

        return Art(look, block_rows(flattened(image, look.background), *size))
    picture = flattened(_scaled(image, look), look.background)
    if look.graphics == "sixel":
        from tui.ui.page.pictures.strips import graphics

        return Art(look, graphics=graphics(picture, *size, look.cell, look.colours))
    kitty = KittyPicture(_on_canvas(picture, look), *size)
    return Art(look, kitty.rows, sending=kitty.sending, forgetting=kitty.forgetting)


def _scaled(image: Image.Image, look: Look) -> Image.Image:
    """Return the picture with no more pixels than its cells have."""
    width, height = look.width * look.cell.width, look.height * look.cell.height
    scale = min(width / image.width, height / image.height)
    if 1 <= scale <= _ROUNDING:
        return image
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image.resize(size, Image.Resampling.LANCZOS)


def _on_canvas(picture: Image.Image, look: Look) -> Image.Image:
    """Return the picture with exactly the pixels that its cells have."""
    size = (look.width * look.cell.width, look.height * look.cell.height)
    if picture.size == size:
        return picture
    canvas = Image.new("RGB", size, look.background)
    canvas.paste(picture)
    return canvas
