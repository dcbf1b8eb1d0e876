"""The dialog that shows a highlight whose words its article has no more."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.library.values import Highlight
from tui.ui.common.key_bindings import Hint, HintLine
from tui.ui.screens.dialogs.dialog import Dialog

_HINTS: tuple[Hint, ...] = (
    (("lost_highlight.remove",), "remove the highlight"),
    (("lost_highlight.cancel",), "close"),
)


class LostHighlight(Dialog[bool]):
    """Shows all words of a highlight and its note; its result is whether to take it off."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("H,delete", "remove", "Remove", id="lost_highlight.remove"),
        Binding("escape,q", "cancel", "Close", id="lost_highlight.cancel"),
    ]

    def __init__(self, highlight: Highlight) -> None:
        """Make the dialog for a highlight."""
        super().__init__()
        self._highlight = highlight

    def compose(self) -> ComposeResult:
        """Make the words, the note and the hints."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = "Highlight not found in this text"
            with VerticalScroll(id="lost-highlight"):
                yield Static(Content(self._highlight.exact))
                if self._highlight.note:
                    yield Static(Content(f"\n{self._highlight.note}"), classes="lost-note")
            yield HintLine(_HINTS)

    def action_remove(self) -> None:
        """Have the highlight taken off."""
        self.dismiss(True)
