"""Opening of the user's library, and updates of its index with a progress line.

Where a database can't be written in its place, a library for the time of the program can stand in.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from tui.cli.output import say
from tui.cli.progress import ProgressLine
from tui.errors import StorageError, UnwritableError
from tui.library.library import Library
from tui.library.values import Report
from tui.paths import Paths


@contextmanager
def open_library(*, lasting: bool = True) -> Iterator[Library]:
    """Open the user's library, and print its notices at the end.

    Args:
        lasting: Whether changes must be kept. If not, a temporary library may stand in, as in
            `open_or_replace`.

    Raises:
        StorageError: It can't be opened.
    """
    paths = Paths.of_user()
    opened = Library.open(paths.index_db, paths.user_db) if lasting else open_or_replace(paths)
    with opened as library:
        try:
            yield library
        finally:
            for notice in library.notices:
                say(notice)


@contextmanager
def open_or_replace(paths: Paths) -> Iterator[Library]:
    """Open the user's library; a database that can't be written is replaced by a temporary one.

    A notice of the library says so. Temporary databases are deleted at the end.

    Args:
        paths: The user's paths.

    Raises:
        StorageError: The library can't be opened, nor a temporary one be made.
    """
    with ExitStack() as stack:
        try:
            library = Library.open(paths.index_db, paths.user_db)
        except UnwritableError as error:
            library = _temporary(paths, error, stack)
        yield stack.enter_context(library)


def _temporary(paths: Paths, error: UnwritableError, stack: ExitStack) -> Library:
    """Return a library with a temporary index, and with a temporary user database if needed."""
    try:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="newsreader-")))
    except OSError:
        raise error from None
    index, user = folder / "index.db", folder / "user.db"
    with suppress(UnwritableError):
        library = Library.open(index, paths.user_db)
        library.notices.append(f"{error} It is made for this time only.")
        return library
    for suffix in ("", "-wal"):
        with suppress(OSError):
            copyfile(f"{paths.user_db}{suffix}", f"{user}{suffix}")
    library = Library.open(index, user)
    library.notices.append(f"{error} Nothing is kept of what is read and marked now.")
    return library


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
