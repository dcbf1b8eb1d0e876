"""Strict parsers of front matter: YAML through PyYAML's C loader, TOML and JSON.

The module is imported for the first front matter, since its libraries take long to load.
"""

import json
import re
import tomllib
from collections.abc import Callable
from typing import Any

from tui.articles.late_pattern import put_off

# PyYAML compiles this for its reader in Python, a sixth of the time of `newsreader show`. Its C
# loader has no use for it.
with put_off("[^\x09\x0a\x0d\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"):
    import yaml

MOST_CHARACTERS = 200_000
"""The longest block that is parsed. No real front matter is longer, and parsers would be slow."""
_MOST_MERGED = 1_000
_MOST_VALUES = 20_000
_DEEPEST = 50
_MOST_DOTS = 500
"""The most dots of a line of TOML: a key of 20,000 parts takes its parser 3 s and 1.5 GB."""
_ALIAS = re.compile(r"(?:^|[\s\[{,:])\*[^\s*]", re.MULTILINE)
_INDICATOR = re.compile(r"(?:^|[ \t])[-?:](?=[ \t\n])", re.MULTILINE)
_FAR_IN = re.compile(r"^[ ]{200}", re.MULTILINE)


class NotStrict(Exception):
    """A block is not valid in its language; the message gives the reason.

    Attributes:
        line: the line of the block, from 1; None where the parser gave none.
    """

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.line = line


class _Reader(yaml.CSafeLoader):
    """PyYAML's safe C loader, which leaves every scalar as it was written.

    A title of 007, 12:30 or 2021-02-31 stays the text that the author typed, an impossible
    day or a number of a million digits raises nothing, and dates are read in one place.
    """

    _merged = 0

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        """Merge `<<` keys, but not the millions that nested aliases can produce."""
        super().flatten_mapping(node)
        self._merged += len(node.value)
        if self._merged > _MOST_MERGED:
            raise NotStrict("aliases that unfold without end")


def _as_written(loader: _Reader, node: yaml.Node) -> object:
    """Return the text of a scalar, with a local tag, which is a word of the text (`!Important`)."""
    if isinstance(node, yaml.ScalarNode):
        text = str(node.value)
        own_tag = node.tag.startswith("!")
        return f"{node.tag} {text}".strip() if own_tag else text
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node, deep=True)
    return None


for _tag in ("int", "float", "bool", "timestamp", "binary", "omap", "pairs", "set"):
    _Reader.add_constructor(f"tag:yaml.org,2002:{_tag}", _as_written)
_Reader.add_constructor(None, _as_written)


def load_yaml(block: str) -> object:
    """Return the value of a YAML block; every scalar is a string or None.

    Raises:
        NotStrict: it is not YAML, or its aliases unfold to too much.
    """
    _refuse_monsters(block)
    try:
        value: object = yaml.load(block, _Reader)  # noqa: S506 - it is a safe one
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise NotStrict(error.problem or "not YAML", mark.line + 1 if mark else None) from error
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        raise NotStrict("not YAML") from error
    if "*" in block and _ALIAS.search(block):
        value = _unfolded(value)
    return value


def _refuse_monsters(block: str) -> None:
    """Raise `NotStrict` for nesting that would overflow the C stack and end the program."""
    if len(block) > MOST_CHARACTERS:
        raise NotStrict("too long for a front matter")
    if (
        block.count("[") + block.count("{") > 500
        or _FAR_IN.search(block)
        or (block.count("- ") > 100 or block.count("? ") > 100 or block.count(": ") > 100)
        and any(len(_INDICATOR.findall(line)) > 50 for line in block.split("\n"))
    ):
        raise NotStrict("nested too deep")


def _unfolded(value: object) -> object:
    """Return a copy without shared or circular parts, so that its size is bounded."""
    left = _MOST_VALUES

    def copy(part: object, depth: int) -> object:
        nonlocal left
        left -= 1
        if left < 0 or depth > _DEEPEST:
            raise NotStrict("aliases that unfold without end")
        if isinstance(part, dict):
            return {key: copy(item, depth + 1) for key, item in part.items()}
        if isinstance(part, list | tuple):
            return [copy(item, depth + 1) for item in part]
        return part

    return copy(value, 0)


def load_toml(block: str) -> object:
    """Return the value of a TOML block.

    Raises:
        NotStrict: it is not TOML.
    """
    if len(block) > MOST_CHARACTERS:
        raise NotStrict("too long for a front matter")
    if any(line.count(".") > _MOST_DOTS for line in block.split("\n")):
        raise NotStrict("nested too deep")
    try:
        return tomllib.loads(block, parse_float=str)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+)", str(error))
        reason = re.sub(r"\s*\(at .*", "", str(error))
        raise NotStrict(reason, int(found[1]) if found else None) from error
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise NotStrict("not TOML") from error


_COMMA = re.compile(r",\s*")

_as_text: Callable[[str], Any] = str
_json = json.JSONDecoder(
    parse_int=_as_text, parse_float=_as_text, parse_constant=_as_text, strict=False
)


def load_json(text: str, at: int = 0) -> tuple[object, int]:
    """Return the JSON value at a place of the text, and its end.

    Numbers are strings, as they were written.

    Raises:
        NotStrict: it is not JSON.
    """
    try:
        value: object
        value, end = _json.raw_decode(text, at)
    except json.JSONDecodeError as error:
        # From Python 3.13 on, the error is at an extra comma; before, it was after the comma.
        after = _COMMA.match(text, error.pos)
        line = text.count("\n", 0, after.end() if after else error.pos) + 1
        raise NotStrict(error.msg, line) from error
    except (ValueError, RecursionError) as error:
        raise NotStrict("not JSON") from error
    return value, end
