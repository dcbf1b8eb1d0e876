"""The builder of a document: its running text, and its blocks, which open and close."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from selectolax.lexbor import LexborNode

from tui.articles.article import Problem
from tui.document.addresses import find_addresses
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
from tui.document.html.styles import Around
from tui.document.inline_text import BREAK, Piece, collapse, compose, fit
from tui.document.model import (
    Block,
    Cell,
    Document,
    Heading,
    Image,
    Item,
    Link,
    List,
    Paragraph,
    Picture,
    Quote,
    Span,
)


class RunningText:
    """Collects text until its paragraph ends.

    The text takes on the state of the elements around it. That state is one value, `around`:
    the walk over the tree saves it when it enters an element and restores it when it leaves.
    """

    def __init__(self, find_links: bool = False) -> None:
        """Begin without text; with `find_links`, addresses in it become links."""
        self._find_links = find_links
        self.pieces: list[Piece] = []
        self.around = Around()
        self._addresses: list[str] = []
        self._links: list[tuple[str, list[str]]] = []
        self._numbers: dict[int, int] = {}
        self.pictures: list[Picture] = []
        self.shown_addresses: set[str] = set()
        """The addresses of the pictures."""

    def text(self, text: str) -> None:
        """Add text as the source has it."""
        around = self.around
        if around.unseen:
            return
        if around.spaces and not around.pre and text.strip():
            self._text_with_spaces(text)
        elif around.link is not None or self._find_links:
            self._text(text)
        else:
            self.pieces.append(Piece(text, around.roles, None))

    def _text_with_spaces(self, text: str) -> None:
        """Add text with significant white space: all of it, or its line breaks."""
        for number, line in enumerate(text.split("\n")):
            if number:
                self.line_break()
            if self.around.spaces == "all":
                line = line.expandtabs(4).replace("  ", " \xa0").replace("  ", " \xa0")
            if line:
                self._text(line)

    def _text(self, text: str) -> None:
        around = self.around
        bare = around.link is None and self._find_links
        if bare and not around.pre and "code" not in around.roles:
            addresses = find_addresses(text)
            if addresses:
                self._text_with(addresses, text)
                return
        self.pieces.append(Piece(text, around.roles, self._link_of(text)))

    def _text_with(self, addresses: Iterable[tuple[int, int, str]], text: str) -> None:
        """Add text that contains addresses."""
        at = 0
        roles = self.around.roles
        for start, end, address in addresses:
            if start > at:
                self.pieces.append(Piece(text[at:start], roles, None))
            number = self.new_link(address, text[start:end])
            self.pieces.append(Piece(text[start:end], roles | {"link"}, number))
            at = end
        if at < len(text):
            self.pieces.append(Piece(text[at:], roles, None))

    def line_break(self) -> None:
        """Break the line."""
        if self.around.pre:
            self.pieces.append(Piece("\n", self.around.roles, None))
        else:
            self.pieces.append(Piece("\n", BREAK, None))

    def open_link(self, address: str) -> None:
        """Begin a link; its first text gives it a number, so that no empty link has one."""
        self.around = self.around.with_link(len(self._addresses))
        self._addresses.append(address)

    def _link_of(self, text: str) -> int | None:
        """Return the number of the open link, to which this text belongs."""
        key = self.around.link
        if key is None:
            return None
        number = self._numbers.get(key)
        if number is None:
            if not text.strip():
                return None
            number = self._numbers[key] = self.new_link(self._addresses[key])
        self._links[number - 1][1].append(text)
        return number

    def new_link(self, address: str, text: str = "") -> int:
        """Return the number of a new link."""
        self._links.append((address, [text] if text else []))
        return len(self._links)

    def image(self, address: str, alt: str) -> None:
        """Add a picture at the current place in the text."""
        if self.around.unseen:
            return
        picture = Picture(len(self.pictures) + 1, collapse(alt), "", address)
        self.pictures.append(picture)
        self.shown_addresses.add(address)
        link = self._link_of(picture.alt or "▣")
        self.pieces.append(Piece("", self.around.roles, None, Image(picture, link)))

    def links(self) -> tuple[Link, ...]:
        """Return the links, each with its text."""
        return tuple(
            Link(number, collapse("".join(texts)), address)
            for number, (address, texts) in enumerate(self._links, 1)
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
            elif blocks and not around.heading and _repeats(part, blocks[-1]):
                continue
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

    def finish(
        self, right_to_left: bool, problems: Sequence[Problem] = (), abridged: bool = False
    ) -> Document:
        """Return the document; after its text come the problems of the body and its own."""
        self.flush()
        problems = (*problems, *self._problems)
        notices = (f"{one.problem}; {one.shown_as}" for one in problems)
        blocks = (
            *self.frames[0].blocks,
            *(Paragraph((Span(notice, frozenset({"notice"})),)) for notice in notices),
        )
        return Document(
            blocks,
            self.links(),
            tuple(self.pictures),
            right_to_left,
            problems=problems,
            abridged=abridged,
        )


def _repeats(spans: tuple[Span, ...], before: Block) -> bool:
    """Return whether a text says only what the picture before it is already shown with."""
    if not isinstance(before, Image) or not before.picture.alt or before.caption:
        return False
    alt = before.picture.alt
    return all(one.link is None for one in spans) and "".join(one.text for one in spans) == alt


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
