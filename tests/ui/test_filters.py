"""Filters: each alone, all together, and taken off one by one."""

from pathlib import Path

import pytest

from tests.ui.archive import (
    BRIDGE,
    CHIPS,
    CLUSTER,
    HARBOUR,
    MOTHS,
    NANJING,
    ROAD,
    TEA,
    TITLES,
    TOOLS,
    YUAN,
)
from tests.ui.reader import Reader, open_reader
from tui.ui.filters.filter_bar import ChipLabel
from tui.ui.screens.dialogs.pick_category import PickCategory
from tui.ui.screens.dialogs.pick_date import PickDate


async def by_category(reader: Reader, name: str) -> None:
    """Pick a category by a part of its name."""
    await reader.press("c")
    assert isinstance(reader.app.screen, PickCategory)
    await reader.type(name)
    await reader.press("enter")


async def by_date(reader: Reader, days: str) -> None:
    """Pick days by typing them."""
    await reader.press("d")
    assert isinstance(reader.app.screen, PickDate)
    await reader.press("slash")
    await reader.type(days)
    await reader.press("enter")


async def remove(reader: Reader, words: str) -> None:
    """Click a chip."""
    chip = next(
        each for each in reader.main.query(ChipLabel) if str(each.render()).startswith(words)
    )
    await reader.click(chip)


@pytest.mark.parametrize(
    ("category", "chip", "titles"),
    [
        ("金融", "category 金融", [CLUSTER, NANJING, YUAN]),
        ("国内", "category 金融 › 新浪财经 › 国内", [CLUSTER]),
        ("economy", "category world › economy", [CHIPS, HARBOUR]),
        ("notes", "category notes", [MOTHS, ROAD, TOOLS]),
    ],
)
async def test_a_category_takes_in_all_below_it(
    archive: Path, category: str, chip: str, titles: list[str]
) -> None:
    async with open_reader(archive) as reader:
        await by_category(reader, category)
        assert reader.chips == [chip]
        assert reader.titles == titles
        assert reader.counts == f"{len(titles)} of 12 · {len(titles)} unread"
        assert reader.current == reader.shown == titles[0]
        await reader.press("x")
        assert reader.titles == TITLES
        assert reader.chips == []


async def test_the_picker_left_changes_nothing(archive: Path) -> None:
    async with open_reader(archive) as reader:
        for key, picker in (("c", PickCategory), ("d", PickDate)):
            await reader.press(key)
            assert isinstance(reader.app.screen, picker)
            await reader.press("escape")
            assert reader.app.focused is reader.listing
        assert reader.titles == TITLES
        assert reader.chips == []


@pytest.mark.parametrize(
    ("days", "chip", "titles"),
    [
        ("2021-03-28", "date 28 Mar 2021", [NANJING, YUAN]),
        ("2019", "date 2019", [BRIDGE, TEA]),
        ("2020-06..2021-02", "date 1 Jun 2020 – 28 Feb 2021", [MOTHS, ROAD, TOOLS]),
    ],
)
async def test_days(archive: Path, days: str, chip: str, titles: list[str]) -> None:
    async with open_reader(archive) as reader:
        await by_date(reader, days)
        assert reader.titles == titles
        assert reader.chips == [chip]


