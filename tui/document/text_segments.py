"""The text of a document: its segments in the order of `Line.paragraph`, and all of it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tui.document.addresses import name_in_address
from tui.document.model import (
    Block,
    Cell,
    Code,
    Document,
    Heading,
    Image,
    List,
    Media,
    Note,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Span,
    Table,
)
from tui.document.reading_time import count_words


class Stretch(NamedTuple):
    """A segment of text, which is laid out and searched as a whole."""

    text: str
    block: Block
    """The block that it is the text of."""


def plain(spans: Iterable[Span]) -> str:
    """Return the characters of spans."""
    return "".join([span.text for span in spans])


def label(picture: Picture) -> str:
    """Return the caption of a picture, else its alternative text, else its file name."""
    return picture.caption or picture.alt or name_in_address(picture.url)


def stretches(blocks: Iterable[Block]) -> Iterator[Stretch]:
    """Yield every segment of text in reading order.

    A row of a table is one segment, with line breaks between its cells, because the cells
    are side by side on the same lines; so are rows that share a cell. Rules have no text
    and are not counted.
    """
    for block in blocks:
        match block:
            case Paragraph(spans=spans) | Heading(spans=spans):
                yield Stretch(plain(spans), block)
            case List(items=items):
                for item in items:
                    yield from stretches(item.blocks)
            case Quote(blocks=inner) | Note(blocks=inner):
                yield from stretches(inner)
            case Code(text=text):
                yield Stretch(text, block)
            case Table():
                yield from _table(block)
            case Image(picture=picture):
                yield Stretch(label(picture), block)
            case Media(title=title):
                yield Stretch(title, block)
            case Rule():
                pass


def _table(table: Table) -> Iterator[Stretch]:
    if table.caption:
        yield Stretch(plain(table.caption), table)
    for first, end in row_groups(table.rows):
        rows = table.rows[first:end]
        yield Stretch("\n".join([cell_text(cell) for row in rows for cell in row]), table)


def row_groups(rows: Sequence[Sequence[Cell]]) -> Iterator[tuple[int, int]]:
    """Yield the groups of rows that share cells: the first row, and the row after the last."""
    first = reached = 0
    for number, row in enumerate(rows):
        if number >= reached and number > first:
            yield first, number
            first = number
        for cell in row:
            if cell.rows > 1:
                reached = max(reached, number + cell.rows)
    if rows:
        yield first, len(rows)


def cell_text(cell: Cell) -> str:
    """Return the text of a cell, with line breaks between its blocks."""
    return "\n".join([one.text for one in stretches(cell.blocks)])


def anchors(blocks: Iterable[Block], first: int = 0) -> dict[str, int]:
    """Return for every anchor the number of its segment of text."""
    found: dict[str, int] = {}
    number = first
    for block in blocks:
        match block:
            case Heading(anchors=names) | Paragraph(anchors=names):
                found.update((name, number) for name in names if name not in found)
            case Note(anchor=name) if name:
                found.setdefault(name, number)
        match block:
            case List(items=items):
                inner = [one for item in items for one in item.blocks]
            case Quote(blocks=blocks_inside) | Note(blocks=blocks_inside):
                inner = list(blocks_inside)
            case _:
                inner = []
        for anchor, place in anchors(inner, number).items():
            found.setdefault(anchor, place)
        number += sum(1 for _ in stretches((block,)))
    return found


_ENOUGH = 100_000
"""The number of characters that are counted; the rest is extrapolated."""


def shown_text(document: Document) -> str:
    r"""Return every visible word of a document, one segment of text a line.

    A row of a table (or rows that share a cell) is one line, with tabs between its cells. Of
    pictures it contains captions and alternative texts, and of media their titles, but none
    of the text that the layout adds.
    """
    lines: list[str] = []
    for text, block in stretches(document.blocks):
        if isinstance(block, Image):
            picture = block.picture
            text = picture.caption or picture.alt
        elif isinstance(block, Table):
            text = text.replace("\n", "\t")
        elif "▣" in text and isinstance(block, Paragraph | Heading):
            # The mark of a picture in the text is between two spaces.
            text = plain(span for span in block.spans if "image" not in span.roles)
            text = text.replace("  ", " ")
        if text:
            lines.append(text)
    return "\n".join(lines)


def same_words(one: str, other: str) -> bool:
    """Return whether two texts are equal, ignoring spaces and case."""
    return "".join(one.split()).casefold() == "".join(other.split()).casefold()


def count_shown(document: Document) -> int:
    """Return the number of words that a document shows; for a very long one, an estimate."""
    total = counted = words = 0
    for text, _ in stretches(document.blocks):
        total += len(text)
        if counted < _ENOUGH:
            text = text[: _ENOUGH - counted]
            words += count_words(text)
            counted += len(text)
    return words if counted == total else words * total // max(1, counted)
