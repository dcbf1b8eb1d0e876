import random
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import apsw
import pytest

from tests.corpus import ROOT
from tests.unit.library.making import article, found, open_library, write
from tui.errors import StorageError
from tui.library.library import Library, Position
from tui.library.query import Query


@pytest.fixture
def filled(tmp_path: Path, folder: Path) -> Library:
    """A library of three files, closed: one is read, one bookmarked."""
    for number, name in enumerate(("one", "two", "three"), 1):
        write(folder / f"{name}.md", name, f"Text of {name}. " * 50, date=f"2021-03-0{number}")
    with open_library(tmp_path) as library:
        library.update([folder])
        library.marks.set_read(library.search.find(Query("title:one")).ids, True)
        library.bookmarks.set_bookmarked(library.search.find(Query("title:two")).ids, True)
    return library


def index_of(folder: Path) -> Path:
    return folder / "cache" / "index.db"


def user_of(folder: Path) -> Path:
    return folder / "data" / "user.db"


def spoil(path: Path, start: int, length: int) -> None:
    """Write random bytes over a part of a file."""
    with path.open("r+b") as file:
        file.seek(start)
        file.write(random.Random(start).randbytes(length))


# -- the index is disposable -----------------------------------------------------------


@pytest.mark.parametrize("size", [0, 10, 100, 5000, 100_000])
@pytest.mark.usefixtures("filled")
def test_an_index_of_random_bytes_is_made_anew(tmp_path: Path, size: int) -> None:
    index_of(tmp_path).write_bytes(random.Random(size).randbytes(size))
    with open_library(tmp_path) as library:
        library.update([tmp_path / "articles"])
        assert found(library) == ["three", "two", "one"]
        assert found(library, "is:read") == ["one"]
        assert found(library, "is:bookmarked") == ["two"]


@pytest.mark.parametrize("start", range(0, 90_000, 9_000))
@pytest.mark.usefixtures("filled")
def test_damage_anywhere_in_the_index_never_gets_through(tmp_path: Path, start: int) -> None:
    path = index_of(tmp_path)
    spoil(path, start, 9_000)
    with open_library(tmp_path) as library:
        library.update([tmp_path / "articles"])
        for text in ("", "text", "title:one", "category:x", "-text", "link:x path:y"):
            library.search.summaries(library.search.find(Query(text)).ids)
        library.search.categories(Query())
        library.search.days(Query())
        library.update([tmp_path / "articles"], rebuild=True)
        assert found(library) == ["three", "two", "one"]
        assert found(library, "is:bookmarked") == ["two"]


@pytest.mark.usefixtures("filled")
def test_an_index_of_another_version_is_made_anew(tmp_path: Path) -> None:
    connection = apsw.Connection(str(index_of(tmp_path)))
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with open_library(tmp_path) as library:
        assert found(library, Query(folders=(tmp_path / "articles",))) == []
        assert found(library, "is:bookmarked") == ["two"]


@pytest.mark.usefixtures("filled")
def test_an_index_damaged_while_open_is_made_anew(tmp_path: Path) -> None:
    with open_library(tmp_path) as library:
        spoil(index_of(tmp_path), 0, index_of(tmp_path).stat().st_size)
        library.search.find(Query("text"))
        assert "index was damaged" in library.notices[0]
        library.update([tmp_path / "articles"])
        assert found(library) == ["three", "two", "one"]


def test_several_may_make_the_library_at_once(tmp_path: Path) -> None:
    together = threading.Barrier(6)

    def make(_: int) -> list[str]:
        together.wait()
        with open_library(tmp_path) as library:
            return found(library) + library.notices

    with ThreadPoolExecutor(6) as several:
        assert list(several.map(make, range(6))) == [[]] * 6


# -- both are their owner's alone --------------------------------------------------------


def open_to_others(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.stat().st_mode & 0o077]


@pytest.mark.usefixtures("filled")
def test_what_was_open_to_others_is_put_right_at_the_opening(tmp_path: Path) -> None:
    folders = [tmp_path / "cache", tmp_path / "data"]
    assert [open_to_others(folder) for folder in folders] == [[], []]
    for path in (*folders, *(each for folder in folders for each in folder.rglob("*"))):
        path.chmod(0o755 if path.is_dir() else 0o644)
    with open_library(tmp_path) as library:
        library.marks.set_read(library.search.find(Query("title:three")).ids, True)
        assert [open_to_others(folder) for folder in folders] == [[], []]
        assert [folder.stat().st_mode & 0o777 for folder in folders] == [0o700, 0o700]


