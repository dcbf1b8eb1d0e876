"""Text stays text: on every screen, whatever articles, settings and bookmarks say.

The fixture `markup` fails each of these tests when any string is read as markup.
"""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.widgets import Static
from textual.widgets._toast import Toast

from tests.hostile import HOSTILE, MARKUP, hostile_bookmarks, hostile_settings, write_hostile
from tests.ui.reader import NARROW, WIDE, Reader, open_reader
from tui.app import NewsReader
from tui.cli.main import run
from tui.commands import COMMANDS
from tui.config import load_settings
from tui.paths import Paths

_WORKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

_ENDS = {"quit", "leave", "suspend_process"}
"""The commands that leave the program."""

PLACES: dict[str, tuple[str, ...]] = {
    "list": ("G", "g"),
    "categories": ("c", "down", "enter"),
    "no category": ("c", *"[/x]"),
    "dates": ("d", *"[/x]", "enter"),
    "search": ("slash", *"title:[/x] [@click=app.owned]", "enter"),
    "search field": ("slash", *"foo:[/y]"),
    "search found": ("slash", *"press", "enter", "n"),
    "query as text": ("slash", *"[/x]", "enter", "E"),
    "save query": ("slash", *"[/x]", "enter", "S", *"[@click=app.owned]", "enter"),
    "saved queries": ("s", "down", "down"),
    "remove query": ("s", "delete"),
    "palette": ("ctrl+p",),
    "palette query": ("ctrl+p", *"evenings"),
    "palette nothing": ("ctrl+p", *"[/zz]"),
    "help": ("f1",),
    "reader": ("enter", "G"),
    "find": ("enter", "slash", *"[/x] [@click", "enter"),
    "links": ("enter", "f"),
    "link": ("enter", "right_square_bracket", "y"),
    "contents": ("enter", "t", *"[/x]"),
    "pictures": ("i", "n"),
    "bookmarked": ("b", "B"),
    "notes": ("e", *"[/x]", "tab", *"[@click=app.owned]", "enter", "e"),
    "folders": ("W", *"/dev/null/[/x] [@click=app.owned]", "enter", "W", "down"),
    "output": ("vertical_line", *"echo '[/x]'; cat # [@click=app.owned]", "enter"),
}
"""The keys that lead to each."""


@asynccontextmanager
async def opened(tmp_path: Path, size: tuple[int, int] = WIDE) -> AsyncIterator[Reader]:
    """Open the program on hostile text in every field that there is."""
    for path in hostile_bookmarks(tmp_path / "kept"):
        run(["bookmarks", "import", str(path)])
    settings = Paths.of_user().settings
    settings.parent.mkdir(parents=True)
    settings.write_text(hostile_settings(), encoding="utf-8")
    archive = write_hostile(tmp_path / HOSTILE.replace("\x00", "").replace("/", "_"))
    before = files(tmp_path)
    async with open_reader(
        archive, size=size, settings=load_settings(settings), notices=True
    ) as reader:
        yield reader
    assert files(tmp_path) == before


def files(tmp_path: Path) -> set[Path]:
    """Return all files that are not the program's own."""
    home = tmp_path / "home"
    return {path for path in [*tmp_path.rglob("*"), *Path().glob("*")] if home not in path.parents}


def check(reader: Reader) -> None:
    """See to it that all that is on the screen is text."""
    for strip in reader.app.screen._compositor.render_strips():
        for text, style, control in strip:
            assert not control
            assert not _WORKS.search(text), text
            assert not style or not any(key.startswith("@click") for key in style.meta), style.meta
            assert not style or not style.link or re.fullmatch("https?://[!-~]+", style.link)


async def click_notices(reader: Reader) -> int:
    """Click on the word of each notice that would be a link if markup were read; count them."""
    clicked = 0
    for toast in list(reader.app.screen.query(Toast)):
        region = toast.region
        for y in range(region.y, min(region.bottom, len(reader.lines))):
            if (at := reader.lines[y].find("press", region.x)) >= 0:
                clicked += 1
                await reader.pilot.click(offset=(at, y))
                await reader.settle()
                break
    return clicked


@pytest.fixture(autouse=True)
def owned(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The actions that hostile text has run."""
    ran: list[str] = []
    monkeypatch.setattr(NewsReader, "action_owned", lambda _: ran.append("owned"), raising=False)
    return ran


@pytest.mark.parametrize("place", PLACES)
async def test_all_is_text(place: str, tmp_path: Path, owned: list[str]) -> None:
    async with opened(tmp_path) as reader:
        check(reader)
        for key in PLACES[place]:
            reader.send(key)
        await reader.settle()
        check(reader)
    assert owned == []


@pytest.mark.parametrize(
    ("size", "focus"), [(WIDE, ()), (NARROW, ("enter",))], ids=["list", "reader"]
)
async def test_every_key_leaves_text(
    size: tuple[int, int], focus: tuple[str, ...], tmp_path: Path, owned: list[str]
) -> None:
    async with opened(tmp_path, size) as reader:
        for command in COMMANDS:
            if command.keys and command.id not in _ENDS:
                for key in ("escape", "escape", *focus, command.keys.split(",")[0]):
                    reader.send(key)
                await reader.settle()
                check(reader)
    assert owned == []


async def test_a_click_on_a_notice_runs_nothing(tmp_path: Path, owned: list[str]) -> None:
    async with opened(tmp_path) as reader:
        assert await click_notices(reader) > 0
        reader.app.notify(HOSTILE, title=MARKUP)
        await reader.press("y")
        check(reader)
        assert await click_notices(reader) > 0
    assert owned == []


async def test_titles_and_tooltips_are_text(tmp_path: Path) -> None:
    async with opened(tmp_path) as reader:
        pane = reader.pane
        pane.border_title = pane.border_subtitle = HOSTILE
        pane.styles.border = ("round", "white")
        pane.tooltip = HOSTILE
        notice = Static(HOSTILE)
        await reader.main.mount(notice)
        await reader.pilot.hover(pane)
        await reader.still()
        assert "[/x] [@click=app.owned]press" in reader.screen
        check(reader)
