"""Pictures of a page that has every construct, in the widths that terminals have."""

from collections.abc import Callable
from pathlib import Path
from shutil import copy

import pytest
from textual.pilot import Pilot

from tests.ui.reader import Reader, make_app, user_library
from tui.config import Settings

Compare = Callable[..., bool]

ARTICLE = Path(__file__).parent / "articles" / "constructs.md"

MARGIN = 12
"""Cells around the text, more than the reader needs."""

HEIGHTS = {40: 192, 76: 160, 120: 148}
"""Lines of the terminal that the whole page needs at each width of the text."""


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("width", HEIGHTS)
def test_every_construct(snap_compare: Compare, tmp_path: Path, width: int, theme: str) -> None:
    assert compare(snap_compare, tmp_path, Settings(theme=theme, reading_width=width), width)


def test_justified(snap_compare: Compare, tmp_path: Path) -> None:
    settings = Settings(theme="dark", reading_width=40, justified=True)
    assert compare(snap_compare, tmp_path, settings, 40)


def compare(snap_compare: Compare, folder: Path, settings: Settings, width: int) -> bool:
    """Open the article alone on the screen, and compare the picture with the one that is kept."""
    (folder / "archive").mkdir()
    copy(ARTICLE, folder / "archive")
    with user_library() as library:
        app = make_app(library, (folder / "archive",), settings._replace(images="never"))

        async def read(pilot: Pilot[None]) -> None:
            reader = Reader(app, pilot, library)
            await pilot.pause()
            await reader.settle()
            await reader.press("enter", *(["z"] if width + MARGIN >= 100 else []))
            assert reader.pane.max_scroll_y == 0, "the terminal is too low"
            app.clear_notifications()
            await reader.settle()

        return snap_compare(app, terminal_size=(width + MARGIN, HEIGHTS[width]), run_before=read)