@pytest.mark.usefixtures("filled")
def test_unfinished_backups_of_killed_processes_go_with_the_next_backup(tmp_path: Path) -> None:
    backups = tmp_path / "data" / "backups"
    (whole,) = backups.iterdir()
    whole.unlink()
    for name in (".user-1234-2020-01-02.db", ".user-1234-2020-01-02.db-journal", ".mine.db"):
        write(backups / name)
    with open_library(tmp_path) as library:
        library.update([])
    assert sorted(path.name for path in backups.iterdir()) == [".mine.db", whole.name]


# -- user.db is not --------------------------------------------------------------------


@pytest.mark.usefixtures("filled")
def test_a_damaged_user_db_comes_back_from_its_backup(tmp_path: Path) -> None:
    with open_library(tmp_path) as library:
        library.update([tmp_path / "articles"])
        backups = list((tmp_path / "data" / "backups").iterdir())
        assert len(backups) == 1
        backups[0].unlink()
        library.update([tmp_path / "articles"])
    damaged = random.Random(1).randbytes(9000)
    user_of(tmp_path).write_bytes(damaged)
    with open_library(tmp_path) as library:
        assert found(library, "is:read") == ["one"]
        assert found(library, "is:bookmarked") == ["two"]
        (notice,) = library.notices
        assert "damaged" in notice and "backup" in notice
        (aside,) = (tmp_path / "data").glob("user.db.damaged-*")
        assert aside.read_bytes() == damaged
        assert aside.name in notice


@pytest.mark.usefixtures("filled")
def test_an_empty_user_db_comes_back_from_its_backup_too(tmp_path: Path) -> None:
    (backup,) = (tmp_path / "data" / "backups").iterdir()
    shutil.copy(user_of(tmp_path), backup)
    user_of(tmp_path).write_bytes(b"")
    with open_library(tmp_path) as library:
        assert found(library, "is:bookmarked") == ["two"]
        assert backup.name in library.notices[0]


@pytest.mark.usefixtures("filled")
def test_without_a_backup_bookmarks_begin_anew_and_it_is_said(tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "data" / "backups")
    user_of(tmp_path).write_bytes(b"no database" * 100)
    with open_library(tmp_path) as library:
        assert found(library, "is:bookmarked") == []
        assert "no backup" in library.notices[0]


@pytest.mark.usefixtures("filled")
def test_a_damaged_backup_is_passed_over(tmp_path: Path) -> None:
    backups = tmp_path / "data" / "backups"
    (good,) = backups.iterdir()
    shutil.copy(user_of(tmp_path), good)
    (backups / "user-2999-01-01.db").write_bytes(b"no database" * 100)
    user_of(tmp_path).write_bytes(b"no database" * 100)
    with open_library(tmp_path) as library:
        assert good.name in library.notices[0]
        assert found(library, "is:bookmarked") == ["two"]


@pytest.mark.usefixtures("filled")
def test_a_user_db_damaged_while_open_is_restored(tmp_path: Path) -> None:
    (backup,) = (tmp_path / "data" / "backups").iterdir()
    backup.unlink()
    with open_library(tmp_path) as library:
        library.update([tmp_path / "articles"])
        spoil(user_of(tmp_path), 0, user_of(tmp_path).stat().st_size)
        library.marks.set_read(library.search.find(Query("title:three")).ids, True)
        assert found(library, "is:read") == ["three", "one"]
        assert "damaged" in library.notices[0]


@pytest.mark.usefixtures("filled")
def test_what_can_be_read_of_a_damaged_user_db_is_saved(tmp_path: Path) -> None:
    with open_library(tmp_path) as library:
        library.marks.set_read(library.search.find(Query("title:three")).ids, True)
    path = user_of(tmp_path)
    connection = apsw.Connection(str(path))
    page = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'positions'").get
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    spoil(path, (page - 1) * 4096, 4096)
    with open_library(tmp_path) as library:
        id = library.search.find(Query("title:one")).ids[0]
        library.positions.save(id, Position(1, 1, 0.5))
        assert found(library, "is:read") == ["three", "one"]
        assert found(library, "is:bookmarked") == ["two"]
        assert "damaged" in library.notices[0]


@pytest.mark.usefixtures("filled")
def test_a_user_db_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    connection = apsw.Connection(str(user_of(tmp_path)))
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = user_of(tmp_path).read_bytes()
    with open_library(tmp_path) as library:
        assert "newer newsreader" in library.notices[0]
        assert found(library) == ["three", "two", "one"]
        with pytest.raises(StorageError, match="newer"):
            library.marks.set_read(library.search.find(Query()).ids, True)
    assert user_of(tmp_path).read_bytes() == before


@pytest.mark.usefixtures("filled")
def test_seven_backups_are_kept_one_a_day(tmp_path: Path) -> None:
    backups = tmp_path / "data" / "backups"
    for path in backups.iterdir():
        path.unlink()
    for day in range(10, 20):
        (backups / f"user-2020-01-{day}.db").write_bytes(b"")
    with open_library(tmp_path) as library:
        library.update([])
        library.update([])
    names = sorted(path.name for path in backups.iterdir())
    assert len(names) == 7
    assert names[:6] == [f"user-2020-01-{day}.db" for day in range(14, 20)]


@pytest.mark.usefixtures("filled")
def test_a_backup_is_made_before_a_migration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tui.library.storage import user_db

    steps = (*user_db.MIGRATIONS, "CREATE TABLE more(x)")
    monkeypatch.setattr(user_db, "MIGRATIONS", steps)
    with open_library(tmp_path) as library:
        assert found(library, "is:bookmarked") == ["two"]
    assert (tmp_path / "data" / "backups" / f"user-before-version-{len(steps)}.db").exists()


def make_old(path: Path) -> None:
    """Take a `user.db` back to its first version."""
    connection = apsw.Connection(str(path))
    connection.execute(
        "ALTER TABLE bookmarks DROP COLUMN note; ALTER TABLE bookmarks DROP COLUMN labels;"
        " DROP TABLE undo_steps; DROP TABLE sources; PRAGMA user_version = 1;"
        " PRAGMA wal_checkpoint(TRUNCATE)"
    )
    connection.close()


@pytest.mark.usefixtures("filled")
def test_marks_of_the_first_version_are_kept(tmp_path: Path) -> None:
    make_old(user_of(tmp_path))
    with open_library(tmp_path) as library:
        assert found(library, "is:read") == ["one"]
        assert found(library, "is:bookmarked") == ["two"]


@pytest.mark.usefixtures("filled")
def test_what_can_be_read_of_a_damaged_user_db_of_the_first_version_is_saved(
    tmp_path: Path,
) -> None:
    path = user_of(tmp_path)
    make_old(path)
    for backup in (tmp_path / "data" / "backups").iterdir():
        backup.unlink()
    connection = apsw.Connection(str(path))
    page = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'positions'").get
    connection.close()
    spoil(path, (page - 1) * 4096, 4096)
    with open_library(tmp_path) as library:
        id = library.search.find(Query("title:one")).ids[0]
        library.positions.save(id, Position(1, 1, 0.5))
        assert found(library, "is:bookmarked") == ["two"]
        assert "damaged" in library.notices[0]


# -- other processes and threads -------------------------------------------------------


METHODS: dict[str, Callable[[Library, Path], object]] = {
    "search": lambda library, _: library.search.find(Query("text")),
    "summaries": lambda library, _: library.search.summaries([1]),
    "article": lambda library, _: library.articles.read(1),
    "categories": lambda library, _: library.search.categories(Query()),
    "days": lambda library, _: library.search.days(Query()),
    "update": lambda library, folder: library.update([folder / "articles"]),
    "rebuild": lambda library, folder: library.update([folder / "articles"], rebuild=True),
    "add": lambda library, _: library.add([article("New", "New text.")]),
    "problems": lambda library, folder: list(library.problems([folder])),
    "set_read": lambda library, _: library.marks.set_read([1, 2, 3], True),
    "mark_all_read": lambda library, _: library.marks.mark_all_read(Query()),
    "set_bookmark": lambda library, _: library.bookmarks.set_bookmarked([1, 2, 3], True),
    "undo": lambda library, _: library.marks.undo(),
    "bookmarks": lambda library, _: library.bookmarks.all(),
    "position": lambda library, _: library.positions.load(1),
    "save_position": lambda library, _: library.positions.save(1, Position(0, 0, 0.0)),
    "session": lambda library, _: library.sessions.load("x"),
    "save_session": lambda library, _: library.sessions.save("x", {}),
}


