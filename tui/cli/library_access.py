"""Opening of the user's library, and updates of its index with a progress line."""

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
    """Open the user's library, and print its notices at the end.

    Raises:
        StorageError: It can't be opened.
    """
    paths = Paths.of_user()
    library = Library.open(paths.index_db, paths.user_db)
    try:
        with library:
            yield library
    finally:
        for notice in library.notices:
            say(notice)


@contextmanager
def unbroken(library: Library) -> Iterator[None]:
    """Raise an error at the end if the index was emptied while it was printed.

    Args:
        library: The library.

    Raises:
        StorageError: The index was damaged, and the output is incomplete.
    """
    before = library.renewals
    yield
    if library.renewals != before:
        raise StorageError("The index was damaged while it was read: run the command again.")


def bring_up_to_date(
    library: Library, folders: Sequence[Path], *, rebuild: bool = False, patience: float = 1.0
) -> Report:
    """Bring the index up to date with the files.

    Args:
        library: The library.
        folders: Files and folders, absolute.
        rebuild: Whether to build the index from scratch.
        patience: The seconds before a progress line is drawn, on a terminal.

    Raises:
        StorageError: The index can't be written.
    """
    with ProgressLine(patience) as progress:
        return library.update(folders, rebuild=rebuild, progress=progress, cancelled=None)
