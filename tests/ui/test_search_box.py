"""The search box: it says what can be typed, waits for half-typed filters, takes what is pasted."""

from pathlib import Path

import pytest
from textual.events import Paste

from tests.ui.archive import CHIPS, CLUSTER, HARBOUR, NANJING, TITLES
from tests.ui.reader import NARROW, Reader, open_reader
from tui.ui.screens.dialogs.help import Help

HINTS = 'Type words   "a phrase"   -without'


async def type_query(reader: Reader, text: str) -> None:
    await reader.press("slash")
    await reader.type(text)


@pytest.mark.parametrize("size", [(120, 40), NARROW])
async def test_the_empty_box_says_what_can_be_typed(archive: Path, size: tuple[int, int]) -> None:
    async with open_reader(archive, size=size) as reader:
        assert HINTS not in reader.screen
        await reader.press("slash")
        (line,) = [line for line in reader.screen.splitlines() if HINTS in line]
        assert "…" not in line
        await reader.type("a")
        assert HINTS not in reader.screen
        await reader.press("backspace")
        assert HINTS in reader.screen
        await reader.press("escape")
        assert HINTS not in reader.screen


async def test_what_can_be_typed_fits_a_window_that_gets_narrower(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("slash")
        await reader.resize(*NARROW)
        (line,) = [line for line in reader.screen.splitlines() if HINTS in line]
        assert "…" not in line


@pytest.mark.parametrize("typed", [" date:", " date:20", " words:>", " is:un"])
async def test_a_filter_typed_by_letters_searches_for_its_name_no_longer(
    archive: Path, typed: str
) -> None:
    async with open_reader(archive) as reader:
        await type_query(reader, "软件")
        await reader.type(typed)
        assert reader.titles == [CLUSTER, NANJING]


@pytest.mark.parametrize(
    "half",
    ["date:", "date:20", "date:2021-", "date:2021..", "date:yest", "words:", "words:>", "is:un"]
    + ["has:", "title:", "sort:rel", "sort:-t", "-is:un", 'title:"'],
)
async def test_the_list_stays_while_a_filter_is_half_typed(archive: Path, half: str) -> None:
    async with open_reader(archive) as reader:
        await type_query(reader, "软件 ")
        assert reader.titles == [CLUSTER, NANJING]
        reader.box.insert_text_at_cursor(half)
        await reader.settle()
        assert reader.titles == [CLUSTER, NANJING]
        assert "is no" not in reader.screen
        assert "takes" not in reader.screen


async def test_a_finished_word_that_is_no_filter_is_named_below_the_box(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await type_query(reader, "软件")
        await reader.type(" date:20 ")
        assert "“20” is no date" in reader.screen
        assert reader.titles == [CLUSTER, NANJING]
        await reader.press("backspace")
        assert "is no date" not in reader.screen
        await reader.press("enter")
        assert "“20” is no date" in reader.screen
        assert reader.titles == [CLUSTER, NANJING]


async def test_what_can_not_become_a_filter_is_named_at_once(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await type_query(reader, "date:2021-13")
        assert "there is no month 13" in reader.screen
        await reader.press(*["backspace"] * 12)
        await reader.type("x colour:r")
        assert "There is no field “colour:”" in reader.screen


async def test_pasted_lines_become_one(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("slash")
        reader.box.post_message(Paste("night\r\n\tshift\n"))
        await reader.settle()
        assert reader.box.value == "night shift"
        assert reader.titles == [CHIPS]


async def test_f1_leads_from_the_box_to_the_query_language_and_back(archive: Path) -> None:
    async with open_reader(archive, size=NARROW) as reader:
        await type_query(reader, "harb")
        await reader.press("f1")
        assert isinstance(reader.app.screen, Help)
        await reader.still()
        assert '"exact phrase"' in reader.screen
        await reader.press("escape")
        assert reader.app.focused is reader.box
        assert reader.titles == [HARBOUR]


async def test_an_order_at_random_stands_while_the_search_goes_on(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await type_query(reader, "sort:random")
        shuffled = reader.titles
        assert sorted(shuffled) == sorted(TITLES)
        await reader.press("enter", "b", "m", "j")
        assert reader.chips[-1] == "at random"
        await reader.press("B", "B")
        assert reader.titles == shuffled
        seeds = {reader.main.listing.query.seed}
        for _ in range(3):
            await reader.press("x")
            await type_query(reader, "sort:random")
            await reader.press("enter")
            seeds.add(reader.main.listing.query.seed)
        assert len(seeds) == 4
