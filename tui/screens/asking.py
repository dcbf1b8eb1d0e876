"""Asking the library in worker threads; answers come back as messages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from tui.articles.article import CategoryPath, Summary
from tui.errors import NewsreaderError
from tui.library.library import Library
from tui.library.query import Query
from tui.library.values import Answer
from tui.widgets.list_rows import ListRows

FIRST_ROWS = 200
"""How many rows come first; more than any window shows."""

_AROUND = 80
"""How many rows on either side of the cursor come with an answer."""


@dataclass(eq=False, repr=False)
class Answered(Message):
    """The library has answered a query."""

    answer: Answer
    rows: ListRows
    summaries: list[Summary]
    """Those around the article that the cursor will be on."""


@dataclass(eq=False, repr=False)
class CategoriesCounted(Message):
    """The categories to pick from are known."""

    counts: dict[CategoryPath, int]
    total: int


@dataclass(eq=False, repr=False)
class DaysCounted(Message):
    """The days to pick from are known."""

    counts: dict[date, int]


@dataclass(eq=False, repr=False)
class UnreadFound(Message):
    """The next unread article has been looked for."""

    id: int | None
    """None where there is none in that direction."""


@dataclass(eq=False, repr=False)
class Failed(Message):
    """The library could not do what was asked of it."""

    reason: str


def rows_of(answer: Answer) -> ListRows:
    """Return the rows of an answer; days part them where the order is by date."""
    return ListRows(answer.ids, answer.days, grouped=answer.query.sort == "date")


class Asker:
    """Asks for a screen; a newer question of a kind cancels the older."""

    def __init__(self, screen: Screen[None], library: Library) -> None:
        """Make an asker.

        Args:
            screen: Whose workers ask, and who gets the messages.
            library: Who is asked.
        """
        self._screen = screen
        self._library = library

    def ask(self, query: Query, near: int | None, new: bool) -> None:
        """Ask for the articles of a query.

        Args:
            query: The query.
            near: The id of the article whose neighbours are wanted at once.
            new: Whether it is another query than before: in a large archive its first rows
                come before all of them, and before they are counted.
        """
        self._screen.run_worker(
            lambda: self._ask(query, near, new), thread=True, exclusive=True, group="ask"
        )

    def count_categories(self, query: Query) -> None:
        """Ask for the categories under all other filters."""
        self._screen.run_worker(
            lambda: self._count_categories(query), thread=True, exclusive=True, group="count"
        )

    def count_days(self, query: Query) -> None:
        """Ask for the days under all other filters."""
        self._screen.run_worker(
            lambda: self._count_days(query), thread=True, exclusive=True, group="count"
        )

    def find_unread(self, query: Query, ids: Sequence[int], cursor: int, step: int) -> None:
        """Look for an unread article.

        Args:
            query: What is listed.
            ids: The listed ids.
            cursor: The place to begin after.
            step: 1 to look forwards, -1 backwards.
        """
        self._screen.run_worker(
            lambda: self._find_unread(query, ids, cursor, step),
            thread=True,
            exclusive=True,
            group="unread",
        )

    def _ask(self, query: Query, near: int | None, new: bool) -> None:
        worker = get_current_worker()
        try:
            if new and self._library.is_large:
                self._answer(query, near, FIRST_ROWS)
            self._answer(query, near, None)
        except NewsreaderError as error:
            if not worker.is_cancelled:
                self._screen.post_message(Failed(str(error)))

    def _answer(self, query: Query, near: int | None, limit: int | None) -> None:
        """Ask, and post the answer; with a limit only its first rows, not counted."""
        worker = get_current_worker()
        answer = self._library.search(
            query, limit, lambda: worker.is_cancelled, counted=limit is None
        )
        rows = rows_of(answer)
        at = (rows.index_of(near) if near is not None else None) or 0
        summaries = self._library.summaries(answer.ids[max(0, at - _AROUND) : at + _AROUND])
        if not worker.is_cancelled:
            self._screen.post_message(Answered(answer, rows, summaries))

    def _count_categories(self, query: Query) -> None:
        try:
            counts = self._library.categories(query)
            total = self._library.search(query._replace(category=None), limit=0).total
        except NewsreaderError as error:
            self._screen.post_message(Failed(str(error)))
            return
        self._screen.post_message(CategoriesCounted(counts, total))

    def _count_days(self, query: Query) -> None:
        try:
            counts = self._library.days(query)
        except NewsreaderError as error:
            self._screen.post_message(Failed(str(error)))
            return
        self._screen.post_message(DaysCounted(counts))

    def _find_unread(self, query: Query, ids: Sequence[int], cursor: int, step: int) -> None:
        try:
            unread = set(self._library.search(query._replace(unread=True)).ids)
        except NewsreaderError as error:
            self._screen.post_message(Failed(str(error)))
            return
        beyond = ids[cursor + 1 :] if step > 0 else ids[:cursor][::-1]
        self._screen.post_message(UnreadFound(next((id for id in beyond if id in unread), None)))
