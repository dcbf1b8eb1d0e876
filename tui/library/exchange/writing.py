"""Writing exported files, each whole; what can't be written is said in a sentence."""

import os
from pathlib import Path

from tui import whole_files
from tui.errors import NewsreaderError


def replace(path: Path, data: bytes) -> None:
    """Write a file, in the place of the one there is.

    Raises:
        NewsreaderError: It can't be written; then the old one is as it was.
    """
    try:
        whole_files.replace(path, data)
    except OSError as error:
        raise NewsreaderError(f"{path} can't be written: {error.strerror}.") from error


def create(path: Path, data: bytes) -> bool:
    """Write a file that is not there yet; return False, and do nothing, where it is.

    Raises:
        NewsreaderError: It can't be written.
    """
    try:
        unfinished = whole_files.write_beside(path, data)
        try:
            _link(unfinished, path)
        finally:
            unfinished.unlink(missing_ok=True)
    except FileExistsError:
        return False
    except OSError as error:
        raise NewsreaderError(f"{path} can't be written: {error.strerror}.") from error
    return True


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:
        # Some file systems know no links: then an empty file holds the place.
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
        source.replace(target)
