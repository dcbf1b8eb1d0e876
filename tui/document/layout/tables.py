"""Tables: the widths of their columns, and rows of cells set side by side.

Columns are as wide as their text, or share the page where it is too narrow and wrap their cells.
Where even that is impossible, the table is set as records: the cells of a row below each other.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, takewhile
from typing import NamedTuple

from tui.document.layout.direction import LEFT_MARK, has_right_to_left
from tui.document.layout.paragraphs import cells, set_spans
from tui.document.layout.table_cells import CellLine, CellSetter, Grid, Placed, PlacedRow, is_number
from tui.document.model import Cell, Measure, Role, Run, Span

TableLine = tuple[int, tuple[Run, ...], int | None]
"""The number of the segment from 0, the runs, and the picture that the line describes."""

TABLE: frozenset[Role] = frozenset({"table"})

_ROOM_FOR_LABELS = 24
"""The least width, in cells, at which the labels of a record are beside its cells."""

_LABELS = 2
"""The divisor of the width that gives the widest labels."""

_GAP = 2
"""The number of cells between a label and its cell."""

_RULE = 12
"""The number of cells of the rule between two records."""

_DOT = Run(" · ", TABLE)
_LABEL: frozenset[Role] = frozenset({"caption"})


def set_records(
    head: Iterable[PlacedRow],
    rows: Iterable[PlacedRow],
    width: int,
    setter: CellSetter,
    right_to_left: bool,
) -> Iterator[TableLine]:
    """Yield each row as a record: its cells one below the other, each with its label.

    Args:
        head: the rows of headings.
        rows: the other rows.
        width: the width of the table, in cells.
        setter: lays out the cells.
        right_to_left: whether labels are at the right of their cells.
    """
    head = list(head)
    names = _names(head)
    room = width // _LABELS if width >= _ROOM_FOR_LABELS else 0
    measure = setter.measure
    labels = max((wide for name in names.values() if (wide := measure(name)) <= room), default=0)
    records = _Records(width, labels, setter, right_to_left)
    group = 0
    for row in head:
        group = row.group
        yield from ((group, records.turned(runs), None) for runs in _headings(row, width, setter))
    for number, row in enumerate(rows):
        if number or head:
            yield group, records.turned((Run("─" * min(width, _RULE), TABLE),)), None
        group = row.group
        for placed in row.cells:
            for runs, picture in records.cell(placed, names.get(placed.column, "")):
                yield group, runs, picture


def _names(head: Iterable[PlacedRow]) -> dict[int, str]:
    """Return the name of each column, from the last row that has one.

    A heading over several columns that is alone in its row belongs to the whole table.
    """
    names: dict[int, str] = {}
    for row in head:
        if len(row.cells) == 1 and row.cells[0].columns > 1:
            continue
        for placed in row.cells:
            name = placed.text.replace("\n", " ")
            for column in range(placed.column, placed.column + placed.columns):
                names[column] = name or names.get(column, "")
    return names


def _headings(row: PlacedRow, width: int, setter: CellSetter) -> Iterator[tuple[Run, ...]]:
    """Yield the headings of the columns, one after the other on as few lines as possible."""
    runs: tuple[Run, ...] = ()
    for placed in row.cells:
        for line, _ in setter.lines(placed, width):
            if not line:
                continue
            if runs and _cells(runs, setter) + _cells(line, setter) + len(_DOT.text) > width:
                yield runs
                runs = ()
            runs = (*runs, _DOT, *line) if runs else line
    if runs:
        yield runs


class _Records:
    """Lays out the cells of records."""

    def __init__(self, width: int, labels: int, setter: CellSetter, right_to_left: bool) -> None:
        self._width = width
        self._labels = labels
        self._setter = setter
        self._right_to_left = right_to_left

    def cell(self, placed: Placed, name: str) -> Iterator[tuple[tuple[Run, ...], int | None]]:
        """Yield one cell of a record, beside or below the heading of its column."""
        measure = self._setter.measure
        indent = self._labels + _GAP if self._labels else 0
        label: tuple[Run, ...] = ()
        if name and measure(name) <= self._labels:
            label = (Run(name, _LABEL),)
        elif name:
            for runs in _unplaced(name, self._width, measure):
                yield self.turned(runs), None
        lines = list(self._setter.lines(placed, max(1, self._width - indent)))
        if not lines and label:
            lines = [((), None)]
        for runs, picture in lines:
            yield self._beside(label, runs, indent), picture
            label = ()

    def _beside(
        self, label: tuple[Run, ...], text: tuple[Run, ...], indent: int
    ) -> tuple[Run, ...]:
        """Return a line with its label, or as much space, before it."""
        if not indent:
            return self.turned(text)
        space = indent - _cells(label, self._setter)
        if not self._right_to_left:
            return (*label, Run(" " * space), *text) if text else label
        return self.turned((*text, Run((LEFT_MARK if label else "") + " " * space), *label))

    def turned(self, runs: tuple[Run, ...]) -> tuple[Run, ...]:
        """Return a line, moved to the right in a table that runs right to left."""
        spare = self._width - _cells(runs, self._setter) if self._right_to_left else 0
        return (Run(" " * spare), *runs) if spare > 0 else runs


def _unplaced(name: str, width: int, measure: Measure) -> Iterator[tuple[Run, ...]]:
    """Yield the lines of a label, which is not part of its record's text."""
    for runs in set_spans((Span(name, _LABEL),), width, measure):
        yield tuple(Run(run.text, run.roles) for run in runs)


