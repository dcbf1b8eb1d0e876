"""Queries as SQL: all conditions on a row of `articles`, put together for the strategies."""

from __future__ import annotations

from dataclasses import dataclass, field

import apsw

from tui.articles.article import CategoryPath
from tui.library.query import HAS, NAMINGS, Days, Query, Sort
from tui.library.search.query_language import (
    NOTE_FIELDS,
    Category,
    Clause,
    Flag,
    Name,
    Term,
    parse,
)
from tui.library.search.sql import match_expressions
from tui.library.search.sql.row_conditions import (
    AMONG,
    WITH_WORDS,
    Value,
    category_condition,
    condition_on,
    days_condition,
    name_condition,
    places_of,
)
from tui.library.search.strategies.rowid_order import LAST
from tui.library.storage.article_rows import ids_to_json
from tui.library.storage.index_db import PIPED, get_meta
from tui.library.storage.scope import hides, is_everything, set_scope

BY_WORDS = "words CROSS JOIN articles AS a INDEXED BY by_place ON a.place = words.rowid"
"""The rows of articles, got by their words."""

_SMALL = 3000
"""The most files of the folders, or articles of a category or with a mark, from which it is quicker
to start than from all rows."""


@dataclass(slots=True, repr=False, eq=False)
class Conditions:
    """The conditions that must hold of a row `a` of `articles`."""

    where: list[str] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)
    match: str = ""
    """The full-text expression that must hold too; empty where there is none."""
    titles: str = ""
    """The expression for those of its rows that have the words in their titles."""
    beginnings: str = ""
    """An expression that finds all that `match` does, and more, by the first two letters of words.
    It is quick where `match` is slow, since FTS5 merges the lists of all words that begin as the
    typed one does. Empty where there is none."""
    few: bool = False
    """Whether few rows can match, so that they are better looked up than looked for."""
    places: tuple[int, int] = (0, LAST)
    """Rows can match from the first of these places (see rowid_order.py) to before the second."""
    sort: Sort = "date"
    seed: int = 0
    """Which of the orders at random is asked for."""
    problem: str = ""
    has_searches: bool = False
    """Whether some conditions in `where` search the full text on their own."""
    near: str = ""
    """The rows of `Query.like`, for `AMONG`, the nearest first."""
    beside: tuple[str, str] = ("", "")
    """Where notes find more rows than the words do: the full-text expression, which then is one
    of the conditions and not `match`, and these rows, for `AMONG`."""
    by_marks: bool = False
    """Whether marks decide which rows match, so that reading an article takes it out."""

    def add(self, condition: str, *values: Value) -> None:
        """Add a condition, with a value for each of its question marks."""
        self.where.append(condition)
        self.values += values

    def sql(self) -> str:
        """Return everything but the full text as one condition."""
        return " AND ".join(self.where) or "1"

    def rows(self) -> tuple[str, list[Value]]:
        """Return what follows the columns of a statement about the matching rows `a`.

        Where words are sought, it begins with these, in the order of places.
        """
        if not self.match:
            return f"FROM articles AS a WHERE {self.sql()}", [*self.values]
        return (
            f"FROM {BY_WORDS} WHERE words MATCH ? AND words.rowid >= ? AND words.rowid < ?"
            f" AND {self.sql()}",
            [self.match, *self.places, *self.values],
        )


def conditions_of(
    connection: apsw.Connection,
    query: Query,
    *,
    category: bool = True,
    days: bool = True,
) -> Conditions:
    """Return the conditions of a query.

    Args:
        connection: The connection that the conditions are for; what is open is noted on it.
        query: The query.
        category: Whether to take in its category.
        days: Whether to take in its days.
    """
    conditions = Conditions(sort=query.sort, seed=query.seed)
    _add_folders(conditions, connection, query)
    if hides(connection):
        conditions.add("a.id NOT IN (SELECT id FROM hidden)")
    if category and query.category is not None:
        _add_category(conditions, connection, query.category)
    for naming in NAMINGS:
        if (name := getattr(query, naming)) is not None:
            _add_group(conditions, connection, *name_condition(connection, naming, name))
    if days and query.days:
        conditions.add(*days_condition(query.days))
        conditions.places = places_of(query.days)
    if query.like is not None:
        conditions.near = ids_to_json(query.like.ids)
        conditions.add(AMONG, conditions.near)
        conditions.few = True
    if query.unread:
        conditions.add("NOT a.read")
        conditions.by_marks = True
    if query.bookmarked:
        _add_marked(conditions, connection, "bookmarked")
    if query.text.strip():
        _add_text(conditions, connection, query.text, category=category, days=days)
    return conditions


