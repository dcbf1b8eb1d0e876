"""The list of a large archive: how many articles each day has, and stretches of its rows.

A list of a million rows is laid out by the numbers of its days alone. Which articles stand
in a stretch of it is asked when that stretch comes on the screen.
"""

from array import array
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import apsw

from tui.library.local_days import date_of
from tui.library.query import Days, Query
from tui.library.search.answers import all_of_folders, numbers
from tui.library.search.conditions import Conditions, conditions_of
from tui.library.search.sql.row_conditions import places_of
from tui.library.search.strategies.first_rows import newest
from tui.library.search.strategies.rowid_order import LAST, first_place
from tui.library.storage.article_rows import ids_to_json
from tui.library.values import Answer, Outline, Stretch, by_date

_AT_ONCE = 1000
"""The rows of a list that one statement looks at."""


def outline(connection: apsw.Connection, query: Query) -> Outline | None:
    """Return how many articles of a query each day has; see `IndexSearch.outline`."""
    conditions = conditions_of(connection, query)
    if conditions.sort != "date" or conditions.by_marks:
        return None
    days, counts, total, unread = _counted(connection, conditions, _down(query))
    every = all_of_folders(connection, query, conditions, total)
    nothing = array("q")
    answer = Answer(query, nothing, nothing, total, every, unread, conditions.problem)
    return Outline(answer, days, counts)


def days(connection: apsw.Connection, query: Query) -> dict[date, int]:
    """Return how many articles each local day has; see `IndexSearch.days`."""
    conditions = conditions_of(connection, query, days=False)
    days, counts, _, _ = _counted(connection, conditions, "ASC")
    return by_date(days, counts)


def _counted(
    connection: apsw.Connection, conditions: Conditions, order: str
) -> tuple["array[int]", "array[int]", int, int]:
    """Return days, how many articles each has, and how many there are and are unread in all.

    They come in one step of SQLite: each step would take Python's lock anew, which a busy
    interface hands over slowly.
    """
    rows, values = conditions.rows()
    found = connection.execute(
        "SELECT group_concat(day), group_concat(count), sum(count), sum(unread) FROM ("
        f"SELECT a.day AS day, count(*) AS count, sum(NOT a.read) AS unread {rows}"
        f" GROUP BY a.day ORDER BY a.day {order})",
        values,
    ).get
    return numbers(found[0]), numbers(found[1]), found[2] or 0, found[3] or 0


def stretch(connection: apsw.Connection, query: Query, wanted: Stretch) -> "array[int]":
    """Return the ids of a stretch of rows; see `IndexSearch.stretch`."""
    conditions = _of_days(conditions_of(connection, query), wanted.days)
    rows, values = conditions.rows()
    found = connection.execute(
        f"SELECT group_concat(id) FROM (SELECT a.id AS id {rows} {_order(query)} LIMIT ? OFFSET ?)",
        [*values, wanted.length, wanted.offset],
    ).get
    return numbers(found)


def place_of(connection: apsw.Connection, query: Query, id: int) -> tuple[int, int] | None:
    """Return the day of an article and its place within that; see `IndexSearch.place_of`."""
    row = connection.execute("SELECT place, day, date FROM articles WHERE id = ?", (id,)).get
    if row is None:
        return None
    place, day, moment = row
    conditions = conditions_of(connection, query)
    low, high = conditions.places
    if not low <= place < high:
        return None
    here = replace(conditions, places=(place, place + 1))
    rows, values = here.rows()
    if not connection.execute(f"SELECT 1 {rows} AND a.id = ?", [*values, id]).get:
        return None
    rows, values = _of_days(conditions, (day, day)).rows()
    sign, step = ("<", ">") if query.reverse else (">", "<")
    before = f"(a.date {sign} ? OR a.date IS ? AND a.id {step} ?)"
    count: int = connection.execute(
        f"SELECT count(*) {rows} AND {before}", [*values, moment, moment, id]
    ).get
    return day, count


def next_unread(connection: apsw.Connection, query: Query, id: int, step: int) -> int | None:
    """Return the next unread article of a list by days; see `IndexSearch.next_unread`."""
    row = connection.execute("SELECT day, date FROM articles WHERE id = ?", (id,)).get
    if row is None:
        return None
    day, moment = row
    onward = query._replace(unread=True, reverse=query.reverse != (step < 0))
    conditions = conditions_of(connection, onward)
    older, later = (">", "<") if onward.reverse else ("<", ">")
    beyond = (
        f"(a.day {older} ? OR a.day = ? AND (a.date {older} ? OR a.date IS ? AND a.id {later} ?))"
    )
    # Of several bounds, SQLite begins its walk at the first.
    conditions.where.insert(0, f"a.day {older}= ? AND {beyond}")
    conditions.values[:0] = [day, day, day, moment, moment, id]
    if not conditions.match:
        rows, values = conditions.rows()
        found: int | None = connection.execute(
            f"SELECT a.id {rows} {_order(onward)} LIMIT 1", values
        ).get
        return found
    bounded = _within(conditions, _places(day, None) if onward.reverse else _places(0, day))
    ids, _ = newest(connection, bounded, onward.reverse, 1)
    return ids[0] if ids else None


def first_unread(connection: apsw.Connection, ids: Sequence[int]) -> int | None:
    """Return the first of some articles that is unread; see `IndexSearch.first_unread`."""
    for start in range(0, len(ids), _AT_ONCE):
        found: int | None = connection.execute(
            "SELECT a.id FROM json_each(?) AS listed CROSS JOIN articles AS a"
            " ON a.id = listed.value WHERE NOT a.read ORDER BY listed.key LIMIT 1",
            (ids_to_json(ids[start : start + _AT_ONCE]),),
        ).get
        if found is not None:
            return found
    return None


def _of_days(conditions: Conditions, days: tuple[int, int]) -> Conditions:
    """Return the conditions for a range of days, both ends taken in."""
    bounded = replace(
        conditions,
        where=["a.day >= ? AND a.day <= ?", *conditions.where],
        values=[*days, *conditions.values],
    )
    return _within(bounded, _places(*days))


def _within(conditions: Conditions, places: tuple[int, int]) -> Conditions:
    """Return the conditions for places that lie in a range too."""
    low, high = conditions.places
    return replace(conditions, places=(max(low, places[0]), min(high, places[1])))


def _places(first: int, last: int | None) -> tuple[int, int]:
    """Return bounds of the places of some days, given as yyyymmdd; 0 is no date."""
    if last == 0:
        return first_place(None), LAST
    return places_of(Days(date_of(first), date_of(last or 0)))


def _down(query: Query) -> str:
    return "ASC" if query.reverse else "DESC"


def _order(query: Query) -> str:
    up = "DESC" if query.reverse else "ASC"
    return f"ORDER BY a.day {_down(query)}, a.date {_down(query)}, a.id {up}"
