"""What the opening of single HTML elements does, one function each."""

from typing import NamedTuple

from selectolax.lexbor import LexborNode

from tui.document.clean_text import fit_address
from tui.document.html_builder import Builder
from tui.document.html_frames import FigureFrame, Frame, ItemFrame, ListFrame
from tui.document.html_inline import INLINE
from tui.document.html_media import MEDIA
from tui.document.html_opening import INSIDE, PART, SKIP, Attributes, Enter, Opened, number_of
from tui.document.html_styles import looks, looks_of
from tui.document.html_tables import TABLES
from tui.document.html_tags import BLOCKS, HEADINGS, HIDDEN, LANGUAGE_CLASS, ROLES
from tui.document.model import Note, Role, Rule

_BULLETS = "•◦▪"


def _paragraph(builder: Builder, _node: LexborNode, _attributes: Attributes) -> Opened:
    around = builder.frames[-2] if len(builder.frames) > 1 else None
    if isinstance(builder.frames[-1], ItemFrame) and isinstance(around, ListFrame):
        around.loose = True
    return PART


def _heading(builder: Builder, node: LexborNode, _attributes: Attributes) -> Opened:
    builder.around = builder.around._replace(heading=HEADINGS[node.tag or "h1"])
    return True, Builder.flush


def _break(builder: Builder, _node: LexborNode, _attributes: Attributes) -> Opened:
    builder.line_break()
    return SKIP


def _rule(builder: Builder, _node: LexborNode, attributes: Attributes) -> Opened:
    if "footnotes-sep" not in (attributes.get("class") or ""):
        builder.add(Rule())
    return SKIP


def _anchor(builder: Builder, _node: LexborNode, attributes: Attributes) -> Opened:
    if "footnote-backref" in (attributes.get("class") or ""):
        return SKIP
    address = fit_address(attributes.get("href") or "")
    if not address or address.lower().startswith(("javascript:", "vbscript:")):
        return INSIDE
    builder.open_link(address)
    return INSIDE


def _quote(builder: Builder, _node: LexborNode, _attributes: Attributes) -> Opened:
    return (True, Builder.close_quote) if builder.open(Frame()) else PART


def _list(builder: Builder, node: LexborNode, attributes: Attributes) -> Opened:
    if "footnotes-list" in (attributes.get("class") or ""):
        return PART
    depth = sum(isinstance(frame, ListFrame) and not frame.ordered for frame in builder.frames)
    frame = ListFrame(bullet=_BULLETS[min(depth, len(_BULLETS) - 1)])
    if node.tag == "ol":
        frame.ordered = True
        frame.step = -1 if "reversed" in attributes else 1
        frame.style = (attributes.get("type") or "1").strip()[:1]
        start = number_of(attributes.get("start"))
        if start is None and frame.step < 0:
            items = (child for child in node.iter() if child.tag == "li")
            start = sum(not looks(item.attributes).gone for item in items)
        frame.next = 1 if start is None else start
    style = looks_of(attributes.get("style") or "").list_style
    if style == "none":
        frame.ordered, frame.bullet = False, ""
    elif style:
        frame.style = style
    return (True, Builder.close_list) if builder.open(frame) else PART


def _item(builder: Builder, _node: LexborNode, attributes: Attributes) -> Opened:
    if "footnote-item" in (attributes.get("class") or ""):
        return _note(builder, attributes)
    around = builder.frames[-1]
    if isinstance(around, ListFrame):
        marker = around.marker(number_of(attributes.get("value")))
        frame = ItemFrame(marker=marker)
    else:
        frame = ItemFrame(marker="•")
    return (True, Builder.close_item) if builder.open(frame) else PART


def _note(builder: Builder, attributes: Attributes) -> Opened:
    anchor = attributes.get("id") or ""
    label = anchor.removeprefix("fn").split(":")[0] or "*"
    if not builder.open(Frame()):
        return PART

    def close(builder: Builder) -> None:
        builder.flush()
        frame = builder.frames.pop()
        if frame.blocks:
            builder.frames[-1].blocks.append(Note(f"[{label}]", tuple(frame.blocks), anchor))

    return True, close


def _center(builder: Builder, _node: LexborNode, _attributes: Attributes) -> Opened:
    builder.around = builder.around._replace(align="center")
    return PART


def _definition(builder: Builder, node: LexborNode, _attributes: Attributes) -> Opened:
    frame = ItemFrame(definition=node.tag == "dd")
    around = builder.frames[-1]
    if not isinstance(around, ListFrame):
        return PART
    return (True, Builder.close_item) if builder.open(frame) else PART


def _definitions(builder: Builder, _node: LexborNode, _attributes: Attributes) -> Opened:
    return (True, Builder.close_list) if builder.open(ListFrame(bullet="")) else PART


def _pre(builder: Builder, node: LexborNode, attributes: Attributes) -> Opened:
    builder.flush()
    classes = attributes.get("class") or ""
    code = node.first_child
    if code is not None and code.tag == "code":
        classes += " " + (code.attributes.get("class") or "")
    found = LANGUAGE_CLASS.search(classes)
    language = found[1] if found else ""
    builder.around = builder.around._replace(pre=True, code_language=language)
    return True, Builder.flush


def _figure(builder: Builder, _node: LexborNode, _attributes: Attributes) -> Opened:
    return (True, Builder.close_figure) if builder.open(FigureFrame()) else PART


def _caption(builder: Builder, _node: LexborNode, _attributes: Attributes) -> Opened:
    return (True, Builder.close_caption) if builder.open(Frame()) else PART


def _dialog(_builder: Builder, _node: LexborNode, attributes: Attributes) -> Opened:
    return PART if "open" in attributes else SKIP


ENTER: dict[str, Enter] = {
    "p": _paragraph,
    **dict.fromkeys(HEADINGS, _heading),
    "br": _break,
    "hr": _rule,
    "a": _anchor,
    "blockquote": _quote,
    **dict.fromkeys(("ul", "ol", "menu", "dir"), _list),
    "li": _item,
    "dl": _definitions,
    **dict.fromkeys(("dt", "dd"), _definition),
    **dict.fromkeys(("pre", "listing", "xmp", "plaintext", "textarea"), _pre),
    "figure": _figure,
    "figcaption": _caption,
    "center": _center,
    "dialog": _dialog,
    **TABLES,
    **MEDIA,
    **INLINE,
}
"""The elements that do more than to give a role or to stand on lines of their own."""


class Kind(NamedTuple):
    """What an element is, by its name."""

    block: bool
    """Whether it stands on lines of its own."""
    enter: Enter | None
    roles: frozenset[Role]
    """What it gives to its text."""
    hidden: bool
    """Whether nothing of it is shown."""


def _kind(tag: str) -> Kind:
    roles: frozenset[Role] = frozenset({ROLES[tag]}) if tag in ROLES else frozenset()
    return Kind(tag in BLOCKS, ENTER.get(tag), roles, tag in HIDDEN and tag not in ENTER)


class _Kinds(dict[str, Kind]):
    """What elements are, by their names."""

    def __missing__(self, tag: str) -> Kind:
        return _NO_ELEMENT if tag[0] in "-!" else _UNKNOWN


_UNKNOWN = Kind(False, None, frozenset(), False)
_NO_ELEMENT = Kind(False, None, frozenset(), True)
"""A comment, a document type."""

KINDS = _Kinds({tag: _kind(tag) for tag in {*BLOCKS, *ENTER, *ROLES, *HIDDEN}})
