"""SQLite through apsw: connections shared among threads, and errors in words."""

import contextlib
import errno
import os
import re
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import apsw

from tui import private_files
from tui.errors import StorageError

TIMEOUT = 5.0
"""The time for which a method waits for a locked database, in seconds."""

BESIDE = ("-wal", "-shm", "-journal")
"""The ends of the names of the files that SQLite keeps beside a database."""
_PAUSE = 0.02
"""Between two tries to open a database that another process is making, in seconds."""


class DatabaseError(StorageError):
    """A database that can't be used any longer as it is."""

    def __init__(self, name: str, sentence: str) -> None:
        """Make the error.

        Args:
            name: What the user calls the database.
            sentence: The message for the user.
        """
        super().__init__(sentence)
        self.name = name


class DamagedError(DatabaseError):
    """A database file that is no database, or whose content contradicts itself."""

    def __init__(self, name: str, what: object) -> None:
        """Make the error.

        Args:
            name: What the user calls the database.
            what: What SQLite says.
        """
        super().__init__(name, f"The {name} is damaged: {what}.")


class MovedError(DatabaseError):
    """The file that is open is no longer the one at its path: it was deleted or replaced."""


class UnwritableError(DatabaseError):
    """A database can't be made, opened, read or written in its place."""


class SearchCancelled(StorageError):
    """A search that its caller did not want any more."""


Setup = Callable[[apsw.Connection], None]

Files = tuple[tuple[int, int] | None, tuple[int, int] | None]
"""A database file and its log, each by its device and number; None where there is none."""

_LOCKED = (apsw.BusyError, apsw.LockedError)
_DAMAGED = (apsw.CorruptError, apsw.NotADBError, apsw.FormatError)
_UNWRITABLE = (
    apsw.FullError,
    apsw.IOError,
    apsw.ReadOnlyError,
    apsw.PermissionsError,
    apsw.CantOpenError,
)

_WITHOUT_TABLE = re.compile("no such (table|column)|has no column named")
"""The messages of SQLite where a damaged byte in the schema changes the name of a table or
column."""


@contextlib.contextmanager
def in_words(name: str, path: Path | None = None) -> Iterator[None]:
    """Turn errors of apsw and of the system into `StorageError`.

    Args:
        name: What the user calls the database.
        path: Its file, for messages.

    Raises:
        DamagedError: The file is damaged.
        SearchCancelled: The statement was interrupted.
        UnwritableError: The file can't be made, opened, read or written, or its disk is full.
        StorageError: Anything else that SQLite reports.
    """
    try:
        yield
    except (apsw.Error, OSError, UnicodeDecodeError) as error:
        raise _in_words(error, name, path) from error


def _in_words(error: Exception, name: str, path: Path | None) -> StorageError:
    """Return an error for the user; see `in_words`."""
    if isinstance(error, apsw.SQLError) and isinstance(error.__context__, apsw.Error):
        # SQLite itself has rolled back already: that this can't be done again is not the reason.
        error = error.__context__
    if isinstance(error, apsw.InterruptError):
        return SearchCancelled("The search was cancelled.")
    if isinstance(error, _LOCKED):
        return StorageError(f"The {name} is locked by another program: close it, or try again.")
    if _is_of_content(error):
        return DamagedError(name, error)
    if isinstance(error, OSError):
        reason = error.strerror or str(error)
        if error.filename and str(error.filename) != str(path):
            reason += f": {error.filename}"
    elif isinstance(error, _UNWRITABLE):
        reason = str(error)
    else:
        return StorageError(f"The {name} could not be used: {error}.")
    place = f"{name} {path}" if path else name
    return UnwritableError(name, f"The {place} can't be opened or written: {reason}.")


def _is_of_content(error: Exception) -> bool:
    """Tell whether an error comes from what a database holds."""
    match error:
        case apsw.IOError():
            cut_off = apsw.SQLITE_IOERR_SHORT_READ
            return bool(getattr(error, "extendedresult", None) == cut_off)
        case apsw.SQLError():
            return bool(_WITHOUT_TABLE.search(str(error)))
        case _:  # Text comes as it stands in the file.
            return isinstance(error, (*_DAMAGED, UnicodeDecodeError))


