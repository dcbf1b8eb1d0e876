"""A question that can be answered with yes or no."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tui.ui.common.key_hints import Hint, HintLine
from tui.ui.screens.dialogs.dialog import Dialog

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
            yield Static(Content(self._detail), classes="detail")
            yield HintLine(_HINTS)

    def action_answer(self, yes: bool) -> None:
        """Close with the answer."""
        self.dismiss(yes)
