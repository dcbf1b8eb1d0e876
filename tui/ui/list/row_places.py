"""The layout of the article list: articles, day headings and gaps, by line number.

It is pure arithmetic over two arrays, so that 100,000 articles cost no more than 100.
"""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from tui.library.values import Stretch

ROW_LINES = 2
"""The number of lines of an article's row, unless the list is dense."""


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
    """The articles of one answer, laid out in lines.

    A heading stands above the articles of a day. An article alone on its day has none: its row
    says the day, so that no line is spent on it.
    """

    dense = False
    """Whether each article has one line, which says its day, and no line stands between them."""

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
        """Lay out `count` articles; `groups` are the days with their numbers of articles."""
        self._count = count
        self._starts = array("q")
        """The index of the first article of each group."""
        self._heads = array("q")
        """The first line of each group: a gap, a heading or its first article."""
        self._tops = array("q")
        """The line of each group's first article."""
        self._days = array("q")
        self._grouped = grouped
        line = index = 0
        alone = True
        for day, articles in groups if grouped else ():
            was_alone, alone = alone, articles == 1
            self._starts.append(index)
            self._heads.append(line)
            line += (index > 0 and not (was_alone and alone)) + (not alone)
            self._tops.append(line)
            self._days.append(day)
            index += articles
            line += articles * ROW_LINES
        self._height = line if grouped else count * ROW_LINES

    def __len__(self) -> int:
        return self._count

    @property
    def height(self) -> int:
        """The number of lines of the list."""
        return self._count if self.dense else self._height

    @property
    def row_lines(self) -> int:
        """The number of lines of an article's row."""
        return 1 if self.dense else ROW_LINES

    def at(self, line: int) -> Entry | DayHeading | Gap:
        """Return the entry, heading or gap in a line; lines past the end are gaps."""
        if line < 0 or line >= self.height:
            return Gap()
        if self.dense or not self._grouped:
            return Entry(*divmod(line, self.row_lines))
        group = bisect_right(self._heads, line) - 1
        below = line - self._tops[group]
        if below == -1 and not self._is_alone(group):
            return DayHeading(self._days[group])
        if below < 0:
            return Gap()
        index, inner = divmod(below, ROW_LINES)
        return Entry(self._starts[group] + index, inner)

    def top(self, index: int) -> int:
        """Return the first line of the article at `index`."""
        if self.dense or not self._grouped:
            return index * self.row_lines
        group = bisect_right(self._starts, index) - 1
        return self._tops[group] + (index - self._starts[group]) * ROW_LINES

    def is_first_of_day(self, index: int) -> bool:
        """Return whether a day heading stands right above the article."""
        group = self._group(index)
        return group is not None and self._starts[group] == index and not self._is_alone(group)

    def is_alone(self, index: int) -> bool:
        """Return whether the article's row says its day, because no other has that day."""
        group = self._group(index)
        return group is not None and self._is_alone(group)

    def _group(self, index: int) -> int | None:
        """Return the group of an article; None where headings part no groups."""
        if self.dense or not self._grouped:
            return None
        return bisect_right(self._starts, index) - 1

    def _is_alone(self, group: int) -> bool:
        end = self._starts[group + 1] if group + 1 < len(self._starts) else self._count
        return end - self._starts[group] == 1

    # -- ids

    def id_at(self, index: int) -> int | None:
        """Return the id of the article at `index`; None where it is not known, or none is."""
        return self._ids[index] if 0 <= index < self._count else None

    def index_of(self, id: int) -> int | None:
        """Return the place of an article, or None where it is not known to be in the list."""
        try:
            return self._ids.index(id)
        except ValueError:
            return None

    def row_at(self, day: int, offset: int) -> int | None:
        """Return the place of the article after the first `offset` rows of a day.

        None where the days are not told apart, or none of that day is in the list.
        """
        group = self._days.index(day) if day in self._days else None
        return None if group is None else self._starts[group] + offset

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


BLOCK = 256
"""The number of rows of a block."""

_KEPT = 64
"""The most blocks that are remembered."""


class ManyRows(ListRows):
    """The articles of one answer in the order of time; ids are asked for where they are needed."""

    def __init__(
        self,
        days: Sequence[int],
        counts: Sequence[int],
        source: Callable[[Stretch], Sequence[int]],
    ) -> None:
        """Lay the rows out.

        Args:
            days: The days that have articles, as yyyymmdd, in the order of the list.
            counts: How many articles each of them has.
            source: Returns the ids of a stretch of the rows; called in worker threads.
        """
        self._blocks: dict[int, Sequence[int]] = {}
        self._source = source
        self._lay_out(zip(days, counts, strict=True), sum(counts), grouped=True)
        self._groups = {day: group for group, day in enumerate(days)}

    def id_at(self, index: int) -> int | None:
        """Return the id of the article at `index`; None where it is not known, or none is."""
        number, place = divmod(index, BLOCK)
        block = self._blocks.get(number, ())
        return block[place] if place < len(block) else None

    def index_of(self, id: int) -> int | None:
        """Return the place of an article, or None where it is not known to be in the list."""
        for number, block in self._blocks.items():
            if id in block:
                return number * BLOCK + block.index(id)
        return None

    def unknown(self, places: range) -> list[int]:
        """Return the numbers of the blocks at some places that are not known yet."""
        first, last = max(0, places.start), min(places.stop, len(self)) - 1
        blocks = range(first // BLOCK, last // BLOCK + 1) if last >= first else range(0)
        return [number for number in blocks if number not in self._blocks]

    def fetch(self, number: int) -> Sequence[int]:
        """Return the ids of a block from the source; for worker threads.

        Raises:
            StorageError: The index can't be read.
        """
        start = number * BLOCK
        stop = min(start + BLOCK, len(self))
        first, last = (bisect_right(self._starts, index) - 1 for index in (start, stop - 1))
        ends = self._days[first], self._days[last]
        offset = start - self._starts[first]
        wanted = Stretch((min(ends), max(ends)), offset, stop - start)
        return array("q", self._source(wanted))

    def learn(self, number: int, ids: Sequence[int]) -> None:
        """Remember the ids of a block."""
        self._blocks.pop(number, None)
        self._blocks[number] = ids
        while len(self._blocks) > _KEPT:
            del self._blocks[next(iter(self._blocks))]

    def among(self, places: range, number: int, ids: Sequence[int]) -> Sequence[int]:
        """Return those ids of a block that stand at some places."""
        start = number * BLOCK
        return ids[max(0, places.start - start) : max(0, places.stop - start)]

    def place(self, day: int, offset: int) -> int:
        """Return the place of the article after the first `offset` rows of a day.

        Raises:
            KeyError: No article of that day is in the list.
        """
        return self._starts[self._groups[day]] + offset
