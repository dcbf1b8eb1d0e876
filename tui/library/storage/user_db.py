"""`user.db`: opened, brought to the current version, backed up and, if need be, restored."""

import contextlib
import os
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import apsw

from tui import atomic_write, private_files
from tui.errors import StorageError
from tui.library.storage.database import DamagedError, Pool, connect, in_words
from tui.library.storage.row_values import undecoded

NAME = "file of bookmarks and read marks"

MIGRATIONS: Sequence[str] = (
    """
    CREATE TABLE state(key TEXT PRIMARY KEY, value) WITHOUT ROWID;
    CREATE TABLE read_marks(
        identity BLOB NOT NULL, text_hash BLOB NOT NULL, added REAL NOT NULL,
        PRIMARY KEY(identity, text_hash)
    ) WITHOUT ROWID;
    CREATE TABLE bookmarks(
        identity BLOB NOT NULL, text_hash BLOB NOT NULL, added REAL NOT NULL,
        article TEXT NOT NULL, shown TEXT NOT NULL,
        images INTEGER NOT NULL, words INTEGER NOT NULL, has INTEGER NOT NULL,
        PRIMARY KEY(identity, text_hash)
    );
    CREATE TABLE positions(
        identity BLOB NOT NULL, text_hash BLOB NOT NULL, saved REAL NOT NULL,
        paragraph INTEGER NOT NULL, offset INTEGER NOT NULL, share REAL NOT NULL,
        PRIMARY KEY(identity, text_hash)
    ) WITHOUT ROWID;
    CREATE TABLE sessions(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    INSERT INTO state VALUES('changes', 0);
    """,
    """
    ALTER TABLE bookmarks ADD COLUMN note TEXT NOT NULL DEFAULT '';
    ALTER TABLE bookmarks ADD COLUMN labels TEXT NOT NULL DEFAULT '';
    CREATE TABLE undo_steps(
        id INTEGER PRIMARY KEY AUTOINCREMENT, made REAL NOT NULL, words TEXT NOT NULL,
        step TEXT NOT NULL
    );
    """,
    # Evidence of the articles that marks are kept for: see marks/mark_sources.py.
    """
    CREATE TABLE sources(
        identity BLOB NOT NULL, text_hash BLOB NOT NULL,
        path BLOB, size INTEGER, modified INTEGER, date REAL, runs BLOB NOT NULL,
        PRIMARY KEY(identity, text_hash)
    ) WITHOUT ROWID;
    CREATE INDEX sources_of ON sources(path);
    """,
)
"""The step from each version of the database to the next; the first one makes it."""

KEPT_BACKUPS = 7
"""The number of dated backups that are kept, the newest ones."""

_MOST_CHANGES = 2**53
"""More changes than anybody makes; SQLite counts on only to 2**63."""

_UNFINISHED = re.compile(r"\.user-\d+-.+\.db(-journal|-wal|-shm)?")
"""The name of a backup until it is whole."""


class UserData:
    """The open `user.db`.

    A counter in it grows with every change of marks, so that an index can tell whether
    its own copies of the marks are up to date, whoever changed them.
    """

    def __init__(self, path: Path, timeout: float) -> None:
        """Open the database; see `open_user_data`."""
        self.path = path
        self.notices: list[str] = []
        """Messages for the user, oldest first: about the opening, and damaged rows."""
        self.pool = Pool(path, NAME, self._set_up, timeout)

    def _set_up(self, connection: apsw.Connection) -> None:
        connection.execute("PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON")
        version = connection.pragma("user_version")
        if version == len(MIGRATIONS):
            return
        if version > len(MIGRATIONS):
            raise StorageError(
                f"The {NAME} {self.path} was written by a newer newsreader; "
                "this one leaves it alone. Please update newsreader."
            )
        connection.execute("PRAGMA journal_mode=WAL")
        if version:
            back_up(connection, self.path, f"before-version-{len(MIGRATIONS)}")
        connection.execute("BEGIN IMMEDIATE")
        # Another process may have done it between the two looks.
        version = connection.pragma("user_version")
        for step in MIGRATIONS[version:]:
            connection.execute(step)
        connection.execute("INSERT OR IGNORE INTO state VALUES('id', ?)", (os.urandom(16).hex(),))
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        connection.execute("COMMIT")

    def tell(self, notice: str) -> None:
        """Have the user told something, once."""
        if notice not in self.notices:
            self.notices.append(notice)

    def stamp(self) -> str:
        """Return what changes whenever marks change: the database's own id and its counter.

        Raises:
            StorageError: The database can't be read.
        """
        with self.pool.reading() as connection:
            return stamp_of(connection)

    def back_up_today(self) -> None:
        """Make today's backup if there is none yet, and drop the oldest ones.

        Raises:
            StorageError: The backup can't be written.
        """
        target = self.path.parent / "backups" / f"user-{date.today().isoformat()}.db"
        if not target.exists():
            with self.pool.reading() as connection:
                back_up(connection, self.path, date.today().isoformat())


