"""Pictures scaled to cells and encoded for the terminal: half blocks, Kitty or Sixel."""

from base64 import standard_b64encode
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from itertools import count, groupby
from random import randrange

from PIL import Image
from rich.color import Color, ColorType
from rich.color_triplet import ColorTriplet
from rich.segment import Segment
from rich.style import Style

from tui.images.decoding import flattened
from tui.images.terminal.capabilities import CellSize
from tui.images.terminal.sixel_data import encoded
from tui.ui.page.pictures.picture_art import Art, Colour, Graphic, Look

_ROUNDING = 1.2
"""The largest factor by which cells exceed a picture for no other reason than being whole."""

_UPPER_HALF = "▀"

_CELL = "\U0010eeee"

_RANGES = (
    "305 30d-30e 310 312 33d-33f 346 34a-34c 350-352 357 35b 363-36f 483-487 592-595 597-599 "
    "59c-5a1 5a8-5a9 5ab-5ac 5af 5c4 610-617 657-65b 65d-65e 6d6-6dc 6df-6e2 6e4 6e7-6e8 "
    "6eb-6ec 730 732-733 735-736 73a 73d 73f-741 743 745 747 749-74a 7eb-7f1 7f3 816-819 "
    "81b-823 825-827 829-82d 951 953-954 f82-f83 f86-f87 135d-135f 17dd 193a 1a17 1a75-1a7c "
    "1b6b 1b6d-1b73 1cd0-1cd2 1cda-1cdb 1ce0 1dc0-1dc1 1dc3-1dc9 1dcb-1dcc 1dd1-1de6 1dfe "
    "20d0-20d1 20d4-20d7 20db-20dc 20e1 20e7 20e9 20f0 2cef-2cf1 2de0-2dff a66f a67c-a67d "
    "a6f0-a6f1 a8e0-a8f1 aab0 aab2-aab3 aab7-aab8 aabe-aabf aac1 fe20-fe26 10a0f 10a38 "
    "1d185-1d189 1d1aa-1d1ad 1d242-1d244 "
)
"""The combining marks that stand for 0, 1, 2 … (Kitty's `rowcolumn-diacritics.txt`)."""

_CHUNK = 4096
"""The most characters of a picture that one escape sequence may hold."""

_ids = count(randrange(1, 1 << 23))
"""Numbers of pictures: another program in the same window may have used the low ones."""


def _marks() -> Iterator[str]:
    for part in _RANGES.split():
        first, _, last = part.partition("-")
        yield from map(chr, range(int(first, 16), int(last or first, 16) + 1))


_MARKS = tuple(_marks())

_MOST_CELLS = len(_MARKS)
"""The most cells that a picture may be wide or high."""

_MOST_PIXELS = 1000
"""The widest graphic that xterm draws if it is not told otherwise (`maxGraphicSize`)."""

_MANY_COLOURS = 64
"""From this number on a picture looks better without its colours being mixed from dots."""


def make_art(image: Image.Image, look: Look) -> Art:
    """Return a picture ready to be drawn.

    Args:
        image: The picture, in RGB or RGBA; no larger than it is needed.
        look: How it is to be drawn.
    """
    size = (look.width, look.height)
    if look.graphics == "blocks" or (look.graphics == "kitty" and max(size) > _MOST_CELLS):
        return Art(look, _block_rows(flattened(image, look.background), *size))
    picture = flattened(_scaled(image, look), look.background)
    if look.graphics == "sixel":
        return Art(look, graphics=sixel_rows(picture, *size, look.cell, look.colours))
    kitty = _KittyPicture(_on_canvas(picture, look), *size)
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


def _block_rows(image: Image.Image, width: int, height: int) -> tuple[tuple[Segment, ...], ...]:
    """Return the segments of each row of a picture in half blocks.

    Args:
        image: The picture, in RGB.
        width: How many cells it takes.
        height: How many rows.
    """
    data = image.resize((width, height * 2), Image.Resampling.HAMMING).tobytes()
    pixels = list(zip(data[0::3], data[1::3], data[2::3], strict=True))
    lines = [pixels[start : start + width] for start in range(0, len(pixels), width)]
    return tuple(_row(upper, lower) for upper, lower in zip(lines[0::2], lines[1::2], strict=True))


def _row(upper: list[Colour], lower: list[Colour]) -> tuple[Segment, ...]:
    return tuple(
        Segment(_UPPER_HALF * len(list(cells)), _style(*pair))
        for pair, cells in groupby(zip(upper, lower, strict=True))
    )


@lru_cache(maxsize=8192)
def _style(upper: Colour, lower: Colour) -> Style:
    return Style.from_color(_colour(upper), _colour(lower))


def _colour(pixel: Colour) -> Color:
    # `Color.from_rgb` writes the colour's name too, which takes three times as long.
    return Color("", ColorType.TRUECOLOR, triplet=ColorTriplet(*pixel))


class _KittyPicture:
    """A picture that the terminal keeps."""

    def __init__(self, image: Image.Image, width: int, height: int) -> None:
        """Make a picture.

        Args:
            image: Its pixels, in the size in which they are seen.
            width: How many cells it takes, at most `_MOST_CELLS`.
            height: How many rows, at most `_MOST_CELLS`.
        """
        self._id = next(_ids) % (1 << 24) or next(_ids) % (1 << 24)
        self.rows = tuple(self._row(row, width) for row in range(height))
        """Segments of each row."""
        self.sending = "".join(self._sending(image, width, height))
        """The codes that the terminal is sent before the rows are drawn."""
        self.forgetting = f"\x1b_Ga=d,d=I,i={self._id},q=2\x1b\\"
        """The codes that the terminal is sent when the picture is not needed any more."""

    def _row(self, row: int, width: int) -> tuple[Segment, ...]:
        red, green, blue = self._id >> 16, self._id >> 8 & 255, self._id & 255
        text = "".join(f"{_CELL}{_MARKS[row]}{_MARKS[column]}" for column in range(width))
        return (Segment(text, Style(color=Color.from_rgb(red, green, blue))),)

    def _sending(self, image: Image.Image, width: int, height: int) -> Iterator[str]:
        file = BytesIO()
        image.save(file, "PNG", compress_level=1)
        data = standard_b64encode(file.getvalue()).decode()
        for start in range(0, len(data), _CHUNK):
            more = int(start + _CHUNK < len(data))
            head = f"i={self._id},f=100,q=2," if start == 0 else ""
            yield f"\x1b_G{head}m={more};{data[start : start + _CHUNK]}\x1b\\"
        yield f"\x1b_Ga=p,U=1,i={self._id},c={width},r={height},q=2\x1b\\"


def sixel_rows(
    image: Image.Image, width: int, height: int, cell: CellSize, colours: int
) -> tuple[Graphic, ...]:
    """Return each row of a picture in Sixel.

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
