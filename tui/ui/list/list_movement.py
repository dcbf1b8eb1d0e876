"""The movements of the cursor in the article list: by rows, by screenfuls, to a number."""

from typing import Protocol

from textual.geometry import Size

from tui.ui.common.counts import Count
from tui.ui.list.row_places import ListRows


class MovedList(Protocol):
    """The list, as far as its movements need it."""

    @property
    def size(self) -> Size:
        """The cells and lines of the list on the screen."""

    @property
    def rows(self) -> ListRows:
        """The places of the rows."""

    @property
    def cursor(self) -> int:
        """The place of the cursor, from 0."""

    def select(self, index: int) -> bool:
        """Put the cursor on the article at `index`; return whether there is one."""

    def show_top(self) -> None:
        """Scroll to the top."""


class ListMovement:
    """The commands that move the cursor, with the number that is typed before them."""

    def __init__(self, listing: MovedList, count: Count) -> None:
        """Make the movements.

        Args:
            listing: The list whose cursor moves.
            count: The number that is typed before a movement.
        """
        self._list = listing
        self._count = count

    def action_move_down(self) -> None:
        """Go to the next article, or as many down as the number says."""
        self.move_by(self._count.times())

    def action_move_up(self) -> None:
        """Go to the article before; at the first, show the heading above it too."""
        if not self.move_by(-self._count.times()):
            self._list.show_top()

    def action_page_down(self) -> None:
        """Go down by a screenful."""
        self.move_by(self._page * self._count.times())

    def action_page_up(self) -> None:
        """Go up by a screenful."""
        self.move_by(-self._page * self._count.times())

    def action_half_page_down(self) -> None:
        """Go down by half a screenful, or by as many articles as the number says."""
        self.move_by(self._count.take() or self._half_page)

    def action_half_page_up(self) -> None:
        """Go up by half a screenful, or by as many articles as the number says."""
        self.move_by(-(self._count.take() or self._half_page))

    def action_move_first(self) -> None:
        """Go to the first article, or to the one of that number."""
        self._go_to(self._count.times())

    def action_move_last(self) -> None:
        """Go to the last article, or to the one of that number."""
        self._go_to(self._count.take() or len(self._list.rows))

    @property
    def _page(self) -> int:
        return max(1, self._list.size.height // self._list.rows.row_lines - 1)

    @property
    def _half_page(self) -> int:
        return max(1, self._list.size.height // self._list.rows.row_lines // 2)

    def move_by(self, rows: int) -> bool:
        """Go that many articles down the list, at most to its end; tell whether that is another."""
        place = min(max(self._list.cursor + rows, 0), len(self._list.rows) - 1)
        return place != self._list.cursor and self._list.select(place)

    def _go_to(self, number: int) -> None:
        self._list.select(min(number, len(self._list.rows)) - 1)
