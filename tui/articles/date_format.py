"""Dates in the local time zone, and as words."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Literal, NamedTuple

from tui.articles.article import DateSource

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

DateOrder = Literal["day month year", "month day year", "iso"]
"""29 March 2021, March 29, 2021, or 2021-03-29 (ISO 8601)."""


class DateForm(NamedTuple):
    """The form of dates and times of day."""

    order: DateOrder = "day month year"
    hours: Literal[12, 24] = 24
    """The hours of the clock: 19:15, or 7:15 pm."""


_form = DateForm()


def use(form: DateForm) -> None:
    """Say dates in another form, in the whole process from now on, as with a locale."""
    global _form
    _form = form


FILES_DATE = "file's date"
"""The words beside a date that is only the time of the file's last change."""


def local(moment: datetime) -> datetime:
    """Return the moment in the local zone; a naive one is local time.

    A moment that the system's clock can't represent is unchanged, in UTC if naive.
    """
    try:
        return moment.astimezone()
    except (ValueError, OverflowError, OSError):
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def in_words(moment: datetime, has_time: bool, source: DateSource = "front matter") -> str:
    """Return `29 March 2021, 19:15` in the local zone, or the day only if `has_time` is False.

    A day without a time is the written day, in every zone. The date of the file says so.
    """
    words = moment_in_words(local(moment), date_in_words) if has_time else date_in_words(moment)
    return f"{words} ({FILES_DATE})" if source == "file time" else words


def moment_in_words(moment: datetime, day: Callable[[date], str]) -> str:
    """Return a day and the time of day.

    Args:
        moment: The moment; its zone is not changed.
        day: Says the day: `date_in_words` or `date_in_short`.
    """
    comma = "" if _form.order == "iso" else ","
    return f"{day(moment)}{comma} {time_in_words(moment)}"


def time_in_words(moment: datetime) -> str:
    """Return `19:15`, or `7:15 pm` where the clock has twelve hours."""
    if _form.hours == 24:
        return f"{moment:%H:%M}"
    return f"{moment.hour % 12 or 12}:{moment:%M} {'am' if moment.hour < 12 else 'pm'}"


def date_in_words(day: date) -> str:
    """Return `29 March 2021`, `March 29, 2021` or `2021-03-29`."""
    return _ordered(day, MONTHS[day.month - 1])


def date_in_short(day: date) -> str:
    """Return `29 Mar 2021`, `Mar 29, 2021` or `2021-03-29`."""
    return _ordered(day, MONTHS[day.month - 1][:3])


def date_in_column(day: date, whole_year: bool) -> str:
    """Return ` 9 Mar 2021`, `Mar  9 2021` or `2021-03-09`: as many cells for each day.

    Args:
        day: The day.
        whole_year: Whether the year has four digits; else it has the last two of them.
    """
    year = f"{day.year:04}"[0 if whole_year else 2 :]
    month = MONTHS[day.month - 1][:3]
    if _form.order == "iso":
        return f"{year}-{day.month:02}-{day.day:02}"
    if _form.order == "month day year":
        return f"{month} {day.day:2} {year}"
    return f"{day.day:2} {month} {year}"


def _ordered(day: date, month: str) -> str:
    if _form.order == "iso":
        return f"{day.year:04}-{day.month:02}-{day.day:02}"
    if _form.order == "month day year":
        return f"{month} {day.day}, {day.year}"
    return f"{day.day} {month} {day.year}"


def day_in_words(moment: date) -> str:
    """Return `Monday 29 March 2021` for a local day, or for the local day of a moment."""
    day = local(moment).date() if isinstance(moment, datetime) else moment
    comma = "," if _form.order == "month day year" else ""
    return f"{DAYS[day.weekday()]}{comma} {date_in_words(day)}"


def days_in_words(first: date, last: date) -> str:
    """Return a range of days, as shortly as it can be said: `29 to 31 March 2021`."""
    if _form.order == "day month year" and first.year == last.year:
        month = "" if first.month == last.month else f" {MONTHS[first.month - 1]}"
        return f"{first.day}{month} to {date_in_words(last)}"
    return f"{date_in_words(first)} to {date_in_words(last)}"
