"""Moments in the local zone, and in words."""

from datetime import UTC, date, datetime

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


def local(moment: datetime) -> datetime:
    """Return the moment in the local zone; a naive one is taken to be local time.

    Where the system's clock knows no such moment, it stays as it is, in UTC if naive.
    """
    try:
        return moment.astimezone()
    except (ValueError, OverflowError, OSError):
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def in_words(moment: datetime, has_time: bool) -> str:
    """Return `29 March 2021, 19:15` in the local zone, the time only where there is one.

    A day without a time is the day that was written, in every zone.
    """
    if has_time:
        moment = local(moment)
    day = f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"
    return f"{day}, {moment:%H:%M}" if has_time else day


def day_in_words(moment: date) -> str:
    """Return `Monday 29 March 2021`, of a local day or of a moment on its local day."""
    day = local(moment).date() if isinstance(moment, datetime) else moment
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"
