"""A place for the index of what is piped in: on the disk, and gone when the program ends."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

from tui import private_files


@contextmanager
def temporary_index(folder: Path) -> Iterator[Path]:
    """Return the path of an index in a folder of its own, which is removed at the end.

    What killed processes have left in there is removed first: each process holds a lock of its
    own folder (flock(2)), which the system takes away with the process.

    Args:
        folder: The folder of all such indexes; it need not exist. Where none can be made in it,
            the path leads nowhere, and the index is made in memory.
    """
    try:
        private_files.make_folder(folder)
        with private_files.locked(folder):  # So no other process sweeps away the one just made.
            _sweep(folder)
            own = Path(mkdtemp(dir=folder))
            lock = private_files.lock(own)
    except OSError:
        yield folder / "index.db"
        return
    try:
        yield own / "index.db"
    finally:
        shutil.rmtree(own, ignore_errors=True)
        os.close(lock)


def _sweep(folder: Path) -> None:
    for left in folder.iterdir():
        with suppress(OSError):  # It is another process's, or not a folder.
            lock = private_files.lock(left, fcntl.LOCK_NB)
            shutil.rmtree(left, ignore_errors=True)
            os.close(lock)
