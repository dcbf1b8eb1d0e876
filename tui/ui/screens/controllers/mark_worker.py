"""The thread of the marks: bookmarks, read marks and notes, written one after the other."""

from __future__ import annotations

from asyncio import wrap_future
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass

from textual.message import Message
from textual.screen import Screen

from tui.articles.article import Summary
from tui.articles.terminal_text import counted
from tui.errors import NewsreaderError, StorageError
from tui.library.library import Library
from tui.library.query import Query
from tui.library.values import Answer, Notes
from tui.ui.common.key_queue import NOTES
from tui.ui.screens.controllers.query_worker import Failed


@dataclass(eq=False, repr=False)
class Marked(Message):
    """One article has been marked; it is on the disk."""

    summary: Summary
    note: str
    """The notice for the user; empty where the row says enough."""
    unread_change: int
    """How many more articles are unread now: 1, 0 or -1."""


@dataclass(eq=False, repr=False)
class ManyMarked(Message):
    """Many articles may have changed their marks."""

    note: str


@dataclass(eq=False, repr=False)
class OthersMarked(Message):
    """Another newsreader has changed marks."""


@dataclass(eq=False, repr=False)
class MarksReread(Message):
    """Rows have been read again."""

    answer: Answer
    """What is counted now; without rows."""
    summaries: list[Summary]
    gone: bool
    """Whether any of the rows is gone, such as that of a bookmark without a file."""


class MarkWorker:
    """Writes marks in the order in which the user made them."""

    def __init__(self, screen: Screen[None], library: Library) -> None:
        """Make the worker; its thread starts with the first mark.

        Args:
            screen: Gets the messages.
            library: Where the marks are kept.
        """
        self._screen = screen
        self._library = library
        self._looking = False
        """Whether a check for marks of others is waiting for its turn."""
        self._behind = False
        """Whether others have changed marks that the screen does not show yet."""
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="marks")

    async def settled(self) -> None:
        """Return once all marks made until now are written and posted."""
        await wrap_future(self._thread.submit(lambda: None))

    def close(self) -> None:
        """Wait until everything is written."""
        self._thread.shutdown(wait=True)

    def toggle_bookmark(self, id: int, shown: Summary | None) -> None:
        """Bookmark an article, or remove its bookmark.

        Args:
            id: The article.
            shown: Its row on the screen, if that is known.
        """
        self._submit(lambda: self._toggle_bookmark(id, shown))

    def toggle_read(self, id: int, shown: Summary | None) -> None:
        """Mark an article as read, or as unread.

        Args:
            id: The article.
            shown: Its row on the screen, if that is known.
        """
        self._submit(lambda: self._toggle_read(id, shown))

    def mark_read(self, id: int) -> None:
        """Mark an article that was opened as read."""
        self._submit(lambda: self._mark_read(id))

    def mark_all_read(self, query: Query) -> None:
        """Mark everything that a query finds as read."""
        self._submit(lambda: self._mark_all_read(query))

    def undo(self) -> None:
        """Undo the last mark."""
        self._submit(self._undo)

    def look(self) -> None:
        """Check whether another newsreader has changed marks."""
        if not self._looking:
            self._looking = True
            self._submit(self._look)

    def reread(self, query: Query, ids: Sequence[int]) -> None:
        """Read rows again, and count.

        It waits its turn among the marks, so that no row comes back as it was before one.

        Args:
            query: What is listed.
            ids: The rows.
        """
        self._submit(lambda: self._reread(query, ids))

    def carry_out(self, what: Callable[[], Message | None]) -> None:
        """Do something else to bookmarks when its turn comes, and post the message it returns."""
        self._submit(what)

    def _submit(self, what: Callable[[], Message | None]) -> None:
        def work() -> None:
            try:
                message = what()
            except NewsreaderError as error:
                message = Failed(str(error))
            if message is not None:
                self._screen.post_message(message)

        self._thread.submit(work)

    def _summary(self, id: int) -> Summary | None:
        return next(iter(self._library.search.summaries([id])), None)

    def _before(self, id: int, shown: Summary | None) -> Summary | None:
        """Return the article as the user saw it when making the mark.

        Where others have changed marks since, that is the row on the screen: else a user who
        sets the mark that another has just set would remove it.
        """
        self._look_at_others()
        now = self._summary(id)
        # Otherwise the row may be older than a mark that the user has just made.
        return shown if now and shown and self._behind else now

    def _look_at_others(self) -> None:
        if self._library.marks.changed():
            self._behind = True
            self._screen.post_message(OthersMarked())

    def _toggle_bookmark(self, id: int, shown: Summary | None) -> Message | None:
        before = self._before(id, shown)
        if before is None:
            return None
        self._library.bookmarks.set_bookmarked([id], not before.bookmarked)
        after = self._summary(id)
        note = "Bookmark removed" if before.bookmarked else "Bookmarked"
        return Marked(after, note, 0) if after else ManyMarked(note)

    def _toggle_read(self, id: int, shown: Summary | None) -> Message | None:
        before = self._before(id, shown)
        return None if before is None else self._set_read(id, not before.read)

    def _mark_read(self, id: int) -> Message | None:
        if self._library.keeps_nothing:  # The user has been told, and asks for nothing here.
            return None
        before = self._summary(id)
        return None if before is None or before.read else self._set_read(id, True)

    def _set_read(self, id: int, read: bool) -> Message | None:
        self._library.marks.set_read([id], read)
        after = self._summary(id)
        return Marked(after, "", -1 if read else 1) if after else None

    def _look(self) -> None:
        self._looking = False
        # A library that can't be read now can be in a second; if not, the next mark says so.
        with suppress(StorageError):
            self._look_at_others()

    def _reread(self, query: Query, ids: Sequence[int]) -> Message:
        self._behind = False
        answer = self._library.search.find(query, limit=0)
        summaries = self._library.search.summaries(ids)
        return MarksReread(answer, summaries, len(summaries) < len(ids))

    def _mark_all_read(self, query: Query) -> Message:
        count = self._library.marks.mark_all_read(query)
        return ManyMarked(f"{counted(count, 'article')} marked as read · U to undo")

    def _undo(self) -> Message:
        words = self._library.marks.undo()
        return ManyMarked(words or "Nothing to undo.")


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
        note = "Bookmarked, with note and labels" if is_new else "Note and labels saved"
        return Marked(after, note, 0) if after else ManyMarked(note)
