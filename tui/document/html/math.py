"""Mathematics (MathML Core) as text on one line: `(a + b)/2`, `x²`, `√(x + 1)`."""

from selectolax.lexbor import LexborNode

from tui.document.html.builder import Builder
from tui.document.inline_text import collapse
from tui.document.model import Role

_TOKENS = frozenset({"mi", "mn", "mo", "mtext", "ms"})
_LEFT_OUT = frozenset(
    {"annotation", "annotation-xml", "mphantom", "maligngroup", "malignmark", "-comment"}
)
_SPACED = frozenset("=+-−±∓×÷·<>≤≥≠≈≡∼≃≅∝≪≫≺≻∣∥→←↔⇒⇐⇔↦∈∉∋⊂⊆⊃⊇∪∩∧∨∖∘⊕⊗")
"""Operators that are set with a space on both sides."""

_AFTER = frozenset(",;")
"""Separators that are followed by a space."""

_UNSEEN = str.maketrans("", "", "\u2061\u2062\u2063\u2064")
"""Invisible operators: function application, times, separator and plus."""

_SMALL = frozenset("0123456789+-−=()")
"""Characters with superscript and subscript forms in Unicode."""

_RAISED: frozenset[Role] = frozenset({"superscript"})
_LOWERED: frozenset[Role] = frozenset({"subscript"})
_DEEP = 60
"""The deepest nesting; deeper parts are written as plain text."""


def put_math(builder: Builder, node: LexborNode, depth: int = 0) -> None:
    """Pass a formula, or a part of one, to the builder."""
    tag = node.tag or ""
    if depth > _DEEP or tag == "-text":
        builder.text(collapse(node.text()))
    elif tag in _TOKENS:
        _put_token(builder, node, tag)
    elif tag == "mspace":
        builder.text(" ")
    elif tag not in _LEFT_OUT:
        parts = [child for child in node.iter(include_text=True) if _counts(child)]
        if len(parts) >= _PARTS.get(tag, 0):
            _put(builder, tag, parts, depth)
            if tag in _SCRIPTED and _is_operand(_beside(node, 1)) and _ends_marked(builder):
                builder.text(" ")
        else:
            _put_all(builder, parts, depth)


def _counts(node: LexborNode) -> bool:
    """Return whether a node is a part of a formula, not white space between parts."""
    return node.tag not in _LEFT_OUT and (node.tag != "-text" or not node.text().isspace())


_PARTS = {"mfrac": 2, "mroot": 2, "msup": 2, "msub": 2, "msubsup": 3}
_PARTS |= {"mover": 2, "munder": 2, "munderover": 3, "semantics": 1}
"""The number of parts that an element needs; with fewer, its parts are set in a row."""

_SCRIPTED = _PARTS.keys() - {"mfrac", "mroot", "semantics"}
_OPERANDS = _PARTS.keys() | {"mi", "mn", "msqrt"}


def _put(builder: Builder, tag: str, parts: list[LexborNode], depth: int) -> None:
    match tag:
        case "mfrac":
            _put_group(builder, parts[0], depth)
            builder.text("/")
            _put_group(builder, parts[1], depth)
        case "msqrt":
            builder.text("√")
            _put_grouped(builder, parts, depth)
        case "mroot":
            _put_script(builder, parts[1], "^", _RAISED, depth)
            builder.text("√")
            _put_group(builder, parts[0], depth)
        case "msup":
            _put_group(builder, parts[0], depth)
            _put_script(builder, parts[1], "^", _RAISED, depth)
        case "mover":
            put_math(builder, parts[0], depth + 1)
            if parts[1].tag == "mo":
                put_math(builder, parts[1], depth + 1)
            else:
                _put_script(builder, parts[1], "^", _RAISED, depth)
        case "msub" | "munder":
            put_math(builder, parts[0], depth + 1)
            _put_script(builder, parts[1], "_", _LOWERED, depth)
        case "msubsup" | "munderover":
            put_math(builder, parts[0], depth + 1)
            _put_script(builder, parts[1], "_", _LOWERED, depth)
            _put_script(builder, parts[2], "^", _RAISED, depth)
        case "semantics":
            put_math(builder, parts[0], depth + 1)
        case "mtable":
            _put_all(builder, parts, depth, "; ")
        case "mtr" | "mlabeledtr":
            _put_all(builder, parts, depth, " ")
        case _:
            _put_all(builder, parts, depth)


