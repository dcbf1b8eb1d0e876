"""Single conditions of a query as SQL on a row `a` of `articles`, each with its values."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import apsw

from tui.articles.article import CategoryPath
from tui.library.local_days import number_of
from tui.library.query import HAS, Days, Lengths
from tui.library.search.category_orders import orders_of
from tui.library.search.folding import fold
from tui.library.search.query_language import Category, Condition, Flag, Name, Term
from tui.library.search.sql import match_expressions
from tui.library.search.strategies.rowid_order import DAY, LAST, first_place
from tui.library.storage.article_rows import ids_to_json
from tui.library.storage.index_db import LEVEL
from tui.library.storage.scope import OPEN, SHOWN

Value = str | int | float | bytes | None

RowCondition = tuple[str, *tuple[Value, ...]]
"""A condition, and a value for each of its question marks."""

WITH_WORDS = "a.place IN (SELECT rowid FROM words WHERE words MATCH ?)"
"""Asks for words by a search of its own, since another condition may do as well."""

WITH_NOTES = "a.id IN (SELECT rowid FROM note_words WHERE note_words MATCH ?)"
"""Asks for words in what the user wrote about an article."""

AMONG = "a.id IN (SELECT value FROM json_each(?))"
"""Asks for some rows, whose numbers are a JSON list."""

_FLAGS = {
    "read": "a.read",
    "unread": "NOT a.read",
    "bookmarked": "a.bookmarked",
    "highlight": "a.highlights",
    "note": "a.id IN (SELECT id FROM noted WHERE note <> '')",
}
"""The conditions of the flags that the user sets; those in `HAS` are bits of one column."""

_EARLY = date(1, 1, 3)
_LATE = date(9999, 12, 28)
"""Days nearer to the ends of the calendar may have no two days before or after them."""


def category_condition(connection: apsw.Connection, category: CategoryPath) -> RowCondition:
    """Return the condition for a category and all below it; for the empty path, for none at all."""
    if not category:
        return ("a.filing = 0",)
    orders = orders_of(connection)
    path = LEVEL.join(category)
    numbers = _category_numbers(connection, orders.usual.get(path, path))
    among = ",".join("?" * len(numbers))
    filings = f"SELECT filing FROM filed WHERE category IN ({among})"
    if not orders.filings:
        return (f"a.filing IN ({filings})", *numbers)
    rows = connection.execute(f"SELECT path FROM categories WHERE id IN ({among})", numbers)
    wanted = {str(path) for (path,) in rows}
    here = [filing for filing, paths in orders.filings.items() if wanted & paths]
    ids = "SELECT value FROM json_each(?)"
    condition = f"a.filing IN ({filings} AND filing NOT IN ({ids}) UNION ALL {ids})"
    values: list[Value] = [*numbers, ids_to_json(list(orders.filings)), ids_to_json(here)]
    return (condition, *values)


def _category_numbers(connection: apsw.Connection, path: str) -> list[int]:
    """Return the number of a category; where none is written just so, of those that match it."""
    exact = connection.execute("SELECT id FROM categories WHERE path = ?", (path,)).get
    if exact is not None:
        return [exact]
    wanted = fold(path)
    rows = connection.execute("SELECT id, path FROM categories")
    return [number for number, other in rows if fold(other) == wanted]


def name_condition(connection: apsw.Connection, naming: str, name: str) -> RowCondition:
    """Return the condition for a tag, an author or a label, with its values.

    Args:
        connection: The connection that the condition is for.
        naming: One of `NAMINGS`.
        name: The whole name; where none is written just so, all that match it are meant. The
            empty string means articles without any.
    """
    named = "SELECT article FROM named WHERE name"
    if not name:
        return (f"a.id NOT IN ({named} IN (SELECT id FROM names WHERE field = ?))", naming)
    sql = "SELECT id FROM names WHERE field = ? AND name = ?"
    numbers = [connection.execute(sql, (naming, name)).get]
    if numbers == [None]:
        wanted = fold(name)
        rows = connection.execute("SELECT id, name FROM names WHERE field = ?", (naming,))
        numbers = [number for number, other in rows if fold(other) == wanted]
    return (f"a.id IN ({named} IN ({','.join('?' * len(numbers))}))", *numbers)


def days_condition(days: Days) -> RowCondition:
    """Return the condition for local days."""
    # One lower bound only: of several, SQLite may begin its walk at the widest.
    parts = ["a.day >= ?"]
    values: list[Value] = [number_of(days.first) if days.first else 1]
    if days.last:
        parts.append("a.day <= ?")
        values.append(number_of(days.last))
    return (f"({' AND '.join(parts)})", *values)


def places_of(days: Days) -> tuple[int, int]:
    """Return the first place that articles of local days can have, and the first one after."""
    newest = first_place(_around(days.last, 2)) if days.last and days.last < _LATE else 0
    oldest = first_place(_around(days.first, -2)) if days.first and days.first > _EARLY else None
    return newest, LAST if oldest is None else oldest + DAY


def _around(day: date, offset: int) -> float:
    """Return a midnight near a day, in seconds since 1970; no zone is two days from UTC."""
    return (
        datetime.combine(day + timedelta(days=offset), time()) - datetime(1970, 1, 1)
    ).total_seconds()


def condition_on(connection: apsw.Connection, asked: Condition) -> RowCondition:
    """Return one condition of a query as SQL.

    Args:
        connection: The connection that the condition is for.
        asked: The condition as it was understood.
    """
    match asked:
        case Category(path):
            # The plus keeps SQLite from looking up many rows one by one.
            wanted, *values = category_condition(connection, path)
            return (f"+{wanted}", *values)
        case Name(naming, name):
            wanted, *values = name_condition(connection, naming, name)
            return (f"+{wanted}", *values)
        case Days():
            return days_condition(asked)
        case Lengths(fewest, most):
            inside = "SELECT id FROM details WHERE words >= ? AND words <= ?"
            return (f"+a.id IN ({inside})", fewest or 0, LAST if most is None else most)
        case Flag(name=name) if name in HAS:
            return ("a.has & ?", HAS[name])
        case Flag(name=name):
            return (_FLAGS[name],)
        case Term(field="link" | "links" | "path"):
            return _place_condition(connection, asked)
    in_words = match_expressions.of_words(asked)
    in_notes = match_expressions.of_notes(asked)
    if not in_words:
        return (WITH_NOTES, in_notes)
    if not in_notes:
        return (WITH_WORDS, in_words)
    return (f"({WITH_WORDS} OR {WITH_NOTES})", in_words, in_notes)


def _place_condition(connection: apsw.Connection, asked: Term) -> RowCondition:
    """Return the condition for an address, a link to an article, or a path."""
    sought = " ".join(asked.chunks)
    if asked.field == "path":
        inside = f"SELECT {SHOWN} FROM files AS f WHERE instr(f.folded, ?) AND {OPEN}"
        return (f"a.id IN ({inside})", sought)
    if asked.field == "links":
        # Few queries ask for links, so that a start does not import them.
        from tui.library.links.backlinks import linking_to_name

        return (AMONG, ids_to_json(linking_to_name(connection, sought)))
    # Few addresses hold more than ASCII, and all others are folded in SQL.
    connection.create_scalar_function("folded", _folded, 1, deterministic=True)
    return (
        "a.id IN (SELECT id FROM details WHERE instr(lower(link), ?)"
        " OR link GLOB '*[^ -~]*' AND instr(folded(link), ?))",
        sought,
        sought,
    )


def _folded(*address: apsw.SQLiteValue) -> str:
    return fold(str(address[0]))