def _cells(runs: Iterable[Run], setter: CellSetter) -> int:
    return cells(runs, setter.measure)


GAP = 2
"""The number of cells between two columns."""

_LONGEST_WORD = 14
"""The most cells that the longest word of a column makes it keep; longer words may be cut."""

_WIDE_WORD = 4
"""The same for text that may break after each of its wide characters."""

_FIRST, _SPREAD = 150, 150
"""The number of rows that decide the widths: the first ones, and some of the rest."""

_BETWEEN = Run(" " * GAP, TABLE)


def column_widths(
    rows: Sequence[PlacedRow], count: int, width: int, setter: CellSetter
) -> list[int] | None:
    """Return the width of each column, or None where they do not fit side by side.

    Args:
        rows: the rows that decide it.
        count: the number of columns.
        width: the width of the table, in cells.
        setter: lays out the cells.
    """
    room = width - GAP * (count - 1)
    if room < count:
        return None
    natural = _asked(rows, count, lambda cell: setter.natural(cell, width))
    if sum(natural) <= room:
        return natural
    least = _asked(rows, count, lambda cell: _least(cell, setter.measure))
    least = [min(pair) for pair in zip(least, natural, strict=True)]
    return _shared(natural, least, room) if sum(least) <= room else None


def numeric_columns(rows: Sequence[PlacedRow], count: int) -> list[bool]:
    """Return for each column whether all its cells are numbers."""
    seen = [0] * count
    other = [False] * count
    for row in rows:
        for cell in row.cells:
            if cell.columns == 1 and not other[cell.column]:
                text = cell.text
                if text.strip(" -–—"):
                    seen[cell.column] += 1
                    other[cell.column] = not is_number(text)
    return [bool(seen[at]) and not other[at] for at in range(count)]


