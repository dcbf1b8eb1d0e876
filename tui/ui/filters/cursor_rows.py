"""Rows with a cursor that another widget steers: a filter that keeps the focus."""

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


class SteeredRows(ScrollView, can_focus=False):
    """Draws rows as they are scrolled, the one under the cursor always in sight."""

    LOOKS: ClassVar[str]
    """What the names of the component classes begin with: `LOOKS--cursor` and so on."""
    NOTHING: ClassVar[str]
    """What is said where the filter leaves no row."""
    NOTHING_AT: ClassVar[int] = 0
    """The line, from 0, that says so."""

    DEFAULT_CSS = """
    SteeredRows {
        height: auto;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        """Begin with the cursor on the first row."""
        super().__init__(id=id)
        self._style = RoleStyles(self)
        self._cursor = 0
        self._hover: int | None = None

    # -- what a subclass says

    @property
    def count(self) -> int:
        """How many rows can be scrolled to now."""
        raise NotImplementedError

    @property
    def most(self) -> int:
        """How many rows there are without a filter."""
        raise NotImplementedError

    def filter(self, text: str) -> None:
        """Show the rows that match what was typed."""
        raise NotImplementedError

    def draw_row(self, index: int, under: list[str], at_cursor: bool, width: int) -> Strip:
        """Return a row as it is drawn.

        Args:
            index: Its number, from 0.
            under: Component classes that lie under all of it.
            at_cursor: Whether the cursor is on it.
            width: In cells.
        """
        raise NotImplementedError

    def choose_row(self, index: int, x: int) -> None:
        """Do what a click on a cell of a row means."""
        raise NotImplementedError

    # -- moving

    def move(self, rows: int) -> None:
        """Move the cursor by so many rows, as far as there are any."""
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

    def show_rows(self, cursor: int) -> None:
        """Draw all rows anew, since they are others now."""
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
            self.choose_row(index, event.x)

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
        """Return the height of all rows, so that the dialog keeps its size."""
        return self.most

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._fit()

    def notify_style_update(self) -> None:
        """Draw all rows anew in the new colours."""
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
        return self.draw_row(index, under, at_cursor, width)


Row = TypeVar("Row")


class FilteredRows(SteeredRows, Generic[Row]):
    """Rows that are all known, and those of them that the filter leaves."""

    def __init__(self, rows: Sequence[Row], *, id: str) -> None:
        """Begin with all of them.

        Args:
            rows: All rows, in their order.
            id: The widget's id.
        """
        super().__init__(id=id)
        self._all = rows
        self._rows = list(rows)

    @property
    def count(self) -> int:
        """How many rows can be scrolled to now."""
        return len(self._rows)

    @property
    def most(self) -> int:
        """How many rows there are."""
        return len(self._all)

    @property
    def current(self) -> Row | None:
        """The row under the cursor; None where the filter found nothing."""
        return self._rows[self._cursor] if self._cursor < len(self._rows) else None
