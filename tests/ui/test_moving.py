"""The keys that go through the list, and from article to article."""

from pathlib import Path

import pytest

from tests.ui.archive import CHIPS, CLUSTER, HARBOUR, NANJING, ROAD, SCRAP, TEA, TITLES, YUAN
from tests.ui.reader import NARROW, open_reader


async def test_the_start_shows_the_newest_article_unread(archive: Path) -> None:
    async with open_reader(archive) as reader:
        assert reader.titles == TITLES
        assert reader.current == reader.shown == CLUSTER
        assert reader.counts == "12 articles · 12 unread"
        assert reader.app.focused is reader.listing
        assert "   Monday 29 March 2021" in reader.screen
        assert "~/archive" in reader.lines[0]


@pytest.mark.parametrize(
    ("keys", "current"),
    [
        (["j"], CHIPS),
        (["down", "down"], HARBOUR),
        (["j", "j", "k"], CHIPS),
        (["j", "up", "up"], CLUSTER),
        (["G"], SCRAP),
        (["end", "home"], CLUSTER),
        (["G", "g"], CLUSTER),
        (["G", "j"], SCRAP),
        (["pagedown"], SCRAP),
        (["ctrl+f"], SCRAP),
        (["G", "pageup"], CLUSTER),
        (["G", "ctrl+b"], CLUSTER),
        (["J", "J", "K"], CHIPS),
    ],
)
async def test_keys_move_the_cursor_and_the_reader_follows(
    archive: Path, keys: list[str], current: str
) -> None:
    async with open_reader(archive) as reader:
        await reader.press(*keys)
        assert reader.current == reader.shown == current
        assert reader.row(current).startswith("▌")
        assert not reader.reading


async def test_a_page_of_the_list_is_what_fits_on_the_screen(archive: Path) -> None:
    async with open_reader(archive, size=(120, 16)) as reader:
        await reader.press("pagedown")
        assert reader.current == YUAN
        await reader.press("pageup")
        assert reader.current == CLUSTER


async def test_the_cursor_stays_in_sight_with_the_day_above_it(archive: Path) -> None:
    async with open_reader(archive, size=(120, 12)) as reader:
        for title in TITLES[1:]:
            await reader.press("j")
            assert reader.row(title).startswith("▌")
        for title in TITLES[-2::-1]:
            await reader.press("k")
            assert reader.row(title).startswith("▌")
        assert "   Monday 29 March 2021" in reader.screen


async def test_moving_marks_nothing_as_read(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("j", "j", "G")
        assert reader.counts == "12 articles · 12 unread"


@pytest.mark.parametrize("key", ["enter", "l", "right", "tab"])
async def test_reading_and_going_back(archive: Path, key: str) -> None:
    async with open_reader(archive) as reader:
        await reader.press("j", key)
        assert reader.reading
        assert reader.hints.where == "pane"
        assert "h list" in reader.lines[-1]
        for back in ("h", "left", "escape", "tab", "q"):
            await reader.press(back)
            assert reader.app.focused is reader.listing
            assert reader.hints.where == "list"
            await reader.press(key)
            assert reader.reading
            assert reader.shown == CHIPS


async def test_next_and_previous_article_while_reading(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("enter", "J")
        assert reader.reading
        assert reader.shown == reader.current == CHIPS
        assert reader.counts == "12 articles · 10 unread"
        await reader.press("K")
        assert reader.shown == CLUSTER
        await reader.press("K")
        assert reader.told == ["This is the first article."]
        await reader.press("h", "G", "J")
        assert "This is the last article." in reader.told


async def test_next_and_previous_unread(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("j", "m", "j", "m", "g", "n")
        assert reader.current == NANJING
        assert not reader.reading
        await reader.press("N")
        assert reader.current == CLUSTER
        await reader.press("N")
        assert reader.current == CLUSTER
        assert reader.told == ["No more unread articles above."]


async def test_next_unread_while_reading_is_read_too(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("enter", "n")
        assert reader.reading
        assert reader.shown == CHIPS
        assert reader.counts == "12 articles · 10 unread"


async def test_space_pages_on_then_goes_to_the_next_unread(archive: Path) -> None:
    async with open_reader(archive) as reader:
        for _ in range(TITLES.index(ROAD)):
            await reader.press("j")
        await reader.press("space")
        assert reader.reading
        assert reader.shown == ROAD
        assert 30 < reader.pane.scroll_offset.y < 40
        await reader.press("G", "space")
        assert reader.shown == TITLES[TITLES.index(ROAD) + 1]
        assert reader.reading


async def test_reading_all_of_it_with_space_alone(archive: Path) -> None:
    async with open_reader(archive, size=(120, 80)) as reader:
        for _ in range(len(TITLES) + 20):
            if not reader.told:
                await reader.press("space")
        assert reader.shown == SCRAP
        assert reader.counts == "12 articles"


async def test_narrow_shows_one_pane_at_a_time(archive: Path) -> None:
    async with open_reader(archive, size=NARROW) as reader:
        assert reader.listing.display
        assert not reader.pane.display
        assert "│" not in reader.screen
        await reader.press("j", "enter")
        assert not reader.listing.display
        assert reader.pane.display
        assert reader.shown == CHIPS
        await reader.press("J")
        assert reader.shown == HARBOUR
        await reader.press("h")
        assert reader.listing.display
        assert not reader.pane.display
        assert reader.current == HARBOUR


async def test_keys_on_an_empty_folder_do_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    async with open_reader(folder) as reader:
        assert "There are no articles here." in reader.screen
        await reader.press("j", "k", "g", "G", "enter", "space", "n", "J", "b", "m", "A", "z", "z")
        assert reader.counts == "0 articles"
        assert reader.current == reader.shown == ""


async def test_an_article_without_categories_and_one_without_front_matter(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("G")
        assert "03:04" in reader.row(SCRAP)
        assert "2 January 2018, 03:04" in reader.screen
        assert "07:00" in reader.row(TEA)
