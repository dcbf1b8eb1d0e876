"""Builds a document: text and blocks are handed to it as they open and close."""

from collections.abc import Iterable

from tui.document.autolinks import find_addresses
from tui.document.clean_text import fit
from tui.document.html_frames import (
    MAX_DEPTH,
    CellFrame,
    FigureFrame,
    Frame,
    ItemFrame,
    ListFrame,
    TableFrame,
    as_code,
)
from tui.document.html_styles import Around
from tui.document.inline import BREAK, NO_ROLES, Piece, collapse, compose
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
    Role,
    Span,
)

_ORPHANS = 500
"""How many items without a list around them become one list: each is put to those before."""


class Builder:
    """A document in the making.

    The state of the running text (`roles`, `link`, `around`) is the caller's to set and
    to put back; blocks are opened and closed in pairs.
    """

    def __init__(self, find_links: bool = False) -> None:
        """Begin an empty document; `find_links` makes links of the addresses in its text."""
        self._find_links = find_links
        self.frames: list[Frame] = [Frame()]
        self.pieces: list[Piece] = []
        self.roles: frozenset[Role] = NO_ROLES
        self.around = Around()
        self.heading = 0
        self.pre = 0
        self.language = ""
        self.anchor = ""
        self.link: list[int] = []
        """The open link: empty while there is none, else its place in `_addresses`."""
        self._addresses: list[str] = []
        self._links: list[tuple[str, list[str]]] = []
        self._numbers: dict[int, int] = {}
        self.pictures: list[Picture] = []

    # Running text

    def text(self, text: str) -> None:
        """Add running text as it stands in the source."""
        around = self.around
        if around.unseen:
            return
        if around.spaces and not self.pre and text.strip():
            self._text_with_spaces(text)
        elif self.link or self._find_links:
            self._text(text)
        else:
            self.pieces.append(Piece(text, self.roles, None))

    def _text_with_spaces(self, text: str) -> None:
        """Add text whose white space counts: all of it, or its line breaks."""
        for number, line in enumerate(text.split("\n")):
            if number:
                self.line_break()
            if self.around.spaces == "all":
                line = line.expandtabs(4).replace("  ", " \xa0").replace("  ", " \xa0")
            if line:
                self._text(line)

    def _text(self, text: str) -> None:
        if self._find_links and not (self.link or self.pre or "code" in self.roles):
            addresses = find_addresses(text)
            if addresses:
                self._text_with(addresses, text)
                return
        self.pieces.append(Piece(text, self.roles, self._link_of(text)))

    def _text_with(self, addresses: Iterable[tuple[int, int, str]], text: str) -> None:
        """Add text in which there are addresses."""
        at = 0
        roles = self.roles
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
        if self.pre:
            self.pieces.append(Piece("\n", self.roles, None))
        else:
            self.pieces.append(Piece("\n", BREAK, None))

    def open_link(self, address: str) -> None:
        """Begin a link; it gets its number with its first text, so that none is empty."""
        self.link = [len(self._addresses)]
        self._addresses.append(address)

    def _link_of(self, text: str) -> int | None:
        """Return the number of the open link, to which this text belongs."""
        if not self.link:
            return None
        key = self.link[0]
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
        """Add a picture where the text is."""
        picture = Picture(len(self.pictures) + 1, collapse(alt), "", address)
        self.pictures.append(picture)
        link = self._link_of(picture.alt or "▣") if self.link else None
        self.pieces.append(Piece("", self.roles, None, Image(picture, link)))

    # Blocks

    def add(self, block: Block) -> None:
        """Add a block that is whole."""
        self.flush()
        self.frames[-1].blocks.append(block)

    def part(self) -> None:
        """Begin a new line of preformatted text, else a new paragraph."""
        if not self.pre:
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
        if self.pre:
            spans = [Span(fit(piece.text), piece.roles - {"code"}, piece.link) for piece in pieces]
            blocks.extend(as_code(spans, self.language))
            blocks.extend(piece.image for piece in pieces if piece.image)
            return
        if len(pieces) == 1 and not pieces[0].image and pieces[0].text.isspace():
            return
        align, direction = self.around.align, self.around.right_to_left
        for part in compose(pieces):
            if isinstance(part, Image):
                blocks.append(part)
            elif self.heading:
                blocks.append(Heading(self.heading, part, self._take_anchor(), direction))
            else:
                blocks.append(Paragraph(part, align, self._take_anchor(), direction))

    def _take_anchor(self) -> str:
        anchor, self.anchor = self.anchor, ""
        return anchor

    def open(self, frame: Frame) -> bool:
        """Open a block that holds blocks; returns False where it lies too deep for that."""
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
        blocks = frame.close()
        # A table whose cells hold tables is there to place them, as pages once were made.
        for around in reversed(self.frames):
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
        """Close a figure; its caption goes to its picture where it has just one."""
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
        """Give the picture before it its caption; returns False where it can't be one."""
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

    def finish(self, right_to_left: bool) -> Document:
        """Return the document."""
        self.flush()
        links = tuple(
            Link(number, collapse("".join(texts)), address)
            for number, (address, texts) in enumerate(self._links, 1)
        )
        blocks = tuple(self.frames[0].blocks)
        return Document(blocks, links, tuple(self.pictures), right_to_left)
