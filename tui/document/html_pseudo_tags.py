"""Words in angle brackets that somebody typed and no browser knows: `<nick>`, `<T>`.

Markdown passes them through as tags. A browser shows nothing for such a tag, and a reader
misses a word; so they are made text again before the HTML is parsed.
"""

import re
from html import escape

from tui.document.html_tags import BLOCKS, HIDDEN, REPLACED, ROLES

_OTHERS = frozenset(
    {
        # HTML, of today and of former times.
        "a", "abbr", "acronym", "applet", "b", "bdi", "bdo", "big", "blink", "br", "button",
        "canvas", "command", "content", "data", "element", "font", "frame", "frameset", "img",
        "isindex", "label", "layer", "ilayer", "map", "marquee", "menuitem", "multicol", "nextid",
        "nobr", "nolayer", "output", "portal", "rb", "ruby", "selectedcontent", "shadow", "slot",
        "spacer", "span", "time", "wbr", "textarea", "object", "param", "picture", "geolocation",
        # SVG, as far as articles hold it.
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
"""Before a colon in names that office programs and old buttons leave in pages."""

_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(script|style|textarea|title|xmp|iframe|noembed|noframes)(?=[\s/>]).*?(?:</\1(?=[\s/>])|\Z)"
    r"|<(/?)([a-z][^\s/>]*+)"
    r"""((?:[^>"'=]++|=\s*+"[^"]*+(?:"|\Z)|=\s*+'[^']*+(?:'|\Z)|["'=])*+)(?:>|\Z)""",
    re.IGNORECASE | re.DOTALL,
)
"""A comment, an element without tags in it, or a tag: each ends where a browser ends it, at
the latest with the text, so that no part of it is read twice."""


def as_typed(html: str) -> str:
    """Return HTML in which tags that no browser knows are text, just as they were typed.

    What HTML, SVG or MathML knows stays a tag, and so does a custom element (its name holds
    a hyphen) that is also closed somewhere: a browser shows what is in it.
    """
    if "<" not in html:
        return html
    closed: set[str] | None = None

    # One by one, and not by `sub`: a text of megabytes is put together only if it must be.
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


_CLOSING_CUSTOM = re.compile(r"</([a-z][^\s/<>]*-[^\s/<>]*)\s*>", re.IGNORECASE)
