"""The library's answers to a list of a large archive, which never holds all of its rows."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence

from tui.library.finding import Finding
from tui.library.query import Query
from tui.library.search import answers
from tui.library.search.strategies import by_day
from tui.library.values import Outline, Stretch


class Listing(Finding):
    """Lays lists out, and gives stretches of them."""

    def outline(self, query: Query, cancelled: Callable[[], bool] | None = None) -> Outline | None:
        """Return how many articles of a query each day has.

        None where the list is in another order than that of time, or where marks decide what
        it holds: reading an article would shift all rows that are asked for later.

        Args:
            query: What is asked.
            cancelled: Asked every millisecond or so; once it says yes, this stops.

        Raises:
            SearchCancelled: `cancelled` said yes.
            StorageError: The index can't be read.
        """

        def work() -> Outline | None:
            with (
                self._index.reading() as connection,
                answers.interruptible(connection, cancelled),
            ):
                return by_day.outline(connection, query)

        self._synchronise()
        return self._guarded(work)

    def stretch(self, query: Query, wanted: Stretch) -> array[int]:
        """Return the ids of a stretch of the list that `outline` lays out.

        Fewer come where articles have gone from the index since.

        Raises:
            StorageError: The index can't be read.
        """
        return self._ask(lambda connection: by_day.stretch(connection, query, wanted))

    def place_of(self, query: Query, id: int) -> tuple[int, int] | None:
        """Return where in the list that `outline` lays out an article stands.

        Returns:
            Its day as yyyymmdd, 0 for none, and how many rows of that day come before it;
            None where it is not in the list.

        Raises:
            StorageError: The index can't be read.
        """
        return self._ask(lambda connection: by_day.place_of(connection, query, id))

    def next_unread(self, query: Query, id: int, step: int) -> int | None:
        """Return the unread article of a list by days that comes next after an article.

        Args:
            query: What is listed.
            id: The article; it need not be in the list any more.
            step: 1 to look forwards, -1 backwards.

        Returns:
            Its id; None where there is none.

        Raises:
            StorageError: The index can't be read.
        """
        return self._ask(lambda connection: by_day.next_unread(connection, query, id, step))

    def first_unread(self, ids: Sequence[int]) -> int | None:
        """Return the first of some articles that is unread; None where all are read.

        Raises:
            StorageError: The index can't be read.
        """
        return self._ask(lambda connection: by_day.first_unread(connection, ids))
