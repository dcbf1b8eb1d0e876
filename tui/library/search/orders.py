"""The rows of a query in their order."""

import apsw

from tui.library.search.conditions import Conditions
from tui.library.search.sql.row_conditions import AMONG, WITH_WORDS, Value

_FEW = 5000
"""The number of rows that can be looked up in the time that a walk over 100,000 rows takes."""

_RANKED = 10_000
"""The most rows that are ranked; each takes some microseconds."""

_BY_DETAILS = {"title": ("by_title", "title_key"), "words": ("by_words", "words")}
"""The orders that stand in an index of `details`: its name, and its first column."""

_LARGE_PRIME = (1 << 31) - 1
"""Products of two numbers below it are whole numbers to SQLite."""

_SPREAD = 48_271
"""Parts numbers that follow one another (Park and Miller, 1988)."""

_COLUMNS = "SELECT a.id AS id, a.day AS day, a.read AS read"


def in_order(
    connection: apsw.Connection, conditions: Conditions, reverse: bool
) -> tuple[str, list[Value]]:
    """Return the statement for rows in their order: the id, the day and whether it is read."""
    rows, values = conditions.rows()
    down, up = ("ASC", "DESC") if reverse else ("DESC", "ASC")
    newest = f"a.day {down}, a.date {down}, a.id {up}"
    if conditions.sort in _BY_DETAILS:
        first = up if conditions.sort == "title" else down
        return _by_details(connection, conditions, first, up)
    if conditions.sort == "random":
        # Squares modulo a prime follow no order that can be seen; two numbers share each.
        spread = f"((a.id + ?) * {_SPREAD} % {_LARGE_PRIME})"
        mixed = f"{spread} * {spread} % {_LARGE_PRIME} {down}, {spread} {down}"
        seed = conditions.seed % _LARGE_PRIME
        return f"{_COLUMNS} {rows} ORDER BY {mixed}", [*values, seed, seed, seed]
    if conditions.sort == "relevance" and conditions.near:
        place = f"(SELECT key FROM json_each(?) WHERE value = a.id) {up}"
        return f"{_COLUMNS} {rows} ORDER BY {place}", [*values, conditions.near]
    if conditions.sort == "relevance" and conditions.match:
        if is_ranked(connection, conditions):
            return f"{_COLUMNS} {rows} ORDER BY words.rank {up}, {newest}", values
        newest = f"{WITH_WORDS} {down}, {newest}"
        values.append(conditions.titles)
    elif conditions.sort == "relevance" and conditions.beside[0]:
        # What the user's own words find comes first.
        match, noted = conditions.beside
        if is_ranked(connection, conditions, match):
            ranks = "SELECT rowid AS place, rank FROM words WHERE words MATCH ?"
            beside = f"FROM articles AS a LEFT JOIN ({ranks}) AS found ON found.place = a.place"
            order = f"{AMONG} {down}, found.rank {up}, {newest}"
            return (
                f"{_COLUMNS} {beside} WHERE {conditions.sql()} ORDER BY {order}",
                [match, *conditions.values, noted],
            )
        newest = f"{AMONG} {down}, {WITH_WORDS} {down}, {newest}"
        values += [noted, conditions.titles]
    # The plus keeps SQLite from walking all rows by day to find a few.
    walked = not conditions.few
    return f"{_COLUMNS} {rows} ORDER BY {newest if walked else '+' + newest}", values


def is_ranked(connection: apsw.Connection, conditions: Conditions, match: str = "") -> bool:
    """Tell whether so few rows hold some words that each is ranked.

    The words are those of a full-text expression, else of the conditions.

    Where there are more, those with the words in their titles come first, and the newest
    first among these and among the others.
    """
    return not _more_than(connection, match or conditions.match, _RANKED)


def _more_than(connection: apsw.Connection, match: str, count: int) -> bool:
    return bool(
        connection.execute(
            "SELECT 1 FROM words WHERE words MATCH ? LIMIT 1 OFFSET ?", (match, count)
        ).get
    )


def _by_details(
    connection: apsw.Connection, conditions: Conditions, first: str, up: str
) -> tuple[str, list[Value]]:
    """Return the statement for rows in an order of `details`.

    Args:
        connection: The connection.
        conditions: The conditions.
        first: The direction of the column that comes first.
        up: The direction of ids.
    """
    index, column = _BY_DETAILS[conditions.sort]
    order = f"ORDER BY d.{column} {first}, d.id {up}"
    match = conditions.match
    if conditions.few or (match and not _more_than(connection, match, _FEW)):
        rows, values = conditions.rows()
        found = f"FROM ({_COLUMNS} {rows}) AS a CROSS JOIN details AS d ON d.id = a.id"
        return f"{_COLUMNS} {found} {order}", values
    wanted, values = conditions.sql(), conditions.values
    if match:
        # Rows without the words are passed over without being looked up.
        rows, values = conditions.rows()
        wanted = f"d.id IN (SELECT a.id {rows})"
    return (
        f"{_COLUMNS} FROM details AS d INDEXED BY {index} CROSS JOIN articles AS a"
        f" ON a.id = d.id WHERE {wanted} {order}",
        values,
    )
