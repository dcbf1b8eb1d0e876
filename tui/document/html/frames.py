"""The open blocks of a document that is being built, and their results when they close."""

from itertools import accumulate
from typing import Literal

from tui.document.model import Block, Cell, Code, Item, List, Paragraph, Span, Table

MAX_DEPTH = 40
"""The deepest nesting of blocks; deeper blocks are set at this depth. Nested margins must fit a
page, and code that reads a document may be recursive."""

MAX_COLUMNS = 1000
"""The most columns that a cell may span (HTML, 4.9.11)."""

MAX_SLOTS = 10_000_000
"""The most places of a table's grid that its cells may cover (HTML, 4.9.12), so that 1,000 cells
of 1,000 rows and columns do not cover a thousand million."""

_ROMAN = (
    ("m", 1000), ("cm", 900), ("d", 500), ("cd", 400), ("c", 100), ("xc", 90),
    ("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1),
)  # fmt: skip


class Frame:
    """An open block that holds blocks: the body, a quote, a figure, a footnote, a caption."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []


class ListFrame(Frame):
    """An open list; `blocks` holds the blocks between its items."""

    def __init__(self, bullet: str) -> None:
        super().__init__()
        self.ordered = False
        self.next = self.step = 1
        self.style = "1"
        self.bullet = bullet
        self.items: list[Item] = []
        self.loose = False

    def marker(self, value: int | None) -> str:
        """Return the marker of the next item; `value` is its own number, if it has one."""
        if not self.ordered:
            return self.bullet
        if value is not None:
            self.next = value
        number = self.next
        self.next += self.step
        return counted(number, self.style)

    def adopt(self) -> None:
        """Move the blocks between items to the item before them."""
        if not self.blocks:
            return
        blocks = tuple(self.blocks)
        self.blocks = []
        if self.items:
            last = self.items[-1]
            self.items[-1] = Item(last.marker, last.blocks + blocks, last.definition)
        else:
            self.items.append(Item("", blocks))

    def close(self) -> list[Block]:
        """Return the list."""
        self.adopt()
        return [List(tuple(self.items), not self.loose)] if self.items else []


class ItemFrame(Frame):
    """An open item."""

    def __init__(self, marker: str = "", *, definition: bool = False) -> None:
        super().__init__()
        self.marker = marker
        self.definition = definition


class CellFrame(Frame):
    """An open cell."""

    def __init__(
        self,
        *,
        heading: bool,
        columns: int,
        rows: int,
        align: Literal["", "left", "center", "right"],
        gutter: bool,
    ) -> None:
        super().__init__()
        self.heading = heading
        self.columns = columns
        self.rows = rows
        self.align = align
        self.gutter = gutter
        """Whether it only holds the line numbers of the code beside it."""


class TableFrame(Frame):
    """An open table."""

    def __init__(self, *, layout: bool) -> None:
        super().__init__()
        self.rows: list[list[Cell]] = []
        self.caption: list[Span] = []
        self.foot: list[list[Cell]] = []
        """The rows of its foot, which come last wherever the source has them."""
        self.headed = False
        """Whether it has a head."""
        self.grouping = False
        """Whether a head, a body or a foot is open."""
        self.layout = layout
        """Whether it is used for layout only: its cells are set one after the other."""

    def end_group(self, start: int, tag: str) -> None:
        """End a head, a body or a foot; its first row is the row number `start`.

        No cell extends beyond its group (HTML, 4.9.12). Of several heads the first is set
        first, and of several feet the first is set last (CSS 2.2, 17.2).
        """
        self.grouping = False
        rows = self.rows[start:]
        for number, row in enumerate(rows):
            left = len(rows) - number
            if any(cell.rows > left for cell in row):
                row[:] = [cell._replace(rows=min(cell.rows, left)) for cell in row]
        if tag == "tfoot" and not self.foot:
            self.foot = rows
            del self.rows[start:]
        elif tag == "thead" and start and not self.headed:
            self.rows = rows + self.rows[:start]
        self.headed = self.headed or tag == "thead"

    def spans_too_much(self) -> bool:
        """Return whether its cells cover more places than `MAX_SLOTS`."""
        return sum(cell.rows * cell.columns for row in self._all() for cell in row) > MAX_SLOTS

    def unspan(self) -> None:
        """Give each cell a single row and column."""
        for row in self._all():
            row[:] = [cell._replace(rows=1, columns=1) for cell in row]

    def _all(self) -> list[list[Cell]]:
        return self.rows + self.foot

    def close(self) -> list[Block]:
        """Return the table, or its content where it is not a table of data."""
        rows = _without_empty(self._all())
        places = self.layout or all(len(row) < 2 for row in rows)
        stray: list[Block] = list(self.blocks)
        if not rows:
            return ([Paragraph(tuple(self.caption))] if self.caption else []) + stray
        if not places:
            return [*stray, Table(tuple(map(tuple, rows)), tuple(self.caption))]
        if self.caption:
            stray.append(Paragraph(tuple(self.caption)))
        for row in rows:
            for cell in row:
                stray.extend(cell.blocks)
        return stray


class FigureFrame(Frame):
    """An open figure."""

    def __init__(self) -> None:
        super().__init__()
        self.caption: list[Block] = []


def _without_empty(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Return the rows with content; cells that span removed rows are shortened."""
    filled = [any(cell.blocks for cell in row) for row in rows]
    if all(filled):
        return rows
    before = [0, *accumulate(filled)]
    last = len(rows)
    return [
        [
            cell._replace(rows=max(1, before[min(last, number + cell.rows)] - before[number]))
            for cell in row
        ]
        for number, row in enumerate(rows)
        if filled[number]
    ]


def counted(number: int, style: str) -> str:
    """Return the marker of a numbered item (HTML, 4.4.5: the `type` of a list)."""
    if style in "aA" and style and number > 0:
        letters = ""
        while number > 0:
            number, rest = divmod(number - 1, 26)
            letters = chr(97 + rest) + letters
        text = letters
    elif style in "iI" and style and 0 < number < 4000:
        text = ""
        for letter, worth in _ROMAN:
            text += letter * (number // worth)
            number %= worth
    else:
        return f"{number}."
    return f"{text.upper() if style.isupper() else text}."


def code_text(text: str) -> str:
    """Return preformatted text without the empty lines around it."""
    lines = text.expandtabs(4).split("\n") if "\t" in text else text.split("\n")
    while lines and not lines[0].strip():
        del lines[0]
    while lines and not lines[-1].strip():
        del lines[-1]
    return "\n".join(line.rstrip() for line in lines)


def as_code(spans: list[Span], language: str) -> list[Block]:
    """Return a code block, or nothing where there is no text.

    Args:
        spans: the text, unchanged; parts of it may be links.
        language: the name of the language, or the empty string.
    """
    if all(span.link is None for span in spans):
        text = code_text("".join(span.text for span in spans))
        return [Code(text, language)] if text else []
    kept = [Span(span.text.replace("\t", "    "), span.roles, span.link) for span in spans]
    while kept and not kept[0].text.strip("\n"):
        del kept[0]
    while kept and not kept[-1].text.rstrip():
        del kept[-1]
    if not kept:
        return []
    kept[0] = Span(kept[0].text.lstrip("\n"), kept[0].roles, kept[0].link)
    kept[-1] = Span(kept[-1].text.rstrip(), kept[-1].roles, kept[-1].link)
    return [Code("".join(span.text for span in kept), language, tuple(kept))]
