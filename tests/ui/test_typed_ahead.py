"""Keys that come in one packet: each goes where it would have gone had it been typed slowly."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual.events import Key, Paste
from textual.widgets import Input, TextArea

from tests.ui.archive import CHIPS, HARBOUR, NANJING, TITLES
from tests.ui.reader import Reader, open_reader
from tui.errors import StorageError
from tui.library.search.index_search import IndexSearch
from tui.ui.screens.dialogs.edit_notes import EditNotes
from tui.ui.screens.dialogs.help import Help
from tui.ui.screens.dialogs.pick_category import PickCategory
from tui.ui.screens.dialogs.pick_date import PickDate
from tui.ui.screens.dialogs.query_dialogs import NameQuery


async def send(reader: Reader, *keys: str) -> None:
    """Send keys in one packet: none waits for the one before. Then wait for what comes of them."""
    for key in keys:
        reader.send(key)
    await reader.settle()


def marks(reader: Reader) -> list[tuple[bool, bool]]:
    """Return of each article whether it is read, and whether it is bookmarked."""
    return [(each.read, each.bookmarked) for each in reader.library.search.summaries(reader.ids)]


async def test_a_search_that_comes_in_one_packet_is_in_the_box(archive: Path) -> None:
    async with open_reader(archive) as reader:
        before = marks(reader)
        await send(reader, "slash", *"mbAxharbour")
        assert reader.box.value == "mbAxharbour"
        await send(reader, "escape")
        assert marks(reader) == before


async def test_what_follows_the_search_is_for_what_it_has_found(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await send(reader, "slash", *"harbour", "enter", "b", "m")
        assert reader.app.focused is reader.listing
        assert reader.box.value == "harbour"
        assert reader.titles == [HARBOUR]
        assert marks(reader) == [(True, True)]
        await send(reader, "x", "j", "b")
        assert reader.current == NANJING
        await send(reader, "B", "j", "m")
        assert reader.titles == [HARBOUR, NANJING]
        assert marks(reader) == [(True, True), (True, True)]


async def test_what_cannot_be_asked_keeps_no_key_waiting(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await send(reader, "slash", *"date:soon")
        await send(reader, "enter", "j", "b")
        assert reader.current == CHIPS
        assert marks(reader)[1] == (False, True)
        assert not [worker for worker in reader.app.workers if worker.is_running]


async def test_a_find_that_comes_in_one_packet_is_in_the_bar(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await send(reader, "j", "enter", "slash", *"lamp", "enter", "b")
        assert reader.reading
        assert reader.shown == CHIPS
        assert reader.pane.matches.finding
        assert marks(reader)[1] == (True, True)


async def test_what_is_typed_for_a_picker_goes_into_it(archive: Path) -> None:
    async with open_reader(archive) as reader:
        before = marks(reader)
        await send(reader, "c", *"mAb")
        assert isinstance(reader.app.screen, PickCategory)
        assert reader.app.screen.query_one(Input).value == "mAb"
        await send(reader, "escape", "c", *"economy", "enter", "b")
        assert reader.chips == ["category world › economy"]
        assert reader.titles == [CHIPS, HARBOUR]
        assert marks(reader) == [(False, True), (False, False)]
        await send(reader, "b", "x", "d", *"2021-03-28")
        assert isinstance(reader.app.screen, PickDate)
        assert reader.app.screen.query_one(Input).value == "2021-03-28"
        await send(reader, "escape", "escape", "c", "escape", "j")
        assert reader.current == HARBOUR
        assert marks(reader) == before


@pytest.mark.parametrize(("key", "dialog"), [("e", EditNotes), ("S", NameQuery)])
async def test_what_is_typed_for_a_dialog_goes_into_it(
    archive: Path, key: str, dialog: type[Any]
) -> None:
    async with open_reader(archive) as reader:
        await reader.search("harbour")
        before = marks(reader)
        await send(reader, key, *"mAb")
        assert isinstance(reader.app.screen, dialog)
        box = reader.app.focused
        assert (box.text if isinstance(box, TextArea) else getattr(box, "value", "")).endswith(
            "mAb"
        )
        await send(reader, "escape", "m")
        assert reader.app.screen is reader.main
        assert marks(reader) != before


async def test_keys_go_to_the_list_where_no_dialog_opens(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await send(reader, "s", "j", "b")
        assert reader.told[0].startswith("No saved queries yet.")
        assert reader.current == CHIPS
        assert marks(reader)[:2] == [(False, False), (False, True)]


async def test_each_n_goes_on_from_where_the_one_before_has_led(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await send(reader, *"nnbn")
        assert reader.current == TITLES[3]
        assert marks(reader)[2] == (False, True)


async def test_what_is_pasted_keeps_its_place_among_the_keys(archive: Path) -> None:
    async with open_reader(archive) as reader:
        reader.send("slash")
        reader.send("n")
        reader.app.post_message(Paste("ight"))
        await send(reader, "enter", "b")
        assert reader.box.value == "night"
        assert marks(reader)[0] == (False, True)


async def test_a_command_and_what_it_opens_are_typed_at_once(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await send(reader, "question_mark", "escape", "j", "enter", "J", "h", "b")
        assert reader.app.focused is reader.listing
        assert reader.current == HARBOUR
        assert marks(reader)[2] == (True, True)
        await send(reader, "question_mark", "m")
        assert isinstance(reader.app.screen, Help)


PATIENCE = 20.0
"""Seconds after which a test that has failed does not have the program wait any more."""


class Slow:
    """Has the library count categories for as long as a test wants."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.begun = Event()
        self.go_on = Event()
        counted = IndexSearch.tallies

        def count(search: IndexSearch, *args: Any) -> Any:
            self.begun.set()
            self.go_on.wait(PATIENCE)
            return counted(search, *args)

        patch.setattr(IndexSearch, "tallies", count)

    async def begin(self, reader: Reader, *keys: str) -> None:
        """Send `c` and other keys; return while it is being counted and the keys have come."""
        for key in ("c", *keys):
            reader.send(key)
        while not (self.begun.is_set() and reader.app._message_queue.empty()):
            await reader.pilot.pause()


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    """Counting that goes on until it is told to end."""
    slow = Slow(monkeypatch)
    yield slow
    slow.go_on.set()


