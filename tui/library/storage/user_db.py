"""`user.db`: its tables, brought to the current version, and its dated backups."""

import os
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import apsw

from tui import atomic_write, private_files
from tui.library.storage.database import DamagedError, Pool, UnwritableError, in_words
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
    # Highlights, and a copy of each article that has some: see marks/highlight_rows.py.
    """
    CREATE TABLE highlights(
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        identity BLOB NOT NULL, text_hash BLOB NOT NULL, added REAL NOT NULL,
        exact TEXT NOT NULL, prefix TEXT NOT NULL, suffix TEXT NOT NULL,
        colour TEXT NOT NULL, note TEXT NOT NULL
    );
    CREATE INDEX highlights_of ON highlights(identity, text_hash);
    CREATE TABLE copies(
        identity BLOB NOT NULL, text_hash BLOB NOT NULL, added REAL NOT NULL,
        article TEXT NOT NULL, shown TEXT NOT NULL,
        images INTEGER NOT NULL, words INTEGER NOT NULL, has INTEGER NOT NULL,
        PRIMARY KEY(identity, text_hash)
    );
    """,
)
"""The step from each version of the database to the next; the first one makes it."""

KEPT_BACKUPS = 7
"""The number of dated backups that are kept, the newest ones."""

_MOST_CHANGES = 2**53
"""More changes than anybody makes; SQLite counts on only to 2**63."""

_UNFINISHED = re.compile(r"\.user-\d+-.+\.db(-journal|-wal|-shm)?")
"""The name of a copy until it is whole."""

_BACKUP = "backup of bookmarks and read marks"


class UserData:
    """The open `user.db`.

    A counter in it grows with every change of marks, so that an index can tell whether
    its own copies of the marks are up to date, whoever changed them.
    """

    def __init__(
        self, path: Path, timeout: float, *, stands_for: UnwritableError | None = None
    ) -> None:
        """Open the database, making it where there is none.

        Args:
            path: The file.
            timeout: The time to wait for a locked database, in seconds.
            stands_for: The reason why the file itself can't be used. Then its content, as far as
                it can be read, is shown from memory, and every change is refused for that reason.

        Raises:
            StorageError: The file can't be opened, is locked, damaged or of a newer version.
        """
        self.path = path
        self.notices: list[str] = []
        """Messages for the user, oldest first: about the opening, and damaged rows."""
        self.pool = Pool(None if stands_for else path, NAME, self._set_up, timeout)
        self.pool.refusal = stands_for

    def _set_up(self, connection: apsw.Connection) -> None:
        connection.execute("PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON")
        version = connection.pragma("user_version")
        if version > len(MIGRATIONS):
            raise UnwritableError(
                NAME,
                f"The {NAME} {self.path} was written by a newer newsreader; "
                "this one leaves it alone. Please update newsreader.",
            )
        if connection.pragma("journal_mode") == "delete":
            connection.execute("PRAGMA journal_mode=WAL")
            connection.pragma("user_version")  # The log is made when it is first read.
        if version == len(MIGRATIONS):
            return
        if version:
            back_up(connection, self.path, f"before-version-{len(MIGRATIONS)}")
        connection.execute("BEGIN IMMEDIATE")
        # Another process may have done it between the two looks.
        version = connection.pragma("user_version")
        if not version and connection.execute("SELECT count(*) FROM sqlite_schema").get:
            raise apsw.NotADBError("it has tables, but no version")
        migrate(connection, version)
        connection.execute("INSERT OR IGNORE INTO state VALUES('id', ?)", (os.urandom(16).hex(),))
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
        """Make today's backup if there is none yet, or if the marks have changed since.

        A notice says so where it can't be written.

        Raises:
            StorageError: The database can't be read; `DamagedError` where it is damaged.
        """
        if self.pool.refusal:
            return
        label = date.today().isoformat()
        target = backup_folder(self.path) / f"user-{label}.db"
        with self.pool.reading() as connection:
            try:
                with in_words(_BACKUP, target):
                    if stamp_of(connection) != _stamp_in(target):
                        back_up(connection, self.path, label)
            except DamagedError as error:
                raise DamagedError(NAME, error) from error
            except UnwritableError as error:
                self.tell(f"{error} What is marked today has no backup.")


