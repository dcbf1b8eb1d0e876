import struct
import warnings
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.unit.images.making import encoded, png
from tui.errors import ImageError
from tui.images.decoding import Header, decode, flattened, read_header

SIZE = (40, 20)


def gradient(mode: str) -> Image.Image:
    return Image.linear_gradient("L").resize(SIZE).convert("RGB").convert(mode)


def claiming(width: int, height: int) -> bytes:
    """Return a PNG whose header says a size; there are no pixels of that many."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


KINDS = ["PNG", "JPEG", "GIF", "WEBP", "BMP", "AVIF", "JPEG2000"]
DAMAGED = {kind: encoded(gradient("RGB"), kind) for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_that_the_web_uses_is_decoded(kind: str) -> None:
    data = encoded(gradient("RGB"), kind)
    assert read_header(BytesIO(data)) == Header(*SIZE, kind)
    image = decode(BytesIO(data), SIZE)
    assert (image.mode, image.size) == ("RGB", SIZE)
    top, bottom = image.getpixel((20, 1)), image.getpixel((20, 18))
    assert isinstance(top, tuple) and isinstance(bottom, tuple)
    assert max(top) < 60 and min(bottom) > 190


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("L", "PNG"), ("1", "PNG"), ("P", "PNG"), ("I;16", "PNG"), ("CMYK", "JPEG")],
)
def test_every_way_to_say_a_colour_becomes_rgb(mode: str, kind: str) -> None:
    image = gradient("L")
    if mode == "I;16":
        image = image.convert("I").point(lambda value: value * 257).convert("I;16")
    else:
        image = image.convert(mode)
    shown = decode(BytesIO(encoded(image, kind)), SIZE)
    assert shown.mode == "RGB"
    top, bottom = shown.getpixel((20, 0)), shown.getpixel((20, 19))
    assert isinstance(top, tuple) and isinstance(bottom, tuple)
    assert max(top) < 90 and min(bottom) > 170


def test_what_shines_through_is_laid_on_a_colour() -> None:
    image = Image.new("RGBA", SIZE, (255, 0, 0, 0))
    image.paste((0, 0, 255, 255), (0, 0, 20, 20))
    for kind, picture in (("PNG", image), ("GIF", image), ("WEBP", image)):
        shown = flattened(decode(BytesIO(encoded(picture, kind)), SIZE), (10, 20, 30))
        assert shown.mode == "RGB"
        left, right = shown.getpixel((5, 5)), shown.getpixel((35, 5))
        assert isinstance(left, tuple) and left[2] > 240
        assert right == (10, 20, 30)


def test_a_picture_taken_with_the_camera_upright_is_turned() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    image = Image.new("RGB", SIZE, "black")
    image.paste((255, 255, 255), (0, 0, 20, 20))
    data = encoded(image, "JPEG", exif=exif, quality=95)
    assert read_header(BytesIO(data))[:2] == (20, 40)
    shown = decode(BytesIO(data), (100, 100))
    assert shown.size == (20, 40)
    top = shown.getpixel((10, 5))
    assert isinstance(top, tuple) and min(top) > 200


def test_of_a_moving_picture_the_first_frame_is_shown() -> None:
    frames = [Image.new("RGB", SIZE, colour) for colour in ("red", "lime", "blue")]
    data = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert decode(BytesIO(data), SIZE).getpixel((3, 3)) == (255, 0, 0)


def test_a_picture_is_made_smaller_and_never_larger() -> None:
    data = png(400, 200)
    assert decode(BytesIO(data), (100, 100)).size == (100, 50)
    assert decode(BytesIO(data), (1000, 1000)).size == (400, 200)


@pytest.mark.parametrize("size", [(8000, 5001), (30000, 30000), (2**31 - 1, 2**31 - 1)])
def test_too_many_pixels_are_refused_by_the_header(size: tuple[int, int]) -> None:
    data = claiming(*size)
    with warnings.catch_warnings():
        for read in (read_header, lambda file: decode(file, SIZE)):
            with pytest.raises(ImageError, match="more than 40 million pixels"):
                read(BytesIO(data))


def test_what_is_cut_off_is_said() -> None:
    noise = Image.effect_noise((200, 200), 90)
    for kind in ("PNG", "JPEG", "GIF", "WEBP", "BMP", "AVIF"):
        data = encoded(noise.convert("RGB"), kind)
        for length in (len(data) // 2, 40, 12, 3):
            with pytest.raises(ImageError) as raised:
                decode(BytesIO(data[:length]), SIZE)
            assert str(raised.value).endswith(".")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x -->\n<svg/>", "SVG"),
        (b"<!DOCTYPE html><title>Not found</title>", "web page"),
        (encoded(Image.new("RGB", SIZE), "TIFF"), "TIFF"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "not a picture of a known kind"),
        (b"P6 2 2 255 " + b"x" * 12, "not a picture of a known kind"),
        (b"just a line of text", "not a picture of a known kind"),
    ],
)
def test_what_is_no_picture_is_named(data: bytes, words: str) -> None:
    for read in (read_header, lambda file: decode(file, SIZE)):
        with pytest.raises(ImageError, match=words):
            read(BytesIO(data))


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(KINDS), st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255))))
def test_damage_of_any_kind_is_said_in_words(kind: str, changes: list[tuple[int, int]]) -> None:
    data = bytearray(DAMAGED[kind])
    for place, byte in changes:
        data[place % len(data)] = byte
    for read in (read_header, lambda file: decode(file, SIZE)):
        try:
            read(BytesIO(data))
        except ImageError as error:
            assert str(error).endswith(".")


@pytest.mark.parametrize("size", [(30_000_000, 1), (1, 30_000_000)])
def test_a_strip_is_refused_by_the_header(size: tuple[int, int]) -> None:
    data = claiming(*size)
    for read in (read_header, lambda file: decode(file, SIZE)):
        with pytest.raises(ImageError, match="A side of the picture has more than 65,535 pixels"):
            read(BytesIO(data))


def test_the_header_of_a_png_is_read_without_its_pixels() -> None:
    data = claiming(4000, 3000)
    assert read_header(BytesIO(data)) == Header(4000, 3000, "PNG")
    with pytest.raises(ImageError, match="damaged or incomplete"):
        decode(BytesIO(data), SIZE)
