"""The filters of a query in words."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from rich.cells import cell_len

from tui.library.query import Days, Query
from tui.widgets.cells import cut_middle

_AROUND = 5
"""Cells that a chip takes beside its words: the cross, the space around, the gap to the next."""

_FEWEST = 4
"""To how many cells words are cut at most."""


class Chip(NamedTuple):
    """One filter that is on."""

    field: str
    """The field of the `Query`."""
    words: str
    short: str
    """The words where there is little room."""


def chips(query: Query) -> list[Chip]:
    """Return the filters that are on, apart from the text, which its box shows."""
    found: list[Chip] = []
    if query.category is not None:
        name = " › ".join(query.category) if query.category else "none"
        found.append(Chip("category", f"category {name}", name))
    if query.days is not None:
        days = days_in_words(query.days)
        found.append(Chip("days", f"date {days}", days))
    if query.unread:
        found.append(Chip("unread", "unread", "unread"))
    if query.bookmarked:
        found.append(Chip("bookmarked", "bookmarks", "bookmarks"))
    if query.sort != "date":
        found.append(Chip("sort", f"by {query.sort}", query.sort))
    if query.reverse:
        found.append(Chip("reverse", "reversed", "reversed"))
    return found


def fitting(found: Sequence[Chip], room: int) -> list[str]:
    """Return the words of chips, as long as all of them fit into `room` cells.

    Where they don't, they are short, and then the longest is cut.
    """
    whole = [chip.words for chip in found]
    if sum(cell_len(words) + _AROUND for words in whole) <= room:
        return whole
    short = [chip.short for chip in found]
    widths = [cell_len(words) for words in short]
    over = sum(widths) + _AROUND * len(widths) - room
    while over > 0 and max(widths, default=0) > _FEWEST:
        widths[widths.index(max(widths))] -= 1
        over -= 1
    return [cut_middle(words, width) for words, width in zip(short, widths, strict=True)]


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
