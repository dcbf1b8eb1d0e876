"""The choice of a page's main article, and the removal of all else from the tree."""

from collections.abc import Callable, Iterable

from selectolax.lexbor import LexborHTMLParser

from tui.document.main_article.clutter import is_list_of_links, is_named_clutter
from tui.document.main_article.parts import Part, parts_of

_LEAST = 200
"""The least prose, in bytes of UTF-8, of a page that is cut without a hint in its elements."""

_MUCH = 1_000
"""The least text of an article that may be shorter than the links and notes beside it."""

_SHARE = 0.85
"""The share of the text that an element must hold, among others, to be the article alone."""

_HINTED = 0.4
"""The share of the page's text that an `<article>` must hold to be the article."""

_TOO_MUCH = 0.4
"""The share of the page's prose above which nothing is clutter, whatever its name says."""

_SHORT = 0.5
"""The weight of text that is too short to be prose."""

_INSIDE = frozenset({"p", "pre", "ul", "ol", "dl", "table", "blockquote", "figure"})
"""Blocks that are not an article by themselves."""


def _is_main(part: Part) -> bool:
    return part.tag == "main" or part.attributes.get("role") == "main"


_HINTS: tuple[Callable[[Part], bool], ...] = (
    lambda part: part.attributes.get("id") == "js_content",
    lambda part: part.tag == "article",
    lambda part: "articleBody" in (part.attributes.get("itemprop") or ""),
    _is_main,
)
"""What elements say of themselves: WeChat's text, HTML's `article`, schema.org's `articleBody`,
HTML's and WAI-ARIA's `main`. The first hint that holds is taken."""


def keep_main_article(parser: LexborHTMLParser) -> bool:
    """Remove from a page's tree all that is not its main article.

    Returns:
        Whether anything was removed; the tree is unchanged where it was not.
    """
    if parser.body is None:
        return False
    parts = parts_of(parser.body)
    _weigh(parts)
    hinted = _hinted(parts)
    # An `<article>` holds its article alone; `main` may hold more.
    is_article = hinted is not None and not _is_main(hinted)
    article = hinted if hinted and is_article else _narrowed(hinted or parts[0], _inside(parts))
    if not article.text or (hinted is None and parts[0].prose < _LEAST):
        return False
    dropped = list(_dropped(parts, article))
    rest = sum(part.size for part in dropped if not part.clutter)
    if rest > article.size and article.text < _MUCH:
        return False
    if not any(part.size for part in dropped):
        return False
    for part in dropped:
        part.node.decompose()
    return True


def _weigh(parts: list[Part]) -> None:
    """Mark the clutter, and add up the text that speaks for an article."""
    most = _TOO_MUCH * parts[0].prose
    for part in parts[1:]:
        assert part.around is not None
        small = part.prose < most or not part.prose
        part.clutter = part.around.clutter or (small and is_named_clutter(part))
    for part in reversed(parts):
        if part.clutter:
            continue
        part.text += part.own_prose or round(_SHORT * part.unlinked)
        if part.around is not None:
            part.around.text += part.text


def _inside(parts: Iterable[Part]) -> dict[Part, list[Part]]:
    """Return the elements directly inside each element, without clutter."""
    inside: dict[Part, list[Part]] = {}
    for part in parts:
        if part.around is not None and not part.clutter:
            inside.setdefault(part.around, []).append(part)
    return inside


def _hinted(parts: list[Part]) -> Part | None:
    """Return the element that calls itself the article; None where several do, or none."""
    for hint in _HINTS:
        called: set[Part] = set()
        outermost: list[Part] = []
        for part in parts:
            if part.around in called:
                called.add(part)
            elif not part.clutter and hint(part):
                called.add(part)
                outermost.append(part)
        best = max(outermost, key=lambda part: part.text, default=None)
        if best is None:
            continue
        least = max(_SHARE * sum(part.text for part in outermost), _HINTED * parts[0].text)
        if best.text >= least:
            return best
    return None


def _narrowed(article: Part, inside: dict[Part, list[Part]]) -> Part:
    """Return the smallest element that holds nearly all of an element's text.

    Prose before that element belongs to it, as a lead or a question does, and so does prose after
    it in elements of its class, as further answers do.
    """
    least = _SHARE * article.text
    while True:
        children = inside.get(article, [])
        best = max(children, key=lambda part: part.text, default=None)
        if best is None or best.text < least or not best.is_block or best.tag in _INSIDE:
            return article
        place = children.index(best)
        name = best.attributes.get("class")
        before = any(part.prose for part in children[:place])
        if before or any(_alike(part, name) for part in children[place + 1 :]):
            return article
        article = best


def _alike(part: Part, name: str | None) -> bool:
    """Return whether an element holds prose and has the classes of another, as answers do."""
    return bool(part.prose and name) and part.attributes.get("class") == name


def _dropped(parts: list[Part], article: Part) -> Iterable[Part]:
    """Yield the outermost elements that are not the article or not part of it."""
    path = {article}
    around = article.around
    while around is not None:
        path.add(around)
        around = around.around
    kept = {article}
    for part in parts[1:]:
        if part.around in kept:
            if part.clutter or is_list_of_links(part):
                yield part
            else:
                kept.add(part)
        elif part.around in path and part not in path:
            yield part
