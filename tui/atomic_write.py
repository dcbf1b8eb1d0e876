"""Atomic writes: a file has either its old or its new content, even after a crash."""

import os
import re
import time
from contextlib import suppress
from pathlib import Path

_FOR_ALL = 0o666
"""The mode of a new file, before the user's umask."""

_UNFINISHED = re.compile(r"\.newsreader-[0-9a-f]{16}\.tmp")

_LEFT = 24 * 60 * 60
"""The seconds after which no process continues an unfinished file."""


def replace(path: Path, data: bytes, *, mode: int = _FOR_ALL) -> None:
    """Write a file in place of an existing one; a link is followed.

    Args:
        path: The file.
        data: Its new content.
        mode: The mode of a new file; an existing one keeps its mode.

    Raises:
        OSError: It can't be written; the old file is then unchanged.
    """
    whole = path.resolve()
    unfinished = write_beside(whole, data, mode=mode)
    try:
        unfinished.replace(whole)
    finally:
        unfinished.unlink(missing_ok=True)


def create(path: Path, data: bytes, *, mode: int = _FOR_ALL) -> bool:
    """Write a new file; return False, and change nothing, where it exists already.

    Args:
        path: The file.
        data: Its content.
        mode: Its mode.

    Raises:
        OSError: It can't be written.
    """
    unfinished = write_beside(path, data, mode=mode)
    try:
        _link(unfinished, path, mode)
    except FileExistsError:
        return False
    finally:
        unfinished.unlink(missing_ok=True)
    return True


def _link(source: Path, target: Path, mode: int) -> None:
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:
        # Some file systems have no links: there an empty file reserves the name.
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode))
        source.replace(target)


def write_beside(path: Path, data: bytes, *, mode: int = _FOR_ALL) -> Path:
    """Return a new hidden file in the folder of another file, with data synced to the disk.

    Args:
        path: The other file, which also gives the mode.
        data: The content of the new file.
        mode: The mode where the other file does not exist.

    Raises:
        OSError: It can't be written; nothing is then left of it.
    """
    unfinished = path.parent / f".newsreader-{os.urandom(8).hex()}.tmp"
    kept = path.stat().st_mode & 0o777 if path.exists() else None
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
    descriptor = os.open(unfinished, flags, mode if kept is None else kept)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if kept is not None:
            unfinished.chmod(kept)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    return unfinished


def remove_leftovers(folder: Path, names: re.Pattern[str] = _UNFINISHED) -> None:
    """Remove unfinished files of killed processes from a folder, if a day old or older.

    Args:
        folder: The folder.
        names: The pattern of their names; by default those of `write_beside`.

    Raises:
        OSError: The folder can't be read.
    """
    latest = time.time() - _LEFT
    with os.scandir(folder) as entries:
        for entry in entries:
            if not names.fullmatch(entry.name):
                continue
            with suppress(OSError):  # Another process may have removed it.
                if entry.is_file(follow_symlinks=False) and entry.stat().st_mtime < latest:
                    Path(entry.path).unlink()
