"""The reader pane: one article, set at a comfortable width, read where it was left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.timer import Timer
from textual.worker import Worker, get_current_worker

from tui.commands import Where, bindings
from tui.config import NARROWEST, READING_WIDTH, WIDEST
from tui.errors import NewsreaderError
from tui.library.library import Library
from tui.library.matches import Terms
from tui.library.values import Position
from tui.widgets.page_view import PageView

if TYPE_CHECKING:
    from tui.document.model import Line
    from tui.widgets.page_maker import Page, Text

_MARGIN = 2
"""Cells kept free on either side of the text."""


class ReaderPane(PageView):
    """Shows one article; knows how far it has been read."""

    WHERE: ClassVar[Where] = "pane"
    BINDINGS: ClassVar[list[BindingType]] = bindings("pane")

    @dataclass(eq=False, repr=False)
    class PageBegun(Message):
        """The first lines of a page are there."""

        page: Page
        lines: list[Line]
        place: Position | None
        """Where to begin; None: at the top."""

    @dataclass(eq=False, repr=False)
    class LinesLaid(Message):
        """More lines of a page are there."""

        page: Page
        lines: list[Line]
        complete: bool

    @dataclass(eq=False, repr=False)
    class PageFailed(Message):
        """The article can't be shown."""

        id: int
        reason: str

    @dataclass(eq=False, repr=False)
    class PlaceLost(Message):
        """The reader's place could not be kept."""

        reason: str

    @dataclass(eq=False, repr=False)
    class Progressed(Message):
        """The reader is at another place, or the page has grown."""

        share: float
        """How much of the article has been on the screen, 0 to 1."""
        minutes_left: int

    @dataclass(eq=False, repr=False)
    class Emptied(Message):
        """There is no page any more."""

    @dataclass(eq=False, repr=False)
    class BackWanted(Message):
        """The user wants to go back to the list."""

    def __init__(self, library: Library, *, id: str) -> None:
        """Make an empty pane.

        Args:
            library: Where articles and reading positions are.
            id: The widget's id.
        """
        super().__init__(id=id)
        self._library = library
        self._terms: Terms = ()
        self._reading_width = READING_WIDTH
        self._worker: Worker[None] | None = None
        self._pending: int | None = None
        """The id of the article that is on its way."""
        self._goal: Position | None = None
        """A place to go to as soon as its line is laid out."""
        self._save_timer: Timer | None = None

    # -- opening

    @property
    def shown_id(self) -> int | None:
        """The id of the article that is shown or on its way; None for an empty pane."""
        if self._pending is not None:
            return self._pending
        return self._page.text.id if self._page else None

    def open(self, id: int) -> None:
        """Show an article, at the place where the reader left it."""
        if id == self.shown_id:
            return
        self.save_position()
        self._pending = id
        if not self.size.width:
            return  # Its first resize sets what is pending.
        width, terms = self._text_width, self._terms
        self._work(lambda: self._read(id, width, terms))

    def clear(self) -> None:
        """Show no article."""
        self.save_position()
        if self._worker is not None:
            self._worker.cancel()
        self._page = self._pending = None
        self._show_nothing("")

    def search(self, terms: Terms) -> None:
        """Highlight other words."""
        if terms != self._terms:
            self._terms = terms
            self._lay_out_again()

    def _work(self, what: Callable[[], None]) -> None:
        self._worker = self.run_worker(what, thread=True, exclusive=True, group="page")

    def _read(self, id: int, width: int, terms: Terms) -> None:
        """Read and lay out an article; runs in a worker thread, so touches no widget."""
        from tui.widgets.page_maker import read_text  # Not needed for the first frame.

        try:
            text = read_text(self._library, id)
            place = self._library.position(id)
        except NewsreaderError as error:
            if not get_current_worker().is_cancelled:
                self.post_message(self.PageFailed(id, str(error)))
            return
        self._set(text, place, width, terms)

    def _set(self, text: Text, place: Position | None, width: int, terms: Terms) -> None:
        """Lay a text out and post it; runs in a worker thread, so touches no widget."""
        from tui.widgets.page_maker import batches, make_page

        worker = get_current_worker()
        page = make_page(text, width, terms)
        begun = False
        for lines in batches(page, place, lambda: worker.is_cancelled):
            if worker.is_cancelled:
                return
            if begun:
                self.post_message(self.LinesLaid(page, lines, complete=False))
            else:
                self.post_message(self.PageBegun(page, lines, place))
                begun = True
        if not worker.is_cancelled:
            self.post_message(self.LinesLaid(page, [], complete=True))

    def _lay_out_again(self) -> None:
        """Set the text at the present width, keeping the reader's place."""
        width, terms = self._text_width, self._terms
        if self._pending is not None:
            id = self._pending
            self._work(lambda: self._read(id, width, terms))
        elif self._page is not None:
            text, place = self._page.text, self._goal or self._position()
            self._work(lambda: self._set(text, place, width, terms))

    def on_reader_pane_page_begun(self, message: PageBegun) -> None:
        """Show the first lines of a page."""
        message.stop()
        page = message.page
        if self._pending not in (None, page.text.id):
            return
        fresh = self._page is None or self._page.text is not page.text
        self._page, self._pending, self._failure = page, None, ""
        self._match = None
        self._goal = message.place
        if fresh:
            self._sideways = 0
        page.add(message.lines)
        self._grow()
        if message.place is None:
            self.scroll_to(y=0, animate=False)
        self.refresh()

    def on_reader_pane_lines_laid(self, message: LinesLaid) -> None:
        """Take in more lines of the page."""
        message.stop()
        if message.page is not self._page:
            return
        self._page.add(message.lines)
        self._page.complete = message.complete
        self._grow()

    def on_reader_pane_page_failed(self, message: PageFailed) -> None:
        """Say why there is nothing to read."""
        message.stop()
        if message.id == self._pending:
            self._page = self._pending = None
            self._show_nothing(message.reason)

    def _show_nothing(self, reason: str) -> None:
        self._failure = reason
        self.virtual_size = Size(0, 0)
        self.refresh()
        self.post_message(self.Emptied())

    def _grow(self) -> None:
        assert self._page is not None
        self.virtual_size = Size(0, self._page.height)
        if self._goal is not None:
            line = self._page.line_at(self._goal.paragraph, self._goal.offset)
            if line is not None:
                self.scroll_to(y=self._page.row_of(line) if line else 0, animate=False, force=True)
                if line + self.size.height <= len(self._page.lines) or self._page.complete:
                    self._goal = None
        if self._page.complete:
            self._goal = None
        self._tell_progress()

    # -- place and progress

    def _position(self) -> Position | None:
        if self._page is None or not self._page.lines:
            return None
        paragraph, offset = self._page.place_at(self._page.line_from(self.scroll_offset.y))
        if self.scroll_offset.y == 0:
            paragraph, offset = 0, 0
        return Position(paragraph, offset, self._share)

    @property
    def _share(self) -> float:
        if self._page is None:
            return 0.0
        height = max(1, self.virtual_size.height)
        seen = min(1.0, (self.scroll_offset.y + self.size.height) / height)
        return seen if self._page.complete else min(seen, 0.99)

    def _tell_progress(self) -> None:
        if self._page is not None:
            share = self._share
            left = round(self._page.text.minutes * (1 - share))
            self.post_message(self.Progressed(share, left))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Say how far the reader is, and keep the place a moment later."""
        super().watch_scroll_y(old_value, new_value)
        if self._page is None or round(old_value) == round(new_value):
            return
        self._tell_progress()
        if self._save_timer is None:
            self._save_timer = self.set_timer(1.0, self.save_position)

    def save_position(self) -> None:
        """Keep the reader's place in the article that is shown, in a worker."""
        self._save_timer = None
        position = self._position()
        if self._page is not None and position is not None and self._goal is None:
            id = self._page.text.id
            self.run_worker(
                lambda: self._keep_position(id, position), thread=True, group="positions"
            )

    def keep_position_now(self) -> None:
        """Keep the reader's place before the program ends.

        Raises:
            StorageError: It can't be written.
        """
        position = self._position()
        if self._page is not None and position is not None:
            self._library.save_position(self._page.text.id, position)

    def _keep_position(self, id: int, position: Position) -> None:
        try:
            self._library.save_position(id, position)
        except NewsreaderError as error:
            self.post_message(self.PlaceLost(str(error)))

    # -- width

    @property
    def reading_width(self) -> int:
        """The width of the text in cells, where there is room for it."""
        return self._reading_width

    @reading_width.setter
    def reading_width(self, width: int) -> None:
        before = self._text_width
        self._reading_width = min(max(width, NARROWEST), WIDEST)
        if self._text_width != before:
            self._lay_out_again()

    @property
    def _text_width(self) -> int:
        room = self.scrollable_content_region.width - 2 * _MARGIN
        return max(1, min(self._reading_width, room))

    def on_resize(self) -> None:
        """Set the text anew where its width has changed."""
        if self._page is None or self._page.width != self._text_width:
            self._lay_out_again()
        else:
            self._tell_progress()

    def action_back(self) -> None:
        """Go back to the list."""
        self.post_message(self.BackWanted())
