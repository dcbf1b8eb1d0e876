"""The dialogs that change the query: days, categories and other groups, saved queries."""

from collections.abc import Callable, Mapping
from datetime import date

from textual.screen import Screen

from tui.library.query import Days, Grouping, Query
from tui.library.search.query_printing import without
from tui.library.values import Tallies
from tui.ui.screens.controllers.query_saving import SavedQueriesController
from tui.ui.screens.dialogs.pick_category import CategoryChosen, PickCategory
from tui.ui.screens.dialogs.pick_date import DaysChosen, PickDate


class QueryPickers:
    """Opens the pickers, and asks the query that comes of them."""

    def __init__(self, screen: Screen[None], ask: Callable[[Query], None]) -> None:
        """Make the pickers.

        Args:
            screen: Opens the dialogs.
            ask: Takes a changed query.
        """
        self._screen = screen
        self._ask = ask
        self.saved = SavedQueriesController(screen, ask)
        """Saves, calls and removes queries."""

    def pick_days(self, counts: Mapping[date, int], query: Query, near: date | None) -> None:
        """Let the user pick a day or a range of days.

        Args:
            counts: How many articles each day has.
            query: The query to be changed.
            near: The day to begin at while no days are chosen.
        """

        def chosen(result: DaysChosen | None) -> None:
            if result is not None:
                self._ask(without(query, Days)._replace(days=result.days))

        self._screen.app.push_screen(PickDate(counts, query.days, date.today(), near), chosen)

    def pick_group(
        self,
        counted: Mapping[Grouping, Tallies],
        query: Query,
        first: Grouping,
        then: Callable[[CategoryChosen | None], None],
    ) -> PickCategory:
        """Let the user pick a category, tag, author or label.

        Args:
            counted: What is counted by now.
            query: The query, whose groups are marked.
            first: What to begin with.
            then: Called with what was chosen; None where the picker is cancelled.

        Returns:
            The picker, which takes what is counted later.
        """
        picker = PickCategory(counted, query, first)
        self._screen.app.push_screen(picker, then)
        return picker
