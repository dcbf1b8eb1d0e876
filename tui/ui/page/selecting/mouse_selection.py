"""Selecting text with the mouse: dragging, double and triple clicks."""

from textual import events
from textual.timer import Timer

from tui.document.passages import Passage, Place
from tui.document.text_units import word_around
from tui.ui.page.page_builder import Page, Text
from tui.ui.page.page_host import ScrollingHost
from tui.ui.page.page_scrolling import PageScrolling
from tui.ui.page.selecting.cell_places import character_at
from tui.ui.page.selecting.page_selection import PageSelection
from tui.ui.page.selecting.selection_ends import spanning

_DOUBLE_CLICK = 0.5
"""The most seconds between two presses that belong together, as for Textual's clicks."""

_ROW_SECONDS = 0.05
"""The seconds for each row that is scrolled while the mouse is past the edge."""


class MouseSelection:
    """The mouse on a page: what is between where it was pressed and where it is, is selected.

    Pressed twice it selects by words, pressed three times by paragraphs.
    """

    def __init__(
        self, host: ScrollingHost, selection: PageSelection, scrolling: PageScrolling
    ) -> None:
        """Begin with the button up.

        Args:
            host: The widget that shows the page.
            selection: Gets what is selected.
            scrolling: Knows how far wide code is scrolled to the right.
        """
        self._host = host
        self._selection = selection
        self._scrolling = scrolling
        self._origin: Passage | None = None
        """The character, word or paragraph where the button was pressed; None while it is up."""
        self._text: Text | None = None
        """The article that it is in."""
        self._pressed = (0, 0)
        """The cell of the widget where that was."""
        self._pressed_at = 0.0
        self._presses = 0
        """How often the button was pressed there in a row: 1 to 3."""
        self._pointer = (0, 0)
        self._timer: Timer | None = None
        self.has_selected = False
        """Whether the mouse has selected since the button was pressed: no link is clicked then."""

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin to select; a second or third press takes in the word or the paragraph."""
        self.has_selected = False
        page = self._host.page
        if event.button != 1 or page is None:
            return
        cell = event.x, event.y
        again = cell == self._pressed and event.time - self._pressed_at < _DOUBLE_CLICK
        self._presses = self._presses % 3 + 1 if again else 1
        self._pressed = self._pointer = cell
        self._pressed_at = event.time
        self._origin, self._text = self._unit_at(page, cell), page.text
        self._host.capture_mouse()
        if self._presses > 1:
            self._extend()
        else:
            self._selection.clear()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select up to the mouse, and scroll while it is past the edge."""
        if self._origin is None:
            return
        if not event.button:  # It was released where the terminal did not see it.
            self.on_mouse_up()
        elif (event.x, event.y) != self._pointer:
            self._pointer = event.x, event.y
            self._extend()
            self._scroll_on(0 <= event.y < self._host.size.height)

    def on_mouse_up(self) -> None:
        """Let go."""
        if self._origin is not None:
            self._origin = None
            self._host.release_mouse()
            self._scroll_on(True)

    def scrolled(self) -> None:
        """Select up to what is under the mouse now."""
        if self._origin is not None and self.has_selected:
            self._extend()

    def _scroll_on(self, inside: bool) -> None:
        """Begin to scroll, or end it where the mouse is inside the widget."""
        if inside and self._timer is not None:
            self._timer.stop()
            self._timer = None
        elif not inside and self._timer is None:
            self._timer = self._host.set_interval(_ROW_SECONDS, self._scroll)

    def _scroll(self) -> None:
        step = -1 if self._pointer[1] < 0 else 1
        self._host.scroll_to(y=self._host.scroll_offset.y + step, animate=False, immediate=True)

    def _extend(self) -> None:
        page, origin = self._host.page, self._origin
        if page is None or page.text is not self._text:  # The origin is in no text any more.
            self.on_mouse_up()
            return
        unit = self._unit_at(page, self._pointer)
        if origin is not None and unit is not None:
            self.has_selected = True
            self._selection.select(spanning(origin, unit))

    def _unit_at(self, page: Page, cell: tuple[int, int]) -> Passage | None:
        """Return the character, word or paragraph at a cell of the widget."""
        x, y = cell
        row = min(max(y, 0), self._host.size.height - 1) + self._host.scroll_offset.y
        line = page.line_from(row)
        if page.line_on(row) is None and line < len(page.lines):
            x = -1  # A picture, or the margin above the first line: before all text of the line.
        left = page.margin_in(self._host.room)
        if line < len(page.lines) and page.lines[line].rigid:
            left -= self._scrolling.sideways
        found = character_at(page, line, x - left)
        if found is None or self._presses < 2:
            return found
        segment, offset = found.start
        text = page.text.paragraphs[segment]
        start, end = word_around(text, offset) if self._presses == 2 else (0, len(text))
        return Passage(Place(segment, start), Place(segment, end))
