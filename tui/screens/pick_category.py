"""The category picker: a tree with counts and a typed filter."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from tui.articles.article import CategoryPath
from tui.resources import styles
from tui.widgets.category_tree import CategoryTree
from tui.widgets.hint_line import Hint, HintLine

_HINTS: tuple[Hint, ...] = (
    (("pick_category.choose",), "choose"),
    (("pick_category.up", "pick_category.down"), "move"),
    (("pick_category.close", "pick_category.open"), "close, open"),
    (("pick_category.cancel",), "leave"),
)

_AROUND_TREE = 8
"""Lines of the dialog above and below the tree, and one that stays free on either side."""
_MOST_ROWS = 28
"""A dialog that is taller takes the eye too far."""


@dataclass(frozen=True, slots=True)
class CategoryChosen:
    """What was picked."""

    category: CategoryPath | None
    """None takes the filter off; the empty path is articles without a category."""


class PickCategory(ModalScreen[CategoryChosen | None]):
    """Picks a category with everything below it; its result is None when cancelled."""

    CSS_PATH = styles() / "pick_category.tcss"
    AUTO_FOCUS = "#category-filter"

    # They come before the filter's own keys, which has the focus all the time.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Choose", id="pick_category.choose", priority=True),
        Binding("up", "move(-1)", "Up", id="pick_category.up", priority=True),
        Binding("down", "move(1)", "Down", id="pick_category.down", priority=True),
        Binding("pageup", "page(-1)", "Page up", id="pick_category.page_up", priority=True),
        Binding("pagedown", "page(1)", "Page down", id="pick_category.page_down", priority=True),
        Binding("left", "close", "Close the branch", id="pick_category.close", priority=True),
        Binding("right", "open", "Open the branch", id="pick_category.open", priority=True),
        Binding("home", "first", "To the first", id="pick_category.first", priority=True),
        Binding("end", "last", "To the last", id="pick_category.last", priority=True),
        Binding("escape", "cancel", "Leave", id="pick_category.cancel", priority=True),
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
        super().__init__()
        self._counts = counts
        self._chosen = chosen
        self._total = total

    def compose(self) -> ComposeResult:
        """Make the filter, the tree and the hints."""
        with Vertical(id="category-dialog") as dialog:
            dialog.border_title = "Category"
            yield Input(placeholder="Type a part of a name", id="category-filter", compact=True)
            tree = CategoryTree(self._counts, self._chosen, self._total, id="category-tree")
            tree.styles.max_height = _most_rows(self.app.size.height)
            yield tree
            yield HintLine(_HINTS, id="category-hints")

    @property
    def _tree(self) -> CategoryTree:
        return self.query_one(CategoryTree)

    @property
    def _filter(self) -> Input:
        return self.query_one(Input)

    def on_resize(self, event: events.Resize) -> None:
        """Leave the tree what the rest of the dialog does not take."""
        self._tree.styles.max_height = _most_rows(event.size.height)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what matches."""
        event.stop()
        self._tree.filter(event.value)

    def on_category_tree_category_chosen(self, event: CategoryTree.CategoryChosen) -> None:
        """Take what was clicked."""
        event.stop()
        self.dismiss(CategoryChosen(event.category))

    def on_click(self, event: events.Click) -> None:
        """Leave when the click was beside the dialog."""
        if event.widget is self:
            self.dismiss(None)

    def action_choose(self) -> None:
        """Take the category under the cursor."""
        row = self._tree.current
        if row is not None:
            self.dismiss(CategoryChosen(row.category))

    def action_move(self, rows: int) -> None:
        """Move the cursor."""
        self._tree.move(rows)

    def action_page(self, pages: int) -> None:
        """Move the cursor by screenfuls."""
        self._tree.move_page(pages)

    def action_first(self) -> None:
        """Go to the first row, unless there is text to go through."""
        self._leave_to_text(bool(self._filter.value))
        self._tree.move(-len(self._tree.rows))

    def action_last(self) -> None:
        """Go to the last row, unless there is text to go through."""
        self._leave_to_text(bool(self._filter.value))
        self._tree.move(len(self._tree.rows))

    def action_open(self) -> None:
        """Open the branch, unless there is text to the right of the cursor."""
        self._leave_to_text(self._filter.cursor_position < len(self._filter.value))
        self._tree.open()

    def action_close(self) -> None:
        """Close the branch, unless there is text to the left of the cursor."""
        self._leave_to_text(self._filter.cursor_position > 0)
        self._tree.close()

    def action_cancel(self) -> None:
        """Leave without a change."""
        self.dismiss(None)

    def _leave_to_text(self, is_texts: bool) -> None:
        """Give the key to the filter where it means something there."""
        if is_texts:
            raise SkipAction


def _most_rows(height: int) -> int:
    """Return how high the tree may be on a screen of that height."""
    return min(max(3, height - _AROUND_TREE), _MOST_ROWS)
