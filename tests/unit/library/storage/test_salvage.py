"""`user.db` damaged, deleted or out of reach: what is kept, and what is said."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import apsw
import pytest

from tests.corpus import ROOT
from tests.soak import damages
from tests.unit.library.making import found, open_library, write
from tui.document.quotes import Quote
from tui.errors import StorageError
from tui.library.library import Library
from tui.library.query import Query

COUNT = 60
"""The number of articles; every other one is bookmarked, all are read."""


@pytest.fixture
def user(tmp_path: Path, folder: Path) -> Path:
    """The `user.db` of a closed library, without a backup."""
    for number in range(COUNT):
        write(folder / f"{number}.md", f"Beam {number}", f"Beam {number} of oak. " * 200)
    with open_library(tmp_path) as library:
        library.update([folder])
        mark(library, "")
        library.bookmarks.set_bookmarked(library.search.find(Query()).ids[::2], True)
    shutil.rmtree(tmp_path / "data" / "backups")
    return tmp_path / "data" / "user.db"


def mark(library: Library, query: str) -> None:
    library.marks.set_read(library.search.find(Query(query)).ids, True)


def bookmarks_in(path: Path) -> int:
    """Return the number of bookmarks in a file."""
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    count: int = connection.execute("SELECT count(*) FROM bookmarks").get
    connection.close()
    return count


# -- damage ----------------------------------------------------------------------------


def test_random_damage_costs_no_row_that_can_be_read() -> None:
    result = damages.run(50)
    assert result.falls_short == ()
    assert result.kept == result.readable > 10_000


def test_a_row_is_kept_whose_end_cannot_be_read(tmp_path: Path, user: Path) -> None:
    connection = apsw.Connection(str(user))
    connection.execute(
        "UPDATE bookmarks SET shown = printf('%.*c', 20000, 'o'), note = 'Ask the joiner.'"
        " WHERE rowid = 1"
    )
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.close()
    data = bytearray(user.read_bytes())
    last = data.index(b"Ask the joiner.") // damages.PAGE * damages.PAGE
    # The page before it in the chain names the page that comes next, in its first four bytes.
    (link,) = (
        at
        for at in range(0, len(data), damages.PAGE)
        if data[at : at + 4] == (last // damages.PAGE + 1).to_bytes(4)
    )
    data[link : link + 4] = b"\xff" * 4
    user.write_bytes(data)
    with open_library(tmp_path) as library:
        kept = library.bookmarks.all()
    assert len(kept) == COUNT // 2
    for each in kept:
        assert each.article.body.strip() == (f"{each.article.title} of oak. " * 200).strip()


def test_half_a_file_gives_back_what_it_holds_and_a_backup_the_rest(
    tmp_path: Path, user: Path
) -> None:
    whole = user.read_bytes()
    user.write_bytes(whole[: len(whole) // 2])
    with open_library(tmp_path) as library:
        kept = len(library.bookmarks.all())
        assert 5 < kept < COUNT // 2
        notice, *others = library.notices
        assert str(user) in notice and "no backup" in notice
        assert f"{kept} bookmarks" in notice
        # The file may end amid a bookmark.
        assert len(others) <= 1 and all("is damaged" in each for each in others)
    backup = tmp_path / "data" / "backups" / "user-2021-01-01.db"
    backup.parent.mkdir(exist_ok=True)
    for each in backup.parent.iterdir():
        each.unlink()
    backup.write_bytes(whole)
    user.write_bytes(whole[: len(whole) // 2])
    with open_library(tmp_path) as library:
        assert len(library.bookmarks.all()) == COUNT // 2
        assert backup.name in library.notices[0]
        assert f"{COUNT // 2 - kept} bookmarks" in library.notices[0]


@pytest.mark.parametrize("damaged", ["another table", "the end"])
def test_what_was_removed_since_the_backup_does_not_come_back(
    tmp_path: Path, user: Path, damaged: str
) -> None:
    with open_library(tmp_path):
        pass  # Closing it makes a backup that has all marks.
    backup = next((tmp_path / "data" / "backups").iterdir())
    good = backup.read_bytes()
    with open_library(tmp_path) as library:
        first, second = library.search.find(Query("is:bookmarked")).ids[:2]
        library.bookmarks.set_bookmarked([first], False)
        library.bookmarks.set_bookmarked([second], False)
        library.bookmarks.set_bookmarked([second], True)
        library.marks.set_read([first], False)
        (removed,) = library.search.summaries([first])
    backup.write_bytes(good)
    if damaged == "the end":
        data = user.read_bytes()
        user.write_bytes(data[: -2 * damages.PAGE])
    else:
        connection = apsw.Connection(str(user))
        connection.execute("DELETE FROM undo_steps")
        connection.close()
        empty_page_of(user, "state")
    with open_library(tmp_path) as library:
        assert "damaged" in library.notices[0]
        if damaged == "another table":  # No mark comes from the backup.
            assert "may have been removed" not in library.notices[0]
        assert removed.title not in {each.article.title for each in library.bookmarks.all()}
        assert len(library.bookmarks.all()) == COUNT // 2 - 1
        assert found(library, "is:unread") == [removed.title]


def empty_page_of(path: Path, *tables: str) -> None:
    """Overwrite the first page of tables in a closed database."""
    connection = apsw.Connection(str(path))
    roots = [
        connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (each,)).get
        for each in tables
    ]
    connection.close()
    data = bytearray(path.read_bytes())
    for root in roots:
        data[(root - 1) * damages.PAGE : root * damages.PAGE] = bytes(damages.PAGE)
    path.write_bytes(data)


@pytest.mark.parametrize("steps", ["whole", "damaged"])
def test_highlights_taken_off_and_bookmarks_undone_come_back_only_with_a_word(
    tmp_path: Path, user: Path, steps: str
) -> None:
    with open_library(tmp_path) as library:
        ids = library.search.find(Query()).ids
        for id in ids[1:7:2]:
            library.highlights.add(id, Quote("of oak"))
        library.bookmarks.set_bookmarked(ids[1:2], True)
        library.marks.set_read(ids[:1], False)
    backup = next((tmp_path / "data" / "backups").iterdir())
    good = backup.read_bytes()
    with open_library(tmp_path) as library:
        library.marks.undo()  # The article is read again,
        library.marks.undo()  # and no bookmark any more.
        first, *_, last = library.highlights.all()
        for one in (first, last):
            library.highlights.remove([each.id for each in one.highlights if each.id])
        library.marks.undo()  # The last one is there again.
    backup.write_bytes(good)
    tables = ["bookmarks", "highlights"] + ["undo_steps"] * (steps == "damaged")
    empty_page_of(user, *tables)
    with open_library(tmp_path) as library:
        library.update([tmp_path / "articles"])
        kept = len(library.bookmarks.all())
        lit = {each.article.title for each in library.highlights.all()}
        (notice,) = library.notices
        assert backup.name in notice
        if steps == "whole":
            assert kept == COUNT // 2
            assert len(lit) == 2 and first.article.title not in lit
            assert "may have been removed" not in notice
        else:
            assert kept == COUNT // 2 + 1 and len(lit) == 3
            assert "of which some may have been removed since" in notice
        assert found(library, "is:unread") == []


@pytest.mark.parametrize("length", [100, damages.PAGE])
def test_a_lost_header_or_first_page_costs_no_row(tmp_path: Path, user: Path, length: int) -> None:
    user.write_bytes(bytes(length) + user.read_bytes()[length:])
    with open_library(tmp_path) as library:
        assert len(library.bookmarks.all()) == COUNT // 2
        assert found(library, "is:unread") == []


@pytest.mark.parametrize("word", [b"bookmarks(", b"identity BLOB", b"state(key", b"WITHOUT"])
def test_a_damaged_byte_in_the_schema_is_told_of_once(
    tmp_path: Path, user: Path, word: bytes
) -> None:
    data = user.read_bytes()
    at = data.index(word) + 2
    user.write_bytes(data[:at] + b"~" + data[at + 1 :])
    with open_library(tmp_path) as library:
        library.update([tmp_path / "articles"])
        assert len(library.bookmarks.all()) == COUNT // 2
        mark(library, "")
        assert len(library.notices) == 1 and "user.db was damaged" in library.notices[0]
    with open_library(tmp_path) as library:
        library.update([tmp_path / "articles"])
        assert len(library.bookmarks.all()) == COUNT // 2
        assert library.notices == []


@pytest.mark.usefixtures("user")
def test_a_file_of_one_byte_is_damaged(tmp_path: Path, user: Path) -> None:
    user.write_bytes(b"S")
    with open_library(tmp_path) as library:
        assert str(user) in library.notices[0]
        library.bookmarks.set_bookmarked(library.search.find(Query()).ids[:1], True)
    (aside,) = user.parent.glob("user.db.damaged-*")
    assert aside.read_bytes() == b"S"
    assert bookmarks_in(user) == 1


@pytest.mark.parametrize("left", ["", "-wal", "-shm"])
def test_a_file_that_is_gone_comes_back_from_its_backup(
    tmp_path: Path, user: Path, left: str
) -> None:
    open_library(tmp_path).close()
    (backup,) = (user.parent / "backups").iterdir()
    user.unlink()
    if left:
        Path(f"{user}{left}").write_bytes(b"garbage" * 1000)
    with open_library(tmp_path) as library:
        assert len(library.bookmarks.all()) == COUNT // 2
        (notice,) = library.notices
        assert f"{user} was gone." in notice and backup.name in notice
    with open_library(tmp_path) as library:
        assert library.notices == []


# -- backups ---------------------------------------------------------------------------


def test_the_first_marks_of_a_day_are_in_its_backup(tmp_path: Path, folder: Path) -> None:
    write(folder / "a.md", "A", "Text.")
    backup = tmp_path / "data" / "backups" / f"user-{date.today().isoformat()}.db"
    with open_library(tmp_path) as library:
        library.update([folder])
        assert bookmarks_in(backup) == 0
        library.bookmarks.set_bookmarked(library.search.find(Query()).ids, True)
    assert bookmarks_in(backup) == 1


def test_a_damaged_database_takes_the_place_of_no_backup(tmp_path: Path, user: Path) -> None:
    backups = tmp_path / "data" / "backups"
    backups.mkdir()
    good = user.read_bytes()
    names = [f"user-2021-01-0{day}.db" for day in range(1, 8)]
    for name in names:
        (backups / name).write_bytes(good)
    empty_page_of(user, "positions")
    open_library(tmp_path).close()
    assert all((backups / name).read_bytes() == good for name in names)
    with open_library(tmp_path) as library:
        library.update([])
        assert len(library.bookmarks.all()) == COUNT // 2
        assert "damaged" in library.notices[0]


@pytest.mark.parametrize("kind", ["file", "link"])
def test_a_backup_that_cannot_be_made_holds_nothing_up(
    tmp_path: Path, user: Path, kind: str
) -> None:
    backups = user.parent / "backups"
    if kind == "file":
        backups.write_text("mine")
    else:
        backups.symlink_to(tmp_path / "nowhere")
    with open_library(tmp_path) as library:
        library.update([tmp_path / "articles"])
        (notice,) = library.notices
        assert str(backups) in notice and "Not a directory" in notice
        library.bookmarks.set_bookmarked(library.search.find(Query()).ids, True)
    assert bookmarks_in(user) == COUNT
    assert kind == "link" or backups.read_text() == "mine"


# -- places ----------------------------------------------------------------------------


@pytest.mark.parametrize("deleted", ["*", "user.db", "user.db-wal"])
def test_what_is_deleted_while_open_is_written_again(
    tmp_path: Path, user: Path, deleted: str
) -> None:
    with open_library(tmp_path) as library:
        ids = library.search.find(Query()).ids
        for path in user.parent.glob(deleted):
            path.unlink()
        if deleted == "*":
            user.parent.rmdir()
        library.bookmarks.set_bookmarked(ids[1:2], True)
        assert "was deleted" in library.notices[0]
        assert bookmarks_in(user) == COUNT // 2 + 1
        library.bookmarks.set_bookmarked(ids[3:4], True)
        assert len(library.notices) == 1
    assert bookmarks_in(user) == COUNT // 2 + 2


def test_a_mark_goes_into_the_file_that_replaced_the_open_one(tmp_path: Path, user: Path) -> None:
    with open_library(tmp_path) as library:
        ids = library.search.find(Query()).ids
        shutil.copy(user, user.with_name("older.db"))
        library.bookmarks.set_bookmarked(ids[1:2], True)
        user.with_name("older.db").replace(user)
        library.bookmarks.set_bookmarked(ids[3:4], True)
        assert "was replaced" in library.notices[0]
        assert len(library.bookmarks.all()) == COUNT // 2 + 1
        assert len(found(library, "is:bookmarked")) == COUNT // 2 + 1
    with open_library(tmp_path) as library:
        assert len(library.bookmarks.all()) == COUNT // 2 + 1


def test_where_a_deleted_folder_cannot_be_made_a_mark_is_refused(
    tmp_path: Path, user: Path
) -> None:
    with open_library(tmp_path) as library:
        shutil.rmtree(user.parent)
        user.parent.write_text("in the way")
        with pytest.raises(StorageError, match="Not a directory"):
            library.bookmarks.set_bookmarked(library.search.find(Query()).ids, True)
        assert len(library.search.find(Query("is:bookmarked")).ids) == COUNT // 2
    assert user.parent.read_text() == "in the way"


@pytest.mark.usefixtures("user")
def test_an_index_deleted_while_open_is_made_anew(tmp_path: Path) -> None:
    with open_library(tmp_path) as library:
        shutil.rmtree(tmp_path / "cache")
        library.update([tmp_path / "articles"])
        assert len(found(library)) == COUNT
        assert library.renewals == 1
    with open_library(tmp_path) as library:
        assert len(found(library)) == COUNT


@pytest.mark.usefixtures("user")
def test_an_index_that_cannot_be_written_is_made_in_memory(tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "cache")
    (tmp_path / "cache").write_text("in the way")
    with open_library(tmp_path) as library:
        assert str(tmp_path / "cache") in library.notices[0] and "memory" in library.notices[0]
        library.update([tmp_path / "articles"])
        assert len(found(library, "oak")) == COUNT
        assert len(library.bookmarks.all()) == COUNT // 2
        library.bookmarks.set_bookmarked(library.search.find(Query()).ids, True)
        library.update([tmp_path / "articles"], rebuild=True)
        assert len(found(library, "is:bookmarked")) == COUNT
    assert (tmp_path / "cache").read_text() == "in the way"


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
@pytest.mark.parametrize("place", ["data/user.db", "cache/index.db"])
def test_what_is_no_file_holds_nothing_up(
    tmp_path: Path, user: Path, make: Callable[[Path], None], place: str
) -> None:
    odd = tmp_path / place
    odd.unlink()
    make(odd)
    with open_library(tmp_path) as library:
        library.update([tmp_path / "articles"])
        assert len(found(library, "oak")) == COUNT
        assert f"{odd} can't be opened or written: it is no regular file." in library.notices[0]
        if odd == user:
            with pytest.raises(StorageError, match="no regular file"):
                library.bookmarks.set_bookmarked(library.search.find(Query()).ids, True)
        else:
            assert len(library.bookmarks.all()) == COUNT // 2
    assert not odd.is_file()


_ON_A_FULL_DISK = """
import resource, sys
from pathlib import Path
from tui.errors import StorageError
from tui.library.library import Library
from tui.library.query import Query
resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))
with Library.open(Path(sys.argv[1]), Path(sys.argv[2])) as library:
    library.update([Path(sys.argv[3])])
    ids = library.search.find(Query()).ids
    print(len(library.bookmarks.all()), len(library.search.find(Query("oak")).ids))
    try:
        library.bookmarks.set_bookmarked(ids, False)
    except StorageError as error:
        print(error)
    print(len(library.search.find(Query("is:bookmarked")).ids))
    print(*library.notices, sep="\\n")
