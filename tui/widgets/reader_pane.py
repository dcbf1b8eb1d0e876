"""The reader pane: one article, set at a comfortable width, read where it was left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.timer import Timer

from tui.commands import Where, bindings
from tui.config import NARROWEST, READING_WIDTH, WIDEST
from tui.errors import NewsreaderError
from tui.library.library import Library
from tui.library.matches import Terms
from tui.library.values import Position
from tui.widgets.page_setter import (
    LinesLaid,
    Manner,
    NotesOutdated,
    PageBegun,
    PageFailed,
    PageOutdated,
    PageSetter,
)
from tui.widgets.page_view import PageView

if TYPE_CHECKING:
    from tui.widgets.page_maker import Page

_MARGIN = 2
"""Cells kept free on either side of the text."""

_LONG = 10_000
"""From how many lines on a page is dropped bit by bit."""


class ReaderPane(PageView):
    """Shows one article; knows how far it has been read."""

    WHERE: ClassVar[Where] = "pane"
    BINDINGS: ClassVar[list[BindingType]] = bindings("pane")

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
        self._reading_width = READING_WIDTH
        self._justified = False
        self._setter = PageSetter(self, library)
        self._pending: int | None = None
        """The id of the article that is on its way."""
        self._goal: Position | None = None
        """A place to go to as soon as its line is laid out."""
        self._anchor: Position | None = None
        """Where the reader is, for as long as the reader does not scroll; the first line on the
        screen is another one where the page ends on it."""
        self._to_end = False
        """Whether to go to the end as soon as that is laid out."""
        self._steering = False
        """Whether the pane scrolls by itself, not the reader."""
        self._save_timer: Timer | None = None

    # -- opening

    @property
    def shown_id(self) -> int | None:
        """The id of the article that is shown or on its way; None for an empty pane."""
        if self._pending is not None:
            return self._pending
        return self._page.text.id if self._page else None

    def open(self, id: int, enter: int = 0) -> None:
        """Show an article.

        Args:
            id: The article's.
            enter: Where to begin: at the first match of what is searched for (1), at the
                last one (-1), or where the reader left the article (0, or no match).
        """
        if id == self.shown_id:
            return
        self.save_position()
        self.matches.enter = enter
        self._pending = id
        if not self.size.width:
            return  # Its first resize sets what is pending.
        self._setter.read(id, self._manner)

    def clear(self) -> None:
        """Show no article."""
        self.save_position()
        self._setter.stop()
        page, self._page, self._pending = self._page, None, None
        self._drop(page)
        self._show_nothing("")

    def search(self, terms: Terms) -> None:
        """Highlight other words."""
        self.matches.search(terms)

    def _set_again(self) -> None:
        """Set the text in the present manner, keeping the reader's place."""
        if self._pending is not None:
            self._setter.read(self._pending, self._manner)
        elif self._page is not None:
            self._setter.set_again(self._page, self._manner, self._goal or self._position())

    def look_again(self) -> None:
        """Set the article again, at the same place, if its file says something else now."""
        if self._pending is not None:
            self._set_again()
        elif self._page is not None:
            self._setter.look_again(self._page)

    def on_page_outdated(self, message: PageOutdated) -> None:
        """Show what the article says now."""
        message.stop()
        page = message.page
        if page is self._page and self._pending is None:
            place = self._goal or self._position()
            self._setter.read(page.text.id, self._manner, place, before=page.text)

    def look_at_notes(self) -> None:
        """Show what the reader says about the article by now."""
        if self._page is not None:
            self._setter.look_at_notes(self._page)

    def on_notes_outdated(self, message: NotesOutdated) -> None:
        """Set the page again, at the same place."""
        message.stop()
        if message.page is self._page:
            self._set_again()

    @property
    def _manner(self) -> Manner:
        return Manner(self._text_width, self._justified, self.matches.terms)

    def on_page_begun(self, message: PageBegun) -> None:
        """Show the first lines of a page."""
        message.stop()
        self.call_after_refresh(message.drawn.set)
        page, before = message.page, self._page
        if page.text.id != self.shown_id:
            return
        if message.continued and before is not None:
            self._goal = self._goal or self._position()
        else:
            self._goal = self._anchor = message.place
            self._to_end = False
        same_article = before is not None and before.text.id == page.text.id
        self._page, self._pending, self._failure = page, None, ""
        self._drop(before)
        if not message.continued:
            self._steer(0)
        self._grow()
        self.page_changed(same_article)
        self.refresh()

    def _drop(self, page: Page | None) -> None:
        """Let a long page go that is not shown any more."""
        if page is not None and len(page.lines) >= _LONG and page is not self._page:
            with_text = self._page is None or self._page.text is not page.text
            self._setter.drop(page, with_text)

    def on_lines_laid(self, message: LinesLaid) -> None:
        """Take in more lines of the page."""
        message.stop()
        self.call_after_refresh(message.drawn.set)
        if message.page is not self._page:
            return
        self._page.add(message.lines)
        self._page.complete = message.complete
        self._grow()

    def on_page_failed(self, message: PageFailed) -> None:
        """Say why there is nothing to read."""
        message.stop()
        if message.id == self._pending:
            self._page = self._pending = None
            self._show_nothing(message.reason)

    def _show_nothing(self, reason: str) -> None:
        self._failure = reason
        self.pictures.leave()
        self.virtual_size = Size(0, 0)
        self.page_changed(same_article=False)
        self.refresh()
        self.post_message(self.Emptied())

    def _grow(self) -> None:
        assert self._page is not None
        self.pictures.settle(self._page)
        self.virtual_size = Size(0, self._page.height)
        if self._goal is not None:
            line = self._page.line_at(self._goal.paragraph, self._goal.offset)
            if line is not None:
                self._steer(self._page.top_of(line) if line else 0)
                if line + self.size.height <= len(self._page.lines) or self._page.complete:
                    self._goal = None
        if self._to_end:
            self._steer(round(self.max_scroll_y))
        if self._page.complete:
            self._goal = None
            self._to_end = False
        self._tell_progress()

    def action_move_last(self) -> None:
        """Scroll to the end, and on to where it will be while the article is still laid out."""
        if self._page is None or self._page.complete:
            super().action_move_last()
        else:
            self._goal = self._anchor = None
            self._to_end = True
            self._steer(round(self.max_scroll_y))

    def go_to(self, paragraph: int, offset: int = 0) -> None:
        """Show a place of the article at the top, as soon as it is laid out.

        Args:
            paragraph: Its number (`Line.paragraph`).
            offset: How many characters into the paragraph.
        """
        if self._page is not None:
            self._goal = self._anchor = Position(paragraph, offset, 0.0)
            self._to_end = False
            self._grow()

    def _steer(self, row: int) -> None:
        """Scroll to a row; the reader's own scrolling gives up a place not reached yet."""
        self._steering = True
        self.scroll_to(y=row, animate=False, force=True, immediate=True)
        self._steering = False

    def rearrange(self, heights: Mapping[int, int]) -> None:
        """Have other numbers of rows stand above lines; what is on the screen stays there.

        Args:
            heights: How many, by the number of the line.
        """
        page, top = self._page, self.scroll_offset.y
        if page is None:
            return
        line = page.line_from(top)
        offset = top - page.row_of(line)
        for number, height in heights.items():
            page.rows.set_height(number, height)
        self._steering = True  # A page that is shorter now may scroll by itself.
        self.virtual_size = Size(0, page.height)
        self._steering = False
        if top:
            self._steer(max(0, page.row_of(line) + offset))
        self._tell_progress()

    # -- place and progress

    def _position(self, top: int | None = None) -> Position | None:
        """Return where the reader is; `top` is the first row shown, unless it is as now."""
        if self._page is None or not self._page.lines:
            return None
        if self._anchor is not None:
            return Position(self._anchor.paragraph, self._anchor.offset, self._share)
        place = self.place if top is None else self.place_from(top)
        return Position(*place, self._share)

    @property
    def _share(self) -> float:
        if self._page is None:
            return 0.0
        return self._page.share_at(self.scroll_offset.y + self.size.height)

    def _tell_progress(self) -> None:
        if self._page is not None:
            share = self._share
            left = round(self._page.text.minutes * (1 - share))
            self.post_message(self.Progressed(share, left))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Say how far the reader is, and keep the place a moment later."""
        super().watch_scroll_y(old_value, new_value)
        if not self._steering and old_value > self.max_scroll_y:  # The pane is higher now.
            self._anchor = self._anchor or self._position(round(old_value))
        elif not self._steering:
            self._goal = self._anchor = None
            self._to_end = False
        if self._page is None or round(old_value) == round(new_value):
            return
        self._tell_progress()
        if self._save_timer is None:
            self._save_timer = self.set_timer(1.0, self.save_position)

    def save_position(self) -> None:
        """Keep the reader's place in the article that is shown, in a worker."""
        self._save_timer = None
        position = self._position()
        if self._page is None or position is None or self._goal is not None:
            return
        if not self.matches.only_looking:  # A look at a match does not cost the reader's place.
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
            self._set_again()

    @property
    def justified(self) -> bool:
        """Whether full lines are stretched to the width."""
        return self._justified

    @justified.setter
    def justified(self, justified: bool) -> None:
        if justified != self._justified:
            self._justified = justified
            self._set_again()

    @property
    def is_laid_out(self) -> bool:
        """Whether every line of the article that is shown is there."""
        return self._page is not None and self._page.complete

    @property
    def _text_width(self) -> int:
        room = self.scrollable_content_region.width - 2 * _MARGIN
        return max(1, min(self._reading_width, room))

    def on_resize(self) -> None:
        """Set the text anew where its width has changed."""
        if self._page is None or self._page.width != self._text_width:
            self._set_again()
        else:
            self.pictures.resized()
            self._tell_progress()

    def action_back(self) -> None:
        """Go back to the list."""
        self.post_message(self.BackWanted())

    def action_let_go(self) -> None:
        """Let go of the selected link or the find; else go back to the list."""
        if not self.let_go():
            self.action_back()
