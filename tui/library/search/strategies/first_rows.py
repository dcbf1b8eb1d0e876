"""The first rows of what is found by words, in the order of time.

The full text gives rows in the order of their places, so that all others are never looked at.
Where few of very many articles that have all the words have them as a phrase, that takes long
all the same: what is found is told in the meantime.
"""

from array import array
from collections.abc import Callable, Iterator
from dataclasses import replace
from time import monotonic
from typing import NamedTuple

import apsw

from tui.library.search.conditions import BY_WORDS, Conditions
from tui.library.search.orders import is_ranked
from tui.library.search.strategies.rowid_order import DAY

SoFar = Callable[["array[int]", "array[int]"], object]
"""A function that takes the ids and the days of the rows found so far."""

_PATIENCE = 0.05
"""The seconds for which all rows are waited for."""

_EVERY = 0.25
"""The seconds after which further rows are reported."""


class _Row(NamedTuple):
    place: int
    date: float | None
    id: int
    day: int


def is_by_date(connection: apsw.Connection, conditions: Conditions) -> bool:
    """Tell whether the rows are found by words and stand in the order of time."""
    if not conditions.match or conditions.near or conditions.sort not in ("date", "relevance"):
        return False
    return conditions.sort == "date" or not is_ranked(connection, conditions)


def first_rows(
    connection: apsw.Connection,
    conditions: Conditions,
    reverse: bool,
    limit: int,
    so_far: SoFar | None = None,
) -> tuple["array[int]", "array[int]"]:
    """Return ids and days of the first rows of those that `is_by_date` tells of.

    Args:
        connection: The connection.
        conditions: The conditions of the query.
        reverse: Whether the order is turned round.
        limit: The most rows to return.
        so_far: Told what has been found where it takes long; each time all of it, and never
            what may get another place in the list.
    """
    if conditions.sort == "date":
        return newest(connection, conditions, reverse, limit, so_far)
    others = f"({conditions.match}) NOT ({conditions.titles})"
    ids, days = array("q"), array("q")

    def tell(more_ids: "array[int]", more_days: "array[int]") -> None:
        if so_far is not None:
            so_far(ids + more_ids, days + more_days)

    for match in (others, conditions.titles) if reverse else (conditions.titles, others):
        part = replace(conditions, match=match)
        more_ids, more_days = newest(connection, part, reverse, limit - len(ids), tell)
        ids += more_ids
        days += more_days
    return ids, days


def newest(
    connection: apsw.Connection,
    conditions: Conditions,
    reverse: bool,
    limit: int,
    so_far: SoFar | None = None,
) -> tuple["array[int]", "array[int]"]:
    """Return ids and days of the newest rows that have some words, or of the oldest ones.

    Within a day places do not follow the time: the last day is taken whole.
    """
    order = "DESC" if reverse else "ASC"
    sql = (
        f"SELECT a.place, a.date, a.id, a.day FROM {BY_WORDS}"
        " WHERE words MATCH ? AND words.rowid >= ? AND words.rowid < ?"
        f" AND {conditions.sql()}"
    )

    def rows(low: int, high: int, more: str = "", *values: int) -> Iterator[_Row]:
        bounded = (conditions.match, low, high, *conditions.values, *values)
        return map(_Row._make, connection.execute(sql + more, bounded))

    found: list[_Row] = []
    due = monotonic() + _PATIENCE
    for row in rows(*conditions.places, f" ORDER BY words.rowid {order} LIMIT ?", limit):
        found.append(row)
        if so_far is not None and monotonic() > due:
            whole = [each for each in found if each.place // DAY != row.place // DAY]
            if whole:
                so_far(*_listed(whole, reverse))
                due = monotonic() + _EVERY
    if limit and len(found) == limit:
        last = found[-1].place
        day = last - last % DAY
        found += rows(day, last) if reverse else rows(last + 1, day + DAY)
    ids, days = _listed(found, reverse)
    return ids[:limit], days[:limit]


def _listed(found: list[_Row], reverse: bool) -> tuple["array[int]", "array[int]"]:
    """Return ids and days in the order of the list."""
    found = sorted(found, key=_newest_first, reverse=reverse)
    return array("q", [row.id for row in found]), array("q", [row.day for row in found])


def _newest_first(row: _Row) -> tuple[int, float, int]:
    return -row.day, -(row.date or 0.0), row.id
