"""The list of saved queries by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from tui.library.search.folding import fold
from tui.ui.common.cells import cut, pad
from tui.ui.filters.filtered_rows import GUTTER, FilteredRows


class SavedQuery(NamedTuple):
    """A query that has a name."""

    name: str
    text: str
    problem: str = ""
    """The part of the text that is not understood, in one line; empty when all is."""


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
            Segment(("▌" if at_cursor else " ").ljust(GUTTER), base),
            Segment(pad(row.name, cells) + "  ", base),
            Segment(
                cut(row.problem or row.text, room),
                base if at_cursor else self._style(look, *under),
            ),
        ]
        return Strip(segments).adjust_cell_length(width, base)
