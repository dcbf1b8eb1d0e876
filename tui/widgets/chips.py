"""The filters of a query in words."""

from datetime import date
from typing import NamedTuple

from tui.library.query import Days, Query


class Chip(NamedTuple):
    """One filter that is on."""

    field: str
    """The field of the `Query`."""
    words: str


def chips(query: Query) -> list[Chip]:
    """Return the filters that are on, apart from the text, which its box shows."""
    found: list[Chip] = []
    if query.category is not None:
        name = " › ".join(query.category) if query.category else "none"
        found.append(Chip("category", f"category {name}"))
    if query.days is not None:
        found.append(Chip("days", f"date {days_in_words(query.days)}"))
    if query.unread:
        found.append(Chip("unread", "unread"))
    if query.bookmarked:
        found.append(Chip("bookmarked", "bookmarks"))
    if query.sort != "date":
        found.append(Chip("sort", f"by {query.sort}"))
    if query.reverse:
        found.append(Chip("reverse", "reversed"))
    return found


def days_in_words(days: Days) -> str:
    """Return a range of days as short as it can be said: a day, a month, a year, or both ends."""
    first, last = days.first, days.last
    if first is None and last is None:
        return "any"
    if first is None or last is None:
        return f"from {_day(first)}" if first else f"until {_day(last)}"
    if first == last:
        return _day(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year} – {last.year}"
    from calendar import monthrange  # Seldom needed, and not at a start.

    ends_month = last.day == monthrange(last.year, last.month)[1]
    if first.day == 1 and ends_month and (first.year, first.month) == (last.year, last.month):
        return f"{first:%B} {first.year}"
    return f"{_day(first)} – {_day(last)}"


def _day(day: date | None) -> str:
    return f"{day.day} {day:%b} {day.year}" if day else ""
