"""The contrast of texts with what is behind them, by the rule of WCAG 2 for small text."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from rich.segment import Segment
from textual.color import Color
from textual.geometry import Region
from textual.strip import Strip

from tests.ui.reader import Reader, open_reader

LEAST = 4.5


def luminance(colour: Color) -> float:
    """Return the relative luminance of a colour."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(segment: Segment) -> float:
    """Return the contrast of a text, from 1 to 21."""
    style = segment.style
    assert style is not None
    assert style.color is not None
    assert style.bgcolor is not None
    one, other = (luminance(Color.from_rich_color(each)) for each in (style.color, style.bgcolor))
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def texts(strips: Iterable[Strip]) -> Iterator[Segment]:
    """Yield the runs with a letter or a digit: lines and bars may be fainter."""
    for strip in strips:
        yield from (run for run in strip if any(sign.isalnum() for sign in run.text))


def faint(reader: Reader, region: Region) -> set[str]:
    """Return the texts in a part of the screen that stand out too little."""
    strips = reader.app.screen._compositor.render_strips()
    there = [strip.crop(region.x, region.right) for strip in strips[region.y : region.bottom]]
    return {run.text.strip() for run in texts(there) if contrast(run) < LEAST}


@pytest.mark.parametrize("theme", ["newsreader-dark", "newsreader-light"])
@pytest.mark.parametrize("keys", [["b"], ["enter", "v"], ["slash"], ["enter", "slash", "e"]])
async def test_every_text_stands_out(archive: Path, theme: str, keys: list[str]) -> None:
    async with open_reader(archive) as reader:
        reader.app.theme = theme
        await reader.press(*keys)
        assert faint(reader, reader.app.screen.region) == set()


@pytest.mark.parametrize("theme", ["newsreader-dark", "newsreader-light"])
@pytest.mark.parametrize("key", ["c", "e", "W"])
async def test_every_text_of_a_dialog_stands_out(archive: Path, theme: str, key: str) -> None:
    async with open_reader(archive) as reader:
        reader.app.theme = theme
        await reader.press("b", key)
        dialog = reader.app.screen.query_one(".dialog")
        assert faint(reader, dialog.region) == set()
