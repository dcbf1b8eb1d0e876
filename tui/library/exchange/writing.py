"""Writing files so that each is whole, old or new, whatever happens meanwhile."""

import os
from pathlib import Path
from secrets import token_hex

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
    unfinished = path.parent / f".newsreader-{token_hex(8)}.tmp"
    mode = path.stat().st_mode & 0o777 if path.exists() else None
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
    descriptor = os.open(unfinished, flags, 0o666 if mode is None else mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            unfinished.chmod(mode)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    return unfinished
