"""The tree of categories with their counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.strip import Strip

from tui.articles.article import CategoryPath
from tui.ui.common.cells import ELLIPSIS, cut
from tui.ui.filters.category_rows import CategoryRow, CategoryRows, match_ranges
from tui.ui.filters.filtered_rows import GUTTER, FilteredRows

_INDENT = 2
"""Cells by which a level is indented."""

_ARROW = 2
"""Cells of the arrow of a branch."""


class CategoryTree(FilteredRows[CategoryRow]):
    """The tree of categories, of which a filter leaves some branches."""

    LOOKS = "category-tree"
    NOTHING = "No category has these words"
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
        counts: Mapping[CategoryPath, int],
        chosen: CategoryPath | None,
        total: int,
        *,
        id: str | None = None,
    ) -> None:
        """Make the tree.

        Args:
            counts: How many articles each category and everything below it has; the empty
                path counts those without a category.
            chosen: The category that is filtered by now; None for all.
            total: How many articles there are in all.
            id: The widget's id.
        """
        tree = CategoryRows(counts, chosen, total)
        most = len(tree.forest) + 1 + (() in tree.forest.counts)
        super().__init__(tree.rows, most, id=id)
        self._tree = tree
        self._chosen = chosen
        self._cursor = tree.index_of(chosen) or 0
        self._count_width = max(len(f"{count:,}") for count in [total, 0, *counts.values()])

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
        """Draw a category with its count."""
        base = self._style(*under)
        kind = "name" if row.category else "all"
        name_style = self._style(f"category-tree--{kind}", *under)
        marks = ("▌" if at_cursor else " ") + ("✓" if row.category == self._chosen else " ") + " "
        arrow = ("▾ " if row.open else "▸ ") if row.branch else "  "
        head = marks + " " * self._indent(row) + (arrow if row.category else "")
        count = f"{row.count:,}".rjust(self._count_width)
        name = cut(row.name, width - len(head) - len(count) - 3)
        gap = width - len(head) - cell_len(name) - len(count) - 1
        segments = [
            Segment(head, name_style),
            *self._name_pieces(name, row, name_style, under),
            Segment(" " * gap, base),
            Segment(
                f"{count} ", base if at_cursor else self._style("category-tree--count", *under)
            ),
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
