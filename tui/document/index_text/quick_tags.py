"""The tags of simple HTML, classified by their source."""

import re
from html.entities import html5
from typing import Literal, NamedTuple

from tui.document.html.media import is_emoji, is_tracker
from tui.document.html.source_repair import MAX_ATTRIBUTES
from tui.document.html.styles import looks_of

_OPENING = re.compile(
    r"""<([A-Za-z][A-Za-z0-9]*)((?:\s+[A-Za-z][\w:-]*+(?:="[^"<>]*"|='[^'<>]*')?+)*+)\s*(/?)>"""
)
_LINK = re.compile(r'<a href="(?:https?://|[/#.])[^\s"<>]*">')
"""The most common form of a link's tag; `_OPENING` matches the others."""
_CLOSING = re.compile(r"</([A-Za-z][A-Za-z0-9]*)\s*>")
_ATTRIBUTE = re.compile(r"""([A-Za-z][\w:-]*+)(?:="([^"]*)"|='([^']*)')?+""")
_TELLING_CLASS = re.compile("caption|descr|katex|footnote|gutter")
"""Parts of class names that give an element another meaning."""
_TELLING = frozenset({"hidden", "popover", "rowspan"})
"""Attributes that give an element another meaning."""
_FIGURES = frozenset({"figure", "figcaption"})
"""Elements whose class may contain `caption` without changing their meaning."""

_ADDRESS = re.compile(r"(?!javascript:|vbscript:)[a-z0-9/#.?]\S*", re.IGNORECASE)
ENTITY = re.compile(r"&(?:([A-Za-z][A-Za-z0-9]*;)|#([0-9]{2,6});)?")
"""An entity, or a lone `&`, as `character` reads it."""

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
PARENTS = {
    "li": frozenset({"ul", "ol"}),
    **dict.fromkeys(("dt", "dd"), frozenset({"dl"})),
    **dict.fromkeys(("thead", "tbody"), frozenset({"table"})),
    "tr": frozenset({"table", "thead", "tbody"}),
    **dict.fromkeys(("td", "th"), frozenset({"tr"})),
    "rt": frozenset({"ruby"}),
}
"""The elements that each of these elements must be a direct child of."""
PARTED = PARENTS["tr"] | PARENTS["td"]
"""Elements that have no text of their own, only such children."""
_BLOCKS = frozenset(
    {
        "p", "div", "section", "article", "blockquote", "center", "li", "pre", "ul", "ol", "dl",
        "dt", "dd", "table", "thead", "tbody", "tr", "td", "th", *HEADINGS, *_FIGURES,
    }
)  # fmt: skip
_INLINE = frozenset(
    {
        "a", "b", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark",
        "rt", "ruby", "s", "small", "span", "strike", "strong", "sub", "sup", "u", "var",
    }
)  # fmt: skip

_MOST_KNOWN = 5000
"""The most tags that are cached."""


class Tag(NamedTuple):
    """The effect of a tag on the text."""

    act: Literal["open", "close", "break", "rule", "picture", "nothing", "strange"]
    name: str = ""
    """The name of the element; for a picture, its alternative text or title."""
    block: bool = False
    address: str = ""
    """Where a link leads, as it is written; empty for a link without an address."""


_STRANGE = Tag("strange")


class NotSimple(Exception):
    """The body needs a parser."""


def character(found: re.Match[str]) -> str:
    """Return the characters that an entity stands for.

    Args:
        found: A match of `ENTITY`.

    Raises:
        NotSimple: The entity is unknown, or parsers repair it.
    """
    name, number = found.groups()
    if name:
        if name in html5:
            return html5[name]
    elif number:
        code = int(number)
        if 32 <= code < 127 or 160 <= code < 0xD800 or 0xE000 <= code < 0xFDD0:
            return chr(code)
    elif found.string[found.end() : found.end() + 1].strip() == "":
        return "&"
    raise NotSimple


class _Tags(dict[str, Tag]):
    """A cache of tags by their source, since a page repeats a few of them."""

    def __missing__(self, source: str) -> Tag:
        tag = _tag(source)
        alone = tag.act == "picture" or (tag.act == "open" and tag.name == "a")
        if len(self) < _MOST_KNOWN and not alone:
            self[source] = tag
        return tag


tags = _Tags()
"""The effect of each tag, by its source."""


def _tag(source: str) -> Tag:
    """Return the effect of a tag."""
    if _LINK.fullmatch(source):
        return Tag("open", "a", address=source[9:-2])
    closing = _CLOSING.fullmatch(source)
    if closing:
        name = closing[1].lower()
        known = name in _BLOCKS or name in _INLINE
        return Tag("close", name, name in _BLOCKS) if known else _STRANGE
    if source.startswith("<!--"):
        inner = source[4:-3]
        plain = source.endswith("-->") and inner and inner[0] != "-" and "--" not in inner
        return Tag("nothing") if plain and inner[-1] != "-" else _STRANGE
    opening = _OPENING.fullmatch(source)
    if not opening:
        return _STRANGE
    name, source, slash = opening[1].lower(), opening[2], opening[3]
    found = [(key.lower(), first or second) for key, first, second in _ATTRIBUTE.findall(source)]
    if found and not _are_plain(found, name) or len(found) > MAX_ATTRIBUTES:
        return _STRANGE
    if name == "img":
        return _picture(dict(found))
    if name == "link" or name == "meta":
        return Tag("nothing")
    if name == "br" or name == "hr":
        return Tag("break" if name == "br" else "rule")
    if slash or (name not in _BLOCKS and name not in _INLINE):
        return _STRANGE
    address = dict(found).get("href", "") if name == "a" else ""
    if address and not _ADDRESS.fullmatch(address):
        return _STRANGE
    return Tag("open", name, name in _BLOCKS, address)


def _picture(attributes: dict[str, str]) -> Tag:
    """Return the effect of a picture's tag: none where the picture is too small to be seen."""
    if not _ADDRESS.fullmatch(attributes.get("src", "")) or "&" in attributes.get("class", ""):
        return _STRANGE
    try:
        attributes["alt"] = ENTITY.sub(character, attributes.get("alt", ""))
        called = attributes["alt"] or ENTITY.sub(character, attributes.get("title", ""))
    except NotSimple:
        return _STRANGE
    if is_tracker(attributes):
        return Tag("nothing")
    return _STRANGE if is_emoji(attributes) else Tag("picture", called)


def _are_plain(attributes: list[tuple[str, str]], name: str) -> bool:
    """Return whether attributes leave the text of an element as it is."""
    values = dict(attributes)
    if len(values) < len(attributes) or not values.keys().isdisjoint(_TELLING):
        return False
    if name == "table" and "role" in values:
        return False
    telling = _TELLING_CLASS.search(values.get("class", ""))
    if telling and not (name in _FIGURES and telling[0] == "caption"):
        return False
    style = values.get("style", "")
    looks = looks_of(style)
    shown = looks.visible is None and looks.block is None and not looks.spaces
    return "&" not in style and shown and not looks.gone and not looks.preformatted
