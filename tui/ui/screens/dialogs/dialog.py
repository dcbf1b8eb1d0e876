"""The base classes of dialogs, and the question with the answers yes and no."""

from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Any, ClassVar, Generic, TypeVar

from textual import events
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static

from tui.resources import styles
from tui.ui.common.key_bindings import Hint, HintLine
from tui.ui.filters.filtered_rows import FilteredRows

Result = TypeVar("Result")


class DismissOnce:
    """A mixin that stands before a class of screens: such a screen opens and is dismissed once.

    A key or a click may still be on its way when the screen is dismissed. Textual would dismiss
    the screen below for it, and raise an error where that is the last one. A screen that is pushed
    while the program ends gets no widgets, yet Textual mounts it. Textual inherits styles and
    bindings from the first base class that is a DOM node: the mixin is none.
    """

    is_active: bool
    is_attached: bool

    async def on_event(self, event: events.Event) -> None:
        """Handle an event, unless it is about widgets that were never made."""
        if self.is_attached or not isinstance(event, events.Mount | events.Resize):
            await super().on_event(event)  # type: ignore[misc]

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Dismiss the screen with a result; do nothing if it is no longer the top one."""
        if not self.is_active:
            return AwaitComplete()
        left: AwaitComplete = super().dismiss(result)  # type: ignore[misc]
        return left


class Dialog(DismissOnce, ModalScreen[Result | None], Generic[Result]):
    """A dialog whose actions begin once its widgets are mounted; its result is None on cancel.

    The keys of a dialog come before those of its widgets, and one may be typed while it opens.
    """

    CSS_PATH: ClassVar[list[str | PurePath]] = [styles() / "dialogs.tcss"]

    CLOSES_BESIDE: ClassVar[bool] = False
    """Whether a click beside the dialog closes it."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell whether an action can be run by now."""
        return self.is_mounted and super().check_action(action, parameters)

    def on_click(self, event: events.Click) -> None:
        """Close on a click beside the dialog; Textual calls the handler of a heir as well."""
        if self.CLOSES_BESIDE and event.widget is self:
            self.dismiss(None)

    def action_cancel(self) -> None:
        """Close without a result."""
        self.dismiss(None)


_OTHER_ROWS = 8
"""Lines of the screen beside the rows: the rest of the dialog, and a free line above and below."""
_MOST_ROWS = 28
"""The most rows: a taller dialog takes the eye too far."""


def row_bindings(name: str, choose: str) -> list[BindingType]:
    """Return the bindings that every dialog with rows has.

    They come before those of the filter, which has the focus all the time.

    Args:
        name: The beginning of their ids.
        choose: The description of `Enter`.
    """
    keys = (
        ("enter", "choose", choose, "choose"),
        ("up", "move(-1)", "Up", "up"),
        ("down", "move(1)", "Down", "down"),
        ("pageup", "page(-1)", "Page up", "page_up"),
        ("pagedown", "page(1)", "Page down", "page_down"),
        ("home", "first", "First", "first"),
        ("end", "last", "Last", "last"),
        ("escape", "cancel", "Cancel", "cancel"),
    )
    return [
        Binding(key, action, words, id=f"{name}.{id}", priority=True)
        for key, action, words, id in keys
    ]


class FilterDialog(Dialog[Result], Generic[Result]):
    """A dialog for picking one of many rows, with a filter above them."""

    AUTO_FOCUS = "Input"
    CLOSES_BESIDE = True
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(
        self, heading: str, placeholder: str, rows: FilteredRows[Any], hints: Sequence[Hint]
    ) -> None:
        """Make the dialog.

        Args:
            heading: The words in the border.
            placeholder: The words in the empty filter.
            rows: The rows.
            hints: The keys to show below the rows.
        """
        super().__init__()
        self._heading = heading
        self.hint_line = HintLine(hints)
        """The keys, below the rows."""
        self._rows = rows
        self.filter_box = Input(placeholder=placeholder, compact=True, classes="dialog-field")
        """Takes a part of a name."""

    def compose(self) -> ComposeResult:
        """Make the filter, the rows and the hints."""
        self._rows.styles.max_height = most_rows(self.app.size.height)
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = self._heading
            yield self.filter_box
            yield from self.above_rows()
            yield self._rows
            yield self.hint_line

    def above_rows(self) -> Iterable[Widget]:
        """Return the widgets between the filter and the rows."""
        return ()

    def on_resize(self, event: events.Resize) -> None:
        """Give the rows the height that the rest of the dialog leaves."""
        self._rows.styles.max_height = most_rows(event.size.height)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the rows that match."""
        event.stop()
        self._rows.filter(event.value)

    def action_move(self, rows: int) -> None:
        """Move the cursor."""
        self._rows.move(rows)

    def action_page(self, pages: int) -> None:
        """Move the cursor by pages."""
        self._rows.move_page(pages)

    def action_first(self) -> None:
        """Go to the first row, unless there is text to move in."""
        self.leave_to_text(bool(self.filter_box.value))
        self._rows.move(-self._rows.count)

    def action_last(self) -> None:
        """Go to the last row, unless there is text to move in."""
        self.leave_to_text(bool(self.filter_box.value))
        self._rows.move(self._rows.count)

    def leave_to_text(self, is_texts: bool) -> None:
        """Leave a key to the filter where it has a meaning for the text.

        Raises:
            SkipAction: It has, so the action does not run.
        """
        if is_texts:
            raise SkipAction


def most_rows(height: int) -> int:
    """Return how many rows a dialog may show on a screen of that height."""
    return min(max(3, height - _OTHER_ROWS), _MOST_ROWS)


_HINTS: tuple[Hint, ...] = ((("confirm.yes",), "yes"), (("confirm.no",), "no"))


class Confirm(Dialog[bool]):
    """Asks before something that can't be taken back or is not quite safe."""

    BINDINGS = [
        Binding("y,enter", "answer(True)", "Yes", id="confirm.yes"),
        Binding("n,escape,q", "answer(False)", "No", id="confirm.no"),
    ]

    def __init__(self, question: str, detail: str) -> None:
        """Make the question.

        Args:
            question: One sentence that yes and no answer.
            detail: What it is about, such as an address; shown as it stands.
        """
        super().__init__()
        self._question = question
        self._detail = detail

    def compose(self) -> ComposeResult:
        """Make the dialog."""
        with Vertical(classes="dialog"):
            yield Static(Content(self._question), classes="question")
            with VerticalScroll(classes="detail"):
                yield Static(Content(self._detail))
            yield HintLine(_HINTS)

    def action_answer(self, yes: bool) -> None:
        """Close with the answer."""
        self.dismiss(yes)
