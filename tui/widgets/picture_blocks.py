"""Pictures in half blocks: two pixels in each cell, for every terminal that has colours."""

from functools import lru_cache
from itertools import groupby

from PIL import Image
from rich.color import Color, ColorType
from rich.color_triplet import ColorTriplet
from rich.segment import Segment
from rich.style import Style

_UPPER_HALF = "▀"

Pixel = tuple[int, int, int]


def block_rows(image: Image.Image, width: int, height: int) -> tuple[tuple[Segment, ...], ...]:
    """Return the segments of each row of a picture.

    Args:
        image: The picture, in RGB.
        width: How many cells it takes.
        height: How many rows.
    """
    data = image.resize((width, height * 2), Image.Resampling.HAMMING).tobytes()
    pixels = list(zip(data[0::3], data[1::3], data[2::3], strict=True))
    lines = [pixels[start : start + width] for start in range(0, len(pixels), width)]
    return tuple(_row(upper, lower) for upper, lower in zip(lines[0::2], lines[1::2], strict=True))


def _row(upper: list[Pixel], lower: list[Pixel]) -> tuple[Segment, ...]:
    return tuple(
        Segment(_UPPER_HALF * len(list(cells)), _style(*pair))
        for pair, cells in groupby(zip(upper, lower, strict=True))
    )


@lru_cache(maxsize=8192)
def _style(upper: Pixel, lower: Pixel) -> Style:
    return Style.from_color(_colour(upper), _colour(lower))


def _colour(pixel: Pixel) -> Color:
    # `Color.from_rgb` writes the colour's name too, which takes three times as long.
    return Color("", ColorType.TRUECOLOR, triplet=ColorTriplet(*pixel))
