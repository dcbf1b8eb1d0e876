"""Actions on all that is listed, from the palette's commands."""

import asyncio
import json
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from tests.ui.archive import MOTHS
from tests.ui.reader import Reader, open_reader, user_library
from tui.library.marks.bulk_marks import BulkMarks, Outcome
from tui.library.query import Query
from tui.ui.screens.dialogs.dialog import Confirm
from tui.ui.screens.dialogs.line_choice import LineChoice


async def until(reader: Reader, told: str) -> None:
    """Wait for a notice of the worker, whose thread is none of Textual's workers."""
    for _ in range(500):
        if told in reader.told:
            break
        await asyncio.sleep(0.02)
    await reader.settle()
    assert told in reader.told


async def test_all_listed_are_bookmarked_once_confirmed_and_undone_as_one(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.search("category:notes")
        await reader.command("Bookmark all listed articles")
        assert isinstance(reader.app.screen, Confirm)
        assert "Bookmark all 3 listed articles?" in reader.screen
        await reader.press("n")
        await reader.command("Bookmark all listed articles")
        await reader.press("y")
        await until(reader, "3 articles bookmarked · U to undo")
        assert "★" in reader.row(reader.titles[0])
        await reader.press("x", "U")
        assert reader.told[-1] == "3 articles are bookmarked no more"
    with user_library() as library:
        assert library.bookmarks.all() == []


async def test_undo_waits_for_marks_that_are_being_written(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = Event()
    write = BulkMarks.bookmark

    def slowly(self: BulkMarks, *args: Any, **options: Any) -> Outcome:
        written.wait(10)
        return write(self, *args, **options)

    monkeypatch.setattr(BulkMarks, "bookmark", slowly)
    async with open_reader(archive) as reader:
        await reader.press("b")
        await reader.command("Bookmark all listed articles")
        await reader.press("y", "U")
        assert reader.told[-1] == "U can undo this once all of it is written."
        assert "★" in reader.row(reader.titles[0])
        written.set()
        await until(reader, f"{len(reader.titles) - 1} articles bookmarked · U to undo")
        await reader.press("U")
        assert "★" in reader.row(reader.titles[0])
        assert "★" not in reader.row(reader.titles[1])


async def test_labels_bookmark_and_come_off(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.search("category:notes")
        await reader.command("Label all listed articles")
        assert isinstance(reader.app.screen, LineChoice)
        await reader.type("slow,sea")
        await reader.press("enter")
        await until(reader, "3 articles labelled · U to undo")
        with user_library() as library:
            assert {kept.labels for kept in library.bookmarks.all()} == {("slow", "sea")}
        await reader.command("Label all listed articles")
        await reader.type("sea")
        await reader.press("tab", "enter")
        await until(reader, "3 articles unlabelled · U to undo")
        with user_library() as library:
            assert {kept.labels for kept in library.bookmarks.all()} == {("slow",)}
        await reader.command("Remove the bookmarks of all listed articles")
        await reader.press("y")
        await until(reader, "3 articles without a bookmark now · U to undo")
    with user_library() as library:
        assert library.bookmarks.all() == []


async def test_all_unread(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.press("A")
        await reader.command("Mark all listed articles as unread")
        await reader.press("enter")
        await until(reader, "12 articles marked as unread · U to undo")
        assert reader.counts == "12 articles · 12 unread"


async def test_export_to_a_folder_and_to_a_file(archive: Path, tmp_path: Path) -> None:
    folder, file = tmp_path / "out", tmp_path / "o.json"
    async with open_reader(archive) as reader:
        await reader.search("category:notes")
        await reader.command("Export all listed articles")
        reader.app.screen.query_one("Input").value = str(folder)  # type: ignore[attr-defined]
        await reader.press("enter")
        await until(reader, f"3 articles exported to {folder}")
        await reader.command("Export all listed articles")
        reader.app.screen.query_one("Input").value = str(file)  # type: ignore[attr-defined]
        await reader.press("tab", "enter")
        await until(reader, f"3 articles exported to {file}")
    assert len(list(folder.iterdir())) == 3
    written = [json.loads(line) for line in file.read_text().splitlines()]
    with user_library() as library:
        ids = library.search.find(Query("category:notes", folders=(archive,))).ids
        assert [row.title for row in library.search.summaries(ids)] == [
            each["title"] for each in written
        ]


async def test_nothing_listed_is_said(archive: Path) -> None:
    async with open_reader(archive) as reader:
        await reader.search(f'"no such words" {MOTHS}')
        await reader.command("Bookmark all listed articles")
        assert reader.told == ["No articles are listed."]
