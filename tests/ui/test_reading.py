"""What the reader does: scrolling, widths, links, and what it says when it can't read."""

from pathlib import Path

import pytest

from tests.ui.archive import CHIPS, HARBOUR, ROAD, TITLES
from tests.ui.reader import NARROW, Reader, open_reader
from tui.config import Settings
from tui.ui.page.selecting import mouse_selection
from tui.ui.screens.controllers import link_opening
from tui.ui.screens.dialogs.dialog import Confirm


def first_line(reader: Reader) -> str:
    """Return the first line of text that the reader shows."""
    left = reader.pane.region.x
    texts = (line[left:].strip() for line in reader.lines[reader.pane.region.y :])
    return next(text for text in texts if text)


def unwrapped(reader: Reader) -> str:
    """Return the text in the reader as one line."""
    lines = (reader.pane.render_line(y).text.strip() for y in range(reader.pane.size.height))
    return "".join(lines)


async def open_road(reader: Reader) -> None:
    """Open the long article."""
    await reader.press(*["j"] * TITLES.index(ROAD), "enter")
    assert reader.shown == ROAD


async def test_the_title_block_says_what_is_read(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("j", "j")
        for words in (
            HARBOUR,
            "A. Writer · 29 March 2021, 08:00",
            "world › economy › energy · 1 min",
            "example.com/harbour",
            "Three berths saved two fifths",
        ):
            assert words in reader.screen


async def test_keys_scroll_the_text(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await open_road(reader)
        pane = reader.pane
        page = pane.size.height - 2
        for key, line in [
            ("j", 1),
            ("down", 2),
            ("k", 1),
            ("up", 0),
            ("up", 0),
            ("pagedown", page),
            ("ctrl+f", 2 * page),
            ("pageup", page),
            ("ctrl+b", 0),
            ("space", page),
            ("G", pane.max_scroll_y),
            ("g", 0),
            ("end", pane.max_scroll_y),
            ("home", 0),
        ]:
            await reader.press(key)
            assert pane.scroll_offset.y == line, key


async def test_progress_stands_below_the_text(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await open_road(reader)
        rule = reader.lines[-2]
        assert "min left" in rule
        assert " % · " in rule
        await reader.press("G")
        assert reader.lines[-2].endswith(" end")


async def test_wider_and_narrower_keep_the_place(archive: Path) -> None:
    async with open_reader(archive, size=(200, 40)) as reader:
        await open_road(reader)
        await reader.press("space", "space", "space")
        place = first_line(reader)[:12]
        for key, width in [("plus", 80), ("equals_sign", 84), ("minus", 80), ("minus", 76)]:
            await reader.press(key)
            assert reader.pane.pages.reading_width == width
            assert first_line(reader)[:12] == place


@pytest.mark.parametrize(("key", "begin", "end"), [("minus", 36, 30), ("plus", 154, 160)])
async def test_the_width_has_ends(archive: Path, key: str, begin: int, end: int) -> None:
    settings = Settings(reading_width=begin)
    async with open_reader(archive, settings=settings) as reader:
        await reader.press(key, key, key)
        assert reader.pane.pages.reading_width == end


async def test_full_width_and_back(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("j", "z")
        assert reader.reading
        assert not reader.listing.display
        assert reader.shown == CHIPS
        await reader.press("h")
        assert reader.listing.display
        assert not reader.pane.display
        await reader.press("enter", "z")
        assert reader.listing.display
        assert reader.pane.display


async def test_wide_code_scrolls_sideways(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("j", "enter")
        assert "def shift" in reader.screen
        assert "THE END" not in reader.screen
        assert next(line for line in reader.lines if "def shift" in line).endswith("›")
        await reader.press(*["greater_than_sign"] * 4)
        assert next(line for line in reader.lines if "THE END" in line).endswith('THE END"')
        assert "The orders outran" in reader.screen
        await reader.press(*["less_than_sign"] * 4)
        assert "def shift" in reader.screen


async def test_a_restart_in_a_window_of_another_size_keeps_the_place(archive: Path) -> None:
    async with open_reader(archive, size=(200, 50)) as reader:
        await open_road(reader)
        await reader.press(*["space"] * 4)
        place = reader.pane.place
        word = first_line(reader).split()[0]
        await reader.leave("h", "q")
    async with open_reader(archive, size=NARROW) as reader:
        await reader.press("enter")
        assert reader.shown == ROAD
        assert reader.pane.place[0] == place[0]
        assert word in first_line(reader)


async def test_one_article_after_the_other_is_read_where_one_pane_is_shown(archive: Path) -> None:
    async with open_reader(archive, size=NARROW) as reader:
        for _ in range(3):
            await reader.press("enter")
            assert reader.reading
            assert reader.pane.page is not None
            assert reader.pane.page.text.id == reader.listing.current_id
            await reader.press("h", "j")


async def test_the_place_is_kept_by_paragraph_through_every_change_of_width(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await open_road(reader)
        await reader.press(*["space"] * 4)
        paragraph = reader.pane.place[0]
        for key in ["minus", "minus", "z", "plus", "z", "plus"]:
            await reader.press(key)
            assert reader.pane.place[0] == paragraph


async def test_justified_text_reaches_both_margins(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await open_road(reader)

        def ends() -> list[int]:
            lines = [reader.pane.render_line(y).text.rstrip() for y in range(5, 30)]
            return [len(line) for line in lines if "the ridge" in line]

        await reader.press("space")
        ragged = ends()
        await reader.command("Justify the text")
        assert min(ends()) >= max(ragged)
        await reader.command("Justify the text")
        assert ends() == ragged


async def test_resize_keeps_the_place(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await open_road(reader)
        await reader.press(*["space"] * 4)
        place = first_line(reader)
        assert place.startswith("Paragraph")
        for size in [(60, 24), (200, 50), (100, 12), (120, 40)]:
            await reader.resize(*size)
            assert reader.reading
            assert first_line(reader)[:12] == place[:12]


async def test_place_is_kept_over_a_window_that_shows_the_end(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await open_road(reader)
        await reader.resize(60, 20)
        await reader.press("G", *["pageup"] * 2)
        while not reader.pane.render_line(0).text.strip():
            await reader.press("k")  # The place of an empty line is the end of that above it.
        place = first_line(reader)
        for _ in range(2):
            await reader.resize(150, 50)
            assert first_line(reader) != place
            await reader.resize(60, 20)
            assert first_line(reader) == place
        top = reader.pane.scroll_offset.y
        await reader.resize(150, 50)
        await reader.press("k")  # Whoever scrolls is elsewhere.
        await reader.resize(60, 20)
        assert reader.pane.scroll_offset.y != top


async def test_resize_of_the_list_keeps_the_cursor_in_sight(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("G", "k", "k")
        current = reader.current
        for size in [NARROW, (200, 12), (100, 50)]:
            await reader.resize(*size)
            assert reader.row(current).startswith("▌")


async def test_a_deleted_file_says_so_in_the_pane(archive: Path) -> None:
    async with open_reader(archive) as reader:
        (archive / "chips.md").unlink()
        await reader.press("j")
        assert reader.shown == ""
        assert "/chips.md is not there." in unwrapped(reader)
        assert "The orders outran" not in reader.screen
        await reader.press("j")
        assert reader.shown == HARBOUR
        await reader.press("k")
        assert "/chips.md is not there." in unwrapped(reader)


# -- links


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that were opened in the browser."""
    addresses: list[str] = []
    monkeypatch.setattr(link_opening, "open_address", addresses.append)
    return addresses


async def test_open_and_copy_the_articles_link(archive: Path, opened: list[str]) -> None:
    async with open_reader(archive) as reader:
        await reader.press("o")
        assert opened == ["https://example.com/cluster"]
        await reader.press("y")
        assert reader.app.clipboard == "https://example.com/cluster"
        assert reader.told == ["Copied https://example.com/cluster"]
        await reader.press("G", "o", "y")
        assert len(opened) == 1
        assert reader.told[1:] == ["There is no address to open.", "There is no address to copy."]


async def test_a_click_follows_a_link(archive: Path, opened: list[str]) -> None:
    async with open_reader(archive) as reader:
        await reader.press("j", "enter")
        await reader.click_on("the survey")
        await reader.click_on("the page about it")
        assert opened == ["https://example.org/survey", "https://example.com/about"]
        await reader.click_on("example.com/chips")
        assert opened[2:] == ["https://example.com/chips"]


async def test_an_odd_link_asks_first(
    archive: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Else the second click would count as a double click, which selects a word.
    monkeypatch.setattr(mouse_selection, "_DOUBLE_CLICK", 0.0)
    async with open_reader(archive) as reader:
        await reader.press("j", "enter")
        for answer in ("n", "escape", "q"):
            await reader.click_on("call them")
            await reader.still()  # It is looked up first, among the kept articles.
            assert isinstance(reader.app.screen, Confirm)
            assert "tel:555-0100" in reader.screen
            await reader.press(answer)
        assert opened == []
        for answer in ("y", "enter"):
            await reader.click_on("call them")
            await reader.still()
            await reader.press(answer)
        assert opened == ["tel:555-0100"] * 2


async def test_no_browser_is_said(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import webbrowser

    def none() -> webbrowser.BaseBrowser:
        raise webbrowser.Error

    monkeypatch.setattr(webbrowser, "get", none)
    async with open_reader(archive) as reader:
        await reader.press("o")
        assert len(reader.told) == 1
        assert "no browser" in reader.told[0]


async def test_the_levels_of_headings_are_told_apart_without_colours(tmp_path: Path) -> None:
    body = "\n\n".join(f"{'#' * level} Level {level}" for level in range(1, 7))
    (tmp_path / "levels.md").write_text(f"---\ntitle: Levels\n---\n{body}\n")
    async with open_reader(tmp_path, settings=Settings(theme="terminal")) as reader:
        pane = reader.pane
        strips = [pane.render_line(y) for y in range(pane.size.height)]
        looks = {
            (part.style.bold, part.style.dim, part.style.italic, part.style.underline)
            for strip in strips
            for part in strip
            if part.style and part.text.startswith("Level ")
        }
        assert len(looks) == 6
