"""Every text in the program's own themes can be read."""

from pathlib import Path
from shutil import copy

import pytest
from textual.widget import Widget

from tests.ui.contrast import LEAST, contrast_of, faint_text
from tests.ui.reader import open_reader
from tui.config import Settings
from tui.ui.common.drawing import role_style
from tui.ui.screens.dialogs.dialog import Dialog

CONSTRUCTS = Path(__file__).parents[1] / "snapshots" / "articles" / "constructs.md"

LINES = {"reader-pane--rule", "reader-pane--table", "reader-pane--bar"}
"""Roles that draw lines, which are no text."""

PLACES = {
    "list": ["j", "m", "b"],
    "dense": ["r", "j", "m", "b"],
    "reader": ["enter"],
    "label": ["enter", "f", "a"],
    "selection": ["enter", "v"],
    "placeholder": ["slash"],
    "mistake": ["slash", *"colour", "colon", "r"],
    "match": ["slash", "t", "h", "e", "enter", "enter", "n"],
    "find": ["enter", "slash", "e"],
    "categories": ["C", "tab", "tab"],
    "help": ["question_mark"],
    "palette": ["colon"],
    "palette typed": ["colon", *"unread"],
    "palette nothing": ["colon", *"zzz"],
    "picker": ["c"],
    "calendar": ["d"],
    "note": ["b", "e"],
    "contents": ["enter", "t"],
    "command": ["vertical_line"],
    "output": ["vertical_line", *"cat", "enter"],
    "pictures": ["i"],
    "nothing": ["slash", *"zebra", "enter"],
}


@pytest.mark.parametrize("theme", ["dark", "light"])
async def test_every_text_can_be_read(archive: Path, theme: str) -> None:
    copy(CONSTRUCTS, archive)
    faint = {}
    async with open_reader(archive, size=(160, 50), settings=Settings(theme=theme)) as reader:
        for place, keys in PLACES.items():
            await reader.press(*keys)
            screen = reader.app.screen
            region = screen.region
            if isinstance(screen, Dialog):
                region = screen.query_one(".dialog").region
            if found := {*faint_text(reader.app, region)}:
                faint[place] = sorted(found)
            await reader.press("escape", "escape", "escape", "x", "g")
    assert faint == {}


@pytest.mark.parametrize("theme", ["dark", "light"])
async def test_every_role_of_list_and_reader_can_be_read(archive: Path, theme: str) -> None:
    async with open_reader(archive, settings=Settings(theme=theme)) as reader:
        looks: list[tuple[tuple[str, ...], Widget]] = [
            ((name,), reader.pane) for name in {*reader.pane.COMPONENT_CLASSES} - LINES
        ]
        looks += [
            ((name, *under), reader.listing)
            for name in reader.listing.COMPONENT_CLASSES
            for under in ((), ("article-list--current",), ("article-list--current-blurred",))
            # A match keeps its own background, and lies above all else.
            if name != "article-list--match" or not under
        ]
        assert {
            roles: found
            for roles, widget in looks
            if (found := round(contrast_of(role_style(widget, *reversed(roles))), 2)) < LEAST
        } == {}
