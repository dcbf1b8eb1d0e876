"""What the opening of single HTML elements does, one function each."""

from collections.abc import Callable

from selectolax.lexbor import LexborNode

from tui.document.clean_text import fit_address
from tui.document.html_builder import Builder
from tui.document.html_frames import (
    MAX_COLUMNS,
    CellFrame,
    FigureFrame,
    Frame,
    ItemFrame,
    ListFrame,
    TableFrame,
)
from tui.document.html_images import (
    is_emoji,
    is_tracker,
    media_address,
    media_title,
    neighbours,
    picture_address,
)
from tui.document.html_styles import looks_of
from tui.document.html_tags import HEADINGS, LANGUAGE_CLASS
from tui.document.model import Media, Note, Rule

Attributes = dict[str, str | None]
Closer = Callable[[Builder], None]
Opened = tuple[bool, Closer | None]
"""Whether to go on with what is in the element, and what to call when that is done."""

_SKIP: Opened = (False, None)
_FLUSH: Opened = (True, Builder.part)
_BULLETS = "•◦▪"


def _paragraph(builder: Builder, _node: LexborNode, _attributes: Attributes) -> Opened:
    around = builder.frames[-2] if len(builder.frames) > 1 else None
    if isinstance(builder.frames[-1], ItemFrame) and isinstance(around, ListFrame):
        around.loose = True
    return _FLUSH


def _heading(builder: Builder, node: LexborNode, _attributes: Attributes) -> Opened:
    before = builder.heading
    builder.heading = HEADINGS[node.tag or "h1"]

    def close(builder: Builder) -> None:
        builder.flush()
        builder.heading = before

    return True, close


def _break(builder: Builder, _node: LexborNode, _attributes: Attributes) -> Opened:
    builder.line_break()
    return _SKIP


def _rule(builder: Builder, _node: LexborNode, attributes: Attributes) -> Opened:
    if "footnotes-sep" not in (attributes.get("class") or ""):
        builder.add(Rule())
    return _SKIP


def _anchor(builder: Builder, _node: LexborNode, attributes: Attributes) -> Opened:
    if "footnote-backref" in (attributes.get("class") or ""):
        return _SKIP
    address = fit_address(attributes.get("href") or "")
    if not address or address.lower().startswith(("javascript:", "vbscript:")):
        return True, None
    builder.roles |= {"link"}
    builder.open_link(address)
    return True, None


def _quote(builder: Builder, _node: LexborNode, _attributes: Attributes) -> Opened:
    return (True, Builder.close_quote) if builder.open(Frame()) else _FLUSH


def _list(builder: Builder, node: LexborNode, attributes: Attributes) -> Opened:
    if "footnotes-list" in (attributes.get("class") or ""):
        return _FLUSH
    depth = sum(isinstance(frame, ListFrame) and not frame.ordered for frame in builder.frames)
    frame = ListFrame(bullet=_BULLETS[min(depth, len(_BULLETS) - 1)])
    if node.tag == "ol":
        frame.ordered = True
        frame.step = -1 if "reversed" in attributes else 1
        frame.style = (attributes.get("type") or "1").strip()[:1]
        start = _number(attributes.get("start"))
        if start is None and frame.step < 0:
            start = sum(child.tag == "li" for child in node.iter())
        frame.next = 1 if start is None else start
    style = looks_of(attributes.get("style") or "").list_style
    if style == "none":
        frame.ordered, frame.bullet = False, ""
    elif style:
        frame.style = style
    return (True, Builder.close_list) if builder.open(frame) else _FLUSH


def _item(builder: Builder, _node: LexborNode, attributes: Attributes) -> Opened:
    if "footnote-item" in (attributes.get("class") or ""):
        return _note(builder, attributes)
    around = builder.frames[-1]
    if isinstance(around, ListFrame):
        marker = around.marker(_number(attributes.get("value")))
        frame = ItemFrame(marker=marker)
    else:
        frame = ItemFrame(marker="•", orphan=True)
    return (True, Builder.close_item) if builder.open(frame) else _FLUSH


def _note(builder: Builder, attributes: Attributes) -> Opened:
    anchor = attributes.get("id") or ""
    label = anchor.removeprefix("fn").split(":")[0] or "*"
    builder.anchor = ""
    if not builder.open(Frame()):
        return _FLUSH

    def close(builder: Builder) -> None:
        builder.flush()
        frame = builder.frames.pop()
        builder.frames[-1].blocks.append(Note(f"[{label}]", tuple(frame.blocks), anchor))

    return True, close


def _center(builder: Builder, _node: LexborNode, _attributes: Attributes) -> Opened:
    builder.around = builder.around._replace(align="center")
    return _FLUSH


def _definition(builder: Builder, node: LexborNode, _attributes: Attributes) -> Opened:
    frame = ItemFrame(definition=node.tag == "dd")
    around = builder.frames[-1]
    if not isinstance(around, ListFrame):
        return _FLUSH
    return (True, Builder.close_item) if builder.open(frame) else _FLUSH


def _definitions(builder: Builder, _node: LexborNode, _attributes: Attributes) -> Opened:
    return (True, Builder.close_list) if builder.open(ListFrame(bullet="")) else _FLUSH


def _checkbox(builder: Builder, _node: LexborNode, attributes: Attributes) -> Opened:
    kind = (attributes.get("type") or "text").lower()
    frame = builder.frames[-1]
    if kind == "checkbox" and isinstance(frame, ItemFrame) and not frame.blocks:
        frame.marker = "[x]" if "checked" in attributes else "[ ]"
    elif kind in ("submit", "button", "reset") and attributes.get("value"):
        builder.text(attributes["value"] or "")
    elif kind == "image" and attributes.get("alt"):
        builder.text(attributes["alt"] or "")
    return _SKIP


