"""`user.db` opened whatever is at its place: damaged, deleted, or where nothing can be written.

A damaged file is moved aside. A new one gets every row that can still be read of it, then the
rows that only the newest good backup has: of tables that are damaged, and without the marks that
the user has removed since, as far as the steps tell that can be undone.
"""

import contextlib
import os
import re
import stat
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import apsw

from tui.articles.date_format import date_in_words
from tui.articles.terminal_text import counted
from tui.errors import StorageError
from tui.library.storage.database import (
    BESIDE,
    DamagedError,
    UnwritableError,
    connect,
    files_at,
    in_words,
)
from tui.library.storage.row_values import undecoded
from tui.library.storage.user_db import (
    MIGRATIONS,
    NAME,
    UserData,
    backups_of,
    begin_anew,
    copy_whole,
    fault_in,
    have_one_origin,
    migrate,
)
from tui.private_files import locked, make_file

_MOST_PROBED = 100_000
"""The highest number of a row up to which rows are asked for one by one."""

_PAGES_AT = 28
"""The place of the number of pages, four bytes, in the header of a file (SQLite file format,
1.3)."""

_COUNTED = {"bookmarks": "bookmark", "highlights": "highlight", "read_marks": "read mark"}
"""The tables whose rows a notice counts, with the user's words for a row."""

_MAY_BE_REMOVED = ", of which some may have been removed since"

IsRemoved = Callable[[str, Mapping[str, Any]], bool]
"""Tells whether a row of a table, its columns by their names, is one that the user removed."""

_Columns = dict[str, tuple[str, ...]]
"""The names of the columns of each table."""


def open_user_data(path: Path, timeout: float) -> UserData:
    """Open `user.db`, making it where there is none, and restoring it where it is damaged.

    Where it can't be opened or written its content is shown from memory, and changes are
    refused. `UserData.notices` says what happened.

    Args:
        path: The file.
        timeout: The time to wait for a locked database, in seconds.

    Raises:
        StorageError: The file is locked.
    """
    try:
        return _open_or_restore(path, timeout)
    except UnwritableError as error:
        user = _in_memory(path, timeout, error)
        user.tell(f"{error} Nothing that is read or marked now is kept.")
        return user


def _open_or_restore(path: Path, timeout: float) -> UserData:
    """Open `user.db` as `open_user_data` does, but only where it can be written.

    Raises:
        StorageError: The file can't be opened or written, or is locked.
    """
    try:
        if not _is_cut_off(path):
            return UserData(path, timeout)
    except DamagedError:
        pass
    return restore(path, timeout)


def reopen(user: UserData) -> UserData:
    """Open the file that is at the path of an open `user.db` by now.

    Where the file or its log was deleted, all that is still open is written there again.

    Raises:
        StorageError: The file can't be made, or is locked.
    """
    with user.pool.alone() as connection, in_words(NAME, user.path):
        opened, opened_log = user.pool.files
        file, log = files_at(user.path)
        if file != opened and log == opened_log:
            # SQLite would write this log into the other file.
            for suffix in ("-wal", "-shm"):
                Path(f"{user.path}{suffix}").unlink(missing_ok=True)
        if file in (None, opened):
            copy_whole(connection, user.path)
            notice = f"The {NAME} {user.path} was deleted while it was open: it was written again."
        else:
            notice = f"The {NAME} {user.path} was replaced while it was open: it was read again."
    user.pool.close()
    reopened = open_user_data(user.path, user.pool.timeout)
    reopened.tell(notice)
    return reopened


def restore(path: Path, timeout: float) -> UserData:
    """Put a sound `user.db` in the place of a damaged one and open it.

    Raises:
        StorageError: The files can't be read, moved or written, or the result can't be opened.
    """
    with in_words(NAME, path), locked(path.parent):  # One restores; the others find it done.
        notice = _restore(path) if is_damaged(path) else ""
    user = UserData(path, timeout)
    if notice:
        user.tell(notice)
    return user


def is_damaged(path: Path) -> bool:
    """Tell whether a `user.db` is damaged, and not merely locked or out of reach.

    Raises:
        StorageError: It can't be looked at.
    """
    if _is_cut_off(path):
        return True
    try:
        with in_words(NAME, path), _untouched(connect(path)) as connection:
            return bool(_fault(connection))
    except DamagedError:
        return True


