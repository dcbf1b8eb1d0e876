"""Months, ranges of days and their counts, as a calendar needs them."""

from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from itertools import accumulate

from tui.articles import date_format
from tui.articles.date_format import MONTHS, date_in_words
from tui.library.query import Days
from tui.library.search import query_language
from tui.library.search.folding import fold

SHADES = 4
"""The number of shades that tell busy days from quiet ones."""


def month_grid(year: int, month: int) -> list[list[date | None]]:
    """Return the weeks of a month, Monday first; None where a day is in another month.

    Args:
        year: From 1 to 9999.
        month: From 1 to 12.
    """
    before, length = monthrange(year, month)
    days: list[date | None] = [None] * before
    days += [date(year, month, day) for day in range(1, length + 1)]
    days += [None] * (-len(days) % 7)
    return [days[start : start + 7] for start in range(0, len(days), 7)]


def add_days(day: date, days: int) -> date:
    """Return the day some days later; it stays within the years 1 to 9999."""
    ordinal = day.toordinal() + days
    return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))


def add_months(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of a shorter month."""
    whole = min(max(day.year * 12 + day.month - 1 + months, 12), 9999 * 12 + 11)
    year, month = divmod(whole, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month_of(day: date) -> Days:
    """Return the month that a day is in."""
    return Days(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))


def year_of(day: date) -> Days:
    """Return the year that a day is in."""
    return Days(date(day.year, 1, 1), date(day.year, 12, 31))


def between(one: date, other: date) -> Days:
    """Return the range between two days in either order."""
    return Days(min(one, other), max(one, other))


def month_in_words(day: date) -> str:
    """Return `March 2021`."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def days_in_words(days: Days) -> str:
    """Return a range as shortly as it can be said.

    `29 March 2021`, `March 2021`, `2021`, `March to June 2021`, `since 1 May 2020`.
    """
    first, last = days.first, days.last
    if first is None or last is None:
        if first is not None:
            return f"since {date_in_words(first)}"
        return f"until {date_in_words(last)}" if last is not None else "all dates"
    if first == last:
        return date_in_words(first)
    if (first, last) == (year_of(first).first, year_of(last).last):
        return f"{first.year}" if first.year == last.year else f"{first.year} to {last.year}"
    if (first, last) == (month_of(first).first, month_of(last).last):
        if (first.year, first.month) == (last.year, last.month):
            return month_in_words(first)
        if first.year == last.year:
            return f"{MONTHS[first.month - 1]} to {month_in_words(last)}"
        return f"{month_in_words(first)} to {month_in_words(last)}"
    return date_format.days_in_words(first, last)


def articles_in_words(count: int) -> str:
    """Return `no articles`, `1 article`, `36,012 articles`."""
    return "1 article" if count == 1 else f"{count:,} articles" if count else "no articles"


def read_days(text: str, today: date) -> Days:
    """Read a date as it is typed in the picker: all that `date:` takes in a query.

    Args:
        text: As typed; white space means nothing.
        today: The present day.

    Raises:
        ValueError: It is no date; the message says why in one line.
    """
    typed = "".join(fold(text).split())
    if not typed:
        raise ValueError("Type a date, as 2021-03-29, 2021-03 or 2021")
    try:
        return query_language.read_days(typed, today)
    except query_language.DateError as error:
        reason = error.reason or f"not a date: {error.part} (as 2021-03-29, 2021-03 or 2021)"
        raise ValueError(reason[0].upper() + reason[1:]) from error


class DayCounts:
    """The numbers of articles of each day, and of any range of days."""

    def __init__(self, counts: Mapping[date, int]) -> None:
        """Take the counts of single days; days without articles may be missing."""
        self._counts = {day: count for day, count in counts.items() if count > 0}
        self._days = sorted(self._counts)
        self._sums = [0, *accumulate(self._counts[day] for day in self._days)]
        busy = sorted(self._counts.values())
        # Not the busiest of all: one day with a whole import would make all others pale.
        self._top = busy[len(busy) * 9 // 10] if busy else 1

    @property
    def first(self) -> date | None:
        """The first day with articles."""
        return self._days[0] if self._days else None

    @property
    def last(self) -> date | None:
        """The last day with articles."""
        return self._days[-1] if self._days else None

    def newest(self, today: date) -> date:
        """Return the last day with articles that is not still to come, else the nearest to it."""
        index = bisect_right(self._days, today)
        if index:
            return self._days[index - 1]
        return self._days[0] if self._days else today

    def of(self, day: date) -> int:
        """Return the number of articles of a day."""
        return self._counts.get(day, 0)

    def within(self, days: Days) -> int:
        """Return the number of articles of a range."""
        start = bisect_left(self._days, days.first) if days.first else 0
        end = bisect_right(self._days, days.last) if days.last else len(self._days)
        return self._sums[max(start, end)] - self._sums[start]

    def shade(self, day: date) -> int:
        """Return how busy a day is, from 0 (no articles) to `SHADES`."""
        count = self.of(day)
        return min(SHADES, 1 + (SHADES * count - 1) // (self._top + 1)) if count else 0
