"""What the opening of pictures, films, sounds and frames does."""

from typing import Literal

from selectolax.lexbor import LexborNode

from tui.document.clean_text import fit_address
from tui.document.html_builder import Builder
from tui.document.html_images import (
    is_drawing,
    is_emoji,
    is_picture_file,
    is_tracker,
    media_address,
    media_title,
    neighbours,
    picture_address,
    title_of_drawing,
)
from tui.document.html_opening import INSIDE, SKIP, Attributes, Enter, Opened
from tui.document.html_styles import looks
from tui.document.model import Media

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


def image(builder: Builder, node: LexborNode, attributes: Attributes) -> Opened:
    """Show a picture; one that stands for a character is that character."""
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
    """Show the pictures that a page shows by script, where they are not shown already."""
    beside = [one for one in neighbours(node) if one.tag in ("img", "picture")]
    if any(not looks(one.attributes).hides for one in beside):
        return SKIP
    for one in node.css("img"):
        attributes = one.attributes
        if is_tracker(attributes) or looks(attributes).hides:
            continue
        address = picture_address(one, attributes)
        if address and all(picture.url != address for picture in builder.pictures):
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
    """Name a drawing that is large enough for one; then what is written in it follows."""
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
    """Keep the words of a drawing apart, which stand in different places."""
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
