"""Search: what queries find in the index, in which order, and what the rows of it show."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar

import apsw

from tui.articles.article import Article, CategoryPath, Summary
from tui.errors import ArticleError, StorageError
from tui.library.query import Grouping, Query
from tui.library.search import answers
from tui.library.search.likeness import nearest
from tui.library.search.strategies import by_day
from tui.library.search.strategies.narrowing import narrowed
from tui.library.search.tallies import tallies
from tui.library.storage import article_rows
from tui.library.storage.store import Store
from tui.library.values import Answer, Outline, Stretch, Tallies

if TYPE_CHECKING:
    from tui.library.indexing.entry import Entry


_T = TypeVar("_T")


class IndexSearch:
    """Answers queries from the index. Its methods may be called from any thread."""

    def __init__(self, store: Store, read: Callable[[int], Article]) -> None:
        """Make the part.

        Args:
            store: Both databases.
            read: Returns the article of a row; raises `ArticleError` or `StorageError` where
                it can't be read.
        """
        self._store = store
        self._read = read

    # -- what a query finds

    def find(
        self,
        query: Query,
        limit: int | None = None,
        cancelled: Callable[[], bool] | None = None,
        counted: bool = True,
        before: Answer | None = None,
        so_far: Callable[[Answer], object] | None = None,
    ) -> Answer:
        """Return what a query finds.

        Args:
            query: The query.
            limit: The most ids to return; None for all. The numbers count all the same.
            cancelled: Asked every millisecond or so; once it says yes, the search stops.
            counted: Whether to count. Without, the numbers are -1, and the newest of a million
                hits take no longer than those of a hundred.
            before: An answer that holds all that its query found, and after which nothing has
                changed: a query that goes on from it is answered from it, where that is quicker.
            so_far: Told what has been found while the search for a first page goes on, where
                that takes long: the first rows of those that come, without numbers.

        Raises:
            SearchCancelled: `cancelled` said yes.
            StorageError: The index can't be read.
        """

        def work(connection: apsw.Connection) -> Answer:
            found = self._among(connection, query, before) if before else None
            if found is None:
                return answers.search(connection, query, limit, counted, so_far, self._entry)
            return answers.counted_whole(connection, found) if counted else found

        self._store.synchronise()
        return self._ask(work, cancelled)

    def first_page(self, query: Query, limit: int) -> Answer:
        """Return the first rows of a query, counted only where that takes no longer than a frame.

        Args:
            query: The query.
            limit: The most ids to return.

        Raises:
            StorageError: The index can't be read.
        """
        return self.find(query, limit, counted=not self._is_large())

    def first_rows(
        self,
        query: Query,
        limit: int,
        cancelled: Callable[[], bool],
        before: Answer | None,
        so_far: Callable[[Answer], object],
    ) -> Answer | None:
        """Return the first rows of a query, uncounted; None in an archive that is small.

        There `all_rows` takes no longer. The arguments are those of `find`.

        Raises:
            SearchCancelled: `cancelled` said yes.
            StorageError: The index can't be read.
        """
        if not self._is_large():
            return None
        return self.find(query, limit, cancelled, counted=False, before=before, so_far=so_far)

    def all_rows(self, query: Query, cancelled: Callable[[], bool]) -> Answer | Outline:
        """Return all that a query finds: as rows, or laid out by days in a large archive.

        Args:
            query: The query.
            cancelled: Asked every millisecond or so; once it says yes, the search stops.

        Raises:
            SearchCancelled: `cancelled` said yes.
            StorageError: The index can't be read.
        """
        outline = self.outline(query, cancelled) if self._is_large() else None
        return self.find(query, None, cancelled) if outline is None else outline

    def counted(self, answer: Answer) -> Answer:
        """Return an answer with its numbers, without searching again.

        Args:
            answer: One without them that has fewer ids than its limit, so that it has all.

        Raises:
            StorageError: The index can't be read.
        """
        return self._store.ask(lambda connection: answers.counted_whole(connection, answer))

    def tallies(
        self,
        query: Query,
        grouping: Grouping,
        cancelled: Callable[[], bool] | None = None,
    ) -> Tallies:
        """Return how many articles every group holds, under a query without its own group.

        An article counts once in each of its categories and once in each above them.

        Args:
            query: The query.
            grouping: What to count by; the query's field of that name is left out.
            cancelled: Asked every millisecond or so; once it says yes, the counting stops.

        Raises:
            SearchCancelled: `cancelled` said yes.
            StorageError: The index can't be read.
        """
        return self._ask(lambda connection: tallies(connection, query, grouping), cancelled)

    def categories(
        self, query: Query, cancelled: Callable[[], bool] | None = None
    ) -> dict[CategoryPath, int]:
        """Return how many articles every category holds, as `tallies` counts them.

        Raises:
            SearchCancelled: `cancelled` said yes.
            StorageError: The index can't be read.
        """
        counts = self.tallies(query, "category", cancelled).counts
        return {category: tally.all for category, tally in counts.items() if category}

    def days(self, query: Query, cancelled: Callable[[], bool] | None = None) -> dict[date, int]:
        """Return how many articles each local day has, under a query without its days.

        Args:
            query: The query.
            cancelled: Asked every millisecond or so; once it says yes, the counting stops.

        Raises:
            SearchCancelled: `cancelled` said yes.
            StorageError: The index can't be read.
        """
        return self._ask(lambda connection: by_day.days(connection, query), cancelled)

    def nearest(
        self, query: Query, id: int, cancelled: Callable[[], bool] | None = None
    ) -> array[int]:
        """Return the articles that share the rarest words with an article, the nearest first.

        Args:
            query: The filters that they must pass, above all the open folders.
            id: The article, which is left out.
            cancelled: Asked every millisecond or so; once it says yes, this stops.

        Raises:
            ArticleError: The article can't be read.
            SearchCancelled: `cancelled` said yes.
            StorageError: The index can't be read, or has no such row.
        """
        entry = self._made(id)
        return self._ask(lambda connection: nearest(connection, query, id, entry), cancelled)

    # -- rows

    def summaries(self, ids: Sequence[int]) -> list[Summary]:
        """Return what rows show, in the order asked; rows that are gone are left out.

        Raises:
            StorageError: The index can't be read.
        """
        folders = self._store.folders
        return self._store.ask(lambda connection: article_rows.summaries(connection, ids, folders))

    def first_unread(self, ids: Sequence[int]) -> int | None:
        """Return the first of some articles that is unread; None where all are read.

        Raises:
            StorageError: The index can't be read.
        """
        return self._store.ask(lambda connection: by_day.first_unread(connection, ids))

    # -- the list of a large archive, which never holds all of its rows

    def outline(self, query: Query, cancelled: Callable[[], bool] | None = None) -> Outline | None:
        """Return how many articles of a query each day has.

        None where the list is in another order than that of time, or where marks decide what
        it holds: reading an article would shift all rows that are asked for later.

        Args:
            query: The query.
            cancelled: Asked every millisecond or so; once it says yes, this stops.

        Raises:
            SearchCancelled: `cancelled` said yes.
            StorageError: The index can't be read.
        """
        self._store.synchronise()
        return self._ask(lambda connection: by_day.outline(connection, query), cancelled)

    def stretch(self, query: Query, wanted: Stretch) -> array[int]:
        """Return the ids of a stretch of the list that `outline` lays out.

        Fewer come where articles have gone from the index since.

        Raises:
            StorageError: The index can't be read.
        """
        return self._store.ask(lambda connection: by_day.stretch(connection, query, wanted))

    def place_of(self, query: Query, id: int) -> tuple[int, int] | None:
        """Return where in the list that `outline` lays out an article stands.

        Returns:
            Its day as yyyymmdd, 0 for none, and how many rows of that day come before it;
            None where it is not in the list.

        Raises:
            StorageError: The index can't be read.
        """
        return self._store.ask(lambda connection: by_day.place_of(connection, query, id))

    def next_unread(self, query: Query, id: int, step: int) -> int | None:
        """Return the unread article of a list by days that comes next after an article.

        Args:
            query: The query of the list.
            id: The article; it need not be in the list any more.
            step: 1 to look forwards, -1 backwards.

        Returns:
            Its id; None where there is none.

        Raises:
            StorageError: The index can't be read.
        """
        return self._store.ask(lambda connection: by_day.next_unread(connection, query, id, step))

    # -- asking

    def _ask(
        self, work: Callable[[apsw.Connection], _T], cancelled: Callable[[], bool] | None = None
    ) -> _T:
        """Ask one state of the index, until it is cancelled."""

        def asking(connection: apsw.Connection) -> _T:
            with answers.interruptible(connection, cancelled):
                return work(connection)

        return self._store.ask(asking)

    def _is_large(self) -> bool:
        """Tell whether the index holds so many articles that counting them takes time."""
        return self._store.ask(answers.is_large)

    def _among(self, connection: apsw.Connection, query: Query, before: Answer) -> Answer | None:
        """Look for what a query finds among an earlier answer, where it can find no others."""
        try:
            return narrowed(connection, query, before, self._made)
        except ArticleError:
            return None  # The file has changed since the index read it.

    def _made(self, id: int) -> Entry:
        """Return what the index would know of an article now.

        Raises:
            ArticleError: It can't be read.
            StorageError: It is gone.
        """
        from tui.library.indexing.entry_maker import make_entry

        return make_entry(self._read(id))

    def _entry(self, id: int) -> Entry | None:
        """Return what the index would know of an article now; None where it can't be read."""
        try:
            return self._made(id)
        except (ArticleError, StorageError):
            return None  # Its file is gone, or the row is, since the index was asked.
