"""Bookmarks and labels of many articles at once, such as all that a query finds."""

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from tui.articles.article import Article
from tui.errors import ArticleError
from tui.library.exchange.tidy_words import tidy_labels
from tui.library.marks import bookmark_rows, mark_sources
from tui.library.marks.bookmark_rows import KeptArticle
from tui.library.marks.marks import MarkChanges, record
from tui.library.marks.undo import Noted, Step
from tui.library.progress_rate import Pace
from tui.library.storage.store import Store
from tui.library.storage.user_db import UserData
from tui.library.values import Key, Notes, Progress

AT_A_TIME = 500
"""The number of articles in one transaction; where the work is interrupted, the transactions
before stay, and are undone as one."""


class Outcome(NamedTuple):
    """The result of a change of many articles."""

    changed: int
    """How many articles it changed."""
    problems: Sequence[str]
    """A sentence for each article that could not be read, and so was not bookmarked."""


class BulkMarks:
    """Changes the bookmarks of many articles; each change is one step to undo.

    A change is written some hundreds of articles at a time, and other changes of marks can be
    made meanwhile. Each transaction is durable. The methods may be called from any thread.
    """

    def __init__(self, store: Store, changes: MarkChanges, read: Callable[[int], Article]) -> None:
        """Make the part.

        Args:
            store: Both databases.
            changes: The work that all parts of the marks share.
            read: Returns the article of a row; raises `ArticleError` where it can't be read.
        """
        self._store = store
        self._read = read
        self._changes = changes

    def bookmark(
        self,
        ids: Sequence[int],
        labels: Sequence[str] = (),
        *,
        progress: Callable[[Progress], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Outcome:
        """Bookmark articles with a copy of each, and add labels to their bookmarks.

        Args:
            ids: The rows of the articles.
            labels: The labels; those of bookmarks that are there already are added to.
            progress: Told how far it is, in the calling thread.
            cancelled: Asked between transactions; what was written until then stays.

        Returns:
            How many were bookmarked or labelled.

        Raises:
            StorageError: They can't be written, or not all of them.
        """
        more = tidy_labels(labels)
        work = _Bookmarking(self._store, self._changes, self._read, more)
        changed = self._in_parts(ids, work.part, progress, cancelled)
        return Outcome(changed, work.problems)

    def drop(
        self,
        ids: Sequence[int],
        *,
        progress: Callable[[Progress], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Outcome:
        """Remove the bookmarks of articles; see `bookmark`."""
        return Outcome(self._in_parts(ids, self._drop, progress, cancelled), ())

    def unlabel(
        self,
        ids: Sequence[int],
        labels: Sequence[str] | None,
        *,
        progress: Callable[[Progress], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Outcome:
        """Take labels off the bookmarks of articles; see `bookmark`.

        Args:
            ids: The rows of the articles.
            labels: The labels; None for all that they have.
            progress: As for `bookmark`.
            cancelled: As for `bookmark`.
        """
        fewer = None if labels is None else tidy_labels(labels)

        def change(notes: Notes) -> Notes:
            off = notes.labels if fewer is None else fewer
            return bookmark_rows.with_labels(notes, (), off)

        def part(ids: Sequence[int], began: float) -> int:
            return self._change_notes(ids, began, change)

        return Outcome(self._in_parts(ids, part, progress, cancelled), ())

    def _in_parts(
        self,
        ids: Sequence[int],
        part: Callable[[Sequence[int], float], int],
        progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> int:
        """Do work in parts of one step, and return how many articles were changed."""
        began, pace, changed = time.time(), Pace(), 0
        for start in range(0, len(ids), AT_A_TIME):
            if cancelled():
                break
            progress(pace.at(start, len(ids)))
            some = ids[start : start + AT_A_TIME]
            changed += self._store.guarded(lambda some=some: part(some, began))  # type: ignore[misc]
        return changed

    def _drop(self, ids: Sequence[int], began: float) -> int:
        with self._store.marking:
            keys = self._changes.keys_of(ids)
            with self._store.user.pool.writing() as connection:
                dropped = bookmark_rows.take(connection, sorted(set(keys.values())))
                step = Step("bookmarked again", len(dropped), dropped=dropped)
                stamps = record(connection, step, began)
            self._changes.show(step, stamps)
        return len(dropped)

    def _change_notes(
        self, ids: Sequence[int], began: float, change: bookmark_rows.ChangeOfNotes
    ) -> int:
        with self._store.marking:
            keys = self._changes.keys_of(ids)
            with self._store.user.pool.writing() as connection:
                noted = bookmark_rows.change_notes(connection, set(keys.values()), change)
                step = Step("labelled as before", len(noted), noted=noted)
                stamps = record(connection, step, began)
            self._changes.show(step, stamps)
        return len(noted)


class _Bookmarking:
    """Bookmarks and labels articles, part by part."""

    def __init__(
        self,
        store: Store,
        changes: MarkChanges,
        read: Callable[[int], Article],
        labels: tuple[str, ...],
    ) -> None:
        self._store = store
        self._changes = changes
        self._read = read
        self._labels = labels
        self.problems: list[str] = []

    def part(self, ids: Sequence[int], began: float) -> int:
        """Bookmark some articles; return how many were bookmarked or labelled."""
        keys = {key: id for id, key in self._changes.keys_of(ids).items()}
        # Reading takes most of the time: others may make marks meanwhile.
        kept = self._copies(self._store.user, keys)
        with self._store.marking:
            sources = self._changes.sources_of([each.key for each in kept], with_text=False)
            with self._store.user.pool.writing() as connection:
                noted: list[Noted] = []
                if self._labels:
                    noted = bookmark_rows.change_notes(
                        connection,
                        keys,
                        lambda notes: bookmark_rows.with_labels(notes, self._labels, ()),
                    )
                # Another process may have made some of them meanwhile.
                new = [each for each in kept if not bookmark_rows.has(connection, each.key)]
                bookmark_rows.add(connection, new)
                mark_sources.write(connection, sources)
                count = len(new) + len(noted)
                outcome = "labelled as before" if self._labels else "bookmarked no more"
                step = Step(outcome, count, kept=[each.key for each in new], noted=noted)
                stamps = record(connection, step, began)
            self._changes.show(step, stamps)
        return count

    def _copies(self, user: UserData, keys: dict[Key, int]) -> list[KeptArticle]:
        """Return the bookmarks to be made of those articles that have none yet."""
        with user.pool.reading() as connection:
            new = [key for key in keys if not bookmark_rows.has(connection, key)]
        kept: list[KeptArticle] = []
        for key in new:
            try:
                article = self._read(keys[key])
            except ArticleError as error:
                self.problems.append(str(error))
                continue
            now = datetime.now().astimezone()
            kept.append(bookmark_rows.keep(article, key, now, "", self._labels))
        return kept
