"""Pictures of the reader with pictures in it, in half blocks, and of the image view."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from tests.snapshots.test_screens import compare
from tests.ui.reader import NARROW, WIDE, Reader

Compare = Callable[..., bool]

_BODY = """\
Three flags hang over the harbour office, and nobody agrees on what they mean.

![The first flag, red over white](flag.png)

> The second one is said to be older than the office.
>
> ![The second flag, which is transparent in its middle](window.png)

![The third flag](https://example.org/third.png)

![The fourth flag](fourth.png)
"""


@pytest.fixture
def flags(tmp_path: Path) -> Path:
    """A folder with one article that has pictures here, elsewhere and nowhere."""
    folder = tmp_path / "flags"
    folder.mkdir()
    front = "---\ntitle: Three flags\ndate: 2024-05-05 10:00\n---\n"
    (folder / "a.md").write_text(front + _BODY, encoding="utf-8")
    flag = Image.new("RGB", (300, 160), "#b33a3a")
    flag.paste((240, 236, 226), (0, 80, 300, 160))
    flag.save(folder / "flag.png")
    window = Image.new("RGBA", (200, 80), (60, 110, 90, 255))
    window.paste((0, 0, 0, 0), (60, 20, 140, 60))
    window.save(folder / "window.png")
    return folder


async def reading(reader: Reader) -> None:
    """Stand in the article."""
    await reader.press("enter")


async def looking(reader: Reader) -> None:
    """Look at the first picture over the whole screen."""
    await reader.press("enter", "i")


async def looking_for(reader: Reader) -> None:
    """Look at the picture that is nowhere."""
    await reader.press("enter", "i", "G")


@pytest.mark.parametrize(
    ("size", "theme"), [(WIDE, "dark"), (WIDE, "light"), (WIDE, "terminal"), (NARROW, "dark")]
)
def test_in_the_text(snap_compare: Compare, flags: Path, size: tuple[int, int], theme: str) -> None:
    assert compare(snap_compare, flags, reading, size, theme)


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_image_view(snap_compare: Compare, flags: Path, theme: str) -> None:
    assert compare(snap_compare, flags, looking, WIDE, theme)


def test_image_view_without_a_picture(snap_compare: Compare, flags: Path) -> None:
    assert compare(snap_compare, flags, looking_for, WIDE, "dark")
