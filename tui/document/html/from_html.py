"""HTML to a document, through an HTML5 parser."""

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tui.document.html.builder import INSIDE, PART, SKIP, Builder, Closer, Opened
from tui.document.html.elements import ENTER, KINDS, Kind
from tui.document.html.formula_sources import with_formulas
from tui.document.html.source_repair import as_typed, within_bounds
from tui.document.html.styles import NOTHING, Around, looks
from tui.document.html.tags import CAPTION_CLASS, REPLACED, WHOLE_PAGE
from tui.document.layout.direction import runs_right_to_left
from tui.document.main_article.selection import keep_main_article
from tui.document.model import Document
from tui.document.text_segments import stretches

_TEXT = "-text"
"""The parser's tag of a text node."""

_Open = tuple[LexborNode, Closer | None, Around]
"""An open element, the function that closes it, and the state to restore then."""

_PLAIN = frozenset({None, ENTER["p"]})
"""The functions of plain elements, which a style or a class may turn into something else."""

_BODY = "<!doctype html><body>"
"""Precedes a body that is not a whole page. Without it, a parser would put a `<noscript>` at the
beginning into the head, and would apply the quirks of old pages to tables."""


def from_html(html: str, find_links: bool = False, main_article: bool = False) -> Document:
    """Return the document of a body of HTML, or of a whole page.

    Every text gives a document: an HTML5 parser makes a tree of any text, and the walk over
    the tree is not recursive.

    Args:
        html: the body.
        find_links: whether it was made from Markdown. Addresses in its text are then links,
            and tags that no browser knows are text.
        main_article: whether to read no more of a whole page than its main article, where that
            can be told (`main_article`).
    """
    if find_links:
        html = as_typed(html)
    html, problems = within_bounds(with_formulas(html))
    parser = LexborHTMLParser(html if WHOLE_PAGE.match(html) else _BODY + html)
    abridged = main_article and keep_main_article(parser)
    builder = Builder(find_links)
    root = parser.root
    if root is not None:
        _walk(root, builder)
    builder.flush()
    return builder.finish(_is_right_to_left(parser, builder), problems, abridged)


def _walk(root: LexborNode, builder: Builder) -> None:
    """Pass every node below the root to the builder, in reading order.

    Every element that is entered is left in one way, also where it is empty or skipped, so
    that its state ends with it.
    """
    open_elements: list[_Open] = []
    node = root.first_child
    while True:
        if node is None:
            if not open_elements:
                return
            left, closer, around = open_elements.pop()
            if closer is not None:
                closer(builder)
            builder.around = around
            node = left.next
            continue
        tag = node.tag
        if tag == _TEXT:
            text = node.text_content
            # White space between blocks means nothing, and most text nodes are such.
            if text and (builder.pieces or builder.around.pre or not text.isspace()):
                builder.text(text)
            node = node.next
            continue
        kind = KINDS[tag or "-"]
        if kind.hidden:
            node = node.next
            continue
        around = builder.around
        inside, closer = _enter(builder, node, kind)
        open_elements.append((node, closer, around))
        node = node.first_child if inside else None


def _enter(builder: Builder, node: LexborNode, kind: Kind) -> Opened:
    """Open an element."""
    block, enter, roles, _ = kind
    attributes = node.attributes
    if attributes:
        wanted = looks(attributes)
        if wanted is not NOTHING:
            if wanted.gone:
                return SKIP
            if wanted.block is not None and enter in _PLAIN:
                block = wanted.block
            if wanted.preformatted and block and enter in _PLAIN:
                enter = ENTER["pre"]
        if block:
            builder.part()
        if wanted is not NOTHING:
            builder.around = builder.around.following(wanted, block)
        name = attributes.get("id") or (attributes.get("name") if node.tag == "a" else None)
        if name:
            builder.anchors.append(name)
        classes = attributes.get("class")
        if classes and "katex-html" in classes and "aria-hidden" in attributes:
            # KaTeX: positioned letters that repeat the formula before them.
            return SKIP
        if classes and enter in _PLAIN and CAPTION_CLASS.search(classes):
            roles |= {"caption"}
            enter = ENTER["figcaption"]
    elif block:
        builder.part()
    if roles:
        builder.around = builder.around.with_roles(roles)
    if enter is None:
        return PART if block else INSIDE
    if builder.around.unseen and node.tag in REPLACED:
        return SKIP
    return enter(builder, node, attributes)


def _is_right_to_left(parser: LexborHTMLParser, builder: Builder) -> bool:
    """Return whether the page, else its first strong character, runs right to left."""
    node = parser.root
    for _ in range(4):
        if node is None or node.tag == _TEXT:
            break
        direction = (node.attributes.get("dir") or "").lower()
        if direction in ("rtl", "ltr"):
            return direction == "rtl"
        node = parser.body if node.tag == "html" else _first_shown(node)
    texts = (one.text for one in stretches(builder.frames[0].blocks) if one.text)
    return bool(runs_right_to_left(next(texts, "")))


def _first_shown(parent: LexborNode) -> LexborNode | None:
    """Return the first child, a text or an element, that is not hidden."""
    node = parent.first_child
    while node is not None:
        if node.tag == _TEXT:
            if not node.text().isspace():
                return node
        elif not (KINDS[node.tag or "-"].hidden or looks(node.attributes).hides):
            return node
        node = node.next
    return None
