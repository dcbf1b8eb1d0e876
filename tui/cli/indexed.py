"""The library with its index brought up to date, for the commands that open no screen."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tui.cli.output import say
from tui.cli.progress import ProgressLine
from tui.errors import StorageError
from tui.library.library import Library
from tui.library.values import Report
from tui.paths import Paths


@contextmanager
def open_library() -> Iterator[Library]:
    """Open the user's library, and say at the end what had to be mended.

    Raises:
        StorageError: It can't be opened.
    """
    paths = Paths.of_user()
    with Library.open(index=paths.index_db, user=paths.user_db) as library:
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