WRITING = {
    "index": {"update", "add", "set_read", "mark_all_read", "set_bookmark", "undo"},
    "user": {"set_read", "mark_all_read", "set_bookmark", "undo", "save_position", "save_session"},
}
"""The methods that can't do without writing to each database."""


@pytest.mark.parametrize("database", WRITING)
@pytest.mark.parametrize("name", METHODS)
@pytest.mark.usefixtures("filled")
def test_a_locked_database_is_said_in_words(tmp_path: Path, name: str, database: str) -> None:
    path = (index_of if database == "index" else user_of)(tmp_path)
    with open_library(tmp_path) as library:
        library.timeout = 0.01
        library.marks.set_read(library.search.find(Query("title:two")).ids, True)
        write(tmp_path / "articles" / "new.md", "new", date="2021-03-05")
        other = apsw.Connection(str(path))
        other.execute("BEGIN IMMEDIATE")
        try:
            if name in WRITING[database]:
                with pytest.raises(StorageError, match="locked"):
                    METHODS[name](library, tmp_path)
            else:
                METHODS[name](library, tmp_path)
        finally:
            other.close(True)
        assert library.search.find(Query()).total >= 0


@pytest.mark.parametrize("name", METHODS)
def test_a_closed_library_says_so(filled: Library, tmp_path: Path, name: str) -> None:
    with pytest.raises(StorageError, match="closed"):
        METHODS[name](filled, tmp_path)


@pytest.mark.usefixtures("filled")
def test_a_lock_at_the_start_is_said_in_words(tmp_path: Path) -> None:
    for path in (index_of(tmp_path), user_of(tmp_path)):
        other = apsw.Connection(str(path))
        other.execute("PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE").fetchall()
        try:
            with pytest.raises(StorageError, match="locked"):
                Library.open(index_of(tmp_path), user_of(tmp_path), timeout=0.01)
        finally:
            other.close(True)


@pytest.mark.usefixtures("filled")
def test_many_threads_at_once(tmp_path: Path) -> None:
    failures: list[BaseException] = []
    with open_library(tmp_path) as library:
        ids = library.search.find(Query()).ids

        def work(number: int) -> None:
            try:
                for turn in range(15):
                    library.search.find(Query("text"))
                    library.search.summaries(ids)
                    library.marks.set_read(ids[number % 3 :], turn % 2 == 0)
                    library.positions.save(ids[0], Position(turn, 0, 0.0))
                    library.search.categories(Query())
                library.update([tmp_path / "articles"])
            except BaseException as error:
                failures.append(error)

        threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert failures == []


_MARKS = """
import sys
from pathlib import Path
from tui.library.library import Library
from tui.library.query import Query
with Library.open(Path(sys.argv[1]), Path(sys.argv[2])) as library:
    library.update([Path(sys.argv[3])])
    for turn in range(10):
        library.marks.mark_all_read(Query())
        library.marks.set_read(library.search.find(Query()).ids, False)
        library.bookmarks.set_bookmarked(library.search.find(Query()).ids[:1], turn % 2 == 0)
"""


@pytest.mark.usefixtures("filled")
def test_several_processes_at_once(tmp_path: Path) -> None:
    command = [
        *(sys.executable, "-c", _MARKS),
        *(str(index_of(tmp_path)), str(user_of(tmp_path)), str(tmp_path / "articles")),
    ]
    root = ROOT
    running = [
        subprocess.Popen(command, cwd=root, stderr=subprocess.PIPE, text=True) for _ in range(2)
    ]
    assert [(each.communicate()[1], each.returncode) for each in running] == [("", 0), ("", 0)]
    with open_library(tmp_path) as library:
        assert len(found(library)) == 3


# -- the start -------------------------------------------------------------------------


@pytest.mark.usefixtures("filled")
def test_opening_and_the_first_page_import_little(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from tui.library.library import Library; from tui.library.query import Query\n"
        "from tui.library.search import matches\n"
        "library = Library.open(Path(sys.argv[1]), Path(sys.argv[2]))\n"
        "library.search.summaries(library.search.find(Query(), limit=100).ids)\n"
        "library.sessions.load('x'); library.close()\n"
        "heavy = {'yaml', 'frontmatter', 'selectolax', 'pyromark', 'html2text', 'tomllib',\n"
        "  'charset_normalizer', 'subprocess', 'multiprocessing', 'textual', 'rich'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(index_of(tmp_path)), str(user_of(tmp_path))],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == "[]"
