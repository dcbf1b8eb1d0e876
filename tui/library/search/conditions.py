"""Queries as SQL: the conditions on rows of `articles`, and expressions of the full-text search."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

import apsw

from tui.articles.article import CategoryPath
from tui.library.local_days import number_of
from tui.library.query import HAS, NAMINGS, Days, Lengths, Query, Sort
from tui.library.search.category_orders import orders_of
from tui.library.search.folding import (
    BREAK,
    LONGEST_INITIAL,
    fold,
    initial,
    is_spelled,
    parted,
    spelled,
)
from tui.library.search.query_language import (
    NOTE_FIELDS,
    TEXT_FIELDS,
    Category,
    Clause,
    Condition,
    Flag,
    Name,
    Term,
    parse,
)
from tui.library.search.strategies.rowid_order import DAY, LAST, first_place
from tui.library.storage.article_rows import ids_to_json
from tui.library.storage.index_db import LEVEL, PIPED, get_meta
from tui.library.storage.scope import OPEN, SHOWN, hides, is_everything, set_scope

Value = str | int | float | bytes | None

WITH_WORDS = "a.place IN (SELECT rowid FROM words WHERE words MATCH ?)"
"""Asks for words where other things may do as well, by a search of its own."""

WITH_NOTES = "a.id IN (SELECT rowid FROM note_words WHERE note_words MATCH ?)"
"""Asks for words in what the user wrote about an article."""

AMONG = "a.id IN (SELECT value FROM json_each(?))"
"""Asks for some rows, whose numbers are a JSON list."""

BY_WORDS = "words CROSS JOIN articles AS a INDEXED BY by_place ON a.place = words.rowid"
"""The rows of articles, got by their words."""

_SMALL = 3000
"""Up to how many files of the folders, or articles of a category or with a mark, it is quicker to
start from them than from all rows."""

_EARLY = date(1, 1, 3)
_LATE = date(9999, 12, 28)
"""Days nearer to the ends of the calendar have no days around them to be sure of."""


@dataclass(slots=True)
class Conditions:
    """The conditions that must hold of a row `a` of `articles`."""

    where: list[str] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)
    match: str = ""
    """The full-text expression that must hold too; empty where there is none."""
    titles: str = ""
    """The expression for those of its rows that have the words in their titles."""
    beginnings: str = ""
    """An expression that finds all that `match` does, and others, in no time where the full text
    takes long: for words that begin with three letters and more it puts all their lists together.
    Empty where there are none."""
    few: bool = False
    """Whether few rows can match, so that they are better looked up than looked for."""
    places: tuple[int, int] = (0, LAST)
    """Rows can match from the first of these places (see rowid_order.py) to before the second."""
    sort: Sort = "date"
    seed: int = 0
    """Which of the orders at random is asked for."""
    problem: str = ""
    has_searches: bool = False
    """Whether there are conditions among the others that each search the full text."""
    near: str = ""
    """The rows that are asked for by themselves, for `AMONG`, the nearest first."""
    beside: tuple[str, str] = ("", "")
    """Where notes find more rows than the words do: the full-text expression, which then is one
    of the conditions and not `match`, and these rows, for `AMONG`."""
    by_marks: bool = False
    """Whether marks decide which rows match, so that reading an article takes it out."""

    def add(self, condition: str, *values: Value) -> None:
        """Ask one thing more."""
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
    """Return what a query asks.

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
            _add_group(conditions, connection, *_name_condition(connection, naming, name))
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
        return  # What is kept is found wherever its file is, and where that is gone.
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
    _add_group(conditions, connection, *_category_condition(connection, category))


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


def _category_condition(
    connection: apsw.Connection, category: CategoryPath
) -> tuple[str, *tuple[Value, ...]]:
    """Return the condition for a category, with its values; see `_add_category`."""
    if not category:
        return ("a.filing = 0",)
    orders = orders_of(connection)
    path = LEVEL.join(category)
    numbers = _category_numbers(connection, orders.usual.get(path, path))
    among = ",".join("?" * len(numbers))
    filings = f"SELECT filing FROM filed WHERE category IN ({among})"
    if not orders.filings:
        return (f"a.filing IN ({filings})", *numbers)
    rows = connection.execute(f"SELECT path FROM categories WHERE id IN ({among})", numbers)
    wanted = {str(path) for (path,) in rows}
    here = [filing for filing, paths in orders.filings.items() if wanted & paths]
    ids = "SELECT value FROM json_each(?)"
    condition = f"a.filing IN ({filings} AND filing NOT IN ({ids}) UNION ALL {ids})"
    values: list[Value] = [*numbers, ids_to_json(list(orders.filings)), ids_to_json(here)]
    return (condition, *values)