async def test_keys_wait_for_a_picker_that_is_slow_to_come(archive: Path, slow: Slow) -> None:
    async with open_reader(archive) as reader:
        before = marks(reader)
        await slow.begin(reader, *"mbA")
        assert reader.app.screen is reader.main
        slow.go_on.set()
        await reader.settle()
        assert isinstance(reader.app.screen, PickCategory)
        assert reader.app.screen.query_one(Input).value == "mbA"
        assert marks(reader) == before


async def test_the_mouse_does_not_wait(archive: Path, slow: Slow) -> None:
    async with open_reader(archive) as reader:
        await slow.begin(reader, "m")
        await reader.pilot.click(reader.listing, offset=(5, 4))
        assert reader.current == CHIPS
        slow.go_on.set()
        await reader.settle()
        assert isinstance(reader.app.screen, PickCategory)


@pytest.mark.parametrize("key", ["ctrl+c", "ctrl+q"])
async def test_what_ends_the_program_does_not_wait(key: str, archive: Path, slow: Slow) -> None:
    async with open_reader(archive) as reader:
        await slow.begin(reader, "m")
        reader.send(key)
        while reader.app.return_code is None:
            await reader.pilot.pause()
        slow.go_on.set()


async def test_keys_that_wait_too_long_do_nothing_and_the_next_are_heard(
    archive: Path, slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_reader(archive) as reader:
        before = marks(reader)
        monkeypatch.setattr(reader.app.key_queue, "_longest", 0.5)
        await slow.begin(reader, "m", "b")
        await reader.app.key_queue.settled()
        assert marks(reader) == before
        reader.send("j")
        while reader.current != CHIPS:
            await reader.pilot.pause()
        slow.go_on.set()
        await reader.settle()
        assert isinstance(reader.app.screen, PickCategory)


async def test_an_error_loses_no_key(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise StorageError("The index can't be read.")

    monkeypatch.setattr(IndexSearch, "tallies", fail)
    async with open_reader(archive) as reader:
        await send(reader, "c", "j", "b")
        assert "The index can't be read." in reader.told
        assert reader.current == CHIPS
        assert marks(reader)[1] == (False, True)


@pytest.mark.parametrize("key", ["j", "ctrl+c", "question_mark"])
async def test_a_key_that_comes_when_the_last_screen_is_gone_has_no_effect(
    archive: Path, key: str
) -> None:
    async with open_reader(archive) as reader:
        app = reader.app
    assert app.screen_stack == []
    await app.on_event(Key(key, None))
    await app.on_event(Paste("words"))
