"""The layout of a document at a width: a stream of lines, block by block.

`Compositor` lays out blocks one after the other and keeps the margins of nested ones. Each kind
of block has a method; tables and code have modules of their own.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from tui.document.layout.code_blocks import set_code
from tui.document.layout.direction import LEFT_MARK, runs_right_to_left
from tui.document.layout.line_breaks import HANGING
from tui.document.layout.margins import BAR, RIGHT_BAR, Margins, Runs
from tui.document.layout.paragraphs import cells, justify, set_spans
from tui.document.layout.table_cells import CellSetter
from tui.document.layout.tables import set_table
from tui.document.model import (
    Block,
    Code,
    Heading,
    Image,
    Item,
    Line,
    List,
    Media,
    Note,
    Paragraph,
    Quote,
    Role,
    Rule,
    Run,
    Setting,
    Span,
    Table,
    walk,
)
from tui.document.text_segments import label, plain, row_groups

_KINDS = {"video": "Video", "audio": "Audio", "frame": "Frame", "embed": "Embedded"}


_HEADINGS: tuple[frozenset[Role], ...] = (
    frozenset({"heading-1"}),
    frozenset({"heading-2"}),
    frozenset({"heading-3"}),
    frozenset({"heading-4"}),
    frozenset({"heading-5"}),
    frozenset({"heading-6"}),
)
"""The roles of a heading's text, by its level."""

_PLAIN: frozenset[Role] = frozenset()

_DEEPEST_TABLE = 2
"""The deepest nesting of tables; deeper ones are set as records."""


class Named(NamedTuple):
    """The text in place of a picture, a video, a sound, a frame or an embedded page."""

    mark: Run
    gap: int
    """The number of cells between the mark and the words."""
    spans: tuple[Span, ...]
    roles: frozenset[Role]
    """The roles of the words."""
    picture: int | None = None
    """The number of the picture."""


def named(block: Image | Media) -> Named:
    """Return the text in place of a block."""
    roles: frozenset[Role] = frozenset({"image" if isinstance(block, Image) else "media"})
    words: frozenset[Role] = roles if block.link is None else roles | {"link"}
    if isinstance(block, Media):
        mark = Run(f"▶ {_KINDS[block.kind]}:", roles, block.link)
        return Named(mark, 1, (Span(block.title, link=block.link),), words)
    picture = block.picture
    if picture.caption:
        words |= {"caption"}
    text = label(picture)
    spans = block.caption or ((Span(text, link=block.link),) if text else ())
    mark = Run(f"▣ {picture.number}", roles, block.link)
    return Named(mark, 2 if text else 0, spans, words, picture.number)


