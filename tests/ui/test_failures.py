"""What goes wrong is said, and reading goes on."""

import os
from pathlib import Path

import apsw

from tests.ui.archive import CHIPS, CLUSTER, TITLES
from tests.ui.reader import Reader, Telling, make_app, open_reader, settle, user_library
from tui.articles.containers.cat_stream import split_stream


async def test_a_locked_database_is_said_and_nothing_changes(archive: Path, home: Path) -> None:
    async with open_reader(archive) as reader:
        reader.library.timeout = 0.1
        # Two copies of SQLite in one process would not see each other's locks.
        other = apsw.Connection(str(home / "data" / "newsreader" / "user.db"))
        other.execute("BEGIN IMMEDIATE")
        await reader.press("b")
        assert "★" not in reader.row(CLUSTER)
        await reader.press("m")
        assert reader.counts == "12 articles · 12 unread"
        await reader.press("j", "enter")
        assert reader.shown == CHIPS
        assert len(reader.told) >= 3
        assert all("locked" in words or "busy" in words for words in reader.told), reader.told
        other.execute("ROLLBACK")
        other.close()
        await reader.press("b")
        assert "★" in reader.row(CHIPS)


async def test_an_index_damaged_in_the_middle_is_said_and_filled_again(
    archive: Path, home: Path
) -> None:
    async with open_reader(archive) as reader:
        for index in (home / "cache" / "newsreader").glob("index.db*"):
            if not index.name.endswith("-shm"):
                size = index.stat().st_size
                index.write_bytes(index.read_bytes()[:4096] + b"\xd7" * (size - 4096))
        await reader.press("slash", *"chip", "enter")
        assert CHIPS in reader.titles
        assert any("The index was damaged" in words for words in reader.told)
        await reader.press("x")
        assert reader.counts == "12 articles · 12 unread"


async def test_a_notice_is_drawn(archive: Path) -> None:
    async with open_reader(archive, notices=True) as reader:
        await reader.press("U")
        assert "Nothing to undo." in reader.screen


async def test_a_file_that_cannot_be_decoded_is_listed_and_shown(archive: Path) -> None:
    (archive / "noise.md").write_bytes(bytes(range(256)) * 4)
    os.utime(archive / "noise.md", (0, 0))
    (archive / "broken.md").write_text(
        "---\ntitle: Broken\ndate: 2021-03-30\ncategories: [a, b\n---\n\nStill here.\n",
        encoding="utf-8",
    )
    async with open_reader(archive) as reader:
        assert len(reader.titles) == 14
        await reader.press("G", "g")
        assert reader.shown == "Broken"
        assert "Still here." in reader.screen


async def test_what_is_piped_in(archive: Path) -> None:
    data = b"".join((archive / name).read_bytes() for name in ("chips.md", "tea.md"))
    library = user_library()
    with library:
        library.add(split_stream(data + b"---\ntitle: Undated\n---\n\nNo day.\n"))
        app: Telling = make_app(library, None)
        async with app.run_test(size=(120, 40)) as pilot:
            await settle(pilot)
            reader = Reader(app, pilot, library)
            assert reader.titles[0] == CHIPS
            assert len(reader.titles) == 3
            assert "No date" in reader.screen
            await reader.press("G", "enter")
            assert "No day." in reader.screen
            await reader.press("h", "B", "B", "x")
            assert len(reader.titles) == 3


async def test_a_folder_of_other_kinds_says_what_lies_in_it(tmp_path: Path) -> None:
    for name in ("a.tex", "b.tex", "c.wiki"):
        (tmp_path / name).write_text("x")
    async with open_reader(tmp_path, size=(60, 24)) as reader:
        assert "3 files of other kinds: 2 .tex, 1 .wiki." in reader.screen


async def test_an_empty_folder_says_what_to_do(tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    async with open_reader(folder, size=(60, 24)) as reader:
        assert "There are no articles here." in reader.screen
        assert "newsreader ~/articles" in reader.screen
        await reader.press("slash", "a", "enter")
        assert "There are no articles here." in reader.screen
        assert reader.titles == [] != TITLES


async def test_a_backup_that_cannot_be_made_is_said_after_the_scan(
    archive: Path, home: Path
) -> None:
    async with open_reader(archive):
        pass  # The next scan finds nothing new.
    backups = home / "data" / "newsreader" / "backups"
    for backup in backups.iterdir():
        backup.unlink()
    backups.rmdir()
    backups.write_text("in the way")
    async with open_reader(archive) as reader:
        assert [str(backups) in words for words in reader.told] == [True]
