"""The tree of categories with their counts, drawn row by row as it is scrolled."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.strip import Strip

from tui.articles.article import CategoryPath
from tui.widgets.category_rows import CategoryRow, CategoryRows, match_ranges
from tui.widgets.cells import ELLIPSIS, cut
from tui.widgets.steered_rows import GUTTER, SteeredRows

_INDENT = 2
_ARROW = 2


class CategoryTree(SteeredRows):
    """The tree, of which a filter leaves some branches."""

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
            chosen: What is filtered by now; None for all categories.
            total: How many articles there are in all.
            id: The widget's id.
        """
        super().__init__(id=id)
        self._rows = CategoryRows(counts, chosen, total)
        self._chosen = chosen
        self._cursor = self._rows.index_of(chosen) or 0
        self._whole = len(self._rows.forest) + 1 + (() in self._rows.forest.counts)
        self._count_width = max(len(f"{count:,}") for count in [total, 0, *counts.values()])

    # -- what it shows

    @property
    def current(self) -> CategoryRow | None:
        """The row under the cursor; None where the filter found nothing."""
        return self._rows.rows[self._cursor] if self._cursor < len(self._rows.rows) else None

    @property
    def rows(self) -> list[CategoryRow]:
        """The rows that can be scrolled to now."""
        return self._rows.rows

    @property
    def count(self) -> int:
        """How many rows can be scrolled to now."""
        return len(self._rows.rows)

    @property
    def most(self) -> int:
        """How many rows the whole tree has."""
        return self._whole

    def filter(self, text: str) -> None:
        """Show what matches the typed text, with the cursor on the best of it."""
        current = self.current
        self._rows.filter(text)
        if self._rows.words:
            index = self._rows.best()
        else:
            index = self._rows.index_of(current.category if current else self._chosen) or 0
        self.show_rows(index)

    # -- moving

    def open(self) -> None:
        """Open the branch under the cursor; go into it where it is open."""
        row = self.current
        if row and row.category and not self.turn(row.category, True) and row.branch:
            self.move(1)

    def close(self) -> None:
        """Close the branch under the cursor, else go to what it is in."""
        row = self.current
        if not row or not row.category or self.turn(row.category, False):
            return
        index = self._rows.index_of(row.category[:-1]) if len(row.category) > 1 else None
        if index is not None:
            self.set_cursor(index)

    def turn(self, category: CategoryPath, is_open: bool) -> bool:
        """Open or close a branch; tell whether that changed anything."""
        current = self.current
        if not self._rows.set_open(category, is_open):
            return False
        index = self._rows.index_of(current.category) if current else None
        # The cursor was in the branch that closed.
        self.show_rows(index if index is not None else self._rows.index_of(category) or 0)
        return True

    def choose_row(self, index: int, x: int) -> None:
        """Choose the category; on its arrow, open or close it."""
        row = self._rows.rows[index]
        arrow = GUTTER + self._indent(row)
        if row.category and row.branch and arrow - 1 <= x < arrow + _ARROW:
            self.turn(row.category, not row.open)
        else:
            self.post_message(self.CategoryChosen(row.category))

    # -- drawing

    def _indent(self, row: CategoryRow) -> int:
        # However deep the tree is, a third of the line stays for the name.
        return min(row.depth * _INDENT, self.scrollable_content_region.width // 3)

    def draw_row(self, index: int, under: list[str], at_cursor: bool, width: int) -> Strip:
        """Return a category with its count."""
        row = self._rows.rows[index]
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
        """Return the name with what the filter found in it."""
        words = self._rows.words
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
