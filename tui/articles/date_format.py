"""Dates in the local time zone, and as words."""

from datetime import UTC, date, datetime

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

FILES_DATE = "file's date"
"""Said beside a date that is only the time of the file's last change."""


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
    if has_time:
        moment = local(moment)
    day = f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"
    words = f"{day}, {moment:%H:%M}" if has_time else day
    return f"{words} ({FILES_DATE})" if source == "file time" else words


def day_in_words(moment: date) -> str:
    """Return `Monday 29 March 2021` for a local day, or for the local day of a moment."""
    day = local(moment).date() if isinstance(moment, datetime) else moment
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"
