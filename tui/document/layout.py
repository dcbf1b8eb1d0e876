"""A document set at a width: a stream of lines, block by block."""

from collections.abc import Iterable, Iterator, Sequence

from tui.document.direction import runs_right_to_left
from tui.document.model import (
    Block,
    Code,
    Document,
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
)
from tui.document.paragraphs import cells, set_spans
from tui.document.stretches import label, plain
from tui.document.tables import set_table

_HEADING: frozenset[Role] = frozenset({"heading", "strong"})
_BAR = Run("▎ ", frozenset({"bar"}))
_KINDS = {"video": "Video", "audio": "Audio", "frame": "Frame", "embed": "Embedded"}
_PLAIN: frozenset[Role] = frozenset()


def lay_out(document: Document, setting: Setting, first_paragraph: int = 0) -> Iterator[Line]:
    """Yield the lines of a document, setting each block only when its turn comes.

    No line is wider than the setting's width but those that are rigid, and those of a
    single character that is wider. What begins a line (a marker, a bar, a margin) is left
    out where it would leave the text too little room.

    Args:
        document: what to set.
        setting: the width, and what measures text.
        first_paragraph: the number of the first stretch of text (`Line.paragraph`).
    """
    compositor = Compositor(setting, first_paragraph, document.right_to_left)
    return compositor.blocks(document.blocks)