def _is_cut_off(path: Path) -> bool:
    """Tell whether SQLite would take what is left of a `user.db`, be it nothing, for a new one."""
    with in_words(NAME, path):
        try:
            found = path.stat()
        except NotADirectoryError:
            return False
        except FileNotFoundError:  # A program that is used for the first time has no backup.
            return not path.is_symlink() and (bool(backups_of(path)) or _has_log(path))
        if not stat.S_ISREG(found.st_mode):
            return False
        size = found.st_size
        if size == 0:  # So is a file that another process is just making.
            return bool(backups_of(path)) or _has_log(path)
        return size == 1


def _has_log(path: Path) -> bool:
    """Tell whether changes stand beside a database in its log."""
    log = Path(f"{path}-wal")
    return log.exists() and log.stat().st_size > 0


def _in_memory(path: Path, timeout: float, error: UnwritableError) -> UserData:
    """Return in memory what can be read of a `user.db` that can't be written."""
    user = UserData(path, timeout, stands_for=error)
    if not path.is_file():
        return user
    try:
        with user.pool.alone() as connection:
            if not _copied(path, connection):
                user.tell(f"The {NAME} {path} is damaged. {_gather(path, connection)}.")
    except StorageError as problem:
        user.tell(f"{problem} No bookmark and no read mark can be shown.")
    return user


def _copied(path: Path, connection: apsw.Connection) -> bool:
    """Copy a database over another one, unless a newer version wrote it; False if it is damaged."""
    try:
        with in_words(NAME, path), _read_only(path) as source:
            version = source.pragma("user_version")
            if not version or _fault(source):
                return False
            if version <= len(MIGRATIONS):
                with connection.backup("main", source, "main") as copying:
                    copying.step(-1)
                migrate(connection, version)
            return True
    except DamagedError:
        return False


@contextlib.contextmanager
def _read_only(path: Path) -> Iterator[apsw.Connection]:
    """Open a database that no process has open, without a file that is shared among processes."""
    mode = "mode=ro&vfs=unix-none" if _has_log(path) else "immutable=1"
    flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
    with _untouched(apsw.Connection(f"{path.absolute().as_uri()}?{mode}", flags=flags)) as source:
        source.execute("PRAGMA locking_mode=EXCLUSIVE")
        yield source


@contextlib.contextmanager
def _untouched(connection: apsw.Connection) -> Iterator[apsw.Connection]:
    """Close a connection at the end; its log is not written into its file."""
    try:
        connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
        yield connection
    finally:
        connection.close(True)


# -- the tables, as they should be


def _new(version: int = len(MIGRATIONS)) -> apsw.Connection:
    """Return an empty database of a version, in memory."""
    connection = apsw.Connection(":memory:")
    for step in MIGRATIONS[:version]:
        connection.execute(step)
    connection.pragma("user_version", version)
    return connection


def _columns(connection: apsw.Connection) -> _Columns:
    """Return the columns of all tables."""
    found: _Columns = {}
    for table, column in connection.execute(
        "SELECT tables.name, columns.name FROM pragma_table_list AS tables"
        " JOIN pragma_table_info(tables.name) AS columns"
        " WHERE tables.schema = 'main' AND tables.name NOT LIKE 'sqlite%'"
    ):
        found[table] = (*found.get(table, ()), column)
    return found


def _fault(connection: apsw.Connection) -> str:
    """Return a fault of a database and of its tables; empty where it is sound, or newer.

    Raises:
        apsw.Error: It can't be read.
    """
    version = connection.pragma("user_version")
    if version > len(MIGRATIONS):
        return ""
    with _untouched(_new(version)) as new:
        if _columns(new) != _columns(connection):
            return "its tables have other columns than they should"
    return fault_in(connection)


# -- what a damaged file still holds


def _restore(path: Path) -> str:
    """Put a sound file in the place of a damaged one; return the notice for the user."""
    whole = path.with_name(f".user-{os.getpid()}-restored.db")
    was_there = path.exists()
    if not was_there:
        make_file(path)  # Else its log could not be read.
    with _untouched(_new()) as new:
        origins = _gather(path, new)
        begin_anew(new)
        copy_whole(new, whole)
    aside = _move_aside(path)
    whole.replace(path)
    fate = f"was damaged; it is kept as {aside.name}" if was_there else "was gone"
    return f"The {NAME} {path} {fate}. {origins}."


