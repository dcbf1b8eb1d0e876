"""The library with its index brought up to date, for the commands that open no screen."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tui.cli.opening import open_somehow
from tui.cli.output import say
from tui.cli.progress import ProgressLine
from tui.errors import StorageError
from tui.library.library import Library
from tui.library.values import Report
from tui.paths import Paths


@contextmanager
def open_library(*, lasting: bool = True) -> Iterator[Library]:
    """Open the user's library, and say at the end what had to be mended.

    Args:
        lasting: Whether something is to be kept. If not, a library that is gone at the end
            will do where there can be no other.

    Raises:
        StorageError: It can't be opened.
    """
    paths = Paths.of_user()
    with Library.open(paths.index_db, paths.user_db) if lasting else open_somehow(paths) as library:
        try:
            yield library
        finally:
            for notice in library.notices:
                say(notice)


@contextmanager
def unbroken(library: Library) -> Iterator[None]:
    """Do not pass over in silence that the index was emptied while it was printed.

    Args:
        library: The library.

    Raises:
        StorageError: The index was damaged, and what was printed is not the whole.
    """
    before = library.renewals
    yield
    if library.renewals != before:
        raise StorageError("The index was damaged while it was read: please ask once more.")


def bring_up_to_date(
    library: Library, folders: Sequence[Path], *, rebuild: bool = False, patience: float = 1.0
) -> Report:
    """Bring the index up to date with the files.

    Args:
        library: The library.
        folders: Files and folders, absolute.
        rebuild: Whether to start anew.
        patience: After how many seconds to draw how far it is, on a terminal.

    Raises:
        StorageError: The index can't be written.
    """
    with ProgressLine(patience) as progress:
        return library.update(folders, rebuild=rebuild, progress=progress, cancelled=None)
