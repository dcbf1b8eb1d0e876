"""Saved queries: changes of `[queries]` in `config.toml` that leave the rest unchanged."""

import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tui import atomic_write, private_files
from tui.errors import SettingsError

_LONGEST_VALUE = 50
"""The most lines of a value that is replaced."""

_PRIVATE = 0o600
"""The mode of a new settings file, which is private because it contains the user's searches."""

_BYTE_ORDER_MARK = "\ufeff"
"""What Notepad writes before UTF-8, and TOML does not know."""

Values = dict[str, Any]


def save_query(path: Path, name: str, text: str) -> None:
    """Save a query under a name, in place of one with the same name.

    Args:
        path: The settings file; it need not exist.
        name: The name, on one line and not empty.
        text: The query, on one line.

    Raises:
        SettingsError: The file can't be read, understood or written.
    """
    _change(path, name, text)


def remove_query(path: Path, name: str) -> None:
    """Remove the query with a name, if there is one.

    Args:
        path: The settings file.
        name: The name.

    Raises:
        SettingsError: The file can't be read, understood or written.
    """
    _change(path, name, None)


def _change(path: Path, name: str, text: str | None) -> None:
    try:
        private_files.make_folder(path.parent)
        path = Path(os.path.realpath(path))  # The user may have made the file a link.
        path.parent.mkdir(parents=True, exist_ok=True)
        with private_files.locked(path.parent):  # No other newsreader changes it meanwhile.
            atomic_write.remove_leftovers(path.parent)
            before = _read(path)
            mark = _BYTE_ORDER_MARK if before.startswith(_BYTE_ORDER_MARK) else ""
            changed = mark + _changed(path, before.removeprefix(mark), name, text)
            atomic_write.replace(path, changed.encode("utf-8"), mode=_PRIVATE)
    except OSError as error:
        raise SettingsError(f"{path} can't be written: {error.strerror or error}.") from error


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path} can't be read: {error}.") from error


def _changed(path: Path, before: str, name: str, text: str | None) -> str:
    """Return the first candidate for the new file that has exactly the wanted values.

    The meaning of a line of TOML depends on the lines around it, so each candidate is parsed.
    """
    try:
        wanted = tomllib.loads(before)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: {error}. It has not been changed.") from error
    queries = wanted.setdefault("queries", {})
    if isinstance(queries, dict):
        queries.pop(name, None)
        if text is not None:
            queries[name] = text
        for candidate in _candidates(before, name, text):
            read = _loaded(candidate)
            if read is not None and {"queries": {}, **read} == wanted:
                return candidate
    said = "the query" if text is None else f"{_string(name)} = {_string(text)}"
    raise SettingsError(
        f"{path} is written in a way that newsreader can't change without risk; "
        f"change {said} there by hand, in the table [queries]."
    )


def _loaded(text: str) -> Values | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def _candidates(before: str, name: str, text: str | None) -> Iterator[str]:
    """Yield candidates for the file with the query changed, the best first."""
    lines = re.findall(r"[^\n]*\n|[^\n]+", before)
    ending = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    yield from _in_its_place(lines, name, text)
    if text is None:
        yield before
        return
    written = f"{_key(name)} = {_string(text)}{ending}"
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += ending
    for end in _ends_of_table(lines):
        yield "".join([*lines[:end], written, *lines[end:]])
    header = [*([ending] if lines else []), f"[queries]{ending}"]
    yield "".join([*lines, *header, written])


def _in_its_place(lines: list[str], name: str, text: str | None) -> Iterator[str]:
    """Yield candidates in which the lines of the query are changed or removed."""
    for start, line in enumerate(lines):
        if "=" not in line:
            continue
        for end in range(start + 1, min(start + _LONGEST_VALUE, len(lines)) + 1):
            said = "".join(lines[start:end])
            values = _loaded(said)
            if values is None:
                continue
            if _is_only(values, name):
                new = "" if text is None else _with_value(said, values, text)
                yield "".join([*lines[:start], new, *lines[end:]])
            break


def _is_only(values: Values, name: str) -> bool:
    """Return whether the values are those of one query, with this name."""
    return list(values) == [name] or list(values.get("queries") or ()) == [name]


def _with_value(said: str, values: Values, text: str) -> str:
    """Return the lines of a key with another value, and with their comment."""
    equals = next(
        found.end()
        for found in re.finditer(r"=[ \t]*", said)
        if _loaded(said[: found.end()] + "0") is not None
    )
    comments = (found.start() for found in re.finditer(r"[ \t]*#", said))
    body = said.rstrip("\r\n")
    end = next((at for at in comments if at > equals and _loaded(said[:at]) == values), len(body))
    return said[:equals] + _string(text) + said[end:]


def _ends_of_table(lines: list[str]) -> Iterator[int]:
    """Yield the numbers of lines before which another query can be added, the best first."""
    for header, line in enumerate(lines):
        if line.lstrip().startswith("[") and _loaded(line) == {"queries": {}}:
            following = (
                number
                for number, other in enumerate(lines[header + 1 :], header + 1)
                if other.lstrip().startswith("[")
            )
            end = next(following, len(lines))
            while not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#"):
                end -= 1
            yield end
            yield header + 1


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _string(name)


def _string(text: str) -> str:
    """Return a text as a string of TOML, with as few escapes as possible."""
    if "'" not in text and text.isprintable():
        return f"'{text}'" if '"' in text or "\\" in text else f'"{text}"'
    escaped = re.sub(r'["\\]', r"\\\g<0>", text.encode("utf-8", "replace").decode("utf-8"))
    return '"' + "".join(map(_escaped, escaped)) + '"'


def _escaped(character: str) -> str:
    return character if character.isprintable() else f"\\U{ord(character):08X}"
