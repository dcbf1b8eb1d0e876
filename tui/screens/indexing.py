"""Bringing the index up to date while the user reads."""

from dataclasses import dataclass
from pathlib import Path
from time import time_ns

from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from tui.errors import NewsreaderError
from tui.library.library import Library
from tui.library.values import Progress, Report
from tui.screens.asking import Failed


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


class Indexer:
    """Runs the scan for a screen."""

    def __init__(self, screen: Screen[None], library: Library) -> None:
        """Make an indexer.

        Args:
            screen: Whose worker scans, and who gets the messages.
            library: What is brought up to date.
        """
        self._screen = screen
        self._library = library

    def start(self, folders: tuple[Path, ...]) -> None:
        """Bring the index up to date with some folders."""
        self._screen.run_worker(
            lambda: self._scan(folders), thread=True, exclusive=True, group="scan"
        )

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
