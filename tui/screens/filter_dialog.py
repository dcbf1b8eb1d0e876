"""Dialogs with a typed filter above rows: the filter has the focus, keys steer the rows."""

from typing import ClassVar, Generic

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.widgets import Input

from tui.screens.dialog import Dialog, Result
from tui.widgets.steered_rows import SteeredRows

_AROUND_ROWS = 8
"""Lines of the dialog above and below the rows, and one that stays free on either side."""
_MOST_ROWS = 28
"""A dialog that is taller takes the eye too far."""


def steering(name: str, choose: str) -> list[BindingType]:
    """Return the keys that every such dialog has.

    They come before the filter's own keys, which has the focus all the time.

    Args:
        name: What their ids begin with.
        choose: What `Enter` does, in words.
    """
    keys = (
        ("enter", "choose", choose, "choose"),
        ("up", "move(-1)", "Up", "up"),
        ("down", "move(1)", "Down", "down"),
        ("pageup", "page(-1)", "Page up", "page_up"),
        ("pagedown", "page(1)", "Page down", "page_down"),
        ("home", "first", "To the first", "first"),
        ("end", "last", "To the last", "last"),
        ("escape", "cancel", "Leave", "cancel"),
    )
    return [
        Binding(key, action, words, id=f"{name}.{id}", priority=True)
        for key, action, words, id in keys
    ]


class FilterDialog(Dialog[Result], Generic[Result]):
    """Picks one of some rows; its result is None when cancelled."""

    BINDINGS: ClassVar[list[BindingType]] = []

    @property
    def filter_box(self) -> Input:
        """Where a part of a name is typed."""
        return self.query_one(Input)

    @property
    def rows(self) -> SteeredRows:
        """What there is to pick from."""
        return self.query_one(SteeredRows)

    def on_resize(self, event: events.Resize) -> None:
        """Leave the rows what the rest of the dialog does not take."""
        self.rows.styles.max_height = most_rows(event.size.height)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what matches."""
        event.stop()
        self.rows.filter(event.value)

    def on_click(self, event: events.Click) -> None:
        """Leave when the click was beside the dialog."""
        if event.widget is self:
            self.dismiss(None)

    def action_move(self, rows: int) -> None:
        """Move the cursor."""
        self.rows.move(rows)

    def action_page(self, pages: int) -> None:
        """Move the cursor by screenfuls."""
        self.rows.move_page(pages)

    def action_first(self) -> None:
        """Go to the first row, unless there is text to go through."""
        self.leave_to_text(bool(self.filter_box.value))
        self.rows.move(-self.rows.count)

    def action_last(self) -> None:
        """Go to the last row, unless there is text to go through."""
        self.leave_to_text(bool(self.filter_box.value))
        self.rows.move(self.rows.count)

    def action_cancel(self) -> None:
        """Leave without a choice."""
        self.dismiss(None)

    def leave_to_text(self, is_texts: bool) -> None:
        """Give the key to the filter where it means something there.

        Raises:
            SkipAction: It does.
        """
        if is_texts:
            raise SkipAction


def most_rows(height: int) -> int:
    """Return how many rows a dialog may show on a screen of that height."""
    return min(max(3, height - _AROUND_ROWS), _MOST_ROWS)
