"""What a restart brings back, and what the settings change."""

from pathlib import Path

from tests.ui.archive import CHIPS, CLUSTER, HARBOUR, ROAD, TITLES, YUAN
from tests.ui.reader import open_reader
from tui.config import Settings
from tui.ui.screens.controllers.query_worker import FIRST_ROWS
from tui.ui.screens.dialogs.help import Help


async def test_filters_and_article_come_back(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("c")
        await reader.type("economy")
        await reader.press("enter", "d", "m")
        await reader.command("only unread")
        await reader.command("Reverse the order")
        await reader.search("power")
        assert reader.titles == [HARBOUR]
        chips = reader.chips
        await reader.leave("q")
    async with open_reader(archive) as reader:
        assert reader.titles == [HARBOUR]
        assert reader.box.value == "power"
        assert reader.chips == chips
        assert reader.shown == HARBOUR


async def test_bookmarks_only_comes_back(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("j", "b", "B")
    async with open_reader(archive) as reader:
        assert reader.titles == [CHIPS]
        await reader.press("B")
        assert reader.titles == TITLES


async def test_the_reading_position_comes_back(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press(*["j"] * TITLES.index(ROAD), "enter", *["space"] * 4)
        place = reader.pane.render_line(0).text.strip()
        assert place.startswith("Paragraph")
        await reader.leave("ctrl+q")
    async with open_reader(archive, size=(90, 30)) as reader:
        assert reader.reading
        assert reader.shown == ROAD
        assert reader.pane.render_line(0).text.strip()[:12] == place[:12]
        await reader.press("J", "K")
        assert reader.pane.render_line(0).text.strip()[:12] == place[:12]


async def test_an_article_far_down_comes_back(archive: Path) -> None:
    for number in range(FIRST_ROWS + 50):
        text = f"---\ntitle: Note {number}\ndate: 2026-01-01 10:00\n---\nWords of {number}\n"
        (archive / f"note-{number}.md").write_text(text, encoding="utf-8")
    async with open_reader(archive) as reader:
        await reader.press("G", "k", "enter")
        shown = reader.shown
        assert reader.split.list.cursor > FIRST_ROWS
        await reader.leave("ctrl+q")
    async with open_reader(archive) as reader:
        assert reader.shown == shown
        assert reader.reading
        assert reader.split.list.cursor > FIRST_ROWS


async def test_a_new_index_keeps_article_and_place(archive: Path, home: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press(*["j"] * TITLES.index(ROAD), "enter", "space", "space", "b")
        await reader.leave("q", "q")
    (home / "cache" / "newsreader" / "index.db").unlink()
    async with open_reader(archive) as reader:
        assert reader.counts == "12 articles · 11 unread"
        await reader.press("B")
        assert reader.titles == [ROAD]
        await reader.press("enter")
        assert reader.pane.render_line(0).text.strip().startswith("Paragraph")


async def test_sizes_and_theme_come_back(archive: Path) -> None:
    async with open_reader(archive) as reader:
        divider = reader.split.query_one("#divider")
        await reader.drag(divider, 70)
        await reader.press("plus")
        await reader.command("Light theme")
        width = reader.listing.size.width
    async with open_reader(archive) as reader:
        assert reader.app.theme == "newsreader-light"
        assert reader.listing.size.width == width
        assert reader.listing.outer_size.width == 70
        assert reader.pane.pages.reading_width == 80
        await reader.press("z")
    async with open_reader(archive) as reader:
        assert not reader.listing.display
        assert reader.reading


async def test_another_folder_has_a_session_of_its_own(archive: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "one.md").write_text("# One\n\nOnly this.\n", encoding="utf-8")
    async with open_reader(archive) as reader:
        await reader.search("yuan")
    async with open_reader(other) as reader:
        assert reader.titles == ["One"]
        assert reader.box.value == ""
        assert reader.counts == "1 article · 1 unread"
    async with open_reader(archive) as reader:
        assert reader.titles == [YUAN]


async def test_filters_that_find_nothing_are_not_brought_back(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.search("zebra")
    async with open_reader(archive) as reader:
        assert reader.titles == TITLES


async def test_a_file_that_came_is_listed_and_one_that_went_is_not(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("j", "j")
    (archive / "cluster.md").unlink()
    (archive / "new.md").write_text(
        "---\ntitle: Fresh\ndate: 2021-03-30\n---\n\nInk.\n", encoding="utf-8"
    )
    async with open_reader(archive) as reader:
        assert reader.titles == ["Fresh", *TITLES[1:]]
        assert CLUSTER not in reader.screen
        assert reader.current == reader.shown == HARBOUR


# -- settings


async def test_other_keys(archive: Path) -> None:
    keys = {"bookmark": "s", "move_down": "n,down", "help": "f2"}
    async with open_reader(archive, settings=Settings(keys=keys)) as reader:
        await reader.press("n")
        assert reader.current == CHIPS
        await reader.press("j")
        assert reader.current == CHIPS
        await reader.press("s")
        assert "★" in reader.row(CHIPS)
        await reader.press("b")
        assert "★" in reader.row(CHIPS)
        assert "s bookmark" in reader.lines[-1]
        assert "f2 help" in reader.lines[-1].lower()
        await reader.press("f2")
        assert isinstance(reader.app.screen, Help)


async def test_settings_of_theme_and_width(archive: Path) -> None:
    async with open_reader(archive, settings=Settings(theme="light", reading_width=40)) as reader:
        assert reader.app.theme == "newsreader-light"
        assert reader.pane.pages.reading_width == 40
