"""SQLite through apsw: connections shared among threads, and errors in words."""

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import apsw

from tui import private_files
from tui.errors import StorageError, UnwritableError

TIMEOUT = 5.0
"""The time for which a method waits for a locked database, in seconds."""

_PAUSE = 0.02
"""Between two tries to open a database that another process is making, in seconds."""


class DamagedError(StorageError):
    """A database file that is no database, or whose content contradicts itself."""

    def __init__(self, name: str, what: object) -> None:
        """Make the error.

        Args:
            name: What the user calls the database.
            what: What SQLite says.
        """
        super().__init__(f"The {name} is damaged: {what}.")
        self.name = name


class SearchCancelled(StorageError):
    """A search that its caller did not want any more."""


Setup = Callable[[apsw.Connection], None]

_LOCKED = (apsw.BusyError, apsw.LockedError)
_DAMAGED = (apsw.CorruptError, apsw.NotADBError, apsw.FormatError)


@contextlib.contextmanager
def in_words(name: str) -> Iterator[None]:
    """Turn apsw's errors into `StorageError`; `name` is what the user calls the database.

    Raises:
        DamagedError: The file is damaged.
        SearchCancelled: The statement was interrupted.
        UnwritableError: The file can't be made, opened or written, or its disk is full.
        StorageError: Anything else that SQLite reports.
    """
    try:
        yield
    except apsw.InterruptError as error:
        raise SearchCancelled("The search was cancelled.") from error
    except _LOCKED as error:
        raise StorageError(
            f"The {name} is locked by another program: close it, or try again."
        ) from error
    except _DAMAGED as error:
        raise DamagedError(name, error) from error
    except apsw.FullError as error:
        raise UnwritableError(f"The disk is full: the {name} could not be written.") from error
    except (apsw.ReadOnlyError, apsw.PermissionsError, apsw.CantOpenError) as error:
        raise UnwritableError(f"The {name} can't be opened or written: {error}.") from error
    except OSError as error:
        why = f"{error.strerror}: {error.filename}" if error.filename else error.strerror or error
        raise UnwritableError(f"The {name} can't be opened or written: {why}.") from error
    except UnicodeDecodeError as error:  # Text that SQLite gives as it stands in the file.
        raise DamagedError(name, error) from error
    except apsw.Error as error:
        raise StorageError(f"The {name} could not be used: {error}.") from error


def connect(path: Path | None, timeout: float = TIMEOUT) -> apsw.Connection:
    """Open a database file, making it and its folder where there is none; None: in memory.

    The folder is the program's own, and so private as the file is.
    """
    if path is None:
        connection = apsw.Connection(":memory:")
    else:
        private_files.make_folder(path.parent)
        private_files.make_file(path)
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
        self._setup = setup
        self._lock = threading.RLock()
        self._idle: list[apsw.Connection] = []
        self._idle_lock = threading.Lock()
        self._closed = False
        self._depth = 0
        self._writer = self._connect()

    def _connect(self) -> apsw.Connection:
        until = time.monotonic() + self.timeout
        with in_words(self.name):
            while True:
                connection = connect(self.path, self.timeout)
                try:
                    self._setup(connection)
                    return connection
                except _LOCKED:
                    connection.close(True)
                    # Turning to a write-ahead log waits for no other process that does so.
                    if time.monotonic() > until:
                        raise
                    time.sleep(_PAUSE)
                except BaseException:
                    connection.close(True)
                    raise

    def _check_open(self) -> None:
        if self._closed:
            raise StorageError(f"The {self.name} is closed.")

    @contextlib.contextmanager
    def writing(self) -> Iterator[apsw.Connection]:
        """Hold the writing connection in one transaction, committed unless the body raises.

        Within the same thread it may be nested; the outermost one commits.

        Raises:
            StorageError: The transaction could not be begun, carried out or committed.
        """
        with self._lock:
            self._check_open()
            if self._depth:
                yield self._writer
                return
            with in_words(self.name):
                self._writer.set_busy_timeout(round(self.timeout * 1000))
                self._writer.execute("BEGIN IMMEDIATE")
                self._depth += 1
                try:
                    yield self._writer
                    self._writer.execute("COMMIT")
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
            with in_words(self.name):
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
        connection = idle or self._connect()
        try:
            with in_words(self.name):
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


def remove(path: Path) -> None:
    """Remove a database file and what SQLite keeps beside it; what is not there is no error."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
