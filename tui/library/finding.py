"""The library's answers: what is found, what rows show, and whole articles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import apsw

from tui.articles.article import Article, CategoryPath, Summary
from tui.errors import ArticleError, StorageError
from tui.library.query import Query
from tui.library.search import answers as search
from tui.library.search.strategies import by_day
from tui.library.storage import article_rows
from tui.library.storage.store import Store
from tui.library.values import Answer, Key

if TYPE_CHECKING:
    from tui.library.indexing.entry import Entry
    from tui.library.search.matches import Terms
    from tui.library.search.snippets import Snippet


class Finding(Store):
    """Asks the index, and reads articles."""

    def search(
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
            query: What is asked.
            limit: The most ids to return; None for all. The numbers count all the same.
            cancelled: Asked every millisecond or so; once it says yes, the search stops.
            counted: Whether to count. Without, the numbers are -1, and the newest of a million
                hits take no longer than those of a hundred.
            before: An answer that holds all that its query found, and after which nothing has
                changed: who types on is answered from it, where that is quicker.
            so_far: Told what has been found while the search for a first page goes on, where
                that takes long: the first rows of those that come, without numbers.

        Raises:
            SearchCancelled: `cancelled` said yes.
            StorageError: The index can't be read.
        """

        def work() -> Answer:
            with (
                self._index.reading() as connection,
                search.interruptible(connection, cancelled),
            ):
                found = self._among(connection, query, before) if before else None
                if found is None:
                    return search.search(connection, query, limit, counted, so_far, self._entry)
                return search.counted_whole(connection, found) if counted else found

        self._synchronise()
        return self._guarded(work)

    def _among(self, connection: apsw.Connection, query: Query, before: Answer) -> Answer | None:
        """Look for what a query finds among an earlier answer, where it can find no others."""
        from tui.library.indexing.entry import make_entry
        from tui.library.search.strategies.narrowing import narrowed

        try:
            return narrowed(connection, query, before, lambda id: make_entry(self.article(id)))
        except ArticleError:
            return None  # The index knows of it what its file says no more.

    def _entry(self, id: int) -> Entry | None:
        """Return what the index would know of an article now; None where it can't be read."""
        from tui.library.indexing.entry import make_entry

        try:
            return make_entry(self.article(id))
        except (ArticleError, StorageError):
            return None  # Its file is gone, or the row is, since the index was asked.

    def counted(self, answer: Answer) -> Answer:
        """Return an answer with its numbers, without searching again.

        Args:
            answer: One without them that has fewer ids than its limit, so that it has all.

        Raises:
            StorageError: The index can't be read.
        """
        return self._ask(lambda connection: search.counted_whole(connection, answer))

    @property
    def is_large(self) -> bool:
        """Whether the index holds so many articles that counting them takes time.

        Raises:
            StorageError: The index can't be read.
        """
        return self._ask(search.is_large)

    def summaries(self, ids: Sequence[int]) -> list[Summary]:
        """Return what rows show, in the order asked; rows that are gone are left out.

        Raises:
            StorageError: The index can't be read.
        """
        return self._ask(lambda connection: article_rows.summaries(connection, ids, self.folders))

    def article(self, id: int) -> Article:
        """Return a whole article: from its file, else the bookmark's copy, else as piped in.

        Raises:
            ArticleError: Its file can't be read, and there is no copy.
            StorageError: The index can't be read, or has no such row.
        """
        place = self._ask(lambda connection: article_rows.whereabouts(connection, id, self.folders))
        if place is None:
            raise StorageError("The article is not in the index any more.")
        return self._read(place)

    def snippet(self, id: int, terms: Terms, width: int = 160) -> Snippet:
        """Return the piece of an article's text that shows best why a query found it.

        Only so much of a long article is read that a screenful of them takes no time.

        Args:
            id: The article; one that is gone, or can't be read, has an empty snippet.
            terms: What `terms_of` returned for the query.
            width: The most characters to return.

        Raises:
            StorageError: The index can't be read.
        """
        from tui.library.search.snippet_source import read_some, snippet_from
        from tui.library.search.snippets import Snippet

        place = self._ask(lambda connection: article_rows.whereabouts(connection, id, self.folders))
        try:
            return snippet_from(self._read(place, read_some), terms, width) if place else Snippet()
        except ArticleError:
            return Snippet()

    def _read(
        self, place: article_rows.Whereabouts, read: Callable[[Path], Article] | None = None
    ) -> Article:
        from tui.articles.reading import read_article
        from tui.library.article_json import from_json

        problem = ArticleError(f"“{place.title}” has no file and no copy any more.")
        for path in place.paths:
            try:
                return (read or read_article)(path)
            except ArticleError as error:
                problem = error
        if place.stored:
            try:
                return from_json(place.stored)
            except ValueError as error:
                raise ArticleError(f"The copy of “{place.title}” is not whole.") from error
        if copy := self._guarded(lambda: self._copy(place.key)):
            return copy
        raise problem

    def _copy(self, key: Key) -> Article | None:
        from tui.library.marks import bookmarks as keeping

        with self._user.pool.reading() as connection:
            kept = keeping.get(connection, key)
            return kept.copy(self._user.tell) if kept else None

    def categories(
        self, query: Query, cancelled: Callable[[], bool] | None = None
    ) -> dict[CategoryPath, int]:
        """Return how many articles every category holds, under a query without its category.

        An article counts once in each of its categories and once in each above them.

        Args:
            query: What is asked.
            cancelled: Asked every millisecond or so; once it says yes, the counting stops.

        Raises:
            SearchCancelled: `cancelled` said yes.
            StorageError: The index can't be read.
        """

        def work(connection: apsw.Connection) -> dict[CategoryPath, int]:
            with search.interruptible(connection, cancelled):
                return search.categories(connection, query)

        return self._ask(work)

    def days(self, query: Query, cancelled: Callable[[], bool] | None = None) -> dict[date, int]:
        """Return how many articles each local day has, under a query without its days.

        Args:
            query: What is asked.
            cancelled: Asked every millisecond or so; once it says yes, the counting stops.

        Raises:
            SearchCancelled: `cancelled` said yes.
            StorageError: The index can't be read.
        """

        def work(connection: apsw.Connection) -> dict[date, int]:
            with search.interruptible(connection, cancelled):
                return by_day.days(connection, query)

        return self._ask(work)
