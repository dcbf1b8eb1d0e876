"""How wide the columns of a table are."""

from collections.abc import Callable, Sequence

from tui.document.model import Measure
from tui.document.table_cells import CellSetter, Placed, PlacedRow, is_number

GAP = 2
"""Cells between two columns."""

_LONGEST_WORD = 14
"""How many cells of its longest word a column keeps whole; longer ones may be cut."""

_WIDE_WORD = 4
"""What a column keeps of text that may break after each of its wide characters."""


def column_widths(
    rows: Sequence[PlacedRow], count: int, width: int, setter: CellSetter
) -> list[int] | None:
    """Return the width of each column, or None where they do not fit side by side.

    Args:
        rows: those that have a say in it.
        count: how many columns there are.
        width: the cells that the table has.
        setter: sets the cells.
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
    """Return the most that the cells of each column ask for; wide cells ask all they cover."""
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
    """Return how narrow a cell can be with its words whole."""
    least = 1
    for word in cell.text.split():
        wide = measure(word)
        least = max(least, min(wide, _LONGEST_WORD if wide == len(word) else _WIDE_WORD))
    return least


def _shared(natural: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """Return widths that fill the room: narrow columns as they are, wide ones equally cut."""
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
