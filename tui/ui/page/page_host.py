"""The interface between the widget that shows a page and the parts that it holds."""

from collections.abc import Callable
from typing import Protocol

from textual.geometry import Offset, Size
from textual.message import Message
from textual.timer import Timer
from textual.worker import Worker

from tui.ui.page.page_builder import Page, Place, Text


class PageHost(Protocol):
    """The widget that shows a page, as far as its parts know it."""

    @property
    def page(self) -> Page | None:
        """The page that is shown; None for an empty widget."""

    @property
    def text(self) -> Text | None:
        """The article of that page."""

    @property
    def place(self) -> Place:
        """The place at the top of the screen."""

    @property
    def lines_shown(self) -> tuple[int, int]:
        """The numbers of the first line on the screen, and of the first one below it."""

    def go_to(self, paragraph: int, offset: int = 0) -> None:
        """Show a place of the article at the top, as soon as it is laid out."""

    def bring_into_sight(self, line: int) -> None:
        """Scroll to a line that is not on the screen."""

    # -- as every widget has them

    def refresh(self) -> object:
        """Draw the page again."""

    def notify(self, message: str, *, timeout: float | None) -> None:
        """Show a notice for some seconds."""

    def post_message(self, message: Message) -> bool:
        """Queue a message for the widget; safe in worker threads."""

    def run_worker(
        self, work: Callable[[], None], *, group: str, exclusive: bool = False, thread: bool
    ) -> Worker[None]:
        """Run a function in a worker."""


class ScrollingHost(PageHost, Protocol):
    """The same widget, for the parts that make room on the page and scroll it."""

    @property
    def size(self) -> Size:
        """The cells and rows of the widget."""

    @property
    def room(self) -> int:
        """The cells of a row beside the scroll bar."""

    @property
    def scroll_offset(self) -> Offset:
        """The cell of the page at the widget's upper left corner."""

    @property
    def scroll_y(self) -> float:
        """The row of the page at the top of the widget."""

    @property
    def max_scroll_y(self) -> int:
        """The greatest row that can be scrolled to the top."""

    def place_from(self, top: int) -> Place:
        """Return the place at the top of the screen when `top` is its first row."""

    def set_height(self, rows: int) -> None:
        """Take the height of the page, in rows."""

    def scroll_to(
        self, *, y: float | None, animate: bool, force: bool = False, immediate: bool = False
    ) -> None:
        """Scroll to a row."""

    def set_timer(self, delay: float, callback: Callable[[], None]) -> Timer:
        """Call back after some seconds."""

    def set_interval(self, interval: float, callback: Callable[[], None]) -> Timer:
        """Call back again and again, after some seconds each time."""

    def capture_mouse(self) -> None:
        """Have all that the mouse does go to the widget."""

    def release_mouse(self) -> None:
        """End that."""

    def call_after_refresh(self, callback: Callable[[], object]) -> bool:
        """Call back once the widget has been drawn."""
