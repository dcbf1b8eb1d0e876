"""The elements of a page that a browser shows, with the amount of text in each."""

from selectolax.lexbor import LexborNode

from tui.document.html.elements import KINDS
from tui.document.html.styles import looks
from tui.document.html.tags import BLOCKS

_TEXT = "-text"
"""The parser's tag of a text node."""

_PROSE = 80
"""The least text of a block of prose: a dozen words, or 27 Chinese characters."""


class Part:
    """An element and its text, in bytes of UTF-8, so that a Chinese character counts as three."""

    __slots__ = (
        "around", "attributes", "clutter", "is_block", "links", "node", "own", "own_linked",
        "prose", "size", "tag", "linked", "text",
    )  # fmt: skip

    def __init__(
        self, node: LexborNode, around: "Part | None", attributes: dict[str, str | None]
    ) -> None:
        """Begin without text.

        Args:
            node: The element.
            around: The element around it; None for the body.
            attributes: Those of the node, which the parser makes anew each time.
        """
        self.attributes = attributes
        self.node = node
        self.tag = node.tag or ""
        self.around = around
        self.is_block = self.tag in BLOCKS
        self.own = self.own_linked = 0
        """The text that stands in no smaller block, and the part of it in links."""
        self.size = self.linked = 0
        """All text inside, and the part of it in links."""
        self.links = 0
        """The number of links inside that lead out of the page."""
        self.prose = 0
        """The text inside in blocks of prose, without links."""
        self.text = 0
        """The text inside that speaks for an article: prose, and half of what is too short for
        prose, such as items and cells; clutter counts nothing. `selection` sets it."""
        self.clutter = False
        """Whether it surrounds the article; `selection` sets it."""

    @property
    def own_prose(self) -> int:
        """The text of its own, if that is prose, without links."""
        return self.unlinked if self.unlinked >= _PROSE else 0

    @property
    def unlinked(self) -> int:
        """The text of its own without links; 0 where most of it is links."""
        return self.own - self.own_linked if self.own_linked * 2 < self.own else 0


def parts_of(body: LexborNode) -> list[Part]:
    """Return the elements of a body that are not hidden, each before what is inside it."""
    part = Part(body, None, body.attributes)
    found = [part]
    block, link = part, False
    above: list[tuple[Part, Part, bool]] = []
    node = body.first_child
    while True:
        if node is None:
            if not above:
                break
            node = part.node.next
            part, block, link = above.pop()
            continue
        if node.tag == _TEXT:
            _add_text(node, part, block, link)
        elif not (KINDS[node.tag or "-"].hidden or looks(said := node.attributes).hides):
            above.append((part, block, link))
            part = Part(node, part, said)
            found.append(part)
            if part.is_block:
                block = part
            elif part.tag == "a" and _leads_out(part):
                part.links, link = 1, True
            node = node.first_child
            continue
        node = node.next
    _add_up(found)
    return found


def _leads_out(link: Part) -> bool:
    """Return whether a link leads to another page: a table of contents is no menu."""
    return not (link.attributes.get("href") or "#").startswith("#")


def _add_text(node: LexborNode, part: Part, block: Part, link: bool) -> None:
    text = node.text_content or ""
    if text.isspace():
        return
    size = len(" ".join(text.split()).encode("utf-8", "replace"))
    part.size += size
    block.own += size
    if link:
        part.linked += size
        block.own_linked += size


def _add_up(parts: list[Part]) -> None:
    for part in reversed(parts):
        part.prose += part.own_prose
        around = part.around
        if around is not None:
            around.size += part.size
            around.linked += part.linked
            around.links += part.links
            around.prose += part.prose
