"""Answers found among those of the query before: who types on asks for some of the same articles.

A search walks through the lists of all its words, however few articles have them all. Where the
query before had few answers, and this one can have no others, these are looked at instead.
"""

from array import array
from dataclasses import replace

import apsw

from tui.library.conditions import Conditions
from tui.library.folding import is_spelled
from tui.library.query import Query
from tui.library.query_language import Clause, Term, parse
from tui.library.values import Answer

_FEW = 20
"""How many articles are looked at one by one in less time than a search takes."""


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
    connection: apsw.Connection, conditions: Conditions, query: Query, before: Answer
) -> Answer | None:
    """Return the answer of a query, without its numbers, by looking at an earlier answer.

    Args:
        connection: The connection.
        conditions: What the query asks.
        query: The query.
        before: An answer that holds all that its query finds.

    Returns:
        None where it can't be told so, or not in less time than by searching.
    """
    if len(before.ids) > _FEW or not conditions.match or conditions.sort == "relevance":
        return None
    if not narrows(query, before.query):
        return None
    ids, days = array("q"), array("q")
    for id, day in zip(before.ids, before.days, strict=True):
        place = connection.execute("SELECT place FROM articles WHERE id = ?", (id,)).get
        if place is not None and _matches(connection, conditions, place):
            ids.append(id)
            days.append(day)
    return Answer(query, ids, days, -1, -1, -1, conditions.problem)


def _matches(connection: apsw.Connection, conditions: Conditions, place: int) -> bool:
    low, high = conditions.places
    if not low <= place < high:
        return False
    rows, values = replace(conditions, places=(place, place + 1)).rows()
    return bool(connection.execute(f"SELECT 1 {rows}", values).get)
