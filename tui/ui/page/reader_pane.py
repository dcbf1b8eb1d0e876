"""The reader pane: one article, set at a comfortable width, read where it was left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message

from tui.commands import Where
from tui.config import NARROWEST, READING_WIDTH, WIDEST
from tui.library.library import Library
from tui.library.search.matches import Terms
from tui.library.values import Position
from tui.ui.common.bindings import bindings
from tui.ui.page.page_loader import (
    LinesLaid,
    Manner,
    NotesOutdated,
    PageBegun,
    PageFailed,
    PageOutdated,
    PageSetter,
)
from tui.ui.page.page_view import PageView
from tui.ui.page.reading_place import ReadingPlace

if TYPE_CHECKING:
    from tui.ui.page.page_builder import Page

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
        self._reading_width = READING_WIDTH
        self._justified = False
        self._setter = PageSetter(self, library)
        self._pending: int | None = None
        """The id of the article that is on its way."""
        self._reading = ReadingPlace(self, library)

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
        self._reading.save()
        self.matches.opening = enter
        self._pending = id
        if not self.size.width:
            return  # Its first resize sets what is pending.
        self._setter.read(id, self._manner)

    def enter_match(self) -> None:
        """Show the first match of what is searched for, unless the reader was at one already."""
        if self._pending is None:
            self.matches.enter_once()
        elif not self.matches.opening:
            self.matches.opening = 1

    def clear(self) -> None:
        """Show no article."""
        self._reading.save()
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
            self._setter.set_again(self._page, self._manner, self._reading.wanted)

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
            self._setter.read(page.text.id, self._manner, self._reading.wanted, before=page.text)

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
            self._reading.hold()
        else:
            self._reading.begin(message.place)
        same_article = before is not None and before.text.id == page.text.id
        self._page, self._pending, self._failure = page, None, ""
        self._drop(before)
        if not message.continued:
            self._reading.steer(0)
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
        self._reading.grow()

    # -- place

    def action_move_last(self) -> None:
        """Scroll to the end, and on to where it will be while the article is still laid out."""
        if self._page is None or self._page.complete:
            super().action_move_last()
        else:
            self._reading.begin_at_end()

    def go_to(self, paragraph: int, offset: int = 0) -> None:
        """Show a place of the article at the top, as soon as it is laid out.

        Args:
            paragraph: Its number (`Line.paragraph`).
            offset: How many characters into the paragraph.
        """
        if self._page is not None:
            self._reading.begin(Position(paragraph, offset, 0.0))
            self._grow()

    def rearrange(self, heights: Mapping[int, int]) -> None:
        """Have other numbers of rows stand above lines; what is on the screen stays there.

        Args:
            heights: How many, by the number of the line.
        """
        self._reading.rearrange(heights)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Say how far the reader is, and keep the place a moment later."""
        super().watch_scroll_y(old_value, new_value)
        self._reading.scrolled(old_value, new_value)

    def keep_position_now(self) -> None:
        """Keep the reader's place before the program ends.

        Raises:
            StorageError: It can't be written.
        """
        self._reading.keep_now()

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
            self._reading.tell()

    def action_back(self) -> None:
        """Go back to the list."""
        self.post_message(self.BackWanted())

    def action_let_go(self) -> None:
        """Let go of the selected link or the find; else go back to the list."""
        if not self.let_go():
            self.action_back()
