"""The open folders: scanned at a start, watched from then on."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from tui.library.progress_rate import in_words

if TYPE_CHECKING:
    from pathlib import Path

    from textual.screen import Screen

    from tui.library.library import Library
    from tui.library.values import Progress, Report
    from tui.ui.common.frame_lines import TitleBar
    from tui.ui.screens.controllers.folder_updates import (
        FilesUnwatched,
        FolderUpdates,
        FolderWatcher,
        ScanFinished,
        ScanProgressed,
    )
    from tui.ui.screens.controllers.list_controller import ListController
    from tui.ui.screens.split_view import SplitView


class FolderController:
    """Brings the index up to date in workers, and has the list show what has changed."""

    def __init__(
        self,
        screen: Screen[None],
        library: Library,
        folders: tuple[Path, ...] | None,
        title: TitleBar,
        listing: ListController,
        split: SplitView,
    ) -> None:
        """Make the controller; `scan` begins.

        Args:
            screen: Runs the scan, gets the messages and shows the notices.
            library: Has the index.
            folders: What is open, absolute; None for what was piped in.
            title: Shows how far a scan is.
            listing: Asks for the rows again.
            split: The list and the reader.
        """
        self._screen = screen
        self._library = library
        self._folders = folders
        self._title = title
        self._listing = listing
        self._split = split
        self._told = 0
        """How many of the library's notices have been shown."""
        self._is_asked_for = False
        """Whether the user waits for the end of a scan."""
        self._renewals = 0
        """How often the index had been made anew when the last scan began."""
        self.watcher: FolderWatcher | None = None
        """Watches the folders after the first scan."""

    @cached_property
    def _updates(self) -> FolderUpdates:
        from tui.ui.screens.controllers.folder_updates import FolderUpdates

        return FolderUpdates(self._screen, self._library)

    def scan(self) -> None:
        """Show the library's notices, and bring the index up to date."""
        self._show_notices()
        self._renewals = self._library.renewals
        if self._folders is not None:
            self._updates.scan(self._folders)

    def action_rescan(self) -> None:
        """Look for changes, such as those on a network that no watch is told of."""
        if self._folders is None:
            self._screen.notify("What was piped in can't be read again.", timeout=4)
            return
        self._is_asked_for = True
        self.scan()

    def scan_renewed(self) -> None:
        """Scan again if the index had to be made anew; show the library's notices."""
        if self._library.renewals > self._renewals:
            self._listing.scanning = self._folders is not None
            self.scan()
        self._show_notices()

    def _show_notices(self) -> None:
        """Show what had to be repaired, and which rows are damaged, since the last time."""
        notices = self._library.notices[self._told :]
        for problem in notices:
            self._screen.notify(problem, severity="warning", timeout=15)
        self._told += len(notices)

    def on_scan_progressed(self, message: ScanProgressed) -> None:
        """Say how far the scan is, and list new articles now and then."""
        self._title.work = scan_lengths(message.progress)
        # While folders are only looked through, nothing new has been read yet.
        if message.progress.total:
            self._listing.refresh()

    def on_scan_finished(self, message: ScanFinished) -> None:
        """List the changes, and begin to watch."""
        self._listing.scanning = False
        self._listing.other_kinds = message.report.others_in_words()
        self._title.work = ()
        self._show_notices()
        if self._is_asked_for:
            self._is_asked_for = False
            self._screen.notify(changes_in_words(message.report), timeout=4)
        if message.changed or not self._listing.answer.total:
            self._listing.list_changes()
        if self.watcher is None and self._folders is not None:
            self.watcher = self._updates.watch(self._folders, message.began)

    def on_files_changed(self) -> None:
        """List the changes, and show the open article as it is now."""
        self._split.list.moved = True  # The article under the cursor stays, even before any key.
        self._listing.list_changes()
        self._split.pane.pages.update()

    def file_edited(self) -> None:
        """Show the open article and its row as they are now."""
        self._split.list.moved = True
        self._split.pane.pages.update()
        self.scan()

    def on_files_unwatched(self, message: FilesUnwatched) -> None:
        """Say that changes will not be seen."""
        self._screen.notify(message.reason, severity="warning", timeout=10)

    def close(self) -> None:
        """End the watch."""
        if self.watcher is not None:
            self.watcher.stop()


def changes_in_words(report: Report) -> str:
    """Return what a scan has found, in words."""
    numbers = {"new": report.added, "changed": report.changed, "gone": report.removed}
    found = [f"{number:,} {word}" for word, number in numbers.items() if number]
    return f"Articles: {', '.join(found)}" if found else "Nothing has changed in the folders."


def scan_lengths(done: Progress) -> tuple[str, ...]:
    """Return the words for how far a scan is, in several lengths, the longest first."""
    lengths = in_words(done)
    if done.total is None:
        return lengths
    return (*(f"reading {words}" for words in lengths[:2]), *(lengths[1:] or lengths))
