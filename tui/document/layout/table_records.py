"""Records, the form of tables too wide for the page: the cells of a row below each other."""

from collections.abc import Iterable, Iterator

from tui.document.layout.direction import LEFT_MARK
from tui.document.layout.paragraphs import cells, set_spans
from tui.document.layout.table_cells import CellSetter, Placed, PlacedRow
from tui.document.model import Measure, Role, Run, Span

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
