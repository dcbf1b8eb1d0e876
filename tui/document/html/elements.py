"""The effects of HTML elements on the document: inline elements, tables and blocks.

Each element with an effect of its own has a function, which the walk over the tree calls when
the element opens. `ENTER` maps the elements to their functions, and `KINDS` adds the properties
that need no function.
"""

from typing import NamedTuple

from selectolax.lexbor import LexborNode

from tui.document.html.builder import (
    INSIDE,
    PART,
    SKIP,
    Attributes,
    Builder,
    Enter,
    Opened,
    number_of,
)
from tui.document.html.frames import (
    MAX_COLUMNS,
    CellFrame,
    FigureFrame,
    Frame,
    ItemFrame,
    ListFrame,
    TableFrame,
)
from tui.document.html.math import put_math
from tui.document.html.media import MEDIA, image
from tui.document.html.styles import looks, looks_of
from tui.document.html.tags import BLOCKS, HEADINGS, HIDDEN, LANGUAGE_CLASS, ROLES
from tui.document.inline_text import BREAK, fit_address
from tui.document.model import Note, Role, Rule

_MARKS = {
    "cs": "„“‚‘", "da": "“”‘’", "de": "„“‚‘", "el": "«»“”", "en": "“”‘’", "es": "«»“”",
    "fi": "””’’", "fr": "«»“”", "hu": "„”»«", "it": "«»“”", "ja": "「」『』", "no": "«»‘’",
    "pl": "„”«»", "pt": "“”‘’", "ru": "«»„“", "sv": "””’’", "uk": "«»„“", "zh": "“”‘’",
}  # fmt: skip
"""Quotation marks of languages, outer and inner (Unicode CLDR, delimiters)."""

_TRADITIONAL = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")
"""Languages in traditional Chinese characters, which use the marks of Japanese."""

_MAX_ROWS = 1000
"""The most rows that a cell may span. A browser allows 65,534 (HTML, 4.9.11); no real table
needs that many, and each such cell makes every row below it wider."""

_BULLETS = "•◦▪"
"""The markers of unordered lists, by their nesting."""


def _inline_quote(builder: Builder, _node: LexborNode, _attributes: Attributes) -> Opened:
    """Put quotation marks around a `<q>`, by its language and by its nesting."""
    language, inner = builder.around.language, builder.around.quoted
    builder.around = builder.around._replace(quoted=not inner)
    if language.startswith(_TRADITIONAL):
        language = "ja"
    marks = _MARKS.get(language.split("-")[0], _MARKS["en"])
    before, after = (marks[2], marks[3]) if inner else (marks[0], marks[1])
    if language.startswith("fr"):
        before, after = before + "\u202f", "\u202f" + after
    return _between(builder, before, after)


def _reading(builder: Builder, node: LexborNode, _attributes: Attributes) -> Opened:
    """Put ruby text in brackets after its base, since a line has no room above."""
    if node.tag == "rtc" and any(child.tag == "rt" for child in node.iter()):
        return INSIDE
    return _between(builder, "(", ")")


def _between(builder: Builder, before: str, after: str) -> Opened:
    """Put marks around the content of an element, unless it is empty."""
    if builder.around.unseen:
        return INSIDE
    builder.text(before)
    place, mark = len(builder.pieces) - 1, builder.pieces[-1]

    def close(builder: Builder) -> None:
        pieces = builder.pieces
        # Where the paragraph has ended, the mark is no longer in the pieces.
        if (
            place < len(pieces)
            and pieces[place] is mark
            and all(pieces[at].roles is BREAK for at in range(place + 1, len(pieces)))
        ):
            del pieces[place]
        else:
            builder.text(after)

    return True, close


def _word_break(builder: Builder, _node: LexborNode, _attributes: Attributes) -> Opened:
    """Put a zero width space, at which a word may break (Unicode UAX #14, class ZW)."""
    before = builder.pieces[-1].text if builder.pieces and not builder.around.pre else ""
    if before and not before[-1].isspace():
        builder.text("\u200b")
    return SKIP


def _field(builder: Builder, node: LexborNode, attributes: Attributes) -> Opened:
    kind = (attributes.get("type") or "text").lower()
    frame = builder.frames[-1]
    checked = "checked" in attributes
    if kind == "checkbox" and isinstance(frame, ItemFrame) and not frame.blocks:
        frame.marker = "[x]" if checked else "[ ]"
    elif kind == "checkbox":
        builder.text("☑ " if checked else "☐ ")
    elif kind == "radio":
        builder.text("◉ " if checked else "○ ")
    elif kind in ("submit", "button", "reset") and attributes.get("value"):
        builder.text(attributes["value"] or "")
    elif kind == "image":
        return image(builder, node, attributes)
    return SKIP


