"""Steps from article to article, from match to match, and to unread articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.screen import Screen

    from tui.ui.screens.controllers.list_controller import ListController
    from tui.ui.screens.controllers.query_worker import UnreadFound
    from tui.ui.screens.split_view import SplitView

_MOST_STEPS = 1_000
"""The most matches that one key goes on by."""


class StepController:
    """Goes on to other articles of the list, from the list and from the reader alike."""

    def __init__(self, screen: Screen[None], listing: ListController, split: SplitView) -> None:
        """Make the controller.

        Args:
            screen: Shows the notices.
            listing: Holds the current query, and finds unread articles.
            split: The list and the reader.
        """
        self._screen = screen
        self._listing = listing
        self._split = split
        self._list = split.list

    def action_page_on(self) -> None:
        """Page through the article, then go to the next unread one."""
        paged = self._split.shows_article and self._split.pane.scrolling.page_on()
        if not (self._split.shows_article and self._split.reading):
            self._list.action_read()
        elif not paged:
            self._find_unread(1)

    def action_next_hit(self) -> None:
        """Go to the next match, or to the next unread article."""
        self._next_hit(1)

    def action_previous_hit(self) -> None:
        """Go to the previous match, or to the previous unread article."""
        self._next_hit(-1)

    def _next_hit(self, step: int) -> None:
        split, times = self._split, self._split.count.times()
        finding = split.reading and split.pane.matches.finding
        if not split.terms and not finding:
            self._find_unread(step * times)
        elif not split.reading:
            self._step(step * times)
        elif not (self._step_match(step, times) or finding):
            self._step(step, enter=step)

    def _step_match(self, step: int, times: int) -> bool:
        """Go from match to match; return whether the article had as many."""
        matches = self._split.pane.matches
        return all(matches.step(step) for _ in range(min(times, _MOST_STEPS)))

    def action_next_article(self) -> None:
        """Go to the next article."""
        self._step(self._split.count.times())

    def action_previous_article(self) -> None:
        """Go to the previous article."""
        self._step(-self._split.count.times())

    def _step(self, step: int, enter: int = 0) -> None:
        """Go to another article, at most to the last or the first.

        Args:
            step: How many articles further down the list.
            enter: At which of its matches to begin: the first (1) or the last one (-1).
        """
        if self._list.movement.move_by(step):
            if self._split.reading:
                if enter and self._list.current_id is not None:
                    self._split.pane.pages.open(self._list.current_id, enter)
                self._list.action_read()
        else:
            which = "last" if step > 0 else "first"
            self._screen.notify(f"This is the {which} article.")

    def _find_unread(self, step: int) -> None:
        listing = self._listing
        listing.worker.find_unread(listing.query, self._list.rows, self._list.cursor, step)

    def on_unread_found(self, message: UnreadFound) -> None:
        """Go to the unread article that was found, or look again among newer rows."""
        if message.rows is not self._list.rows:
            self._find_unread(message.step)
        elif message.place is None:
            where = "below" if message.step > 0 else "above"
            self._screen.notify(f"No more unread articles {where}.", timeout=3)
        elif self._list.select(message.place) and self._split.reading:
            self._list.action_read()
