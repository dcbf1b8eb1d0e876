"""The cells of a table: their places in a grid, and the layout of each cell."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from tui.articles.late_pattern import late
from tui.document.layout.paragraphs import cells, set_spans
from tui.document.model import Block, Cell, Line, Measure, Paragraph, Role, Run
from tui.document.text_segments import cell_text, plain, row_groups, stretches

_NUMBER = late(r"[-+−±~≈<>]?[\s$€£¥￥]?\d[\d\s.,:'’]*\s?[%‰]?(?:\s?[A-Za-z€$£¥°μ/]{1,4})?")
_RULES: frozenset[Role] = frozenset({"table", "rule"})
_STRONG: frozenset[Role] = frozenset({"strong"})
_PLAIN: frozenset[Role] = frozenset()

SetBlocks = Callable[[Sequence[Block], int], Iterator[Line]]
"""A function that lays out the blocks of a cell at a width and counts their segments from 0."""

CellLine = tuple[tuple[Run, ...], int | None]
"""The runs of one line of a cell, and the number of the picture that it describes."""


class Placed(NamedTuple):
    """A cell in the grid."""

    cell: Cell
    text: str
    """Its characters."""
    only: Paragraph | None
    """The paragraph of a cell that holds nothing else."""
    column: int
    """Its first column, from 0."""
    columns: int
    """The number of columns that it spans, 1 or more."""
    last_row: int
    """The number, from 0, of the last row that it spans."""
    start: int
    """The place of its text in the text of its segment."""


class PlacedRow(NamedTuple):
    """A row of the grid."""

    number: int
    """From 0."""
    group: int
    """The number, from 0, of its segment of text, which rows that share a cell have in common."""
    cells: tuple[Placed, ...]
    """The cells that begin in this row, from the first column on."""


class Grid:
    """The cells of a table in their columns (HTML, 4.9.12: forming a table).

    Columns in which no cell begins are left out, so that a `colspan="1000"` costs nothing.
    """

    def __init__(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Find the columns; the cells themselves are read when their turn comes."""
        self._rows = rows
        self._uneven = any(cell.columns > 1 or cell.rows > 1 for row in rows for cell in row)
        self._columns = list(_columns(rows)) if self._uneven else []
        if self._uneven:
            self._starts = sorted({column for row in self._columns for column in row})
        else:
            self._starts = list(range(max(map(len, rows), default=0)))
        self._numbers = {column: number for number, column in enumerate(self._starts)}

    @property
    def count(self) -> int:
        """How many columns there are."""
        return len(self._starts)

    def rows(self) -> Iterator[PlacedRow]:
        """Yield the rows in order, each when its turn comes."""
        for group, (first, end) in enumerate(row_groups(self._rows)):
            start = 0
            for number in range(first, end):
                placed = tuple(self._placed(number, end, start))
                if placed:
                    start = placed[-1].start + len(placed[-1].text) + 1
                yield PlacedRow(number, group, placed)

    def sample(self, first: int, spread: int) -> list[PlacedRow]:
        """Return the first rows, and up to `spread` of the others, including the last.

        The places of their cells in the text are not set.
        """
        count = len(self._rows)
        step = -(-max(1, count - first) // spread)
        numbers = [*range(min(first, count)), *range(count - 1, first - 1, -step)]
        return [PlacedRow(at, 0, tuple(self._placed(at, at + 1, 0))) for at in numbers]

    def _placed(self, number: int, end: int, start: int) -> Iterator[Placed]:
        """Yield the cells of a row of a group that ends before the row `end`."""
        row = self._rows[number]
        for column, cell in enumerate(row):
            columns = 1
            if self._uneven:
                column, columns = self._covered(self._columns[number][column], cell)
            blocks = cell.blocks
            only = blocks[0] if len(blocks) == 1 else None
            if not isinstance(only, Paragraph):
                only = None
            text = plain(only.spans) if only else cell_text(cell)
            last_row = min(number + cell.rows, end) - 1
            yield Placed(cell, text, only, column, columns, last_row, start)
            start += len(text) + 1

    def _covered(self, column: int, cell: Cell) -> tuple[int, int]:
        """Return the number of a cell's first column, and the number that it spans."""
        first = last = self._numbers[column]
        if cell.columns > 1:
            while last + 1 < self.count and self._starts[last + 1] < column + cell.columns:
                last += 1
        return first, last - first + 1


def _columns(rows: Sequence[Sequence[Cell]]) -> Iterator[list[int]]:
    """Yield for each row the first column of each of its cells."""
    covered: dict[int, int] = {}
    """For each column, the row after the last one that a cell from above spans."""
    for number, row in enumerate(rows):
        column = 0
        columns = []
        reaching: dict[int, int] = {}
        for cell in row:
            while covered.get(column, 0) > number:
                column += 1
            columns.append(column)
            if cell.rows > 1:
                last = number + cell.rows
                reaching.update(dict.fromkeys(range(column, column + cell.columns), last))
            column += cell.columns
        covered.update(reaching)
        yield columns


class CellSetter:
    """Lays out the text of cells."""

    def __init__(self, measure: Measure, set_blocks: SetBlocks) -> None:
        """Make a setter.

        Args:
            measure: counts the cells of a string.
            set_blocks: lays out cells that hold more than one paragraph.
        """
        self.measure = measure
        self._set_blocks = set_blocks

    def natural(self, placed: Placed, room: int) -> int:
        """Return the width of a cell without wrapping, or of blocks wrapped at `room` cells."""
        only = placed.only
        if only is not None:
            text = placed.text
            lines = text.split("\n") if "\n" in text else (text,)
            return max(1, *(len(one) if one.isascii() else self.measure(one) for one in lines))
        widths = [
            cells(_without_margin(line.runs), self.measure)
            for line in self._set_blocks(placed.cell.blocks, room)
            if not all(_RULES & run.roles for run in line.runs)  # They take what room there is.
        ]
        return max(1, *widths) if widths else 1

    def lines(self, placed: Placed, width: int) -> Iterator[CellLine]:
        """Yield the lines of a cell."""
        extra = _STRONG if placed.cell.heading else _PLAIN
        only = placed.only
        if only is not None:
            for runs in set_spans(only.spans, width, self.measure, extra, placed.start):
                yield runs, None
            return
        starts = [placed.start]
        for one in stretches(placed.cell.blocks):
            starts.append(starts[-1] + len(one.text) + 1)
        for line in self._set_blocks(placed.cell.blocks, width):
            yield (
                tuple(_moved(run, starts[line.paragraph], extra) for run in line.runs),
                line.picture,
            )


def _moved(run: Run, start: int, extra: frozenset[Role]) -> Run:
    """Return a run whose place refers to the text of the whole segment."""
    if run.start is None:
        return run
    return Run(run.text, run.roles | extra, run.link, run.start + start)


def _without_margin(runs: Sequence[Run]) -> Sequence[Run]:
    """Return the runs of a line without its indent."""
    first = 0
    while first < len(runs) and runs[first].start is None and not runs[first].text.strip():
        first += 1
    return runs[first:]


def is_number(text: str) -> bool:
    """Return whether a cell's text is a number, perhaps with a sign and a unit."""
    return len(text) <= 24 and _NUMBER.fullmatch(text.strip()) is not None
