"""Tables: columns as wide as they need, cells wrapped where the page is too narrow."""

from collections.abc import Iterator, Sequence

from tui.document.model import Measure, Role, Run, Span, Table
from tui.document.paragraphs import cells, set_spans
from tui.document.stretches import plain
from tui.document.table_cells import Part, Placed, is_number, place

_SAMPLE = 300
"""How many rows have a say in how wide the columns are."""

_LONGEST_WORD = 14
"""How many cells of its longest word a column keeps whole; longer ones may be cut."""

_ROOM_FOR_LABELS = 24
"""From how many cells on the labels of a record stand beside its cells."""

_LABELS = 2
"""The labels of a record have the width divided by this at the most."""

_TABLE: frozenset[Role] = frozenset({"table"})
_BETWEEN = Run("  ", _TABLE)
_DOT = Run(" · ", _TABLE)
_STRONG: frozenset[Role] = frozenset({"strong"})
_LABEL: frozenset[Role] = frozenset({"caption"})
_PLAIN: frozenset[Role] = frozenset()

TableLine = tuple[int, tuple[Run, ...], int | None]
"""The row's number from 0, the runs, and the number of the picture that the line mentions."""


def set_table(table: Table, width: int, measure: Measure) -> Iterator[TableLine]:
    """Yield the lines of a table; never one wider than `width` cells.

    Where there is no room for the columns side by side, each row becomes a record: its
    cells one below the other, each after the heading of its column.
    """
    rows, count = place(table)
    if not rows or not count:
        return
    widths = _widths(rows[:_SAMPLE], count, width, measure)
    if widths is None:
        yield from _records(rows, width, measure)
        return
    heads = 0
    while heads < len(rows) and all(cell.heading for cell in rows[heads]):
        heads += 1
    numeric = _numeric(rows[heads : heads + _SAMPLE], count)
    for number, row in enumerate(rows):
        if number == heads and heads:
            yield number - 1, (Run("  ".join("─" * wide for wide in widths), _TABLE),), None
        yield from _row(number, row, widths, numeric, measure)


def _widths(
    rows: Sequence[Sequence[Placed]], count: int, width: int, measure: Measure
) -> list[int] | None:
    """Return the width of each column, or None where they do not fit side by side."""
    natural = [1] * count
    for row in rows:
        for cell in row:
            if cell.columns == 1:
                natural[cell.column] = max(natural[cell.column], _natural(cell, measure))
    for row in rows:
        for cell in row:
            if cell.columns > 1:
                covered = range(cell.column, cell.column + cell.columns)
                missing = _natural(cell, measure) - sum(natural[at] for at in covered)
                missing -= len(_BETWEEN.text) * (cell.columns - 1)
                natural[covered[-1]] += max(0, missing)
    room = width - len(_BETWEEN.text) * (count - 1)
    if sum(natural) <= room:
        return natural
    least = _least(rows, natural, measure)
    return _shared(natural, least, room) if sum(least) <= room else None


def _least(rows: Sequence[Sequence[Placed]], natural: Sequence[int], measure: Measure) -> list[int]:
    """Return how narrow each column can be with its words whole."""
    least = [1] * len(natural)
    for row in rows:
        for cell in row:
            if cell.columns == 1:
                words = (measure(word) for word in cell.text.split() if word.isascii())
                wide = min(_LONGEST_WORD, max(words, default=4))
                least[cell.column] = max(least[cell.column], wide)
    return [min(wide, most) for wide, most in zip(least, natural, strict=True)]


def _natural(cell: Placed, measure: Measure) -> int:
    """Return how wide a cell is that is not wrapped."""
    return max(
        (
            measure(part.mark) + max(measure(line) for line in plain(part.spans).split("\n"))
            for part in cell.parts
        ),
        default=1,
    )


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


def _numeric(rows: Sequence[Sequence[Placed]], count: int) -> list[bool]:
    """Return for each column whether all its cells are numbers."""
    seen = [0] * count
    other = [False] * count
    for row in rows:
        for cell in row:
            text = cell.text
            if cell.columns == 1 and text.strip(" -–—") and not other[cell.column]:
                seen[cell.column] += 1
                other[cell.column] = not is_number(text)
    return [bool(seen[at]) and not other[at] for at in range(count)]


def _row(
    number: int,
    row: Sequence[Placed],
    widths: Sequence[int],
    numeric: Sequence[bool],
    measure: Measure,
) -> Iterator[TableLine]:
    """Yield the lines of one row."""
    columns: list[tuple[Placed, int, list[tuple[Run, ...]]]] = []
    for cell in row:
        wide = sum(widths[cell.column : cell.column + cell.columns])
        wide += len(_BETWEEN.text) * (cell.columns - 1)
        align = cell.align or ("right" if cell.columns == 1 and numeric[cell.column] else "left")
        lines = [_aligned(runs, wide, align, measure) for runs in _lines(cell, wide, measure)]
        columns.append((cell, wide, lines))
    pictures = [part.picture for cell in row for part in cell.parts if part.picture]
    picture = pictures[0] if len(pictures) == 1 else None
    for at in range(max((len(lines) for _, _, lines in columns), default=1) or 1):
        yield number, _side_by_side(columns, at, widths, measure), picture


