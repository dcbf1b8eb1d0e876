"""Opening of the user's library, updates of its index, and the progress line of long work."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import TextIO

from tui.cli.output import can_style, say
from tui.errors import StorageError
from tui.library import progress_rate
from tui.library.library import Library
from tui.library.values import Progress, Report
from tui.paths import Paths

_BAR = 30
"""The cells of the bar."""

_LEAST_BAR = 4
"""The fewest cells of a bar; with less room there is none."""

_COLUMNS = 80
"""The width of a terminal that does not report one."""

_PAUSE = 0.1
"""The seconds between two updates; more frequent ones flicker."""


@contextmanager
def open_library() -> Iterator[Library]:
    """Open the user's library, and print its notices at the end.

    Raises:
        StorageError: It can't be opened.
    """
    paths = Paths.of_user()
    library = Library.open(paths.index_db, paths.user_db)
    refusal = None
    try:
        with library:
            yield library
    except StorageError as error:
        refusal = str(error)
        raise
    finally:
        for notice in library.notices:
            # What is raised is printed too: no reason is given twice.
            if refusal is None or not notice.startswith(refusal):
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


class ProgressLine:
    """Draws progress on one line of a terminal, and nothing anywhere else.

    A context manager, which removes the line at its end.
    """

    def __init__(
        self, patience: float = 0.0, stream: TextIO | None = None, what: str = "Reading"
    ) -> None:
        """Make a line.

        Args:
            patience: The seconds before the line is first drawn.
            stream: The stream to draw on; None for standard error.
            what: The kind of work, in a word.
        """
        self._stream = stream or sys.stderr
        self._wanted = can_style(self._stream)
        self._what = what
        self._next = monotonic() + patience
        self._drawn = False

    def __enter__(self) -> "ProgressLine":
        return self

    def __exit__(self, *_: object) -> None:
        self.wipe()

    def wipe(self) -> None:
        """Remove the line, so that other output can be printed in its place."""
        if self._drawn:
            self._drawn = False
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def __call__(self, progress: Progress) -> None:
        """Draw the progress, unless it was drawn a moment ago."""
        now = monotonic()
        if not self._wanted or now < self._next:
            return
        self._next = now + _PAUSE
        self._drawn = True
        line = progress_in_words(progress, self._columns - 1, self._what)
        self._stream.write(f"\r{line}\x1b[K")
        self._stream.flush()

    @property
    def _columns(self) -> int:
        """The width of the terminal; a wider line could not be overwritten."""
        try:
            return os.get_terminal_size(self._stream.fileno()).columns or _COLUMNS
        except (OSError, ValueError):
            return _COLUMNS


def progress_in_words(progress: Progress, width: int = _COLUMNS, what: str = "Reading") -> str:
    """Return the line, with a bar once the total is known.

    Args:
        progress: The progress.
        width: The width of the line, in cells.
        what: The kind of work, in a word.
    """
    if not progress.total:
        count = f": {progress.done:,}" if progress.done else ""
        return f"Looking through the folders{count} …"[:width]
    lengths = progress_rate.in_words(progress)
    words = next((words for words in lengths if len(words) <= width), lengths[-1][:width])
    room = min(_BAR, width - len(f"{what}  ") - len(words))
    if room < _LEAST_BAR:
        return words
    full = round(min(progress.done / progress.total, 1.0) * room)
    return f"{what} {'━' * full}{'─' * (room - full)} {words}"
