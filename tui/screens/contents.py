"""The contents of an article: its headings, and where the reader is among them."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input

from tui.resources import styles
from tui.screens.filter_dialog import FilterDialog, most_rows, steering
from tui.widgets.heading_list import HeadingList
from tui.widgets.hint_line import Hint, HintLine
from tui.widgets.page_places import PageHeading

_HINTS: tuple[Hint, ...] = (
    (("contents.choose",), "go there"),
    (("contents.up", "contents.down"), "move"),
    (("contents.cancel",), "leave"),
)


class Contents(FilterDialog[PageHeading]):
    """Picks a heading; its result is None when cancelled."""

    CSS_PATH = styles() / "contents.tcss"
    AUTO_FOCUS = "#contents-filter"

    BINDINGS: ClassVar[list[BindingType]] = steering("contents", "Go there")

    def __init__(self, headings: Sequence[PageHeading], here: int) -> None:
        """Make the dialog.

        Args:
            headings: The headings, in order; at least one.
            here: The number of the paragraph where the reader is.
        """
        super().__init__()
        self._headings = headings
        self._here = here

    def compose(self) -> ComposeResult:
        """Make the filter, the list and the hints."""
        with Vertical(id="contents-dialog") as dialog:
            dialog.border_title = "Contents"
            yield Input(placeholder="Type a part of a heading", id="contents-filter", compact=True)
            listing = HeadingList(self._headings, self._here, id="contents-list")
            listing.styles.max_height = most_rows(self.app.size.height)
            yield listing
            yield HintLine(_HINTS, id="contents-hints")

    def on_heading_list_heading_chosen(self, event: HeadingList.HeadingChosen) -> None:
        """Go to what was clicked."""
        event.stop()
        self.dismiss(event.heading)

    def action_choose(self) -> None:
        """Go to the heading under the cursor."""
        heading = self.query_one(HeadingList).current
        if heading is not None:
            self.dismiss(heading)
