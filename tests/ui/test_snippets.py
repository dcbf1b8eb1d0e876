"""Snippets in the list while a search is on."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.ui.archive import CHIPS, CLUSTER, HARBOUR, NANJING, ROAD, SCRAP
from tests.ui.reader import NARROW, open_reader
from tui.library.search.matches import Terms, terms_of
from tui.library.search.snippets import Snippet
from tui.library.stored_articles import StoredArticles


async def test_rows_show_where_the_search_found_them(archive: Path) -> None:
    async with open_reader(archive) as reader:
        before = reader.row(NANJING)
        await reader.search("软件")
        assert reader.titles == [CLUSTER, NANJING]
        assert "29 Mar 2021  …" in reader.row(CLUSTER)
        assert "南京的软件也在其中" in reader.row(CLUSTER)
        assert "28 Mar 2021  南京的软件企业去年又多了" in reader.row(NANJING)
        assert reader.highlighted_rows == ["软件", "软件", "软件"]
        await reader.press("x")
        assert reader.row(NANJING) == before
        assert reader.highlighted_rows == []


async def test_a_narrow_window_shows_the_match(archive: Path) -> None:
    async with open_reader(archive, size=NARROW) as reader:
        await reader.search("lantern")
        assert "A lantern hung from the gate" in reader.row(ROAD)
        assert "Buy ink, and a lantern." in reader.row(SCRAP)


async def test_a_title_alone_is_shown_with_the_beginning_of_its_text(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.search("harbour")
        assert "29 Mar 2021  Three berths saved" in reader.row(HARBOUR)


async def test_a_category_alone_is_shown_with_its_match(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.search("economy")
        assert "world › economy" in reader.row(CHIPS)
        assert reader.highlighted_rows == ["economy", "economy"]


@pytest.mark.parametrize("text", ["title:road", "category:world", "is:unread", "date:2021-03-29"])
async def test_without_text_rows_stay_as_they_are(archive: Path, text: str) -> None:
    async with open_reader(archive) as reader:
        before = {title: reader.row(title) for title in (CHIPS, HARBOUR)}
        await reader.search(text)
        for title in set(before) & set(reader.titles):
            # The list is as wide as its rows need, so what is compared is not padded.
            assert reader.row(title).replace("▌", " ").split() == (
                before[title].replace("▌", " ").split()
            )


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, Sequence[object]]]:
    """The articles whose snippets are asked for, and for which terms."""
    calls: list[tuple[int, Sequence[object]]] = []
    make = StoredArticles.snippet

    def snippet(self: StoredArticles, id: int, terms: Terms, width: int = 160) -> Snippet:
        calls.append((id, terms))
        return make(self, id, terms, width)

    monkeypatch.setattr(StoredArticles, "snippet", snippet)
    return calls


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A folder with a hundred articles."""
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(100):
        time = f"{number // 60:02}:{number % 60:02}"
        (folder / f"{number:02}.md").write_text(
            f"---\ntitle: '{number:02}: a number'\ndate: 2021-01-01 {time}\n"
            f"---\nA lamp, the one of night {number}.\n"
        )
    return folder


async def test_only_what_is_on_the_screen_is_read_and_only_once(
    many: Path, asked: list[tuple[int, Sequence[object]]]
) -> None:
    async with open_reader(many) as reader:
        await reader.search("lamp")
        first = reader.row("99: a number")
        assert "A lamp, the one of night 99." in first
        shown = reader.listing.size.height // 2 + 1
        assert len({id for id, _ in asked}) <= shown
        await reader.press("G")
        assert "A lamp, the one of night 0." in reader.row("00: a number")
        assert len(asked) <= 2 * shown
        await reader.press("g")
        assert reader.row("99: a number") == first
        assert len(asked) <= 2 * shown


async def test_a_word_that_is_still_typed_is_not_looked_for(
    many: Path, asked: list[tuple[int, Sequence[object]]]
) -> None:
    async with open_reader(many) as reader:
        await reader.press("slash")
        await reader.type("night")
        await reader.press("enter")
        assert {terms for id, terms in asked[-5:]} == {terms_of("night")}
        assert reader.highlighted_rows[:2] == ["night", "night"]
        top = reader.listing.scroll_offset.y
        assert (top, reader.listing.cursor) == (0, 0)
