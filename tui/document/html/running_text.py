"""The running text of a document that is being built: its pieces, links and pictures."""

from collections.abc import Iterable

from tui.document.addresses import find_addresses
from tui.document.html.styles import Around
from tui.document.inline_text import BREAK, Piece, collapse
from tui.document.model import Image, Link, Picture


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
