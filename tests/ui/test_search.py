"""The search box: live, in the query language, highlighted."""

from pathlib import Path

import pytest

from tests.ui.archive import CHIPS, CLUSTER, HARBOUR, NANJING, ROAD, SCRAP, TITLES
from tests.ui.reader import Reader, open_reader
from tui.library.query import Query
from tui.ui.screens.controllers.query_worker import Answered, rows_of


def highlighted(reader: Reader) -> list[str]:
    """Return the texts in the reader that are drawn in the colour of a match."""
    pane = reader.pane
    colours = {
        pane.get_component_rich_style(f"reader-pane--{name}").bgcolor
        for name in ("match", "current-match")
    }
    segments = [part for y in range(pane.size.height) for part in pane.render_line(y)]
    return [part.text for part in segments if part.style and part.style.bgcolor in colours]


async def test_the_list_follows_each_letter(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("slash", "n")
        few = len(reader.titles)
        for letter in "ight":
            await reader.press(letter)
            assert len(reader.titles) <= few
            few = len(reader.titles)
            assert reader.app.focused is reader.box
        assert reader.titles == [CHIPS, "A garden for moths"]
        assert reader.counts == "2 of 12 · 2 unread"
        await reader.press("enter")
        assert reader.app.focused is reader.listing
        assert reader.box.value == "night"


async def test_an_answer_takes_back_nothing_that_was_typed_since(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("slash", "n")
        answer = reader.library.search.find(Query(text="n", folders=(archive,)))
        reader.box.insert_text_at_cursor("i")  # Typed, but nobody has been told yet.
        reader.main.on_answered(Answered(answer, rows_of(answer), []))
        assert reader.box.value == "ni"
        await reader.settle()
        assert reader.box.value == "ni"
        await reader.type("g")
        assert reader.box.value == "nig"


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("南京 软件", [CLUSTER, NANJING]),
        ("软", [CLUSTER, NANJING]),
        ('"night shift"', [CHIPS]),
        ("lantern -road", [CHIPS, SCRAP]),
        ("ink OR drill", ["The library that lends tools", SCRAP]),
        ("title:road", [ROAD]),
        ("category:energy", [HARBOUR]),
        ("date:2021-03-28", TITLES[3:5]),
        ("ＮＩＧＨＴ shift", [CHIPS]),
        ("((", TITLES),
    ],
)
async def test_the_query_language(archive: Path, text: str, titles: list[str]) -> None:
    async with open_reader(archive) as reader:
        await reader.press("slash")
        reader.box.value = text
        await reader.settle()
        assert reader.titles == titles


