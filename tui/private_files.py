"""The program's own folders and files: their owner alone can read them (0600, folders 0700)."""

import os
import stat
from contextlib import suppress
from pathlib import Path

_FOLDER = 0o700
_FILE = 0o600


def make_folder(path: Path) -> None:
    """Make a folder of the program for its owner alone; one that is there is put right.

    The folders above that are missing are private too, as the XDG Base Directory Specification
    has it; those that exist stay as they are.

    Args:
        path: The folder.

    Raises:
        OSError: It can't be made.
    """
    missing = [each for each in path.parents if not each.exists()]
    for each in (*reversed(missing), path):
        each.mkdir(_FOLDER, exist_ok=True)
    put_right(path)


def put_right(folder: Path) -> None:
    """Close a folder of the program, and all that it holds, to everybody but the owner.

    The content is looked at only where the folder itself was open to others: nobody reaches
    files in a folder that is closed.

    Args:
        folder: The folder; it need not exist. What a link leads to stays as it is.
    """
    if not _close(folder):
        return
    for at, folders, files in os.walk(folder):
        for name in (*folders, *files):
            _close(Path(at, name))


def make_file(path: Path) -> None:
    """Make an empty file for its owner alone; one that is there keeps what it holds.

    What SQLite writes beside a database allows what the database allows.

    Args:
        path: The file, in a folder that exists.

    Raises:
        OSError: It can't be made.
    """
    if path.exists():
        _close(path)
    else:
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_CLOEXEC, _FILE))


def _close(path: Path) -> bool:
    """Take from others what they may do with a path; return whether they may less than before.

    A link, and what belongs to somebody else, is not the program's own.
    """
    # Some file systems know no modes, and another process may have removed the file.
    with suppress(OSError):
        found = path.lstat()
        mode = stat.S_IMODE(found.st_mode)
        own = not stat.S_ISLNK(found.st_mode) and found.st_uid == os.geteuid()
        if own and mode & ~_FOLDER:
            path.chmod(mode & _FOLDER)
            return path.lstat().st_mode != found.st_mode
    return False