def connect(path: Path | None, timeout: float = TIMEOUT) -> apsw.Connection:
    """Open a database file, making it and its folder where there is none; None: in memory.

    The folder is the program's own, and so private as the file is.
    """
    if path is None:
        connection = apsw.Connection(":memory:")
    else:
        private_files.make_folder(path.parent)
        private_files.make_file(path)
        # The reason that the system gives is plainer than that of SQLite.
        if not os.access(path, os.R_OK | os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        connection = apsw.Connection(str(path))
    connection.set_busy_timeout(round(timeout * 1000))
    return connection


class Pool:
    """The connections to one database: one that writes, and as many that read as are needed.

    A database in memory has a single connection, which readers and writers take in turn.
    """

    def __init__(self, path: Path | None, name: str, setup: Setup, timeout: float) -> None:
        """Open the writing connection.

        Args:
            path: The file, or None for a database in memory.
            name: What the user calls the database, for messages.
            setup: Called with each new connection, the writing one first.
            timeout: How long to wait for a locked database, in seconds.

        Raises:
            StorageError: The file can't be opened; `DamagedError` if it is damaged.
        """
        self.path = path
        self.name = name
        self.timeout = timeout
        self.refusal: UnwritableError | None = None
        """The reason why nothing may be written; None where everything may."""
        self._setup = setup
        self.files: Files = (None, None)
        """The file and its log, as they were when the writing connection was opened."""
        self._lock = threading.RLock()
        self._idle: list[apsw.Connection] = []
        self._idle_lock = threading.Lock()
        self._closed = False
        self._depth = 0
        self._writer = self._connect()
        with in_words(name, path):
            self.files = files_at(path)

    def _connect(self) -> apsw.Connection:
        until = time.monotonic() + self.timeout
        with in_words(self.name, self.path):
            while True:
                connection = connect(self.path, self.timeout)
                try:
                    self._setup(connection)
                    return connection
                except _LOCKED:
                    connection.close(True)
                    # SQLite does not wait for another process that turns to a write-ahead log, too.
                    if time.monotonic() > until:
                        raise
                    time.sleep(_PAUSE)
                except BaseException:
                    connection.close(True)
                    raise

    def _connect_beside(self) -> apsw.Connection:
        with in_words(self.name, self.path):
            self._check_place()  # Another file must not be read beside the one that is written.
        return self._connect()

    def _check_open(self) -> None:
        if self._closed:
            raise StorageError(f"The {self.name} is closed.")

    def _check_place(self) -> None:
        """Raise `MovedError` where the open file is no longer the one at its path."""
        if files_at(self.path) != self.files:
            raise MovedError(self.name, f"The {self.name} {self.path} was deleted or replaced.")

    @contextlib.contextmanager
    def writing(self) -> Iterator[apsw.Connection]:
        """Hold the writing connection in one transaction, committed unless the body raises.

        Within the same thread it may be nested; the outermost one commits.

        Raises:
            MovedError: The file was deleted or replaced; nothing is written.
            StorageError: The transaction could not be begun, carried out or committed.
        """
        with self._lock:
            self._check_open()
            if self._depth:
                yield self._writer
                return
            if self.refusal:
                raise self.refusal
            with in_words(self.name, self.path):
                self._writer.set_busy_timeout(round(self.timeout * 1000))
                self._writer.execute("BEGIN IMMEDIATE")
                self._depth += 1
                try:
                    yield self._writer
                    self._check_place()
                    self._writer.execute("COMMIT")
                    self._check_place()
                finally:
                    self._depth -= 1
                    if not self._writer.get_autocommit():
                        self._writer.execute("ROLLBACK")

    @contextlib.contextmanager
    def alone(self) -> Iterator[apsw.Connection]:
        """Hold the writing connection without a transaction (for backups and pragmas).

        Raises:
            StorageError: A statement of the body failed.
        """
        with self._lock:
            self._check_open()
            with in_words(self.name, self.path):
                self._writer.set_busy_timeout(round(self.timeout * 1000))
                yield self._writer

    @contextlib.contextmanager
    def reading(self) -> Iterator[apsw.Connection]:
        """Hold a connection to read with; many threads may read at a time.

        Raises:
            StorageError: A statement of the body failed.
        """
        if self.path is None:
            with self.alone() as connection:
                yield connection
            return
        with self._idle_lock:
            self._check_open()
            idle = self._idle.pop() if self._idle else None
        connection = idle or self._connect_beside()
        try:
            with in_words(self.name, self.path):
                connection.set_busy_timeout(round(self.timeout * 1000))
                yield connection
        finally:
            with self._idle_lock:
                if self._closed:
                    connection.close(True)
                else:
                    self._idle.append(connection)

    def close(self) -> None:
        """Close every connection that is not at work; the others are closed when handed back."""
        with self._lock, self._idle_lock:
            if self._closed:
                return
            self._closed = True
            for connection in (*self._idle, self._writer):
                connection.close(True)
            self._idle.clear()


def files_at(path: Path | None) -> Files:
    """Return the file at the path of a database, and its log.

    The number of a file is given to no other while it is open, even after it is deleted.

    Raises:
        OSError: The folder can't be looked into.
    """
    return (_number(path), _number(Path(f"{path}-wal"))) if path else (None, None)


def _number(path: Path) -> tuple[int, int] | None:
    try:
        there = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return there.st_dev, there.st_ino


def remove(path: Path) -> None:
    """Remove a database file and what SQLite keeps beside it; what is not there is no error."""
    for suffix in ("", *BESIDE):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
