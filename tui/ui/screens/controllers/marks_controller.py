"""Bookmarks, read marks and notes: those made here, and those of other newsreaders meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.screen import Screen

    from tui.library.library import Library
    from tui.ui.list.article_list import ArticleList
    from tui.ui.screens.controllers.link_opening import ArticleReached
    from tui.ui.screens.controllers.list_controller import ListController
    from tui.ui.screens.controllers.mark_worker import (
        ManyMarked,
        Marked,
        MarksReread,
        MarkWorker,
        NoteEditor,
        NotesRead,
        NotesUnwritten,
    )
    from tui.ui.screens.split_view import SplitView

_LOOK_SECONDS = 1.0
"""How often the marks of other newsreaders are looked for."""


class MarksController:
    """Has marks written by a worker, then shows them in the rows."""

    def __init__(
        self,
        screen: Screen[None],
        library: Library,
        listing: ListController,
        split: SplitView,
        marking_many: Callable[[], bool],
    ) -> None:
        """Make the controller.

        Args:
            screen: Gets the messages of the workers and shows the notices.
            library: Keeps the marks.
            listing: Counts what is unread, and asks again where rows come or go.
            split: The list and the reader, which show the marks.
            marking_many: Tells whether marks of all that is listed are being written.
        """
        self._screen = screen
        self._library = library
        self._listing = listing
        self._split = split
        self._list = split.list
        self._marking_many = marking_many

    @cached_property
    def _parts(self) -> tuple[MarkWorker, NoteEditor]:
        """The parts that write marks and edit notes, made after the first frame."""
        from tui.ui.screens.controllers.mark_worker import MarkWorker, NoteEditor

        worker = MarkWorker(self._screen, self._library)
        return worker, NoteEditor(self._screen, self._library, worker)

    @property
    def worker(self) -> MarkWorker:
        """The worker that writes the marks, one after the other."""
        return self._parts[0]

    @property
    def _notes(self) -> NoteEditor:
        return self._parts[1]

    # -- marks of the user

    def action_bookmark(self) -> None:
        """Bookmark the article under the cursor, or remove its bookmark."""
        if (id := self._split.current_id) is not None:
            self.worker.toggle_bookmark(id, self._split.current)

    def action_toggle_read(self) -> None:
        """Mark the article under the cursor as read, or as unread."""
        if (id := self._split.current_id) is not None:
            self.worker.toggle_read(id, self._split.current)

    def on_article_list_article_opened(self, message: ArticleList.ArticleOpened) -> None:
        """Mark the article as read."""
        self.worker.mark_read(message.id)

    def on_article_reached(self, message: ArticleReached) -> None:
        """Mark the article as read that a link has led to."""
        if message.summary is not None and not message.is_way_back:
            self.worker.mark_read(message.summary.id)

    def action_all_read(self) -> None:
        """Mark all listed articles as read."""
        self.worker.mark_all_read(self._listing.understood_query)

    def action_undo(self) -> None:
        """Undo the last mark, unless that is still being written: else an earlier one would go."""
        if self._marking_many():
            self._screen.notify("U can undo this once all of it is written.", timeout=3)
        else:
            self.worker.undo()

    def read_notes(self) -> None:
        """Read note and labels of the article under the cursor, to be edited."""
        if (summary := self._split.current) is not None:
            self._notes.read(summary)

    def on_notes_read(self, message: NotesRead) -> None:
        """Let the user edit note and labels."""
        self._notes.edit(message)

    def on_notes_unwritten(self, message: NotesUnwritten) -> None:
        """Give back the notes that could not be written."""
        self._screen.notify(message.reason, severity="error", timeout=10)
        self._notes.edit(message.draft)

    def on_marked(self, message: Marked) -> None:
        """Draw the one row that has changed."""
        self._list.update_rows([message.summary])
        self._split.linked.update(message.summary)
        self._split.pane.marks_changed()
        is_listed = self._list.rows.index_of(message.summary.id) is not None
        if is_listed or not message.unread_change:
            unread = self._listing.answer.unread + message.unread_change
            self._listing.set_unread(max(0, unread))
        else:  # Other articles are listed by now, and this may be one of those not yet known.
            self._listing.ask_again()
        if message.note:
            self._screen.notify(message.note, timeout=2)

    def on_many_marked(self, message: ManyMarked) -> None:
        """Ask again, since any row may have changed."""
        self._screen.notify(message.note, timeout=4)
        self._split.pane.marks_changed()
        self._listing.ask_again()

    # -- marks of other newsreaders

    def follow_others(self) -> None:
        """From now on, show the marks that other newsreaders make."""
        self._screen.set_interval(_LOOK_SECONDS, self.worker.look)

    def on_others_marked(self) -> None:
        """Have the known rows read again."""
        self._split.pane.marks_changed()
        self.worker.reread(self._listing.answer.query, self._list.known_ids)

    def on_marks_reread(self, message: MarksReread) -> None:
        """Draw the marks of the known rows; the rows stay, unless an article is gone."""
        if message.answer.query != self._listing.answer.query:
            self.on_others_marked()
        elif message.gone:
            self._listing.ask_again()
        else:
            self._list.update_rows(message.summaries)
            self._listing.set_unread(message.answer.unread)

    # -- the end

    async def settled(self) -> None:
        """Return once every mark made until now is written and its message is posted."""
        await self.worker.settled()

    def close(self) -> None:
        """Wait until all marks are written."""
        self.worker.close()
