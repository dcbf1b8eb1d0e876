"""Filters as SQL: folders, marks, categories and days, each as a condition on `articles`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

import apsw

from tui.articles.article import CategoryPath
from tui.library.local_days import number_of
from tui.library.query import Days, Query, Sort
from tui.library.search.strategies.rowid_order import DAY, LAST, first_place
from tui.library.search.text.folding import fold
from tui.library.storage.index_db import LEVEL
from tui.library.storage.scope import is_everything, set_scope

Value = str | int | float | bytes | None

WITH_WORDS = "a.place IN (SELECT rowid FROM words WHERE words MATCH ?)"
"""Asks for words where other things may do as well, by a search of its own."""

BY_WORDS = "words CROSS JOIN articles AS a INDEXED BY by_place ON a.place = words.rowid"
"""The rows of articles, got by their words."""

_SMALL = 3000
"""Up to how many files of the folders, or articles of a category or with a mark, it is quicker to
start from them than from all rows."""

_EARLY = date(1, 1, 3)
_LATE = date(9999, 12, 28)
"""Days nearer to the ends of the calendar have no days around them to be sure of."""


@dataclass(slots=True)
class Conditions:
    """The conditions that must hold of a row `a` of `articles`."""

    where: list[str] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)
    match: str = ""
    """The full-text expression that must hold too; empty where there is none."""
    titles: str = ""
    """The expression for those of its rows that have the words in their titles."""
    beginnings: str = ""
    """An expression that finds all that `match` does, and others, in no time where the full text
    takes long: for words that begin with three letters and more it puts all their lists together.
    Empty where there are none."""
    few: bool = False
    """Whether few rows can match, so that they are better looked up than looked for."""
    places: tuple[int, int] = (0, LAST)
    """Rows can match from the first of these places (see rowid_order.py) to before the second."""
    sort: Sort = "date"
    problem: str = ""
    has_searches: bool = False
    """Whether there are conditions among the others that each search the full text."""
    by_marks: bool = False
    """Whether marks decide which rows match, so that reading an article takes it out."""

    def add(self, condition: str, *values: Value) -> None:
        """Ask one thing more."""
        self.where.append(condition)
        self.values += values

    def sql(self) -> str:
        """Return everything but the full text as one condition."""
        return " AND ".join(self.where) or "1"

    def rows(self) -> tuple[str, list[Value]]:
        """Return what follows the columns of a statement about the matching rows `a`.

        Where words are sought, it begins with these, in the order of places.
        """
        if not self.match:
            return f"FROM articles AS a WHERE {self.sql()}", [*self.values]
        return (
            f"FROM {BY_WORDS} WHERE words MATCH ? AND words.rowid >= ? AND words.rowid < ?"
            f" AND {self.sql()}",
            [self.match, *self.places, *self.values],
        )


def add_folders(conditions: Conditions, connection: apsw.Connection, query: Query) -> None:
    """Ask for what is open, and note on the connection what that is."""
    ranges = set_scope(connection, query.folders)
    if query.elsewhere and query.bookmarked:
        return
    if query.folders is None:
        if not (query.bookmarked or query.elsewhere) and _is_pipe(connection):
            # What was piped in is listed by itself; bookmarks of other articles have their view.
            conditions.add("a.id NOT IN (SELECT id FROM details WHERE copies = 0)")
    elif not is_everything(connection, ranges):
        inside = (
            "SELECT f.article FROM scope CROSS JOIN files AS f"
            " ON f.path >= scope.low AND f.path < scope.high"
        )
        count = connection.execute(f"SELECT count(*) FROM ({inside} LIMIT {_SMALL})").get
        conditions.few = count < _SMALL and not query.elsewhere
        kept = "a.bookmarked OR " if query.elsewhere else ""
        conditions.add(f"({kept}a.id IN ({inside}))")
    elif not query.elsewhere and _has_fileless(connection):
        conditions.add("a.id NOT IN (SELECT id FROM details WHERE copies = 0 OR piped)")


def _has_fileless(connection: apsw.Connection) -> bool:
    sql = "SELECT 1 FROM details WHERE copies = 0 OR piped LIMIT 1"
    return bool(connection.execute(sql).get)


def add_marked(conditions: Conditions, connection: apsw.Connection, mark: str) -> None:
    """Ask for the articles with a mark: `read` or `bookmarked`."""
    conditions.add(f"a.{mark}")
    conditions.by_marks = True
    conditions.few |= not connection.execute(
        f"SELECT 1 FROM articles WHERE {mark} LIMIT 1 OFFSET {_SMALL}"
    ).get


def add_category(
    conditions: Conditions, connection: apsw.Connection, category: CategoryPath
) -> None:
    """Ask for a category and everything below it; for the empty path, for none at all."""
    condition, *values = category_condition(connection, category)
    few = not connection.execute(
        f"SELECT 1 FROM articles AS a WHERE {condition} LIMIT 1 OFFSET {_SMALL}", values
    ).get
    conditions.few |= few
    # The plus keeps SQLite from looking up many rows one by one.
    conditions.add(condition if few else f"+{condition}", *values)


def category_condition(
    connection: apsw.Connection, category: CategoryPath
) -> tuple[str, *tuple[Value, ...]]:
    """Return the condition for a category, with its values; see `add_category`."""
    if not category:
        return ("a.filing = 0",)
    numbers = _category_numbers(connection, category)
    among = ",".join("?" * len(numbers))
    return (f"a.filing IN (SELECT filing FROM filed WHERE category IN ({among}))", *numbers)


def _category_numbers(connection: apsw.Connection, category: CategoryPath) -> list[int]:
    """Return the number of a category; where none is written just so, of those that match it."""
    path = LEVEL.join(category)
    exact = connection.execute("SELECT id FROM categories WHERE path = ?", (path,)).get
    if exact is not None:
        return [exact]
    wanted = fold(path)
    rows = connection.execute("SELECT id, path FROM categories")
    return [number for number, other in rows if fold(other) == wanted]


def _is_pipe(connection: apsw.Connection) -> bool:
    """Tell whether the index is that of a pipe: such an index is in memory and has no other."""
    return bool(connection.execute("SELECT 1 FROM details WHERE piped LIMIT 1").get)


def days_condition(days: Days) -> tuple[str, *tuple[Value, ...]]:
    """Return the condition for local days."""
    # One lower bound only: of several, SQLite may begin its walk at the widest.
    parts = ["a.day >= ?"]
    values: list[Value] = [number_of(days.first) if days.first else 1]
    if days.last:
        parts.append("a.day <= ?")
        values.append(number_of(days.last))
    return (f"({' AND '.join(parts)})", *values)


def places_of(days: Days) -> tuple[int, int]:
    """Return bounds of the places of local days."""
    newest = first_place(_around(days.last, 2)) if days.last and days.last < _LATE else 0
    oldest = first_place(_around(days.first, -2)) if days.first and days.first > _EARLY else None
    return newest, LAST if oldest is None else oldest + DAY


def _around(day: date, offset: int) -> float:
    """Return a midnight near a day, in seconds since 1970; no zone is two days from UTC."""
    return (
        datetime.combine(day + timedelta(days=offset), time()) - datetime(1970, 1, 1)
    ).total_seconds()