def stamp_of(connection: apsw.Connection) -> str:
    """Return `UserData.stamp` within a transaction of the caller."""
    values = dict(
        connection.execute(
            f"SELECT key, {undecoded('value')} FROM state WHERE key IN ('id', 'changes')"
        )
    )
    return f"{_id_in(values)} {values.get('changes')}"


def _id_in(state: Mapping[str, object]) -> object:
    """Return the database's own id; what stands there instead where it is damaged."""
    id = state.get("id")
    return id.decode("ascii", "backslashreplace") if isinstance(id, bytes) else id


def count_change(connection: apsw.Connection) -> tuple[str, str]:
    """Make the counter grow; return the stamp before and the stamp after.

    A counter that is damaged begins anew, for a database of another id.
    """
    before = stamp_of(connection)
    connection.execute(
        "UPDATE state SET value = value + 1"
        " WHERE key = 'changes' AND typeof(value) = 'integer' AND value BETWEEN 0 AND ?",
        (_MOST_CHANGES,),
    )
    if not connection.changes():
        begin_anew(connection)
    return before, stamp_of(connection)


def begin_anew(connection: apsw.Connection) -> None:
    """Give the database another id: its marks may not be what an index knows by the same count."""
    connection.execute(
        "INSERT OR REPLACE INTO state VALUES('id', ?), ('changes', 0)", (os.urandom(16).hex(),)
    )


def back_up(connection: apsw.Connection, path: Path, label: str) -> None:
    """Copy the database to `backups/user-LABEL.db` beside it, whole or not at all.

    Raises:
        apsw.Error: The copy can't be made.
        OSError: The copy can't be put in its place.
    """
    folder = path.parent / "backups"
    private_files.make_folder(folder)
    atomic_write.remove_leftovers(folder, _UNFINISHED)
    unfinished = folder / f".user-{os.getpid()}-{label}.db"
    unfinished.unlink(missing_ok=True)
    try:
        private_files.make_file(unfinished)
        copy = apsw.Connection(str(unfinished))
        try:
            with copy.backup("main", connection, "main") as backup:
                while not backup.done:
                    backup.step(1000)
            copy.execute("PRAGMA journal_mode=DELETE")
        finally:
            copy.close(True)
        unfinished.replace(folder / f"user-{label}.db")
    finally:
        unfinished.unlink(missing_ok=True)
    for old in backups_of(path)[KEPT_BACKUPS:]:
        old.unlink(missing_ok=True)


def backups_of(path: Path) -> list[Path]:
    """Return the backups of a `user.db`, the newest first."""
    found = (path.parent / "backups").glob("user-*.db")
    return sorted(found, key=lambda backup: (backup.stat().st_mtime_ns, backup.name), reverse=True)


def open_user_data(path: Path, timeout: float) -> UserData:
    """Open `user.db`, making it where there is none.

    A damaged one is moved aside under a dated name, and the newest good backup takes its
    place; `UserData.notices` then says so.

    Raises:
        StorageError: The file can't be opened, is locked, or is of a newer version.
    """
    try:
        # SQLite takes an empty file, which is what a full disk may leave, for a new database.
        if not (_is_empty(path) and backups_of(path)):
            return UserData(path, timeout)
    except DamagedError:
        pass
    return restore(path, timeout)


def _is_empty(path: Path) -> bool:
    try:
        return path.stat().st_size == 0
    except OSError:
        return False


