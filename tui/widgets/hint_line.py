"""The line at the bottom of a dialog: its keys in plain words; each can be clicked."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from tui.commands import key_sign
from tui.widgets.role_style import role_style

Hint = tuple[Sequence[str], str]
"""The ids of bindings, and what they do in a word or two."""


class HintLine(Widget):
    """Shows as many hints as there is room for, with the keys that are bound now."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"hint-line--key", "hint-line--words"}

    DEFAULT_CSS = """
    HintLine { height: 1; }
    """

    def __init__(self, hints: Sequence[Hint], *, id: str | None = None) -> None:
        """Make the line.

        Args:
            hints: The most important first: those that don't fit are left out whole.
            id: The widget's id.
        """
        super().__init__(id=id)
        self._hints = hints

    def on_mount(self) -> None:
        """Follow the keys as they change with the focus."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_updated)

    def show(self, hints: Sequence[Hint]) -> None:
        """Show other hints."""
        self._hints = hints
        self.refresh()

    def _bindings_updated(self, _screen: Screen[object]) -> None:
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        width = self.size.width
        base = self.rich_style
        if y:
            return Strip.blank(width, base)
        key_style = role_style(self, "hint-line--key")
        words_style = role_style(self, "hint-line--words")
        segments: list[Segment] = []
        used = 0
        for id, keys, words in self._bound():
            gap = 2 if segments else 0
            needed = gap + cell_len(keys) + 1 + cell_len(words)
            if used + needed > width:
                break
            used += needed
            meta = Style(meta={"hint": id})
            segments += [
                Segment(" " * gap, base),
                Segment(keys, key_style + meta),
                Segment(f" {words}", words_style + meta),
            ]
        return Strip(segments).adjust_cell_length(width, base)

    def _bound(self) -> list[tuple[str, str, str]]:
        """Return the id, the keys and the words of every hint whose keys are bound."""
        first: dict[str, str] = {}
        for key, active in self.screen.active_bindings.items():
            if active.binding.id:
                first.setdefault(active.binding.id, key_sign(key))
        found = []
        for ids, words in self._hints:
            bound = [id for id in ids if id in first]
            if bound:
                found.append((bound[0], " ".join(first[id] for id in bound), words))
        return found

    async def on_click(self, event: events.Click) -> None:
        """Do what the hint says."""
        event.stop()
        hint = event.style.meta.get("hint")
        for active in self.screen.active_bindings.values():
            if active.binding.id == hint and hint is not None:
                await self.app.run_action(active.binding.action, active.node)
                return
