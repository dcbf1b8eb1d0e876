"""The library with its index brought up to date, for the commands that open no screen."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from tui.cli.output import say
from tui.cli.progress import ProgressLine
from tui.errors import StorageError, UnwritableError
from tui.library.library import Library
from tui.library.values import Report
from tui.paths import Paths


@contextmanager
def open_somehow(paths: Paths) -> Iterator[Library]:
    """Open the user's library; what can't be written where it belongs is kept for this time only.

    Its notices say so.

    Args:
        paths: Where it belongs.

    Raises:
        StorageError: It can't be opened, nor another one be made.
    """
    with ExitStack() as stack:
        try:
            library = Library.open(paths.index_db, paths.user_db)
        except UnwritableError as error:
            library = _passing(paths, error, stack)
        yield stack.enter_context(library)


def _passing(paths: Paths, error: UnwritableError, stack: ExitStack) -> Library:
    """Return a library that is gone, or whose index is, when the stack is left."""
    from shutil import copyfile
    from tempfile import TemporaryDirectory

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
