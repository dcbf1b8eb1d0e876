"""The command palette: every command that can be carried out, saved queries, the user's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.dom import DOMNode
from textual.message import Message
from textual.strip import Strip

from tui.commands import COMMANDS, COUNTED, OTHER_WORDS, Command, keys_of
from tui.themes import theme_name, theme_words
from tui.ui.common.cells import cut
from tui.ui.common.key_bindings import Hint, carrier, carry_out
from tui.ui.filters.filtered_rows import GUTTER, FilteredRows, gutter
from tui.ui.screens.command_search import Entry, best_first
from tui.ui.screens.controllers.query_saving import saved_queries
from tui.ui.screens.dialogs.dialog import FilterDialog, row_bindings
from tui.ui.screens.dialogs.query_dialogs import SavedQuery
from tui.ui.screens.main_screen import MainScreen

_HINTS: tuple[Hint, ...] = (
    (("palette.choose",), "run"),
    (("palette.up", "palette.down"), "move"),
    (("palette.cancel",), "cancel"),
)

_MOVES_LAST = 2
"""The distance of movements, which nobody looks for in a palette."""


def entries_of(near: DOMNode) -> list[Entry]:
    """Return all that can be carried out where the focus is.

    Args:
        near: The widget that has the focus, or the screen.
    """
    found = [*_commands(near)]
    screen = near.screen if near.is_attached else None
    if isinstance(screen, MainScreen):
        found += [
            Entry(f"Saved query: {query.name}", partial(_call, screen, query), detail=query.text)
            for query in saved_queries()
        ]
        found += [
            Entry(f"Your command: {own.name}", partial(screen.sharing.run, own), detail=own.run)
            for own in screen.sharing.commands.values()
        ]
    found += [
        Entry(f"Theme: {word}", partial(_use_theme, near, word), distance=_MOVES_LAST + 1)
        for word in theme_words()
    ]
    return found


def _commands(near: DOMNode) -> Iterator[Entry]:
    for command in COMMANDS:
        node = carrier(command, near)
        if node is None or command.id == "palette":
            continue
        yield Entry(
            command.name,
            partial(carry_out, command, near),
            tuple(keys_of(command, near.app._keymap)),
            OTHER_WORDS.get(command.id, ""),
            distance=_distance(command, node is near),
        )


def _distance(command: Command, is_here: bool) -> int:
    if command.id in COUNTED:
        return _MOVES_LAST
    return 0 if is_here else 1


def _call(screen: MainScreen, query: SavedQuery) -> None:
    screen.filters.pickers.saved.call(query)


async def _use_theme(near: DOMNode, word: str) -> None:
    await near.app.run_action(f"app.use_theme({theme_name(word)!r})")


class PaletteList(FilteredRows[Entry]):
    """The entries, of which a filter leaves some."""

    LOOKS = "palette-list"
    NOTHING = "No matching command"

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "palette-list--cursor",
        "palette-list--hover",
        "palette-list--empty",
        "palette-list--detail",
        "palette-list--key",
    }

    DEFAULT_CSS = """
    PaletteList > .palette-list--cursor { text-style: reverse; }
    """

    @dataclass(eq=False, repr=False)
    class EntryChosen(Message):
        """An entry was clicked."""

        entry: Entry

    def __init__(self, entries: Sequence[Entry], *, id: str) -> None:
        """Make the list.

        Args:
            entries: All entries.
            id: The widget's id.
        """
        self._all = entries
        super().__init__(best_first(entries, ""), len(entries), id=id)

    def filter(self, text: str) -> None:
        """Show the entries that a text means, the best first."""
        self.show_rows(best_first(self._all, text), 0)

    def choose_row(self, row: Entry, x: int) -> None:  # noqa: ARG002
        """Choose the entry."""
        self.post_message(self.EntryChosen(row))

    def draw_row(self, row: Entry, under: list[str], at_cursor: bool, width: int) -> Strip:
        """Draw a name with what stands beside it, and the keys at the right."""
        base = self._style(*under)
        keys = "  ".join(row.keys)
        room = max(0, width - GUTTER - cell_len(keys) - 2)
        name = cut(row.name, room)
        detail = cut(row.detail, room - cell_len(name) - 2)
        gap = max(0, width - GUTTER - cell_len(name + detail + keys) - 3)
        look = [] if at_cursor else ["palette-list--detail"]
        key_look = [] if at_cursor else ["palette-list--key"]
        segments = [
            Segment(gutter(at_cursor), base),
            Segment(f"{name}  ", base),
            Segment(detail + " " * gap, self._style(*look, *under)),
            Segment(f"{keys} ", self._style(*key_look, *under)),
        ]
        return Strip(segments).adjust_cell_length(width, base)


class Palette(FilterDialog[Entry]):
    """Finds a command by its words or its key; its result is the entry that was chosen."""

    BINDINGS = row_bindings("palette", "Run the command")

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Make the dialog of some entries."""
        self._list = PaletteList(entries, id="palette-list")
        super().__init__("Commands", "A word for it, or its key", self._list, _HINTS)

    def on_palette_list_entry_chosen(self, event: PaletteList.EntryChosen) -> None:
        """Choose the entry that was clicked."""
        event.stop()
        self.dismiss(event.entry)

    def action_choose(self) -> None:
        """Choose the entry under the cursor."""
        if self._list.current is not None:
            self.dismiss(self._list.current)
