"""The styles of an element, as far as they matter on a page of cells (CSS 2.2)."""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from tui.document.model import Role

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_DECLARATION = re.compile(r"(?:^|;)\s*([a-z-]+)\s*:\s*([^;]*)")
_BLOCK = frozenset({"block", "flex", "grid", "table", "list-item", "flow-root", "table-row"})
_LIST_STYLES = {
    "decimal": "1",
    "decimal-leading-zero": "1",
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
    "none": "none",
}
_KEPT = {"pre": "all", "pre-wrap": "all", "break-spaces": "all", "pre-line": "breaks"}

_VISIBILITY = {
    "visible": True,
    "initial": True,
    "hidden": False,
    "collapse": False,
    "inherit": None,
    "unset": None,
}

Align = Literal["", "center", "right"]
Kept = Literal["", "breaks", "all"]
"""The white space that is shown: single spaces only, line breaks too, or all of it."""


class Looks(NamedTuple):
    """The style of one element; None stands for a value inherited from the element around it."""

    gone: bool | None = None
    """Whether the element is not rendered; None where `display` is not set."""
    block: bool | None = None
    """Whether it stands on lines of its own; None where `display` is not set."""
    visible: bool | None = None
    """Whether its own text is visible."""
    align: Align | None = None
    """The alignment of its lines."""
    spaces: Kept | None = None
    """The white space of its text that is shown."""
    preformatted: bool = False
    """Whether its lines are never wrapped."""
    list_style: str = ""
    """The numbering of items, as in the `type` of a list; `none` for no markers."""
    direction: str = ""
    """The direction of its text: `ltr`, `rtl` or `auto`; empty where it is not set."""
    language: str = ""
    """Its `lang`, in lower case; empty where it is not set."""

    @property
    def hides(self) -> bool:
        """Whether an element without children is invisible."""
        return bool(self.gone) or self.visible is False


NOTHING = Looks()

_LINK: frozenset[Role] = frozenset({"link"})


class Around(NamedTuple):
    """The state that a text inherits from the elements around it."""

    roles: frozenset[Role] = frozenset()
    link: int | None = None
    """The index of the open link's address; None outside links."""
    heading: int = 0
    """The level of the open heading; 0 outside headings."""
    pre: bool = False
    """Whether the text is preformatted."""
    code_language: str = ""
    """The programming language of preformatted text, or the empty string."""
    align: Align = ""
    unseen: bool = False
    spaces: Kept = ""
    right_to_left: bool | None = None
    """None where the first strong character decides."""
    language: str = ""
    """The `lang`, in lower case."""
    quoted: bool = False
    """Whether the number of `<q>` elements around it is odd."""

    def with_roles(self, roles: frozenset[Role]) -> "Around":
        """Return the state with more roles."""
        return Around(self.roles | roles, *self[1:])

    def with_link(self, link: int) -> "Around":
        """Return the state inside a link; `link` is the index of its address."""
        return Around(self.roles | _LINK, link, *self[2:])

    def following(self, wanted: Looks, block: bool) -> "Around":
        """Return the state inside an element with a style; `block` says whether it is a block."""
        # The first five fields do not depend on styles.
        align, unseen, spaces, right_to_left, language, quoted = self[5:]
        if wanted.visible is not None:
            unseen = not wanted.visible
        if wanted.spaces is not None:
            spaces = wanted.spaces
        if block and wanted.align is not None:
            align = wanted.align
        if block and wanted.direction:
            right_to_left = _RIGHT_TO_LEFT.get(wanted.direction)
        language = wanted.language or language
        return Around(*self[:5], align, unseen, spaces, right_to_left, language, quoted)


_RIGHT_TO_LEFT = {"rtl": True, "ltr": False}
_CLOSED = frozenset({"hidden", "popover"})
_ASKED = frozenset({"style", "hidden", "popover", "align", "dir", "lang"})


@lru_cache(maxsize=1024)
def looks_of(style: str) -> Looks:
    """Return the style of a `style` attribute; cached, since a page repeats a few of them."""
    if ":" not in style:
        return NOTHING
    preformatted, list_style, direction = False, "", ""
    gone: bool | None = None
    block: bool | None = None
    visible: bool | None = None
    align: Align | None = None
    spaces: Kept | None = None
    declared = _DECLARATION.findall(_COMMENT.sub("", style.lower()))
    declared.sort(key=lambda one: "!" in one[1])  # `!important` declarations win.
    for name, value in declared:
        words = value.partition("!")[0].split()
        first = words[0] if words else ""
        match name:
            case "display":
                gone = first == "none"
                block = True if first in _BLOCK else False if first == "inline" else None
            case "visibility":
                visible = _VISIBILITY.get(first, visible)
            case "text-align":
                align = _aligned(first)
            case "white-space":
                spaces = _KEPT.get(first, "")  # type: ignore[assignment]
                preformatted = first == "pre"
            case "list-style" | "list-style-type":
                found = [_LIST_STYLES[word] for word in words if word in _LIST_STYLES]
                list_style = found[-1] if found else list_style
            case "direction":
                direction = first if first in _RIGHT_TO_LEFT else ""
    return Looks(gone, block, visible, align, spaces, preformatted, list_style, direction)


def _aligned(value: str) -> Align | None:
    """Return the alignment of a `text-align` or `align`; None for other values."""
    if value in ("center", "-webkit-center"):
        return "center"
    if value in ("right", "-webkit-right"):
        return "right"
    return "" if value in ("left", "justify", "start") else None


def looks(attributes: dict[str, str | None]) -> Looks:
    """Return the style of an element, from `style`, `lang`, `hidden` and other attributes.

    Its own `display` overrides `hidden` and `popover` (HTML, 15.3.1), but not
    `hidden="until-found"`.
    """
    if _ASKED.isdisjoint(attributes):
        return NOTHING
    style = attributes.get("style")
    found = looks_of(style) if style else NOTHING
    if found.visible is False and _waits_for_a_script(attributes):
        found = found._replace(visible=None)
    until_found = (attributes.get("hidden") or "").lower() == "until-found"
    if until_found or (found.gone is None and not _CLOSED.isdisjoint(attributes)):
        found = found._replace(gone=True)
    align = attributes.get("align")
    if align and found.align is None:
        found = found._replace(align=_aligned(align.strip().lower()))
    direction = attributes.get("dir")
    if direction:
        found = found._replace(direction=direction.strip().lower())
    language = attributes.get("lang")
    if language:
        found = found._replace(language=language.strip().lower())
    return found


def _waits_for_a_script(attributes: dict[str, str | None]) -> bool:
    """Return whether an element is the text of a WeChat article.

    Its page hides the text by `visibility` until a script has run.
    """
    classes = attributes.get("class") or ""
    return attributes.get("id") == "js_content" or "rich_media_content" in classes.split()
