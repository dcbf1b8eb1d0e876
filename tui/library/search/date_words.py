"""Days as they are typed into a query: `2021`, `2021-03..2021-06`, `yesterday`, `7d`."""

import re
from calendar import monthrange
from datetime import date, timedelta

from tui.articles.date_format import MONTHS
from tui.library.query import Days

FORMS = "write 2021, 2021-03, 2021-03-29, 2021-03..2021-06, today, yesterday or 7d"
"""The message where a text does not look like a date at all."""

_DAY = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_AGO = re.compile(r"(\d{1,5})([dwmy])")
_LENGTHS = {"d": 1, "w": 7, "m": 30, "y": 365}


class DateError(ValueError):
    """Typed text that means no day; the message says why, and can follow a colon."""

    def __init__(self, part: str, reason: str = "") -> None:
        """Make the error.

        Args:
            part: The part of the text that means no day.
            reason: Why; empty where it does not look like a date at all.
        """
        super().__init__(reason or FORMS)
        self.part = part
        self.reason = reason


def read_days(text: str, today: date) -> Days:
    """Return the days that a folded text means.

    Args:
        text: One day, month or year; two of them with `..` between, one side of which may
            be left out; `today`, `yesterday`; `7d` for the last seven days, `2w`, `3m`, `1y`.
        today: The local day.

    Raises:
        DateError: It means none.
    """
    first, dots, last = text.partition("..")
    if not dots:
        return _days(text, today)
    if not first and not last.strip("."):
        raise DateError(text, "a range needs a date before or after its two dots")
    start = _days(first, today).first if first else None
    end = _days(last, today).last if last else None
    if start and end and start > end:
        raise DateError(text, "the range ends before it starts")
    return Days(start, end)


def is_relative(text: str) -> bool:
    """Tell whether what `read_days` takes counts from the day on which it is read."""
    return any(map(str.isalpha, text))


def _days(text: str, today: date) -> Days:
    if text == "today":
        return Days(today, today)
    if text == "yesterday":
        yesterday = today - timedelta(days=1)
        return Days(yesterday, yesterday)
    ago = _AGO.fullmatch(text)
    if ago:
        length = int(ago[1]) * _LENGTHS[ago[2]]
        if not 0 < length <= today.toordinal():
            raise DateError(text, "there is no day so far back" if length else "")
        return Days(date.fromordinal(today.toordinal() - length + 1), today)
    written = _DAY.fullmatch(text)
    if written is None:
        raise DateError(text)
    year, month, day = (int(part) if part else None for part in written.groups())
    return _written(text, year or 0, month, day)


def _written(text: str, year: int, month: int | None, day: int | None) -> Days:
    if not year:
        raise DateError(text, "there is no year 0")
    if month is None:
        return Days(date(year, 1, 1), date(year, 12, 31))
    if not 1 <= month <= 12:
        raise DateError(text, f"there is no month {month}")
    length = monthrange(year, month)[1]
    if day is None:
        return Days(date(year, month, 1), date(year, month, length))
    if not 1 <= day <= length:
        raise DateError(text, f"{MONTHS[month - 1]} {year} has no day {day}")
    return Days(date(year, month, day), date(year, month, day))
