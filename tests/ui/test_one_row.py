"""One row an article, and a list that is no wider than its rows."""

from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.ui.archive import CLUSTER, HARBOUR, NANJING, TITLES
from tests.ui.reader import WIDE, open_reader


def rows(lines: list[str]) -> list[str]:
    """Return the lines of a screen that hold an article of the archive."""
    return [line for line in lines if any(title[:8] in line for title in TITLES)]


async def test_r_shows_an_article_a_row_and_a_restart_keeps_it(archive: Path) -> None:
    async with open_reader(archive, size=(80, 24)) as reader:
        await reader.press("j", "j", "b", "r")
        assert len(rows(reader.lines)) == len(TITLES)
        assert "Monday" not in reader.screen
        at = next(line for line in reader.lines if HARBOUR[:8] in line)
        assert at.startswith(f"▌●★ 29 Mar 2021  {HARBOUR}")
        assert at.rstrip().endswith("… › economy › energy")
        await reader.press("enter", "h", "j")
        assert reader.current == NANJING
        await reader.leave("q")
    async with open_reader(archive, size=(80, 24)) as reader:
        assert len(rows(reader.lines)) == len(TITLES)
        assert reader.current == NANJING
        await reader.press("r")
        assert "   Monday 29 March 2021" in reader.screen
        assert reader.row(NANJING).startswith("▌")


async def test_every_key_of_the_list_works_with_one_row(archive: Path) -> None:
    async with open_reader(archive, size=(120, 10)) as reader:
        await reader.press("r", "pagedown")
        page = reader.listing.size.height - 1
        assert reader.current == reader.shown == TITLES[page]
        await reader.press("G", "ctrl+u")
        assert reader.current == TITLES[-1 - reader.listing.size.height // 2]
        await reader.press("g")
        assert reader.current == CLUSTER
        await reader.click(reader.listing, 20, 2)
        assert reader.current == HARBOUR


async def test_the_passage_of_a_search_stands_behind_the_title(archive: Path) -> None:
    async with open_reader(archive, size=(80, 24)) as reader:
        await reader.press("r")
        await reader.search("berths")
        assert reader.titles == [HARBOUR]
        assert "Three berths saved" in reader.row(HARBOUR)
        assert reader.highlighted_rows == ["berths"]


@pytest.mark.parametrize("size", [WIDE, (200, 30), (150, 30)])
async def test_the_list_is_no_wider_than_its_rows_use(archive: Path, size: tuple[int, int]) -> None:
    async with open_reader(archive, size=size) as reader:
        lines = "\n".join(map(reader.row, TITLES[:3])).split("\n")
        used = max(cell_len(line.rstrip()) for line in lines)
        width = reader.listing.size.width
        assert used <= width <= round(size[0] * 0.42)
        if size[0] >= 150:
            assert width < round(size[0] * 0.42)
            assert not any("…" in reader.row(title) for title in TITLES[:8])
        await reader.search("lamps")
        assert reader.listing.size.width == width


async def test_a_divider_that_was_dragged_stays(archive: Path) -> None:
    async with open_reader(archive, size=(200, 30)) as reader:
        await reader.drag(reader.split.query_one("#divider"), 90)
        assert reader.listing.region.width == 90
        await reader.press("r")
        assert reader.listing.region.width == 90
        await reader.leave("q")
    async with open_reader(archive, size=(200, 30)) as reader:
        assert reader.listing.region.width == 90
