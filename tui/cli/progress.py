"""The progress line of long work on a terminal."""

import os
import sys
from time import monotonic
from typing import TextIO

from tui.cli.output import is_terminal
from tui.library import progress_rate
from tui.library.values import Progress

_BAR = 30
"""The cells of the bar."""

_LEAST_BAR = 4
"""The fewest cells of a bar; with less room there is none."""

_COLUMNS = 80
"""The width of a terminal that does not report one."""

_PAUSE = 0.1
"""The seconds between two updates; more frequent ones flicker."""


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
        self._wanted = is_terminal(self._stream)
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
        line = in_words(progress, self._columns - 1, self._what)
        self._stream.write(f"\r{line}\x1b[K")
        self._stream.flush()

    @property
    def _columns(self) -> int:
        """The width of the terminal; a wider line could not be overwritten."""
        try:
            return os.get_terminal_size(self._stream.fileno()).columns or _COLUMNS
        except (OSError, ValueError):
            return _COLUMNS


def in_words(progress: Progress, width: int = _COLUMNS, what: str = "Reading") -> str:
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
