import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ui.archive import BRIDGE, CHIPS, CLUSTER, HARBOUR, ROAD, TITLES
from tests.ui.reader import NARROW, Reader, open_reader, user_library
from tui.library.query import Query
from tui.library.values import Progress
from tui.ui.screens.controllers.folder_updates import ScanProgressed

NEW = "Something new on the quay"


@pytest.fixture(autouse=True)
def watching() -> None:
    """Folders are watched here."""


def write_new(archive: Path, name: str = "new.md", date: str = "2022-01-01 10:00:00") -> Path:
    path = archive / name
    path.write_text(f"---\ntitle: {NEW}\ndate: {date}\n---\n\nA text.\n", encoding="utf-8")
    return path


async def until(reader: Reader, what: Callable[[], bool]) -> None:
    """Wait until something is so; the test's own limit of time is the only one."""
    while not what():
        await reader.pilot.pause()
        await asyncio.wait([asyncio.create_task(reader.settle())], timeout=1)


async def test_a_written_file_appears_as_a_row_while_the_place_stays(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("j")
        assert reader.current == CHIPS
        write_new(archive)
        await until(reader, lambda: NEW in reader.titles)
        assert reader.titles == [NEW, *TITLES]
        assert (reader.current, reader.shown) == (CHIPS, CHIPS)
        assert NEW in reader.screen
        assert reader.counts.startswith("13 articles")


async def test_the_first_article_stays_under_a_cursor_that_never_moved(archive: Path) -> None:
    async with open_reader(archive) as reader:
        write_new(archive)
        await until(reader, lambda: NEW in reader.titles)
        assert (reader.current, reader.shown) == (CLUSTER, CLUSTER)
        assert NEW in reader.screen


async def test_rows_below_the_top_stay_where_they_are(archive: Path) -> None:
    async with open_reader(archive, size=NARROW) as reader:
        await reader.press("G", "k", "k")
        line = next(y for y, line in enumerate(reader.lines) if BRIDGE in line)
        write_new(archive)
        await until(reader, lambda: NEW in reader.titles)
        assert reader.current == BRIDGE
        assert BRIDGE in reader.lines[line]


async def test_an_edited_article_that_is_open_keeps_its_place(archive: Path) -> None:
    async with open_reader(archive) as reader:
        while reader.current != ROAD:
            await reader.press("j")
        await reader.press("enter", *["space"] * 4)
        top = reader.pane.text and reader.pane.text.paragraphs[reader.pane.place[0]]
        assert top and top.startswith("Paragraph")
        offset = reader.pane.place[1]
        path = archive / "road.md"
        text = path.read_text("utf-8")
        text = text.replace("Paragraph 1 of", "Written anew.\n\nParagraph 1 of")
        path.write_text(text.replace("Paragraph 120 of", "The last of"), "utf-8")

        def edited() -> bool:
            shown = reader.pane.text
            return shown is not None and any("Written anew" in each for each in shown.paragraphs)

        await until(reader, edited)
        assert reader.pane.text
        assert reader.pane.text.paragraphs[reader.pane.place[0]] == top
        assert reader.pane.place[1] == offset
        assert reader.reading
        assert reader.titles == TITLES


async def test_another_file_leaves_the_open_page_alone(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("enter")
        page = reader.pane.text
        write_new(archive)
        await until(reader, lambda: NEW in reader.titles)
        assert reader.pane.text is page


async def test_a_deleted_article_goes_and_the_cursor_goes_to_its_neighbour(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("j")
        (archive / "chips.md").unlink()
        await until(reader, lambda: CHIPS not in reader.titles)
        await until(reader, lambda: reader.shown == HARBOUR)
        assert reader.current == HARBOUR
        assert CHIPS not in reader.screen


async def test_filters_hold_for_what_is_new(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.search("quay")
        assert reader.titles == []
        write_new(archive)
        write_new(archive, "other.md").write_text("---\ntitle: Other\n---\nText.\n")
        await until(reader, lambda: NEW in reader.titles)
        assert reader.titles == [NEW]


async def test_what_is_new_takes_no_unread_article_from_its_reader(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("u", "j", "enter")
        assert reader.shown == CHIPS
        write_new(archive)
        with user_library() as library:
            await until(reader, lambda: library.search.find(Query()).total == len(TITLES) + 1)
        await asyncio.sleep(1.2)
        await reader.settle()
        assert reader.shown == reader.current == CHIPS
        await reader.press("h")
        await until(reader, lambda: NEW in reader.titles)
        assert CHIPS not in reader.titles


async def test_the_watch_ends_with_the_program(archive: Path) -> None:
    async with open_reader(archive) as reader:
        write_new(archive)
        await until(reader, lambda: NEW in reader.titles)
        watcher = reader.main.folders.watcher
        assert watcher is not None
    assert not watcher._thread.is_alive()


async def test_what_cannot_be_watched_is_said(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.library.watching.watch._COMMAND", "raise SystemExit")
    async with open_reader(archive) as reader:
        await until(reader, lambda: bool(reader.told))
        assert reader.told == [
            "Changes of files show at the next start only: what watches them has ended."
        ]
        assert reader.titles == TITLES


@pytest.mark.parametrize(
    ("size", "line"),
    [
        (NARROW, " newsreader   reading 12,400 of 36,012 · 21 s left"),
        ((50, 20), " newsreader   12,400 of 36,012 · 21 s left"),
        ((36, 20), " newsreader   12,400 of 36,012"),
    ],
)
async def test_progress_has_the_room_of_the_counts_where_there_is_little(
    archive: Path, size: tuple[int, int], line: str
) -> None:
    async with open_reader(archive, size=size) as reader:
        reader.main.post_message(ScanProgressed(Progress(12_400, 36_012, 1153.2, 20.4)))
        await reader.settle()
        assert reader.lines[0] == line


async def test_progress_stands_beside_the_counts(archive: Path) -> None:
    async with open_reader(archive) as reader:
        reader.main.post_message(ScanProgressed(Progress(12_400, 36_012, 1153.2, 20.4)))
        await reader.settle()
        assert reader.lines[0].startswith(" newsreader   reading 12,400 of 36,012 · 1,150 a second")
        assert reader.lines[0].endswith("12 articles · 12 unread")


async def test_copies_in_other_folders_are_not_counted(tmp_path: Path) -> None:
    places = [tmp_path / name for name in ("shed", "attic")]
    for place in places:
        place.mkdir()
        (place / "hinges.md").write_text("Oil the hinges in spring.\n", encoding="utf-8")
    async with open_reader(*places) as reader:
        assert "2 copies" in reader.screen
        (places[0] / "hinges.md").unlink()
        await until(reader, lambda: "2 copies" not in reader.screen)
        assert reader.titles == ["hinges"]
    (places[0] / "hinges.md").write_text("Oil the hinges in spring.\n", encoding="utf-8")
    async with open_reader(*places) as reader:
        assert "2 copies" in reader.screen
    async with open_reader(places[0]) as reader:
        assert reader.titles == ["hinges"]
        assert "copies" not in reader.screen
        await reader.press("b", "B")
        assert reader.titles == ["hinges"]
    async with open_reader(places[1]) as reader:
        assert "copies" not in reader.screen
        assert reader.titles == ["hinges"]
