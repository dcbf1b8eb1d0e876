"""The pane of categories that stays beside the list: a tree with counts and a typed filter."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from tui.articles.article import CategoryPath
from tui.commands import Where
from tui.library.values import Tallies, Tally
from tui.ui.common.key_bindings import bindings
from tui.ui.filters.category_tree import CategoryTree
from tui.ui.filters.tally_heading import TallyHeading


class CategoryPane(Vertical, can_focus=True):
    """Shows all categories; one that is chosen is posted by its tree as `CategoryChosen`."""

    WHERE: ClassVar[Where] = "categories"
    BINDINGS: ClassVar[list[BindingType]] = bindings("categories")

    DEFAULT_CSS = """
    CategoryPane { height: 100%; }
    CategoryPane CategoryTree { height: 1fr; }
    """

    class Left(Message):
        """The user wants to go back to the list."""

    def __init__(self, *, id: str) -> None:
        """Make the pane, without numbers as yet."""
        super().__init__(id=id)
        self._heading = TallyHeading(("category",))
        self._tree = CategoryTree(Tallies(Tally(0, 0), {}), None)
        self._box = Input(placeholder="Type a part of a name", compact=True)
        self.is_counted = False
        """Whether it shows numbers by now."""

    def compose(self) -> ComposeResult:
        """Make the heading, the box of the filter and the tree."""
        self._box.display = False
        yield self._heading
        yield self._box
        yield self._tree

    def show(self, tallies: Tallies, chosen: CategoryPath | None) -> None:
        """Show what was counted.

        Args:
            tallies: What the categories have.
            chosen: The category that is filtered by now; None for all.
        """
        if self.is_counted:
            self._tree.count_anew(tallies, chosen)
        else:
            self._tree.turn_to("category", tallies, chosen)
        self.is_counted = True
        self._heading.widths = self._tree.widths

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the categories that match."""
        event.stop()
        self._tree.filter(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Filter by the category under the cursor, and go back to the tree."""
        event.stop()
        self.action_choose_category()
        self.focus()

    def action_choose_category(self) -> None:
        """Filter by the category under the cursor."""
        if (row := self._tree.current) is not None:
            self.post_message(CategoryTree.CategoryChosen(row.category))

    def action_open_category(self) -> None:
        """Open the branch under the cursor; where it is open, go into it."""
        self._tree.open()

    def action_close_category(self) -> None:
        """Close the branch under the cursor; else go to the category above."""
        self._tree.close()

    def action_find_category(self) -> None:
        """Type a part of a name."""
        self._box.display = True
        self._box.focus()

    def action_leave_categories(self) -> None:
        """Take the typed filter off; without one, go back to the list."""
        if self._box.display:
            self._box.value = ""
            self._box.display = False
            self._tree.filter("")
            self.focus()
        else:
            self.post_message(self.Left())

    def action_move_down(self) -> None:
        """Move the cursor down."""
        self._tree.move(1)

    def action_move_up(self) -> None:
        """Move the cursor up."""
        self._tree.move(-1)

    def action_page_down(self) -> None:
        """Move the cursor down by a screenful."""
        self._tree.move_page(1)

    def action_page_up(self) -> None:
        """Move the cursor up by a screenful."""
        self._tree.move_page(-1)

    def action_move_first(self) -> None:
        """Go to the first row."""
        self._tree.set_cursor(0)

    def action_move_last(self) -> None:
        """Go to the last row."""
        self._tree.set_cursor(len(self._tree.rows) - 1)