class Compositor:
    """Lays out blocks one after the other, inside the margins of the blocks around them.

    No line is wider than the setting's width, except rigid lines and lines of one character
    that is wider. Markers, bars and margins are left out where they would leave too little
    room for the text.
    """

    def __init__(
        self,
        setting: Setting,
        paragraph: int = 0,
        right_to_left: bool = False,
        tables: int = 0,
    ) -> None:
        """Begin without margins.

        Args:
            setting: the width and the measure.
            paragraph: the number of the first segment of text.
            right_to_left: whether text without strong characters runs right to left.
            tables: the number of tables around the blocks; inside tables, no line is rigid,
                and no blank lines separate the blocks.
        """
        self._setting = setting
        self._width = max(1, setting.width)
        self._measure = setting.measure
        self._paragraph = paragraph
        self._right_to_left = right_to_left
        self._tables = tables
        self._margins = Margins(self._width, setting.measure)

    def blocks(
        self, blocks: Sequence[Block], tight: bool = False, top: bool = True
    ) -> Iterator[Line]:
        """Yield the lines of blocks, with blank lines between them."""
        before: Block | None = None
        for block in blocks:
            if before is not None and not self._tables:
                for _ in range(_gap(before, block, tight, top)):
                    yield self.blank()
            yield from self._block(block, tight)
            before = block

    def blank(self) -> Line:
        """Return a line between blocks: empty but for bars."""
        return Line(self._margins.blank(), max(0, self._paragraph - 1))

    def text(
        self,
        spans: Sequence[Span],
        extra: frozenset[Role] = _PLAIN,
        align: str = "",
        picture: int | None = None,
        right_to_left: bool | None = None,
        running: bool = False,
    ) -> Iterator[Line]:
        """Yield the lines of one segment of text.

        Args:
            spans: the text.
            extra: roles added to each run.
            align: `center` or `right`; empty for the side where the text begins.
            picture: the number of the picture that the lines describe.
            right_to_left: the direction of the text; None where its letters decide.
            running: whether its lines may be justified.
        """
        number = self._paragraph
        self._paragraph += 1
        room = self._margins.room
        text = plain(spans)
        if right_to_left is None:
            right_to_left = self._or_page(runs_right_to_left(text, self._right_to_left))
        justified = running and self._setting.justified and not align
        if not align and right_to_left:
            align = "right"
        for count, runs in enumerate(set_spans(spans, room, self._measure, extra)):
            if justified and _goes_on(text, runs):
                runs = justify(runs, room, self._measure, count % 2 == 1)
            if align:
                spare = room - cells(runs, self._measure)
                spare = spare // 2 if align == "center" else spare
                runs = (Run(" " * spare), *runs) if spare > 0 else runs
            yield self._line(runs, number, picture)

    def _or_page(self, right_to_left: bool | None) -> bool:
        """Return the direction of a text; None stands for the direction of the page."""
        return self._right_to_left if right_to_left is None else right_to_left

    def _line(
        self, runs: Iterable[Run], number: int, picture: int | None = None, rigid: bool = False
    ) -> Line:
        return Line(self._margins.around(runs), number, picture, rigid)

    def _figure(self, block: Image) -> Iterator[Line]:
        """Yield the lines of a picture; in a cell of a table it has no place of its own."""
        beside = self._margins.edges.left
        for number, line in enumerate(self._named(block)):
            yield line if number or self._tables else line._replace(figure=beside)

    def _block(self, block: Block, tight: bool) -> Iterator[Line]:
        match block:
            case Paragraph(spans=spans, align=align, right_to_left=direction):
                return self.text(spans, align=align, right_to_left=direction, running=True)
            case Heading(level=level, spans=spans, right_to_left=direction):
                return self.text(spans, _HEADINGS[level - 1], right_to_left=direction)
            case List():
                return self._list(block)
            case Quote(blocks=inner):
                return self._quote(inner, tight)
            case Code():
                return self._code(block)
            case Table():
                return self._table(block)
            case Image():
                return self._figure(block)
            case Media():
                return self._named(block)
            case Note(label=mark, blocks=inner):
                turned = self._turned(inner)
                return self._marked(mark, self._measure(mark), inner, "note", turned)
            case Rule():
                return self._rule()

    def _turned(self, blocks: tuple[Block, ...]) -> bool:
        """Return whether blocks run right to left: the first one with a direction decides."""
        for block in walk(blocks):
            if isinstance(block, Paragraph | Heading):
                known = block.right_to_left
                if known is None:
                    known = runs_right_to_left(plain(block.spans), self._right_to_left)
                if known is not None:
                    return known
        return self._right_to_left

    def _under(
        self, first: Runs, rest: Runs, blocks: Sequence[Block], tight: bool, turned: bool
    ) -> Iterator[Line]:
        """Yield the lines of blocks behind a margin: `first` on the first line, then `rest`."""
        around = self._right_to_left
        edges = self._margins.open(first, rest, turned)
        self._right_to_left = turned
        yield from self.blocks(blocks, tight, top=False)
        self._right_to_left = around
        self._margins.close(edges)

    def _quote(self, blocks: tuple[Block, ...], tight: bool) -> Iterator[Line]:
        turned = self._turned(blocks)
        bar = (RIGHT_BAR if turned else BAR,)
        return self._under(bar, bar, blocks, tight, turned)

    def _marked(
        self,
        marker: str,
        wide: int,
        blocks: Sequence[Block],
        role: Role,
        turned: bool,
        tight: bool = False,
    ) -> Iterator[Line]:
        """Yield blocks that hang on a marker, which is set in `wide` cells, close to the text."""
        spare = " " * (wide - self._measure(marker))
        # Without the mark, a terminal would join the digits to the text before them.
        shown = f" {LEFT_MARK}{marker}{spare}" if turned else f"{spare}{marker} "
        first = Run(shown, frozenset({role}))
        return self._under((first,), (Run(" " * (wide + 1)),), blocks, tight, turned)

    def _list(self, block: List) -> Iterator[Line]:
        markers = {item.marker for item in block.items}
        wide = max(
            [len(one) if one.isascii() else self._measure(one) for one in markers], default=0
        )
        turned = self._turned((block,))
        before: Item | None = None
        for item in block.items:
            apart = not block.tight or (before is not None and before.definition > item.definition)
            if before is not None and apart and not self._tables:
                yield self.blank()
            if item.definition:
                margin = (Run("    "),)
                yield from self._under(margin, margin, item.blocks, block.tight, turned)
            elif wide:
                blocks, tight = item.blocks, block.tight
                yield from self._marked(item.marker, wide, blocks, "marker", turned, tight)
            else:
                yield from self.blocks(item.blocks, block.tight, top=False)
            before = item

    def _code(self, block: Code) -> Iterator[Line]:
        number = self._paragraph
        self._paragraph += 1
        rigid = not self._tables
        width = None if rigid else self._margins.room
        for runs in set_code(block, width, self._measure):
            yield self._line(runs, number, rigid=rigid)

    def _table(self, block: Table) -> Iterator[Line]:
        if block.caption:
            yield from self.text(block.caption, frozenset({"caption"}))
        first = self._paragraph
        stacked = self._tables >= _DEEPEST_TABLE
        turned = self._or_page(_said(block))
        setter = CellSetter(self._measure, partial(self._set_cell, turned))
        for row, runs, picture in set_table(
            block.rows, self._margins.room, setter, turned, stacked
        ):
            yield self._line(runs, first + row, picture)
        self._paragraph = first + sum(1 for _ in row_groups(block.rows))

    def _set_cell(self, turned: bool, blocks: Sequence[Block], width: int) -> Iterator[Line]:
        """Yield the lines of a cell of a table."""
        setting = self._setting._replace(width=width, justified=False)
        return Compositor(setting, 0, turned, self._tables + 1).blocks(blocks)

    def _named(self, block: Image | Media) -> Iterator[Line]:
        """Yield the lines of words that hang on a mark."""
        mark, gap, spans, roles, picture = named(block)
        turned = self._or_page(runs_right_to_left(plain(spans), self._right_to_left))
        shown = f"{' ' * gap}{LEFT_MARK}{mark.text}" if turned else mark.text + " " * gap
        first = (Run(shown, mark.roles, mark.link),)
        rest = (Run(" " * self._measure(shown)),)
        if self._margins.fits(rest):
            before = self._margins.open(first, rest, turned)
            yield from self.text(spans, roles, picture=picture, right_to_left=turned)
            self._margins.close(before)
            return
        alone = Span(mark.text, mark.roles, mark.link)
        for runs in set_spans((alone,), self._margins.room, self._measure):
            # The mark is not part of the text, so it has no place in it.
            runs = tuple(Run(run.text, run.roles, run.link) for run in runs)
            yield self._line(runs, self._paragraph, picture)
        yield from self.text(spans, roles, picture=picture)

    def _rule(self) -> Iterator[Line]:
        room = self._margins.room
        wide = min(room, max(3, room // 3))
        margin = (room - wide) // 2
        runs = [Run(" " * margin)] if margin else []
        runs.append(Run("─" * wide, frozenset({"rule"})))
        yield self._line(runs, max(0, self._paragraph - 1))


def _said(table: Table) -> bool | None:
    """Return the direction that the body gives to the first text of a table, if any."""
    for block in walk((table,)):
        if isinstance(block, Paragraph | Heading):
            return block.right_to_left
    return None


def _gap(before: Block, block: Block, tight: bool, top: bool) -> int:
    """Return the number of blank lines between two blocks."""
    if isinstance(before, Note) and isinstance(block, Note):
        return 0
    if tight and isinstance(block, List | Paragraph) and isinstance(before, List | Paragraph):
        return 0
    if top and isinstance(block, Heading) and block.level <= 2 and not isinstance(before, Heading):
        return 2
    return 1


def _goes_on(text: str, runs: Runs) -> bool:
    """Return whether the text goes on after a line, without a line break of its own."""
    last = runs[-1] if runs else None
    if last is None or last.start is None:
        return False
    at = last.start + len(last.text)
    while at < len(text) and text[at] in HANGING:
        at += 1
    return at < len(text) and text[at] != "\n"
