"""A named container taken in, and taken in again when it changes."""

from __future__ import annotations

import os
from pathlib import Path
from threading import Event, Lock, Thread

from tui.articles.containers import Kind
from tui.errors import NewsreaderError
from tui.library.indexing.intake import SourceRows, read_contained
from tui.library.indexing.pipe_intake import PipeIntake

_LARGE = 16 << 20
"""The most bytes of a file that is read at once: rows of a larger one come while it is read."""
_LOOK_SECONDS = 1.0
"""The seconds between two looks whether the container has changed."""


class ContainerIntake:
    """Takes in a container in a thread."""

    def __init__(self, path: Path, rows: SourceRows, kind: Kind | None, base: str) -> None:
        """Make the intake; `start` begins.

        Args:
            path: A file, or the folder of a Maildir, absolute.
            rows: Writes the articles.
            kind: The kind of the file; None to recognise it.
            base: The address to which relative links lead; empty for none.
        """
        self.rows = rows
        self._path = path
        self._kind = kind
        self._base = base
        self._stopping = Event()
        self._lock = Lock()
        self._stream: PipeIntake | None = None
        """What takes in a large file now."""
        self._thread = Thread(target=self._run, name="container", daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread and wait for it; what was written until then stays."""
        self._stopping.set()
        with self._lock:
            if self._stream:
                self._stream.cancel()
        self._thread.join()

    def _run(self) -> None:
        seen = None
        while not self._stopping.is_set():
            state = _state(self._path)
            if state and state != seen:
                seen = state
                size = max(size for size, _ in state)
                if size > _LARGE:
                    self._read_as_stream()
                else:
                    self._read(size)
            self._stopping.wait(_LOOK_SECONDS)

    def _read_as_stream(self) -> None:
        self.rows.begin_again()
        try:
            file = os.open(self._path, os.O_RDONLY)
        except OSError as error:
            self.rows.tell(ended=True, problems=(f"{self._path} can't be read: {error.strerror}.",))
            return
        with self._lock:
            self._stream = PipeIntake(file, self.rows, self._kind, self._base)
            if self._stopping.is_set():
                self._stream.cancel()
        self._stream.run()
        with self._lock:
            self._stream.cancel()
            self._stream = None
        if self._stopping.is_set():
            return
        try:
            self.rows.drop_old()
        except NewsreaderError as error:
            self.rows.tell(problems=(str(error),))

    def _read(self, size: int) -> None:
        name = self.rows.taken.name
        request = (self._path, name, self._kind, self._base)
        try:
            contained = read_contained("container_entries", request, size, self._stopping.is_set)
            problems = contained.problems
            if not contained.entries:
                problems = (*problems, f"There is no article in {name}.")
            self.rows.reopen()
            self.rows.take_in(
                [], contained.entries, kind=contained.words, ended=True, problems=problems
            )
        except NewsreaderError as error:
            self.rows.tell(ended=True, problems=(str(error),))


def _state(path: Path) -> tuple[tuple[int, int], ...]:
    """Return what changes with a container: sizes and times; nothing for one that is gone."""
    places = [path, path / "new", path / "cur"] if path.is_dir() else [path]
    try:
        return tuple((found.st_size, found.st_mtime_ns) for found in map(Path.stat, places))
    except OSError:
        return ()
