"""A line on the terminal that says how far a long work has come."""

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
"""A bar with fewer cells than these says nothing."""

_COLUMNS = 80
"""How wide a terminal is that does not say so."""

_PAUSE = 0.1
"""Seconds between two drawings; more often only flickers."""


class ProgressLine:
    """Draws one line over and over; draws nothing where nobody would see it.

    A context manager: at its end the line is wiped away.
    """

    def __init__(
        self, patience: float = 0.0, stream: TextIO | None = None, what: str = "Reading"
    ) -> None:
        """Make a line.

        Args:
            patience: How many seconds of work need no line yet.
            stream: Where to draw; None for standard error.
            what: What is done, in a word.
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
        """Take the line away, so that something else can be written in its place."""
        if self._drawn:
            self._drawn = False
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def __call__(self, progress: Progress) -> None:
        """Draw how far the work is, unless that was done a moment ago."""
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
        """How wide the terminal is; a line that is wider could not be drawn over."""
        try:
            return os.get_terminal_size(self._stream.fileno()).columns or _COLUMNS
        except (OSError, ValueError):
            return _COLUMNS


def in_words(progress: Progress, width: int = _COLUMNS, what: str = "Reading") -> str:
    """Return the line: a bar once it is known how much there is to do.

    Args:
        progress: How far the work is.
        width: How many cells there are for it.
        what: What is done, in a word.
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