def _pre(builder: Builder, node: LexborNode, attributes: Attributes) -> Opened:
    builder.flush()
    before = (builder.pre, builder.language)
    builder.pre += 1
    classes = attributes.get("class") or ""
    code = node.first_child
    if code is not None and code.tag == "code":
        classes += " " + (code.attributes.get("class") or "")
    found = LANGUAGE_CLASS.search(classes)
    builder.language = found[1] if found else ""

    def close(builder: Builder) -> None:
        builder.flush()
        builder.pre, builder.language = before

    return True, close


def _table(builder: Builder, _node: LexborNode, attributes: Attributes) -> Opened:
    frame = TableFrame(layout=attributes.get("role") in ("presentation", "none"))
    return (True, Builder.close_table) if builder.open(frame) else _FLUSH


def _row(builder: Builder, _node: LexborNode, _attributes: Attributes) -> Opened:
    frame = builder.frames[-1]
    if isinstance(frame, TableFrame):
        frame.rows.append([])
    return _FLUSH


def _cell(builder: Builder, node: LexborNode, attributes: Attributes) -> Opened:
    align = builder.around.align
    frame = CellFrame(
        heading=node.tag == "th",
        columns=_covered(attributes.get("colspan"), MAX_COLUMNS),
        rows=_covered(attributes.get("rowspan"), 65534),
        align=align or ("left" if (attributes.get("align") or "") == "left" else ""),
        gutter="gutter" in (attributes.get("class") or "").split(),
    )
    if not isinstance(builder.frames[-1], TableFrame) or not builder.open(frame):
        return _FLUSH
    builder.around = builder.around._replace(align="")
    return True, Builder.close_cell


def _table_caption(builder: Builder, _node: LexborNode, _attributes: Attributes) -> Opened:
    return (True, Builder.close_table_caption) if builder.open(Frame()) else _FLUSH


def _figure(builder: Builder, _node: LexborNode, _attributes: Attributes) -> Opened:
    return (True, Builder.close_figure) if builder.open(FigureFrame()) else _FLUSH


def _caption(builder: Builder, _node: LexborNode, _attributes: Attributes) -> Opened:
    return (True, Builder.close_caption) if builder.open(Frame()) else _FLUSH


def _image(builder: Builder, node: LexborNode, attributes: Attributes) -> Opened:
    if is_tracker(attributes):
        return _SKIP
    alt = attributes.get("alt") or attributes.get("title") or ""
    if is_emoji(attributes):
        builder.text(alt)
        return _SKIP
    address = picture_address(node, attributes)
    if address or alt:
        builder.image(address, alt)
    return _SKIP


def _noscript(builder: Builder, node: LexborNode, _attributes: Attributes) -> Opened:
    """Show the pictures that a page shows by script, where they are not shown already."""
    if any(one.tag in ("img", "picture") for one in neighbours(node)):
        return _SKIP
    for image in node.css("img"):
        address = picture_address(image, image.attributes)
        shown = {picture.url for picture in builder.pictures}
        if address and address not in shown and not is_tracker(image.attributes):
            builder.image(address, image.attributes.get("alt") or "")
    return _SKIP


def _media(builder: Builder, node: LexborNode, attributes: Attributes) -> Opened:
    kind = {"video": "video", "audio": "audio", "iframe": "frame"}.get(node.tag or "", "embed")
    address = media_address(node, attributes)
    if kind == "embed" and (attributes.get("type") or "").startswith("image/"):
        builder.image(address, attributes.get("title") or "")
        return _SKIP
    if not address and node.tag == "object":
        return True, None
    title = media_title(address, attributes)
    if not address and not title:
        return _SKIP
    number = builder.new_link(address, title) if address else None
    builder.add(Media(kind, title, number))  # type: ignore[arg-type]
    return _SKIP


def _select(builder: Builder, node: LexborNode, _attributes: Attributes) -> Opened:
    """Show the option that a browser shows: the selected one, else the first."""
    options = node.css("option")
    chosen = next((one for one in options if "selected" in one.attributes), None)
    for option in [chosen] if chosen else options[:1]:
        builder.text(option.text())
    return _SKIP


def _dialog(_builder: Builder, _node: LexborNode, attributes: Attributes) -> Opened:
    return _FLUSH if "open" in attributes else _SKIP


def _number(value: str | None) -> int | None:
    """Return the whole number that an attribute gives, if it is a reasonable one."""
    text = (value or "").strip()
    digits = text.removeprefix("-")
    if not digits.isascii() or not digits.isdigit() or len(digits) > 9:
        return None
    return int(text)


def _covered(value: str | None, most: int) -> int:
    number = _number(value)
    return 1 if number is None else min(max(number, 1), most)


Enter = Callable[[Builder, LexborNode, Attributes], Opened]

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
    "input": _checkbox,
    **dict.fromkeys(("pre", "listing", "xmp", "plaintext", "textarea"), _pre),
    "table": _table,
    "tr": _row,
    **dict.fromkeys(("td", "th"), _cell),
    "caption": _table_caption,
    "figure": _figure,
    "figcaption": _caption,
    "img": _image,
    "noscript": _noscript,
    **dict.fromkeys(("video", "audio", "iframe", "embed", "object"), _media),
    "select": _select,
    "center": _center,
    "dialog": _dialog,
}
"""The elements that do more than to give a role or to stand on lines of their own."""
