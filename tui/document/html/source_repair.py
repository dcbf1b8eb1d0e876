"""Repairs of HTML before it is parsed: what no parser reads in time, and words like `<T>`.

`within_bounds` leaves out tags and attributes that would make the parser slow. `as_typed`
escapes tags that no browser knows: authors of Markdown type words in angle brackets (`<nick>`,
`<T>`), which Markdown passes on as tags, and a browser would show nothing for them.
"""

import re
from html import escape
from itertools import islice

from tui.articles.article import Problem
from tui.articles.late_pattern import late
from tui.document.html.tags import BLOCKS, HIDDEN, REPLACED, ROLES

_MAX_BLOCKS = 2000
"""The deepest nesting of blocks. A parser searches the stack of open elements for each new one
(HTML, 13.2.4.2), so that a depth of 100,000 would take half a minute."""

_MAX_INLINE = 5000
"""The most other elements that are open. More than for blocks, since many pages forget to close
a `<span>` that the next block closes."""

MAX_ATTRIBUTES = 250
"""The most attributes of an element. A parser compares each with those before it."""

_MAX_OPTIONS = 1000
"""The most options of a list. A parser goes through all of them for each new one."""

_MAX_TAGS = 500_000
"""The most tags. Each adds about a kilobyte to the document. A tag counts as many times more as
there are formatting elements to reopen after it (HTML, 13.2.4.3)."""

_MAX_PAGES = 20
"""The most tags of `<html>` and of `<body>`, whose attributes are put together."""

_PARTS = 100_000
"""The number of strings, of 50 bytes and more each, that are joined at a time."""

_SMALL = 10_000
"""The number of characters up to which HTML is read in a tenth of a second whatever it says."""

_FEW = 990
"""The number of tags that exceed no bound above, each of them open and to be reopened at each
other."""

_DOUBTFUL = re.compile(
    rf"<(?:[A-Za-z/][^>]{{{MAX_ATTRIBUTES * 2}}}|(?i:html|body))"
    r"|=\s*+(?:\"[^\"<>]*+[<>]|'[^'<>]*+[<>])"
)
"""A long tag, one of a whole page, or what may be a tag with `>` in a value."""

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

KNOWN = _OTHERS | BLOCKS | HIDDEN | REPLACED | ROLES.keys()
"""The names of elements that a browser knows, in lower case."""

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

_ATTRIBUTE = late(r"""[^\s/>=]+(?:\s*+=\s*+(?:"[^"]*+"?|'[^']*+'?|[^\s>]*+))?+|[=/]""")

_FORMATTING = frozenset(
    {
        "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong",
        "tt", "u",
    }
)  # fmt: skip
"""Elements that a parser opens again where the block around them was closed."""

_ALIKE = 3
"""The most equal formatting elements that are opened again (HTML, 13.2.4.3)."""

_NESTING = frozenset(
    {
        "address", "article", "aside", "blockquote", "button", "center", "details", "dialog",
        "dir", "div", "dl", "fieldset", "figcaption", "figure", "footer", "form", "header",
        "hgroup", "listing", "main", "menu", "nav", "ol", "pre", "search", "section", "summary",
        "ul",
    }
)  # fmt: skip
"""Blocks that only their end tag closes."""

_UNNESTED = _FORMATTING | {
    "area", "base", "basefont", "bgsound", "body", "br", "caption", "col", "colgroup", "dd",
    "dt", "embed", "frame", "head", "hr", "html", "img", "input", "keygen", "li", "link", "meta",
    "optgroup", "option", "p", "param", "rb", "rp", "rt", "rtc", "source", "tbody", "td",
    "tfoot", "th", "thead", "tr", "track", "wbr",
}  # fmt: skip
"""Elements without an end tag, or whose end tag may be left out: they close each other."""

_FOREIGN = frozenset({"svg", "math"})

_READ_AS_TEXT = frozenset({"textarea", "xmp"})
"""Elements whose raw text is shown."""

_TOO_MANY_TAGS = f"more than {_MAX_TAGS:,} tags"
_TOO_DEEP = "elements nested too deep"
_TOO_MANY_ATTRIBUTES = f"an element with more than {MAX_ATTRIBUTES:,} attributes"
_TOO_MANY_OPTIONS = f"a list with more than {_MAX_OPTIONS:,} options"
_TOO_MANY_PAGES = f"more than {_MAX_PAGES} whole pages in one"
_LEFT_OUT = {
    _TOO_MANY_TAGS: "the text after them is shown without its tags",
    _TOO_DEEP: "the inner ones are shown as text",
    _TOO_MANY_ATTRIBUTES: "the other attributes are left out",
    _TOO_MANY_OPTIONS: "the other options are read as one",
    _TOO_MANY_PAGES: "they are read as one",
}
"""For each reason, what is shown instead."""


def within_bounds(html: str) -> tuple[str, tuple[Problem, ...]]:
    """Return HTML that a parser reads in time, and the problems of what was left out.

    Only tags and attributes are left out, never text.
    """
    if len(html) <= _SMALL or (html.count("<") <= _FEW and not _DOUBTFUL.search(html)):
        return html, ()
    bounds = _Bounds()
    parts: list[str] = []
    joined: list[str] = []
    at = 0
    for found in _TAG.finditer(html):
        kept = bounds.kept(found)
        if kept is not None:
            parts += [html[at : found.start()], kept]
            at = found.end()
            if len(parts) > _PARTS:
                joined.append("".join(parts))
                parts.clear()
    problems = tuple(
        Problem(what, None, shown) for what, shown in _LEFT_OUT.items() if what in bounds.reasons
    )
    return "".join((*joined, *parts, html[at:])) if at else html, problems


class _Bounds:
    """Counts what makes a parser slow, tag by tag."""

    def __init__(self) -> None:
        self.reasons: set[str] = set()
        """Why anything was left out: keys of `_LEFT_OUT`."""
        self._tags = 0
        self._blocks = 0
        """The number of open blocks."""
        self._inline = 0
        """The number of other open elements."""
        self._formatting: list[tuple[str, str]] = []
        """The names and the tags of the formatting elements that a parser would open again."""
        self._drawings = 0
        """The number of open drawings and formulas, in which `<path/>` is closed already."""
        self._options = 0
        self._pages = 0

    def kept(self, found: re.Match[str]) -> str | None:
        """Return what replaces a tag, a comment or an element with raw text; None: nothing."""
        self._tags += 1 + len(self._formatting)
        if self._tags > _MAX_TAGS:
            self.reasons.add(_TOO_MANY_TAGS)
            raw = (found[1] or "").lower()
            return escape(found[0], quote=False) if raw in _READ_AS_TEXT else " "
        name = (found[3] or "").lower()
        if not name:
            return None
        if found[2]:
            return self._shortened(found) if self._close(name) else ""
        reason = self._open(name, found[0])
        if reason:
            self.reasons.add(reason)
            return ""
        return self._shortened(found)

    def _open(self, name: str, tag: str) -> str:
        """Count a start tag, and return why it is left out; the empty string where it is kept."""
        if name in _FORMATTING:
            if self._formatting.count((name, tag)) < _ALIKE:
                self._formatting.append((name, tag))
        elif name in _NESTING:
            self._blocks += 1
            return _TOO_DEEP if self._blocks > _MAX_BLOCKS else ""
        elif name == "option":
            self._options += 1
            return _TOO_MANY_OPTIONS if self._options > _MAX_OPTIONS else ""
        elif name in ("html", "body"):
            self._pages += 1
            return _TOO_MANY_PAGES if self._pages > _MAX_PAGES else ""
        elif name not in _UNNESTED and not (self._drawings and tag.endswith("/>")):
            self._inline += 1
            if name == "select":
                self._options = 0
            elif name in _FOREIGN:
                self._drawings += 1
            return _TOO_DEEP if self._inline > _MAX_INLINE else ""
        return ""

    def _close(self, name: str) -> bool:
        """Count an end tag, and return whether it is kept."""
        kept = True
        if name in _FORMATTING:
            for at in reversed(range(len(self._formatting))):
                if self._formatting[at][0] == name:
                    del self._formatting[at]
                    break
        elif name in _NESTING:
            kept = self._blocks <= _MAX_BLOCKS
            self._blocks -= self._blocks > 0
        elif name not in _UNNESTED:
            kept = self._inline <= _MAX_INLINE
            self._inline -= self._inline > 0
            if name in _FOREIGN:
                self._drawings -= self._drawings > 0
        return kept

    def _shortened(self, found: re.Match[str]) -> str | None:
        """Return a tag with its first attributes; None where it has no more than those."""
        attributes = found[4]
        # The shortest attribute is a letter and the space before it.
        if len(attributes) <= MAX_ATTRIBUTES * 2:
            return None
        after = next(islice(_ATTRIBUTE.finditer(attributes), MAX_ATTRIBUTES, None), None)
        if after is None:
            return None
        self.reasons.add(_TOO_MANY_ATTRIBUTES)
        return f"<{found[2]}{found[3]}{attributes[: after.start()]}>"


_NAME = re.compile(r"</?([a-z][^\s/>]*+)", re.IGNORECASE)
_CLOSING_CUSTOM = late(r"</([a-z][^\s/<>]*-[^\s/<>]*)\s*>", re.IGNORECASE)


def as_typed(html: str) -> str:
    """Return HTML in which tags that no browser knows are escaped and so become text.

    Elements of HTML, SVG and MathML stay tags, and so do custom elements (with a hyphen in
    their names) that are closed somewhere, since a browser shows their content.
    """
    if all(name.lower() in KNOWN for name in set(_NAME.findall(html))):
        return html
    closed: set[str] | None = None

    # A loop instead of `sub`, which would copy a text of megabytes even without a match.
    parts: list[str] = []
    at = 0
    for found in _TAG.finditer(html):
        name = (found[3] or "").lower()
        if not name or name in KNOWN or name.startswith(_PREFIXES):
            continue
        if "-" in name:
            if closed is None:
                closed = {each.lower() for each in _CLOSING_CUSTOM.findall(html)}
            if name in closed:
                continue
        parts += [html[at : found.start()], escape(found[0], quote=False)]
        at = found.end()
    return "".join(parts) + html[at:] if parts else html
