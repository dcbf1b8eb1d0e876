"""The errors of the program, with messages for the user."""

from collections.abc import Iterable
from pathlib import Path

NOTHING_READABLE = 2
"""The exit status of the program where nothing that it was given could be read."""


class NewsreaderError(Exception):
    """An error whose arguments are whole sentences for the user, usually one."""

    def __str__(self) -> str:
        return "\n".join(self.args)


class ArticleError(NewsreaderError):
    """A file that could not be read at all: gone, unreadable, or not a plain file."""


class StorageError(NewsreaderError):
    """The index or the user's data could not be read or written."""


class SettingsError(NewsreaderError):
    """A setting that can't be used; the text names the line and the key."""


class ImageError(NewsreaderError):
    """A picture that can't be shown; the text says why."""


def cause(error: OSError | ValueError) -> str:
    """Return the reason for an error with a path, as a phrase.

    Args:
        error: The error. Python raises `ValueError` for a name that it can't pass to the
            system, such as one with a NUL in it.
    """
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return "no file can have a name with such characters"


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name that a mistyped one looks most like; empty for none."""
    from difflib import get_close_matches  # Only where something is wrong.

    return next(iter(get_close_matches(name, list(known), n=1, cutoff=0.7)), "")


def unwritable(path: Path, error: OSError | ValueError) -> NewsreaderError:
    """Return an error that says why a file or a folder can't be written.

    Args:
        path: The file or the folder.
        error: The error of the system.
    """
    return NewsreaderError(f"{path} can't be written: {_why(path, error)}.")


def _why(path: Path, error: OSError | ValueError) -> str:
    if isinstance(error, PermissionError):
        return "you may not write there"
    if isinstance(error, FileNotFoundError) and not path.parent.exists():
        return f"there is no folder {path.parent}"
    if isinstance(error, NotADirectoryError):
        files = (each for each in reversed(path.parents) if each.is_file())
        return f"{next(files, path.parent)} is no folder"
    return cause(error)
