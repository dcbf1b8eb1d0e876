"""The two databases together: opened, kept in step, and mended where one is damaged."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Self, TypeVar

import apsw

from tui.errors import StorageError
from tui.library.storage import index_db
from tui.library.storage.database import (
    TIMEOUT,
    DamagedError,
    DatabaseError,
    MovedError,
    Pool,
    UnwritableError,
    in_words,
    remove,
)
from tui.library.storage.index_db import (
    MARKS_STAMP,
    follow_zone,
    get_meta,
    is_of_zone,
    open_index,
    set_meta,
)
from tui.library.storage.index_db import NAME as INDEX
from tui.library.storage.salvage import is_damaged, open_user_data, reopen, restore
from tui.library.storage.user_db import UserData


class SeenMarks:
    """Tells the changes of other processes from those of this one, by stamps of `user.db`."""

    def __init__(self) -> None:
        """Make one that knows of nothing yet."""
        self._stamp: str | None = None
        self._lock = threading.Lock()

    def begin(self, stamp: str) -> None:
        """Take what there is at the opening for known; later calls change nothing."""
        with self._lock:
            if self._stamp is None:
                self._stamp = stamp

    def made(self, before: str, after: str) -> None:
        """Note a change of this process.

        Args:
            before: The stamp before it.
            after: The stamp after it.
        """
        with self._lock:
            # Else another process has made a change in between, which is still to be told.
            if self._stamp == before:
                self._stamp = after

    def look(self, stamp: str) -> bool:
        """Tell whether a stamp shows changes not known of; from now on they are."""
        with self._lock:
            changed = self._stamp != stamp
            self._stamp = stamp
            return changed


_T = TypeVar("_T")


class Store:
    """The index and the user's data, which the parts of the library share.

    A damaged index is made anew without a question, and in memory where it can't be written. A
    damaged `user.db` is restored, one that can't be written is shown from memory and changed no
    more (see salvage.py). `notices` says so. So `index` and `user` are asked for anew by each
    piece of work.
    """

    def __init__(self, index: Path | None, user: UserData) -> None:
        """Use `open`."""
        self.user = user
        self.notices = user.notices
        """Messages for the user, oldest first; the list may grow."""
        self._repair = threading.RLock()
        self.seen = SeenMarks()
        """The changes of marks that this process knows of."""
        self.marking = threading.RLock()
        """Held while a mark is written to `user.db` and then shown in the index."""
        self.folders: tuple[Path, ...] | None = None
        """The open folders, absolute: rows name files in there, and articles are read from these.
        None: all that the index has."""
        self.renewals = 0
        """The number of times that another index took the place of the one that was open."""
        self.index = self._open_index(index)

    @classmethod
    def open(cls, index: Path | None, user: Path, *, timeout: float = TIMEOUT) -> Self:
        """Open both databases, making what is not there.

        Args:
            index: The file of the index; None keeps it in memory, for what is piped in.
            user: `user.db`.
            timeout: How long any method waits for a locked database, in seconds.

        Raises:
            StorageError: A file is locked.
        """
        user_data = open_user_data(user, timeout)
        try:
            if index and index_db.is_of_former_version(index):
                from tui.library.marks import mark_sources  # Only after an upgrade.

                mark_sources.take_over(index, user_data)
            store = cls(index, user_data)
        except BaseException:
            user_data.pool.close()
            raise
        try:
            store.synchronise()
        except BaseException:
            store.close()
            raise
        return store

    def close(self) -> None:
        """Back up new marks, and close both databases."""
        try:
            self.user.back_up_today()
        except StorageError as error:  # The next start opens it again, and restores it.
            self.user.tell(str(error))
        self.index.close()
        self.user.pool.close()

    @property
    def timeout(self) -> float:
        """The time for which a method waits for a locked database, in seconds."""
        return self.user.pool.timeout

    @timeout.setter
    def timeout(self, seconds: float) -> None:
        self.index.timeout = self.user.pool.timeout = seconds

    def guarded(self, work: Callable[[], _T]) -> _T:
        """Do some work, and once more after a repair where a database can't be used.

        Args:
            work: Safe to repeat.

        Raises:
            StorageError: The work raised it, or the repair failed.
        """
        before = (self.index, self.user)
        try:
            return work()
        except DatabaseError as error:
            self._mend(error, before)
            return work()

    def ask(self, work: Callable[[apsw.Connection], _T]) -> _T:
        """Do something with a connection to the index, as `guarded` does."""

        def asking() -> _T:
            with self.index.reading() as connection:
                return work(connection)

        return self.guarded(asking)

    def _mend(self, error: DatabaseError, before: tuple[Pool, UserData]) -> None:
        """Replace a database that can't be used, unless another thread has done so already.

        Raises:
            StorageError: It can't be replaced; what was to be written is refused.
        """
        with self._repair:
            if before != (self.index, self.user):
                return
            # A statement on the index may fail while the user's data is held too, and then
            # goes by its name: nothing of the user's is moved away before it is looked at.
            is_of_index = error.name == INDEX or (
                isinstance(error, DamagedError) and not is_damaged(self.user.path)
            )
            if is_of_index:
                self._mend_index(error)
            else:
                self._mend_user(error)
            self.synchronise()

    def _mend_index(self, error: DatabaseError) -> None:
        path = self.index.path
        if isinstance(error, UnwritableError):
            if path is None:
                raise error
            self.index.close()
            self.index = self._index_in_memory(error)
        elif isinstance(error, MovedError):
            self.index.close()
            self.index = self._open_index(path)
            self.user.tell(f"{error} It is being made anew.")
        else:
            self._replace_index()
            self.user.tell("The index was damaged: it is being made anew.")
        self.renewals += 1

    def _mend_user(self, error: DatabaseError) -> None:
        if isinstance(error, UnwritableError) or self.user.pool.refusal:
            raise error
        if isinstance(error, MovedError):
            user = reopen(self.user)
        else:
            self.user.pool.close()
            user = restore(self.user.path, self.timeout)
        self.notices += user.notices
        user.notices = self.notices
        self.user = user

    def _replace_index(self) -> None:
        """Put an empty index in the place of the one there is."""
        path = self.index.path
        self.index.close()
        try:
            if path:
                with in_words(INDEX, path):
                    remove(path)
        except UnwritableError as error:
            self.index = self._index_in_memory(error)
        else:
            self.index = self._open_index(path)

    def _open_index(self, path: Path | None) -> Pool:
        """Open the index, in memory where it can't be opened or made at its path."""
        try:
            return open_index(path, self.timeout)
        except UnwritableError as error:
            return self._index_in_memory(error)

    def _index_in_memory(self, error: UnwritableError) -> Pool:
        self.user.tell(f"{error} It is made in memory, for this time only.")
        return open_index(None, self.timeout)

    def synchronise(self) -> None:
        """Take over marks that another process has changed, or that a new index lacks."""

        def work() -> None:
            with self.index.reading() as connection:
                stamp = self.user.stamp()
                self.seen.begin(stamp)
                known = get_meta(connection, MARKS_STAMP) == stamp
                if known and is_of_zone(connection):
                    return
            from tui.library.marks import index_marks  # Mostly there is nothing to take over.

            with self.index.writing() as connection:
                follow_zone(connection)
                index_marks.synchronise(connection, self.user)

        self.guarded(work)

    def note(self, key: str) -> None:
        """Set a key in `meta` of the index."""

        def work() -> None:
            with self.index.writing() as connection:
                set_meta(connection, key, 1)

        self.guarded(work)

    def start_anew(self) -> None:
        """Forget the whole index, so that the next update reads every file."""
        with self._repair:
            self._replace_index()
