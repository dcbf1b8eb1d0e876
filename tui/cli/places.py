"""The settings as a command uses them, and its files and folders: its paths, or theirs."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from tui import private_files
from tui.articles import date_format
from tui.cli.command_line.command_table import COMMANDS
from tui.cli.output import say
from tui.config import Settings, folder_mistakes, load_settings
from tui.errors import NewsreaderError, cause, nearest
from tui.paths import NO_FILE, Paths, shorten, why_not_open
from tui.resources import sample_articles


class Places(NamedTuple):
    """Files and folders that exist."""

    folders: tuple[Path, ...]
    """Absolute, with links resolved, each once, in the order given."""
    words: str
    """Their name for messages: `~/archive`, `3 folders`, `sample articles`."""
    missing: tuple[str, ...] = ()
    """A sentence for each path that can't be opened."""
    samples: bool = False
    """Whether these are the samples, since neither a path nor the settings name a folder."""


SAMPLES = "sample articles"


def find_places(given: Sequence[str], settings: Settings) -> Places:
    """Return the places to open: the paths, else the folders in the settings, else the samples.

    Args:
        given: Paths as typed.
        settings: The user's settings.

    Raises:
        NewsreaderError: None of them can be opened.
    """
    if given:
        missing = [problem for problem in map(why_not, given) if problem]
        folders = _found(given)
    else:
        missing = [str(each) for each in folder_mistakes(Paths.of_user().settings, settings)]
        folders = _found(map(os.fspath, settings.folders or (sample_articles(),)))
    if not folders:
        raise NewsreaderError(*missing)
    default = not given and not settings.folders
    return Places(folders, SAMPLES if default else _words(folders), tuple(missing), default)


def places_to_open(given: Sequence[str], settings: Settings) -> Places:
    """Return the places for the screen, which says what to do where the settings name none.

    The arguments and errors are those of `find_places`; an error is raised for paths only.
    """
    try:
        return find_places(given, settings)
    except NewsreaderError as error:
        if given:
            raise
        return Places((), "no folder", error.args)


def _found(paths: Iterable[str]) -> tuple[Path, ...]:
    """Return the paths that can be opened, absolute, with links resolved, each once."""
    return tuple(dict.fromkeys(Path(path).resolve() for path in paths if not why_not(path)))


def read_settings() -> Settings:
    """Return the settings of the user who runs the program, and say dates in their form."""
    paths = Paths.of_user()
    private_files.put_right(paths.config)
    settings = load_settings(paths.settings)
    date_format.use(settings.date_form)
    return settings


def fold_as_set() -> None:
    """Take simplified and traditional characters for one where the settings say so.

    It comes before every command: whatever is folded earlier would not be found.
    """
    path = Paths.of_user().settings
    try:
        mentioned = b"chinese" in path.read_bytes()
    except OSError:
        return
    # Few settings have it, and the parser of all the others takes as long as a short command.
    if mentioned and load_settings(path).chinese == "fold":
        from tui.library.search.chinese import fold_variants

        fold_variants()


def settings_for_command() -> Settings:
    """Return the settings as `read_settings` does, and print a sentence for each mistake."""
    settings = read_settings()
    for mistake in settings.mistakes:
        say(str(mistake))
    return settings


def places_to_list(given: Sequence[str]) -> Places:
    """Return the places for a command, and print a sentence for each one that is missing.

    Args:
        given: Paths as typed; none for the folders in the settings, or the samples.

    Raises:
        NewsreaderError: None of them can be opened.
    """
    places = find_places(given, settings_for_command())
    say(*places.missing)
    return places


def why_not(path: str) -> str:
    """Return a sentence that says why a path can't be opened, or the empty string."""
    reason = why_not_open(path)
    return reason + _suggestion(path) if reason.startswith(NO_FILE) else reason


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
    near = nearest(path, COMMANDS)
    return f" Did you mean the command `{near}`?" if near else ""


def _words(folders: tuple[Path, ...]) -> str:
    if len(folders) == 1:
        return shorten(folders[0])
    kinds = {folder.is_dir() for folder in folders}
    things = "files and folders" if len(kinds) > 1 else "folders" if True in kinds else "files"
    return f"{len(folders)} {things}"