def _put_all(builder: Builder, parts: list[LexborNode], depth: int, between: str = "") -> None:
    for number, part in enumerate(parts):
        if number and between:
            builder.text(between)
        put_math(builder, part, depth + 1)


def _put_token(builder: Builder, node: LexborNode, tag: str) -> None:
    text = collapse(node.text()).translate(_UNSEEN)
    before, after = _beside(node, -1), _beside(node, 1)
    if tag == "mo" and text in _SPACED and before and after:
        text = f" {text} "
    elif tag == "mi" and len(text) > 1 and text.isalpha() and not _is_part(node):
        # The name of a function.
        text = " " * _is_operand(before) + text + " " * _is_operand(after)
    elif tag == "mo" and text in _AFTER:
        text += " "
    elif tag == "mtext" and text:
        # Text in a formula brings its own spaces.
        text = node.text().replace("\n", " ")
    if text:
        builder.text(text)


def _beside(node: LexborNode, way: int) -> LexborNode | None:
    """Return the element right before (-1) or after (1) a node."""
    beside = node.next if way > 0 else node.prev
    while beside is not None and beside.tag == "-text":
        beside = beside.next if way > 0 else beside.prev
    return beside


def _is_operand(node: LexborNode | None) -> bool:
    return node is not None and node.tag in _OPERANDS


def _is_part(node: LexborNode) -> bool:
    """Return whether a node has its place by its number, as base or script."""
    return node.parent is not None and node.parent.tag in _PARTS


def _ends_marked(builder: Builder) -> bool:
    """Return whether the text ends with a letter of a script written after a mark."""
    last = builder.pieces[-1] if builder.pieces else None
    return last is not None and last.text[-1:].isalnum() and not last.roles & (_RAISED | _LOWERED)


def _put_script(
    builder: Builder, node: LexborNode, mark: str, roles: frozenset[Role], depth: int
) -> None:
    """Put an index or exponent: in Unicode's small forms if there are any, else after a mark."""
    text = "".join(node.text().translate(_UNSEEN).split())
    if not text:
        return
    if text in "′″‴*†∗":
        builder.text(text)
    elif _SMALL.issuperset(text) and not any(child.tag in _PARTS for child in node.iter()):
        around = builder.around
        builder.around = around.with_roles(roles)
        builder.text(text)
        builder.around = around
    elif any(part.tag in _SCRIPTED for part in (node, *node.iter())):
        builder.text(mark)
        _put_grouped(builder, [node], depth)
    else:
        builder.text(mark)
        _put_group(builder, node, depth)


def _put_group(builder: Builder, node: LexborNode, depth: int) -> None:
    """Put a part, in brackets unless it is a single symbol or word."""
    while node.tag in ("mrow", "mstyle", "mpadded"):
        parts = list(node.iter())
        if len(parts) != 1:
            break
        node = parts[0]
    if node.tag in ("mrow", "mstyle", "mpadded", "mfrac"):
        _put_grouped(builder, [node], depth)
    else:
        put_math(builder, node, depth + 1)


def _put_grouped(builder: Builder, parts: list[LexborNode], depth: int) -> None:
    """Put parts in brackets, except a single symbol or word."""
    if len(parts) == 1 and parts[0].tag in _TOKENS:
        put_math(builder, parts[0], depth + 1)
        return
    text = "".join("".join(part.text().split()) for part in parts)
    bare = text[:1] + text[-1:] in ("()", "[]", "{}", "||") and text.count(text[0]) == 1
    if not bare:
        builder.text("(")
    _put_all(builder, parts, depth)
    if not bare:
        builder.text(")")