def _add_folders(conditions: Conditions, connection: apsw.Connection, query: Query) -> None:
    """Ask for what is open, and note on the connection what that is."""
    ranges = set_scope(connection, query.folders)
    if query.elsewhere and query.bookmarked or _asks_for_highlights(query.text):
        return  # Bookmarks and highlights are found wherever the file is, and without one.
    if query.folders is None:
        if not (query.bookmarked or query.elsewhere) and _is_pipe(connection):
            # What was piped in is listed by itself; bookmarks of other articles have their view.
            conditions.add("a.id NOT IN (SELECT id FROM details WHERE copies = 0)")
    elif not is_everything(connection, ranges):
        inside = (
            "SELECT f.article FROM scope CROSS JOIN files AS f"
            " ON f.path >= scope.low AND f.path < scope.high"
        )
        count = connection.execute(f"SELECT count(*) FROM ({inside} LIMIT {_SMALL})").get
        conditions.few = count < _SMALL and not query.elsewhere
        kept = "a.bookmarked OR " if query.elsewhere else ""
        conditions.add(f"({kept}a.id IN ({inside}))")
    elif not query.elsewhere and _has_fileless(connection):
        conditions.add("a.id NOT IN (SELECT id FROM details WHERE copies = 0 OR piped)")


def _asks_for_highlights(text: str) -> bool:
    """Tell whether only articles with highlights can match a text."""
    return any(
        clause.conditions == (Flag("highlight"),) and not clause.negated
        for clause in (parse(text).clauses if text.strip() else ())
    )


def _has_fileless(connection: apsw.Connection) -> bool:
    sql = "SELECT 1 FROM details WHERE copies = 0 OR piped LIMIT 1"
    return bool(connection.execute(sql).get)


def _add_marked(conditions: Conditions, connection: apsw.Connection, mark: str) -> None:
    """Ask for the articles with a mark: `read`, `bookmarked` or `highlights`."""
    conditions.add(f"a.{mark}")
    conditions.by_marks = True
    conditions.few |= not connection.execute(
        f"SELECT 1 FROM articles WHERE {mark} LIMIT 1 OFFSET {_SMALL}"
    ).get


def _add_category(
    conditions: Conditions, connection: apsw.Connection, category: CategoryPath
) -> None:
    """Ask for a category and everything below it; for the empty path, for none at all."""
    _add_group(conditions, connection, *category_condition(connection, category))


def _add_group(
    conditions: Conditions, connection: apsw.Connection, condition: str, *values: Value
) -> None:
    """Ask for the articles of a group, which may be few."""
    few = not connection.execute(
        f"SELECT 1 FROM articles AS a WHERE {condition} LIMIT 1 OFFSET {_SMALL}", values
    ).get
    conditions.few |= few
    # The plus keeps SQLite from looking up many rows one by one.
    conditions.add(condition if few else f"+{condition}", *values)


def _is_pipe(connection: apsw.Connection) -> bool:
    """Tell whether the index is that of a pipe: such an index has no other articles."""
    sql = "SELECT 1 FROM details WHERE piped LIMIT 1"
    return bool(get_meta(connection, PIPED) or connection.execute(sql).get)


