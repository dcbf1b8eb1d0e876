"""Decoding of pictures: sizes from headers, and pixels in RGB, within bounds."""

import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from struct import error as StructError
from typing import BinaryIO, NamedTuple

from PIL import Image, ImageOps, UnidentifiedImageError

from tui.errors import ImageError

MOST_PIXELS = 40_000_000
"""The most pixels that a picture may have; more are refused before they are decoded."""

MOST_ON_A_SIDE = 65_535
"""The most pixels of a row or a column, as in a JPEG (ITU-T T.81, B.2.2). A longer row would be
scaled down to nothing that can be seen, at hundreds of megabytes."""

_KINDS = tuple(
    (re.compile(begins, re.DOTALL), module, opener)
    for begins, module, opener in (
        (rb"\x89PNG\r\n\x1a\n", "PngImagePlugin", "PngImageFile"),
        (rb"\xff\xd8\xff", "JpegImagePlugin", "jpeg_factory"),
        (rb"GIF8[79]a", "GifImagePlugin", "GifImageFile"),
        (rb"RIFF....WEBP", "WebPImagePlugin", "WebPImageFile"),
        (rb"....ftyp(?:avif|avis|mif1|msf1|miaf)", "AvifImagePlugin", "AvifImageFile"),
        (rb"BM", "BmpImagePlugin", "BmpImageFile"),
        (rb"\x00\x00\x01\x00", "IcoImagePlugin", "IcoImageFile"),
        (rb"\x00\x00\x00\x0cjP  |\xff\x4f\xff\x51", "Jpeg2KImagePlugin", "Jpeg2KImageFile"),
    )
)
"""The beginning of each kind of picture, and Pillow's module and function to open it.

`Image.open` would import five plug-ins for the first picture and all of them for an unknown one,
and start Ghostscript for EPS. TIFF is left out: its library writes warnings to the terminal.
"""

Image.MAX_IMAGE_PIXELS = MOST_PIXELS
# Pillow's warnings about a file would disturb the screen.
warnings.filterwarnings("ignore", module=r"PIL\.")
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)

_ORIENTATION = 0x0112
"""The EXIF tag of the camera's orientation."""

_TURNED = frozenset({5, 6, 7, 8})
"""The values of the tag with which width and height are swapped."""


_SENSELESS = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    TypeError,
    ArithmeticError,
    LookupError,
    AttributeError,
    RuntimeError,
    StructError,
)
"""The errors of Pillow's decoders for invalid data."""


class Header(NamedTuple):
    """The size and the kind of a picture, known without decoding it."""

    width: int
    """In pixels, after rotation to upright."""
    height: int
    kind: str
    """`PNG`, `JPEG` …"""


def read_header(file: BinaryIO) -> Header:
    """Return the size and the kind of a picture, without decoding pixels.

    Raises:
        ImageError: It can't be shown; the message gives the reason.
    """
    with _said_in_words(file), _opened(file) as image:
        width, height = image.size
        # That of PNG's own class would decode the pixels, to find EXIF data behind them.
        if Image.Image.getexif(image).get(_ORIENTATION) in _TURNED:
            width, height = height, width
        return Header(width, height, image.format or "")


def decode(file: BinaryIO, most: tuple[int, int]) -> Image.Image:
    """Return a picture's pixels, upright, in RGB, or in RGBA if it has transparency.

    Args:
        file: The picture; of an animation, the first frame is decoded.
        most: The width and the height in pixels that are needed; a larger picture is scaled
            down, keeping its aspect ratio.

    Raises:
        ImageError: It can't be shown; the message gives the reason.
    """
    with _said_in_words(file), _opened(file) as image:
        longest = max(most)
        image.draft("RGB", (longest, longest))  # A JPEG is decoded at about the size needed.
        image.load()
        ImageOps.exif_transpose(image, in_place=True)  # Without a second copy of the pixels.
        pixels = _as_rgb(image)
        pixels.thumbnail(most, Image.Resampling.LANCZOS, reducing_gap=2.0)
        return pixels


def flattened(image: Image.Image, background: tuple[int, int, int]) -> Image.Image:
    """Return a picture in RGB, with a background colour behind transparent pixels."""
    if image.mode != "RGBA":
        return image.convert("RGB")
    below = Image.new("RGBA", image.size, (*background, 255))
    return Image.alpha_composite(below, image).convert("RGB")


def _opener(file: BinaryIO) -> Callable[[BinaryIO], Image.Image]:
    """Return the function that opens a picture, chosen by its first bytes.

    Raises:
        UnidentifiedImageError: The first bytes are those of no known kind.
    """
    file.seek(0)
    head = file.read(16)
    file.seek(0)
    for begins, module, opener in _KINDS:
        if begins.match(head):
            found: Callable[[BinaryIO], Image.Image] = getattr(
                import_module(f"PIL.{module}"), opener
            )
            return found
    raise UnidentifiedImageError


@contextmanager
def _opened(file: BinaryIO) -> Iterator[Image.Image]:
    with _opener(file)(file) as image:
        width, height = image.size
        if width * height > MOST_PIXELS:
            raise Image.DecompressionBombError
        if not width or not height:
            raise ImageError("The picture has no pixels.")
        if max(width, height) > MOST_ON_A_SIDE:
            raise ImageError(f"A side of the picture has more than {MOST_ON_A_SIDE:,} pixels.")
        yield image


@contextmanager
def _said_in_words(file: BinaryIO) -> Iterator[None]:
    """Turn Pillow's errors into messages for the user."""
    try:
        yield
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        most = MOST_PIXELS // 1_000_000
        raise ImageError(f"The picture has more than {most} million pixels.") from None
    except UnidentifiedImageError:
        raise ImageError(_what_it_is(file)) from None
    except _SENSELESS:
        raise ImageError("The picture is damaged or incomplete.") from None
    except MemoryError:
        raise ImageError("There is too little memory for this picture.") from None


def _what_it_is(file: BinaryIO) -> str:
    """Return a sentence about a file that is not a known kind of picture."""
    file.seek(0)
    head = file.read(2048).lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not head:
        return "The picture is empty."
    if head.startswith((b"ii*\0", b"mm\0*")):
        return "TIFF pictures are not shown here."
    if b"<svg" in head:
        return "SVG pictures are not shown here."
    if head.startswith((b"<!doctype html", b"<html", b"<head", b"<script")):
        return "There is a web page where the picture should be."
    return "This is not a picture of a known kind."


def _as_rgb(image: Image.Image) -> Image.Image:
    if image.mode in ("RGB", "RGBA"):
        return image
    if image.mode in ("LA", "La", "PA", "RGBa") or "transparency" in image.info:
        return image.convert("RGBA")
    if image.mode.startswith("I;16"):
        image = image.convert("I")
    if image.mode == "I":  # Grey in 16 bits.
        return image.point(lambda value: value / 256).convert("L").convert("RGB")
    return image.convert("RGB")
