"""TOML read, with the lines of its mistakes and of its keys, which `tomllib` does not report."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

_LONGEST_VALUE = 500
"""The most lines of one value; the lines of a longer one are not found."""

_IN_OTHER_WORDS = {
    "Cannot overwrite a value": "this key stands there twice",
    "Cannot declare": "this table stands there twice",
    "Illegal character '\\n'": "a quotation mark is missing before the line ends",
}
"""The beginnings of messages of tomllib that only a programmer understands, and their meaning."""

KeyPath = tuple[str, ...]
"""A key after the tables that it is in, the outermost first."""


class TomlError(ValueError):
    """A text that is no TOML."""

    def __init__(self, line: int, what: str) -> None:
        """Make the error.

        Args:
            line: The line, from 1.
            what: A phrase that says what is wrong.
        """
        super().__init__(what)
        self.line = line


def read_toml(text: str) -> dict[str, Any]:
    """Return the values of a text.

    Raises:
        TomlError: It can't be parsed.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said, _, place = str(error).rpartition(" (at ")
        what = next(
            (words for start, words in _IN_OTHER_WORDS.items() if said.startswith(start)), said
        )
        found = re.match(r"line (\d+), column (\d+)", place)
        if found:
            raise TomlError(int(found[1]), f"column {found[2]}: {what}") from error
        end = text.rstrip("\n").count("\n") + 1
        raise TomlError(end, f"the end of the file: {what or error}") from error


def key_lines(text: str) -> dict[KeyPath, tuple[int, int]]:
    """Return the first and the last line of each key and table header, from 1.

    Each key of TOML with its value, and each header, is a document of its own (TOML 1.0), so the
    fewest lines that can be parsed are one of them.

    Args:
        text: A file that `tomllib` can parse.
    """
    found: dict[KeyPath, tuple[int, int]] = {}
    lines = text.split("\n")
    table: KeyPath = ()
    at = 0
    while at < len(lines):
        end, values = _statement(lines, at)
        paths = list(_paths(values))
        is_header = lines[at].lstrip().startswith("[")
        for path in paths:
            found.setdefault(path if is_header else table + path, (at + 1, end))
        if is_header and paths:
            table = paths[-1]
        at = end
    return found


def _statement(lines: list[str], start: int) -> tuple[int, Mapping[str, object]]:
    """Return the end of the statement that begins with a line, and its values."""
    for end in range(start + 1, min(start + _LONGEST_VALUE, len(lines)) + 1):
        try:
            return end, tomllib.loads("\n".join(lines[start:end]))
        except tomllib.TOMLDecodeError:
            continue
    return start + 1, {}


def _paths(values: object, above: KeyPath = ()) -> Iterator[KeyPath]:
    """Yield the paths of all keys, each after the tables that it is in."""
    if isinstance(values, list):  # [[array of tables]]
        values = values[-1] if values else {}
    if isinstance(values, Mapping):
        for key, value in values.items():
            yield (*above, key)
            yield from _paths(value, (*above, key))