def _asked(rows: Sequence[PlacedRow], count: int, ask: Callable[[Placed], int]) -> list[int]:
    """Return the greatest width that the cells of each column need.

    A cell that spans several columns adds what it lacks to all of them.
    """
    widths = [1] * count
    across: list[Placed] = []
    for row in rows:
        for cell in row.cells:
            if cell.columns == 1:
                widths[cell.column] = max(widths[cell.column], ask(cell))
            else:
                across.append(cell)
    for cell in sorted(across, key=lambda cell: cell.columns):
        covered = range(cell.column, cell.column + cell.columns)
        missing = ask(cell) - sum(widths[at] for at in covered) - GAP * (cell.columns - 1)
        for number, at in enumerate(covered):
            if missing > 0:
                # Each gets its share of what is left, so that none is lost in rounding.
                share = -(-missing // (len(covered) - number))
                widths[at] += share
                missing -= share
    return widths


def _least(cell: Placed, measure: Measure) -> int:
    """Return the least width of a cell that keeps its words whole."""
    least = 1
    for word in cell.text.split():
        wide = measure(word)
        least = max(least, min(wide, _LONGEST_WORD if wide == len(word) else _WIDE_WORD))
    return least


def _shared(natural: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """Return widths that fill the room: narrow columns stay, wide ones are cut equally."""
    widths = list(least)
    left = room - sum(widths)
    growing = [at for at, wide in enumerate(widths) if wide < natural[at]]
    while left and growing:
        at = min(growing, key=lambda each: widths[each])
        widths[at] += 1
        left -= 1
        if widths[at] == natural[at]:
            growing.remove(at)
    return widths


def set_table(
    rows: Sequence[Sequence[Cell]],
    width: int,
    setter: CellSetter,
    right_to_left: bool = False,
    stacked: bool = False,
) -> Iterator[TableLine]:
    """Yield the lines of a table, none wider than `width` cells.

    Where the columns do not fit side by side, each row becomes a record: its cells one below
    the other, each after the heading of its column. Of a long table, only a sample of the
    rows is read before the first line.

    Args:
        rows: the rows of the table.
        width: its width, in cells.
        setter: lays out the cells.
        right_to_left: whether the first column is at the right.
        stacked: whether to make records in any case.
    """
    grid = Grid(rows)
    count = grid.count
    if not count:
        return
    placed = grid.rows()
    sample = grid.sample(_FIRST, _SPREAD)
    widths = None if stacked else column_widths(sample, count, width, setter)
    heads = sum(1 for _ in takewhile(_is_head, sample[:_FIRST]))
    heads = heads if heads < len(sample) else 0
    if widths is None:
        yield from set_records(islice(placed, heads), placed, width, setter, right_to_left)
        return
    columns = _Columns(widths, numeric_columns(sample[heads:], count), setter, right_to_left)
    columns.margin = width - sum(widths) - GAP * (count - 1) if right_to_left else 0
    group = 0
    for row in placed:
        if row.number == heads and heads:
            yield group, columns.rule(), None
        group = row.group
        for runs, picture in columns.lines(row):
            yield group, runs, picture


def _is_head(row: PlacedRow) -> bool:
    return bool(row.cells) and all(placed.cell.heading for placed in row.cells)


class _Open(NamedTuple):
    """A cell whose lines flow down the rows that it spans."""

    column: int
    """The first column on the screen, from the left."""
    columns: int
    last_row: int
    width: int
    lines: list[CellLine]


class _Columns:
    """Sets rows in columns, one after the other."""

    def __init__(
        self,
        widths: Sequence[int],
        numeric: Sequence[bool],
        setter: CellSetter,
        right_to_left: bool,
    ) -> None:
        self._widths = widths[::-1] if right_to_left else widths
        self._numeric = numeric
        self._setter = setter
        self._right_to_left = right_to_left
        self._open: list[_Open] = []
        """The cells of rows above that extend into the next row."""
        self.margin = 0
        """The number of free cells at the left."""

    def rule(self) -> tuple[Run, ...]:
        """Return the line between the headings and the rest."""
        line = Run(_BETWEEN.text.join("─" * wide for wide in self._widths), TABLE)
        return (Run(" " * self.margin), line) if self.margin else (line,)

    def lines(self, row: PlacedRow) -> Iterator[CellLine]:
        """Yield the lines of the next row."""
        reaching = self._open
        inside = [*reaching, *(self._opened(placed, reaching) for placed in row.cells)]
        inside.sort(key=lambda cell: cell.column)
        ending = [len(cell.lines) for cell in inside if cell.last_row <= row.number]
        height = max(1, *ending) if ending else 1
        for at in range(height):
            yield self._line(inside, at)
        self._open = [cell for cell in inside if cell.last_row > row.number]
        for cell in self._open:
            del cell.lines[:height]

    def _opened(self, placed: Placed, reaching: Sequence[_Open]) -> _Open:
        column, columns = placed.column, placed.columns
        if self._right_to_left:
            column = len(self._widths) - column - columns
        for other in reaching:
            # Where two cells would overlap, the one from above keeps its place.
            if column < other.column + other.columns and other.column < column + columns:
                if self._right_to_left:
                    end = column + columns
                    column = max(column, other.column + other.columns)
                    columns = end - column
                else:
                    columns = other.column - column
        width = sum(self._widths[column : column + columns]) + GAP * (columns - 1)
        align = self._align(placed)
        lines = [
            (_aligned(runs, width, align, self._setter), picture)
            for runs, picture in self._setter.lines(placed, width)
        ]
        return _Open(column, columns, placed.last_row, width, lines)

    def _align(self, placed: Placed) -> str:
        only = placed.only
        asked = placed.cell.align or (only.align if only else "")
        if asked:
            return asked
        number = placed.columns == 1 and self._numeric[placed.column]
        return "right" if number or self._right_to_left else "left"

    def _line(self, inside: Sequence[_Open], at: int) -> CellLine:
        """Return one line of a row: the line number `at` of each of its cells."""
        runs: list[Run] = []
        pictures: set[int | None] = set()
        free = self.margin
        """The number of free cells to the left of the next text."""
        column = 0
        for cell in inside:
            free += sum(self._widths[column : cell.column]) + GAP * (cell.column - column)
            text, picture = cell.lines[at] if at < len(cell.lines) else ((), None)
            pictures.add(picture)
            used = 0
            if text:
                if free > 0:
                    runs.append(self._space(free, runs, text))
                runs.extend(text)
                free = 0
                used = cells(text, self._setter.measure)
            column = cell.column + cell.columns
            free += cell.width - used + GAP
        pictures.discard(None)
        return tuple(runs), pictures.pop() if len(pictures) == 1 else None

    def _space(self, free: int, before: Sequence[Run], after: Sequence[Run]) -> Run:
        """Return the free cells between two texts.

        A terminal with support for right-to-left text would reverse two such texts as one; a
        mark between them keeps each in its column.
        """
        if before and has_right_to_left(before[-1].text) | has_right_to_left(after[-1].text):
            return Run(LEFT_MARK + " " * free)
        return Run(" " * free)


def _aligned(runs: tuple[Run, ...], width: int, align: str, setter: CellSetter) -> tuple[Run, ...]:
    """Return the line of a cell, padded on the left for its alignment."""
    if align == "left":
        return runs
    spare = width - cells(runs, setter.measure)
    spare = spare // 2 if align == "center" else spare
    return (Run(" " * spare), *runs) if spare > 0 and runs else runs
