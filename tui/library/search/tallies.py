"""Articles counted by category, tag, author and label, with the unread ones among them."""

from __future__ import annotations

import json
from collections import Counter

import apsw

from tui.library.query import Grouping, Query
from tui.library.search.category_orders import orders_of
from tui.library.search.conditions import Conditions, conditions_of
from tui.library.storage.index_db import LEVEL
from tui.library.values import Tallies, Tally

_PLANE = 0x10000
_CHARACTERS = 0x10FFFF - _PLANE
"""The first character that stands for a number, and the number of such characters."""


def tallies(connection: apsw.Connection, query: Query, grouping: Grouping) -> Tallies:
    """Return how many articles a query finds in each group; see `IndexSearch.tallies`."""
    if grouping == "category":
        return _by_category(connection, conditions_of(connection, query, category=False))
    query = query.picking(grouping, None)
    return _by_name(connection, conditions_of(connection, query), grouping)


def _by_category(connection: apsw.Connection, conditions: Conditions) -> Tallies:
    filings = _by_filing(connection, conditions)
    odd = orders_of(connection).filings
    found = connection.execute(
        "SELECT c.path, sum(counted.value ->> 0), sum(counted.value ->> 1)"
        " FROM json_each(?) AS counted"
        " JOIN filed AS f ON f.filing = CAST(counted.key AS INTEGER)"
        " JOIN categories AS c ON c.id = f.category GROUP BY c.id",
        (json.dumps({one: tally for one, tally in filings.items() if one not in odd}),),
    )
    counts = {tuple(path.split(LEVEL)): Tally(*numbers) for path, *numbers in found}
    for filing in odd.keys() & filings.keys():
        all, unread = filings[filing]
        for path in odd[filing]:
            category = tuple(path.split(LEVEL))
            before = counts.get(category, Tally(0, 0))
            counts[category] = Tally(before.all + all, before.unread + unread)
    if 0 in filings:
        counts[()] = filings[0]
    total = Tally(
        sum(tally.all for tally in filings.values()),
        sum(tally.unread for tally in filings.values()),
    )
    return Tallies(total, counts)


def _by_filing(connection: apsw.Connection, conditions: Conditions) -> dict[int, Tally]:
    """Return the tally of each filing (see index_db.py) that has any article."""
    if not conditions.where and not conditions.match:
        read = dict(
            connection.execute("SELECT filing, count(*) FROM articles WHERE read GROUP BY filing")
        )
        counted = connection.execute("SELECT id, articles FROM filings WHERE articles")
        return {filing: Tally(all, all - read.get(filing, 0)) for filing, all in counted}
    rows, values = conditions.rows()
    highest: int = connection.execute("SELECT max(id) FROM filings").get
    by_words = conditions.match or conditions.has_searches
    if not by_words or highest * 2 + 1 > _CHARACTERS:
        found = connection.execute(
            f"SELECT a.filing, count(*), sum(NOT a.read) {rows} GROUP BY a.filing", values
        )
        return {filing: Tally(all, unread) for filing, all, unread in found}
    # What is found by words comes in the order of time, and to sort it by filing would take as
    # long as everything else. A string of a character for each is counted in no time.
    characters: str | None = connection.execute(
        f"SELECT group_concat(char(a.filing * 2 + a.read + {_PLANE}), '') {rows}", values
    ).get
    counts: dict[int, Tally] = {}
    for character, count in Counter(characters or "").items():
        filing, is_read = divmod(ord(character) - _PLANE, 2)
        all, unread = counts.get(filing, Tally(0, 0))
        counts[filing] = Tally(all + count, unread if is_read else unread + count)
    return counts


def _by_name(connection: apsw.Connection, conditions: Conditions, grouping: Grouping) -> Tallies:
    if not conditions.where and not conditions.match:
        # Every article counts: its row need not be looked up.
        unread = "m.article NOT IN (SELECT id FROM articles WHERE read)"
        return _by_name_in(connection, grouping, "articles", "named AS m", unread)
    rows, values = conditions.rows()
    connection.execute(
        "CREATE TEMP TABLE IF NOT EXISTS counted(id INTEGER PRIMARY KEY, read INTEGER NOT NULL);"
        "DELETE FROM counted"
    )
    connection.execute(f"INSERT INTO counted SELECT a.id, a.read {rows}", values)
    named = "named AS m CROSS JOIN counted ON counted.id = m.article"
    found = _by_name_in(connection, grouping, "counted", named, "NOT counted.read")
    connection.execute("DELETE FROM counted")
    return found


def _by_name_in(
    connection: apsw.Connection, grouping: Grouping, table: str, named: str, unread: str
) -> Tallies:
    """Count the articles of a table.

    Args:
        connection: The connection.
        grouping: The kind of names.
        table: The table, with the columns `id` and `read`.
        named: What gives their rows `m` of `named`.
        unread: Tells whether the article of such a row is unread.
    """
    found = connection.execute(
        f"SELECT n.name, count(*), sum({unread}) FROM names AS n CROSS JOIN {named}"
        " WHERE n.field = ? AND m.name = n.id GROUP BY n.id",
        (grouping,),
    )
    counts = {(name,): Tally(all, unread) for name, all, unread in found}
    numbers = f"SELECT count(*), coalesce(sum(NOT read), 0) FROM {table}"
    total = Tally(*connection.execute(numbers).get)
    if not counts:
        return Tallies(total, {(): total} if total.all else {})
    without = Tally(
        *connection.execute(
            f"{numbers} WHERE id NOT IN"
            " (SELECT m.article FROM names AS n CROSS JOIN named AS m ON m.name = n.id"
            " WHERE n.field = ?)",
            (grouping,),
        ).get
    )
    return Tallies(total, counts | ({(): without} if without.all else {}))
