"""The settings file as it begins: every setting with its default, as a comment."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from textwrap import wrap

from tui import atomic_write, private_files
from tui.commands import COMMANDS, key_sign
from tui.config import SETTINGS, TABLES
from tui.errors import unwritable
from tui.themes import COLOUR_ROLES, theme_words

_PRIVATE = 0o600
"""The mode of the file, which will contain the user's searches."""

_WIDTH = 84
"""The widest line of the names of themes, in characters."""


def create_settings(path: Path) -> bool:
    """Write the settings file where there is none; tell whether it was written.

    Raises:
        NewsreaderError: It can't be written.
    """
    try:
        private_files.make_folder(path.parent)
        return atomic_write.create(path, commented_settings().encode(), mode=_PRIVATE)
    except OSError as error:
        raise unwritable(path, error) from error


def commented_settings() -> str:
    """Return a settings file in which each setting stands as a comment with its default."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# The settings of newsreader. To change one, take away the # before its line."
    yield "# `newsreader config --check` names mistakes."
    for setting in SETTINGS:
        yield from ("", f"# {setting.about}", f"# {setting.name} = {setting.default}")
        if setting.name == "theme":
            yield from (f"#   {line}" for line in _filled(theme_words()))
    for table in TABLES:
        yield from ("", f"# {table.about}", f"[{table.name}]")
        if table.name == "colors":
            yield from (f"#   {line}" for line in _filled(COLOUR_ROLES))
        if table.name == "keys":
            yield from (
                f"# {command.id} = {_keys(command.keys)}  # {command.name}" for command in COMMANDS
            )
        else:
            yield f"# {table.example}"


def _filled(words: Iterable[str]) -> list[str]:
    return wrap(", ".join(words) + ".", _WIDTH)


def _keys(keys: str) -> str:
    """Return the keys of a command as they are written in the file."""
    signs = {key: key_sign(key) for key in keys.split(",")}
    written = [
        f'"{sign if len(sign) == 1 and sign.isascii() else key}"' for key, sign in signs.items()
    ]
    return written[0] if len(written) == 1 else f"[{', '.join(written)}]"
