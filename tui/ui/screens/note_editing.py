"""Note and labels of a bookmark: read, edited in a dialog, written in the marks' thread."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message
from textual.screen import Screen

from tui.articles.article import Summary
from tui.errors import NewsreaderError
from tui.library.library import Library
from tui.library.values import Notes
from tui.ui.common.key_queue import NOTES
from tui.ui.screens.mark_worker import ManyMarked, Marked, Marker


@dataclass(eq=False, repr=False)
class NotesRead(Message):
    """What the user says about an article can be edited."""

    summary: Summary
    notes: Notes
    """As they are kept; empty where the article is not bookmarked."""
    typed: Notes
    """As the user has typed them, where they could not be written before; else as kept."""


@dataclass(eq=False, repr=False)
class NotesUnwritten(Message):
    """What the user has typed could not be written."""

    reason: str
    draft: NotesRead


class Noter:
    """Reads notes, has them edited, and writes them."""

    def __init__(self, screen: Screen[None], library: Library, marker: Marker) -> None:
        """Make a noter.

        Args:
            screen: Who gets the messages.
            library: Where the notes are kept.
            marker: Reads and writes them when it is their turn among the marks.
        """
        self._screen = screen
        self._library = library
        self._marker = marker

    def read(self, summary: Summary) -> None:
        """Read the notes of an article; they come with `NotesRead`."""
        self._marker.carry_out(lambda: self._read(summary))
        self._screen.run_worker(self._marker.settled(), group=NOTES)

    def edit(self, read: NotesRead) -> None:
        """Let the user edit notes, then write them."""
        from tui.ui.screens.dialogs.edit_notes import EditNotes

        def edited(wanted: Notes | None) -> None:
            if wanted is not None:
                self._marker.carry_out(lambda: self._write(read, wanted))

        self._screen.app.push_screen(EditNotes(read.summary.title, read.notes, read.typed), edited)

    # In the marks' thread.

    def _read(self, summary: Summary) -> Message:
        notes = self._library.bookmarks.notes(summary.id) or Notes()
        return NotesRead(summary, notes, notes)

    def _write(self, read: NotesRead, wanted: Notes) -> Message:
        id = read.summary.id
        try:
            is_new = self._library.bookmarks.notes(id) is None
            self._library.bookmarks.edit_notes(id, read.notes, wanted)
            after = next(iter(self._library.search.summaries([id])), None)
        except NewsreaderError as error:
            draft = NotesRead(read.summary, read.notes, wanted)
            return NotesUnwritten(str(error), draft)
        note = "Bookmarked and noted" if is_new else "Noted"
        return Marked(after, note, 0) if after else ManyMarked(note)
