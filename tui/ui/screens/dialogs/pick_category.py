"""The category picker: a tree with counts and a typed filter."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType

from tui.articles.article import CategoryPath
from tui.ui.common.key_bindings import Hint
from tui.ui.filters.category_tree import CategoryTree
from tui.ui.screens.dialogs.dialog import FilterDialog, row_bindings

_HINTS: tuple[Hint, ...] = (
    (("pick_category.choose",), "choose"),
    (("pick_category.up", "pick_category.down"), "move"),
    (("pick_category.close", "pick_category.open"), "close, open"),
    (("pick_category.cancel",), "cancel"),
)


@dataclass(frozen=True, slots=True)
class CategoryChosen:
    """What was picked."""

    category: CategoryPath | None
    """None takes the filter off; the empty path is articles without a category."""


class PickCategory(FilterDialog[CategoryChosen]):
    """Picks a category with everything below it; its result is None when cancelled."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *row_bindings("pick_category", "Choose"),
        Binding("left", "close", "Close the branch", id="pick_category.close", priority=True),
        Binding("right", "open", "Open the branch", id="pick_category.open", priority=True),
    ]

    def __init__(
        self, counts: Mapping[CategoryPath, int], chosen: CategoryPath | None, total: int
    ) -> None:
        """Make the picker.

        Args:
            counts: How many articles each category and everything below it has. The empty
                path, where it is there, counts those without a category.
            chosen: The category that is filtered by now; None for all.
            total: How many articles all categories have together.
        """
        self._tree = CategoryTree(counts, chosen, total)
        super().__init__("Category", "Type a part of a name", self._tree, _HINTS)

    def on_category_tree_category_chosen(self, event: CategoryTree.CategoryChosen) -> None:
        """Take what was clicked."""
        event.stop()
        self.dismiss(CategoryChosen(event.category))

    def action_choose(self) -> None:
        """Take the category under the cursor."""
        row = self._tree.current
        if row is not None:
            self.dismiss(CategoryChosen(row.category))

    def action_open(self) -> None:
        """Open the branch, unless there is text to the right of the cursor."""
        self.leave_to_text(self.filter_box.cursor_position < len(self.filter_box.value))
        self._tree.open()

    def action_close(self) -> None:
        """Close the branch, unless there is text to the left of the cursor."""
        self.leave_to_text(self.filter_box.cursor_position > 0)
        self._tree.close()
