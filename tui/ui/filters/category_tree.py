"""The tree of categories with counts, of which a typed filter leaves some."""

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.strip import Strip

from tui.articles.article import CategoryPath
from tui.library.query import Grouping
from tui.library.values import Tallies
from tui.ui.common.cells import ELLIPSIS, cut
from tui.ui.filters.category_rows import CategoryRow, CategoryRows, match_ranges
from tui.ui.filters.filtered_rows import GUTTER, FilteredRows, gutter

HEADS = ("unread", "all")
"""The words above the two columns of numbers."""

_INDENT = 2
"""Cells by which a level is indented."""

_ARROW = 2
"""Cells of the arrow of a branch."""


class CategoryTree(FilteredRows[CategoryRow]):
    """The tree of categories, of which a filter leaves some branches."""

    LOOKS = "category-tree"
    NOTHING = "Nothing matches"
    NOTHING_AT = 1

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "category-tree--cursor",
        "category-tree--hover",
        "category-tree--name",
        "category-tree--count",
        "category-tree--match",
        "category-tree--all",
        "category-tree--empty",
    }

    DEFAULT_CSS = """
    CategoryTree > .category-tree--match { text-style: bold underline; }
    CategoryTree > .category-tree--cursor { text-style: reverse; }
    """

    @dataclass
    class CategoryChosen(Message):
        """A category was chosen; None is all of them, the empty path those without one."""

        category: CategoryPath | None

    def __init__(
        self,
        tallies: Tallies,
        chosen: CategoryPath | None,
        grouping: Grouping = "category",
        *,
        id: str | None = None,
    ) -> None:
        """Make the tree.

        Args:
            tallies: What the categories have.
            chosen: The category that is filtered by now; None for all.
            grouping: What the categories are.
            id: The widget's id.
        """
        self._tree = CategoryRows(tallies, chosen, grouping)
        super().__init__(self._tree.rows, len(self._tree.forest) + 2, id=id)
        self._chosen = chosen
        self._cursor = self._tree.index_of(chosen) or 0

    @property
    def widths(self) -> tuple[int, int]:
        """The widths of the two columns of numbers, in cells."""
        # No group has more than all articles together.
        total = self._tree.tallies.total
        return max(len(HEADS[0]), len(f"{total.unread:,}")), max(
            len(HEADS[1]), len(f"{total.all:,}")
        )

    @property
    def has_branches(self) -> bool:
        """Whether any category has others below it."""
        return len(self._tree.forest.children) > 1

    # -- other numbers

    def count_anew(self, tallies: Tallies, chosen: CategoryPath | None) -> None:
        """Show other numbers; open branches, the filter and the cursor stay."""
        current, moved = self.current, chosen != self._chosen
        self._chosen = chosen
        self._tree.count(tallies, chosen)
        at = chosen if moved or current is None else current.category
        self._most = len(self._tree.forest) + 2
        self.show_rows(self._tree.rows, self._tree.index_of(at) or 0)

    def turn_to(self, grouping: Grouping, tallies: Tallies, chosen: CategoryPath | None) -> None:
        """Show groups of another kind, all of them."""
        self._chosen = chosen
        self._tree = CategoryRows(tallies, chosen, grouping)
        self.show_rows(self._tree.rows, self._tree.index_of(chosen) or 0)

    # -- filter

    def filter(self, text: str) -> None:
        """Show what matches the typed text, with the cursor on the best match."""
        current = self.current
        self._tree.filter(text)
        if self._tree.words:
            index = self._tree.best()
        else:
            index = self._tree.index_of(current.category if current else self._chosen) or 0
        self.show_rows(self._tree.rows, index)

    # -- moving

    def open(self) -> None:
        """Open the branch under the cursor; where it is open, go into it."""
        row = self.current
        if row and row.category and not self.turn(row.category, True) and row.branch:
            self.move(1)

    def close(self) -> None:
        """Close the branch under the cursor; else go to the category above."""
        row = self.current
        if not row or not row.category or self.turn(row.category, False):
            return
        index = self._tree.index_of(row.category[:-1]) if len(row.category) > 1 else None
        if index is not None:
            self.set_cursor(index)

    def turn(self, category: CategoryPath, is_open: bool) -> bool:
        """Open or close a branch; return whether that changed anything."""
        current = self.current
        if not self._tree.set_open(category, is_open):
            return False
        index = self._tree.index_of(current.category) if current else None
        if index is None:  # The cursor was in the branch that closed.
            index = self._tree.index_of(category) or 0
        self.show_rows(self._tree.rows, index)
        return True

    def choose_row(self, row: CategoryRow, x: int) -> None:
        """Choose the category; on its arrow, open or close it."""
        arrow = GUTTER + self._indent(row)
        if row.category and row.branch and arrow - 1 <= x < arrow + _ARROW:
            self.turn(row.category, not row.open)
        else:
            self.post_message(self.CategoryChosen(row.category))

    # -- drawing

    def _indent(self, row: CategoryRow) -> int:
        # However deep the tree is, a third of the line stays for the name.
        return min(row.depth * _INDENT, self.scrollable_content_region.width // 3)

    def draw_row(self, row: CategoryRow, under: list[str], at_cursor: bool, width: int) -> Strip:
        """Draw a category with its numbers of unread and of all articles."""
        base = self._style(*under)
        kind = "name" if row.category else "all"
        name_style = self._style(f"category-tree--{kind}", *under)
        marks = gutter(at_cursor, 1) + ("✓" if row.category == self._chosen else " ") + " "
        arrow = ("▾ " if row.open else "▸ ") if row.branch else "  "
        head = (
            marks + " " * self._indent(row) + (arrow if row.category and self.has_branches else "")
        )
        unread, all = (
            f"{number:,}".rjust(cells)
            for number, cells in zip((row.tally.unread, row.tally.all), self.widths, strict=True)
        )
        numbers = len(unread) + len(all) + 2
        name = cut(row.name, width - len(head) - numbers - 2)
        gap = width - len(head) - cell_len(name) - numbers - 1
        muted = base if at_cursor else self._style("category-tree--count", *under)
        segments = [
            Segment(head, name_style),
            *self._name_pieces(name, row, name_style, under),
            Segment(" " * gap, base),
            Segment(f"{unread}  ", base if row.tally.unread else muted),
            Segment(f"{all} ", muted),
        ]
        return Strip(segments).adjust_cell_length(width, base)

    def _name_pieces(
        self, name: str, row: CategoryRow, style: Style, under: list[str]
    ) -> list[Segment]:
        """Return the name, the words of the filter marked in it."""
        words = self._tree.words
        if not words or not row.category:
            return [Segment(name, style)]
        kept = len(name) if name == row.name else len(name) - len(ELLIPSIS)
        match_style = self._style(*under, "category-tree--match")
        segments: list[Segment] = []
        end = 0
        for start, stop in match_ranges(row.name, words):
            if start >= kept:
                break
            segments.append(Segment(name[end:start], style))
            end = min(stop, kept)
            segments.append(Segment(name[start:end], match_style))
        return [*segments, Segment(name[end:], style)]
