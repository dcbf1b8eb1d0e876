"""Instants and days in the local zone; the index keeps a day as the number yyyymmdd."""

import os
import time
from datetime import UTC, date, datetime, timedelta


def local_zone() -> str:
    """Return what tells the local zone from another one."""
    return f"{time.tzname} {time.timezone} {time.altzone} {os.environ.get('TZ', '')}"


def local_time(seconds: float) -> datetime:
    """Return an instant in the local zone; in UTC where the zone has no such year.

    Args:
        seconds: The seconds from the beginning of 1970 (UTC) to the instant.
    """
    instant = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    try:
        return instant.astimezone()
    except (OverflowError, ValueError, OSError):
        return instant


def local_day(instant: datetime | None) -> int:
    """Return the local day of an instant as the number yyyymmdd; 0 for None."""
    if instant is None:
        return 0
    try:
        local = instant.astimezone()
    except (OverflowError, ValueError, OSError):
        local = instant
    return number_of(local)


def number_of(day: date) -> int:
    """Return the number that stands for a day: yyyymmdd."""
    return day.year * 10_000 + day.month * 100 + day.day


def date_of(number: int) -> date | None:
    """Return the day that a number stands for; None for 0, which is no date."""
    return date(number // 10_000, number // 100 % 100, number % 100) if number else None
