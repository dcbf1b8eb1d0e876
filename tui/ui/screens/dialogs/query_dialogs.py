"""The dialogs of saved queries: one names a query, the other lists them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Input, Static

from tui.library.search.folding import fold
from tui.ui.common.cells import cut, pad
from tui.ui.common.key_bindings import Hint, HintLine
from tui.ui.filters.filtered_rows import GUTTER, FilteredRows, gutter
from tui.ui.screens.dialogs.dialog import Dialog, FilterDialog, row_bindings


class SavedQuery(NamedTuple):
    """A query that has a name."""

    name: str
    text: str
    problem: str = ""
    """The part of the text that is not understood, in one line; empty when all is."""


class QueryList(FilteredRows[SavedQuery]):
    """The saved queries, of which a filter leaves some."""

    LOOKS = "query-list"
    NOTHING = "No matching query"

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "query-list--cursor",
        "query-list--hover",
        "query-list--text",
        "query-list--problem",
        "query-list--empty",
    }

    DEFAULT_CSS = """
    QueryList > .query-list--cursor { text-style: reverse; }
    """

    @dataclass(eq=False, repr=False)
    class QueryChosen(Message):
        """A query was clicked."""

        query: SavedQuery

    def __init__(self, queries: Sequence[SavedQuery], *, id: str) -> None:
        """Make the list.

        Args:
            queries: All saved queries, in their order.
            id: The widget's id.
        """
        super().__init__(queries, len(queries), id=id)
        self._all = queries
        self._name_cells = max((cell_len(query.name) for query in queries), default=0)

    def filter(self, text: str) -> None:
        """Show the queries with all the typed words, the cursor on the first that is named so."""
        words = fold(text).split()
        rows = [
            query
            for query in self._all
            if all(word in fold(f"{query.name} {query.text}") for word in words)
        ]
        named = [all(word in fold(query.name) for word in words) for query in rows]
        self.show_rows(rows, named.index(True) if True in named else 0)

    def choose_row(self, row: SavedQuery, x: int) -> None:  # noqa: ARG002
        """Choose the query."""
        self.post_message(self.QueryChosen(row))

    def draw_row(self, row: SavedQuery, under: list[str], at_cursor: bool, width: int) -> Strip:
        """Draw a name with its query, or with the problem of the query."""
        base = self._style(*under)
        # However long a name is, half of the line stays for its query.
        cells = min(self._name_cells, width // 2 - GUTTER)
        look = "query-list--problem" if row.problem else "query-list--text"
        room = width - GUTTER - cells - 3
        segments = [
            Segment(gutter(at_cursor), base),
            Segment(pad(row.name, cells) + "  ", base),
            Segment(
                cut(row.problem or row.text, room),
                base if at_cursor else self._style(look, *under),
            ),
        ]
        return Strip(segments).adjust_cell_length(width, base)


_PICK_HINTS: tuple[Hint, ...] = (
    (("pick_query.choose",), "call"),
    (("pick_query.up", "pick_query.down"), "move"),
    (("pick_query.remove",), "remove"),
    (("pick_query.cancel",), "cancel"),
)


@dataclass(frozen=True, slots=True)
class QueryPicked:
    """What was picked, and what for."""

    query: SavedQuery
    remove: bool = False
    """Whether it is to be removed, not called."""


class PickQuery(FilterDialog[QueryPicked]):
    """Picks a saved query; its result is None when cancelled."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *row_bindings("pick_query", "Call the query"),
        Binding("delete", "remove", "Remove the query", id="pick_query.remove", priority=True),
    ]

    def __init__(self, queries: Sequence[SavedQuery]) -> None:
        """Make the dialog.

        Args:
            queries: The saved queries, in their order; at least one.
        """
        self._list = QueryList(queries, id="query-list")
        super().__init__("Saved queries", "Type a part of a name", self._list, _PICK_HINTS)

    def on_query_list_query_chosen(self, event: QueryList.QueryChosen) -> None:
        """Call what was clicked."""
        event.stop()
        self.dismiss(QueryPicked(event.query))

    def action_choose(self) -> None:
        """Call the query under the cursor."""
        self._pick(remove=False)

    def action_remove(self) -> None:
        """Remove the query under the cursor, unless there is text to delete."""
        self.leave_to_text(self.filter_box.cursor_position < len(self.filter_box.value))
        self._pick(remove=True)

    def _pick(self, *, remove: bool) -> None:
        query = self._list.current
        if query is not None:
            self.dismiss(QueryPicked(query, remove))


_NAME_HINTS: tuple[Hint, ...] = ((("name_query.save",), "save"), (("name_query.cancel",), "cancel"))


class NameQuery(Dialog[str]):
    """Asks for a name; its result is None when cancelled."""

    CLOSES_BESIDE = True
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
            yield HintLine(_NAME_HINTS)

    @property
    def _typed(self) -> str:
        return " ".join(self.query_one(Input).value.split())

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say whether the name is taken."""
        event.stop()
        taken = f"“{self._typed}” is saved already; Enter replaces it."
        self._say(taken if self._typed in self._names else "")

    def action_save(self) -> None:
        """Take the name."""
        if self._typed:
            self.dismiss(self._typed)
        else:
            self._say("Type a name first.")

    def _say(self, words: str) -> None:
        self.query_one("#query-note", Static).update(Content(words))
