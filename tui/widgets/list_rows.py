"""Where the rows of the article list lie: articles, day headings and gaps, by line number.

Pure arithmetic over two arrays, so that 100,000 articles cost no more than 100.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

ROW_LINES = 2
"""The lines that one article takes."""


class Entry(NamedTuple):
    """A line of an article's row."""

    place: int
    """The article's place in the list, from 0."""
    line: int
    """The line inside the row, from 0."""


class DayHeading(NamedTuple):
    """The line above the articles of a day."""

    day: int
    """As yyyymmdd; 0 for articles without a date."""


class Gap(NamedTuple):
    """An empty line."""


class ListRows:
    """The articles of one answer, laid out in lines."""

    def __init__(self, ids: Sequence[int], days: Sequence[int], grouped: bool) -> None:
        """Lay the rows out.

        Args:
            ids: The ids of the articles, in their order.
            days: For each, its local day as yyyymmdd, 0 for none.
            grouped: Whether headings part the days.
        """
        self._ids = ids
        self._lay_out(
            ((day, sum(1 for _ in members)) for day, members in groupby(days)),
            len(ids),
            grouped,
        )

    def _lay_out(self, groups: Iterable[tuple[int, int]], count: int, grouped: bool) -> None:
        """Lay out so many articles; with headings, each day with its number of articles."""
        self._count = count
        self._starts = array("q")
        """The index of the first article of each group."""
        self._tops = array("q")
        """The line of each group's first article."""
        self._days = array("q")
        self._grouped = grouped
        line = index = 0
        for day, articles in groups if grouped else ():
            line += 2 if index else 1
            self._starts.append(index)
            self._tops.append(line)
            self._days.append(day)
            index += articles
            line += articles * ROW_LINES
        self.height = line if grouped else count * ROW_LINES
        """How many lines the list has."""

    def __len__(self) -> int:
        return self._count

    def at(self, line: int) -> Entry | DayHeading | Gap:
        """Return what stands in a line; lines past the end are gaps."""
        if line < 0 or line >= self.height:
            return Gap()
        if not self._grouped:
            return Entry(*divmod(line, ROW_LINES))
        group = bisect_right(self._tops, line + 2) - 1
        below = line - self._tops[group]
        if below < -1:
            return Gap()
        if below == -1:
            return DayHeading(self._days[group])
        index, inner = divmod(below, ROW_LINES)
        return Entry(self._starts[group] + index, inner)

    def top(self, index: int) -> int:
        """Return the first line of the article at `index`."""
        if not self._grouped:
            return index * ROW_LINES
        group = bisect_right(self._starts, index) - 1
        return self._tops[group] + (index - self._starts[group]) * ROW_LINES

    def is_first_of_day(self, index: int) -> bool:
        """Tell whether a day heading stands right above the article."""
        group = bisect_right(self._starts, index) - 1
        return group >= 0 and self._starts[group] == index

    # -- which articles they are

    def id_at(self, index: int) -> int | None:
        """Return the id of the article at `index`; None where it is not known, or none is."""
        return self._ids[index] if 0 <= index < self._count else None

    def index_of(self, id: int) -> int | None:
        """Return the place of an article, or None where it is not known to be in the list."""
        try:
            return self._ids.index(id)
        except ValueError:
            return None

    def beyond(self, index: int, step: int) -> Sequence[int]:
        """Return the ids after the article at `index` (`step` 1), or those before it (-1).

        The nearest comes first.
        """
        return self._ids[index + 1 :] if step > 0 else self._ids[:index][::-1]

    def near(self, line: int, lines: int) -> range:
        """Return the indexes of the articles that lie in `lines` lines from `line` on."""
        entries = [
            row.place
            for row in (self.at(each) for each in range(max(0, line), line + lines))
            if isinstance(row, Entry)
        ]
        return range(entries[0], entries[-1] + 1) if entries else range(0)