class Compositor:
    """Sets blocks one after the other, knowing what each line begins with."""

    def __init__(self, setting: Setting, paragraph: int = 0, right_to_left: bool = False) -> None:
        """Begin at the left edge.

        Args:
            setting: the width, and what measures text.
            paragraph: the number of the first stretch of text.
            right_to_left: whether text without strong characters runs right to left.
        """
        self._setting = setting
        self._width = max(1, setting.width)
        self._measure = setting.measure
        self._paragraph = paragraph
        self._right_to_left = right_to_left
        self._prefix: tuple[Run, ...] = ()
        self._first: tuple[Run, ...] | None = None
        """What the next line begins with instead of the prefix."""

    def blocks(
        self, blocks: Sequence[Block], tight: bool = False, top: bool = True
    ) -> Iterator[Line]:
        """Yield the lines of blocks, and blank lines between them."""
        before: Block | None = None
        for block in blocks:
            if before is not None:
                for _ in range(_gap(before, block, tight, top)):
                    yield self.blank()
            yield from self._block(block, tight)
            before = block

    def blank(self) -> Line:
        """Return a line between blocks: empty but for bars."""
        runs = self._prefix
        while runs and not runs[-1].text.strip():
            runs = runs[:-1]
        if runs and runs[-1] is _BAR:
            runs = (*runs[:-1], Run("▎", _BAR.roles))
        return Line(runs, max(0, self._paragraph - 1))

    def text(
        self,
        spans: Sequence[Span],
        extra: frozenset[Role] = _PLAIN,
        align: str = "",
        picture: int | None = None,
        right_to_left: bool | None = None,
    ) -> Iterator[Line]:
        """Yield the lines of one stretch of text; its letters say which way it runs, if None."""
        number = self._paragraph
        self._paragraph += 1
        room = self._room
        if right_to_left is None:
            right_to_left = runs_right_to_left_or(plain(spans), self._right_to_left)
        if not align and right_to_left:
            align = "right"
        for runs in set_spans(spans, room, self._measure, extra):
            if align:
                spare = room - cells(runs, self._measure)
                spare = spare // 2 if align == "center" else spare
                runs = (Run(" " * spare), *runs) if spare > 0 else runs
            yield self._line(runs, number, picture)

    @property
    def _room(self) -> int:
        """The cells that are left for text."""
        return max(1, self._width - cells(self._prefix, self._measure))

    def _line(
        self, runs: Iterable[Run], number: int, picture: int | None = None, rigid: bool = False
    ) -> Line:
        prefix = self._prefix if self._first is None else self._first
        self._first = None
        return Line((*prefix, *runs), number, picture, rigid)

    def _block(self, block: Block, tight: bool) -> Iterator[Line]:
        match block:
            case Paragraph(spans=spans, align=align, right_to_left=direction):
                return self.text(spans, align=align, right_to_left=direction)
            case Heading(spans=spans, right_to_left=direction):
                return self.text(spans, _HEADING, right_to_left=direction)
            case List():
                return self._list(block)
            case Quote(blocks=inner):
                return self._under((_BAR,), (_BAR,), inner, tight)
            case Code():
                return self._code(block)
            case Table():
                return self._table(block)
            case Image():
                return self._image(block)
            case Media():
                return self._media(block)
            case Note(label=mark, blocks=inner):
                return self._marked(mark, self._measure(mark), inner, "note")
            case Rule():
                return self._rule()

    def _under(
        self,
        first: tuple[Run, ...],
        rest: tuple[Run, ...],
        blocks: Sequence[Block],
        tight: bool = False,
    ) -> Iterator[Line]:
        """Yield blocks whose lines begin with runs of their own, the first line's and the rest."""
        prefix = self._prefix
        if self._fits(rest):
            self._first = (*(prefix if self._first is None else self._first), *first)
            self._prefix = (*prefix, *rest)
        yield from self.blocks(blocks, tight, top=False)
        self._prefix, self._first = prefix, None

    def _fits(self, runs: tuple[Run, ...]) -> bool:
        """Return whether enough room is left for text after these runs."""
        left = self._room - cells(runs, self._measure)
        return left >= max(1, min(10, self._width // 2))

    def _marked(
        self, marker: str, wide: int, blocks: Sequence[Block], role: Role, tight: bool = False
    ) -> Iterator[Line]:
        """Yield blocks that hang on a marker, which is set right-aligned in `wide` cells."""
        shown = " " * (wide - self._measure(marker)) + marker + " "
        first = Run(shown, frozenset({role}))
        return self._under((first,), (Run(" " * (wide + 1)),), blocks, tight)

    def _list(self, block: List) -> Iterator[Line]:
        wide = max([self._measure(item.marker) for item in block.items], default=0)
        before: Item | None = None
        for item in block.items:
            if before is not None and (not block.tight or (before.definition > item.definition)):
                yield self.blank()
            if item.definition:
                margin = (Run("    "),)
                yield from self._under(margin, margin, item.blocks, block.tight)
            elif wide:
                yield from self._marked(item.marker, wide, item.blocks, "marker", block.tight)
            else:
                yield from self.blocks(item.blocks, block.tight, top=False)
            before = item

    def _code(self, block: Code) -> Iterator[Line]:
        number = self._paragraph
        self._paragraph += 1
        roles: frozenset[Role] = frozenset({"code"})
        if block.spans:
            spans = [Span(span.text, span.roles | roles, span.link) for span in block.spans]
            for runs in _cut_lines(spans):
                yield self._line(runs, number, rigid=True)
            return
        start = 0
        while start <= len(block.text):
            end = block.text.find("\n", start)
            end = len(block.text) if end < 0 else end
            run = Run(block.text[start:end], roles, None, start)
            yield self._line((run,) if run.text else (), number, rigid=True)
            start = end + 1

    def _table(self, block: Table) -> Iterator[Line]:
        if block.caption:
            yield from self.text(block.caption, frozenset({"caption"}))
        number = self._paragraph
        self._paragraph += len(block.rows)
        for row, runs, picture in set_table(block, self._room, self._measure):
            yield self._line(runs, number + row, picture)

    def _image(self, block: Image) -> Iterator[Line]:
        number = block.picture.number
        roles: frozenset[Role] = frozenset({"image"})
        if block.link is not None:
            roles |= {"link"}
        text = label(block.picture)
        spans = block.caption or ((Span(text, link=block.link),) if text else ())
        if block.picture.caption:
            roles |= {"caption"}
        mark = f"▣ {number}"
        if text:
            mark += "  "
        first, rest = Run(mark, frozenset({"image"}), block.link), Run(" " * self._measure(mark))
        return self._hang(first, rest, spans, roles, number)

    def _media(self, block: Media) -> Iterator[Line]:
        roles: frozenset[Role] = frozenset({"media"})
        if block.link is not None:
            roles |= {"link"}
        first = Run(f"▶ {_KINDS[block.kind]}: ", frozenset({"media"}), block.link)
        rest = Run(" " * self._measure(first.text))
        return self._hang(first, rest, (Span(block.title, link=block.link),), roles, None)

    def _hang(
        self,
        first: Run,
        rest: Run,
        spans: Sequence[Span],
        roles: frozenset[Role],
        picture: int | None,
    ) -> Iterator[Line]:
        """Yield the lines of one stretch of text that hangs on a mark."""
        prefix = self._prefix
        if self._fits((rest,)):
            self._first = (*(prefix if self._first is None else self._first), first)
            self._prefix = (*prefix, rest)
            yield from self.text(spans, roles, picture=picture)
            self._prefix, self._first = prefix, None
            return
        mark = Span(first.text.strip(), first.roles, first.link)
        for runs in set_spans((mark,), self._room, self._measure):
            # The mark is no part of the text: its places are not counted.
            runs = tuple(Run(run.text, run.roles, run.link) for run in runs)
            yield self._line(runs, self._paragraph, picture)
        yield from self.text(spans, roles, picture=picture)

    def _rule(self) -> Iterator[Line]:
        room = self._room
        wide = min(room, max(3, room // 3))
        margin = (room - wide) // 2
        runs = [Run(" " * margin)] if margin else []
        runs.append(Run("─" * wide, frozenset({"rule"})))
        yield self._line(runs, max(0, self._paragraph - 1))


def runs_right_to_left_or(text: str, otherwise: bool) -> bool:
    """Return whether a text runs right to left; `otherwise` for one without letters."""
    known = runs_right_to_left(text)
    return otherwise if known is None else known


def _gap(before: Block, block: Block, tight: bool, top: bool) -> int:
    """Return how many blank lines stand between two blocks."""
    if isinstance(before, Note) and isinstance(block, Note):
        return 0
    if tight and isinstance(block, List | Paragraph) and isinstance(before, List | Paragraph):
        return 0
    if top and isinstance(block, Heading) and block.level <= 2 and not isinstance(before, Heading):
        return 2
    return 1


def _cut_lines(spans: Iterable[Span]) -> Iterator[list[Run]]:
    """Yield the lines of preformatted spans as they stand."""
    runs: list[Run] = []
    at = 0
    for span in spans:
        for number, piece in enumerate(span.text.split("\n")):
            if number:
                yield runs
                runs = []
                at += 1
            if piece:
                runs.append(Run(piece, span.roles, span.link, at))
                at += len(piece)
    yield runs
