"""Highlights: made, changed and taken off as the reader asks, then shown in text and row."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.screen import Screen

    from tui.articles.article import Summary
    from tui.library.library import Library
    from tui.ui.page.foot_line import FootLine
    from tui.ui.page.highlighting.found_highlights import HighlightsFound
    from tui.ui.page.highlighting.page_highlights import (
        ColourWanted,
        HighlightUnwanted,
        HighlightWanted,
        LostHighlightWanted,
    )
    from tui.ui.screens.controllers.highlighting.highlight_worker import (
        HighlightChanged,
        HighlightKept,
        HighlightUnnoted,
        HighlightWorker,
    )
    from tui.ui.screens.controllers.list_controller import ListController
    from tui.ui.screens.controllers.marks_controller import MarksController
    from tui.ui.screens.split_view import SplitView


class HighlightController:
    """Has highlights written by the worker of the marks, then shows them."""

    def __init__(
        self,
        screen: Screen[None],
        library: Library,
        marks: MarksController,
        listing: ListController,
        split: SplitView,
        foot: FootLine,
    ) -> None:
        """Make the controller.

        Args:
            screen: Gets the messages of the worker and shows the notices.
            library: Keeps the highlights.
            marks: Has the worker; edits the note of the bookmark where no highlight is current.
            listing: Asks again where rows come or go.
            split: The list and the reader.
            foot: The line below, which counts the highlights of the article.
        """
        self._screen = screen
        self._library = library
        self._marks = marks
        self._listing = listing
        self._split = split
        self._foot = foot

    @cached_property
    def _worker(self) -> HighlightWorker:  # Imported with the first highlight.
        from tui.ui.screens.controllers.highlighting.highlight_worker import HighlightWorker

        return HighlightWorker(self._screen, self._library, self._marks.worker)

    # -- what the user wants

    def on_highlight_wanted(self, message: HighlightWanted) -> None:
        """Highlight a passage."""
        self._worker.add(message)

    def on_highlight_unwanted(self, message: HighlightUnwanted) -> None:
        """Take a highlight off."""
        self._worker.remove(message.article, message.id)

    def on_colour_wanted(self, message: ColourWanted) -> None:
        """Give a highlight another colour."""
        self._worker.recolour(message)

    def on_lost_highlight_wanted(self, message: LostHighlightWanted) -> None:
        """Show a highlight that is not in the text any more."""
        self._worker.show_lost(message.article, message.highlight)

    def action_note(self) -> None:
        """Edit the note of the highlight that is current, else that of the bookmark."""
        pane = self._split.pane
        highlight = pane.highlights.pointed_at if pane.has_focus else None
        if highlight is not None and pane.text is not None:
            self._worker.edit_note(pane.text.id, highlight)
        else:
            self._marks.read_notes()

    # -- what has been written

    def on_highlight_kept(self, message: HighlightKept) -> None:
        """Show a new highlight in the text and in the row."""
        self._split.pane.highlights.made(message.article, message.id, message.passage)
        self._show(message.summary)

    def on_highlight_changed(self, message: HighlightChanged) -> None:
        """Show a highlight as it is now."""
        self._split.pane.highlights.changed(message.article)
        self._show(message.summary)
        self._screen.notify(message.note, timeout=2)

    def on_highlight_unnoted(self, message: HighlightUnnoted) -> None:
        """Give back the note that could not be written."""
        self._screen.notify(message.reason, severity="error", timeout=10)
        self._worker.edit_note(message.article, message.highlight, message.typed)

    def _show(self, summary: Summary | None) -> None:
        """Draw the row of an article; ask for all again where it has none any more."""
        if summary is None:
            self._listing.ask_again()
        else:
            self._split.list.update_rows([summary])
            self._split.linked.update(summary)

    # -- articles that have changed

    def on_scan_finished(self) -> None:
        """Look for the highlights again: the scan has given marks to articles that were edited."""
        self._split.pane.found_highlights.lookup.repeat()

    def on_files_changed(self) -> None:
        """Look for the highlights again, for the same reason."""
        self._split.pane.found_highlights.lookup.repeat()

    # -- the count

    def on_highlights_found(self, message: HighlightsFound) -> None:
        """Say below the article how many highlights it has."""
        if message.text is self._split.pane.text:
            count = len(message.placed)
            lost = sum(1 for each in message.placed if each.passage is None)
            lost = lost if message.text.whole else 0
            self._foot.highlights = counted(count, lost)

    def on_page_emptied(self) -> None:
        """Say nothing of highlights, since no article is shown."""
        self._foot.highlights = ""


def counted(count: int, lost: int) -> str:
    """Return in words how many highlights an article has.

    Args:
        count: All of them.
        lost: Those among them whose words are not in the text any more.
    """
    if not count:
        return ""
    words = f"{count:,} highlight" if count == 1 else f"{count:,} highlights"
    return f"{words}, {lost:,} not in the text" if lost else words