def _gather(path: Path, new: apsw.Connection) -> str:
    """Write what a damaged file and the newest good backup hold into an empty database.

    Returns:
        The sentence that says how many rows came from where, without its full stop.
    """
    from tui.library.marks import undo  # Only where the file is damaged.

    taken, whole = _take_damaged(path, new)
    origins = f"From it came {_counted(taken)}"
    for backup in backups_of(path):
        with contextlib.suppress(apsw.Error), _read_only(backup) as source:
            if not 0 < source.pragma("user_version") <= len(MIGRATIONS) or _fault(source):
                continue
            steps_are_whole = "undo_steps" in whole and have_one_origin(new, source)
            removed = undo.Removed(new, source, steps_are_whole)
            filled = _take_backup(source, new, whole, removed.holds)
            some = any(filled[table] for table in _COUNTED)
            again = _MAY_BE_REMOVED if some and not removed.are_all_known else ""
            return f"{origins}; from {_named(backup)}, {_counted(filled)} more{again}"
    return f"{origins}; there was no backup"


def _named(backup: Path) -> str:
    """Return the name of a backup, with the day that it was made on."""
    written = re.search(r"\d{4}-\d\d-\d\d", backup.name)
    if written:
        return f"the backup {backup.name}"
    made = date.fromtimestamp(backup.stat().st_mtime)
    return f"the backup {backup.name} of {date_in_words(made)}"


def _counted(rows: Mapping[str, int]) -> str:
    """Return how many rows there are, in the user's words."""
    counts = [counted(rows[table], word) for table, word in _COUNTED.items() if rows[table]]
    *others, last = counts or ["no bookmark or read mark"]
    return f"{', '.join(others)} and {last}" if others else last


def _take_backup(
    source: apsw.Connection, new: apsw.Connection, whole: Collection[str], removed: IsRemoved
) -> Counter[str]:
    """Write the rows of a backup that a new database lacks; return how many each table got.

    Args:
        source: The backup.
        new: The new database.
        whole: The tables that the damaged file had whole: what they lack was removed.
        removed: Tells which rows are to be left out.
    """
    return Counter(
        {
            table: _take(source, table, columns, new, removed)
            for table, columns in _columns(source).items()
            if table not in whole
        }
    )


def _take_damaged(path: Path, new: apsw.Connection) -> tuple[Counter[str], set[str]]:
    """Write into a new database each row of a damaged file that can be read.

    Returns:
        How many rows each table had, and the tables in which no damage was found.
    """
    layouts = []
    for version in range(1, len(MIGRATIONS) + 1):
        with _untouched(_new(version)) as made:
            layouts.append(_columns(made))
    taken, whole = Counter[str](), set[str]()
    for opened in (_read_only, _under_a_new_first_page):
        with contextlib.suppress(apsw.Error), opened(path) as source:
            # The schema may be read in part, and a size in the header that is wrong is ignored.
            source.execute("PRAGMA writable_schema=ON")
            columns = _columns(source)
            for table in layouts[-1]:
                if table in taken or table not in columns:
                    continue
                if columns[table] in (layout.get(table) for layout in layouts):
                    taken[table] = _take(source, table, columns[table], new)
                    if opened is _read_only and _is_whole(source, table):
                        whole.add(table)
    return taken, whole


def _is_whole(source: apsw.Connection, table: str) -> bool:
    """Tell whether a check of one table finds no damage."""
    with contextlib.suppress(apsw.Error):
        return bool(source.execute(f"PRAGMA integrity_check({table})").get == "ok")
    return False


@contextlib.contextmanager
def _under_a_new_first_page(path: Path) -> Iterator[apsw.Connection]:
    """Open a copy whose first page, with the header and the schema, is that of a new database.

    The tables of a new database begin on the same pages in each file of the same version.
    """
    with _untouched(_new()) as new:
        size = new.pragma("page_size")
        first = bytearray(new.serialize("main")[:size])
    first[_PAGES_AT : _PAGES_AT + 4] = bytes(4)  # Unknown: the size of the file counts.
    content = path.read_bytes()
    content += bytes(-len(content) % size)
    with _untouched(apsw.Connection(":memory:")) as connection:
        connection.deserialize("main", bytes(first) + content[size:])
        yield connection


