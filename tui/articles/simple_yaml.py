"""The YAML that nearly all front matter is: a key and its value on a line, and short lists.

A parser of all of YAML takes twenty times as long, which an archive of many thousand files
is read by. Whatever is not plainly of this kind is left to it.
"""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

_KEY = re.compile(r"[^\W\d][\w-]*\Z")
_LONGEST_KEY = 61
_ITEM = re.compile(r"(?:( *)- +(\S.*)| *)\Z")
"""The item of a list, or an empty line."""

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
    if not source.isprintable() and not source.replace("\u3000", "").isprintable():
        raise _NotSimple
    key, colon, value = source.partition(":")
    if colon and len(key) <= _LONGEST_KEY and _is_key(key):
        return _line_of_key(key, value)
    found = _ITEM.match(source)
    if not found:
        raise _NotSimple
    indent, item = found.groups()
    return _Line("item", indent, _scalar(item)) if item else _Line("empty")


@lru_cache(1000)
def _is_key(text: str) -> bool:
    return bool(_KEY.match(text)) and text not in _NULLS


def _line_of_key(key: str, after: str) -> _Line:
    """Return what a line says.

    Args:
        key: Of the line.
        after: What stands behind its colon.
    """
    value = after.lstrip(" ")
    if not value:
        return _Line("key", key)
    if after[0] != " " or value[0] == "\u3000":
        raise _NotSimple
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
