"""The commands that scroll a page: by lines, screenfuls and numbers, and wide code sideways."""

from collections.abc import Callable

from tui.ui.common.counts import Count
from tui.ui.page.page_host import ScrollingHost
from tui.ui.page.reading_place import ReadingPlace

_SIDEWAYS = 8
"""The cells by which wide code is scrolled at once."""


class PageScrolling:
    """The scrolling of the page that a host shows, by the user's commands."""

    def __init__(
        self,
        host: ScrollingHost,
        count: Count,
        place: ReadingPlace,
        leave: Callable[[], None],
    ) -> None:
        """Begin with no code scrolled.

        Args:
            host: The widget that shows the page.
            count: The number that is typed before a movement.
            place: The reader's place, which goes on to lines that are not laid out yet.
            leave: Remembers the reader's place, because a jump follows.
        """
        self._host = host
        self._count = count
        self._place = place
        self._leave = leave
        self.sideways = 0
        """The cells by which wide code is scrolled to the right."""

    def action_move_down(self) -> None:
        """Scroll down by a line, or by as many as the number says."""
        self._scroll_by(self._count.times())

    def action_move_up(self) -> None:
        """Scroll up by a line, or by as many as the number says."""
        self._scroll_by(-self._count.times())

    def action_page_down(self) -> None:
        """Scroll down by a screenful, two lines of it kept."""
        self.page_on(self._count.times())

    def action_page_up(self) -> None:
        """Scroll up by a screenful, two lines of it kept."""
        self._scroll_by(-self._screenful * self._count.times())

    def action_half_page_down(self) -> None:
        """Scroll down by half a screenful, or by as many lines as the number says."""
        self._scroll_by(self._count.take() or self._half)

    def action_half_page_up(self) -> None:
        """Scroll up by half a screenful, or by as many lines as the number says."""
        self._scroll_by(-(self._count.take() or self._half))

    @property
    def _screenful(self) -> int:
        return max(1, self._host.size.height - 2)

    @property
    def _half(self) -> int:
        return max(1, self._host.size.height // 2)

    def _scroll_by(self, rows: int) -> None:
        self._host.scroll_to(y=self._host.scroll_y + rows, animate=False)

    def page_on(self, times: int = 1) -> bool:
        """Scroll down by a screenful; return whether there was anything more to show."""
        host = self._host
        if host.page is None or host.scroll_offset.y >= host.max_scroll_y:
            return False
        self._scroll_by(self._screenful * times)
        return True

    def action_move_first(self) -> None:
        """Scroll to the top, or to the line of the number."""
        self._go_to_line(self._count.times())

    def action_move_last(self) -> None:
        """Scroll to the end, and on to where it will be while the article is still laid out.

        With a number, scroll to that line.
        """
        host = self._host
        if number := self._count.take():
            self._go_to_line(number)
        elif host.page is None or host.page.complete:
            self._leave()
            host.scroll_to(y=host.max_scroll_y, animate=False)
        else:
            self._place.begin_at_end()

    def _go_to_line(self, number: int) -> None:
        """Scroll to a line of the page, counted from 1."""
        self._leave()
        if number == 1:
            self._host.scroll_to(y=0, animate=False)
        else:
            self._place.begin_at_line(number - 1)

    def action_scroll_code_right(self) -> None:
        """Show the code to the right that is wider than the page."""
        page = self._host.page
        if page is not None:
            beyond = max(0, page.widest - page.width)
            self.sideways = min(self.sideways + _SIDEWAYS, beyond)
            self._host.refresh()

    def action_scroll_code_left(self) -> None:
        """Scroll wide code back to the left."""
        self.sideways = max(0, self.sideways - _SIDEWAYS)
        self._host.refresh()
