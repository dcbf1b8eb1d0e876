"""The workers of the folder controller: the scan, and the watch for changed files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from time import time_ns

from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from tui.errors import NewsreaderError
from tui.library.library import Library
from tui.library.values import Progress, Report
from tui.library.watching.watch import Changed, Unwatched, Watch
from tui.ui.screens.controllers.query_worker import Failed


@dataclass(eq=False, repr=False)
class ScanProgressed(Message):
    """More files have been looked at; a newer message of the kind replaces an older."""

    progress: Progress

    def can_replace(self, message: Message) -> bool:
        """Only the newest progress is worth drawing."""
        return isinstance(message, ScanProgressed)


@dataclass(eq=False, repr=False)
class ScanFinished(Message):
    """The index is up to date."""

    report: Report
    began: int
    """When the scan began, in nanoseconds since 1970."""

    @property
    def changed(self) -> bool:
        """Whether the list can look different now."""
        return bool(self.report.added or self.report.changed or self.report.removed)


class FolderUpdates:
    """Scans folders in a worker, and has them watched."""

    def __init__(self, screen: Screen[None], library: Library) -> None:
        """Make the part.

        Args:
            screen: Runs the worker and gets its messages.
            library: Has the index.
        """
        self._screen = screen
        self._library = library

    def scan(self, folders: tuple[Path, ...]) -> None:
        """Bring the index up to date with some folders."""
        self._screen.run_worker(
            lambda: self._scan(folders), thread=True, exclusive=True, group="scan"
        )

    def watch(self, folders: tuple[Path, ...], since: int) -> FolderWatcher:
        """Return what takes in changed files from now on; see `FolderWatcher`."""
        return FolderWatcher(self._screen, self._library, folders, since)

    def _scan(self, folders: tuple[Path, ...]) -> None:
        worker = get_current_worker()
        began = time_ns()
        try:
            report = self._library.update(
                folders,
                progress=self._tell,
                cancelled=lambda: worker.is_cancelled,
            )
        except NewsreaderError as error:
            if not worker.is_cancelled:
                self._screen.post_message(Failed(str(error)))
            return
        if not worker.is_cancelled:
            self._screen.post_message(ScanFinished(report, began))

    def _tell(self, progress: Progress) -> None:
        self._screen.post_message(ScanProgressed(progress))


@dataclass(eq=False, repr=False)
class FilesChanged(Message):
    """Files have changed, and the index knows."""


@dataclass(eq=False, repr=False)
class FilesUnwatched(Message):
    """Changes of files are not noticed, or not all."""

    reason: str


class FolderWatcher:
    """Takes in changed files in a thread of its own."""

    def __init__(
        self, screen: Screen[None], library: Library, folders: tuple[Path, ...], since: int
    ) -> None:
        """Start the watch.

        Args:
            screen: Gets the messages.
            library: Has the index.
            folders: What is open, absolute.
            since: Nanoseconds since 1970; files changed since then are taken in first.
        """
        self._screen = screen
        self._library = library
        self._folders = folders
        self._watch = Watch(folders, since)
        self._stopped = False
        # A thread, not a worker: all workers end while the program runs.
        self._thread = Thread(target=self._run, name="watch", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the watch; a change that is being taken in is left unfinished."""
        self._stopped = True
        self._watch.stop()
        self._thread.join()

    def _run(self) -> None:
        for message in self._watch.messages():
            if isinstance(message, Unwatched):
                self._screen.post_message(FilesUnwatched(message.reason))
            elif isinstance(message, Changed):
                self._take_in(message)

    def _take_in(self, message: Changed) -> None:
        try:
            changed = self._bring_in(message)
        except NewsreaderError as error:
            if not self._stopped:
                self._screen.post_message(Failed(str(error)))
            return
        if changed and not self._stopped:
            self._screen.post_message(FilesChanged())

    def _bring_in(self, message: Changed) -> bool:
        def cancelled() -> bool:
            return self._stopped

        if message.paths is not None:
            return self._library.bring_in([Path(path) for path in message.paths], cancelled)
        report = self._library.update(self._folders, cancelled=cancelled)
        return bool(report.added or report.changed or report.removed)
