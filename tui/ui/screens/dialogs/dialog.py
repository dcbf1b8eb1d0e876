"""What screens over the main one share."""

from typing import Any, ClassVar, Generic, TypeVar

from textual import events
from textual.actions import SkipAction
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Input

from tui.ui.filters.filtered_rows import FilteredRows

Result = TypeVar("Result")


class LeftOnce:
    """Goes before the class of a screen, which is then left once.

    A key or a click may still be on its way when the screen is left. Textual would take off the
    screen below for it, and raise an error where that is the last one. Textual inherits styles
    and bindings from the first base that is a node of its own: this one is none.
    """

    is_active: bool

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Leave with a result; nothing where the screen is no longer the top one."""
        if not self.is_active:
            return AwaitComplete()
        left: AwaitComplete = super().dismiss(result)  # type: ignore[misc]
        return left


class Dialog(LeftOnce, ModalScreen[Result | None], Generic[Result]):
    """A dialog that does nothing before its widgets are there; its result is None when cancelled.

    Its keys come before those of its widgets, and one may be typed while it opens.
    """

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell whether an action can be carried out by now."""
        return self.is_mounted and super().check_action(action, parameters)


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
    def rows(self) -> FilteredRows[Any]:
        """What there is to pick from."""
        return self.query_one(FilteredRows)

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
