"""The lines of a TOML file that its keys stand on, which `tomllib` does not report."""

import tomllib
from collections.abc import Iterator, Mapping

_LONGEST_VALUE = 500
"""The most lines of one value; the lines of a longer one are not found."""

KeyPath = tuple[str, ...]
"""A key after the tables that it is in, the outermost first."""


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