def _add_text(
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
        (isinstance(each, Flag) and each.name not in HAS)
        or (isinstance(each, Term) and each.field in NOTE_FIELDS)
        for clause in parsed.clauses
        for each in clause.conditions
    )
    wanted: list[Clause] = []
    unwanted: list[Clause] = []
    for clause in parsed.clauses:
        if not category and clause.is_about(Category) or not days and clause.is_about(Days):
            continue
        if all(map(match_expressions.of_words, clause.conditions)):
            (unwanted if clause.negated else wanted).append(clause)
        else:
            _add_other(conditions, connection, clause)
    without = " OR ".join(map(match_expressions.of_clause, unwanted))
    if unwanted and not wanted:
        _add_noted(conditions, connection, wanted, unwanted)
        conditions.add(f"NOT {WITH_WORDS}", without)
        conditions.has_searches = True
        return
    conditions.match = match_expressions.of_all(wanted, without)
    _add_noted(conditions, connection, wanted, unwanted)
    conditions.titles = match_expressions.of_all(map(match_expressions.in_title, wanted), without)
    wider = list(map(match_expressions.with_beginnings, wanted))
    if wider != wanted:
        conditions.beginnings = match_expressions.of_all(wider, "")


def _add_noted(
    conditions: Conditions,
    connection: apsw.Connection,
    wanted: list[Clause],
    unwanted: list[Clause],
) -> None:
    """Add what notes and labels find where words are asked for in any text.

    Few articles have notes, so that those which their notes find are looked for first; where
    there are none, which is nearly always, all the tactics of the full text stay as they are.

    Args:
        conditions: The conditions, with `match` set.
        connection: The connection.
        wanted: Clauses of terms that must all hold.
        unwanted: Clauses of terms of which none may hold.
    """
    if not connection.execute("SELECT 1 FROM noted LIMIT 1").get:
        return
    refused = set[int]().union(*(_noted(connection, clause) for clause in unwanted))
    if refused:
        conditions.add(f"NOT {AMONG}", ids_to_json(sorted(refused)))
        conditions.by_marks = True
    noted = [_noted(connection, clause) for clause in wanted]
    found = set[int]().union(*noted) - refused
    for clause, ids in zip(wanted, noted, strict=True):
        found = {
            id
            for id in found
            if id in ids or _holds(connection, id, match_expressions.of_clause(clause))
        }
    found = {id for id in found if not _holds(connection, id, conditions.match)}
    for clause in unwanted:
        found = {
            id for id in found if not _holds(connection, id, match_expressions.of_clause(clause))
        }
    if found:
        conditions.beside = conditions.match, ids_to_json(sorted(found))
        conditions.add(f"({WITH_WORDS} OR {AMONG})", *conditions.beside)
        conditions.match = ""
        conditions.has_searches = conditions.by_marks = True


def _noted(connection: apsw.Connection, clause: Clause) -> set[int]:
    """Return the rows with notes in which one of the terms of a clause stands."""
    match = " OR ".join(filter(None, map(match_expressions.of_notes, clause.conditions)))
    if not match:
        return set()
    found = connection.execute("SELECT rowid FROM note_words WHERE note_words MATCH ?", (match,))
    return {id for (id,) in found}


def _holds(connection: apsw.Connection, id: int, match: str) -> bool:
    """Tell whether the words of one row hold for a full-text expression."""
    return bool(
        connection.execute(
            "SELECT 1 FROM words WHERE words MATCH ?"
            " AND rowid = (SELECT place FROM articles WHERE id = ?)",
            (match, id),
        ).get
    )


def _add_other(conditions: Conditions, connection: apsw.Connection, clause: Clause) -> None:
    """Add a clause that not the full text alone can answer."""
    alone = clause.conditions[0] if len(clause.conditions) == 1 and not clause.negated else None
    if isinstance(alone, Category):
        _add_category(conditions, connection, alone.path)
        return
    if isinstance(alone, Name):
        _add_group(conditions, connection, *name_condition(connection, alone.naming, alone.name))
        return
    if isinstance(alone, Flag) and alone.name in ("read", "bookmarked"):
        _add_marked(conditions, connection, alone.name)
        return
    if alone == Flag("highlight"):
        _add_marked(conditions, connection, "highlights")
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
        part, *more = condition_on(connection, each)
        parts.append(part)
        values += more
        conditions.has_searches |= WITH_WORDS in part
    joined = f"({' OR '.join(parts)})"
    conditions.add(f"NOT {joined}" if clause.negated else joined, *values)
