"""Answers found among those of the query before: typing on asks for some of the same articles.

A search walks through the lists of all its words, however few articles have them all. Where the
query before had few answers, and this one can have no others, these are read instead.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from typing import TYPE_CHECKING

import apsw

from tui.library.query import Query
from tui.library.search.conditions import Conditions, conditions_of
from tui.library.search.folding import is_spelled
from tui.library.search.query_language import Clause, Term, parse
from tui.library.storage.article_rows import ids_to_json
from tui.library.storage.full_text import matching
from tui.library.storage.index_db import highest_row
from tui.library.values import Answer

if TYPE_CHECKING:
    from tui.library.indexing.entry import Entry

_FEW = 12
"""The most articles that can be read in less time than any search takes."""
_SHARE = 10_000
"""Among so many articles a search takes as much longer as reading one of them does."""
_BYTES = 16_000
"""The most bytes of each of them, and of all together: more take longer to read."""


def narrows(query: Query, before: Query) -> bool:
    """Tell whether all that a query finds must be among what another one found.

    So it is when both ask for the same but for their texts, and this one's text asks for all
    that the other's did: words may have been added, and the last one may go on.
    """
    if query._replace(text="") != before._replace(text=""):
        return False
    now, then = parse(query.text), parse(before.text)
    if now.problem or then.problem or (now.sort, now.reverse) != (then.sort, then.reverse):
        return False
    if not then.clauses or len(now.clauses) < len(then.clauses):
        return False
    last = len(then.clauses) - 1
    return now.clauses[:last] == then.clauses[:last] and (
        now.clauses[last] == then.clauses[last] or _goes_on(now.clauses[last], then.clauses[last])
    )


def _goes_on(clause: Clause, before: Clause) -> bool:
    """Tell whether a clause is one term, and the one before the beginning of it."""
    match clause, before:
        case (
            Clause((Term(now, _, field),), negated=False),
            Clause((Term(then, begun, same),), negated=False),
        ):
            last = len(then) - 1
            return (
                field == same
                and (begun or is_spelled(then[last]))
                and len(now) >= len(then)
                and now[:last] == then[:last]
                and now[last].startswith(then[last])
            )
    return False


def narrowed(
    connection: apsw.Connection,
    query: Query,
    before: Answer,
    read: Callable[[int], Entry],
) -> Answer | None:
    """Return the answer of a query, without its numbers, by looking at an earlier answer.

    Args:
        connection: The connection.
        query: The query.
        before: An answer that holds all that its query finds.
        read: Reads one of its articles.

    Returns:
        None where it can't be told so, or not in less time than by searching.

    Raises:
        ArticleError: One of the articles can't be read.
    """
    few = _FEW + highest_row(connection) // _SHARE
    if len(before.ids) > few or not narrows(query, before.query):
        return None
    conditions = conditions_of(connection, query)
    if not conditions.match or conditions.sort == "relevance" or conditions.has_searches:
        return None
    rows = _rows(connection, conditions, before, few * _BYTES)
    if rows is None:
        return None
    found = matching(conditions.match, {id: read(id) for id in rows})
    kept = [(id, day) for id, day in zip(before.ids, before.days, strict=True) if id in found]
    ids, days = array("q", [id for id, _ in kept]), array("q", [day for _, day in kept])
    return Answer(query, ids, days, -1, -1, -1, conditions.problem)


def _rows(
    connection: apsw.Connection, conditions: Conditions, before: Answer, most: int
) -> list[int] | None:
    """Return those for which all but the words holds; None where they are too much to read.

    Args:
        connection: The connection.
        conditions: The conditions that must hold of them.
        before: The answer that they are in.
        most: How many bytes are not too much.
    """
    among = ids_to_json(before.ids)
    size: int = connection.execute(
        "SELECT coalesce(sum(size), 0) FROM files"
        " WHERE article IN (SELECT value FROM json_each(?))",
        (among,),
    ).get
    if size > most:
        return None
    rows = connection.execute(
        "SELECT a.id FROM articles AS a WHERE a.id IN (SELECT value FROM json_each(?))"
        f" AND a.place >= ? AND a.place < ? AND {conditions.sql()}",
        (among, *conditions.places, *conditions.values),
    )
    return [id for (id,) in rows]
