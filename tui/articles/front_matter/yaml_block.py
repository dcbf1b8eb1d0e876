"""Blocks of YAML, parsed strictly or line by line, and told apart from prose."""

import re

from tui.articles.article import Problem
from tui.articles.front_matter import keys, parsers
from tui.articles.front_matter.recovery import key_of, recover, twice

_TOP_KEYS = re.compile(
    r"""^(["']?[^\W\d][^\s:：#"'\[\]{},]*["']?)[ \t]*(:(?=\s|\Z)|：)""", re.MULTILINE
)
_NO_SPACE = re.compile(r"^([A-Za-z_]+):(?=[^\s/])", re.MULTILINE)
_PROSE = re.compile(r"\n[ \t]*\n(?=[^\s#\-'\"\]}{\[.<>=])([^\n]*)")


def read_yaml(block: str, line: int) -> tuple[dict[str, object], tuple[Problem, ...]] | None:
    """Return the values and the problems of a block of YAML; None where it is prose."""
    if not block.strip():
        return {}, ()
    reason: tuple[str, int | None] | None = None
    value: object = None
    try:
        value = parsers.load_yaml(block)
    except parsers.NotStrict as error:
        reason = (str(error), error.line)
    if isinstance(value, dict) and not _swallowed(block, value):
        values = {str(key): item for key, item in value.items() if key is not None}
        if not are_keys(values):
            return None
        return values, _repeated(block, line, values)
    if not begins_with_key(block) or _holds_prose(block):
        return None
    values, problems = recover(block, line, one_yaml)
    if not are_keys(values, known=True):
        return None
    if not problems:
        why, at = reason or ("keys that run into one another", None)
        problems = [
            Problem(
                f"the YAML is not valid: {why}",
                line + (at or 1) - 1,
                "read line by line",
                "front matter",
            )
        ]
    return values, tuple(problems)


def one_yaml(part: str) -> object:
    """Parse the lines of one key as YAML; raise ValueError where they are invalid."""
    try:
        return parsers.load_yaml(part)
    except parsers.NotStrict as error:
        raise ValueError(str(error)) from error


def _swallowed(block: str, value: dict[object, object]) -> bool:
    """Return whether a line that looks like a key became part of the value above it.

    YAML does not read `title:Words` and `title：Words` as keys: it adds them to the line above.
    """
    if "：" in block and any(
        found[2] == "：" and keys.normal(found[1]) in keys.KNOWN
        for found in _TOP_KEYS.finditer(block)
    ):
        return True
    return any(
        found[1] not in value and keys.normal(found[1]) in keys.KNOWN
        for found in _NO_SPACE.finditer(block)
    )


def _repeated(block: str, line: int, values: dict[str, object]) -> tuple[Problem, ...]:
    """Return the problems of repeated keys, of which the last one with a value counts.

    `values` is changed where YAML let an empty repetition win.
    """
    tops = [(found[1].strip("\"'"), found.start()) for found in _TOP_KEYS.finditer(block)]
    if len(tops) == len({key for key, _ in tops}):
        return ()
    seen: set[str] = set()
    problems: list[Problem] = []
    for key, at in tops:
        if key in seen and key in values:
            problems.append(twice(key, line + block.count("\n", 0, at)))
        seen.add(key)
    if problems:
        read, _ = recover(block, line, one_yaml)
        values.update({key: item for key, item in read.items() if not values.get(key) and item})
    return tuple(problems)


def are_keys(values: dict[str, object], *, known: bool = False) -> bool:
    """Return whether a mapping is a front matter instead of prose with a colon in it."""
    if not keys.KNOWN.isdisjoint(map(keys.normal, values)):
        return True
    return bool(values) and not known and all(re.fullmatch(r"[\w.-]{1,40}", key) for key in values)


def begins_with_key(block: str) -> bool:
    """Return whether the first line with content begins with a key."""
    for line in block.split("\n"):
        if line.strip() and not line.startswith(("#", "<<<<<<<", "=======", ">>>>>>>")):
            return bool(key_of(line.lstrip()))
    return False


def _holds_prose(block: str) -> bool:
    """Return whether the block contains a paragraph: its closing fence is a rule of the body."""
    return any(not key_of(found[1]) for found in _PROSE.finditer(block))


def end_of_keys(text: str, at: int) -> int:
    """Return the end of the lines of keys, items and values."""
    blank = False
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line = text[at:end]
        if not line.strip():
            blank = True
        elif blank or not line.startswith((" ", "\t", "- ", "#", "<<<<<<<", "=======", ">>>>>>>")):
            if not key_of(line):
                return at
            blank = False
        at = end + 1
    return len(text)
