"""Very many articles: the first rows come before all of them, and before they are counted."""

from pathlib import Path

import pytest

from tests.ui.reader import open_reader
from tui.library import search
from tui.widgets.title_bar import TitleBar


@pytest.fixture(autouse=True)
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a dozen articles pass for very many."""
    monkeypatch.setattr(search, "_LARGE", 3)


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


async def test_a_restart_shows_its_search_at_once(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.search("night")
        titles, counts = reader.titles, reader.counts
        await reader.leave("q")
    async with open_reader(archive) as reader:
        assert (reader.titles, reader.counts) == (titles, counts)
