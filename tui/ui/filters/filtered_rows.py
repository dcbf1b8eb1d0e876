"""A list of rows that a filter box steers, which keeps the focus."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.ui.common.cells import cut
from tui.ui.common.drawing import RoleStyles

GUTTER = 3
"""Cells for the cursor's mark and one other mark, and one that is empty."""


def gutter(at_cursor: bool, width: int = GUTTER) -> str:
    """Return the beginning of a row, `width` cells with the cursor's mark in the first.

    A bar would be a dark sliver beside the ground of the row, which the cursor changes too.
    """
    return ("›" if at_cursor else " ").ljust(width)


Row = TypeVar("Row")


class FilteredRows(ScrollView, Generic[Row], can_focus=False):
    """The rows that a filter leaves, drawn as they are scrolled; the cursor stays in sight."""

    LOOKS: ClassVar[str]
    """The prefix of the component classes: `LOOKS--cursor`, `--hover`, `--empty`."""
    NOTHING: ClassVar[str]
    """The words where the filter leaves no row."""
    NOTHING_AT: ClassVar[int] = 0
    """The line of these words, from 0."""

    DEFAULT_CSS = """
    FilteredRows {
        height: auto;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
    }
    """

    def __init__(self, rows: Sequence[Row], most: int, *, id: str | None = None) -> None:
        """Begin with the cursor on the first row.

        Args:
            rows: The rows to show at first.
            most: The number of all rows, which decides on the widget's height.
            id: The widget's id.
        """
        super().__init__(id=id)
        self._style = RoleStyles(self)
        self._rows = rows
        self._most = most
        self._cursor = 0
        self._hover: int | None = None

    @property
    def rows(self) -> Sequence[Row]:
        """The rows that can be scrolled to now."""
        return self._rows

    @property
    def count(self) -> int:
        """The number of rows that can be scrolled to now."""
        return len(self._rows)

    @property
    def current(self) -> Row | None:
        """The row under the cursor; None where the filter found nothing."""
        return self._rows[self._cursor] if self._cursor < len(self._rows) else None

    # -- the work of a subclass

    def filter(self, text: str) -> None:
        """Show the rows that match the typed text."""
        raise NotImplementedError

    def draw_row(self, row: Row, under: list[str], at_cursor: bool, width: int) -> Strip:
        """Draw a row.

        Args:
            row: The row.
            under: Component classes that lie under all of it.
            at_cursor: Whether the cursor is on it.
            width: Its width in cells.
        """
        raise NotImplementedError

    def choose_row(self, row: Row, x: int) -> None:
        """Choose a row by a click on its cell `x`."""
        raise NotImplementedError

    # -- moving

    def move(self, rows: int) -> None:
        """Move the cursor by some rows, as far as there are any."""
        self.set_cursor(min(max(self._cursor + rows, 0), self.count - 1))

    def move_page(self, pages: int) -> None:
        """Move the cursor by screenfuls."""
        self.move(pages * max(1, self.size.height - 1))

    def set_cursor(self, index: int) -> None:
        """Put the cursor on a row, where there is one of that number."""
        if 0 <= index < self.count and index != self._cursor:
            self.refresh_line(self._cursor)
            self._cursor = index
            self.refresh_line(index)
        self._bring_into_view()

    def show_rows(self, rows: Sequence[Row], cursor: int) -> None:
        """Show other rows, with the cursor on the one of that number."""
        self._rows = rows
        self._cursor = cursor
        self._hover = None
        self._fit()
        self.refresh()

    def _fit(self) -> None:
        self.virtual_size = Size(self.size.width, self.count)
        self._bring_into_view()

    def _bring_into_view(self) -> None:
        if self.size.height:
            region = Region(0, self._cursor, 1, 1)
            self.scroll_to_region(region, animate=False, force=True, immediate=True)

    # -- the mouse

    def on_click(self, event: events.Click) -> None:
        """Choose the row."""
        event.stop()
        index = event.y + self.scroll_offset.y
        if index < self.count:
            self.choose_row(self._rows[index], event.x)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show which row the mouse is on."""
        self._set_hover(event.y + self.scroll_offset.y)

    def on_leave(self) -> None:
        """Forget the row that was under the mouse."""
        self._set_hover(None)

    def _set_hover(self, index: int | None) -> None:
        if index != self._hover:
            for row in (self._hover, index):
                if row is not None:
                    self.refresh_line(row)
            self._hover = index

    # -- drawing

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the height of all rows, so that the dialog keeps its size."""
        return self._most

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._fit()

    def notify_style_update(self) -> None:
        """Draw all rows in the new colours."""
        super().notify_style_update()
        self._style.clear()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        width = self.scrollable_content_region.width
        index = y + self.scroll_offset.y
        if index >= self.count:
            style = self._style(f"{self.LOOKS}--empty")
            words = self.NOTHING if not self.count and y == self.NOTHING_AT else ""
            line = " " * GUTTER + words
            return Strip([Segment(cut(line, width), style)]).adjust_cell_length(width, style)
        at_cursor = index == self._cursor
        under = [f"{self.LOOKS}--hover"] if index == self._hover else []
        if at_cursor:
            under = [f"{self.LOOKS}--cursor"]
        return self.draw_row(self._rows[index], under, at_cursor, width)
