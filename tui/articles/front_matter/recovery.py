"""Recovery of an invalid front matter, line by line.

Each key with its lines is first parsed by itself, so that a bad line costs the structure of one
value and never another key.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from tui.articles.article import Problem
from tui.articles.front_matter import keys
from tui.articles.late_pattern import late

KEY_LINE = late(
    r"""^(?P<quote>["']?)(?P<key>[^\W\d][\w.:@/-]*?(?:[ ][\w-]+){0,2}|<<)(?P=quote)"""
    r"""[ \t]*(?P<colon>[:：=])(?P<space>[ \t\u3000]*)(?P<rest>.*)$"""
)
"""A line such as `title: Words`, `title：Words`, `"title": Words` or `title = "Words"`."""

_CONFLICT = late(r"^(<{7}|={7}|>{7}|\|{7})(?:\s|$)")
_ITEM = late(r"^\s*[-*•](?:[ \t\u3000]+(?P<text>.*)|)$")
_BLOCK_SCALAR = late(r"^[|>][+-]?\d?[+-]?\s*(?:#.*)?$")
_MOST_PARTS = 2_000
_MOST_STRICT = 100
"""The number of keys that are parsed strictly; any more are only read as text."""

Strict = Callable[[str], object]
"""A strict parser of a part of the block; it raises ValueError for an invalid one."""


class _Part(NamedTuple):
    """One key with its lines."""

    key: str
    line: int
    """The line of the file, from 1."""
    colon: str
    space: str
    rest: str
    lines: list[str]
    """All its lines; more are added as they come."""
    theirs: bool
    """Whether it was on the second side of a merge conflict."""

    def text(self) -> str:
        """Return the lines of the part, without the marks of merge conflicts."""
        return "\n".join(self.lines)


def key_of(line: str) -> str:
    """Return the key at the beginning of a line, or the empty string.

    Without a space after the colon, only a known key counts: `http://…` and `12:30` are not
    keys.
    """
    found = KEY_LINE.match(line)
    if not found or found["colon"] == "=":
        return ""
    if not found["space"] and found["rest"] and keys.normal(found["key"]) not in keys.KNOWN:
        return ""
    return found["key"]


def recover(
    block: str, first_line: int, strict: Strict, *, equals: bool = False
) -> tuple[dict[str, object], list[Problem]]:
    """Read as many keys as possible.

    Args:
        block: the lines between the fences.
        first_line: the first line of the block in the file, from 1.
        strict: parses the lines of one key.
        equals: whether keys end in `=` (TOML) instead of a colon.

    Returns:
        The values and the problems.
    """
    parts, problems = _parts(block, first_line, equals)
    values: dict[str, object] = {}
    theirs: set[str] = set()
    for number, part in enumerate(parts):
        value, problem = _value(part, strict if number < _MOST_STRICT else None)
        if problem:
            problems.append(problem)
        known = part.key in values
        if known and part.theirs:
            continue
        if known and part.key not in theirs:
            problems.append(twice(part.key, part.line))
            if not value:
                continue
        values[part.key] = value
        if part.theirs:
            theirs.add(part.key)
    return values, sorted(problems, key=lambda problem: problem.line or 0)


def twice(key: str, line: int) -> Problem:
    """Return the problem of a key that is repeated on the line."""
    shown = "the last one with a value"
    return Problem(f"“{key[:40]}” is there twice", line, shown, "front matter")


def conflict(line: int) -> Problem:
    """Return the problem of a merge conflict whose marks begin on the line."""
    return Problem("marks of a merge conflict", line, "the first of the two sides", "front matter")


def _parts(block: str, first_line: int, equals: bool) -> tuple[list[_Part], list[Problem]]:
    """Divide the block at the lines that begin with a key."""
    parts: list[_Part] = []
    problems: list[Problem] = []
    theirs = False
    for number, line in enumerate(block.split("\n"), first_line):
        mark = _CONFLICT.match(line)
        if mark:
            if line.startswith("<"):
                problems.append(conflict(number))
            theirs = line[0] in "=|"
            continue
        if line.startswith("\t") and _is_key_set_in(line, parts):
            line = line.strip()
        found = KEY_LINE.match(line)
        begins = bool(found and found["colon"] == "=") if equals else bool(key_of(line))
        if found and begins:
            if len(parts) == _MOST_PARTS:
                break
            parts.append(
                _Part(
                    key=found["key"].strip(),
                    line=number,
                    colon=found["colon"],
                    space=found["space"],
                    rest=found["rest"],
                    lines=[line],
                    theirs=theirs,
                )
            )
        elif parts:
            parts[-1].lines.append(line)
    return parts, problems


def _is_key_set_in(line: str, parts: list[_Part]) -> bool:
    """Return whether a line indented by a tab begins with a key, not within a value above it."""
    above = parts[-1].rest.strip() if parts else "-"
    return bool(above) and keys.normal(key_of(line.strip())) in keys.KNOWN


def _value(part: _Part, strict: Strict | None) -> tuple[object, Problem | None]:
    """Return the value of a key, and its problem if it has one."""
    if part.colon != "：" and strict:
        try:
            read = strict(part.text())
        except ValueError:
            read = None
        if isinstance(read, dict) and len(read) == 1:
            return next(iter(read.values())), None
    cause, shown = _cause(part)
    return _by_hand(part), Problem(cause, part.line, shown, "front matter")


def _cause(part: _Part) -> tuple[str, str]:
    """Return the fault in the lines of a key, and how they are read."""
    rest = part.rest.strip()
    whole = f"all that follows is the value of “{part.key[:40]}”"
    if part.colon == "：":
        return "a full-width colon after the key", "read as a colon"
    if "\t" in "".join(part.lines):
        return "a tab where YAML requires spaces", "read as spaces"
    if not part.space and rest and part.colon == ":":
        return "no space after the colon", whole
    if rest[:1] and rest[0] in "@`%":
        return f"a value that begins with {rest[0]} and is not quoted", whole
    if rest[:1] and rest[0] in "\"'":
        return "quotes that do not match", whole
    if re.search(r":(\s|$)", rest):
        return "a colon in a value that is not quoted", whole
    if rest[:1] and rest[0] in "[{*&!|>":
        return f"a value that begins with {rest[0]} and is not quoted", whole
    return "an invalid value", "read line by line"


def _by_hand(part: _Part) -> object:
    """Return the value of a key as a text or a list of texts, without a parser."""
    rest = part.rest.replace("\t", " ").strip()
    following = [line.replace("\t", " ") for line in part.lines[1:]]
    if _BLOCK_SCALAR.match(rest):
        return "\n".join(line.strip() for line in following).strip()
    items = [found for found in map(_ITEM.match, following) if found]
    if items and not rest:
        return [unquoted(found["text"] or "") for found in items]
    if rest.startswith("[") and keys.normal(part.key) in keys.LISTS:
        inner = " ".join((rest, *following)).strip().strip("[]")
        return [unquoted(item) for item in re.split(r"[,，]", inner) if item.strip()]
    return unquoted(" ".join((rest, *(line.strip() for line in following))))


def unquoted(text: str) -> str:
    """Return the text without the quotes around it, even if there are several pairs."""
    text = text.strip()
    while len(text) > 1 and text[0] in "\"'" and text[-1] == text[0]:
        text = text[1:-1].strip()
    if len(text) > 1 and text[0] in "\"'" and text[-1] in "\"'" and text[0] not in text[1:-1]:
        text = text[1:-1].strip()
    return text
