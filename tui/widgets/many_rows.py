"""The rows of a list that is too long to be held: laid out by day, known a block at a time."""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Sequence

from tui.library.values import Stretch
from tui.widgets.list_rows import ListRows

BLOCK = 256
"""How many rows a block has."""

_KEPT = 64
"""How many blocks are remembered."""


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
        """Return the blocks of rows at some places that `fetch` has to be asked for."""
        first, last = max(0, places.start), min(places.stop, len(self)) - 1
        blocks = range(first // BLOCK, last // BLOCK + 1) if last >= first else range(0)
        return [number for number in blocks if number not in self._blocks]

    def fetch(self, number: int) -> Sequence[int]:
        """Ask for the ids of a block; for worker threads.

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
        """Take in the ids of a block."""
        self._blocks.pop(number, None)
        self._blocks[number] = ids
        while len(self._blocks) > _KEPT:
            del self._blocks[next(iter(self._blocks))]

    def among(self, places: range, number: int, ids: Sequence[int]) -> Sequence[int]:
        """Return those ids of a block that stand at some places."""
        start = number * BLOCK
        return ids[max(0, places.start - start) : max(0, places.stop - start)]

    def place(self, day: int, offset: int) -> int:
        """Return the place of the article that so many rows of its day come before.

        Raises:
            KeyError: No article of that day is in the list.
        """
        return self._starts[self._groups[day]] + offset
