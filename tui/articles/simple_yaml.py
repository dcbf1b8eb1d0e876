"""The YAML that nearly all front matter is: a key and its value on a line, and short lists.

A parser of all of YAML takes twenty times as long, which an archive of many thousand files
is read by. Whatever is not plainly of this kind is left to it.
"""

import re

_LINE = re.compile(
    r"(?:([^\W\d][\w-]{0,60}):(?: +(\S.*)| *)|( *)- +(\S.*)| *)(?:\n|\Z)|([^\n]*\n?)"
)
"""A key with a value or without, the item of a list, an empty line, or anything else."""

_FLOW_LIST = re.compile(r"\[ *(\w[\w .+-]*(?:, *\w[\w .+-]*)*)\]\Z")
_QUOTED = re.compile(r"""'([^']*)'\Z|"([^"\\]*)"\Z""")
_NULLS = frozenset({"null", "Null", "NULL"})
"""What YAML 1.1 reads as nothing; `~` is left to the parser."""

_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`~=<")
"""What a plain value does not begin with, or not always (YAML 1.1, section 5.3)."""


class _NotSimple(Exception):
    """The block takes a parser."""


def read_simple(block: str) -> dict[str, object] | None:
    """Return what a block says; None where that takes a parser.

    Every value is a string as it was written, None, or a list of these: just what
    `strict.load_yaml` returns.
    """
    # YAML ends lines at more than `\n`, and refuses control characters.
    if not block.replace("\n", "").replace("\u3000", "").isprintable():
        return None
    try:
        return _read(block)
    except _NotSimple:
        return None


def _read(block: str) -> dict[str, object]:
    values: dict[str, object] = {}
    listed = ""
    """The key that items may follow."""
    items: list[str | None] = []
    indent = ""
    for key, value, before, item, other in _LINE.findall(block):
        if other or key in values or key in _NULLS:
            raise _NotSimple
        if item:
            if not listed:
                raise _NotSimple
            if not items:
                values[listed] = items
                indent = before
            if before != indent:
                raise _NotSimple
            items.append(_scalar(item))
        elif key:
            values[key] = _value(value) if value else None
            listed, items = "" if value else key, []
    return values


def _value(text: str) -> str | list[str | None] | None:
    flow = _FLOW_LIST.match(text) if text[0] == "[" else None
    if flow:
        return [_scalar(part.strip(" ")) for part in flow[1].split(",")]
    return _scalar(text)


def _scalar(text: str) -> str | None:
    text = text.rstrip(" ")
    if text[0] in "'\"":
        quoted = _QUOTED.match(text)
        if not quoted:
            raise _NotSimple
        return quoted[1] if quoted[1] is not None else quoted[2]
    if text[0] in _INDICATORS or ": " in text or " #" in text or text[-1] == ":":
        raise _NotSimple
    return None if text in _NULLS else text
