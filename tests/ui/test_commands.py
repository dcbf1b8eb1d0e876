"""Help, palette, quitting; and every key there is, pressed everywhere."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.app import SuspendNotSupported
from textual.screen import Screen
from textual.widgets import Input

from tests.ui.archive import TITLES
from tests.ui.reader import NARROW, Reader, open_reader
from tui.commands import COMMANDS, keys_of
from tui.library.query import Query
from tui.library.values import Notes
from tui.themes import DARK, LIGHT, TERMINAL
from tui.ui.screens.controllers import link_opening
from tui.ui.screens.dialogs.edit_notes import EditNotes
from tui.ui.screens.dialogs.help import QUERY_LANGUAGE, Help
from tui.ui.screens.dialogs.pick_category import PickCategory
from tui.ui.screens.dialogs.pick_date import PickDate
from tui.ui.screens.dialogs.query_dialogs import NameQuery
from tui.ui.screens.palette import Palette, PaletteList


@pytest.mark.parametrize("key", ["question_mark", "f1"])
async def test_help_shows_every_key(archive: Path, key: str) -> None:
    async with open_reader(archive, size=(100, 280)) as reader:
        await reader.press(key)
        assert isinstance(reader.app.screen, Help)
        shown = reader.lines
        for command in COMMANDS:
            if command.keys:
                keys = "  ".join(keys_of(command, {}))
                row = re.compile(rf"(?<!\S){re.escape(keys)} +{re.escape(command.name[:40])}")
                assert len([line for line in shown if row.search(line)]) == 1, command.id
        text = "\n".join(shown)
        for form, meaning in QUERY_LANGUAGE:
            assert form in text
            assert meaning in text
        await reader.press("escape")
        assert reader.app.focused is reader.listing


async def test_help_has_two_columns_where_there_is_room_and_tells_how_far_it_is_scrolled(
    archive: Path,
) -> None:
    async with open_reader(archive) as reader:
        await reader.press("question_mark")
        await reader.still()
        assert any("Move down" in line and "Selection: down" in line for line in reader.lines)
        assert " 0 % " in reader.screen
        await reader.resize(60, 24)
        await reader.press("G")
        await reader.still()
        assert " 100 % " in reader.screen
        assert "oldest first" in reader.screen or "each time" in reader.screen


async def test_long_words_of_the_help_stay_in_their_column(archive: Path) -> None:
    async with open_reader(archive, size=NARROW) as reader:
        await reader.press("question_mark")
        await reader.still()
        first = next(line for line in reader.lines if "Leave the selection" in line)
        second = reader.lines[reader.lines.index(first) + 1]
        column = first.index("Leave")
        assert not second[:column].strip("│ ") and second[column] != " "


async def test_help_scrolls_and_closes(archive: Path) -> None:
    async with open_reader(archive, size=NARROW) as reader:
        for key in ("escape", "q", "question_mark", "f1", "enter"):
            await reader.press("question_mark")
            await reader.still()
            top = reader.screen
            await reader.press("j", "down", "space", "pagedown")
            assert reader.screen != top
            await reader.press("k", "up", "pageup", "pageup", "pageup")
            await reader.still()
            assert reader.screen == top
            await reader.press(key)
            assert reader.app.screen is reader.main


@pytest.mark.parametrize("key", ["colon", "ctrl+p"])
async def test_the_palette_has_what_can_be_done_here_the_nearest_first(
    archive: Path, key: str
) -> None:
    async with open_reader(archive) as reader:
        await reader.press(key)
        names = palette_names(reader)
        assert names[0] == "Read the article"
        assert "Select text" not in names
        assert names.index("Quit") < names.index("Move down")
        done = {
            command.name for command in COMMANDS if {"list", "screen", "app"} & {*command.where}
        }
        assert done - {"Command palette"} <= {*names}
        await reader.press("escape")
        assert reader.app.focused is reader.listing
        await reader.press("enter", key)
        assert "Select text" in palette_names(reader)
        assert "Read the article" not in palette_names(reader)


def palette_names(reader: Reader) -> list[str]:
    """Return what the palette lists."""
    assert isinstance(reader.app.screen, Palette)
    return [entry.name for entry in reader.app.screen.query_one(PaletteList).rows]


async def test_the_palette_says_the_keys_of_what_it_finds(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("ctrl+p")
        await reader.type("categ")
        line = next(line for line in reader.lines if "Pick a category, tag" in line)
        assert line.split()[-2:] == ["c", "│"]


async def test_a_command_of_the_palette_can_be_clicked(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("colon")
        await reader.type("unread only")
        await reader.click_on("Show only unread")
        assert reader.app.screen is reader.main
        assert len(reader.chips) == 1


async def test_sorting_from_the_palette(archive: Path) -> None:
    async with open_reader(archive) as reader:
        for words, sort in [("by title", "title"), ("by length", "words"), ("by date", "date")]:
            await reader.command(f"Sort {words}")
            assert reader.main.listing.query.sort == sort


async def test_the_palette_carries_commands_out(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.command("read or unread")
        assert reader.counts == "12 articles · 11 unread"
        await reader.command("Widen the text")
        assert reader.pane.pages.reading_width == 80
        await reader.command("Read the article")
        assert reader.reading
        await reader.command("Back to the list")
        assert not reader.reading
        for words, theme in [
            ("Light", LIGHT),
            ("terminal's own", TERMINAL),
            ("Dark", DARK),
        ]:
            await reader.command(words)
            assert reader.app.theme == theme


async def test_q_goes_back_then_quits(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("enter", "q")
        assert reader.app.is_running
        assert reader.app.focused is reader.listing
        await reader.leave("q")
        assert reader.app.return_code == 0


async def test_ctrl_q_quits_from_anywhere(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.leave("slash", "x", "ctrl+q")
        assert reader.app.return_code == 0


async def press_all(reader: Reader) -> None:
    """Press every key of every command, with something to come back from dialogs."""
    for command in COMMANDS:
        for key in command.keys.split(","):
            if key and command.id not in ("leave", "quit", "suspend_process"):
                await reader.press(key)
                if reader.app.screen is not reader.main or isinstance(reader.app.focused, Input):
                    await reader.press("escape")
                assert reader.app.is_running
                assert reader.app.screen is reader.main


@pytest.mark.parametrize("size", [(120, 40), (20, 6)])
async def test_every_key_can_be_pressed_everywhere(
    archive: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    monkeypatch.setattr(link_opening, "open_address", lambda _: None)
    async with open_reader(archive, size=size) as reader:
        await press_all(reader)
        await reader.press("x", "g", "enter")
        await press_all(reader)
        await reader.press("x")
        assert reader.titles == TITLES


async def test_suspending_where_it_cannot_be_done_changes_nothing(archive: Path) -> None:
    async with open_reader(archive) as reader:
        try:
            await reader.press("ctrl+z")
        except SuspendNotSupported:
            pytest.fail("Ctrl+Z without a terminal ends the program")
        assert reader.app.is_running
        assert reader.titles == TITLES


DIALOGS: dict[str, Callable[[], Screen[Any]]] = {
    "category": lambda: PickCategory({}, Query()),
    "date": lambda: PickDate({date(2021, 3, 29): 1}, None, date(2021, 3, 29)),
    "notes": lambda: EditNotes("An article", Notes(), Notes()),
    "name": lambda: NameQuery("software", ()),
}


@pytest.mark.parametrize("name", DIALOGS)
async def test_a_key_that_comes_before_the_widgets_of_a_dialog_does_no_harm(
    archive: Path, name: str
) -> None:
    async with open_reader(archive) as reader:
        for key in ("enter", "tab", "down", "left", "home"):
            reader.app.push_screen(DIALOGS[name]())
            reader.send(key)
            await reader.settle()
            await reader.press("escape")
            assert reader.app.screen is reader.main


@pytest.mark.parametrize("name", [*DIALOGS, "help"])
async def test_a_dialog_that_opens_while_the_program_ends_is_no_mistake(
    archive: Path, name: str
) -> None:
    async with open_reader(archive) as reader:
        reader.app.push_screen(DIALOGS[name]() if name in DIALOGS else Help({}))
        reader.app.exit()


async def test_a_command_that_is_chosen_twice_is_carried_out_once(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("colon")
        await reader.type("help")
        reader.send("enter")
        reader.send("enter")
        await reader.settle()
        await reader.press("escape", "escape")
        assert reader.app.screen is reader.main


async def test_folders_that_nobody_watches_are_looked_through_again(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.command("Look for changes in the folders")
        assert reader.told == ["Nothing has changed in the folders."]
        (archive / "kettle.md").write_text("# A kettle\n\nIt sings.\n")
        (archive / "tea.md").unlink()
        await reader.command("Look for changes in the folders")
        assert reader.told[1:] == ["Articles: 1 new, 1 gone"]
        assert "A kettle" in reader.titles


async def test_ctrl_c_copies_what_is_selected(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("slash")
        await reader.type("hedge")
        await reader.press("shift+left", "shift+left", "ctrl+c")
        assert reader.app.clipboard == "ge"
        assert reader.told == ["Copied what is selected"]
        assert reader.app.is_running


@pytest.mark.parametrize("keys", [[], ["enter"], ["slash"], ["c"], ["f1"], ["ctrl+p"]])
async def test_ctrl_c_leaves_where_nothing_is_selected(keys: list[str], archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press(*keys)
        await reader.leave("ctrl+c")
        assert reader.told == []
