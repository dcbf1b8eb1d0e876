"""A page that scrolls: what of it is on the screen, and where the reader is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tui.widgets.scroll_bar import QuickScrollView

if TYPE_CHECKING:
    from tui.widgets.page_maker import Page, Text
    from tui.widgets.page_places import Place


class ScrolledPage(QuickScrollView, can_focus=True):
    """Knows the page that is shown, and moves in it."""

    DEFAULT_CSS = """
    ScrolledPage { overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; }
    """

    def __init__(self, *, id: str) -> None:
        """Begin without a page."""
        super().__init__(id=id)
        self._page: Page | None = None
        self._sideways = 0
        """How many cells code is scrolled to the right."""

    @property
    def page(self) -> Page | None:
        """What is shown."""
        return self._page

    @property
    def text(self) -> Text | None:
        """The article that is shown."""
        return self._page.text if self._page else None

    @property
    def lines_shown(self) -> tuple[int, int]:
        """The number of the first line on the screen, and of the first one below it."""
        if self._page is None:
            return 0, 0
        top = self.scroll_offset.y
        return self._page.line_from(top), self._page.line_from(top + self.size.height)

    @property
    def place(self) -> Place:
        """The paragraph at the top of the screen, and how many characters into it that is."""
        return self.place_from(self.scroll_offset.y)

    def place_from(self, top: int) -> Place:
        """Return the place that is at the top of the screen when `top` is its first row."""
        if self._page is None or not self._page.lines or not top:
            return 0, 0
        return self._page.place_at(self._page.line_from(top))

    # -- moving

    def action_move_down(self) -> None:
        """Scroll down by a line."""
        self.scroll_to(y=self.scroll_y + 1, animate=False)

    def action_move_up(self) -> None:
        """Scroll up by a line."""
        self.scroll_to(y=self.scroll_y - 1, animate=False)

    def action_page_down(self) -> None:
        """Scroll down by a screenful, two lines of it kept."""
        self.page_on()

    def action_page_up(self) -> None:
        """Scroll up by a screenful, two lines of it kept."""
        self.scroll_to(y=self.scroll_y - max(1, self.size.height - 2), animate=False)

    def action_move_first(self) -> None:
        """Scroll to the top."""
        self.scroll_to(y=0, animate=False)

    def action_move_last(self) -> None:
        """Scroll to the end."""
        self.scroll_to(y=self.max_scroll_y, animate=False)

    def action_scroll_code_right(self) -> None:
        """Show what stands to the right in code that is wider than the page."""
        if self._page is not None:
            beyond = max(0, self._page.widest - self._page.width)
            self._sideways = min(self._sideways + 8, beyond)
            self.refresh()

    def action_scroll_code_left(self) -> None:
        """Scroll wide code back to the left."""
        self._sideways = max(0, self._sideways - 8)
        self.refresh()

    def page_on(self) -> bool:
        """Scroll down by a screenful; tell whether there was anything more to show."""
        if self._page is None or self.scroll_offset.y >= self.max_scroll_y:
            return False
        self.scroll_to(y=self.scroll_y + max(1, self.size.height - 2), animate=False)
        return True

    def go_to(self, paragraph: int, offset: int = 0) -> None:
        """Show a place of the article at the top, as soon as it is laid out."""
        raise NotImplementedError

    def bring_into_sight(self, line: int) -> None:
        """Scroll where a line can't be seen, so that it has a third of the screen above it."""
        first, last = self.lines_shown
        if self._page is not None and not first <= line < last:
            row = self._page.row_of(line) - self.size.height // 3
            self.scroll_to(y=max(0, row), animate=False, immediate=True)

    def rearrange(self, heights: Mapping[int, int]) -> None:
        """Have other numbers of rows stand above lines; what is on the screen stays there.

        Args:
            heights: How many, by the number of the line.
        """
        raise NotImplementedError
