"""Filters that are typed: they find what picked ones find, become chips, and can be edited."""

from pathlib import Path

import pytest

from tests.ui.archive import (
    CHIPS,
    CLUSTER,
    HARBOUR,
    MOTHS,
    NANJING,
    ROAD,
    STARS,
    TITLES,
    TOOLS,
    YUAN,
)
from tests.ui.reader import Reader, open_reader
from tests.ui.test_filters import by_category, by_date, remove
from tui.ui.screens.dialogs.pick_date import PickDate

BY_TITLE = ["unread", "by title", "reversed"]


async def type_query(reader: Reader, text: str) -> None:
    """Type into the search box, and stay there."""
    await reader.press("slash")
    await reader.type(text)


@pytest.mark.parametrize(
    ("text", "chips", "left", "titles"),
    [
        ("category:/金融", ["category 金融"], "", [CLUSTER, NANJING, YUAN]),
        ("date:2021-03-29 南京", ["date 29 Mar 2021"], "南京", [CLUSTER]),
        ("category:/World/Economy -lamps", ["category World › Economy"], "-lamps", [CHIPS]),
        ("category:notes sort:-title is:unread", BY_TITLE, "category:notes", [ROAD, TOOLS, MOTHS]),
        ("date:99999d", [], "date:99999d", TITLES),
    ],
)
async def test_typed_filters_become_chips_when_they_are_kept(
    archive: Path, text: str, chips: list[str], left: str, titles: list[str]
) -> None:
    async with open_reader(archive) as reader:
        await type_query(reader, text)
        assert reader.titles == titles
        assert reader.chips == []
        assert reader.box.value == text
        await reader.press("enter")
        assert reader.titles == titles
        assert reader.chips == chips
        assert reader.box.value == left
        assert reader.app.focused is reader.listing


async def test_keys_typed_ahead_of_enter_are_not_lost(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("slash")
        for key in (*"is", "colon", *"unread", "space", *"lamps", "enter"):
            reader.send(key)
        await reader.settle()
        assert reader.chips == ["unread"]
        assert reader.box.value == "lamps"
        assert reader.titles == [HARBOUR]


async def test_what_is_picked_can_be_edited_as_text(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await by_category(reader, "economy")
        await by_date(reader, "2021-03")
        await reader.search("a")
        before = reader.titles
        await reader.press("E")
        assert reader.box.value == "category:/world/economy date:2021-03 a"
        assert reader.chips == []
        assert reader.titles == before
        await reader.press(*["backspace"] * 6)
        assert reader.box.value == "category:/world/economy date:202"
        assert reader.titles == [CHIPS, HARBOUR]
        await reader.type("1")
        assert reader.titles == [CHIPS, HARBOUR]
        await reader.press("enter")
        assert reader.chips == ["category world › economy", "date 2021"]
        assert reader.box.value == ""
        assert reader.titles == [CHIPS, HARBOUR]


async def test_escape_takes_an_edit_off(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await by_category(reader, "notes")
        await reader.search("the")
        await reader.press("E")
        await reader.type("xyz date:20")
        await reader.press("escape")
        assert reader.chips == ["category notes"]
        assert reader.box.value == "the"
        assert reader.titles == [ROAD, TOOLS]
        await reader.press("slash", "escape")
        assert reader.box.value == ""
        assert reader.titles == [MOTHS, ROAD, TOOLS]


async def test_an_edit_that_was_given_up_does_not_come_back(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await by_category(reader, "notes")
        await reader.press("E")
        await reader.click(reader.listing)
        await reader.press("x")
        await reader.search("lamps")
        await reader.press("slash", "escape")
        assert reader.chips == []
        assert reader.titles == TITLES


async def test_a_pick_takes_the_place_of_what_is_typed(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await type_query(reader, "date:99999d category:/金融")
        await reader.click(reader.listing)
        assert reader.chips == []
        await by_date(reader, "2021-03-28")
        assert reader.chips == ["category 金融", "date 28 Mar 2021"]
        assert reader.box.value == ""
        assert reader.titles == [NANJING, YUAN]
        await reader.press("d", "a")
        assert reader.titles == [CLUSTER, NANJING, YUAN]


async def test_the_pickers_know_what_is_typed(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.search("date:2021-03-15")
        assert reader.titles == [STARS]
        await reader.press("d")
        picker = reader.app.screen
        assert isinstance(picker, PickDate)
        assert "15 March 2021 · 1 article" in reader.screen
        await reader.press("right", *["down"] * 2, "enter")
        assert reader.chips == ["date 30 Mar 2021"]


async def test_bookmarks_that_are_asked_for_are_listed_wherever_they_are(
    archive: Path, tmp_path: Path
) -> None:
    async with open_reader(archive) as reader:
        await reader.press("b")
    other = tmp_path / "other"
    other.mkdir()
    (other / "one.md").write_text("---\ntitle: One\ndate: 2020-01-01\n---\n", encoding="utf-8")
    async with open_reader(other) as reader:
        assert reader.titles == ["One"]
        await type_query(reader, "is:bookmarked")
        assert reader.titles == [CLUSTER]
        await reader.press("enter")
        assert reader.chips == ["bookmarks"]
        assert reader.titles == [CLUSTER]
        await remove(reader, "bookmarks")
        assert reader.titles == ["One"]
