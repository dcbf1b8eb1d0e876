"""Filters by category, tag, author and label: their picker, and the pane of categories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.library.search.query_language import Category
from tui.library.search.query_printing import without
from tui.ui.screens.pane_widths import WIDE_ENOUGH_FOR_CATEGORIES

if TYPE_CHECKING:
    from textual.screen import Screen

    from tui.articles.article import CategoryPath
    from tui.library.query import Grouping, Query
    from tui.library.values import Tallies
    from tui.ui.filters.category_tree import CategoryTree
    from tui.ui.screens.controllers.filter_controller import FilterController
    from tui.ui.screens.controllers.list_controller import ListController
    from tui.ui.screens.controllers.query_worker import CategoriesCounted, GroupsCounted
    from tui.ui.screens.dialogs.pick_category import CategoryChosen, PickCategory
    from tui.ui.screens.split_view import SplitView


class CategoryController:
    """Counts categories, and changes the query to the one that is chosen."""

    def __init__(
        self,
        screen: Screen[None],
        filters: FilterController,
        listing: ListController,
        split: SplitView,
    ) -> None:
        """Make the controller.

        Args:
            screen: Shows the notices.
            filters: Opens the picker and asks the changed query.
            listing: Holds the current query.
            split: Has the pane.
        """
        self._screen = screen
        self._filters = filters
        self._list = listing
        self._split = split
        self._counted: dict[Grouping, Tallies] = {}
        """What the picker has to show."""
        self._picker: PickCategory | None = None

    # -- the picker

    def action_pick_category(self) -> None:
        """Count the categories to pick from."""
        self._counted, self._picker = {}, None
        self._list.worker.count_groups(self._list.query)

    def on_groups_counted(self, counted: GroupsCounted) -> None:
        """Let the user pick one, once there is any; all others follow."""
        self._counted[counted.grouping] = counted.tallies
        if self._picker is not None:
            self._picker.add(counted.grouping, counted.tallies)
        elif any(counted.tallies.counts):
            self._open(counted.query, counted.grouping)
        elif counted.is_last:
            self._open(counted.query, "category")

    def _open(self, query: Query, first: Grouping) -> None:
        def chosen(result: CategoryChosen | None) -> None:
            self._picker = None
            if result is not None:
                self._choose(query, result.grouping, result.category)

        self._picker = self._filters.pickers.pick_group(self._counted, query, first, chosen)

    def _choose(self, query: Query, grouping: Grouping, group: CategoryPath | None) -> None:
        if grouping == "category":
            query = without(query, Category)
        self._filters.ask(query.picking(grouping, group))

    # -- the pane

    def action_category_pane(self) -> None:
        """Show the pane of categories, or hide it."""
        if self._split.shows_categories:
            self._split.widths.wants_categories = False
        elif self._split.widths.full_width:
            self._screen.notify("The pane of categories has no room beside the full-width reader.")
            return
        elif self._screen.size.width < WIDE_ENOUGH_FOR_CATEGORIES:
            self._screen.notify(
                f"The pane of categories needs {WIDE_ENOUGH_FOR_CATEGORIES} columns,"
                f" and this window has {self._screen.size.width}."
            )
            return
        else:
            self._split.widths.wants_categories = True
        self._screen.call_next(self._split.arrange_categories)

    def on_split_view_rearranged(self) -> None:
        """Count anew what the pane shows, where it has come up."""
        if self._split.shows_categories and not self._split.categories.is_counted:
            self.count_again()

    def count_again(self) -> None:
        """Count what the pane shows, where it is shown."""
        if self._split.shows_categories:
            self._list.worker.count_categories(self._list.understood_query)

    # Marks change the numbers of unread articles.
    on_marked = on_many_marked = on_others_marked = count_again

    def on_categories_counted(self, counted: CategoriesCounted) -> None:
        """Show the numbers, unless another query has been asked since."""
        if self._split.shows_categories and counted.query == self._list.understood_query:
            self._split.categories.show(counted.tallies, counted.query.category)

    def on_category_tree_category_chosen(self, message: CategoryTree.CategoryChosen) -> None:
        """Filter by the category that was chosen in the pane."""
        self._choose(self._list.query, "category", message.category)