async def test_what_is_not_understood_is_said_while_the_old_rows_stay(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.search("lantern")
        found = reader.titles
        assert found == [CHIPS, ROAD, SCRAP]
        await reader.press("slash")
        await reader.type(" colour:red")
        assert "colour" in reader.lines[2]
        assert reader.titles == found
        assert reader.app.focused is reader.box
        await reader.press(*["backspace"] * len(" colour:red"))
        assert "colour" not in reader.screen
        await reader.type(" date:2021-13")
        assert "2021-13" in reader.lines[2]
        assert reader.titles == found
        await reader.press("escape")
        assert reader.titles == TITLES
        assert "2021-13" not in reader.screen


async def test_escape_takes_the_search_off(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.search("lantern")
        await reader.press("slash", "escape")
        assert reader.box.value == ""
        assert reader.titles == TITLES
        assert reader.app.focused is reader.listing


async def test_nothing_found_says_so_and_typing_goes_on(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("slash")
        await reader.type("zebra")
        assert reader.titles == []
        assert "No match among 12 articles." in reader.screen
        assert reader.shown == ""
        await reader.press(*["backspace"] * 5)
        assert reader.titles == TITLES


async def test_matches_are_highlighted_and_n_goes_through_them(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.search("lantern")
        await reader.press("j", "enter")
        assert reader.shown == ROAD
        places = [reader.pane.scroll_offset.y]
        assert highlighted(reader) == ["lantern"]
        for _ in range(2):
            await reader.press("n")
            places.append(reader.pane.scroll_offset.y)
            assert highlighted(reader) == ["lantern"]
        assert places == sorted(set(places))
        await reader.press("N")
        assert reader.pane.scroll_offset.y == places[1]
        await reader.press("n", "n")
        assert reader.shown == SCRAP
        assert highlighted(reader) == ["lantern"]
        await reader.press("N")
        assert reader.shown == ROAD
        assert reader.pane.scroll_offset.y == places[2]
        await reader.press("n", "h", "N")
        assert reader.current == ROAD
        await reader.press("x")
        assert highlighted(reader) == []


async def test_titles_are_highlighted(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.search("title:软件")
        assert reader.highlighted_rows == ["软件"]
        await reader.press("x")
        assert reader.highlighted_rows == []


async def test_typing_is_text_not_commands(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("slash")
        await reader.type("qxbmjk")
        assert reader.box.value == "qxbmjk"
        assert reader.app.is_running
        await reader.press("down")
        assert reader.app.focused is reader.listing


async def test_a_long_search_scrolls_in_its_box(archive: Path) -> None:
    async with open_reader(archive, size=(60, 24)) as reader:
        box = reader.box
        await reader.press("slash")
        await reader.type("night and day " * 9)
        end = box.scroll_offset.x
        assert end > 0
        await reader.press("ctrl+a")
        assert box.scroll_offset.x == 0
        await reader.press("ctrl+e", *["backspace"] * 60)
        assert 0 < box.scroll_offset.x < end
        await reader.press(*["backspace"] * 40)
        assert box.value and box.scroll_offset.x == 0


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("zebra", ["escape"]),
        ("lantern", ["escape"]),
        ("lantern", ["enter", "j", "escape"]),
        ("lantern", ["enter", "j", "slash", "escape"]),
        ("the", ["enter", "G", "enter", "space", "escape", "escape"]),
        ("zebra", ["enter", "escape"]),
        ("zebra", [*["backspace"] * 5, "escape"]),
        ("", ["escape"]),
    ],
)
async def test_escape_leads_back_to_where_the_search_began(
    archive: Path, text: str, keys: list[str]
) -> None:
    async with open_reader(archive, size=(120, 16)) as reader:
        await reader.press(*["j"] * TITLES.index(ROAD), "enter", "1", "5", "j", "h")
        list_top, page_top = reader.listing.scroll_offset.y, reader.pane.scroll_offset.y
        assert page_top == 15
        await reader.press("slash")
        await reader.type(text)
        await reader.press(*keys)
        assert reader.titles == TITLES
        assert reader.box.value == ""
        assert reader.current == reader.shown == ROAD
        assert reader.listing.scroll_offset.y == list_top
        assert reader.pane.scroll_offset.y == page_top
        assert reader.app.focused is reader.listing


async def test_escape_from_an_edit_leads_back_to_the_results(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.search("lantern")
        await reader.press("j", "E")
        await reader.type(" zebra")
        assert reader.titles == []
        await reader.press("escape")
        assert reader.titles == [CHIPS, ROAD, SCRAP]
        assert reader.current == ROAD
        await reader.press("escape")
        assert reader.titles == TITLES
        assert reader.current == CLUSTER


async def test_keys_after_escape_are_about_the_article_where_the_search_began(
    archive: Path,
) -> None:
    async with open_reader(archive) as reader:
        await reader.press("j", "j")
        for key in ("slash", *"zebra", "escape", "j"):
            reader.send(key)
        await reader.settle()
        assert reader.current == reader.shown == TITLES[3]


async def test_escape_in_the_list_without_a_search_leaves_the_filters(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("u", "escape")
        assert reader.chips == ["unread"]
