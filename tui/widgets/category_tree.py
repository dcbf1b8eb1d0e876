"""The tree of categories with their counts, drawn row by row as it is scrolled."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.articles.article import CategoryPath
from tui.widgets.category_rows import CategoryRow, CategoryRows, match_ranges
from tui.widgets.cells import ELLIPSIS, cut
from tui.widgets.role_style import RoleStyles

_GUTTER = 3
"""Cells for the cursor's mark and the mark of what is chosen, and one that is empty."""
_INDENT = 2
_ARROW = 2


class CategoryTree(ScrollView, can_focus=False):
    """A tree that another widget steers: the filter keeps the focus."""

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
    CategoryTree {
        height: auto;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
    }
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
        self._style = RoleStyles(self)
        self._rows = CategoryRows(counts, chosen, total)
        self._chosen = chosen
        self._cursor = self._rows.index_of(chosen) or 0
        self._hover: int | None = None
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

    def filter(self, text: str) -> None:
        """Show what matches the typed text, with the cursor on the best of it."""
        current = self.current
        self._rows.filter(text)
        if self._rows.words:
            index = self._rows.best()
        else:
            index = self._rows.index_of(current.category if current else self._chosen) or 0
        self._show(index)

    # -- moving

    def move(self, rows: int) -> None:
        """Move the cursor by so many rows, as far as there are any."""
        self._set_cursor(min(max(self._cursor + rows, 0), len(self._rows.rows) - 1))

    def move_page(self, pages: int) -> None:
        """Move the cursor by screenfuls."""
        self.move(pages * max(1, self.size.height - 1))

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
            self._set_cursor(index)

    def turn(self, category: CategoryPath, is_open: bool) -> bool:
        """Open or close a branch; tell whether that changed anything."""
        current = self.current
        if not self._rows.set_open(category, is_open):
            return False
        index = self._rows.index_of(current.category) if current else None
        # The cursor was in the branch that closed.
        self._show(index if index is not None else self._rows.index_of(category) or 0)
        return True

    def _show(self, cursor: int) -> None:
        self._cursor = cursor
        self._hover = None
        self.virtual_size = Size(self.size.width, len(self._rows.rows))
        self._bring_into_view()
        self.refresh()

    def _set_cursor(self, index: int) -> None:
        if 0 <= index < len(self._rows.rows) and index != self._cursor:
            self.refresh_line(self._cursor)
            self._cursor = index
            self.refresh_line(index)
        self._bring_into_view()

    def _bring_into_view(self) -> None:
        if self.size.height:
            region = Region(0, self._cursor, 1, 1)
            self.scroll_to_region(region, animate=False, force=True, immediate=True)

    # -- the mouse

    def on_click(self, event: events.Click) -> None:
        """Choose the row; on its arrow, open or close it."""
        event.stop()
        index = event.y + self.scroll_offset.y
        if index >= len(self._rows.rows):
            return
        row = self._rows.rows[index]
        arrow = _GUTTER + self._indent(row)
        if row.category and row.branch and arrow - 1 <= event.x < arrow + _ARROW:
            self.turn(row.category, not row.open)
        else:
            self.post_message(self.CategoryChosen(row.category))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show which row the mouse is on."""
        self._set_hover(event.y + self.scroll_offset.y)

    def on_leave(self) -> None:
        """The mouse is on no row any more."""
        self._set_hover(None)

    def _set_hover(self, index: int | None) -> None:
        if index != self._hover:
            for row in (self._hover, index):
                if row is not None:
                    self.refresh_line(row)
            self._hover = index

    # -- drawing

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the rows of the whole tree, so that the dialog keeps its size."""
        return self._whole

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self.virtual_size = Size(self.size.width, len(self._rows.rows))
        self._bring_into_view()

    def notify_style_update(self) -> None:
        """Draw all rows anew in the new colours."""
        super().notify_style_update()
        self._style.clear()
        self.refresh()

    def _indent(self, row: CategoryRow) -> int:
        # However deep the tree is, a third of the line stays for the name.
        return min(row.depth * _INDENT, self.scrollable_content_region.width // 3)

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        width = self.scrollable_content_region.width
        index = y + self.scroll_offset.y
        if index >= len(self._rows.rows):
            style = self._style("category-tree--empty")
            words = "No category has these words" if not self._rows.rows and y == 1 else ""
            line = " " * _GUTTER + words
            return Strip([Segment(cut(line, width), style)]).adjust_cell_length(width, style)
        under = ["category-tree--hover"] if index == self._hover else []
        if index == self._cursor:
            under = ["category-tree--cursor"]
        return self._row(self._rows.rows[index], under, width)

    def _row(self, row: CategoryRow, under: list[str], width: int) -> Strip:
        base = self._style(*under)
        kind = "name" if row.category else "all"
        name_style = self._style(f"category-tree--{kind}", *under)
        at_cursor = under == ["category-tree--cursor"]
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
