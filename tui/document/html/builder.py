"""The builder of a document, called as blocks open and close."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from selectolax.lexbor import LexborNode

from tui.articles.article import Problem
from tui.document.body_text import fit
from tui.document.html.frames import (
    MAX_DEPTH,
    MAX_SLOTS,
    CellFrame,
    FigureFrame,
    Frame,
    ItemFrame,
    ListFrame,
    TableFrame,
    as_code,
)
from tui.document.html.running_text import RunningText
from tui.document.inline_text import compose
from tui.document.model import (
    Block,
    Cell,
    Document,
    Heading,
    Image,
    Item,
    List,
    Paragraph,
    Picture,
    Quote,
    Span,
)

_ORPHANS = 500
"""The most items without a list around them that are joined to one list; each costs a copy of
those before it."""

_UNSPANNED = Problem(
    f"a table of more than {MAX_SLOTS:,} places", None, "each cell is shown in one of them"
)


class Builder(RunningText):
    """Collects blocks, which open and close in pairs, and the text between them."""

    def __init__(self, find_links: bool = False) -> None:
        """Begin an empty document; with `find_links`, addresses in its text become links."""
        super().__init__(find_links)
        self.frames: list[Frame] = [Frame()]
        self.anchors: list[str] = []
        """The names of elements before the next text, which become its anchors."""
        self._problems: list[Problem] = []

    def add(self, block: Block) -> None:
        """Add a complete block."""
        self.flush()
        self.frames[-1].blocks.append(block)

    def part(self) -> None:
        """Begin a new paragraph, or a new line in preformatted text."""
        if not self.around.pre:
            self.flush()
        elif self.pieces and not self.pieces[-1].text.endswith("\n"):
            self.line_break()

    def flush(self) -> None:
        """End the paragraph, the heading or the code block."""
        pieces = self.pieces
        if not pieces:
            return
        self.pieces = []
        blocks = self.frames[-1].blocks
        around = self.around
        if around.pre:
            spans = [Span(fit(piece.text), piece.roles - {"code"}, piece.link) for piece in pieces]
            blocks.extend(as_code(spans, around.code_language))
            blocks.extend(piece.image for piece in pieces if piece.image)
            return
        if len(pieces) == 1 and not pieces[0].image and pieces[0].text.isspace():
            return
        for part in compose(pieces):
            if isinstance(part, Image):
                blocks.append(part)
            elif around.heading:
                names = self._take_anchors()
                blocks.append(Heading(around.heading, part, names, around.right_to_left))
            else:
                names = self._take_anchors()
                blocks.append(Paragraph(part, around.align, names, around.right_to_left))

    def _take_anchors(self) -> tuple[str, ...]:
        if not self.anchors:
            return ()
        names = tuple(self.anchors)
        self.anchors.clear()
        return names

    def open(self, frame: Frame) -> bool:
        """Open a block that holds blocks; return False where it is nested too deep."""
        self.flush()
        if len(self.frames) >= MAX_DEPTH:
            return False
        self.frames.append(frame)
        return True

    def _close(self) -> Frame:
        self.flush()
        return self.frames.pop()

    def _put(self, blocks: Iterable[Block]) -> None:
        self.frames[-1].blocks.extend(blocks)

    def close_quote(self) -> None:
        """Close a quote."""
        frame = self._close()
        if frame.blocks:
            self._put([Quote(tuple(frame.blocks))])

    def close_list(self) -> None:
        """Close a list."""
        frame = self._close()
        assert isinstance(frame, ListFrame)
        self._put(frame.close())

    def close_item(self) -> None:
        """Close an item."""
        frame = self._close()
        assert isinstance(frame, ItemFrame)
        if not frame.blocks:
            return
        item = Item(frame.marker, tuple(frame.blocks), frame.definition)
        around = self.frames[-1]
        if isinstance(around, ListFrame):
            around.adopt()
            around.items.append(item)
            return
        last = around.blocks[-1] if around.blocks else None
        if isinstance(last, List) and last.tight and len(last.items) < _ORPHANS:
            around.blocks[-1] = List((*last.items, item))
        else:
            self._put([List((item,))])

    def close_cell(self) -> None:
        """Close a cell of a table."""
        frame = self._close()
        assert isinstance(frame, CellFrame)
        table = self.frames[-1]
        if not isinstance(table, TableFrame):
            self._put(frame.blocks)
        elif not frame.gutter:
            if not table.rows:
                table.rows.append([])
            cell = Cell(tuple(frame.blocks), frame.heading, frame.columns, frame.rows, frame.align)
            table.rows[-1].append(cell)

    def close_table(self) -> None:
        """Close a table."""
        frame = self._close()
        assert isinstance(frame, TableFrame)
        if frame.spans_too_much():
            frame.unspan()
            if _UNSPANNED not in self._problems:
                self._problems.append(_UNSPANNED)
        blocks = frame.close()
        # A table whose cells hold tables is used for layout, as on old pages.
        for around in reversed(self.frames) if blocks else ():
            if isinstance(around, TableFrame):
                around.layout = True
                break
        self._put(blocks)

    def close_table_caption(self) -> None:
        """Close the caption of a table."""
        frame = self._close()
        table = self.frames[-1]
        if isinstance(table, TableFrame) and all(
            isinstance(block, Paragraph) for block in frame.blocks
        ):
            for block in frame.blocks:
                if isinstance(block, Paragraph):
                    table.caption.extend([Span(" ")] if table.caption else [])
                    table.caption.extend(block.spans)
        else:
            self._put(frame.blocks)

    def close_figure(self) -> None:
        """Close a figure; a single picture takes its caption."""
        frame = self._close()
        assert isinstance(frame, FigureFrame)
        if frame.caption and not (len(frame.blocks) == 1 and self._caption(frame, frame.caption)):
            self._put(frame.caption)
        self._put(frame.blocks)

    def close_caption(self) -> None:
        """Close the caption of a figure, or of the picture just before it."""
        frame = self._close()
        around = self.frames[-1]
        if not self._caption(around, frame.blocks):
            if isinstance(around, FigureFrame) and not around.blocks:
                around.caption = frame.blocks
            else:
                self._put(frame.blocks)

    def _caption(self, around: Frame, blocks: list[Block]) -> bool:
        """Make blocks the caption of the picture before them; return False if impossible."""
        image = around.blocks[-1] if around.blocks else None
        if not isinstance(image, Image) or image.caption or not blocks:
            return False
        spans: list[Span] = []
        for block in blocks:
            if not isinstance(block, Paragraph):
                return False
            spans.extend([Span(" ")] if spans else [])
            spans.extend(block.spans)
        spans = [Span(span.text.replace("\n", " "), span.roles, span.link) for span in spans]
        text = "".join(span.text for span in spans)
        old = image.picture
        picture = Picture(old.number, old.alt, text, old.url)
        self.pictures[old.number - 1] = picture
        around.blocks[-1] = Image(picture, image.link, tuple(spans))
        return True

    def finish(self, right_to_left: bool, problems: Sequence[Problem] = ()) -> Document:
        """Return the document; after its text come the problems of the body and its own."""
        self.flush()
        problems = (*problems, *self._problems)
        notices = (f"{one.problem}; {one.shown_as}" for one in problems)
        blocks = (
            *self.frames[0].blocks,
            *(Paragraph((Span(notice, frozenset({"notice"})),)) for notice in notices),
        )
        return Document(
            blocks, self.links(), tuple(self.pictures), right_to_left, problems=problems
        )


Attributes = Mapping[str, str | None]
Closer = Callable[[Builder], None]
Opened = tuple[bool, Closer | None]
"""Whether to read the content of the element, and the function to call after it."""

Enter = Callable[[Builder, LexborNode, Attributes], Opened]

SKIP: Opened = (False, None)
INSIDE: Opened = (True, None)
PART: Opened = (True, Builder.part)
"""A block whose only effect is that it is on lines of its own."""


def number_of(value: str | None) -> int | None:
    """Return the whole number in an attribute, or None where it is none or has over 9 digits."""
    text = (value or "").strip()
    digits = text.removeprefix("-")
    if not digits.isascii() or not digits.isdigit() or len(digits) > 9:
        return None
    return int(text)
