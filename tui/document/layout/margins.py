"""The margins of lines: markers, bars and indents, at the side where the text begins."""

from collections.abc import Iterable
from typing import NamedTuple

from tui.document.layout.paragraphs import cells
from tui.document.model import Measure, Role, Run

Runs = tuple[Run, ...]

_BAR_ROLE: frozenset[Role] = frozenset({"bar"})
BAR = Run("▎ ", _BAR_ROLE)
"""The bar before each line of a quote."""
_BARE_BAR = Run("▎", _BAR_ROLE)
RIGHT_BAR = Run(" ▕", _BAR_ROLE)
"""The bar after each line of a quote that runs right to left."""

_ROOM = 10
"""The least cells that margins leave for text, on a page that is at least twice as wide."""


class Edges(NamedTuple):
    """The runs at both sides of a line."""

    left: Runs = ()
    right: Runs = ()

    def within(self, runs: Runs, right_to_left: bool) -> "Edges":
        """Return these edges with more runs inside them, at the side where the text begins."""
        if right_to_left:
            return Edges(self.left, (*runs, *self.right))
        return Edges((*self.left, *runs), self.right)


Before = tuple[Edges, int]
"""The edges of a block, and the room inside them."""


class Margins:
    """The edges of the next line and of the lines after it, as blocks open and close."""

    def __init__(self, width: int, measure: Measure) -> None:
        """Begin without edges.

        Args:
            width: the width of the page, in cells.
            measure: counts the cells of a string.
        """
        self._width = width
        self._measure = measure
        self.room = max(1, width)
        """The cells that are left for text."""
        self.edges = Edges()
        self._first: Edges | None = None
        """The edges of the next line, where they differ from those after it."""

    def open(self, first: Runs, rest: Runs, right_to_left: bool) -> Before:
        """Add runs to the edges: `first` to the next line, `rest` to the lines after it.

        Where too little room would be left for text, nothing is added.

        Returns:
            The state that `close` restores.
        """
        edges, room = before = (self.edges, self.room)
        left = room - self._cells(rest)
        if left >= self._least:
            self._first = (self._first or edges).within(first, right_to_left)
            self.edges = edges.within(rest, right_to_left)
            self.room = left
        return before

    def close(self, before: Before) -> None:
        """Restore the edges from before `open`."""
        self.edges, self.room = before
        self._first = None

    def fits(self, runs: Runs) -> bool:
        """Return whether enough room is left for text beside these runs."""
        return self.room - self._cells(runs) >= self._least

    @property
    def _least(self) -> int:
        """The least room for text."""
        return max(1, min(_ROOM, self._width // 2))

    def around(self, runs: Iterable[Run]) -> Runs:
        """Return the runs of the next line with its edges."""
        edges = self.edges if self._first is None else self._first
        self._first = None
        if edges.right:
            return self._to_the_right((*edges.left, *runs), edges.right)
        return (*edges.left, *runs)

    def blank(self) -> Runs:
        """Return a line between blocks: empty but for bars."""
        left, right = self.edges.left, self.edges.right
        while right and not right[0].text.strip():
            right = right[1:]
        if right:
            return self._to_the_right(left, right)
        while left and not left[-1].text.strip():
            left = left[:-1]
        if left and left[-1] is BAR:
            left = (*left[:-1], _BARE_BAR)
        return left

    def _to_the_right(self, runs: Runs, right: Runs) -> Runs:
        """Return a line with runs at its right end, or without them where they don't fit."""
        spare = self._width - self._cells(runs) - self._cells(right)
        if spare < 0:
            return runs
        return (*runs, Run(" " * spare), *right) if spare else (*runs, *right)

    def _cells(self, runs: Runs) -> int:
        return cells(runs, self._measure) if runs else 0
