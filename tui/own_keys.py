"""The user's own keys: their names, and the commands that would share one."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from tui.commands import COMMANDS, Command, key_signs

_NAMED = (
    "up down left right home end pageup pagedown insert delete backspace escape enter tab space"
)

NAMED_KEYS = frozenset(_NAMED.split()) | {f"f{number}" for number in range(1, 25)}
"""Textual's names of the keys that write no character."""

_CHARACTER_NAMES = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
"""Textual's names of characters, where they are not those of Unicode."""

_OTHER_NAMES = {
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "page_up": "pageup",
    "page_down": "pagedown",
    **{sign.lower(): key for key, sign in key_signs().items() if len(sign) > 1},
}

_SAME_BYTES = {"ctrl+i": "tab", "ctrl+m": "enter"}
"""Keys that terminals don't tell apart."""

_MODIFIERS = frozenset({"alt", "ctrl", "hyper", "meta", "shift", "super"})

_COPY_OR_QUIT = "ctrl+c"

_OUTER = frozenset({"split_view", "screen", "app"})
"""The places around the list and the reader, whose keys work in both."""

_APART = frozenset({"search", "find", "selection"})
"""The places where keys write text, or come before all others: they hide those of the reader."""


def key_name(written: str) -> str | None:
    """Return Textual's name of a key; None where there is no such key.

    Args:
        written: The key as the user writes it: `b`, `?`, `question_mark`, `Ctrl+N`, `PgDn`.
    """
    *modifiers, base = re.split(r"\+(?!$)", written.strip())
    modifiers = sorted(modifier.lower() for modifier in modifiers)
    if not set(modifiers) <= _MODIFIERS or len(set(modifiers)) < len(modifiers):
        return None
    name = _base_name(base)
    if name is None:
        return None
    if modifiers and len(name) == 1:
        name = name.lower()
    key = "+".join([*modifiers, name])
    return _SAME_BYTES.get(key, key)


def _base_name(base: str) -> str | None:
    if len(base) == 1:
        return character_key(base)
    lower = base.lower()
    lower = _OTHER_NAMES.get(lower, lower)
    if lower in NAMED_KEYS:
        return lower
    if lower in _ASCII_KEYS:
        return lower
    try:
        return character_key(unicodedata.lookup(lower.replace("_", " ")))
    except KeyError:
        return None


def character_key(character: str) -> str | None:
    """Return Textual's name of the key that writes a character; None for a control code."""
    if character.isalnum():
        return character
    if not character.isprintable():
        return None
    try:
        name = unicodedata.name(character).lower().replace("-", "_").replace(" ", "_")
    except ValueError:
        return None
    return _CHARACTER_NAMES.get(name, name)


_ASCII_KEYS = frozenset(filter(None, (character_key(chr(code)) for code in range(33, 127))))


def taken_keys(own: Mapping[str, Sequence[str]]) -> dict[tuple[str, str], str]:
    """Return the keys that another command has in the same place.

    A command keeps its usual keys; of two that are given the same one, the first has it. A
    command that loses all keys it was given goes back to its usual ones.

    Args:
        own: Textual's names of the keys that the user gives to commands, by command id, in the
            order of the file. Commands of the user's own may be among them.

    Returns:
        The words for the other command, by the command's id and the key.
    """
    keys = {id: list(names) for id, names in own.items()}
    taken: dict[tuple[str, str], str] = {}
    while clash := _first_clash(keys):
        id, name, other = clash
        taken[id, name] = other
        keys[id].remove(name)
        if not keys[id]:
            del keys[id]
    return taken


def _first_clash(keys: Mapping[str, Sequence[str]]) -> tuple[str, str, str] | None:
    known = {command.id: command for command in COMMANDS}
    places = {id: number for number, id in enumerate(keys)}
    for id, names in keys.items():
        command = known.get(id, _of_user(id))
        for name in names:
            if name == _COPY_OR_QUIT:
                return id, name, "“Copy, or quit”"
            if name in _usual(command):
                continue
            for other in (*COMMANDS, *(_of_user(id) for id in keys if id not in known)):
                first = name in _usual(other) or places.get(other.id, -1) < places[id]
                if first and _share(command, other) and name in keys.get(other.id, _usual(other)):
                    return id, name, f"“{other.name}” (`{other.id}`)"
    return None


def _of_user(id: str) -> Command:
    return Command(id, "", f"your command {id}", ("app",), "Program")


def _usual(command: Command) -> list[str]:
    return [key for key in command.keys.split(",") if key]


def _share(one: Command, other: Command) -> bool:
    """Tell whether a key can't belong to both of two commands.

    Those that have a key in common by default go well together.
    """
    if one.id == other.id or {*_usual(one)} & {*_usual(other)}:
        return False
    return _meet(one.where, other.where)


def _meet(one: Iterable[str], other: Iterable[str]) -> bool:
    return any(a in _around(b) or b in _around(a) for a in one for b in other)


def _around(place: str) -> frozenset[str]:
    """Return a place and those that get the keys which it leaves."""
    return frozenset({place, "app"}) if place in _APART else _OUTER | {place}
