"""The place of an article in the order of time: the number that its words are kept under.

The full text gives articles by number without sorting them. With numbers that follow the
time, the newest of a million hits are there at once. They run from the newest day back to the
oldest, since lists are read so and the full text takes half as long again to go through
numbers downwards; and they are dense within a day, since it keeps the differences of them.
"""

from math import floor

import apsw

DAY = 1 << 20
"""The number of places of a day."""

LAST = (1 << 63) - 1
"""No place is higher."""

_DAYS = 3_652_061
"""More days than the calendar has, from the year 1 to the year 9999."""

_DAY_SECONDS = 86_400
_EPOCH = 719_163
"""The proleptic day of 1 January 1970, counted from 1 January of the year 1."""


def first_place(date: float | None) -> int:
    """Return the first place of the day (UTC) of an instant; without one it is after all days.

    Args:
        date: Seconds since 1970; None for an article without a date.
    """
    if date is None:
        return _DAYS * DAY
    return (_DAYS - max(1, floor(date / _DAY_SECONDS) + _EPOCH)) * DAY


def free_place(connection: apsw.Connection, date: float | None) -> int:
    """Return a place of the day of an instant that no article has.

    A day that is full goes on in the one before that has room; such articles stand a little
    out of order where only the newest of many hits are asked for.
    """
    place = first_place(date)
    while True:
        end = place - place % DAY + DAY
        last: int | None = connection.execute(
            "SELECT max(place) FROM articles WHERE place >= ? AND place < ?", (place, end)
        ).get
        if last is None:
            return place
        if last + 1 < end:
            return last + 1
        place = end