def _side_by_side(
    columns: Sequence[tuple[Placed, int, list[tuple[Run, ...]]]],
    at: int,
    widths: Sequence[int],
    measure: Measure,
) -> tuple[Run, ...]:
    """Return one line of a row: the line number `at` of each of its cells."""
    runs: list[Run] = []
    column = 0
    for cell, wide, lines in columns:
        while column < cell.column:
            runs.extend((Run(" " * widths[column]), _BETWEEN))
            column += 1
        inside = lines[at] if at < len(lines) else ()
        runs.extend(inside)
        spare = wide - cells(inside, measure)
        if spare > 0:
            runs.append(Run(" " * spare))
        runs.append(_BETWEEN)
        column = cell.column + cell.columns
    while column < len(widths):
        runs.extend((Run(" " * widths[column]), _BETWEEN))
        column += 1
    while runs and not runs[-1].text.strip():
        runs.pop()
    return tuple(runs)


def _lines(cell: Placed, width: int, measure: Measure) -> Iterator[tuple[Run, ...]]:
    """Yield the lines of a cell."""
    extra = _STRONG if cell.heading else _PLAIN
    for part in cell.parts:
        yield from _part(part, width, measure, extra)


def _part(
    part: Part, width: int, measure: Measure, extra: frozenset[Role]
) -> Iterator[tuple[Run, ...]]:
    """Yield the lines of one paragraph of a cell, hanging on its mark if it fits."""
    hang = measure(part.mark)
    mark = Run(part.mark, frozenset({"image"}) if part.picture else frozenset({"marker"}))
    if hang and hang + 4 > width:
        hang = 0
    for number, runs in enumerate(
        set_spans(part.spans, max(1, width - hang), measure, extra, part.start)
    ):
        if hang:
            yield (Run(" " * hang) if number else mark, *runs)
        else:
            yield runs


def _aligned(runs: tuple[Run, ...], width: int, align: str, measure: Measure) -> tuple[Run, ...]:
    """Return the line of a cell with what pads it on the left."""
    if align == "left":
        return runs
    spare = width - cells(runs, measure)
    spare = spare // 2 if align == "center" else spare
    return (Run(" " * spare), *runs) if spare > 0 and runs else runs


def _records(rows: Sequence[Sequence[Placed]], width: int, measure: Measure) -> Iterator[TableLine]:
    """Yield each row as a record: its cells one below the other, each with its label."""
    head = rows[0] if len(rows) > 1 and all(cell.heading for cell in rows[0]) else ()
    names = {cell.column: cell.text.replace("\n", " ") for cell in head}
    room = width // _LABELS if width >= _ROOM_FOR_LABELS else 0
    labels = max((wide for name in names.values() if (wide := measure(name)) <= room), default=0)
    yield from ((0, runs, None) for runs in _headings(head, width, measure))
    for number, row in enumerate(rows):
        if number == 0 and head:
            continue
        if number:
            yield number - 1, (Run("─" * min(width, 12), _TABLE),), None
        for cell in row:
            yield from _record_cell(
                number, cell, names.get(cell.column, ""), labels, width, measure
            )


def _headings(head: Sequence[Placed], width: int, measure: Measure) -> Iterator[tuple[Run, ...]]:
    """Yield the headings of the columns, one after the other on as few lines as they fit."""
    runs: tuple[Run, ...] = ()
    for cell in head:
        for line in _lines(cell, width, measure):
            if runs and cells(runs, measure) + cells(line, measure) + len(_DOT.text) > width:
                yield runs
                runs = ()
            runs = (*runs, _DOT, *line) if runs else line
    if runs:
        yield runs


def _record_cell(
    number: int, cell: Placed, name: str, labels: int, width: int, measure: Measure
) -> Iterator[TableLine]:
    """Yield one cell of a record, beside or below the heading of its column."""
    indent = labels + len(_BETWEEN.text) if labels else 0
    label: tuple[Run, ...] = (Run(" " * indent),) if indent else ()
    first = label
    if name and measure(name) <= labels:
        first = (Run(name, _LABEL), Run(" " * (indent - measure(name))))
    elif name:
        for runs in set_spans((Span(name, _LABEL),), width, measure):
            yield number, tuple(Run(run.text, run.roles) for run in runs), None
    extra = _STRONG if cell.heading else _PLAIN
    for part in cell.parts:
        for runs in _part(part, max(1, width - indent), measure, extra):
            yield number, (*first, *runs), part.picture
            first = label
    if not cell.parts and name:
        yield number, first, None
