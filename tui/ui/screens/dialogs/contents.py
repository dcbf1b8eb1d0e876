"""The contents of an article: its headings, and where the reader is among them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip

from tui.library.search.folding import fold
from tui.ui.common.cells import cut, percent
from tui.ui.common.key_hints import Hint
from tui.ui.filters.filtered_rows import GUTTER, FilteredRows
from tui.ui.page.anchors import PageHeading
from tui.ui.screens.dialogs.dialog import FilterDialog, row_bindings

_INDENT = 2
_SHARE = 6
"""Cells for how far down the article a heading stands."""


class HeadingList(FilteredRows[PageHeading]):
    """The headings, of which a filter leaves some."""

    LOOKS = "heading-list"
    NOTHING = "No heading has these words"

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "heading-list--cursor",
        "heading-list--hover",
        "heading-list--chapter",
        "heading-list--share",
        "heading-list--here",
        "heading-list--empty",
    }

    DEFAULT_CSS = """
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
        super().__init__(headings, len(headings), id=id)
        self._all = headings
        self._folded = [fold(heading.text) for heading in headings]
        self._top_level = min((heading.level for heading in headings), default=1)
        under = bisect_right([heading.paragraph for heading in headings], here)
        self._here = headings[under - 1] if under else None
        self._cursor = max(0, under - 1)

    def filter(self, text: str) -> None:
        """Show the headings that have all the words that were typed, or parts of words."""
        words = fold(text).split()
        current = self.current
        rows = [
            heading
            for heading, folded in zip(self._all, self._folded, strict=True)
            if all(word in folded for word in words)
        ]
        kept = current or self._here
        self.show_rows(rows, rows.index(kept) if kept in rows else 0)

    def choose_row(self, row: PageHeading, x: int) -> None:  # noqa: ARG002
        """Choose the heading."""
        self.post_message(self.HeadingChosen(row))

    def draw_row(self, row: PageHeading, under: list[str], at_cursor: bool, width: int) -> Strip:
        """Return a heading with its place in the article."""
        base = self._style(*under)
        depth = row.level - self._top_level
        kind = () if depth else ("heading-list--chapter",)
        here = "▸" if row is self._here else " "
        # However deep the headings go, two thirds of the line stay for the words.
        indent = " " * min(depth * _INDENT, width // 3)
        share = percent(row.share).rjust(_SHARE)
        words = cut(row.text, width - GUTTER - len(indent) - _SHARE - 2)
        gap = width - GUTTER - len(indent) - cell_len(words) - _SHARE - 1
        share_style = base if at_cursor else self._style("heading-list--share", *under)
        here_style = base if at_cursor else self._style("heading-list--here", *under)
        segments = [
            Segment("▌" if at_cursor else " ", base),
            Segment(here + " ", here_style),
            Segment(indent + words, self._style(*kind, *under)),
            Segment(" " * max(0, gap), base),
            Segment(share + " ", share_style),
        ]
        return Strip(segments).adjust_cell_length(width, base)


_HINTS: tuple[Hint, ...] = (
    (("contents.choose",), "go there"),
    (("contents.up", "contents.down"), "move"),
    (("contents.cancel",), "cancel"),
)


class Contents(FilterDialog[PageHeading]):
    """Picks a heading; its result is None when cancelled."""

    BINDINGS: ClassVar[list[BindingType]] = row_bindings("contents", "Go there")

    def __init__(self, headings: Sequence[PageHeading], here: int) -> None:
        """Make the dialog.

        Args:
            headings: The headings, in order; at least one.
            here: The number of the paragraph where the reader is.
        """
        self._list = HeadingList(headings, here, id="contents-list")
        super().__init__("Contents", "Type a part of a heading", self._list, _HINTS)

    def on_heading_list_heading_chosen(self, event: HeadingList.HeadingChosen) -> None:
        """Go to what was clicked."""
        event.stop()
        self.dismiss(event.heading)

    def action_choose(self) -> None:
        """Go to the heading under the cursor."""
        heading = self._list.current
        if heading is not None:
            self.dismiss(heading)
