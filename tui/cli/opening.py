"""Opening the user's library where it belongs, or somewhere else for this time."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from tui.errors import UnwritableError
from tui.library.library import Library
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