def _take(
    source: apsw.Connection,
    table: str,
    columns: tuple[str, ...],
    new: apsw.Connection,
    removed: IsRemoved | None = None,
) -> int:
    """Write each row that can be read into a new database, unless it has one of that key.

    Args:
        source: The database that has the rows.
        table: Their table.
        columns: Its columns.
        new: The new database.
        removed: Tells which rows are to be left out.

    Returns:
        How many were written.
    """
    names = ", ".join(columns)
    before = new.total_changes()
    with new:
        for row in _rows(source, table, columns):
            types, values = row[: len(columns)], row[len(columns) :]
            if removed and removed(table, dict(zip(columns, values, strict=True))):
                continue
            # Text comes as bytes, so that it is taken over as it is, whatever it holds. What a
            # damaged byte has made NULL must be something else.
            marks = ", ".join(
                "CAST(? AS TEXT)" if each == "text" else "ifnull(?, x'')" for each in types
            )
            with contextlib.suppress(apsw.MismatchError):  # No number of a row any more.
                new.execute(f"INSERT OR IGNORE INTO {table}({names}) VALUES({marks})", values)
    return new.total_changes() - before


def _rows(source: apsw.Connection, table: str, columns: tuple[str, ...]) -> list[tuple[Any, ...]]:
    """Return every row of a table that can be read: the types of its values, and the values."""
    if source.execute("SELECT NOT wr FROM pragma_table_list(?)", (table,)).get:
        numbered = (_row(source, table, columns, each) for each in _numbers(source, table))
        return [row for row in numbered if row]
    select = _select(table, columns)
    found: dict[tuple[Any, ...], None] = {}
    for piece in _pieces(columns[0]):
        for direction in ("", "DESC"):  # Up to the damage, then backwards from the end.
            with contextlib.suppress(apsw.Error):
                for row in source.execute(
                    f"{select} WHERE {piece} ORDER BY {columns[0]} {direction}"
                ):
                    found[row] = None
    return list(found)


def _select(table: str, columns: tuple[str, ...]) -> str:
    """Return the SQL that asks for the types of columns, and for their values."""
    types = ", ".join(f"typeof({column})" for column in columns)
    return f"SELECT {types}, {undecoded(*columns)} FROM {table} NOT INDEXED"


def _row(
    source: apsw.Connection, table: str, columns: tuple[str, ...], number: int
) -> tuple[Any, ...] | None:
    """Return the row of a number as `_rows` does; None where not even its first column is there.

    A long row lies on several pages: behind one that is damaged, its columns are NULL.
    """
    with contextlib.suppress(apsw.Error):
        return source.execute(f"{_select(table, columns)} WHERE rowid = ?", (number,)).fetchone()
    read: list[tuple[Any, Any]] = []
    with contextlib.suppress(apsw.Error):
        for column in columns:
            read += source.execute(f"{_select(table, (column,))} WHERE rowid = ?", (number,))
    if not read:
        return None
    types, values = zip(*read, *[("null", None)] * (len(columns) - len(read)), strict=True)
    return (*types, *values)


def _pieces(key: str) -> Iterator[str]:
    """Yield pieces of a table as conditions on its key.

    Damage ends the reading of a piece, not of the others.
    """
    yield "true"
    if key == "identity":
        for first in range(256):
            high = f"x'{first + 1:02x}'" if first < 255 else "x'ffffffffffffffffffff'"
            yield f"identity >= x'{first:02x}' AND identity < {high}"


def _numbers(source: apsw.Connection, table: str) -> list[int]:
    """Return the numbers that rows of a table may have."""
    found: set[int] = set()
    for rows in (f"{table} NOT INDEXED", table):  # An index has the numbers too.
        for direction in ("", "DESC"):
            with contextlib.suppress(apsw.Error):
                for (number,) in source.execute(
                    f"SELECT rowid FROM {rows} ORDER BY rowid {direction}"
                ):
                    found.add(number)
    return sorted(found.union(range(1, min(max(found, default=0), _MOST_PROBED))))


def _move_aside(path: Path) -> Path:
    """Give a damaged file, and what SQLite keeps beside it, a dated name; return that."""
    stem = f"{path.name}.damaged-{date.today().isoformat()}"
    aside = path.with_name(stem)
    number = 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{stem}-{number}")
    for suffix in (*BESIDE, ""):
        beside = Path(f"{path}{suffix}")
        if beside.exists():
            beside.replace(f"{aside}{suffix}")
    return aside
