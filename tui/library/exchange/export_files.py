"""Writing exported files, each whole; what can't be written is said in a sentence."""

import os
from pathlib import Path

from tui import atomic_write
from tui.errors import NewsreaderError, cause


def remove_leftovers_beside(path: Path) -> None:
    """Remove what killed exports have left unfinished in the folder of a file to be written.

    Raises:
        NewsreaderError: The folder can't be read.
    """
    try:
        atomic_write.remove_leftovers(path.parent)
    except (OSError, ValueError) as error:
        raise unwritable(path, error) from error


def replace(path: Path, data: bytes) -> None:
    """Write a file, in the place of the one there is.

    Raises:
        NewsreaderError: It can't be written; then the old one is as it was.
    """
    try:
        atomic_write.replace(path, data)
    except (OSError, ValueError) as error:
        raise unwritable(path, error) from error


def create(path: Path, data: bytes) -> bool:
    """Write a file that is not there yet; return False, and do nothing, where it is.

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
    """Return the sentence that says why a file or a folder can't be written.

    Args:
        path: The file or the folder.
        error: What was raised when it was written, or looked for.
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
        # Some file systems know no links: then an empty file holds the place.
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
        source.replace(target)
