"""Pictures by the Kitty graphics protocol, drawn in cells of their own.

The picture is sent to the terminal once. Where it is to be seen stand cells of one private
character, whose combining marks say which part of the picture they show, and whose colour
says which picture (Kitty's documentation: "Unicode placeholders").
"""

from base64 import standard_b64encode
from collections.abc import Iterator
from io import BytesIO
from itertools import count
from random import randrange

from PIL import Image
from rich.color import Color
from rich.segment import Segment
from rich.style import Style

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

MOST_CELLS = len(_MARKS)
"""The most cells that a picture may be wide or high."""


class KittyPicture:
    """A picture that the terminal keeps."""

    def __init__(self, image: Image.Image, width: int, height: int) -> None:
        """Make a picture.

        Args:
            image: Its pixels, in the size in which they are seen.
            width: How many cells it takes, at most `MOST_CELLS`.
            height: How many rows, at most `MOST_CELLS`.
        """
        self._id = next(_ids) % (1 << 24) or next(_ids) % (1 << 24)
        self.rows = tuple(self._row(row, width) for row in range(height))
        """Segments of each row."""
        self.sending = "".join(self._sending(image, width, height))
        """What the terminal has to be sent before the rows are drawn."""
        self.forgetting = f"\x1b_Ga=d,d=I,i={self._id},q=2\x1b\\"
        """What the terminal is sent when the picture is not needed any more."""

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
