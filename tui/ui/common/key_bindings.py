"""Textual's side of the commands: their bindings, and the lines that show their keys."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.dom import DOMNode
from textual.geometry import Size
from textual.reactive import reactive
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from tui.commands import (
    COMMANDS,
    HINTS,
    STAYING,
    Command,
    FooterHint,
    Where,
    command,
    key_sign,
    keys_of,
)
from tui.ui.common.cells import pad, wrapped
from tui.ui.common.drawing import role_style


def bindings(where: Where) -> list[BindingType]:
    """Return the bindings of the commands that `where` carries out.

    The id of a binding is that of its command, by which a keymap gives it other keys.
    """
    return [
        Binding(command.keys, command.id, command.name, id=command.id, show=False)
        for command in COMMANDS
        if where in command.where and command.keys
    ]


def carrier(command: Command, near: DOMNode) -> DOMNode | None:
    """Return the widget that carries out a command: `near` or the next around it; None for none.

    Args:
        command: The command.
        near: The widget that has the focus, or the screen.
    """
    for node in near.ancestors_with_self:
        places = {getattr(node, "WHERE", None), *getattr(node, "states", ())}
        if not places.isdisjoint(command.where):
            return node
    return None


async def carry_out(command: Command, near: DOMNode) -> bool:
    """Run the action of a command, as its key would.

    Args:
        command: The command.
        near: The widget that has the focus, or the screen.

    Returns:
        Whether `near` or a widget around it has the action.
    """
    node = carrier(command, near)
    if node is not None:
        await near.app.run_action(command.id, node)
    return node is not None


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


class KeyHints(Widget):
    """Shows keys and words for the widget that has the focus."""

    DEFAULT_CSS = """
    KeyHints { height: 1; }
    """

    COMPONENT_CLASSES = {"key-hints--key"}

    where: reactive[str] = reactive("list")
    """Whose hints to show: a key of `commands.HINTS`."""
    count: reactive[str] = reactive("")
    """The digits of the number that is typed before a movement; empty for none."""

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
        key_style = role_style(self, "key-hints--key")
        segments = [Segment(f" {self.count}   " if self.count else " ", key_style)]
        room = width - segments[0].cell_length + 2  # No gap follows the last hint.
        hints = [self._hint(hint) for hint in HINTS["count" if self.count else self.where]]
        stays = [any(id in STAYING for id in keys) for keys, _ in hints]
        cells = [sum(map(cell_len, keys.values())) + len(keys) + cell_len(word) + 3
                 for keys, word in hints]  # fmt: skip
        room -= sum(taken for staying, taken in zip(stays, cells, strict=True) if staying)
        for (keys, word), staying, taken in zip(hints, stays, cells, strict=True):
            if not staying:
                room -= taken
                if room < 0:
                    continue
            for number, (id, key) in enumerate(keys.items()):
                meta = Style(meta={"command": id})
                segments.append(Segment(f" {key}" if number else key, key_style + meta))
            segments += [Segment(f" {word}", base + meta), Segment("   ", base)]
        return Strip(segments).adjust_cell_length(width, base)

    def show_count(self, digits: str) -> None:
        """Show the number that is typed before a movement, and the keys that can follow it."""
        self.count = digits

    def _hint(self, hint: FooterHint) -> tuple[dict[str, str], str]:
        """Return the keys of a hint by the ids of their commands, and the words for them."""
        ids, words = ((hint,), "") if isinstance(hint, str) else hint
        keys = {id: next(iter(keys_of(command(id), self._keymap)), "") for id in ids}
        first = command(ids[0])
        return keys, words or first.short or first.name

    async def on_click(self, event: events.Click) -> None:
        """Carry out the command whose hint was clicked."""
        id = event.style.meta.get("command")
        if isinstance(id, str):
            await carry_out(command(id), self.app.focused or self.screen)


class KeyTable(Widget):
    """Shows keys and words in two columns."""

    DEFAULT_CSS = """
    KeyTable { height: auto; }
    """

    def __init__(self, rows: Sequence[tuple[str, str]]) -> None:
        """Make the table.

        Args:
            rows: Keys, as the user writes them, and words.
        """
        super().__init__()
        self._rows = rows
        self._widest = max((len(keys) for keys, _ in rows), default=0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return how many lines the table needs."""
        return len(self._lines(width))

    def render(self) -> Content:
        """Draw the table."""
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        column = min(max(16, self._widest + 2), max(0, width // 2))
        lines = []
        for keys, words in self._rows:
            for number, part in enumerate(wrapped(words, width - column)):
                sign = pad("" if number else keys, column)
                lines.append(Content.assemble((sign, "$primary"), part))
        return lines
