"""The dialog that shows what a command prints, while it runs and afterwards."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.strip import Strip
from textual.widgets import Static

from tui.ui.common.cells import cut, wrapped
from tui.ui.common.key_bindings import Hint, HintLine
from tui.ui.common.scroll_bar import QuickScrollView
from tui.ui.screens.dialogs.dialog import Dialog

_HINTS: tuple[Hint, ...] = (
    (("output.down", "output.up"), "move"),
    (("output.page_down",), "page down"),
    (("output.copy",), "copy all"),
)


class OutputView(QuickScrollView, can_focus=True):
    """Lines of plain text, wrapped at the width of the view."""

    def __init__(self) -> None:
        """Make an empty view."""
        super().__init__(id="output")
        self.text: list[str] = []
        """The lines as they were printed."""
        self._rows: list[str] = []

    def add(self, lines: Sequence[str]) -> None:
        """Show more lines."""
        self.text += lines
        self._wrap(lines)

    def on_resize(self) -> None:
        """Wrap all lines at the new width."""
        self._rows.clear()
        self._wrap(self.text)

    def _wrap(self, lines: Sequence[str]) -> None:
        width = self.scrollable_content_region.width
        if width:  # Else the first resize wraps them.
            self._rows += [row for line in lines for row in wrapped(line, width)]
            self.virtual_size = Size(width, len(self._rows))
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        row = y + self.scroll_offset.y
        text = self._rows[row] if row < len(self._rows) else ""
        strip = Strip([Segment(text, self.rich_style)])
        return strip.adjust_cell_length(self.size.width, self.rich_style)


class CommandOutput(Dialog[None]):
    """Shows the lines of one command, and can stop it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "Stop the command, or close", id="output.leave"),
        Binding("j,down", "move(1)", "Down", id="output.down"),
        Binding("k,up", "move(-1)", "Up", id="output.up"),
        Binding("space,pagedown", "page(1)", "Page down", id="output.page_down"),
        Binding("pageup", "page(-1)", "Page up", id="output.page_up"),
        Binding("g,home", "first", "First line", id="output.first"),
        Binding("G,end", "last", "Last line", id="output.last"),
        Binding("y", "copy", "Copy all", id="output.copy"),
    ]

    def __init__(
        self, command: str, stop: Callable[[], object], leave: str = "stop, then close"
    ) -> None:
        """Make the dialog of a command that is about to run.

        Args:
            command: Its name.
            stop: Stops it.
            leave: The effect of Esc, for the hints.
        """
        super().__init__()
        self._command = command
        self._stop = stop
        self._leave: Hint = (("output.leave",), leave)
        self._ended = False
        self._view = OutputView()
        self._outcome = Static(Content("running …"), id="output-outcome")

    def compose(self) -> ComposeResult:
        """Make the text, the line below it and the hints."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Content(cut(self._command, 60))
            yield self._view
            yield self._outcome
            yield HintLine((self._leave, *_HINTS))

    def add(self, lines: Sequence[str]) -> None:
        """Show more lines of the command."""
        self._view.add(lines)

    def end(self, outcome: str) -> None:
        """Say how the command ended."""
        self._ended = True
        nothing = "" if self._view.text else " · it printed nothing"
        self._outcome.update(Content(outcome + nothing))

    def action_leave(self) -> None:
        """Stop the command; close where it has ended."""
        if self._ended:
            self.dismiss(None)
        else:
            self._outcome.update(Content("stopping …"))
            self._stop()

    def action_move(self, lines: int) -> None:
        """Scroll by some lines."""
        self._view.scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll by a page."""
        self._view.scroll_relative(y=pages * max(1, self._view.size.height - 2), animate=False)

    def action_first(self) -> None:
        """Scroll to the first line."""
        self._view.scroll_home(animate=False)

    def action_last(self) -> None:
        """Scroll to the last line."""
        self._view.scroll_end(animate=False)

    def action_copy(self) -> None:
        """Copy all lines to the terminal's clipboard (OSC 52)."""
        self.app.copy_to_clipboard("\n".join(self._view.text))
        self.notify("Copied the output", timeout=2)
