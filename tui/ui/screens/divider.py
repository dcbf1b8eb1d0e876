"""The line between list and reader, which the mouse drags."""

from dataclasses import dataclass

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.ui.common.drawing import RoleStyles


class Divider(Widget):
    """A vertical line, one cell wide."""

    DEFAULT_CSS = """
    Divider { width: 1; height: 100%; pointer: ew-resize; }
    """

    @dataclass(eq=False, repr=False)
    class DividerDragged(Message):
        """The mouse has pulled the divider to a column of the screen."""

        column: int

    def __init__(self, *, id: str) -> None:
        """Make a divider."""
        super().__init__(id=id)
        self._styles = RoleStyles(self)

    def notify_style_update(self) -> None:
        """Draw the line in the new colours."""
        super().notify_style_update()
        self._styles.clear()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - every line is the same
        """Draw one cell of the line."""
        return Strip([Segment("│", self._styles())], 1)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin to drag."""
        event.stop()
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Follow the mouse."""
        if self.app.mouse_captured is self:
            self.post_message(self.DividerDragged(event.screen_x))

    def on_mouse_up(self) -> None:
        """Let go."""
        self.release_mouse()
