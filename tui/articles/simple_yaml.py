"""The YAML that nearly all front matter is: a key and its value on a line, and short lists.

A parser of all of YAML takes twenty times as long, which an archive of many thousand files
is read by. Whatever is not plainly of this kind is left to it.
"""

import re
from typing import Literal, NamedTuple

_LINE = re.compile(r"(?:([^\W\d][\w-]{0,60}):(?: +(\S.*)| *)|( *)- +(\S.*)| *)\Z")
"""A key with a value or without, the item of a list, or an empty line."""

_FLOW_LIST = re.compile(r"\[ *(\w[\w .+-]*(?:, *\w[\w .+-]*)*)\]\Z")
_QUOTED = re.compile(r"""'([^']*)'\Z|"([^"\\]*)"\Z""")
_NULLS = frozenset({"null", "Null", "NULL"})
"""What YAML 1.1 reads as nothing; `~` is left to the parser."""

_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`~=<")
"""What a plain value does not begin with, or not always (YAML 1.1, section 5.3)."""


_LONGEST_KNOWN = 60
_MOST_KNOWN = 5000
"""How many lines are remembered, and how long they are: authors and categories come again."""


class _NotSimple(Exception):
    """The block takes a parser."""


class _Line(NamedTuple):
    """What a line says."""

    kind: Literal["value", "flow", "key", "item", "empty"]
    """A key with a value, with a list or without anything, an item, or nothing."""
    key: str = ""
    """Of an item: what stands before it."""
    value: str | None = None
    items: tuple[str | None, ...] = ()


class _Lines(dict[str, _Line]):
    """What lines say; the lines of an archive's front matters are often the same."""

    def __missing__(self, source: str) -> _Line:
        line = _line(source)
        if len(source) <= _LONGEST_KNOWN and len(self) < _MOST_KNOWN:
            self[source] = line
        return line


_lines = _Lines()


def read_simple(block: str) -> dict[str, object] | None:
    """Return what a block says; None where that takes a parser.

    Every value is a string as it was written, None, or a list of these: just what
    `strict.load_yaml` returns.
    """
    values: dict[str, object] = {}
    listed = indent = ""
    items: list[str | None] = []
    try:
        for source in block.split("\n"):
            kind, key, value, several = _lines[source]
            if kind == "item":
                if not listed or items and key != indent:
                    return None
                values[listed], indent = items, key
                items.append(value)
            elif kind != "empty":
                if key in values:
                    return None
                values[key] = list(several) if kind == "flow" else value
                listed, items = key if kind == "key" else "", []
    except _NotSimple:
        return None
    return values


def _line(source: str) -> _Line:
    # YAML ends lines at more than `\n`, and refuses control characters.
    found = _LINE.match(source) if source.replace("\u3000", "").isprintable() else None
    if not found:
        raise _NotSimple
    key, value, indent, item = found.groups()
    if item:
        return _Line("item", indent, _scalar(item))
    if not key:
        return _Line("empty")
    if key in _NULLS:
        raise _NotSimple
    if not value:
        return _Line("key", key)
    flow = _FLOW_LIST.match(value) if value[0] == "[" else None
    if flow:
        return _Line(
            "flow", key, items=tuple(_scalar(part.strip(" ")) for part in flow[1].split(","))
        )
    return _Line("value", key, _scalar(value))


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
