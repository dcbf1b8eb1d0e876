"""Windows of any size: no key, no click and no change of size is a mistake of the program."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from textual.events import MouseDown, MouseEvent, MouseMove, MouseScrollDown, MouseScrollUp, MouseUp

from tests.ui.linked import write_walk
from tests.ui.reader import Reader, import_all, open_reader
from tests.unit.images.making import write_png
from tui.library.values import Highlight
from tui.paths import Paths
from tui.ui.screens.dialogs.command_output import CommandOutput
from tui.ui.screens.dialogs.dialog import Confirm, Dialog, FilterDialog
from tui.ui.screens.dialogs.lost_highlight import LostHighlight
from tui.ui.screens.dialogs.query_dialogs import NameQuery

SIZES = [(1, 1), (20, 5), (80, 24)]

PLACES = {
    "list": [],
    "reader": ["enter"],
    "search": ["slash"],
    "find": ["enter", "slash", "e"],
    "labels": ["enter", "f"],
    "help": ["question_mark"],
    "palette": ["colon"],
    "category": ["c"],
    "date": ["d"],
    "typed date": ["d", "slash"],
    "queries": ["s"],
    "question": ["s", "delete"],
    "query name": ["slash", "r", "enter", "S"],
    "note": ["b", "e"],
    "contents": ["enter", "t"],
    "pictures": ["i"],
    "folder": ["W"],
    "command": ["vertical_line"],
    "output": ["vertical_line", *"cat", "enter"],
}
"""How each screen, each dialog and each other place of the keyboard is reached from the list."""

_LEAVING = {"q", "ctrl+q", "ctrl+c", "ctrl+z"}

_MOVING = (
    *("pageup", "pagedown", "home", "end", "up", "down", "left", "right", "tab", "shift+tab"),
    *("g", "G", "j", "k", "delete", "ctrl+home", "ctrl+end", "x"),
)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A folder with an article that has all of headings, links, notes and a picture."""
    folder = write_walk(tmp_path / "walks", sections=3)
    write_png(folder / "heron.png", 40, 40)
    config = Paths.of_user().settings
    config.parent.mkdir(parents=True)
    config.write_text('[queries]\nRivers = "river"\nBends = "bend"\n')
    return folder


def clicks(reader: Reader) -> Iterable[MouseEvent]:
    """Yield what a mouse does in the middle and in the last cell of the window."""
    width, height = reader.app.size
    for x, y in ((width // 2, height // 2), (width - 1, height - 1)):
        for kind in (MouseMove, MouseScrollDown, MouseScrollUp, MouseDown, MouseMove, MouseUp):
            button = int(kind in (MouseDown, MouseUp))
            yield kind(None, x, y, 0, 0, button, False, False, False, screen_x=x, screen_y=y)


def keys(reader: Reader) -> list[str]:
    """Return the keys that move, and those that mean something here, but do not quit."""
    return [*_MOVING, *sorted(reader.app.screen.active_bindings.keys() - _LEAVING)]


async def go(reader: Reader, way: Iterable[str]) -> None:
    """Go to a place, from wherever a key has led."""
    while reader.app.screen is not reader.main or reader.app.focused is not reader.listing:
        await reader.press("escape")
    await reader.press(*way)


@pytest.mark.parametrize("place", PLACES)
async def test_every_key_in_every_place_of_a_small_window(
    archive: Path, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # The keys may name a folder for articles, and take it.
    async with open_reader(archive, notices=True) as reader:
        for size in SIZES:
            await go(reader, PLACES[place])
            screen = type(reader.app.screen)
            await reader.pilot.resize_terminal(*size)
            for key in keys(reader):
                if type(reader.app.screen) is not screen:
                    await go(reader, PLACES[place])
                reader.send(key)
                await reader.pilot.pause(0)
                assert reader.app.is_running
            for event in clicks(reader):
                reader.app.post_message(event)
            await reader.pilot.pause()
            assert reader.app.is_running
        assert reader.app.size == SIZES[-1]


@pytest.mark.parametrize("place", ["help", "palette", "category", "note", "question", "pictures"])
async def test_a_dialog_is_left_once(archive: Path, place: str) -> None:
    async with open_reader(archive) as reader:
        await go(reader, PLACES[place])
        dialog = reader.app.screen
        for _ in range(2):
            dialog.dismiss(None)
        await reader.settle()
        assert reader.app.screen is reader.main
        assert reader.app.is_running


DIALOGS = PLACES | {
    "theme": ["colon", *"choose theme", "enter"],
    "mistakes": ["colon", *"mistakes", "enter"],
}
"""All places, and dialogs whose keys do the same as those of others."""

LONG = "https://example.com/" + "a-long-way/" * 90
"""An address that takes more lines than a small window has."""


def with_long_words() -> Iterable[Dialog[Any]]:
    """Yield dialogs about what is longer than a window, and those that few articles lead to."""
    yield Confirm("Open this address, of a kind that the browser may not know?", f"tel:{LONG}")
    yield NameQuery(f"link:{LONG}", [])
    yield LostHighlight(Highlight(f"{LONG} " * 9, datetime.now(UTC), note=f"{LONG} " * 9))
    output = CommandOutput("Mistakes in the settings", lambda: None, leave="close")
    output.add([LONG] * 90)
    output.end(LONG)
    yield output


def all_dialogs() -> set[type]:
    """Return the classes of all dialogs."""
    import_all()
    return {*Dialog.__subclasses__(), *FilterDialog.__subclasses__()} - {FilterDialog}


@pytest.mark.parametrize("size", [(60, 24), (80, 24)])
async def test_every_dialog_is_whole_in_a_small_window(
    archive: Path, size: tuple[int, int]
) -> None:
    seen: set[type] = set()
    cut: list[object] = []

    async def look(reader: Reader) -> None:
        await reader.still()
        dialog = reader.app.screen
        seen.add(type(dialog))
        frame = dialog.query_one(".dialog")
        parts = [child for child in frame.children if child.display and child.visible]
        if not dialog.region.contains_region(frame.region):
            cut.append((dialog, frame.region))
        inside = frame.content_region
        cut.extend((dialog, part) for part in parts if not inside.contains_region(part.region))

    async with open_reader(archive, size=size) as reader:
        for way in DIALOGS.values():
            await go(reader, way)
            if isinstance(reader.app.screen, Dialog):
                await look(reader)
        await go(reader, [])
        for dialog in with_long_words():
            await reader.app.push_screen(dialog)
            await look(reader)
            reader.app.pop_screen()
    assert cut == []
    assert seen == all_dialogs()
