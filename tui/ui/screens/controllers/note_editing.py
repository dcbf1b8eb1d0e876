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
from tui.ui.screens.controllers.mark_worker import ManyMarked, Marked, MarkWorker


@dataclass(eq=False, repr=False)
class NotesRead(Message):
    """Note and labels of an article are read and can be edited."""

    summary: Summary
    notes: Notes
    """The stored ones; empty where the article is not bookmarked."""
    typed: Notes
    """Those that the user typed and that could not be written; else the stored ones."""


@dataclass(eq=False, repr=False)
class NotesUnwritten(Message):
    """The edited notes could not be written."""

    reason: str
    draft: NotesRead


class NoteEditor:
    """Reads notes, has them edited, and writes them."""

    def __init__(self, screen: Screen[None], library: Library, worker: MarkWorker) -> None:
        """Make the editor.

        Args:
            screen: Gets the messages and opens the dialog.
            library: Where the notes are kept.
            worker: Reads and writes them in the marks' thread, in their turn.
        """
        self._screen = screen
        self._library = library
        self._worker = worker

    def read(self, summary: Summary) -> None:
        """Read the notes of an article; they come with `NotesRead`."""
        self._worker.carry_out(lambda: self._read(summary))
        self._screen.run_worker(self._worker.settled(), group=NOTES)

    def edit(self, read: NotesRead) -> None:
        """Let the user edit notes, then write them."""
        from tui.ui.screens.dialogs.edit_notes import EditNotes

        def edited(wanted: Notes | None) -> None:
            if wanted is not None:
                self._worker.carry_out(lambda: self._write(read, wanted))

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