def _select(builder: Builder, node: LexborNode, attributes: Attributes) -> Opened:
    """Show the options that a browser shows: the selected one, else the first, or all."""
    options = node.css("option")
    if "multiple" in attributes:
        shown = options
    else:
        chosen = next((one for one in options if "selected" in one.attributes), None)
        shown = [chosen] if chosen else options[:1]
    builder.text(" ".join(option.text() for option in shown))
    return SKIP


def _math(builder: Builder, node: LexborNode, attributes: Attributes) -> Opened:
    alone = attributes.get("display") == "block"
    if alone:
        builder.part()
    put_math(builder, node)
    if alone:
        builder.part()
    return SKIP


def _table(builder: Builder, _node: LexborNode, attributes: Attributes) -> Opened:
    frame = TableFrame(layout=attributes.get("role") in ("presentation", "none"))
    return (True, Builder.close_table) if builder.open(frame) else PART


def _group(builder: Builder, node: LexborNode, _attributes: Attributes) -> Opened:
    """Keep the rows of a head, a body or a foot together."""
    frame = builder.frames[-1]
    # A table that is nested too deep has no frame of its own.
    if not isinstance(frame, TableFrame) or frame.grouping:
        return PART
    frame.grouping = True
    start = len(frame.rows)

    def close(builder: Builder) -> None:
        builder.part()
        frame.end_group(start, node.tag or "")

    return True, close


def _row(builder: Builder, _node: LexborNode, _attributes: Attributes) -> Opened:
    frame = builder.frames[-1]
    if isinstance(frame, TableFrame):
        frame.rows.append([])
    return PART


def _cell(builder: Builder, node: LexborNode, attributes: Attributes) -> Opened:
    align = builder.around.align
    rows = number_of(attributes.get("rowspan"))
    frame = CellFrame(
        heading=node.tag == "th",
        columns=min(max(number_of(attributes.get("colspan")) or 1, 1), MAX_COLUMNS),
        # A `rowspan` of 0 reaches to the end of its head, body or foot.
        rows=_MAX_ROWS if rows == 0 else min(max(rows or 1, 1), _MAX_ROWS),
        align=align or ("left" if (attributes.get("align") or "") == "left" else ""),
        gutter="gutter" in (attributes.get("class") or "").split(),
    )
    if not isinstance(builder.frames[-1], TableFrame) or not builder.open(frame):
        return PART
    builder.around = builder.around._replace(align="")
    return True, Builder.close_cell


def _table_caption(builder: Builder, _node: LexborNode, _attributes: Attributes) -> Opened:
    return (True, Builder.close_table_caption) if builder.open(Frame()) else PART


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
    "table": _table,
    **dict.fromkeys(("thead", "tbody", "tfoot"), _group),
    "tr": _row,
    **dict.fromkeys(("td", "th"), _cell),
    "caption": _table_caption,
    **MEDIA,
    "q": _inline_quote,
    **dict.fromkeys(("rt", "rtc"), _reading),
    "wbr": _word_break,
    "input": _field,
    "select": _select,
    "math": _math,
}
"""The elements that do more than give a role or stand on lines of their own."""


class Kind(NamedTuple):
    """The properties of an element."""

    block: bool
    """Whether it stands on lines of its own."""
    enter: Enter | None
    """The function to call when it opens."""
    roles: frozenset[Role]
    """The roles of its text."""
    hidden: bool
    """Whether nothing of it is shown."""


def _kind(tag: str) -> Kind:
    roles: frozenset[Role] = frozenset({ROLES[tag]}) if tag in ROLES else frozenset()
    return Kind(tag in BLOCKS, ENTER.get(tag), roles, tag in HIDDEN and tag not in ENTER)


class _Kinds(dict[str, Kind]):
    """The kinds of elements by their names; unknown names have a kind too."""

    def __missing__(self, tag: str) -> Kind:
        return _NO_ELEMENT if tag[0] in "-!" else _UNKNOWN


_UNKNOWN = Kind(False, None, frozenset(), False)
_NO_ELEMENT = Kind(False, None, frozenset(), True)
"""A comment or a document type."""

KINDS = _Kinds({tag: _kind(tag) for tag in {*BLOCKS, *ENTER, *ROLES, *HIDDEN}})
