"""Repairs of HTML before it is parsed: nesting that no parser survives, and words like `<T>`.

`shallow` removes the tags of blocks that are nested thousands deep. `as_typed` escapes tags
that no browser knows: authors of Markdown type words in angle brackets (`<nick>`, `<T>`), which
Markdown passes on as tags, and a browser would show nothing for them.
"""

import re
from collections.abc import Iterator
from html import escape

from tui.document.chunked_search import has_as_many
from tui.document.html.tags import BLOCKS, HIDDEN, REPLACED, ROLES

MAX_ELEMENTS = 2000
"""The deepest nesting of blocks. A parser searches the stack of open elements for each new one
(HTML, 13.2.4.2), so that a depth of 100,000 would take half a minute."""

_PIECE = 10_000
"""The number of characters searched at a time, since other threads wait for each search."""

_NESTING = re.compile(
    r"<(/?)(?:address|article|aside|blockquote|center|details|dialog|dir|div|dl|fieldset"
    r"|figcaption|figure|footer|form|header|hgroup|listing|main|menu|nav|ol|pre|search"
    r"|section|summary|ul|button)(?=[\s/>])[^<>]*>",
    re.IGNORECASE,
)


def shallow(html: str) -> str:
    """Return HTML without the tags of blocks nested deeper than `MAX_ELEMENTS`.

    Only tags are removed, never text. Elements whose end tags may be left out (`<p>`,
    `<li>`) close each other and are not counted.
    """
    if not has_as_many(html, "<", MAX_ELEMENTS * 2):
        return html
    if _deepest(html) <= MAX_ELEMENTS:
        return html
    depth = 0

    def judge(found: re.Match[str]) -> str:
        nonlocal depth
        if found[1]:
            kept = depth <= MAX_ELEMENTS
            depth -= depth > 0
            return found[0] if kept else ""
        depth += 1
        return found[0] if depth <= MAX_ELEMENTS else ""

    return _NESTING.sub(judge, html)


def _deepest(html: str) -> int:
    """Return the deepest nesting of blocks."""
    depth = deepest = 0
    for found in _tags(html):
        if found[1]:
            depth -= depth > 0
        else:
            depth += 1
            deepest = max(deepest, depth)
    return deepest


def _tags(html: str) -> Iterator[re.Match[str]]:
    """Yield the tags of blocks, searching one piece of the text at a time."""
    start = 0
    while start < len(html):
        end = start + _PIECE
        if end < len(html):
            # A tag that is counted holds no other `<`, so that none is cut here.
            end = html.rfind("<", start + 1, end)
            end = html.find("<", start + _PIECE) if end < 0 else end
        yield from _NESTING.finditer(html, start, end if end >= 0 else len(html))
        start = end if end >= 0 else len(html)


_OTHERS = frozenset(
    {
        # HTML, current and obsolete.
        "a", "abbr", "acronym", "applet", "b", "bdi", "bdo", "big", "blink", "br", "button",
        "canvas", "command", "content", "data", "element", "font", "frame", "frameset", "img",
        "isindex", "label", "layer", "ilayer", "map", "marquee", "menuitem", "multicol", "nextid",
        "nobr", "nolayer", "output", "portal", "rb", "ruby", "selectedcontent", "shadow", "slot",
        "spacer", "span", "time", "wbr", "textarea", "object", "param", "picture", "geolocation",
        # SVG, as far as articles use it.
        "animate", "animatemotion", "animatetransform", "circle", "clippath", "ellipse",
        "filter", "foreignobject", "g", "line", "lineargradient", "marker", "mask", "path",
        "pattern", "polygon", "polyline", "radialgradient", "rect", "set", "stop", "svg", "switch",
        "text", "textpath", "tspan", "use", "view", "feblend", "fecolormatrix", "fecomposite",
        "feflood", "fegaussianblur", "femerge", "femergenode", "feoffset", "fedropshadow",
        # MathML Core.
        "maction", "merror", "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover", "mpadded",
        "mphantom", "mprescripts", "mroot", "mrow", "ms", "mspace", "msqrt", "mstyle", "msub",
        "msubsup", "msup", "mtable", "mtd", "mtext", "mtr", "munder", "munderover",
        "semantics", "menclose", "mfenced",
    }
)  # fmt: skip

_KNOWN = _OTHERS | BLOCKS | HIDDEN | REPLACED | ROLES.keys()

_PREFIXES = ("fb:", "g:", "m:", "o:", "st1:", "svg:", "v:", "w:")
"""Prefixes of names that office programs and old share buttons leave in pages."""

_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(script|style|textarea|title|xmp|iframe|noembed|noframes)(?=[\s/>]).*?(?:</\1(?=[\s/>])|\Z)"
    r"|<(/?)([a-z][^\s/>]*+)"
    r"""((?:[^>"'=]++|=\s*+"[^"]*+(?:"|\Z)|=\s*+'[^']*+(?:'|\Z)|["'=])*+)(?:>|\Z)""",
    re.IGNORECASE | re.DOTALL,
)
"""A comment, an element with raw text, or a tag. Each ends where it ends for a browser, at the
latest at the end of the text, so that no part of it is read twice."""

_CLOSING_CUSTOM = re.compile(r"</([a-z][^\s/<>]*-[^\s/<>]*)\s*>", re.IGNORECASE)


def as_typed(html: str) -> str:
    """Return HTML in which tags that no browser knows are escaped and so become text.

    Elements of HTML, SVG and MathML stay tags, and so do custom elements (with a hyphen in
    their names) that are closed somewhere, since a browser shows their content.
    """
    if "<" not in html:
        return html
    closed: set[str] | None = None

    # A loop instead of `sub`, which would copy a text of megabytes even without a match.
    parts: list[str] = []
    at = 0
    for found in _TAG.finditer(html):
        name = (found[3] or "").lower()
        if not name or name in _KNOWN or name.startswith(_PREFIXES):
            continue
        if "-" in name:
            if closed is None:
                closed = {each.lower() for each in _CLOSING_CUSTOM.findall(html)}
            if name in closed:
                continue
        parts += [html[at : found.start()], escape(found[0], quote=False)]
        at = found.end()
    return "".join(parts) + html[at:] if parts else html
