"""The headings of an article, drawn row by row as they are scrolled."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.library.folding import fold
from tui.widgets.cells import cut
from tui.widgets.page_places import PageHeading
from tui.widgets.role_style import RoleStyles

_GUTTER = 3
"""Cells for the cursor's mark and the mark of where the reader is, and one that is empty."""
_INDENT = 2
_SHARE = 6
"""Cells for how far down the article a heading stands."""


class HeadingList(ScrollView, can_focus=False):
    """A list that another widget steers: the filter keeps the focus."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "heading-list--cursor",
        "heading-list--hover",
        "heading-list--chapter",
        "heading-list--section",
        "heading-list--share",
        "heading-list--here",
        "heading-list--empty",
    }

    DEFAULT_CSS = """
    HeadingList {
        height: auto;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
    }
    HeadingList > .heading-list--cursor { text-style: reverse; }
    """

    @dataclass(eq=False, repr=False)
    class HeadingChosen(Message):
        """A heading was clicked."""

        heading: PageHeading

    def __init__(self, headings: Sequence[PageHeading], here: int, *, id: str) -> None:
        """Make the list, the cursor on the heading that the reader is under.

        Args:
            headings: All headings, in order.
            here: The number of the paragraph where the reader is.
            id: The widget's id.
        """
        super().__init__(id=id)
        self._style = RoleStyles(self)
        self._all = headings
        self._folded = [fold(heading.text) for heading in headings]
        self._top_level = min((heading.level for heading in headings), default=1)
        under = bisect_right([heading.paragraph for heading in headings], here)
        self._here = headings[under - 1] if under else None
        self._rows = list(headings)
        self._cursor = max(0, under - 1)
        self._hover: int | None = None

    @property
    def current(self) -> PageHeading | None:
        """The heading under the cursor; None where the filter found nothing."""
        return self._rows[self._cursor] if self._cursor < len(self._rows) else None

    def filter(self, text: str) -> None:
        """Show the headings that have all the words that were typed, or parts of words."""
        words = fold(text).split()
        current = self.current
        self._rows = [
            heading
            for heading, folded in zip(self._all, self._folded, strict=True)
            if all(word in folded for word in words)
        ]
        kept = current or self._here
        self._cursor = self._rows.index(kept) if kept in self._rows else 0
        self._hover = None
        self._fit()
        self.refresh()

    def move(self, rows: int) -> None:
        """Move the cursor by so many rows, as far as there are any."""
        index = min(max(self._cursor + rows, 0), max(0, len(self._rows) - 1))
        self.refresh_line(self._cursor - self.scroll_offset.y)
        self._cursor = index
        self._bring_into_view()
        self.refresh()

    def move_page(self, pages: int) -> None:
        """Move the cursor by screenfuls."""
        self.move(pages * max(1, self.size.height - 1))

    def _fit(self) -> None:
        self.virtual_size = Size(self.size.width, len(self._rows))
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
        if index < len(self._rows):
            self.post_message(self.HeadingChosen(self._rows[index]))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show which row the mouse is on."""
        self._set_hover(event.y + self.scroll_offset.y)

    def on_leave(self) -> None:
        """The mouse is on no row any more."""
        self._set_hover(None)

    def _set_hover(self, index: int | None) -> None:
        if index != self._hover:
            self._hover = index
            self.refresh()

    # -- drawing

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the rows of all headings, so that the dialog keeps its size."""
        return len(self._all)

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
        if index >= len(self._rows):
            style = self._style("heading-list--empty")
            words = "No heading has these words" if not self._rows and y == 0 else ""
            line = " " * _GUTTER + words
            return Strip([Segment(cut(line, width), style)]).adjust_cell_length(width, style)
        under = ["heading-list--hover"] if index == self._hover else []
        if index == self._cursor:
            under = ["heading-list--cursor"]
        return self._row(self._rows[index], under, width)

    def _row(self, heading: PageHeading, under: list[str], width: int) -> Strip:
        base = self._style(*under)
        at_cursor = under == ["heading-list--cursor"]
        depth = heading.level - self._top_level
        kind = "section" if depth else "chapter"
        here = "▸" if heading is self._here else " "
        # However deep the headings go, two thirds of the line stay for the words.
        indent = " " * min(depth * _INDENT, width // 3)
        share = f"{heading.share:.0%}".replace("%", " %").rjust(_SHARE)
        words = cut(heading.text, width - _GUTTER - len(indent) - _SHARE - 2)
        gap = width - _GUTTER - len(indent) - cell_len(words) - _SHARE - 1
        share_style = base if at_cursor else self._style("heading-list--share", *under)
        here_style = base if at_cursor else self._style("heading-list--here", *under)
        segments = [
            Segment("▌" if at_cursor else " ", base),
            Segment(here + " ", here_style),
            Segment(indent + words, self._style(f"heading-list--{kind}", *under)),
            Segment(" " * max(0, gap), base),
            Segment(share + " ", share_style),
        ]
        return Strip(segments).adjust_cell_length(width, base)
