"""Saved queries by name, drawn row by row as they are scrolled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from tui.library.search.text.folding import fold
from tui.ui.common.cells import cut, pad
from tui.ui.filters.cursor_rows import GUTTER, FilteredRows


class SavedQuery(NamedTuple):
    """A query that has a name."""

    name: str
    text: str
    problem: str = ""
    """What of the text is not understood, in one line; empty when all is."""


class QueryList(FilteredRows[SavedQuery]):
    """The saved queries, of which a filter leaves some."""

    LOOKS = "query-list"
    NOTHING = "No saved query has these words"

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
        super().__init__(queries, id=id)
        self._name_cells = max((cell_len(query.name) for query in queries), default=0)

    def filter(self, text: str) -> None:
        """Show the queries whose names have all that was typed; else those that say it."""
        words = fold(text).split()
        self._rows = [
            query
            for query in self._all
            if all(word in fold(f"{query.name} {query.text}") for word in words)
        ]
        named = [all(word in fold(query.name) for word in words) for query in self._rows]
        self.show_rows(named.index(True) if True in named else 0)

    def choose_row(self, index: int, x: int) -> None:  # noqa: ARG002
        """Choose the query."""
        self.post_message(self.QueryChosen(self._rows[index]))

    def draw_row(self, index: int, under: list[str], at_cursor: bool, width: int) -> Strip:
        """Return a name with its query, or with what is wrong with that."""
        query = self._rows[index]
        base = self._style(*under)
        # However long a name is, half of the line stays for what it stands for.
        cells = min(self._name_cells, width // 2 - GUTTER)
        look = "query-list--problem" if query.problem else "query-list--text"
        room = width - GUTTER - cells - 3
        segments = [
            Segment(("▌" if at_cursor else " ").ljust(GUTTER), base),
            Segment(pad(query.name, cells) + "  ", base),
            Segment(
                cut(query.problem or query.text, room),
                base if at_cursor else self._style(look, *under),
            ),
        ]
        return Strip(segments).adjust_cell_length(width, base)
