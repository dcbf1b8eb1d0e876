"""Sixel data of a picture: each character is six rows of pixels of one colour."""

import re
from collections import Counter
from collections.abc import Iterator

from PIL import Image

_BAND = 6
"""The rows of pixels in one line of characters."""

_MASKS = [
    [bytes(colour) + bytes([1 << row]) + bytes(255 - colour) for row in range(_BAND)]
    for colour in range(256)
]
"""For each colour and row, the table that turns pixels into the bit of that row."""

_LETTERS = bytes(63 + (bits & 63) for bits in range(256))
"""The character of six pixels, with the uppermost in the lowest bit."""

_RUN = re.compile(rb"(.)\1{3,}")


def encoded(image: Image.Image) -> str:
    """Return the Sixel data of a picture.

    Each colour is defined once and selected wherever it is used, since in xterm a definition
    does not select the colour.

    Args:
        image: The picture, with a palette.
    """
    width, height = image.size
    data = image.tobytes()
    palette = image.getpalette() or []
    # 0;1: undrawn pixels stay unchanged. 1;1: pixels are square.
    parts = [b'\x1bP0;1q"1;1;%d;%d' % (width, height)]
    for colour in sorted(set(data)):
        red, green, blue = (
            (value * 100 + 127) // 255 for value in palette[3 * colour : 3 * colour + 3]
        )
        parts.append(b"#%d;2;%d;%d;%d" % (colour, red, green, blue))
    for top in range(0, height, _BAND):
        rows = [data[y * width : y * width + width] for y in range(top, min(top + _BAND, height))]
        parts.append(b"-" if top else b"")
        parts.append(b"$".join(_band(rows, width)))
    parts.append(b"\x1b\\")
    return b"".join(parts).decode("ascii")


def _band(rows: list[bytes], width: int) -> Iterator[bytes]:
    """Yield the characters of each colour of a band, the most used one first.

    The most used colour fills the whole band, and the others are drawn over it, so that its
    gaps need not be written.
    """
    counts = Counter[int]()
    for row in rows:
        counts.update(row)
    for number, (colour, _) in enumerate(counts.most_common()):
        if number == 0:
            yield b"#%d!%d%c" % (colour, width, 62 + (1 << len(rows)))
            continue
        bits = 0
        for masks, row in zip(_MASKS[colour], rows, strict=False):
            if colour in row:
                bits |= int.from_bytes(row.translate(masks))
        letters = bits.to_bytes(width).rstrip(b"\0").translate(_LETTERS)
        yield b"#%d%b" % (colour, _RUN.sub(_shortened, letters))


def _shortened(run: re.Match[bytes]) -> bytes:
    return b"!%d%b" % (run.end() - run.start(), run[1])
