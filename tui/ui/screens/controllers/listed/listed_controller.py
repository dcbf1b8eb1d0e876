"""Actions on all that is listed: asked about with their number, then done by a worker."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from tui.library.progress_rate import in_words

if TYPE_CHECKING:
    from textual.screen import Screen

    from tui.library.library import Library
    from tui.library.query import Query
    from tui.ui.common.frame_lines import TitleBar
    from tui.ui.screens.controllers.list_controller import ListController
    from tui.ui.screens.controllers.listed.listed_worker import (
        ListedEnded,
        ListedProgressed,
        ListedWorker,
    )
    from tui.ui.screens.dialogs.line_choice import Chosen


class ListedController:
    """Bookmarks, labels, marks and exports the articles of the current query."""

    def __init__(
        self, screen: Screen[None], library: Library, listing: ListController, title: TitleBar
    ) -> None:
        """Make the controller.

        Args:
            screen: Gets the messages of the worker and shows the notices.
            library: Has the articles and keeps the marks.
            listing: Knows what is listed.
            title: Shows how far the work is.
        """
        self._screen = screen
        self._library = library
        self._listing = listing
        self._title = title
        self._has_worked = False

    @cached_property
    def _worker(self) -> ListedWorker:
        from tui.ui.screens.controllers.listed.listed_worker import ListedWorker

        self._has_worked = True
        return ListedWorker(self._screen, self._library)

    # -- marks

    @property
    def marking(self) -> bool:
        """Whether marks of listed articles are being written."""
        return self._has_worked and self._worker.marking

    def action_bookmark_all(self) -> None:
        """Bookmark all listed articles, once the user has confirmed it."""
        self._confirm(
            "Bookmark {}?",
            "Each bookmark keeps a copy of its article.",
            lambda query: self._worker.bookmark(query),
        )

    def action_unbookmark_all(self) -> None:
        """Remove the bookmarks of all listed articles, once the user has confirmed it."""
        self._confirm(
            "Remove the bookmarks of {}?",
            "Their notes and labels go too.",
            lambda query: self._worker.drop(query),
        )

    def action_all_unread(self) -> None:
        """Mark all listed articles as unread, once the user has confirmed it."""
        self._confirm("Mark {} as unread?", "", lambda query: self._worker.mark_unread(query))

    def action_label_all(self) -> None:
        """Ask for labels, and label all listed articles."""
        query, words = self._listed()
        if words:
            self._worker.last_labels.ask(
                f"Label {words}",
                "Labels, with commas between them",
                ("bookmark and label them", "take the labels off"),
                "label",
                partial(self._label, query),
            )

    def _label(self, query: Query, chosen: Chosen) -> None:
        labels = chosen.typed.split(",")
        if chosen.second:
            self._worker.unlabel(query, labels)
        else:
            self._worker.bookmark(query, labels)

    # -- exports

    def action_export_all(self) -> None:
        """Ask for a folder or a file, and export all listed articles there."""
        query, words = self._listed()
        if words:
            self._worker.last_folders.ask(
                f"Export {words}",
                "Folder, or file for JSON",
                ("a folder of article files", "one JSON file"),
                "export",
                partial(self._export, query),
            )

    def _export(self, query: Query, chosen: Chosen) -> None:
        if chosen.second:
            self._worker.export_json(query, chosen.typed)
        else:
            self._worker.export_folder(query, chosen.typed)

    # -- questions

    def _confirm(self, question: str, detail: str, work: Callable[[Query], None]) -> None:
        """Ask whether to do something to what is listed.

        Args:
            question: The question, with `{}` for what is listed.
            detail: What the user should know.
            work: Does it to what a query finds.
        """
        query, words = self._listed()
        if words:
            undo = f"{detail} U undoes it in one step.".strip()
            self._worker.confirm(question.format(words), undo, partial(work, query))

    def _listed(self) -> tuple[Query, str]:
        """Return the query of what is listed, and its number in words; no words for nothing."""
        total = self._listing.answer.total
        if total <= 0:
            self._screen.notify("No articles are listed.", timeout=3)
            return self._listing.understood_query, ""
        words = "the one listed article" if total == 1 else f"all {total:,} listed articles"
        return self._listing.understood_query, words

    # -- messages of the worker

    def on_listed_progressed(self, message: ListedProgressed) -> None:
        """Say how far the work is."""
        self._title.work = tuple(f"{message.doing} {words}" for words in in_words(message.progress))

    def on_listed_ended(self, message: ListedEnded) -> None:
        """Say what was done."""
        self._title.work = ()
        self._screen.post_message(message.outcome)
        for problem in message.problems:
            self._screen.notify(problem, severity="warning", timeout=10)

    def close(self) -> None:
        """End the work under way."""
        if self._has_worked:
            self._worker.close()
