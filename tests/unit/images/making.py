"""Pictures made for a test."""

from io import BytesIO
from pathlib import Path

from PIL import Image


def png(width: int = 40, height: int = 20, colour: str = "#3366cc") -> bytes:
    """Return a PNG of one colour."""
    return encoded(Image.new("RGB", (width, height), colour), "PNG")


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    """Return a picture as a file of a kind."""
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def write_png(path: Path, width: int = 40, height: int = 20, colour: str = "#3366cc") -> Path:
    """Write a PNG of one colour into a file, its folder made; return the file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(png(width, height, colour))
    return path
