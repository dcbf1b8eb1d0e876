"""How the cells of the window are shared among categories, list and reader: pure arithmetic."""

from dataclasses import dataclass

from tui.ui.screens.session import LIST_SHARE

WIDE = 100
"""From this many cells on list and reader stand side by side."""

WIDE_ENOUGH_FOR_CATEGORIES = 150
"""From this many cells on, the pane of categories can stand beside the list."""

_CATEGORIES = (36, 44)
"""The fewest and the most cells of the pane of categories, with the line at its right."""

_LEAST = 24
"""The fewest cells that either pane keeps when the divider is dragged."""

_NARROWEST_LIST = 42
"""The cells that the list has at least while the divider has not been dragged: those of passages
that a search finds."""


@dataclass(slots=True)
class PaneWidths:
    """The panes that are wanted, and the cells that each has in a window of some width."""

    list_share: float = LIST_SHARE
    """The list's share of the cells of list and reader, 0 to 1."""
    full_width: bool = False
    """Whether the reader has the whole width even where there is room for both."""
    wants_categories: bool = False
    """Whether the pane of categories is wanted where there is room for it."""
    whole: int = 0
    """The cells of the window."""

    @property
    def shows_categories(self) -> bool:
        """Whether the pane of categories is wanted and has room."""
        is_wide = self.whole >= WIDE_ENOUGH_FOR_CATEGORIES
        return self.wants_categories and is_wide and not self.full_width

    @property
    def categories(self) -> int:
        """The cells of the pane of categories; 0 where it is not shown."""
        least, most = _CATEGORIES
        return min(max(self.whole // 5, least), most) if self.shows_categories else 0

    @property
    def _both(self) -> int:
        """The cells of list and reader together."""
        return self.whole - self.categories

    @property
    def one_at_a_time(self) -> bool:
        """Whether list and reader take turns."""
        return self.full_width or self._both < WIDE

    def of_list(self, needed: int) -> int:
        """Return the cells of the list beside the reader.

        Args:
            needed: The cells that its rows use; 0: not known.
        """
        share = self._column(round(self._both * self.list_share))
        if self.list_share != LIST_SHARE or not needed:
            return share
        return min(share, max(needed, _NARROWEST_LIST))

    def drag(self, column: int) -> None:
        """Have the list end at a column of the window."""
        self.list_share = self._column(column - self.categories) / max(1, self._both)

    def _column(self, wanted: int) -> int:
        return min(max(wanted, _LEAST), self._both - _LEAST)
