"""What a screen does for marks: its own, and those that other newsreaders make meanwhile."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from tui.ui.common.title_bar import TitleBar, counts
from tui.ui.screens.asking import Asker
from tui.ui.screens.reading import ReadingScreen

if TYPE_CHECKING:
    from pathlib import Path

    from tui.config import Settings
    from tui.library.library import Library
    from tui.library.query import Query
    from tui.library.values import Answer
    from tui.ui.screens.mark_worker import ManyMarked, Marked, Marker, MarksReread
    from tui.ui.screens.note_editing import Noter, NotesRead, NotesUnwritten
    from tui.ui.screens.split_view import Desk

_LOOK_SECONDS = 1.0
"""How often it is looked whether another newsreader has changed marks."""


class KeepingScreen(ReadingScreen):
    """A screen whose articles can be bookmarked and marked as read."""

    def __init__(
        self,
        library: Library,
        query: Query,
        answer: Answer,
        folders: tuple[Path, ...] | None,
        desk: Desk,
        settings: Settings,
    ) -> None:
        """Make the screen.

        Args:
            library: Where the marks are kept.
            query: What is listed at first.
            answer: The rows that are listed at first.
            folders: What is open, absolute; None for what was piped in.
            desk: The list and the reader.
            settings: The user's settings.
        """
        super().__init__(query, folders, Asker(self, library), desk, settings)
        self._library = library
        self._answer = answer
        self._understood = True
        """Whether the current query can be asked; else an earlier answer is listed."""
        self._title = TitleBar(id="title-bar")

    @property
    def listed(self) -> Query:
        """What is listed; the current query may be another one, whose answer is on its way."""
        return self._answer.query

    @cached_property
    def _marker(self) -> Marker:
        from tui.ui.screens.mark_worker import Marker

        return Marker(self, self._library)

    @cached_property
    def _noter(self) -> Noter:
        from tui.ui.screens.note_editing import Noter

        return Noter(self, self._library, self._marker)

    def action_bookmark(self) -> None:
        """Bookmark the article, or take its bookmark off."""
        if (id := self._desk.list.current_id) is not None:
            self._marker.toggle_bookmark(id, self._desk.list.current)

    def action_toggle_read(self) -> None:
        """Mark the article as read, or as unread."""
        if (id := self._desk.list.current_id) is not None:
            self._marker.toggle_read(id, self._desk.list.current)

    def action_all_read(self) -> None:
        """Mark all that is listed as read."""
        self._marker.mark_all_read(self._query if self._understood else self._answer.query)

    def action_note(self) -> None:
        """Write a note on the article, or labels."""
        if (summary := self._desk.list.current) is not None:
            self._noter.read(summary)

    def on_notes_read(self, message: NotesRead) -> None:
        """Let note and labels be edited."""
        self._noter.edit(message)

    def on_notes_unwritten(self, message: NotesUnwritten) -> None:
        """Say why, and give back what was typed."""
        self.notify(message.reason, severity="error", timeout=10)
        self._noter.edit(message.draft)

    def action_undo(self) -> None:
        """Undo the last mark."""
        self._marker.undo()

    def on_marked(self, message: Marked) -> None:
        """Draw the one row that has changed."""
        self._desk.list.update_rows([message.summary])
        self._desk.pane.look_at_notes()
        is_listed = self._desk.list.rows.index_of(message.summary.id) is not None
        if is_listed or not message.unread_change:
            self._count_unread(max(0, self._answer.unread + message.unread_change))
        else:  # Other articles are listed by now, and this may be one of those not yet known.
            self.ask_again()
        if message.note:
            self.notify(message.note, timeout=2)

    def on_many_marked(self, message: ManyMarked) -> None:
        """Ask anew, since any row may have changed."""
        self.notify(message.note, timeout=4)
        self._desk.pane.look_at_notes()
        self.ask_again()

    def _count_unread(self, unread: int) -> None:
        if self._answer.counted:
            self._answer = self._answer._replace(unread=unread)
            self._tell_counts()

    def _tell_counts(self) -> None:
        answer = self._answer
        counted = counts(answer.total, answer.all, answer.unread)
        self._title.counts = counted if answer.counted else "counting …"

    # -- marks of others

    def follow_others(self) -> None:
        """From now on, show what other newsreaders mark."""
        self.set_interval(_LOOK_SECONDS, self._marker.look)

    def on_others_marked(self) -> None:
        """Have the rows that are known read again."""
        self._desk.pane.look_at_notes()
        self._marker.reread(self._answer.query, self._desk.list.known_ids)

    def on_marks_reread(self, message: MarksReread) -> None:
        """Draw the marks anew where they stand; no row comes, and none goes that is still there."""
        if message.answer.query != self._answer.query:
            self.on_others_marked()
        elif message.gone:
            self.ask_again()
        else:
            self._desk.list.update_rows(message.summaries)
            self._count_unread(message.answer.unread)

    # -- the end

    async def settled(self) -> None:
        """Return once every mark that was made until now is written and told."""
        await self._marker.settled()