"""


@pytest.mark.parametrize("with_log", [True, False])
def test_on_a_full_disk_bookmarks_are_shown_and_no_mark_is_changed(
    tmp_path: Path, user: Path, with_log: bool
) -> None:
    if with_log:  # As after a kill: the last bookmarks are in the log.
        log = user.with_name("user.db-wal")
        with open_library(tmp_path) as library:
            library.bookmarks.set_bookmarked(library.search.find(Query()).ids, True)
            before = [user.read_bytes(), log.read_bytes()]
        for path, data in zip((user, log), before, strict=True):
            path.write_bytes(data)
    count = COUNT if with_log else COUNT // 2
    index = tmp_path / "cache" / "index.db"
    command = [
        sys.executable,
        "-c",
        _ON_A_FULL_DISK,
        *map(str, (index, user, tmp_path / "articles")),
    ]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    shown, refusal, starred, *notices = run.stdout.splitlines()
    assert shown == f"{count} {COUNT}"
    assert str(user) in refusal and "can't be opened or written" in refusal
    assert starred == str(count)
    assert [path for path in (user, index) if any(str(path) in each for each in notices)] == [
        *(user, index)
    ]
    assert bookmarks_in(user) == count


def test_on_a_full_disk_what_a_damaged_file_holds_is_shown(tmp_path: Path, user: Path) -> None:
    damaged = bytearray(user.read_bytes())
    damaged[: damages.PAGE] = bytes(damages.PAGE)
    user.write_bytes(damaged)
    places = (tmp_path / "cache" / "index.db", user, tmp_path / "articles")
    command = [sys.executable, "-c", _ON_A_FULL_DISK, *map(str, places)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.startswith(f"{COUNT // 2} {COUNT}\n")
    assert f"is damaged. From it came {COUNT // 2} bookmarks and {COUNT} read marks" in run.stdout
    assert user.read_bytes() == damaged