def migrate(connection: apsw.Connection, version: int) -> None:
    """Bring the tables from a version to the current one, in a transaction of the caller.

    Raises:
        apsw.CorruptError: The tables are not those of that version.
    """
    for step in MIGRATIONS[version:]:
        try:
            connection.execute(step)
        except apsw.SQLError as error:
            raise apsw.CorruptError(str(error)) from error
    connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def stamp_of(connection: apsw.Connection) -> str:
    """Return `UserData.stamp` within a transaction of the caller."""
    values = _state_of(connection)
    return f"{_id_in(values)} {values.get('changes')}"


def have_one_origin(one: apsw.Connection, other: apsw.Connection) -> bool:
    """Tell whether two databases are of one id: none of them was restored since the other."""
    ids = [_id_in(_state_of(each)) for each in (one, other)]
    return ids[0] is not None and ids[0] == ids[1]


def _state_of(connection: apsw.Connection) -> dict[str, object]:
    return dict(
        connection.execute(
            f"SELECT key, {undecoded('value')} FROM state WHERE key IN ('id', 'changes')"
        )
    )


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


def copy_whole(connection: apsw.Connection, target: Path) -> None:
    """Copy a database to a file, whole, checked and synced, or not at all.

    Raises:
        apsw.Error: The copy can't be made, or the database is damaged.
        OSError: The copy can't be put in its place.
    """
    private_files.make_folder(target.parent)
    atomic_write.remove_leftovers(target.parent, _UNFINISHED)
    unfinished = target.with_name(f".user-{os.getpid()}-{target.stem}.db")
    unfinished.unlink(missing_ok=True)
    try:
        private_files.make_file(unfinished)
        copy = apsw.Connection(str(unfinished))
        try:
            with copy.backup("main", connection, "main") as backup:
                while not backup.done:
                    backup.step(1000)
            copy.execute("PRAGMA journal_mode=DELETE")
            if fault := fault_in(copy):
                raise apsw.CorruptError(fault)
        finally:
            copy.close(True)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def fault_in(connection: apsw.Connection) -> str:
    """Return the first fault that a check of the whole database finds; empty where it is sound.

    A NULL where a table allows none is a damaged row, which is read as such.

    Raises:
        apsw.Error: It can't be read.
    """
    for (fault,) in connection.execute("PRAGMA integrity_check"):
        if fault != "ok" and not fault.startswith("NULL value in "):
            return str(fault)
    return ""


def back_up(connection: apsw.Connection, path: Path, label: str) -> None:
    """Copy the database to `backups/user-LABEL.db` beside it; drop the oldest backups.

    Raises:
        apsw.Error: The copy can't be made, or the database is damaged.
        OSError: The copy can't be put in its place.
    """
    copy_whole(connection, backup_folder(path) / f"user-{label}.db")
    for old in backups_of(path)[KEPT_BACKUPS:]:
        old.unlink(missing_ok=True)


def backup_folder(path: Path) -> Path:
    """Return the folder of the backups of a `user.db`."""
    return path.parent / "backups"


def backups_of(path: Path) -> list[Path]:
    """Return the backups of a `user.db`, the newest first."""
    found = (each for each in backup_folder(path).glob("user-*.db") if each.is_file())
    return sorted(found, key=lambda backup: (backup.stat().st_mtime_ns, backup.name), reverse=True)


def _stamp_in(backup: Path) -> str | None:
    """Return the stamp of a backup; None where it is missing or can't be read."""
    if not backup.is_file():
        return None
    connection = apsw.Connection(str(backup), flags=apsw.SQLITE_OPEN_READONLY)
    try:
        return stamp_of(connection)
    except apsw.Error:  # A new backup takes the place of one that is damaged.
        return None
    finally:
        connection.close(True)