async def test_the_calendar_opens_on_the_newest_day(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("d", "enter")
        assert reader.chips == ["date 29 Mar 2021"]
        assert reader.titles == [CLUSTER, CHIPS, HARBOUR]
        await reader.press("d", "m")
        assert reader.chips == ["date March 2021"]
        assert len(reader.titles) == 6
        await reader.press("d", "a")
        assert reader.titles == TITLES


async def test_the_pickers_count_under_the_other_filters(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await by_category(reader, "金融")
        await reader.press("d")
        assert "29 March 2021 · 1 article" in reader.screen
        await reader.press("enter", "c")
        assert [line for line in reader.lines if "All" in line and "3" in line]
        assert not [line for line in reader.lines if "notes" in line and "│" in line.split()]
        await reader.press("escape")


async def test_only_unread(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("m", "j", "m")
        await reader.command("only unread")
        assert reader.titles == TITLES[2:]
        assert reader.chips == ["unread"]
        await remove(reader, "unread")
        assert reader.titles == TITLES


async def test_only_bookmarks(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("B")
        assert "No bookmarks yet." in reader.screen
        assert reader.titles == []
        assert reader.shown == ""
        await reader.press("B", "j", "b", "j", "j", "b", "B")
        assert reader.titles == [CHIPS, NANJING]
        assert reader.chips == ["bookmarks"]
        assert reader.counts.startswith("2 of ")
        await reader.press("B")
        assert reader.titles == TITLES
        assert reader.current == NANJING


async def test_the_order_is_said_and_taken_back(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.command("Sort by title")
        assert reader.titles == sorted(TITLES)
        assert reader.chips == ["by title"]
        assert "29 Mar 2021, 18:02" in reader.row(CHIPS)
        await remove(reader, "by title")
        assert reader.titles == TITLES
        await reader.command("Reverse the order")
        assert reader.titles == TITLES[::-1]
        await remove(reader, "reversed")
        assert reader.titles == TITLES


async def filter_by_all(reader: Reader) -> None:
    """Set every filter, so that only one article is left."""
    await reader.press("j", "b", "j", "b", "j", "b", "m", "B")
    await by_category(reader, "world")
    await by_date(reader, "2021-03")
    await reader.command("only unread")
    await reader.search("lamps")
    assert reader.titles == [HARBOUR]
    assert reader.chips == ["category world", "date March 2021", "unread", "bookmarks"]


async def test_all_filters_together_and_off_one_by_one(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await filter_by_all(reader)
        assert reader.counts == "1 of 12 · 1 unread"
        await reader.press("slash", "escape")
        assert reader.titles == [CHIPS, HARBOUR]
        await remove(reader, "category")
        assert reader.titles == [CHIPS, HARBOUR]
        assert reader.current == CHIPS  # Where the search began.
        await remove(reader, "unread")
        assert reader.titles == [CHIPS, HARBOUR, NANJING]
        await remove(reader, "bookmarks")
        assert reader.titles == TITLES[:6]
        await remove(reader, "date")
        assert reader.titles == TITLES
        assert reader.chips == []


async def test_x_takes_them_all_off_and_stays_on_the_article(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await filter_by_all(reader)
        await reader.press("x")
        assert reader.titles == TITLES
        assert reader.chips == []
        assert reader.box.value == ""
        assert reader.current == reader.shown == HARBOUR


async def test_filters_that_leave_nothing_say_how_to_go_on(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await by_category(reader, "notes")
        await by_date(reader, "2021-03-29")
        assert reader.titles == []
        assert reader.counts == "0 of 12"
        assert "No match among 12 articles." in reader.screen
        assert "x in the list clears search and filters." in reader.screen
        assert reader.lines[-2].strip("─┴") == ""
        await reader.press("x")
        assert reader.titles == TITLES


async def test_a_read_article_stays_until_the_next_question(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.command("only unread")
        await reader.press("enter", "h")
        assert reader.titles == TITLES
        assert reader.counts == "12 articles · 11 unread"


async def test_all_chips_are_to_be_seen_in_a_narrow_window(archive: Path) -> None:
    async with open_reader(archive, size=(40, 12)) as reader:
        await reader.search("category:/world/economy date:2021-01..2023-12 is:unread")
        assert len(reader.chips) == 3
        assert reader.lines[1].count("×") == 3


async def test_keys_change_the_order_and_turn_it_round(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("O")
        assert reader.chips == ["by title"]
        by_title = reader.titles
        assert by_title[-3:] != TITLES[-3:]
        await reader.press("R")
        assert reader.chips == ["by title", "reversed"]
        assert sorted(by_title) == sorted(reader.titles)
        assert reader.titles[0] == by_title[-1]
        await reader.press("R", "x")
        assert reader.chips == []
        assert reader.titles == TITLES


async def test_u_lists_what_is_unread_also_from_the_reader(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("m", "j", "enter", "u")
        assert reader.titles == [title for title in TITLES if title not in (CLUSTER, CHIPS)] or (
            reader.titles == [title for title in TITLES if title != CLUSTER]
        )
        assert reader.chips == ["unread"]
        await reader.press("u")
        assert reader.titles == TITLES


async def test_the_date_picker_opens_at_the_article_under_the_cursor(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("G", "k", "d")
        day = reader.listing.current
        assert day is not None and day.date is not None
        assert f"{day.date:%B %Y}" in reader.screen


@pytest.mark.parametrize("keys", [["B", "B"], ["B", "x"], ["slash", *"zebra", "enter", "x"]])
async def test_a_list_that_was_empty_gives_the_place_back(archive: Path, keys: list[str]) -> None:
    async with open_reader(archive, size=(120, 16)) as reader:
        await reader.press("8", "j", "k")
        before = reader.current, reader.listing.cursor_line
        await reader.press(*keys[:-1])
        assert reader.titles == []
        await reader.press(keys[-1])
        assert (reader.current, reader.listing.cursor_line) == before