def _category_numbers(connection: apsw.Connection, path: str) -> list[int]:
    """Return the number of a category; where none is written just so, of those that match it."""
    exact = connection.execute("SELECT id FROM categories WHERE path = ?", (path,)).get
    if exact is not None:
        return [exact]
    wanted = fold(path)
    rows = connection.execute("SELECT id, path FROM categories")
    return [number for number, other in rows if fold(other) == wanted]


def _name_condition(
    connection: apsw.Connection, naming: str, name: str
) -> tuple[str, *tuple[Value, ...]]:
    """Return the condition for a tag, an author or a label, with its values.

    Args:
        connection: The connection that the condition is for.
        naming: One of `NAMINGS`.
        name: The whole name; where none is written just so, all that match it are meant. The
            empty string means articles without any.
    """
    named = "SELECT article FROM named WHERE name"
    if not name:
        return (f"a.id NOT IN ({named} IN (SELECT id FROM names WHERE field = ?))", naming)
    sql = "SELECT id FROM names WHERE field = ? AND name = ?"
    numbers = [connection.execute(sql, (naming, name)).get]
    if numbers == [None]:
        wanted = fold(name)
        rows = connection.execute("SELECT id, name FROM names WHERE field = ?", (naming,))
        numbers = [number for number, other in rows if fold(other) == wanted]
    return (f"a.id IN ({named} IN ({','.join('?' * len(numbers))}))", *numbers)


def _is_pipe(connection: apsw.Connection) -> bool:
    """Tell whether the index is that of a pipe: such an index has no other articles."""
    sql = "SELECT 1 FROM details WHERE piped LIMIT 1"
    return bool(get_meta(connection, PIPED) or connection.execute(sql).get)


def days_condition(days: Days) -> tuple[str, *tuple[Value, ...]]:
    """Return the condition for local days."""
    # One lower bound only: of several, SQLite may begin its walk at the widest.
    parts = ["a.day >= ?"]
    values: list[Value] = [number_of(days.first) if days.first else 1]
    if days.last:
        parts.append("a.day <= ?")
        values.append(number_of(days.last))
    return (f"({' AND '.join(parts)})", *values)


def places_of(days: Days) -> tuple[int, int]:
    """Return bounds of the places of local days."""
    newest = first_place(_around(days.last, 2)) if days.last and days.last < _LATE else 0
    oldest = first_place(_around(days.first, -2)) if days.first and days.first > _EARLY else None
    return newest, LAST if oldest is None else oldest + DAY


def _around(day: date, offset: int) -> float:
    """Return a midnight near a day, in seconds since 1970; no zone is two days from UTC."""
    return (
        datetime.combine(day + timedelta(days=offset), time()) - datetime(1970, 1, 1)
    ).total_seconds()


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
        if all(map(_match, clause.conditions)):
            (unwanted if clause.negated else wanted).append(clause)
        else:
            _add_other(conditions, connection, clause)
    without = " OR ".join(map(_words, unwanted))
    if unwanted and not wanted:
        _add_noted(conditions, connection, wanted, unwanted)
        conditions.add(f"NOT {WITH_WORDS}", without)
        conditions.has_searches = True
        return
    conditions.match = _all(wanted, without)
    _add_noted(conditions, connection, wanted, unwanted)
    conditions.titles = _all(map(_in_title, wanted), without)
    wider = list(map(_with_beginnings, wanted))
    if wider != wanted:
        conditions.beginnings = _all(wider, "")


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
        found = {id for id in found if id in ids or _holds(connection, id, _words(clause))}
    found = {id for id in found if not _holds(connection, id, conditions.match)}
    for clause in unwanted:
        found = {id for id in found if not _holds(connection, id, _words(clause))}
    if found:
        conditions.beside = conditions.match, ids_to_json(sorted(found))
        conditions.add(f"({WITH_WORDS} OR {AMONG})", *conditions.beside)
        conditions.match = ""
        conditions.has_searches = conditions.by_marks = True


