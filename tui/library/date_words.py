"""Days as they are typed into a query: `2021`, `2021-03..2021-06`, `yesterday`, `7d`."""

import calendar
import re
from datetime import date, timedelta

from tui.library.query import Days

BAD_DATE = (
    "“{value}” is no date: write 2021, 2021-03, 2021-03-29, 2021-03..2021-06, "
    "today, yesterday or 7d."
)
"""What is said of anything else."""

_DAY = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_AGO = re.compile(r"(\d{1,5})([dwmy])")
_LENGTHS = {"d": 1, "w": 7, "m": 30, "y": 365}


def read_days(text: str, today: date) -> Days | None:
    """Return the days that a folded text means, or None where it means none.

    Args:
        text: One day, month or year; two of them with `..` between, one side of which may
            be left out; `today`, `yesterday`; `7d` for the last seven days, `2w`, `3m`, `1y`.
        today: The local day.
    """
    first, dots, last = text.partition("..")
    if not dots:
        return _days(text, today)
    start = _days(first, today) if first else Days()
    end = _days(last, today) if last else Days()
    if start is None or end is None or not (first or last):
        return None
    return Days(start.first, end.last)


def is_relative(text: str) -> bool:
    """Tell whether what `read_days` takes counts from the day on which it is read."""
    return any(map(str.isalpha, text))


def _days(text: str, today: date) -> Days | None:
    if text == "today":
        return Days(today, today)
    if text == "yesterday":
        yesterday = today - timedelta(days=1)
        return Days(yesterday, yesterday)
    ago = _AGO.fullmatch(text)
    if ago:
        length = int(ago[1]) * _LENGTHS[ago[2]]
        if not 0 < length <= today.toordinal():
            return None
        return Days(date.fromordinal(today.toordinal() - length + 1), today)
    written = _DAY.fullmatch(text)
    return _written(*written.groups()) if written else None


def _written(year: str, month: str | None, day: str | None) -> Days | None:
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if day:
        return Days(first, first)
    if month:
        return Days(first, first.replace(day=calendar.monthrange(first.year, first.month)[1]))
    return Days(first, date(first.year, 12, 31))
