"""Asking the index: rows in order, and how many there are."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import apsw

from tui.library.query import Query
from tui.library.search.conditions import Conditions, conditions_of
from tui.library.search.orders import in_order
from tui.library.search.strategies.first_rows import first_rows, is_by_date
from tui.library.search.strategies.prefix_preview import early_rows
from tui.library.storage.article_rows import ids_to_json
from tui.library.storage.index_db import highest_row
from tui.library.values import Answer

if TYPE_CHECKING:
    from tui.library.indexing.entry import Entry


_STEPS = 100_000
"""The steps of SQLite's machine after which a search looks whether it is still wanted."""

_LARGE = 30_000
"""The number of articles from which on counting them takes longer than a frame."""

_PIECE = 100_000
"""The characters of joined numbers that are taken apart in one step."""


def search(
    connection: apsw.Connection,
    query: Query,
    limit: int | None,
    counted: bool = True,
    so_far: Callable[[Answer], object] | None = None,
    read: Callable[[int], Entry | None] | None = None,
) -> Answer:
    """Return what a query finds; see `IndexSearch.find`.

    Args:
        connection: The connection.
        query: The query.
        limit: The most ids to return; None for all.
        counted: Whether to count.
        so_far: Told what has been found while the search for a first page goes on.
        read: Reads an article, so that something can be told soon; None where it can't be read.
    """
    conditions = conditions_of(connection, query)

    def uncounted(ids: array[int], days: array[int]) -> Answer:
        return Answer(query, ids, days, -1, -1, -1, conditions.problem)

    told = 0

    def tell(ids: array[int], days: array[int]) -> None:
        nonlocal told
        if so_far is not None and len(ids) > told:
            told = len(ids)
            so_far(uncounted(ids, days))

    if limit is not None and is_by_date(connection, conditions):
        if so_far is not None and read is not None and conditions.beginnings:
            tell(*early_rows(connection, conditions, query.reverse, read))
        ids, days = first_rows(connection, conditions, query.reverse, limit, tell)
        total = unread = -1
    else:
        ids, days, total, unread = _rows(connection, conditions, query.reverse, limit)
    answer = uncounted(ids, days)
    if not counted:
        return answer
    if limit is not None and len(ids) < limit:
        return counted_whole(connection, answer)
    if total < 0:
        total, unread = _counts(connection, conditions)
    every = all_of_folders(connection, query, conditions, total)
    return answer._replace(total=total, all=every, unread=unread)


def counted_whole(connection: apsw.Connection, answer: Answer) -> Answer:
    """Return an answer that holds all that matches with its numbers; see `IndexSearch.counted`."""
    query, total = answer.query, len(answer.ids)
    every = all_of_folders(connection, query, conditions_of(connection, query), total)
    return answer._replace(total=total, all=every, unread=_unread_among(connection, answer.ids))


def all_of_folders(
    connection: apsw.Connection, query: Query, conditions: Conditions, total: int
) -> int:
    """Return how many articles are in a query's folders.

    Args:
        connection: The connection.
        query: The query.
        conditions: Its conditions.
        total: How many articles match that.
    """
    if not conditions.where and not conditions.match:
        return total
    everything = Query(folders=query.folders, elsewhere=query.elsewhere)
    return _counts(connection, conditions_of(connection, everything))[0]


def is_large(connection: apsw.Connection) -> bool:
    """Tell whether the index holds very many articles; takes no time that grows with them."""
    return highest_row(connection) >= _LARGE


def _counts(connection: apsw.Connection, conditions: Conditions) -> tuple[int, int]:
    """Return how many rows match, and how many of them are unread."""
    if not conditions.where and not conditions.match:
        total = connection.execute("SELECT count(*) FROM articles").get
        return total, total - connection.execute("SELECT count(*) FROM articles WHERE read").get
    rows, values = conditions.rows()
    counted: tuple[int, int] = connection.execute(
        f"SELECT count(*), coalesce(sum(NOT a.read), 0) {rows}", values
    ).get
    return counted


def _unread_among(connection: apsw.Connection, ids: array[int]) -> int:
    return int(
        connection.execute(
            "SELECT count(*) FROM articles WHERE NOT read"
            " AND id IN (SELECT value FROM json_each(?))",
            (ids_to_json(ids),),
        ).get
    )


def _rows(
    connection: apsw.Connection, conditions: Conditions, reverse: bool, limit: int | None
) -> tuple[array[int], array[int], int, int]:
    """Return ids, days, how many match and how many of them are unread.

    Both numbers are -1 where only a first page was asked for. All rows come in one step of
    SQLite as two strings: 100,000 steps would each take Python's lock anew, which a busy
    interface hands over slowly.
    """
    rows, values = in_order(connection, conditions, reverse)
    if limit is not None:
        rows += " LIMIT ?"
        values = [*values, limit]
    found = connection.execute(
        "SELECT group_concat(id), group_concat(day), count(*), coalesce(sum(NOT read), 0)"
        f" FROM ({rows})",
        values,
    ).get
    ids, days = numbers(found[0]), numbers(found[1])
    return (ids, days, found[2], found[3]) if limit is None else (ids, days, -1, -1)


def numbers(joined: str | None) -> array[int]:
    """Return the numbers that `group_concat` has joined.

    A piece at a time: a million numbers in one step would hold Python's lock for long.
    """
    found = array("q")
    start = 0
    while joined and start < len(joined):
        end = joined.find(",", start + _PIECE)
        end = len(joined) if end < 0 else end
        found.extend(map(int, joined[start:end].split(",")))
        start = end + 1
    return found


@contextmanager
def interruptible(
    connection: apsw.Connection, cancelled: Callable[[], bool] | None
) -> Iterator[None]:
    """Let the statements of the body see one state of the index, as long as they are wanted.

    Raises:
        apsw.InterruptError: They are not wanted any more.
    """
    if cancelled is not None:
        if cancelled():
            raise apsw.InterruptError("cancelled")
        connection.set_progress_handler(cancelled, _STEPS)
    try:
        connection.execute("BEGIN")
        yield
        connection.execute("COMMIT")  # What was noted on the connection holds for the next ones.
    finally:
        connection.set_progress_handler(None)
        if not connection.get_autocommit():
            connection.execute("ROLLBACK")
