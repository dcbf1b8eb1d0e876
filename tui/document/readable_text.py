"""The text of a document as it reads where it is pasted: without marks, rows with tabs."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tui.document.model import (
    Block,
    Cell,
    Heading,
    List,
    Note,
    Paragraph,
    Quote,
    Span,
    Table,
)
from tui.document.passages import Passage
from tui.document.text_segments import Stretch, row_groups, stretches

_GONE = "\0"
"""Stands for each character that is left out: no text of a document holds it."""

_MARK = re.compile(f"(?:^|(?<= )){_GONE}+ ")
"""The mark of a picture and the space after it, where a space stands before it as well."""

APART = "\n\n"
"""Stands between two paragraphs."""

CLOSE = "\n"
"""Stands between two rows of a table, or two items without a blank line."""


class Readable(NamedTuple):
    """A segment of text as it reads."""

    text: str
    """As long as the segment, so that places in one are places in the other."""
    before: str
    """The white space between it and the segment before: `APART` or `CLOSE`."""


def readable(blocks: Iterable[Block], between: str = APART) -> Iterator[Readable]:
    r"""Yield the segments of blocks, in the order of `stretches`, as they read.

    The cells of a row are parted by tabs and hold no line ends; other texts keep theirs.

    Args:
        blocks: The blocks.
        between: What stands between two of them.
    """
    for block in blocks:
        match block:
            case List(items=items, tight=tight):
                inside = CLOSE if tight else APART
                parts = (part for item in items for part in readable(item.blocks, inside))
                yield from _beginning_with(between, parts)
            case Quote(blocks=inner) | Note(blocks=inner):
                yield from _beginning_with(between, readable(inner))
            case Table():
                yield from _beginning_with(between, _rows(block))
            case _:
                for stretch in stretches((block,)):
                    yield Readable(_without_marks(stretch), between)


def _beginning_with(before: str, parts: Iterable[Readable]) -> Iterator[Readable]:
    for number, part in enumerate(parts):
        yield part if number else part._replace(before=before)


def _rows(table: Table) -> Iterator[Readable]:
    if table.caption:
        yield Readable(_spans(table.caption), APART)
    for first, end in row_groups(table.rows):
        text = ""
        for row in table.rows[first:end]:
            for number, cell in enumerate(row):
                text += ("\t" if number else "\n") + _cell(cell)
        yield Readable(text[1:], CLOSE)


def _cell(cell: Cell) -> str:
    return " ".join([_without_marks(one).replace("\n", " ") for one in stretches(cell.blocks)])


def _without_marks(stretch: Stretch) -> str:
    block = stretch.block
    return _spans(block.spans) if isinstance(block, Paragraph | Heading) else stretch.text


def _spans(spans: Iterable[Span]) -> str:
    text = "".join(
        [_GONE * len(span.text) if "image" in span.roles else span.text for span in spans]
    )
    return _MARK.sub(lambda found: _GONE * len(found[0]), text) if _GONE in text else text


def read_out(parts: Sequence[Readable], passage: Passage) -> str:
    """Return a passage as it reads, without blank lines around it.

    Args:
        parts: All segments, from `page_readable`.
        passage: The passage; its segments are numbers of `parts`.
    """
    (first, start), (last, end) = passage
    texts = [part.text for part in parts[first : last + 1]]
    texts[-1] = texts[-1][:end]
    texts[0] = texts[0][start:]
    before = [part.before for part in parts[first : last + 1]]
    whole = "".join([space + text for space, text in zip(before, texts, strict=True) if text])
    return whole.replace(_GONE, "").strip("\n")
