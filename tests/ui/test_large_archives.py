"""Very many articles: the first rows come before all of them, and before they are counted."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.strip import Strip

from tests.ui.archive import BRIDGE, CHIPS, MOTHS, SCRAP, TEA, TITLES, TOOLS
from tests.ui.reader import open_reader
from tui.errors import StorageError
from tui.library.query import Query
from tui.library.search import answers
from tui.library.search.index_search import IndexSearch
from tui.library.search.strategies import first_rows
from tui.library.values import Answer, Outline, Stretch
from tui.ui.common.frame_lines import TitleBar
from tui.ui.list import row_places
from tui.ui.list.article_list import ArticleList
from tui.ui.list.row_places import ListRows
from tui.ui.screens.controllers import query_worker


@pytest.fixture(autouse=True)
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a dozen articles pass for very many, of which four are asked for at once."""
    monkeypatch.setattr(answers, "_LARGE", 3)
    monkeypatch.setattr(query_worker, "FIRST_ROWS", 3)
    monkeypatch.setattr(row_places, "BLOCK", 4)


async def test_rows_come_first_and_numbers_follow(archive: Path) -> None:
    async with open_reader(archive) as reader:
        counts = reader.counts
        assert "articles" in counts
        seen: list[str] = []

        def see(counts: str) -> None:
            seen.append(counts)

        reader.main.watch(reader.main.query_one(TitleBar), "counts", see, init=False)
        await reader.search("night")
        assert reader.titles
        assert "counting …" in seen
        assert " of " in seen[-1] and reader.counts == seen[-1]
        await reader.press("x")
        assert reader.counts == counts


async def test_rows_are_drawn_before_they_are_counted(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(query_worker, "_PATIENCE", 10)
    done: list[str] = []
    draw, outline, count = ArticleList.render_line, IndexSearch.outline, IndexSearch.counted

    def drawing(listing: ArticleList, y: int) -> Strip:
        strip = draw(listing, y)
        done.append(strip.text)
        return strip

    def outlining(
        search: IndexSearch, query: Query, cancelled: Callable[[], bool]
    ) -> Outline | None:
        done.append("counted")
        return outline(search, query, cancelled)

    def counting(search: IndexSearch, answer: Answer) -> Answer:
        done.append("counted")
        return count(search, answer)

    async with open_reader(archive) as reader:
        monkeypatch.setattr(ArticleList, "render_line", drawing)
        monkeypatch.setattr(IndexSearch, "outline", outlining)
        monkeypatch.setattr(IndexSearch, "counted", counting)
        for text in ("night", "a", "the"):
            done.clear()
            reader.main.filters.ask(Query(text))
            await reader.settle()
            title = reader.titles[0]
            assert title in "".join(done[: done.index("counted")])


async def test_what_a_long_search_has_found_is_shown_while_it_goes_on(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(query_worker, "FIRST_ROWS", 10)
    monkeypatch.setattr(first_rows, "_PATIENCE", 0)
    monkeypatch.setattr(first_rows, "_EVERY", 0)
    shown: list[int] = []
    async with open_reader(archive) as reader:
        show = ArticleList.show

        def showing(listing: ArticleList, rows: ListRows, *args: Any, **options: Any) -> None:
            shown.append(len(rows))
            show(listing, rows, *args, **options)

        monkeypatch.setattr(ArticleList, "show", showing)
        await reader.search("the")
        assert shown[0] < shown[-1] == len(reader.titles)
        assert reader.current == reader.titles[0]


async def test_a_first_page_that_is_all_there_is_needs_no_second_search(archive: Path) -> None:
    async with open_reader(archive) as reader:
        everything = reader.counts
        await reader.search(f'"{TEA}"')
        assert reader.titles == [TEA]
        assert not isinstance(reader.listing.rows, row_places.ManyRows)
        assert reader.counts.startswith("1 of 12")
        await reader.press("down", "m")
        await reader.press("x")
        assert reader.counts != everything
        assert isinstance(reader.listing.rows, row_places.ManyRows)


async def test_a_restart_shows_its_search_at_once(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.search("night")
        titles, counts = reader.titles, reader.counts
        await reader.leave("q")
    async with open_reader(archive) as reader:
        assert (reader.titles, reader.counts) == (titles, counts)


async def test_the_last_article_opens_though_it_was_not_known(archive: Path) -> None:
    async with open_reader(archive) as reader:
        assert isinstance(reader.listing.rows, row_places.ManyRows)
        reader.send("G")
        reader.send("enter")
        await reader.settle()
        assert (reader.current, reader.shown) == (SCRAP, SCRAP)
        assert reader.split.reading
        await reader.press("K", "K")
        assert (reader.current, reader.shown) == (BRIDGE, BRIDGE)


async def test_every_article_comes_in_its_turn(archive: Path) -> None:
    async with open_reader(archive, size=(60, 24)) as reader:
        assert reader.titles == TITLES
        seen = [reader.current]
        for _ in TITLES[1:]:
            await reader.press("j")
            seen.append(reader.current)
        assert seen == TITLES


async def test_unread_articles_far_away_are_found(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("A")
        reader.library.marks.set_read([reader.ids[TITLES.index(TEA)]], False)
        await reader.press("n")
        assert reader.current == TEA
        reader.library.marks.set_read([reader.ids[TITLES.index(CHIPS)]], False)
        await reader.press("N")
        assert reader.current == CHIPS
        await reader.press("n", "m", "n")
        assert "No more unread" in reader.told[-1]


async def test_the_cursor_stays_when_rows_are_asked_for_anew(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("G", "k", "k", "k")
        assert reader.current == TOOLS
        reader.main.listing.ask_again()
        await reader.settle()
        assert (reader.current, reader.shown) == (TOOLS, TOOLS)


async def test_the_next_article_takes_the_place_of_one_that_is_gone(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("G", "k", "k", "k")
        (archive / "tools.md").unlink()
        reader.library.update([archive])
        reader.main.listing.ask_again()
        await reader.settle()
        assert reader.titles == [title for title in TITLES if title != TOOLS]
        assert (reader.current, reader.shown) == (BRIDGE, BRIDGE)


async def test_a_bookmark_far_down_is_on_its_row(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("G", "b", "B")
        assert reader.titles == [SCRAP]
        await reader.press("B")
        assert len(reader.titles) == len(TITLES)


async def test_rows_that_can_not_be_read_are_told(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_reader(archive) as reader:

        def fail(_query: Query, _wanted: Stretch) -> list[int]:
            raise StorageError("The index can't be read.")

        monkeypatch.setattr(reader.library.search, "stretch", fail)
        reader.main.listing.ask_again()
        await reader.settle()
        assert "The index can't be read." in reader.told
        assert MOTHS in reader.screen
