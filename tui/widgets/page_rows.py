"""Which row of a page each of its lines stands on, with pictures between the lines."""

from bisect import bisect_left, bisect_right
from typing import NamedTuple


class Gap(NamedTuple):
    """A row that stands above a line and belongs to its picture."""

    line: int
    """The number of the line below."""
    row: int
    """Which of the rows above that line it is, from 0."""


class PageRows:
    """Rows between lines; row 0 is blank, and so is the one after the last line."""

    def __init__(self) -> None:
        """Make a page without pictures."""
        self._lines: list[int] = []
        """The lines that have rows above them, in order."""
        self._heights: list[int] = []
        self._above: list[int] = [0]
        """How many rows stand above the first of these lines, the second … and in all."""

    @property
    def extra(self) -> int:
        """How many rows there are that hold no line."""
        return self._above[-1]

    def height_above(self, line: int) -> int:
        """Return how many rows stand directly above a line."""
        at = bisect_left(self._lines, line)
        return self._heights[at] if at < len(self._lines) and self._lines[at] == line else 0

    def set_height(self, line: int, height: int) -> None:
        """Have some rows, 0 or more, stand directly above a line."""
        at = bisect_left(self._lines, line)
        known = at < len(self._lines) and self._lines[at] == line
        if known and height:
            self._heights[at] = height
        elif known:
            del self._lines[at], self._heights[at]
        elif height:
            self._lines.insert(at, line)
            self._heights.insert(at, height)
        total = self._above[at]
        del self._above[at + 1 :]
        for rows in self._heights[at:]:
            total += rows
            self._above.append(total)

    def row_of(self, line: int) -> int:
        """Return the row, from 0, that a line stands on."""
        return line + 1 + self._above[bisect_right(self._lines, line)]

    def line_from(self, row: int) -> int:
        """Return the number of the line on a row, or of the first one below it."""
        return max(0, self._find(row)[0])

    def line_on(self, row: int) -> int | None:
        """Return the number of the line on a row; None where no line can stand."""
        line, above = self._find(row)
        return line if line >= 0 and not above else None

    def gap_on(self, row: int) -> Gap | None:
        """Return what row of a picture stands on a row; None for none."""
        line, above = self._find(row)
        if line < 0 or not above:
            return None
        height = self.height_above(line)
        return Gap(line, height - above)

    def _find(self, row: int) -> tuple[int, int]:
        """Return the line on or below a row, and how many rows further down it stands."""
        # The last picture that begins at or above the row: its first row is that of its
        # line without any rows above, and all rows of the pictures before it.
        at = bisect_right(range(len(self._lines)), row, key=self._first_row) - 1
        if at < 0:
            return row - 1, 0
        line, end = self._lines[at], self._first_row(at) + self._heights[at]
        return (line, end - row) if row < end else (line + row - end, 0)

    def _first_row(self, at: int) -> int:
        return self._lines[at] + 1 + self._above[at]
