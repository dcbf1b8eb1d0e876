"""Changes of marks: written to `user.db` first, then shown in the index; each can be undone."""

from collections.abc import Callable, Mapping, Sequence

import apsw

from tui.articles.article import Article
from tui.library.indexing.index_writer import IndexWriter
from tui.library.marks import index_marks, mark_sources, reading_state, undo
from tui.library.marks.mark_sources import Source
from tui.library.marks.undo import Step
from tui.library.query import Query
from tui.library.storage import article_rows
from tui.library.storage.store import Store
from tui.library.storage.user_db import count_change, stamp_of
from tui.library.values import Answer, Key

Stamps = tuple[str, str]
"""The stamps of `user.db` before and after a change."""


class MarkChanges:
    """The work that all changes of marks share: the keys of rows, and their display in the index.

    Whether a mark is there is asked of `user.db`, in the transaction that changes it: the
    index may not know yet what another process has done.
    """

    def __init__(self, store: Store) -> None:
        """Make the part.

        Args:
            store: Both databases; its lock `marking` is held by the caller of each method.
        """
        self._store = store

    def keys_of(self, ids: Sequence[int]) -> dict[int, Key]:
        """Return the keys of some rows; those that are gone are left out."""
        with self._store.index.reading() as connection:
            return article_rows.keys(connection, ids)

    def sources_of(self, keys: Sequence[Key], *, with_text: bool) -> list[Source]:
        """Return the evidence for articles that are to be marked; see mark_sources.py."""
        with self._store.index.reading() as connection:
            return mark_sources.sources_of(connection, keys, with_text=with_text)

    def witness(self, step: Step) -> None:
        """Write evidence for the marks that the undoing of a step has brought back."""
        sources = [
            *self.sources_of(step.unread, with_text=True),
            *self.sources_of([each.key for each in (*step.dropped, *step.copies)], with_text=False),
        ]
        if sources:
            with self._store.user.pool.writing() as connection:
                mark_sources.write(connection, sources)

    def show_read(self, ids: Sequence[int], read: bool, stamps: Stamps) -> None:
        """Show in the index that articles have been marked as read, or as unread.

        Args:
            ids: The rows.
            read: Which of both.
            stamps: The stamps of `user.db` before and after it.
        """
        with self._store.index.writing() as connection:
            if index_marks.advance(connection, *stamps):
                connection.execute(
                    "UPDATE articles SET read = ?1 WHERE read <> ?1"
                    " AND (id IN (SELECT value FROM json_each(?2)) OR id IN ("
                    "SELECT other.id FROM json_each(?2) AS marked CROSS JOIN twins AS one"
                    " ON one.id = marked.value CROSS JOIN twins AS other ON other.key = one.key))",
                    (read, article_rows.ids_to_json(ids)),
                )
            else:
                index_marks.synchronise(connection, self._store.user)
        self._store.seen.made(*stamps)

    def show(self, step: Step, stamps: Stamps, copies: Mapping[Key, Article] | None = None) -> None:
        """Show in the index what a step, or its undoing, has changed; safe to repeat.

        Args:
            step: The step.
            stamps: The stamps of `user.db` before and after it.
            copies: Articles of new bookmarks that need not be read from their copies.
        """
        user = self._store.user
        with self._store.index.writing() as connection:
            if not index_marks.advance(connection, *stamps):
                index_marks.synchronise(connection, user)
            else:
                if step.read_at:
                    index_marks.show_all_read(connection, user)
                index_marks.show_read(connection, user, step.of_read_marks())
                writer = IndexWriter(connection)
                writer.touch(step.of_kept())
                with writer.words_last():
                    index_marks.settle(writer, connection, user, copies)
        self._store.seen.made(*stamps)


def record(connection: apsw.Connection, step: Step, began: float | None = None) -> Stamps:
    """Keep a step so that it can be undone, and count it, in the transaction that makes it.

    The evidence for an article is removed with its last mark. A step that changed nothing is not
    kept.

    Args:
        connection: `user.db`.
        step: The step, or a part of it.
        began: The moment that all parts of the step have; None for a step of one part.

    Returns:
        The stamps of `user.db` before and after it.
    """
    if not len(step):
        return (stamp_of(connection),) * 2
    undo.remember(connection, step, began)
    gone = [*step.dropped, *step.copies]
    mark_sources.forget(connection, [*step.unread, *(each.key for each in gone)])
    return count_change(connection)


_FEW = 1000
"""The most articles marked as read that a step names; of more it keeps the moment only."""


class Marks:
    """Sets read marks, and undoes changes of marks.

    Each change is durable when its method returns. The methods may be called from any thread.
    """

    def __init__(self, store: Store, changes: MarkChanges, find: Callable[[Query], Answer]) -> None:
        """Make the part.

        Args:
            store: Both databases.
            changes: The work that all parts of the marks share.
            find: Returns what a query finds.
        """
        self._store = store
        self._find = find
        self._changes = changes

    def set_read(self, ids: Sequence[int], read: bool) -> int:
        """Mark articles as read or unread, and return how many were not so before.

        Raises:
            StorageError: The mark can't be written.
        """

        def work() -> int:
            with self._store.marking:
                if read and len(ids) > _FEW:
                    return self._mark_many_read(ids)
                return self._mark(ids, read)

        return self._store.guarded(work)

    def mark_all_read(self, query: Query) -> int:
        """Mark everything that a query finds as read; return how many were unread.

        Raises:
            StorageError: The marks can't be written.
        """
        found = self._find(query._replace(unread=True))
        self.set_read(found.ids, True)
        return found.total

    def undo(self) -> str | None:
        """Undo the latest change of marks, whichever process made it, and however long ago.

        Returns:
            A sentence on the state that holds again; None where there is nothing to undo.

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
                self._changes.witness(step)

        # Guarded apart: a damaged index must not have another step undone.
        self._store.guarded(show)
        return step.words

    def changed(self) -> bool:
        """Tell whether another process has changed marks since this was last asked.

        Raises:
            StorageError: It can't be read.
        """
        return self._store.seen.look(self._store.guarded(lambda: self._store.user.stamp()))

    def _mark(self, ids: Sequence[int], read: bool) -> int:
        keys = self._changes.keys_of(ids)
        if not keys:
            return 0
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
        return step.articles

    def _mark_many_read(self, ids: Sequence[int]) -> int:
        """Mark many articles as read with one statement, and no list of them to undo it by."""
        with self._store.index.reading() as index, self._store.user.pool.writing() as connection:
            moment, count = reading_state.add_many_read(
                connection, article_rows.read_keys(index, ids)
            )
            mark_sources.add(connection, mark_sources.sources_of_rows(index, ids))
            stamps = record(connection, Step("unread again", count, read_at=moment))
        self._changes.show_read(ids, True, stamps)
        return count

    def _take_back(self) -> tuple[Step, Stamps] | None:
        """Undo the latest change in `user.db`; None where there is none."""
        user = self._store.user
        with self._store.marking, user.pool.writing() as connection:
            step = undo.take_back(connection, user.tell)
            return (step, count_change(connection)) if step else None
