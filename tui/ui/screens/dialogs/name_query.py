"""The name that a query is saved under."""

from collections.abc import Collection
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from tui.ui.common.key_hints import Hint, HintLine
from tui.ui.screens.dialogs.dialog import Dialog

_HINTS: tuple[Hint, ...] = ((("name_query.save",), "save"), (("name_query.cancel",), "cancel"))


class NameQuery(Dialog[str]):
    """Asks for a name; its result is None when cancelled."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "save", "Save", id="name_query.save", priority=True),
        Binding("escape", "cancel", "Cancel", id="name_query.cancel", priority=True),
    ]

    def __init__(self, text: str, names: Collection[str]) -> None:
        """Make the dialog.

        Args:
            text: The query.
            names: The names that queries have already.
        """
        super().__init__()
        self._text = text
        self._names = names

    def compose(self) -> ComposeResult:
        """Make the query, the line for its name, and the hints."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = "Save the query"
            yield Static(Content(self._text), id="query-text")
            yield Input(placeholder="Name", classes="dialog-field", compact=True)
            yield Static(id="query-note")
            yield HintLine(_HINTS)

    @property
    def _typed(self) -> str:
        return " ".join(self.query_one(Input).value.split())

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say whether the name is taken."""
        event.stop()
        taken = f"“{self._typed}” is saved already; Enter replaces it."
        self._say(taken if self._typed in self._names else "")

    def on_click(self, event: events.Click) -> None:
        """Leave when the click was beside the dialog."""
        if event.widget is self:
            self.dismiss(None)

    def action_save(self) -> None:
        """Take the name."""
        if self._typed:
            self.dismiss(self._typed)
        else:
            self._say("Type a name first.")

    def _say(self, words: str) -> None:
        self.query_one("#query-note", Static).update(Content(words))
