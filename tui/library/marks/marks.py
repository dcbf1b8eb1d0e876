"""Read marks, and the undoing of every kind of mark."""

from collections.abc import Callable, Sequence

from tui.library.marks import mark_sources, reading_state, undo
from tui.library.marks.mark_changes import MarkChanges, Stamps, record
from tui.library.marks.undo import Step
from tui.library.query import Query
from tui.library.storage import article_rows
from tui.library.storage.store import Store
from tui.library.storage.user_db import count_change
from tui.library.values import Answer

_FEW = 1000
"""Up to how many articles a step names that marks them as read."""


class Marks:
    """Sets read marks, and undoes changes of marks.

    Each change is durable when its method returns. The methods may be called from any thread.
    """

    def __init__(self, store: Store, find: Callable[[Query], Answer]) -> None:
        """Make the part.

        Args:
            store: Both databases.
            find: Returns what a query finds.
        """
        self._store = store
        self._find = find
        self._changes = MarkChanges(store)

    def set_read(self, ids: Sequence[int], read: bool) -> None:
        """Mark articles as read or unread.

        Raises:
            StorageError: The mark can't be written.
        """

        def work() -> None:
            with self._store.marking:
                if read and len(ids) > _FEW:
                    self._mark_many_read(ids)
                else:
                    self._mark(ids, read)

        self._store.guarded(work)

    def mark_all_read(self, query: Query) -> int:
        """Mark everything that a query finds as read; return how many were unread.

        Raises:
            StorageError: The marks can't be written.
        """
        found = self._find(query._replace(unread=True))
        self.set_read(found.ids, True)
        return found.total

    def undo(self) -> str | None:
        """Undo the latest change of marks, whichever process made it, and when.

        Returns:
            What is so again, in words; None where there is nothing to undo.

        Raises:
            StorageError: It can't be written.
        """
        undone = self._store.guarded(self._take_back)
        if undone is None:
            return None
        step, stamps = undone

        def show() -> None:
            with self._store.marking:
                self._changes.show(step, stamps)

        # Guarded apart: a damaged index must not have another step undone.
        self._store.guarded(show)
        return step.words

    def changed(self) -> bool:
        """Tell whether another process has changed marks since this was last asked.

        Raises:
            StorageError: It can't be read.
        """
        return self._store.seen.look(self._store.guarded(lambda: self._store.user.stamp()))

    def _mark(self, ids: Sequence[int], read: bool) -> None:
        keys = self._changes.keys_of(ids)
        if not keys:
            return
        marked = set(keys.values())
        sources = self._changes.sources_of(sorted(marked), with_text=True) if read else []
        with self._store.user.pool.writing() as connection:
            if read:
                came = reading_state.add_read(connection, marked)
                mark_sources.write(connection, sources)
                step = Step("unread again", len(came), read=came)
            else:
                went = reading_state.take_read(connection, marked)
                step = Step("read again", min(len(keys), len(went)), unread=went)
            stamps = record(connection, step)
        self._changes.show_read(list(keys), read, stamps)

    def _mark_many_read(self, ids: Sequence[int]) -> None:
        """Mark many articles as read with one statement, and no list of them to undo it by."""
        with self._store.user.pool.writing() as connection:
            with self._store.index.reading() as index:
                moment, count = reading_state.add_many_read(
                    connection, article_rows.read_keys(index, ids)
                )
            stamps = record(connection, Step("unread again", count, read_at=moment))
        self._changes.show_read(ids, True, stamps)

    def _take_back(self) -> tuple[Step, Stamps] | None:
        """Undo the latest change in `user.db`; None where there is none."""
        user = self._store.user
        with self._store.marking, user.pool.writing() as connection:
            step = undo.take_back(connection, user.tell)
            return (step, count_change(connection)) if step else None
