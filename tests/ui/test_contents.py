"""The contents of an article."""

from pathlib import Path

from tests.ui.linked import pane_lines, top_line, walk, write_walk
from tests.ui.reader import NARROW, Reader, open_reader
from tui.ui.page.jumps import PageHeading
from tui.ui.screens.dialogs.contents import Contents, HeadingList

__all__ = ["walk"]


def at_cursor(reader: Reader) -> str:
    """Return the heading under the cursor."""
    screen = reader.app.screen
    assert isinstance(screen, Contents)
    heading = screen.query_one(HeadingList).current
    assert isinstance(heading, PageHeading)
    return heading.text


async def test_the_contents_show_where_the_reader_is_and_lead_on(walk: Path) -> None:
    async with open_reader(walk, size=(120, 24)) as reader:
        await reader.press("enter", "t")
        assert isinstance(reader.app.screen, Contents)
        for number in range(1, 13):
            assert f"Bend {number} " in reader.screen
        assert at_cursor(reader) == "Bend 1"
        await reader.press("down", "down", "enter")
        assert reader.reading
        assert top_line(pane_lines(reader)) == "▸ Bend 3"
        await reader.press("j", "j", "t")
        assert at_cursor(reader) == "Bend 3"
        assert any("▸" in line and "Bend 3" in line for line in reader.lines)
        await reader.press("end", "enter", "backspace")
        assert "Bend 3" not in top_line(pane_lines(reader))
        await reader.press("backspace")
        assert reader.pane.scroll_offset.y == 0


async def test_typing_filters_and_escape_leaves(walk: Path) -> None:
    async with open_reader(walk) as reader:
        await reader.press("enter", "t")
        await reader.type("BEND 1")
        assert "Bend 12" in reader.screen.split("Contents")[1]
        assert "Bend 9 " not in reader.screen.split("Contents")[1]
        await reader.type("1")
        assert at_cursor(reader) == "Bend 11"
        await reader.type("x")
        assert "No matching heading" in reader.screen
        await reader.press("enter")
        assert isinstance(reader.app.screen, Contents)
        await reader.press("escape")
        assert reader.reading
        assert reader.pane.scroll_offset.y == 0


async def test_the_mouse_chooses_a_heading(walk: Path) -> None:
    async with open_reader(walk, size=(120, 30)) as reader:
        await reader.press("enter")
        await reader.click_on("t contents")
        await reader.click_on("65 %")
        assert top_line(pane_lines(reader)) == "▸ Bend 9"
        await reader.press("t")
        await reader.pilot.click(offset=(2, 2))
        await reader.settle()
        assert reader.app.screen is reader.main


async def test_the_contents_from_the_list_turn_to_the_reader(walk: Path) -> None:
    async with open_reader(walk) as reader:
        await reader.press("t", "down", "enter")
        assert reader.reading
        assert top_line(pane_lines(reader)) == "▸ Bend 2"


async def test_contents_in_a_narrow_window(tmp_path: Path) -> None:
    write_walk(tmp_path / "walks", sections=60)
    async with open_reader(tmp_path / "walks", size=NARROW) as reader:
        await reader.press("enter", "t", "pagedown", "pagedown", "up")
        chosen = at_cursor(reader)
        assert chosen in reader.screen
        await reader.press("enter")
        assert top_line(pane_lines(reader)) == f"▸ {chosen}"


async def test_an_article_without_headings_says_so(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("enter", "t")
        assert reader.app.screen is reader.main
        assert reader.told == ["This article has no headings."]
