"""Asking the library in worker threads; answers come back as messages."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from threading import Event

from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from tui.articles.article import Summary
from tui.errors import NewsreaderError
from tui.library.library import Library
from tui.library.query import NAMINGS, Grouping, Likeness, Query
from tui.library.values import Answer, Outline, Tallies
from tui.ui.list.row_places import ListRows, ManyRows

FIRST_ROWS = 200
"""How many rows come first; more than any window shows."""

_AROUND = 80
"""How many rows on either side of the cursor come with an answer."""

_PATIENCE = 0.1
"""How many seconds counting waits at most for the first rows to be drawn."""


@dataclass(eq=False, repr=False)
class Answered(Message):
    """The library has answered a query."""

    answer: Answer
    rows: ListRows
    summaries: list[Summary]
    """Those around the article that the cursor will be on."""
    near: Sequence[int] = ()
    """The articles that were asked to be near, in the order in which they were wanted."""
    cursor: int | None = None
    """The first of those that is listed."""
    drawn: Event = field(default_factory=Event)
    """Set once the rows are on the screen."""


@dataclass(eq=False, repr=False)
class CategoriesCounted(Message):
    """The articles of each category are counted."""

    query: Query
    tallies: Tallies


@dataclass(eq=False, repr=False)
class GroupsCounted(Message):
    """The categories, tags, authors or labels to pick from are counted."""

    query: Query
    grouping: Grouping
    tallies: Tallies
    is_last: bool


@dataclass(eq=False, repr=False)
class DaysCounted(Message):
    """The days to pick from are known."""

    counts: dict[date, int]


@dataclass(eq=False, repr=False)
class LikenessFound(Message):
    """The articles that are like one article are known."""

    like: Likeness


@dataclass(eq=False, repr=False)
class UnreadFound(Message):
    """The next unread article has been looked for."""

    rows: ListRows
    """The rows among which it was looked for."""
    step: int
    """1 where the next was looked for, 2 the one after it, -1 the previous."""
    place: int | None
    """The place of that article, or of the last in that direction; None where there is none."""


@dataclass(eq=False, repr=False)
class Failed(Message):
    """The library could not do what was asked of it."""

    reason: str


class AskFailed(Failed):
    """A query was asked, and there is no answer to it."""


def rows_of(answer: Answer) -> ListRows:
    """Return the rows of an answer that holds them; days part them in the order of time."""
    return ListRows(answer.ids, answer.days, grouped=answer.query.sort == "date")


class QueryWorker:
    """Asks in the workers of a screen; a newer question of a kind cancels the older one."""

    def __init__(self, screen: Screen[None], library: Library) -> None:
        """Make the worker.

        Args:
            screen: Runs the workers and gets their messages.
            library: Answers the queries.
        """
        self._screen = screen
        self._library = library
        self._whole: Answer | None = None
        """The last first page that was all there is, unless the index has changed since."""
        self._outline: Outline | None = None
        """How the rows that were asked for last are laid out, where they are many."""

    def ask(self, query: Query, near: Sequence[int], new: bool) -> None:
        """Ask for the articles of a query.

        Args:
            query: The query.
            near: Articles; the neighbours of the first of them that is listed are wanted at
                once.
            new: Whether it is another query than before: in a large archive its first rows
                come before all of them, and before they are counted.
        """
        self._screen.run_worker(
            lambda: self._ask(query, near, new), thread=True, exclusive=True, group="ask"
        )

    def count_groups(self, query: Query) -> None:
        """Ask for all that can be picked from, each under all other filters."""
        self._screen.run_worker(
            lambda: self._count_groups(query), thread=True, exclusive=True, group="count"
        )

    def count_categories(self, query: Query) -> None:
        """Ask for the categories under all other filters."""
        self._screen.run_worker(
            lambda: self._count_categories(query), thread=True, exclusive=True, group="categories"
        )

    def count_days(self, query: Query) -> None:
        """Ask for the days under all other filters."""
        self._screen.run_worker(
            lambda: self._count_days(query), thread=True, exclusive=True, group="count"
        )

    def find_like(self, query: Query, id: int, title: str) -> None:
        """Look for the articles that are like an article.

        Args:
            query: What they must be; its folders, above all.
            id: The article.
            title: Its title.
        """
        self._screen.run_worker(
            lambda: self._find_like(query, id, title), thread=True, exclusive=True, group="like"
        )

    def find_unread(self, query: Query, rows: ListRows, cursor: int, step: int) -> None:
        """Look for an unread article.

        Args:
            query: What is listed.
            rows: The rows.
            cursor: The place to begin after.
            step: 1 for the next, 2 for the one after it, -1 for the previous.
        """
        self._screen.run_worker(
            lambda: self._find_unread(query, rows, cursor, step),
            thread=True,
            exclusive=True,
            group="unread",
        )

    def _ask(self, query: Query, near: Sequence[int], new: bool) -> None:
        try:
            self._outline = None
            if not new:
                self._whole = None
            listed = [*near]
            rows = self._ask_first(query, near) if new else None
            if rows is not None:
                if len(rows) < FIRST_ROWS:
                    return
                # Where the cursor goes to the top, it stays there.
                listed = [id for id in near if rows.index_of(id) is not None]
            found = self._library.search.all_rows(query, self._cancelled)
            if isinstance(found, Outline):
                self._outline = found
                source = partial(self._library.search.stretch, query)
                many = ManyRows(found.days, found.counts, source)
                self._learn(query, many, listed)
                self._post(found.answer, many, near)
            else:
                self._post(found, rows_of(found), near)
        except NewsreaderError as error:
            self._fail(error, AskFailed)

    def _ask_first(self, query: Query, near: Sequence[int]) -> ListRows | None:
        """Post the first rows of a query, and their counts where these are all rows.

        None where the library has all rows as soon.
        """
        first = self._library.search.first_rows(
            query,
            FIRST_ROWS,
            self._cancelled,
            before=self._whole,
            so_far=lambda answer: self._post(answer, rows_of(answer), near),
        )
        if first is None:
            return None
        rows = rows_of(first)
        is_whole = len(rows) < FIRST_ROWS
        if is_whole:
            self._whole = first
        # Two threads that both have much to do take turns, and drawing would take longer.
        self._post(first, rows, near).wait(_PATIENCE)
        if is_whole:
            self._post(self._library.search.counted(first), rows, near)
        return rows

    def _fail(self, error: NewsreaderError, kind: type[Failed] = Failed) -> None:
        if not get_current_worker().is_cancelled:
            self._screen.post_message(kind(str(error)))

    @staticmethod
    def _cancelled() -> bool:
        return get_current_worker().is_cancelled

    def _learn(self, query: Query, rows: ManyRows, near: Sequence[int]) -> None:
        """Load the rows around the first article that is among them, or the first rows."""
        at = 0
        for id in near:
            place = self._library.search.place_of(query, id)
            if place is not None:
                at = rows.place(*place)
                break
        for block in rows.unknown(range(at - _AROUND, at + _AROUND)):
            rows.learn(block, rows.fetch(block))

    def _post(self, answer: Answer, rows: ListRows, near: Sequence[int]) -> Event:
        """Post an answer, with the summaries around the cursor.

        Returns:
            An event that is set once the rows are on the screen; never, if the question was
            cancelled.
        """
        cursor = next((id for id in near if rows.index_of(id) is not None), None)
        at = (rows.index_of(cursor) if cursor is not None else None) or 0
        around = range(max(0, at - _AROUND), at + _AROUND)
        ids = [id for place in around if (id := rows.id_at(place)) is not None]
        message = Answered(answer, rows, self._library.search.summaries(ids), near, cursor)
        if not get_current_worker().is_cancelled:
            self._screen.post_message(message)
        return message.drawn

    def _count_groups(self, query: Query) -> None:
        groupings: tuple[Grouping, ...] = ("category", *NAMINGS)
        try:
            for grouping in groupings:
                tallies = self._library.search.tallies(query, grouping, self._cancelled)
                self._screen.post_message(
                    GroupsCounted(query, grouping, tallies, grouping == groupings[-1])
                )
        except NewsreaderError as error:
            self._fail(error)

    def _count_categories(self, query: Query) -> None:
        try:
            tallies = self._library.search.tallies(query, "category", self._cancelled)
        except NewsreaderError as error:
            self._fail(error)
            return
        self._screen.post_message(CategoriesCounted(query, tallies))

    def _count_days(self, query: Query) -> None:
        outline = self._outline
        try:
            # Where nothing asks for days, the list is laid out by what the calendar shows.
            if outline and outline.answer.query == query and not (query.days or query.text):
                counts = outline.by_date
            else:
                counts = self._library.search.days(query, self._cancelled)
        except NewsreaderError as error:
            self._fail(error)
            return
        self._screen.post_message(DaysCounted(counts))

    def _find_like(self, query: Query, id: int, title: str) -> None:
        try:
            near = self._library.search.nearest(query, id, self._cancelled)
        except NewsreaderError as error:
            self._fail(error)
            return
        if not get_current_worker().is_cancelled:
            self._screen.post_message(LikenessFound(Likeness(title, (id, *near))))

    def _find_unread(self, query: Query, rows: ListRows, cursor: int, step: int) -> None:
        try:
            place, direction = None, 1 if step > 0 else -1
            for _ in range(abs(step)):
                at = cursor if place is None else place
                beyond = self._unread_beyond(query, rows, at, direction)
                if beyond is None or self._cancelled():
                    break
                place = beyond
        except NewsreaderError as error:
            self._screen.post_message(Failed(str(error)))
            return
        self._screen.post_message(UnreadFound(rows, step, place))

    def _unread_beyond(self, query: Query, rows: ListRows, cursor: int, step: int) -> int | None:
        """Return the place of the next unread article."""
        if isinstance(rows, ManyRows):
            current = rows.id_at(cursor)
            id = self._library.search.next_unread(query, current, step) if current else None
            place = self._library.search.place_of(query, id) if id is not None else None
            return rows.place(*place) if place else None
        id = self._library.search.first_unread(rows.beyond(cursor, step))
        return rows.index_of(id) if id is not None else None
