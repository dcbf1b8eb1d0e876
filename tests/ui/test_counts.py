"""Half pages, and numbers typed before a movement."""

from pathlib import Path

import pytest

from tests.ui.archive import CHIPS, CLUSTER, HARBOUR, NANJING, ROAD, SCRAP, TITLES
from tests.ui.reader import NARROW, Reader, open_reader
from tui.config import Settings


def place_of(title: str) -> int:
    return TITLES.index(title)


async def test_numbers_in_the_list(archive: Path) -> None:
    async with open_reader(archive) as reader:
        for keys, place in [
            (["5", "j"], 5),
            (["3", "k"], 2),
            (["1", "0", "j"], 11),  # Only as far as the list goes, at a second 12 as well.
            (["9", "9", "j"], 11),
            (["4", "G"], 3),
            (["2", "g", "g"], 1),  # The second g of `2gg` does not go to the first.
            (["g", "g"], 0),
            (["3", "J"], 3),
            (["2", "K"], 1),
            (["2", "n"], 3),  # The second unread article below; those above have been seen.
            (["4", "ctrl+d"], 7),
            (["2", "ctrl+u"], 5),
            (["0", "j"], 6),  # A number does not begin with 0.
        ]:
            await reader.press(*keys)
            assert reader.current == reader.shown == TITLES[place], keys
            assert not reader.reading


async def test_half_pages_of_the_list_show_other_rows(archive: Path) -> None:
    async with open_reader(archive, size=(120, 17)) as reader:
        rows = reader.listing.size.height // 2
        await reader.press("ctrl+d")
        assert reader.current == TITLES[rows // 2]
        await reader.press("ctrl+d", "ctrl+u", "ctrl+u")
        assert reader.current == CLUSTER


async def open_road(reader: Reader) -> None:
    await reader.press(*["j"] * place_of(ROAD), "enter")
    assert reader.shown == ROAD


def top(reader: Reader) -> int:
    return reader.pane.scroll_offset.y


async def test_numbers_and_half_pages_in_the_reader(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await open_road(reader)
        await reader.press("ctrl+d")
        half = reader.pane.size.height // 2
        assert top(reader) == half
        await reader.press("2", "0", "j")
        assert top(reader) == half + 20
        await reader.press("5", "k", "ctrl+u")
        assert top(reader) == 15
        await reader.press("2", "ctrl+f")
        assert top(reader) == 15 + 2 * (reader.pane.size.height - 2)
        page = reader.pane.page
        assert page is not None
        await reader.press("1", "2", "G")
        assert page.line_on(top(reader)) == 11
        await reader.press("9", "9", "9", "9", "G")
        assert top(reader) == reader.pane.max_scroll_y
        await reader.press("3", "1", "g", "g")
        assert page.line_on(top(reader)) == 30
        await reader.press("g", "g")
        assert top(reader) == 0
        await reader.press("backspace")
        assert page.line_on(top(reader)) == 30


async def test_a_number_is_shown_until_it_is_spent_or_dropped(archive: Path) -> None:
    async with open_reader(archive, size=NARROW) as reader:
        usual = reader.lines[-1]
        await reader.press("1", "2")
        assert reader.lines[-1].startswith(" 12 ")
        assert "Esc clear" in reader.lines[-1]
        await reader.press("escape", "j")
        assert reader.lines[-1] == usual
        assert reader.current == CHIPS
        await reader.press("7", "m", "j")  # A mark is no movement.
        assert reader.current == HARBOUR
        await reader.press("enter", "4", "escape")
        assert reader.reading
        await reader.press("4", "tab", "j")
        assert reader.current == NANJING


async def test_digits_are_text_in_a_box_and_keys_where_they_are_bound(archive: Path) -> None:
    async with open_reader(archive, settings=Settings(keys={"bookmark": "5"})) as reader:
        await reader.press("5", "j")
        assert reader.current == CHIPS
        assert [mark.article.title for mark in reader.library.bookmarks.all()] == [CLUSTER]
        await reader.press("slash")
        await reader.type("6000")
        assert reader.titles == [NANJING]
        assert reader.box.value == "6000"


async def test_what_is_typed_ahead_counts_too(archive: Path) -> None:
    async with open_reader(archive) as reader:
        for key in ("5", "j", "3", "k", "G", "2", "G", "2", "j"):
            reader.send(key)
        await reader.settle()
        assert reader.current == TITLES[3]
        assert SCRAP not in reader.shown


@pytest.mark.parametrize("key", ["ctrl+d", "ctrl+n"])
async def test_half_a_page_has_the_key_of_the_settings(archive: Path, key: str) -> None:
    settings = Settings(keys={"half_page_down": "ctrl+n"})
    async with open_reader(archive, settings=settings) as reader:
        await reader.press("2", key)
        assert reader.current == (HARBOUR if key == "ctrl+n" else CLUSTER)
