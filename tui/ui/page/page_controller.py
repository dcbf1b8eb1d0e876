"""The controller of the reader pane's page: its article, its format, and its growth."""

from collections.abc import Callable
from dataclasses import dataclass

from textual.message import Message

from tui.config import NARROWEST, READING_WIDTH, WIDEST
from tui.library.values import Position
from tui.ui.page.match_walker import MatchWalker
from tui.ui.page.page_builder import Page
from tui.ui.page.page_host import ScrollingHost
from tui.ui.page.page_loader import (
    LinesLaid,
    NotesOutdated,
    PageBegun,
    PageFailed,
    PageFormat,
    PageLoader,
    PageOutdated,
)
from tui.ui.page.pictures.page_pictures import PagePictures
from tui.ui.page.reading_place import ReadingPlace

_MARGIN = 2
"""Cells kept free on either side of the text."""

_LONG = 10_000
"""The number of lines from which on a page is freed bit by bit."""


@dataclass(eq=False, repr=False)
class PageEmptied(Message):
    """The pane shows no page any more."""


class PageController:
    """The page that a host shows, and the article that is on its way."""

    def __init__(
        self,
        host: ScrollingHost,
        loader: PageLoader,
        place: ReadingPlace,
        matches: MatchWalker,
        pictures: PagePictures,
        changed: Callable[[bool], None],
    ) -> None:
        """Begin without a page.

        Args:
            host: The widget that shows the page.
            loader: The loader of its pages.
            place: The reader's place on the page.
            matches: The matches on the page.
            pictures: The pictures of the page.
            changed: Called after another page has come, or the page has gone, with whether it
                is of the same article as before.
        """
        self._host = host
        self._loader = loader
        self._place = place
        self._matches = matches
        self._pictures = pictures
        self._changed = changed
        self.page: Page | None = None
        """The page that is shown."""
        self.failure = ""
        """The reason why there is no page, where there should be one."""
        self._pending: int | None = None
        """The id of the article that is on its way."""
        self._pending_place: Position | None = None
        """Where it begins; None: where the reader left it."""
        self._reading_width = READING_WIDTH
        self._justified = False
        self._whole_page = False
        """Whether the whole of a saved page is shown, or on its way."""

    # -- opening

    @property
    def shown_id(self) -> int | None:
        """The id of the article that is shown or on its way; None for neither."""
        if self._pending is not None:
            return self._pending
        return self.page.text.id if self.page else None

    @property
    def is_awaited(self) -> bool:
        """Whether another article is on its way."""
        return self._pending is not None

    def shows_whole(self, id: int) -> bool:
        """Return whether the whole of a saved page is shown, or on its way, instead of its article.

        Args:
            id: The id of the article.
        """
        return self._whole_page and id == self.shown_id

    def open(self, id: int, enter: int = 0, at: Position | None = None) -> None:
        """Show an article.

        Args:
            id: The id of the article.
            enter: Where to begin: at the first match of the search (1), at the last one (-1),
                or where the reader left the article (0, or no match).
            at: The place to begin at instead; where the article is shown already, it goes there.
        """
        if id == self.shown_id and at is not None and self._pending is None:
            self._host.go_to(at.paragraph, at.offset)
        if id == self.shown_id:
            return
        self._place.save()
        self._matches.opening = enter
        self._pending, self._pending_place = id, at
        self._whole_page = False
        if self._host.size.width:  # Else the first resize loads the page.
            self._loader.read(id, self._format, at)

    def enter_match(self) -> None:
        """Show the first match of the search, unless the reader was at one already."""
        if self._pending is None:
            self._matches.enter_once()
        elif not self._matches.opening:
            self._matches.opening = 1

    def clear(self) -> None:
        """Show no article."""
        self._place.save()
        self._loader.stop()
        page, self.page, self._pending = self.page, None, None
        self._free(page)
        self._show_nothing("")

    def update(self) -> None:
        """Load the page again, at the same place, if its article's file has changed."""
        if self._pending is not None:
            self._set_again()
        elif self.page is not None:
            self._loader.look_again(self.page)

    def update_notes(self) -> None:
        """Load the page again, at the same place, if the notes on its article have changed."""
        if self.page is not None:
            self._loader.look_at_notes(self.page)

    # -- format

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

    def on_resize(self) -> None:
        """Load the page again if its width has changed, or what was to be shown meanwhile."""
        page = self.page
        if self._pending is not None or page is None or page.width != self._text_width:
            self._set_again()
        else:
            self._pictures.resized()
            self._place.tell()

    def turn_page(self) -> bool:
        """Show the whole of a saved page, or its main article again, at the same paragraph.

        Returns:
            Whether there is another view of the article.
        """
        page = self.page
        if page is None or self._pending is not None:
            return False
        if not (page.text.document.abridged or self._whole_page):
            return False
        self._whole_page = not self._whole_page
        self._loader.read(page.text.id, self._format, self._place.wanted, before=page.text)
        return True

    @property
    def _text_width(self) -> int:
        return max(1, min(self._reading_width, self._host.room - 2 * _MARGIN))

    @property
    def _format(self) -> PageFormat:
        return PageFormat(self._text_width, self._justified, self._matches.terms, self._whole_page)

    def _set_again(self) -> None:
        """Set the text in the present format, keeping the reader's place."""
        if self._pending is not None:
            self._loader.read(self._pending, self._format, self._pending_place)
        elif self.page is not None:
            self._loader.set_again(self.page, self._format, self._place.wanted)

    # -- messages of the loader

    def on_page_begun(self, message: PageBegun) -> None:
        """Show the first lines of a page."""
        self._host.call_after_refresh(message.drawn.set)
        page, before = message.page, self.page
        if page.text.id != self.shown_id:
            return
        if message.continued and before is not None:
            self._place.hold()
        else:
            self._place.begin(message.place)
        same_article = before is not None and before.text.id == page.text.id
        if not same_article:
            self._place.visiting = self._pending_place is not None
        self.page, self._pending, self.failure = page, None, ""
        self._free(before)
        if not message.continued:
            self._place.steer(0)
        self.grow()
        self._changed(same_article)

    def on_lines_laid(self, message: LinesLaid) -> None:
        """Show more lines of the page."""
        self._host.call_after_refresh(message.drawn.set)
        if message.page is self.page:
            self.page.add(message.lines)
            self.page.complete = message.complete
            self.grow()

    def on_page_failed(self, message: PageFailed) -> None:
        """Show why there is nothing to read."""
        if message.id == self._pending:
            self.page = self._pending = None
            self._show_nothing(message.reason)

    def on_page_outdated(self, message: PageOutdated) -> None:
        """Load the article again, because its file has changed."""
        page = message.page
        if page is self.page and self._pending is None:
            self._loader.read(page.text.id, self._format, self._place.wanted, before=page.text)

    def on_notes_outdated(self, message: NotesOutdated) -> None:
        """Set the page again, because the notes have changed."""
        if message.page is self.page:
            self._set_again()

    def grow(self) -> None:
        """Make room for new lines and their pictures, and go on towards the reader's place."""
        assert self.page is not None
        self._pictures.settle(self.page)
        self._place.grow()

    def _show_nothing(self, reason: str) -> None:
        self.failure = reason
        self._pictures.leave()
        self._host.set_height(0)
        self._changed(False)
        self._host.post_message(PageEmptied())

    def _free(self, page: Page | None) -> None:
        """Free a long page that is not shown any more."""
        if page is not None and len(page.lines) >= _LONG and page is not self.page:
            with_text = self.page is None or self.page.text is not page.text
            self._loader.drop(page, with_text)