def _noted(connection: apsw.Connection, clause: Clause) -> set[int]:
    """Return the rows with notes in which one of the terms of a clause stands."""
    match = " OR ".join(filter(None, map(_match_in_notes, clause.conditions)))
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
    if (
        len(last) <= LONGEST_INITIAL
        or is_spelled(last)
        or not initial(last[:LONGEST_INITIAL], field)
    ):
        return None
    return Term((last[:LONGEST_INITIAL],), prefix=True, field=field)


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
        _add_category(conditions, connection, alone.path)
        return
    if isinstance(alone, Name):
        _add_group(conditions, connection, *_name_condition(connection, alone.naming, alone.name))
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
        part, *more = _condition(connection, each)
        parts.append(part)
        values += more
        conditions.has_searches |= WITH_WORDS in part
    joined = f"({' OR '.join(parts)})"
    conditions.add(f"NOT {joined}" if clause.negated else joined, *values)


def _condition(connection: apsw.Connection, condition: Condition) -> tuple[str, *tuple[Value, ...]]:
    match condition:
        case Category(path):
            # The plus keeps SQLite from looking up many rows one by one.
            wanted, *values = _category_condition(connection, path)
            return (f"+{wanted}", *values)
        case Name(naming, name):
            wanted, *values = _name_condition(connection, naming, name)
            return (f"+{wanted}", *values)
        case Days():
            return days_condition(condition)
        case Lengths(fewest, most):
            # The plus keeps SQLite from looking up many rows one by one.
            inside = "SELECT id FROM details WHERE words >= ? AND words <= ?"
            return (f"+a.id IN ({inside})", fewest or 0, LAST if most is None else most)
        case Flag(name="read"):
            return ("a.read",)
        case Flag(name="unread"):
            return ("NOT a.read",)
        case Flag(name="bookmarked"):
            return ("a.bookmarked",)
        case Flag(name="note"):
            return ("a.id IN (SELECT id FROM noted WHERE note <> '')",)
        case Flag(name="highlight"):
            return ("a.highlights",)
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
        case Term(field="links"):
            # What is seldom asked for is not imported at the start.
            from tui.library.links.backlinks import linking_to_name

            linking = linking_to_name(connection, " ".join(condition.chunks))
            return ("a.id IN (SELECT value FROM json_each(?))", ids_to_json(linking))
        case Term(field="path"):
            sought = " ".join(condition.chunks)
            inside = f"SELECT {SHOWN} FROM files AS f WHERE instr(f.folded, ?) AND {OPEN}"
            return (f"a.id IN ({inside})", sought)
    in_notes = _match_in_notes(condition)
    if not (match := _match(condition)):
        return (WITH_NOTES, in_notes)
    return (f"({WITH_WORDS} OR {WITH_NOTES})", match, in_notes) if in_notes else (WITH_WORDS, match)


def _folded(*address: apsw.SQLiteValue) -> str:
    return fold(str(address[0]))


def _match(condition: Condition) -> str:
    """Return the full-text expression of a condition, or the empty string.

    A word that ends (or begins) a run of text without spaces stands there spelled out;
    so the first and the last chunk are looked for in both forms.
    """
    if not isinstance(condition, Term) or condition.field not in ("", *TEXT_FIELDS):
        return ""
    only = condition.chunks[0]
    if (
        condition.prefix
        and len(condition.chunks) == 1
        and (beginning := initial(only, condition.field))
    ):
        within = f"{TEXT_FIELDS[condition.field]} : " if condition.field else ""
        return f'("{beginning}" OR {within}"{spelled(only)}")'
    joined = _phrase(condition)
    return f"{TEXT_FIELDS[condition.field]} : {joined}" if condition.field else joined


def _match_in_notes(condition: Condition) -> str:
    """Return the expression of a condition on notes and labels; empty where it is none on them."""
    if not isinstance(condition, Term) or condition.field not in ("", *NOTE_FIELDS):
        return ""
    return f"{condition.field} : {_phrase(condition)}" if condition.field else _phrase(condition)


def _phrase(condition: Term) -> str:
    """Return the full-text expression of words one after the other, in any column."""
    last = len(condition.chunks) - 1
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
    return f"({' OR '.join(alternatives)})"


def _word(chunk: str) -> str:
    return parted(chunk).replace('"', " ") + " "
