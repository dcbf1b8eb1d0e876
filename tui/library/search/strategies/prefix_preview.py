"""The first rows of words that begin with three letters and more, in a large archive.

The full text finds these by putting the lists of all such words together, and tells none before
it has them all. Of the newest articles in which words begin with the same two letters, which
the index knows, it is told by reading them.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import apsw

from tui.library.search.conditions import Conditions
from tui.library.search.strategies.first_rows import newest
from tui.library.storage.full_text import matching
from tui.library.storage.index_db import highest_row

if TYPE_CHECKING:
    from tui.library.indexing.entry import Entry

_LARGE = 30_000
"""In archives of fewer articles the full text has put its lists together by then."""
_SHARE = 5_000
"""For so many articles one more is read: the time that the full text takes grows with them."""
_MOST = 40
"""More rows than a window shows."""


def early_rows(
    connection: apsw.Connection,
    conditions: Conditions,
    reverse: bool,
    read: Callable[[int], Entry | None],
) -> tuple[array[int], array[int]]:
    """Return ids and days of the first rows, as many as are known soon.

    Args:
        connection: The connection.
        conditions: The conditions of the query.
        reverse: Whether the order is turned round.
        read: Reads an article; None where it can't be read.

    Returns:
        Nothing where no words of this kind are asked for, in another order than that of time,
        or in a small archive.
    """
    ids, days = array("q"), array("q")
    articles = highest_row(connection)
    if articles < _LARGE or not conditions.beginnings:
        return ids, days
    if conditions.sort != "date" or conditions.has_searches:
        return ids, days
    wider = replace(conditions, match=conditions.beginnings)
    entries: dict[int, Entry] = {}
    near = newest(connection, wider, reverse, min(articles // _SHARE, _MOST))
    for id in near[0]:
        entry = read(id)
        if entry is None:
            break  # It may have been a row, and those after it would not be where they belong.
        entries[id] = entry
    found = matching(conditions.match, entries)
    for id, day in zip(*near, strict=True):
        if id in found:
            ids.append(id)
            days.append(day)
    return ids, days
