"""The text of a query as SQL and as expressions of the full-text search."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import apsw

from tui.library.query import HAS, Days
from tui.library.search.filter_conditions import (
    WITH_WORDS,
    Conditions,
    Value,
    add_category,
    add_marked,
    category_condition,
    days_condition,
    places_of,
)
from tui.library.search.query_language import (
    TEXT_FIELDS,
    Category,
    Clause,
    Condition,
    Flag,
    Term,
    parse,
)
from tui.library.search.text.folding import BREAK, fold, is_spelled, parted, spelled
from tui.library.search.text.initials import LONGEST, initial
from tui.library.storage.scope import OPEN, SHOWN


def add_text(
    conditions: Conditions,
    connection: apsw.Connection,
    text: str,
    *,
    category: bool,
    days: bool,
) -> None:
    """Add what a query's text asks.

    Args:
        conditions: The conditions of the rest of the query.
        connection: The connection that the conditions are for.
        text: As typed.
        category: Whether to take in what asks for a category and nothing else.
        days: Whether to take in what asks for days and nothing else.
    """
    parsed = parse(text)
    conditions.sort = parsed.sort or conditions.sort
    conditions.problem = parsed.problem
    conditions.by_marks |= any(
        isinstance(each, Flag) and each.name not in HAS
        for clause in parsed.clauses
        for each in clause.conditions
    )
    wanted: list[Clause] = []
    unwanted: list[Clause] = []
    for clause in parsed.clauses:
        if not category and clause.is_about(Category) or not days and clause.is_about(Days):
            continue
        if all(map(_match, clause.conditions)):
            (unwanted if clause.negated else wanted).append(clause)
        else:
            _add_other(conditions, connection, clause)
    without = " OR ".join(map(_words, unwanted))
    if unwanted and not wanted:
        conditions.add(f"NOT {WITH_WORDS}", without)
        conditions.has_searches = True
        return
    conditions.match = _all(wanted, without)
    conditions.titles = _all(map(_in_title, wanted), without)
    wider = list(map(_with_beginnings, wanted))
    if wider != wanted:
        conditions.beginnings = _all(wider, "")


def _all(clauses: Iterable[Clause], without: str) -> str:
    words = " AND ".join(map(_words, clauses))
    return f"({words}) NOT ({without})" if without else words


def _words(clause: Clause) -> str:
    """Return the full-text expression of a clause that holds nothing but terms."""
    return f"({' OR '.join(map(_match, clause.conditions))})"


def _with_beginnings(clause: Clause) -> Clause:
    """Return the clause for what has words that begin as its words do."""
    return replace(clause, conditions=tuple(_beginning(each) or each for each in clause.conditions))


def _beginning(condition: Condition) -> Term | None:
    """Return the term for words with the first two letters of one that may go on.

    Returns:
        None where the index has no such letters, or the word is no longer.
    """
    if not isinstance(condition, Term) or not condition.prefix:
        return None
    last = condition.chunks[-1]
    field = "" if condition.field == "text" else condition.field
    if len(last) <= LONGEST or is_spelled(last) or not initial(last[:LONGEST], field):
        return None
    return Term((last[:LONGEST],), prefix=True, field=field)


def _in_title(clause: Clause) -> Clause:
    """Return the clause for what has its words in the title, where it asks for no field."""
    return replace(
        clause,
        conditions=tuple(
            replace(each, field="title") if isinstance(each, Term) and not each.field else each
            for each in clause.conditions
        ),
    )


def _add_other(conditions: Conditions, connection: apsw.Connection, clause: Clause) -> None:
    """Add a clause that not the full text alone can answer."""
    alone = clause.conditions[0] if len(clause.conditions) == 1 and not clause.negated else None
    if isinstance(alone, Category):
        add_category(conditions, connection, alone.path)
        return
    if isinstance(alone, Flag) and alone.name in ("read", "bookmarked"):
        add_marked(conditions, connection, alone.name)
        return
    if isinstance(alone, Days):
        low, high = places_of(alone)
        conditions.places = max(low, conditions.places[0]), min(high, conditions.places[1])
    _add_mixed(conditions, connection, clause)


def _add_mixed(conditions: Conditions, connection: apsw.Connection, clause: Clause) -> None:
    """Add a clause with all of its conditions."""
    parts: list[str] = []
    values: list[Value] = []
    for each in clause.conditions:
        part, *more = _condition(connection, each)
        parts.append(part)
        values += more
        conditions.has_searches |= part == WITH_WORDS
    joined = f"({' OR '.join(parts)})"
    conditions.add(f"NOT {joined}" if clause.negated else joined, *values)


def _condition(connection: apsw.Connection, condition: Condition) -> tuple[str, *tuple[Value, ...]]:
    match condition:
        case Category(path):
            # The plus keeps SQLite from looking up many rows one by one.
            wanted, *values = category_condition(connection, path)
            return (f"+{wanted}", *values)
        case Days():
            return days_condition(condition)
        case Flag(name="read"):
            return ("a.read",)
        case Flag(name="unread"):
            return ("NOT a.read",)
        case Flag(name="bookmarked"):
            return ("a.bookmarked",)
        case Flag(name=name):
            return ("a.has & ?", HAS[name])
        case Term(field="link"):
            sought = " ".join(condition.chunks)
            # Few addresses hold more than ASCII, and all others are folded in SQL.
            connection.create_scalar_function("folded", _folded, 1, deterministic=True)
            return (
                "a.id IN (SELECT id FROM details WHERE instr(lower(link), ?)"
                " OR link GLOB '*[^ -~]*' AND instr(folded(link), ?))",
                sought,
                sought,
            )
        case Term(field="path"):
            sought = " ".join(condition.chunks)
            inside = f"SELECT {SHOWN} FROM files AS f WHERE instr(f.folded, ?) AND {OPEN}"
            return (f"a.id IN ({inside})", sought)
    return (WITH_WORDS, _match(condition))


def _folded(*address: apsw.SQLiteValue) -> str:
    return fold(str(address[0]))


def _match(condition: Condition) -> str:
    """Return the full-text expression of a condition, or the empty string.

    A word that ends (or begins) a run of text without spaces stands there spelled out;
    so the first and the last chunk are looked for in both forms.
    """
    if not isinstance(condition, Term) or condition.field in ("link", "path"):
        return ""
    last = len(condition.chunks) - 1
    only = condition.chunks[0]
    if condition.prefix and not last and (beginning := initial(only, condition.field)):
        within = f"{TEXT_FIELDS[condition.field]} : " if condition.field else ""
        return f'("{beginning}" OR {within}"{spelled(only)}")'
    phrases = [""]
    for place, chunk in enumerate(condition.chunks):
        whole = "" if is_spelled(chunk) else _word(chunk)
        forms = [whole] if whole else []
        if not whole or place in (0, last):
            forms.append(f"{BREAK} {spelled(chunk)}" if place else spelled(chunk))
        phrases = [f"{phrase}{form}" for phrase in phrases for form in forms]
    starred = condition.prefix and not is_spelled(condition.chunks[-1])
    alternatives = [
        f'"{phrase}"{"*" if starred and phrase.endswith(_word(condition.chunks[-1])) else ""}'
        for phrase in phrases
    ]
    joined = f"({' OR '.join(alternatives)})"
    return f"{TEXT_FIELDS[condition.field]} : {joined}" if condition.field else joined


def _word(chunk: str) -> str:
    return parted(chunk).replace('"', " ") + " "