def restore(path: Path, timeout: float) -> UserData:
    """Put the newest good backup in the place of a damaged `user.db` and open it.

    What can still be read of the damaged file is taken over too.

    Raises:
        StorageError: The files can't be moved, or the result can't be opened.
    """
    with in_words(NAME):
        aside = _move_aside(path)
        backup = next((each for each in backups_of(path) if is_sound(each)), None)
        if backup is not None:
            _copy_backup(backup, path)
    user = UserData(path, timeout)
    with user.pool.writing() as connection:
        begin_anew(connection)
    saved = _salvage(aside, user)
    came_back = (
        f"the backup {backup.name} has taken its place"
        if backup is not None
        else "there was no backup, so a new one was begun"
    )
    with_it = ", with what could still be read of it" if saved else ""
    user.notices.append(
        f"The {NAME} was damaged: it is kept as {aside.name}, and {came_back}{with_it}."
    )
    return user


def _copy_backup(backup: Path, path: Path) -> None:
    source = connect(backup)
    target = connect(path)
    try:
        with target.backup("main", source, "main") as copying:
            copying.step(-1)
        target.execute("PRAGMA journal_mode=WAL")
    finally:
        source.close(True)
        target.close(True)


def _salvage(damaged: Path, user: UserData) -> int:
    """Take over every row that can still be read of a damaged file; return how many."""
    saved = 0
    for table in ("read_marks", "bookmarks", "positions", "sessions", "undo_steps", "sources"):
        rows: list[tuple[Any, ...]] = []
        columns: tuple[str, ...] = ()
        # The rows before the damage are what this is for.
        with contextlib.suppress(apsw.Error):
            connection = apsw.Connection(str(damaged))
            try:
                found = connection.execute("SELECT name FROM pragma_table_info(?)", (table,))
                columns = tuple(name for (name,) in found)
                types = ", ".join(f"typeof({column})" for column in columns)
                for row in connection.execute(
                    f"SELECT {types}, {undecoded(*columns)} FROM {table}"
                ):
                    rows.append(row)
            finally:
                connection.close(True)
        saved += _take_over(table, columns, rows, user)
    return saved


def _take_over(
    table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]], user: UserData
) -> int:
    """Write rows of a damaged file, but for those that do not fit; return how many fit.

    Args:
        table: The table.
        columns: Its columns in the damaged file.
        rows: The types of their values, and the values.
        user: What is written to.
    """
    saved = 0
    with user.pool.writing() as connection:
        for row in rows:
            types, values = row[: len(columns)], row[len(columns) :]
            # Text comes as bytes, so that it is taken over as it is, whatever it holds.
            marks = ", ".join("CAST(? AS TEXT)" if each == "text" else "?" for each in types)
            with contextlib.suppress(apsw.ConstraintError, apsw.SQLError, apsw.MismatchError):
                # The file may be of an older version, whose tables have fewer columns.
                names = ", ".join(columns)
                connection.execute(
                    f"INSERT OR REPLACE INTO {table}({names}) VALUES({marks})", values
                )
                saved += 1
    return saved


def _move_aside(path: Path) -> Path:
    stem = f"{path.name}.damaged-{date.today().isoformat()}"
    aside = path.with_name(stem)
    number = 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{stem}-{number}")
    path.replace(aside)
    for suffix in ("-wal", "-shm", "-journal"):
        beside = Path(f"{path}{suffix}")
        if beside.exists():
            beside.replace(f"{aside}{suffix}")
    return aside


def is_damaged(path: Path) -> bool:
    """Tell whether a `user.db` is damaged, and not merely locked or out of reach.

    Raises:
        StorageError: It can't be looked at.
    """
    try:
        with in_words(NAME):
            connection = connect(path)
            try:
                return bool(connection.execute("PRAGMA integrity_check(1)").get != "ok")
            finally:
                connection.close(True)
    except DamagedError:
        return True


def is_sound(path: Path) -> bool:
    """Tell whether a backup is a whole database that this version can read."""
    try:
        connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
        try:
            version = connection.pragma("user_version")
            checked = connection.execute("PRAGMA quick_check(1)").get
            return bool(0 < version <= len(MIGRATIONS) and checked == "ok")
        finally:
            connection.close(True)
    except apsw.Error:
        return False
