"""A query printed as text, and read from text: what is picked and what is typed are the same."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from tui.articles.article import CategoryPath
from tui.library.query import NAMINGS, Days, Grouping, Query
from tui.library.search.query_language import (
    LONGEST,
    QUOTES,
    SLASHES,
    Category,
    Clause,
    Flag,
    Name,
    Parsed,
    Place,
    is_relative,
    parse,
)


def print_query(query: Query) -> str:
    """Return a query as text, which `lifted` makes the same query of again.

    The folders are no part of it. The user's own words stand last, as they were typed.

    Args:
        query: Any query.
    """
    query = lifted(query, relative=False)
    parts = []
    if query.category is not None:
        parts.append(print_category(query.category))
    for naming in NAMINGS:
        if (name := getattr(query, naming)) is not None:
            parts.append(print_name(naming, name))
    if query.days is not None:
        parts.append(f"date:{print_days(query.days)}")
    if query.unread:
        parts.append("is:unread")
    if query.bookmarked:
        parts.append("is:bookmarked")
    if query.like is not None and query.sort == "relevance":
        query = query._replace(sort="date")  # Which articles are alike can't be typed.
    if query.sort != "date" or query.reverse:
        parts.append(f"sort:{'-' if query.reverse else ''}{query.sort}")
    if query.text:
        parts.append(query.text)
    return " ".join(parts)


def print_category(path: CategoryPath) -> str:
    """Return a category as the query that asks for it and all below it."""
    special = rf"[\\{SLASHES}{QUOTES}]"
    return _with_field("category", "/".join(re.sub(special, r"\\\g<0>", level) for level in path))


def print_name(naming: Grouping, name: str) -> str:
    """Return a tag, an author or a label as the query that asks for it; empty: for none."""
    return _with_field(naming, re.sub(rf"[\\{QUOTES}]", r"\\\g<0>", name))


def _with_field(field: str, written: str) -> str:
    return f'{field}:"/{written}"' if re.search(r"\s", written) else f"{field}:/{written}"


def print_days(days: Days) -> str:
    """Return days as `date:` takes them, as short as they can be written."""
    first, last = days.first or date.min, days.last or date.max
    length = len("2021-03-29")
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        length = len("2021") if (first.month, last.month) == (1, 12) else len("2021-03")
    start, end = first.isoformat()[:length], last.isoformat()[:length]
    if days.first is None and days.last is None:
        return f"{start}..{end}"  # A filter still: only what has a date.
    if days.first is None or days.last is None:
        return f"{start}.." if days.first else f"..{end}"
    return start if start == end else f"{start}..{end}"


def lifted(query: Query, *, relative: bool, today: date | None = None) -> Query:
    """Return the same query with what its text says of filters in the fields for them.

    The order that the text asks for, unread and bookmarked; the first category and the first
    days, where none are set yet; what says nothing at all is left out. All else stays text.

    Args:
        query: Any query.
        relative: Whether to lift days that count from today; as text they go on counting.
        today: The local day that those count from; None: today.
    """
    if not query.text or len(query.text) > LONGEST:
        return query
    parsed = parse(query.text, today)
    lifting = _Lifting(query, parsed, relative)
    bare = Query(query.text, folders=query.folders, elsewhere=query.elsewhere)
    idle = parsed.idle if parsed.clauses or parsed.sort or query != bare else ()
    text = _without_places(query.text, [*lifting.places, *parsed.sorts, *idle])
    return lifting.query._replace(text=text)


class _Lifting:
    """Moves clauses into the fields of a query, as far as these are free."""

    def __init__(self, query: Query, parsed: Parsed, relative: bool) -> None:
        self.query = query
        self.places: list[Place] = []
        """Where the clauses stand that are in the fields now."""
        self._text = query.text
        self._relative = relative
        if parsed.sort:
            self.query = query._replace(sort=parsed.sort, reverse=parsed.reverse)
        for clause in parsed.clauses:
            if len(clause.conditions) == 1 and not clause.negated:
                self._lift(clause)

    def _lift(self, clause: Clause) -> None:
        query = self.query
        match clause.conditions[0]:
            case Category(path) if query.category in (None, path):
                self.query = query._replace(category=path)
            case Name(naming, name) if getattr(query, naming) in (None, name):
                self.query = query.picking(naming, (name,))
            case Days() as days if query.days in (None, days) and self._stays(clause):
                self.query = query._replace(days=days)
            case Flag("unread"):
                self.query = query._replace(unread=True)
            case Flag("bookmarked"):
                self.query = query._replace(bookmarked=True)
            case _:
                return
        self.places += clause.places

    def _stays(self, clause: Clause) -> bool:
        """Tell whether the days of a clause will be the same tomorrow, or need not be."""
        ((start, end),) = clause.places
        typed = self._text[start:end].replace("：", ":").partition(":")[2]
        return self._relative or not is_relative(typed)


def without(query: Query, kind: type[Days | Category]) -> Query:
    """Return the query asking for no days, or no category, neither in its field nor in its text."""
    places = [
        (clause.places[0][0], clause.places[-1][1])
        for clause in parse(query.text).clauses
        if clause.is_about(kind)
    ]
    query = query._replace(text=_without_places(query.text, places))
    return query._replace(days=None) if kind is Days else query._replace(category=None)


def _without_places(text: str, places: list[Place]) -> str:
    return " ".join(piece for piece in _pieces(text, sorted(places)) if piece)


def _pieces(text: str, places: list[Place]) -> Iterator[str]:
    done = 0
    for start, end in places:
        yield text[done:start].lstrip()
        done = end
    yield text[done:].lstrip()
