"""A named container taken in, and taken in again when it changes."""

from __future__ import annotations

from pathlib import Path
from threading import Event, Thread

from tui.articles.containers import Kind
from tui.errors import NewsreaderError
from tui.library.indexing.intake import SourceRows, read_contained

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
        self._thread = Thread(target=self._run, name="container", daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread and wait for it; what was written until then stays."""
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        seen = None
        while not self._stopping.is_set():
            state = _state(self._path)
            if state and state != seen:
                seen = state
                self._read(max(size for size, _ in state))
            self._stopping.wait(_LOOK_SECONDS)

    def _read(self, size: int) -> None:
        name = self.rows.taken.name
        request = (self._path, name, self._kind, self._base)
        try:
            contained = read_contained("container_entries", request, size, self._stopping.is_set)
            problems = contained.problems
            if not contained.entries:
                problems = (*problems, f"There is no article in {name}.")
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
