"""The saved queries, to call one again or to remove it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType

from tui.ui.common.key_hints import Hint
from tui.ui.filters.query_list import QueryList, SavedQuery
from tui.ui.screens.dialogs.dialog import FilterDialog, row_bindings

_HINTS: tuple[Hint, ...] = (
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
        super().__init__("Saved queries", "Type a part of a name", self._list, _HINTS)

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
