"""Atomic writing of exported files, with errors as sentences for the user."""

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from tui import atomic_write
from tui.articles.article import Article
from tui.errors import NewsreaderError, cause

_MOST_BYTES = 180
"""The most bytes of a name without its suffix; file systems allow 255."""

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f-\x9f/\\?*:"<>|\u2028\u2029\ud800-\udfff]+')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|\Z)", re.IGNORECASE)


def stem_of(article: Article) -> str:
    """Return the file name of an article without its suffix: `2021-03-29 Title`."""
    title = unicodedata.normalize("NFC", article.title)
    words = " ".join(_FORBIDDEN.sub("_", title).split()).strip(" .")
    day = article.date.date().isoformat() if article.date else ""
    if not words.startswith(day):
        words = f"{day} {words}"
    if _RESERVED.match(words):
        words = f"_{words}"
    cut = words.encode("utf-8")[:_MOST_BYTES].decode("utf-8", "ignore")
    return cut.rstrip(" .") or "Untitled"


class Names:
    """The names used in a folder, compared without case and Unicode normalisation."""

    def __init__(self, taken: Iterable[str]) -> None:
        """Begin with the names that exist already."""
        self._taken = {_folded(name) for name in taken}

    def free(self, stem: str, suffix: str) -> Iterator[str]:
        """Yield unused names without end: the plain one, then numbered ones."""
        number = 1
        while True:
            name = f"{stem}{suffix}" if number == 1 else f"{stem} ({number}){suffix}"
            if _folded(name) not in self._taken:
                self._taken.add(_folded(name))
                yield name
            number += 1


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def remove_leftovers_beside(path: Path) -> None:
    """Remove unfinished files of killed exports from the folder of a file to be written.

    Raises:
        NewsreaderError: The folder can't be read.
    """
    try:
        atomic_write.remove_leftovers(path.parent)
    except (OSError, ValueError) as error:
        raise unwritable(path, error) from error


def replace(path: Path, data: bytes) -> None:
    """Write a file in place of an existing one.

    Raises:
        NewsreaderError: It can't be written; the old file is then unchanged.
    """
    try:
        atomic_write.replace(path, data)
    except (OSError, ValueError) as error:
        raise unwritable(path, error) from error


def create(path: Path, data: bytes) -> bool:
    """Write a new file; return False, and change nothing, where it exists already.

    Raises:
        NewsreaderError: It can't be written.
    """
    try:
        unfinished = atomic_write.write_beside(path, data)
        try:
            _link(unfinished, path)
        finally:
            unfinished.unlink(missing_ok=True)
    except FileExistsError:
        return False
    except (OSError, ValueError) as error:
        raise unwritable(path, error) from error
    return True


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


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:
        # Some file systems have no links: there an empty file reserves the name.
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
        source.replace(target)
