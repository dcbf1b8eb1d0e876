"""An app that does nothing but open one picker and keep its result."""

from typing import Generic, TypeVar

from textual.app import App, ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Static

Result = TypeVar("Result")


class PickerHost(App[None], Generic[Result]):
    """Opens a picker over some text."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, picker: ModalScreen[Result | None], theme: str = "textual-dark") -> None:
        super().__init__()
        self.picker = picker
        self.results: list[Result | None] = []
        self.theme = theme

    def compose(self) -> ComposeResult:
        yield Static("The article behind the picker. " * 40)

    def on_mount(self) -> None:
        self.push_screen(self.picker, self.results.append)
