"""Highlights, written by the worker of the marks; and the notes on them, edited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.message import Message
from textual.screen import Screen

from tui.articles.article import Summary
from tui.document.passages import Passage
from tui.errors import NewsreaderError
from tui.library.library import Library
from tui.library.values import Highlight, Notes
from tui.ui.common.key_queue import NOTES
from tui.ui.page.highlighting.page_highlights import ColourWanted, HighlightWanted
from tui.ui.screens.controllers.mark_worker import MarkWorker
from tui.ui.screens.dialogs.edit_notes import EditNotes
from tui.ui.screens.dialogs.lost_highlight import LostHighlight


@dataclass(eq=False, repr=False)
class HighlightKept(Message):
    """A passage has been highlighted; that is on the disk."""

    article: int
    """The id of the article."""
    id: int
    """The number of the highlight."""
    passage: Passage
    summary: Summary | None
    """The article's row as it is now; None where it has none any more."""


@dataclass(eq=False, repr=False)
class HighlightChanged(Message):
    """A highlight has been changed or taken off; that is on the disk."""

    article: int
    summary: Summary | None
    note: str
    """The notice for the user."""


@dataclass(eq=False, repr=False)
class HighlightUnnoted(Message):
    """The edited note of a highlight could not be written."""

    reason: str
    article: int
    highlight: Highlight
    typed: str
    """The note that the user wrote."""


_GONE = "That highlight is not there any more."


class HighlightWorker:
    """Has highlights written in their turn among the marks."""

    def __init__(self, screen: Screen[None], library: Library, worker: MarkWorker) -> None:
        """Make the worker.

        Args:
            screen: Opens the dialogs; gets the messages.
            library: Keeps the highlights.
            worker: Writes the marks, one after the other.
        """
        self._screen = screen
        self._library = library
        self._worker = worker

    def add(self, wanted: HighlightWanted) -> None:
        """Highlight a passage."""
        self._worker.carry_out(lambda: self._add(wanted))
        # The keys that follow may be for the new highlight.
        self._screen.run_worker(self._worker.settled(), group=NOTES)

    def remove(self, article: int, id: int) -> None:
        """Take a highlight of an article off."""

        def work() -> str:
            self._library.highlights.remove([id])
            return "Highlight removed"

        self._change(article, work)

    def recolour(self, wanted: ColourWanted) -> None:
        """Give a highlight another colour."""

        def work() -> str:
            there = self._library.highlights.recolour(wanted.id, wanted.colour)
            return f"Highlighted in {wanted.colour}" if there else _GONE

        self._change(wanted.article, work)

    def show_lost(self, article: int, highlight: Highlight) -> None:
        """Show a highlight that is not in the text any more; take it off where that is wanted."""

        def answered(remove: bool | None) -> None:
            if remove and highlight.id is not None:
                self.remove(article, highlight.id)

        self._screen.app.push_screen(LostHighlight(highlight), answered)

    def edit_note(self, article: int, highlight: Highlight, typed: str | None = None) -> None:
        """Let the user edit the note of a highlight, then write it.

        Args:
            article: The id of the article.
            highlight: The highlight.
            typed: What stands in the field; None: the note.
        """
        kept = Notes(highlight.note)

        def edited(wanted: Notes | None) -> None:
            if wanted is not None:
                self._worker.carry_out(lambda: self._write(article, highlight, wanted.note))

        dialog = EditNotes(
            " ".join(highlight.exact.split()),
            kept,
            kept if typed is None else Notes(typed),
            heading="Note on the highlight",
            with_labels=False,
        )
        self._screen.app.push_screen(dialog, edited)

    # In the marks' thread.

    def _add(self, wanted: HighlightWanted) -> Message | None:
        made = self._library.highlights.add(wanted.article, wanted.quote, colour=wanted.colour)
        if made.id is None:
            return None
        return HighlightKept(wanted.article, made.id, wanted.passage, self._summary(wanted.article))

    def _change(self, article: int, work: Callable[[], str]) -> None:
        def change() -> Message:
            note = work()
            return HighlightChanged(article, self._summary(article), note)

        self._worker.carry_out(change)

    def _write(self, article: int, highlight: Highlight, note: str) -> Message:
        try:
            there = highlight.id is not None and self._library.highlights.set_note(
                highlight.id, note
            )
        except NewsreaderError as error:
            return HighlightUnnoted(str(error), article, highlight, note)
        said = "Note saved" if there else _GONE
        return HighlightChanged(article, self._summary(article), said)

    def _summary(self, id: int) -> Summary | None:
        return next(iter(self._library.search.summaries([id])), None)
