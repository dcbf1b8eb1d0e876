"""The last line: the keys that matter now; each can be clicked."""

from collections.abc import Mapping

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tui.commands import HINTS, carry_out, command, keys_of
from tui.widgets.role_style import role_style


class KeyHints(Widget):
    """Shows keys and words for the widget that has the focus."""

    DEFAULT_CSS = """
    KeyHints { height: 1; }
    """

    COMPONENT_CLASSES = {"key-hints--key"}

    where: reactive[str] = reactive("list")
    """Whose hints to show: a key of `commands.HINTS`."""

    def __init__(self, keymap: Mapping[str, str], *, id: str) -> None:
        """Make the line.

        Args:
            keymap: The user's own keys by command id.
            id: The widget's id.
        """
        super().__init__(id=id)
        self._keymap = keymap

    def render_line(self, y: int) -> Strip:
        """Draw the line; hints that don't fit are left out whole."""
        width = self.size.width
        base = self.rich_style
        if y or not width:
            return Strip.blank(width, base)
        segments = [Segment(" ", base)]
        room = width - 1
        key_style = role_style(self, "key-hints--key")
        hints = [self._hint(id) for id in HINTS[self.where]]
        last = hints.pop()  # Help stays, however narrow the window is.
        room -= cell_len("".join(last[1:])) + 4
        shown = []
        for hint in hints:
            room -= cell_len("".join(hint[1:])) + 4
            if room < 0:
                break
            shown.append(hint)
        for id, key, word in [*shown, last]:
            meta = Style(meta={"command": id})
            segments += [
                Segment(key, key_style + meta),
                Segment(f" {word}", base + meta),
                Segment("   ", base),
            ]
        return Strip(segments).adjust_cell_length(width, base)

    def _hint(self, id: str) -> tuple[str, str, str]:
        what = command(id)
        keys = keys_of(what, self._keymap)
        return id, keys[0] if keys else "", what.short or what.name

    async def on_click(self, event: events.Click) -> None:
        """Carry out the command whose hint was clicked."""
        id = event.style.meta.get("command")
        if isinstance(id, str):
            await carry_out(command(id), self.app.focused or self.screen)
