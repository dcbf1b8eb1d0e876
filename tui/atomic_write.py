"""Writing files so that each is whole, old or new, whatever happens meanwhile."""

import os
import re
import time
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

_FOR_ALL = 0o666
"""What a new file allows, less what the user's umask takes from it."""

_UNFINISHED = re.compile(r"\.newsreader-[0-9a-f]{16}\.tmp")

_LEFT = 24 * 60 * 60
"""After how many seconds no process goes on with an unfinished file."""


def replace(path: Path, data: bytes, *, mode: int = _FOR_ALL) -> None:
    """Write a file, in the place of the one there is; of a link, what it leads to.

    Args:
        path: The file.
        data: All that it shall hold.
        mode: What it allows where it is not there yet; else it keeps what it allows.

    Raises:
        OSError: It can't be written; then the old one is as it was.
    """
    whole = path.resolve()
    unfinished = write_beside(whole, data, mode=mode)
    try:
        unfinished.replace(whole)
    finally:
        unfinished.unlink(missing_ok=True)


def write_beside(path: Path, data: bytes, *, mode: int = _FOR_ALL) -> Path:
    """Return a new hidden file in the folder of another, with the data safely on the disk.

    Args:
        path: The other file; the new one allows what that allows.
        data: All that the new one shall hold.
        mode: What the new one allows where the other is not there.

    Raises:
        OSError: It can't be written; then nothing is left of it.
    """
    unfinished = path.parent / f".newsreader-{token_hex(8)}.tmp"
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
    """Remove unfinished files that killed processes have left in a folder a day ago or more.

    Args:
        folder: The folder, which can be read.
        names: How unfinished files are called; those of `write_beside`, unless others are meant.

    Raises:
        OSError: The folder can't be read.
    """
    latest = time.time() - _LEFT
    with os.scandir(folder) as entries:
        for entry in entries:
            if not names.fullmatch(entry.name):
                continue
            with suppress(OSError):  # Another process may have removed it, and it does no harm.
                if entry.is_file(follow_symlinks=False) and entry.stat().st_mtime < latest:
                    Path(entry.path).unlink()
