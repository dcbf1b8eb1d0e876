"""Writing files so that each is whole, old or new, whatever happens meanwhile."""

import os
import tempfile
from pathlib import Path

from tui.errors import NewsreaderError


def replace(path: Path, data: bytes) -> None:
    """Write a file, in the place of the one there is.

    Raises:
        NewsreaderError: It can't be written; then the old one is as it was.
    """
    try:
        whole = path.resolve()
        unfinished = _write_beside(whole, data)
        try:
            unfinished.replace(whole)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise NewsreaderError(f"{path} can't be written: {error.strerror}.") from error


def create(path: Path, data: bytes) -> bool:
    """Write a file that is not there yet; return False, and do nothing, where it is.

    Raises:
        NewsreaderError: It can't be written.
    """
    try:
        unfinished = _write_beside(path, data)
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


def _write_beside(path: Path, data: bytes) -> Path:
    """Return a new hidden file in the same folder, with the data safely on the disk."""
    descriptor, name = tempfile.mkstemp(prefix=".newsreader-", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(_mode(path))
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _mode(path: Path) -> int:
    """Return the permissions of the file that is there, else those that a new one gets."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
