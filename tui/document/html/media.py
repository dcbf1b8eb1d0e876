"""Pictures and media of HTML: their addresses, their titles, and their effects on a document.

Pages load pictures lazily: the address in `src` is then a blank picture, and the real one is in
another attribute, in a `<picture>` around the image, or in a `<noscript>` beside it.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Literal
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from tui.articles.late_pattern import late
from tui.document.addresses import name_in_address
from tui.document.html.builder import INSIDE, SKIP, Attributes, Builder, Enter, Opened
from tui.document.html.styles import looks
from tui.document.inline_text import collapse, fit_address
from tui.document.model import Media

_LAZY = (
    "data-original-src", "data-original", "data-actualsrc", "data-lazy-src", "data-src",
    "data-lazyload", "data-hi-res-src", "data-full-src", "data-lazy", "data-cfsrc", "data-echo",
    "file", "zoomfile",
)  # fmt: skip
_LAZY_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
_CANDIDATE = late(r"([^\s,]\S*[^\s,]|[^\s,])(?:\s+([\d.]+)([wx]))?\s*(?:,|$)")
_BLANK = late(
    r"^(?:data:|about:|javascript:|#|$)"
    r"|(?:^|[/_.-])(?:blank|spacer|pixel|transparent|placeholder|loading|lazy(?:load)?)\.(?:gif|png|svg)",
    re.IGNORECASE,
)
_EMOJI_CLASS = late(r"(?:^|[\s_-])(?:w?p?-?smiley|emoji|emoticon)(?:$|[\s_-])", re.IGNORECASE)
_PICTURE_FILE = late(r"\.(?:png|jpe?g|gif|webp|avif|svg|bmp)(?:[?#]|$)", re.IGNORECASE)
_SMALL_DRAWING = 64
"""In pixels; a smaller drawing is an icon on a button."""

_MOST_SOURCES = 10
"""The most elements of a `<picture>` that are searched for an address, for each image in it."""

_NUMBER = re.compile(r"\s*(\d{1,7})")

_Kind = Literal["video", "audio", "frame", "embed"]
_KINDS: dict[str, _Kind] = {
    "video": "video",
    "amp-video": "video",
    "amp-youtube": "video",
    "audio": "audio",
    "amp-audio": "audio",
    "iframe": "frame",
    "amp-iframe": "frame",
}


def picture_address(node: LexborNode, attributes: Attributes) -> str:
    """Return the address of an `<img>`; lazy sources come before a blank placeholder."""
    for name in _LAZY:
        value = attributes.get(name)
        if value and not _BLANK.search(value.strip()):
            return fit_address(value)
    source = fit_address(attributes.get("src") or "")
    if source and not _BLANK.search(source):
        return source
    for name in _LAZY_SETS:
        found = best_of_set(attributes.get(name) or "")
        if found:
            return found
    return _from_picture(node) or _from_noscript(node) or _from_any(attributes) or source


def _from_any(attributes: Attributes) -> str:
    """Return an address with the suffix of a picture in any `data-` attribute."""
    for name, value in attributes.items():
        if name.startswith("data-") and value and _PICTURE_FILE.search(value):
            address = fit_address(value)
            if not _BLANK.search(address) and not set(address) & set(" {}<>"):
                return address
    return ""


def _from_noscript(node: LexborNode) -> str:
    """Return the address in a `<noscript>` beside an image."""
    for beside in neighbours(node):
        image = beside.css_first("img") if beside.tag == "noscript" else None
        if image is not None:
            return fit_address(image.attributes.get("src") or "")
    return ""


def neighbours(node: LexborNode) -> Iterator[LexborNode]:
    """Yield the elements directly after and before a node."""
    after, before = node.next, node.prev
    if after is not None and after.tag == "-text":
        after = after.next
    if before is not None and before.tag == "-text":
        before = before.prev
    yield from (one for one in (after, before) if one is not None)


def _from_picture(node: LexborNode) -> str:
    """Return the address in the `<picture>` around an image."""
    parent = node.parent
    if parent is None or parent.tag != "picture":
        return ""
    for child in islice(parent.iter(), _MOST_SOURCES):
        if child.tag == "source":
            attributes = child.attributes
            for name in (*_LAZY_SETS, "src"):
                found = best_of_set(attributes.get(name) or "")
                if found:
                    return found
    return ""


def best_of_set(srcset: str) -> str:
    """Return the address of the largest picture in a `srcset` (HTML, 4.8.4.2.1)."""
    best, size = "", -1.0
    for address, number, _unit in _CANDIDATE.findall(srcset):
        if _BLANK.search(address):
            continue
        try:
            this = float(number or 1)
        except ValueError:
            this = 1.0
        if this > size:
            best, size = address, this
    return fit_address(best)


def is_tracker(attributes: Attributes) -> bool:
    """Return whether an image is too small to be seen."""
    return any(_pixels(attributes, side) in (0, 1) for side in ("width", "height"))


def is_emoji(attributes: Attributes) -> bool:
    """Return whether an image stands for an emoji or another symbol, never for a word."""
    alt = (attributes.get("alt") or "").strip()
    if not alt:
        return False
    if _EMOJI_CLASS.search(attributes.get("class") or ""):
        return True
    small = all((_pixels(attributes, side) or 99) <= 24 for side in ("width", "height"))
    return small and len(alt) <= 8 and not alt.isalnum()


def _pixels(attributes: Attributes, side: str) -> int | None:
    found = _NUMBER.fullmatch((attributes.get(side) or "").removesuffix("px"))
    return int(found[1]) if found else None


def media_address(node: LexborNode, attributes: Attributes) -> str:
    """Return the address of a video, a sound, a frame or an embedded object."""
    for name in ("src", "data-src", "data", "data-lazy-src", "data-original"):
        value = fit_address(attributes.get(name) or "")
        if value and not value.lower().startswith(("about:", "javascript:", "data:")):
            return value
    if attributes.get("data-videoid"):
        return fit_address(f"https://www.youtube.com/watch?v={attributes['data-videoid']}")
    movie = ""
    child = node.first_child
    while child is not None:
        if child.tag in ("source", "embed"):
            value = fit_address(child.attributes.get("src") or "")
            if value:
                return value
        elif child.tag == "param" and child.attributes.get("name") in ("movie", "src"):
            movie = fit_address(child.attributes.get("value") or "")
        child = child.next
    return movie


def is_picture_file(address: str, kind: str) -> bool:
    """Return whether an embedded object is a picture, by its media type or file name."""
    return kind.startswith("image/") or (not kind and bool(_PICTURE_FILE.search(address)))


def is_drawing(attributes: Attributes) -> bool:
    """Return whether an `<svg>` is larger than an icon, by its own attributes."""
    sides = [_pixels(attributes, side) for side in ("width", "height")]
    if None in sides:
        # A `viewBox` holds the origin, the width and the height.
        box = (attributes.get("viewbox") or attributes.get("viewBox") or "").split()[2:]
        sides = [int(number) for number in box if number.isdigit() and len(number) < 8]
    return bool(sides) and all(side is not None and side >= _SMALL_DRAWING for side in sides)


def title_of_drawing(node: LexborNode, attributes: Attributes) -> str:
    """Return the title of an `<svg>`, or the empty string."""
    label = attributes.get("aria-label") or ""
    child = node.first_child
    while child is not None and not label:
        label = child.text() if child.tag == "title" else ""
        child = child.next
    return collapse(label)


def media_title(address: str, attributes: Attributes) -> str:
    """Return the title of a video or a frame, else its file name or its site."""
    for name in ("title", "aria-label", "alt"):
        title = collapse(attributes.get(name) or "")
        if title:
            return title
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        host = ""
    name = name_in_address(address)
    return name if "." in name else host.removeprefix("www.") or name


def image(builder: Builder, node: LexborNode, attributes: Attributes) -> Opened:
    """Show a picture; an emoji becomes its alternative text."""
    if is_tracker(attributes):
        return SKIP
    alt = attributes.get("alt") or attributes.get("title") or ""
    if is_emoji(attributes):
        builder.text(alt)
        return SKIP
    address = picture_address(node, attributes)
    if address or alt:
        builder.image(address, alt)
    return SKIP


def _noscript(builder: Builder, node: LexborNode, _attributes: Attributes) -> Opened:
    """Show the pictures for readers without scripts, unless they are shown already."""
    beside = [one for one in neighbours(node) if one.tag in ("img", "picture")]
    if any(not looks(one.attributes).hides for one in beside):
        return SKIP
    for one in node.css("img"):
        attributes = one.attributes
        if is_tracker(attributes) or looks(attributes).hides:
            continue
        address = picture_address(one, attributes)
        if address and address not in builder.shown_addresses:
            builder.image(address, attributes.get("alt") or "")
    return SKIP


def _media(builder: Builder, node: LexborNode, attributes: Attributes) -> Opened:
    kind: _Kind = _KINDS.get(node.tag or "", "embed")
    address = media_address(node, attributes)
    if kind == "embed" and is_picture_file(address, attributes.get("type") or ""):
        builder.image(address, attributes.get("title") or "")
        return SKIP
    if not address and node.tag == "object":
        return INSIDE
    title = media_title(address, attributes)
    if not address and not title:
        return SKIP
    number = builder.new_link(address, title) if address else None
    builder.add(Media(kind, title, number))
    return SKIP


def _drawing(builder: Builder, node: LexborNode, attributes: Attributes) -> Opened:
    """Show the title of a large drawing; the text inside it follows."""
    title = title_of_drawing(node, attributes) if is_drawing(attributes) else ""
    if title:
        builder.image("", title)
    return INSIDE


def _image_in_drawing(builder: Builder, _node: LexborNode, attributes: Attributes) -> Opened:
    address = fit_address(attributes.get("href") or attributes.get("xlink:href") or "")
    if address:
        builder.image(address, "")
    return SKIP


def _text_in_drawing(builder: Builder, _node: LexborNode, _attributes: Attributes) -> Opened:
    """Separate the texts of a drawing, which are in different places."""
    builder.text(" ")
    return True, lambda builder: builder.text(" ")


MEDIA: dict[str, Enter] = {
    **dict.fromkeys(("img", "amp-img", "amp-anim"), image),
    "noscript": _noscript,
    **dict.fromkeys([*_KINDS, "embed", "object"], _media),
    "svg": _drawing,
    "image": _image_in_drawing,
    "text": _text_in_drawing,
}
