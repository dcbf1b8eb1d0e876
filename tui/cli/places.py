"""The files and folders that a command works on: its paths, or those in the settings."""

import os
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tui import private_files
from tui.cli.command_table import COMMANDS
from tui.cli.output import say
from tui.config import Settings, load_settings
from tui.errors import NewsreaderError, cause
from tui.paths import Paths
from tui.resources import sample_articles


class Places(NamedTuple):
    """Files and folders that exist."""

    folders: tuple[Path, ...]
    """Absolute, with links resolved, each once, in the order given."""
    words: str
    """Their name for messages: `~/archive`, `3 folders`, `sample articles`."""
    missing: tuple[str, ...] = ()
    """A sentence for each path that can't be opened."""


def find_places(given: Sequence[str], settings: Settings) -> Places:
    """Return the places to open: the paths, else the folders in the settings, else the samples.

    Args:
        given: Paths as typed.
        settings: The user's settings.

    Raises:
        NewsreaderError: None of them can be opened.
    """
    samples = sample_articles()
    asked = given or [os.fspath(folder) for folder in settings.folders] or [os.fspath(samples)]
    found: dict[Path, None] = {}
    missing = []
    for path in asked:
        problem = why_not(path)
        if problem:
            missing.append(problem if given else f"{problem} The settings name it.")
        else:
            found[Path(path).resolve()] = None
    if not found:
        raise NewsreaderError(*missing)
    folders = tuple(found)
    default = not given and not settings.folders
    return Places(folders, "sample articles" if default else _words(folders), tuple(missing))


def read_settings() -> Settings:
    """Return the settings of the user who runs the program."""
    paths = Paths.of_user()
    private_files.put_right(paths.config)
    return load_settings(paths.settings)


def places_to_list(given: Sequence[str]) -> Places:
    """Return the places for a command, and print a sentence for each one that is missing.

    Args:
        given: Paths as typed; none for the folders in the settings, or the samples.

    Raises:
        NewsreaderError: None of them can be opened.
    """
    settings = read_settings()
    places = find_places(given, settings)
    for sentence in (() if given else settings.problems) + places.missing:
        say(sentence)
    return places


def shorten(path: Path) -> str:
    """Return a path with `~` for the home folder."""
    try:
        inside = path.relative_to(Path.home().resolve())
    except (ValueError, RuntimeError):
        return str(path)
    return f"~/{inside}" if inside.parts else "~"


def why_not(path: str) -> str:
    """Return a sentence that says why a path can't be opened, or the empty string."""
    if not path:
        return "An empty path was given."
    try:
        found = Path(path).stat()
    except (FileNotFoundError, NotADirectoryError):
        return f"There is no file or folder {path}.{_suggestion(path)}"
    except (OSError, ValueError) as error:
        return f"{path} can't be opened: {cause(error)}."
    if not stat.S_ISDIR(found.st_mode) and not stat.S_ISREG(found.st_mode):
        return f"{path} is neither a file nor a folder."
    if not os.access(path, os.R_OK):
        return f"{path} can't be opened: you have no permission to read it."
    return ""


def read_file(path: str) -> bytes:
    """Return the content of a file.

    Raises:
        NewsreaderError: It can't be read.
    """
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise NewsreaderError(f"{path} can't be read: {cause(error)}.") from error


def _suggestion(path: str) -> str:
    """Return a question if a path looks like a mistyped command, or the empty string."""
    from difflib import get_close_matches

    near = get_close_matches(path, COMMANDS, n=1, cutoff=0.7)
    return f" Did you mean the command `{near[0]}`?" if near else ""


def _words(folders: tuple[Path, ...]) -> str:
    if len(folders) == 1:
        return shorten(folders[0])
    kinds = {folder.is_dir() for folder in folders}
    things = "files and folders" if len(kinds) > 1 else "folders" if True in kinds else "files"
    return f"{len(folders)} {things}"
