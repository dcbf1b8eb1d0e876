"""What the opening of elements inside a line does: quotation marks, readings, fields."""

from selectolax.lexbor import LexborNode

from tui.document.html_builder import Builder
from tui.document.html_frames import ItemFrame
from tui.document.html_math import put_math
from tui.document.html_media import image
from tui.document.html_opening import INSIDE, SKIP, Attributes, Enter, Opened
from tui.document.inline import BREAK

_MARKS = {
    "cs": "„“‚‘", "da": "“”‘’", "de": "„“‚‘", "el": "«»“”", "en": "“”‘’", "es": "«»“”",
    "fi": "””’’", "fr": "«»“”", "hu": "„”»«", "it": "«»“”", "ja": "「」『』", "no": "«»‘’",
    "pl": "„”«»", "pt": "“”‘’", "ru": "«»„“", "sv": "””’’", "uk": "«»„“", "zh": "“”‘’",
}  # fmt: skip
"""Quotation marks of languages, outer and inner (Unicode CLDR, delimiters)."""

_TRADITIONAL = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")


def _quote(builder: Builder, _node: LexborNode, _attributes: Attributes) -> Opened:
    """Put quotation marks around a `<q>`: by its language, and by those around it."""
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
    """Put the reading of a word after it: in brackets, since there is no room above."""
    if node.tag == "rtc" and any(child.tag == "rt" for child in node.iter()):
        return INSIDE
    return _between(builder, "(", ")")


def _between(builder: Builder, before: str, after: str) -> Opened:
    """Put marks around what follows, if anything does."""
    if builder.around.unseen:
        return INSIDE
    builder.text(before)
    place, mark = len(builder.pieces) - 1, builder.pieces[-1]

    def close(builder: Builder) -> None:
        pieces = builder.pieces[place:]
        # The mark is no longer there where its paragraph has ended.
        if pieces and pieces[0] is mark and all(piece.roles is BREAK for piece in pieces[1:]):
            del builder.pieces[place]
        else:
            builder.text(after)

    return True, close


def _word_break(builder: Builder, _node: LexborNode, _attributes: Attributes) -> Opened:
    """Let a word break here: a zero width space does so (Unicode UAX #14, class ZW)."""
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


INLINE: dict[str, Enter] = {
    "q": _quote,
    **dict.fromkeys(("rt", "rtc"), _reading),
    "wbr": _word_break,
    "input": _field,
    "select": _select,
    "math": _math,
}
