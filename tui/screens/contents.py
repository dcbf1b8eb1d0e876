"""The contents of an article: its headings, and where the reader is among them."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from tui.resources import styles
from tui.widgets.heading_list import HeadingList
from tui.widgets.hint_line import Hint, HintLine
from tui.widgets.page_places import PageHeading

_HINTS: tuple[Hint, ...] = (
    (("contents.choose",), "go there"),
    (("contents.up", "contents.down"), "move"),
    (("contents.cancel",), "leave"),
)

_AROUND_LIST = 8
"""Lines of the dialog above and below the list, and one that stays free on either side."""
_MOST_ROWS = 28
"""A dialog that is taller takes the eye too far."""


class Contents(ModalScreen[PageHeading | None]):
    """Picks a heading; its result is None when cancelled."""

    CSS_PATH = styles() / "contents.tcss"
    AUTO_FOCUS = "#contents-filter"

    # They come before the filter's own keys, which has the focus all the time.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Go there", id="contents.choose", priority=True),
        Binding("up", "move(-1)", "Up", id="contents.up", priority=True),
        Binding("down", "move(1)", "Down", id="contents.down", priority=True),
        Binding("pageup", "page(-1)", "Page up", id="contents.page_up", priority=True),
        Binding("pagedown", "page(1)", "Page down", id="contents.page_down", priority=True),
        Binding("home", "ends(-1)", "To the first", id="contents.first", priority=True),
        Binding("end", "ends(1)", "To the last", id="contents.last", priority=True),
        Binding("escape", "cancel", "Leave", id="contents.cancel", priority=True),
    ]

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
            listing.styles.max_height = _most_rows(self.app.size.height)
            yield listing
            yield HintLine(_HINTS, id="contents-hints")

    @property
    def _list(self) -> HeadingList:
        return self.query_one(HeadingList)

    def on_resize(self, event: events.Resize) -> None:
        """Leave the list what the rest of the dialog does not take."""
        self._list.styles.max_height = _most_rows(event.size.height)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what matches."""
        event.stop()
        self._list.filter(event.value)

    def on_heading_list_heading_chosen(self, event: HeadingList.HeadingChosen) -> None:
        """Go to what was clicked."""
        event.stop()
        self.dismiss(event.heading)

    def on_click(self, event: events.Click) -> None:
        """Leave when the click was beside the dialog."""
        if event.widget is self:
            self.dismiss(None)

    def action_choose(self) -> None:
        """Go to the heading under the cursor."""
        if self._list.current is not None:
            self.dismiss(self._list.current)

    def action_move(self, rows: int) -> None:
        """Move the cursor."""
        self._list.move(rows)

    def action_page(self, pages: int) -> None:
        """Move the cursor by screenfuls."""
        self._list.move_page(pages)

    def action_ends(self, side: int) -> None:
        """Go to the first or the last heading, unless there is text to go through."""
        if self.query_one(Input).value:
            raise SkipAction
        self._list.move(side * len(self._headings))

    def action_cancel(self) -> None:
        """Leave without a jump."""
        self.dismiss(None)


def _most_rows(height: int) -> int:
    """Return how high the list may be on a screen of that height."""
    return min(max(3, height - _AROUND_LIST), _MOST_ROWS)
