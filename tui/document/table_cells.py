"""The cells of a table in a grid, each a column of short paragraphs."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tui.document.model import (
    Block,
    Cell,
    Code,
    Heading,
    Image,
    List,
    Media,
    Note,
    Paragraph,
    Quote,
    Span,
    Table,
)
from tui.document.stretches import label, plain, stretches

_NUMBER = re.compile(r"[-+−±~≈<>]?[\s$€£¥￥]?\d[\d\s.,:'’]*\s?[%‰]?(?:\s?[A-Za-z€$£¥°μ/]{1,4})?")


class Part(NamedTuple):
    """One paragraph of a cell."""

    mark: str
    """What stands before it: a list's marker, a picture's number."""
    spans: tuple[Span, ...]
    start: int
    """Where it begins in the text of its row."""
    picture: int | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell in the grid."""

    column: int
    """Its first column, from 0."""
    columns: int
    """How many it covers, 1 or more."""
    parts: tuple[Part, ...]
    heading: bool
    align: str

    @property
    def text(self) -> str:
        """The characters of the cell."""
        return "\n".join(plain(part.spans) for part in self.parts)


def place(table: Table) -> tuple[list[list[Placed]], int]:
    """Return the rows of a table with each cell in its columns, and how many columns there are.

    Columns in which no cell begins are left out, so that a `colspan="1000"` costs nothing
    (HTML, 4.9.12: forming a table).
    """
    rows: list[list[tuple[int, Cell]]] = []
    covered: dict[int, int] = {}
    """For each column that a cell of a row above reaches down in: how many rows are left."""
    for row in table.rows:
        column = 0
        placed: list[tuple[int, Cell]] = []
        reaching: dict[int, int] = {}
        for cell in row:
            while covered.get(column, 0) > 0:
                column += 1
            placed.append((column, cell))
            if cell.rows > 1:
                reaching.update(dict.fromkeys(range(column, column + cell.columns), cell.rows))
            column += cell.columns
        covered = {at: left - 1 for at, left in (covered | reaching).items() if left > 1}
        rows.append(placed)
    starts = sorted({column for row in rows for column, _ in row})
    numbers = {column: number for number, column in enumerate(starts)}
    return [list(_row(row, numbers, starts)) for row in rows], len(starts)


def _row(
    row: Sequence[tuple[int, Cell]], numbers: dict[int, int], starts: Sequence[int]
) -> Iterator[Placed]:
    start = 0
    for column, cell in row:
        first = numbers[column]
        last = first
        while last + 1 < len(starts) and starts[last + 1] < column + cell.columns:
            last += 1
        parts = tuple(_parts(cell.blocks, start))
        yield Placed(first, last - first + 1, parts, cell.heading, cell.align)
        start += len("\n".join([one.text for one in stretches(cell.blocks)])) + 1


def _parts(blocks: Iterable[Block], start: int, mark: str = "") -> Iterator[Part]:
    """Yield the paragraphs that blocks come to; `mark` stands before the first."""
    for block in blocks:
        match block:
            case Paragraph(spans=spans) | Heading(spans=spans):
                found = [Part(mark, spans, start)]
            case List(items=items):
                found = []
                at = start
                for item in items:
                    found.extend(_parts(item.blocks, at, item.marker and item.marker + " "))
                    at = _after(found, at)
            case Quote(blocks=inner) | Note(blocks=inner):
                found = list(_parts(inner, start, mark))
            case Code(text=text, spans=spans):
                found = [Part(mark, spans or (Span(text, frozenset({"code"})),), start)]
            case Image(picture=picture, link=link):
                number = picture.number
                spans = (Span(label(picture), frozenset({"image"}), link),)
                found = [Part(f"{mark}▣ {number} ", spans, start, number)]
            case Media(title=title, link=link):
                spans = (Span(title, frozenset({"media", "link"}), link),)
                found = [Part(f"{mark}▶ ", spans, start)]
            case Table(rows=rows, caption=caption):
                found = [Part(mark, caption, start)] if caption else []
                at = _after(found, start)
                for row in rows:
                    for cell in row:
                        found.extend(_parts(cell.blocks, at))
                        at = _after(found, at)
            case _:
                continue
        yield from found
        start = _after(found, start)
        mark = ""


def _after(parts: Sequence[Part], start: int) -> int:
    """Return where the text after these parts begins."""
    return parts[-1].start + len(plain(parts[-1].spans)) + 1 if parts else start


def is_number(text: str) -> bool:
    """Return whether a cell's text is a number, perhaps with a sign and a unit."""
    return len(text) <= 24 and _NUMBER.fullmatch(text.strip()) is not None
