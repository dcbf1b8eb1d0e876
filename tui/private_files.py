"""The program's own files and folders, which only their owner can read (0600, folders 0700)."""

import errno
import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_FOLDER = 0o700
_FILE = 0o600


def make_folder(path: Path) -> None:
    """Make a private folder, or make an existing one private.

    Missing parent folders become private too, as the XDG Base Directory Specification requires;
    existing ones are unchanged.

    Args:
        path: The folder.

    Raises:
        OSError: It can't be made.
    """
    missing = [each for each in path.parents if not each.exists()]
    for each in (*reversed(missing), path):
        try:
            each.mkdir(_FOLDER, exist_ok=True)
        except FileExistsError as error:  # A file, or a link to nothing.
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), each) from error
    put_right(path)


def put_right(folder: Path) -> None:
    """Make a folder of the program and all of its content private.

    The content is changed only where the folder itself was open to others, who can't reach
    files in a private folder.

    Args:
        folder: The folder, which need not exist. Links are not followed.
    """
    if not _close(folder):
        return
    for at, folders, files in os.walk(folder):
        for name in (*folders, *files):
            _close(Path(at, name))


def make_file(path: Path) -> None:
    """Make an empty private file, or make an existing one private.

    SQLite gives the files beside a database the mode of the database.

    Args:
        path: The file, in a folder that exists.

    Raises:
        OSError: It can't be made, or something else is in its place.
    """
    if path.exists():
        if not path.is_file():  # To open a pipe would wait for its other end.
            raise OSError(errno.EINVAL, "it is no regular file", path)
        _close(path)
    else:
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_CLOEXEC, _FILE))


def _close(path: Path) -> bool:
    """Remove the permissions of others from a path; return whether they had any.

    Links and files of other users are not the program's own and stay unchanged.
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


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder (flock(2)), for which other processes wait.

    Raises:
        OSError: The folder can't be opened or locked.
    """
    descriptor = lock(folder)
    try:
        yield
    finally:
        os.close(descriptor)


def lock(folder: Path, how: int = 0) -> int:
    """Return a descriptor of a folder that holds its lock; the system frees it with the process.

    Args:
        folder: The folder.
        how: `fcntl.LOCK_NB` where another process's lock is not waited for.

    Raises:
        OSError: The folder can't be opened or locked.
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | how)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor
