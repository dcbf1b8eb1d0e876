"""The picker of a category, a tag, an author or a label: a tree with counts and a typed filter."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from tui.articles.article import CategoryPath
from tui.library.query import Grouping, Query
from tui.library.values import Tallies, Tally
from tui.ui.common.key_bindings import Hint
from tui.ui.filters.category_tree import CategoryTree
from tui.ui.filters.tally_heading import TABS, TallyHeading
from tui.ui.screens.dialogs.dialog import FilterDialog, row_bindings

_BRANCHES: Hint = (("pick_category.close", "pick_category.open"), "close, open")
"""What the arrows do where a category has others below it."""

_NOTHING = Tallies(Tally(0, 0), {})


@dataclass(frozen=True, slots=True)
class CategoryChosen:
    """What was picked."""

    category: CategoryPath | None
    """None takes the filter off; the empty path is articles without a category."""
    grouping: Grouping = "category"
    """What it is: a tag, an author and a label are categories of one level."""


class PickCategory(FilterDialog[CategoryChosen]):
    """Picks a category with everything below it, a tag, an author or a label.

    Its result is None when cancelled.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *row_bindings("pick_category", "Choose"),
        Binding("left", "close", "Close the branch", id="pick_category.close", priority=True),
        Binding("right", "open", "Open the branch", id="pick_category.open", priority=True),
        Binding("tab", "turn(1)", "Next kind", id="pick_category.next", priority=True),
        Binding("shift+tab", "turn(-1)", "Previous kind", id="pick_category.back", priority=True),
    ]

    def __init__(
        self, counted: Mapping[Grouping, Tallies], query: Query, first: Grouping = "category"
    ) -> None:
        """Make the picker.

        Args:
            counted: What is counted by now; the rest comes with `add`.
            query: The query, whose groups are marked.
            first: What to begin with.
        """
        self._counted = dict(counted)
        self._query = query
        self._grouping = first
        self._tree = CategoryTree(self._tallies, query.picked(first), first)
        self._heading_line = TallyHeading(tuple(TABS))
        super().__init__("Filter", "Type a part of a name", self._tree, self._shown_hints)

    @property
    def _tallies(self) -> Tallies:
        return self._counted.get(self._grouping, _NOTHING)

    @property
    def _shown_hints(self) -> tuple[Hint, ...]:
        """The hints: what `Tab` leads to, and the branches where there are any."""
        return (
            (("pick_category.choose",), "choose"),
            (("pick_category.next",), TABS[self._kind_beside(1)].lower()),
            (("pick_category.cancel",), "cancel"),
            *([_BRANCHES] if self._has_branches else []),
            (("pick_category.up", "pick_category.down"), "move"),
        )

    @property
    def _has_branches(self) -> bool:
        return self._grouping == "category" and self._tree.has_branches

    def _kind_beside(self, step: int) -> Grouping:
        kinds = list(TABS)
        return kinds[(kinds.index(self._grouping) + step) % len(kinds)]

    def above_rows(self) -> Iterator[Widget]:
        """Yield the line with the tabs."""
        self._heading_line.current = self._grouping
        self._heading_line.widths = self._tree.widths
        yield self._heading_line

    def add(self, grouping: Grouping, tallies: Tallies) -> None:
        """Take in what was counted while the picker is open."""
        self._counted[grouping] = tallies
        if grouping == self._grouping and self.is_mounted:
            self._turn_to(grouping)

    def _turn_to(self, grouping: Grouping) -> None:
        self._grouping = self._heading_line.current = grouping
        self._tree.turn_to(grouping, self._tallies, self._query.picked(grouping))
        self._heading_line.widths = self._tree.widths
        self.hint_line.show(self._shown_hints)
        self.filter_box.value = ""

    def on_tally_heading_tab_chosen(self, event: TallyHeading.TabChosen) -> None:
        """Turn to what was clicked."""
        event.stop()
        self._turn_to(event.grouping)

    def on_category_tree_category_chosen(self, event: CategoryTree.CategoryChosen) -> None:
        """Take what was clicked."""
        event.stop()
        self.dismiss(CategoryChosen(event.category, self._grouping))

    def action_choose(self) -> None:
        """Take the category under the cursor."""
        row = self._tree.current
        if row is not None:
            self.dismiss(CategoryChosen(row.category, self._grouping))

    def action_turn(self, step: int) -> None:
        """Turn to the next kind, or the one before."""
        self._turn_to(self._kind_beside(step))

    def action_open(self) -> None:
        """Open the branch, unless there is text to the right of the cursor.

        Where there are no branches, turn to the next kind.
        """
        self.leave_to_text(self.filter_box.cursor_position < len(self.filter_box.value))
        if self._has_branches:
            self._tree.open()
        else:
            self.action_turn(1)

    def action_close(self) -> None:
        """Close the branch, unless there is text to the left of the cursor.

        Where there are no branches, turn to the kind before.
        """
        self.leave_to_text(self.filter_box.cursor_position > 0)
        if self._has_branches:
            self._tree.close()
        else:
            self.action_turn(-1)
