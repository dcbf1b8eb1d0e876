"""The reader pane: one article, set at a comfortable width, read where it was left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.filter import LineFilter
from textual.geometry import Region, Size
from textual.strip import Strip

from tui.commands import Where
from tui.library.library import Library
from tui.library.search.matches import Terms
from tui.library.values import Position
from tui.ui.common.drawing import RoleStyles
from tui.ui.common.key_bindings import bindings
from tui.ui.common.scroll_bar import QuickScrollView
from tui.ui.page.jumps import Jumps
from tui.ui.page.line_painter import PARTS, ROLES, Hyperlinks, LinePainter, Marks
from tui.ui.page.links import LinkChooser
from tui.ui.page.match_walker import MatchWalker
from tui.ui.page.page_builder import Page, Place, Text
from tui.ui.page.page_controller import PageController
from tui.ui.page.page_loader import (
    LinesLaid,
    NotesOutdated,
    PageBegun,
    PageFailed,
    PageLoader,
    PageOutdated,
)
from tui.ui.page.pictures.drawing_worker import PictureDrawer, PictureDrawn
from tui.ui.page.pictures.page_pictures import PagePictures, PictureChanged
from tui.ui.page.reader_messages import (
    BackWanted,
    FindWanted,
    ImagesWanted,
    LinkFollowed,
    MatchesFound,
    PlaceFound,
)
from tui.ui.page.reading_place import ReadingPlace

_SIDEWAYS = 8
"""The cells by which wide code is scrolled at once."""

_HYPERLINKS = Hyperlinks()


class ReaderPane(QuickScrollView, can_focus=True):
    """The widget that shows one article; its parts look after links, matches, pictures, place."""

    WHERE: ClassVar[Where] = "pane"
    BINDINGS: ClassVar[list[BindingType]] = bindings("pane")

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"reader-pane--{name}" for name in (*ROLES, *PARTS, "empty")
    }

    DEFAULT_CSS = """
    ReaderPane { overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; }
    """

    def __init__(self, library: Library, *, id: str) -> None:
        """Make an empty pane.

        Args:
            library: The library of the articles and reading positions.
            id: The widget's id.
        """
        super().__init__(id=id)
        self.auto_links = False  # Else all is drawn anew when the mouse comes upon a link.
        self.matches = MatchWalker(self)
        """The matches of the search, or of the find in the article."""
        self.links = LinkChooser(self, self.follow)
        """The links of the article, chosen by key."""
        self.jumps = Jumps(self)
        """The jumps inside the article, and the way back."""
        self._place = ReadingPlace(self, library, lambda: self.matches.only_looking)
        self.pictures = PagePictures(self, PictureDrawer(self), self._place.rearrange)
        """The pictures of the article, between its lines."""
        loader = PageLoader(self, library, self.pictures.look)
        self._pages = PageController(
            self, loader, self._place, self.matches, self.pictures, self._page_changed
        )
        self._sideways = 0
        """The cells by which wide code is scrolled to the right."""
        self._styles = RoleStyles(self, "reader-pane--")
        self._painter = LinePainter(self._styles)

    # -- the page

    @property
    def page(self) -> Page | None:
        """The page that is shown; None for an empty pane."""
        return self._pages.page

    @property
    def text(self) -> Text | None:
        """The article of that page."""
        page = self._pages.page
        return page.text if page else None

    @property
    def shown_id(self) -> int | None:
        """The id of the article that is shown or on its way; None for an empty pane."""
        return self._pages.shown_id

    @property
    def is_laid_out(self) -> bool:
        """Whether every line of the article that is shown is there."""
        return self.page is not None and self.page.complete

    def open(self, id: int, enter: int = 0) -> None:
        """Show an article.

        Args:
            id: The id of the article.
            enter: Where to begin: at the first match of the search (1), at the last one (-1),
                or where the reader left the article (0, or no match).
        """
        self._pages.open(id, enter)

    def enter_match(self) -> None:
        """Show the first match of the search, unless the reader was at one already."""
        self._pages.enter_match()

    def clear(self) -> None:
        """Show no article."""
        self._pages.clear()

    def search(self, terms: Terms) -> None:
        """Highlight the terms of another search."""
        self.matches.search(terms)

    def look_again(self) -> None:
        """Set the article again, at the same place, if its file has changed."""
        self._pages.update()

    def look_at_notes(self) -> None:
        """Set the article again, at the same place, if the notes on it have changed."""
        self._pages.update_notes()

    @property
    def reading_width(self) -> int:
        """The width of the text in cells, where there is room for it."""
        return self._pages.reading_width

    @reading_width.setter
    def reading_width(self, width: int) -> None:
        self._pages.reading_width = width

    @property
    def justified(self) -> bool:
        """Whether full lines are stretched to the width."""
        return self._pages.justified

    @justified.setter
    def justified(self, justified: bool) -> None:
        self._pages.justified = justified

    def keep_position_now(self) -> None:
        """Keep the reader's place before the program ends.

        Raises:
            StorageError: The place can't be written.
        """
        self._place.keep_now()

    def on_resize(self) -> None:
        """Set the text anew where its width has changed."""
        self._pages.resized()

    def on_page_begun(self, message: PageBegun) -> None:
        """Show the first lines of a page."""
        self.call_after_refresh(message.drawn.set)
        self._pages.begin(message)

    def on_lines_laid(self, message: LinesLaid) -> None:
        """Show more lines of the page."""
        self.call_after_refresh(message.drawn.set)
        self._pages.add(message)

    def on_page_failed(self, message: PageFailed) -> None:
        """Show why there is nothing to read."""
        self._pages.fail(message)

    def on_page_outdated(self, message: PageOutdated) -> None:
        """Show the article as it is now."""
        self._pages.reload(message)

    def on_notes_outdated(self, message: NotesOutdated) -> None:
        """Show the notes as they are now."""
        self._pages.reload_notes(message)

    def _page_changed(self, same_article: bool) -> None:
        if not same_article:
            self._sideways = 0
            self.links.forget()
            self.jumps.forget()
        self.jumps.text_changed()
        self.matches.page_changed(same_article)
        self.refresh()

    # -- place

    @property
    def lines_shown(self) -> tuple[int, int]:
        """The numbers of the first line on the screen, and of the first one below it."""
        page = self._pages.page
        if page is None:
            return 0, 0
        top = self.scroll_offset.y
        return page.line_from(top), page.line_from(top + self.size.height)

    @property
    def place(self) -> Place:
        """The place at the top of the screen."""
        return self.place_from(self.scroll_offset.y)

    def place_from(self, top: int) -> Place:
        """Return the place at the top of the screen when `top` is its first row."""
        page = self._pages.page
        if page is None or not page.lines or not top:
            return 0, 0
        return page.place_at(page.line_from(top))

    def go_to(self, paragraph: int, offset: int = 0) -> None:
        """Show a place of the article at the top, as soon as it is laid out.

        Args:
            paragraph: The number of a paragraph (`Line.paragraph`).
            offset: The characters into the paragraph.
        """
        if self._pages.page is not None:
            self._place.begin(Position(paragraph, offset, 0.0))
            self._pages.grow()

    def bring_into_sight(self, line: int) -> None:
        """Scroll to a line that is not on the screen; a third of the screen is above it then."""
        page = self._pages.page
        first, last = self.lines_shown
        if page is not None and not first <= line < last:
            row = page.row_of(line) - self.size.height // 3
            self.scroll_to(y=max(0, row), animate=False, immediate=True)

    @property
    def room(self) -> int:
        """The cells of a row beside the scroll bar."""
        return self.scrollable_content_region.width

    def set_height(self, rows: int) -> None:
        """Take the height of the page, in rows."""
        self.virtual_size = Size(0, rows)

    # -- scrolling

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

    def page_on(self) -> bool:
        """Scroll down by a screenful; return whether there was anything more to show."""
        if self._pages.page is None or self.scroll_offset.y >= self.max_scroll_y:
            return False
        self.scroll_to(y=self.scroll_y + max(1, self.size.height - 2), animate=False)
        return True

    def action_move_first(self) -> None:
        """Scroll to the top."""
        self.jumps.leave()
        self.scroll_to(y=0, animate=False)

    def action_move_last(self) -> None:
        """Scroll to the end, and on to where it will be while the article is still laid out."""
        if self.page is None or self.page.complete:
            self.jumps.leave()
            self.scroll_to(y=self.max_scroll_y, animate=False)
        else:
            self._place.begin_at_end()

    def action_scroll_code_right(self) -> None:
        """Show the code to the right that is wider than the page."""
        page = self._pages.page
        if page is not None:
            beyond = max(0, page.widest - page.width)
            self._sideways = min(self._sideways + _SIDEWAYS, beyond)
            self.refresh()

    def action_scroll_code_left(self) -> None:
        """Scroll wide code back to the left."""
        self._sideways = max(0, self._sideways - _SIDEWAYS)
        self.refresh()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Take off the labels of links, which belong to the old rows, and take the new place."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.links.unlabel()
        self._place.scrolled(old_value, new_value)

    # -- links

    def action_follow_link(self) -> None:
        """Put labels over the links on the screen, to be typed."""
        if not self.links.label():
            self.notify("There is no link here.", timeout=3)

    def action_next_link(self) -> None:
        """Select the next link."""
        if not self.links.select(1):
            self.notify("There is no link further down.", timeout=3)

    def action_previous_link(self) -> None:
        """Select the link before."""
        if not self.links.select(-1):
            self.notify("There is no link further up.", timeout=3)

    def action_open_selected(self) -> None:
        """Open the selected link."""
        self.follow(self.links.address)

    def action_jump_back(self) -> None:
        """Go back to where the reader was before the last jump."""
        if not self.jumps.back():
            self.notify("There is no jump to go back from.", timeout=3)

    def on_key(self, event: events.Key) -> None:
        """Give keys to the labels of links while there are any."""
        self.jumps.settle()
        self.links.take_key(event)

    def on_click(self, event: events.Click) -> None:
        """Follow the link under the mouse."""
        self.links.unlabel()
        url = event.style.meta.get("url")
        picture = self.pictures.at(event.y + self.scroll_offset.y)
        if isinstance(url, str):
            self.follow(url)
        elif picture is not None:
            self.post_message(ImagesWanted(picture))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Say where the link under the mouse leads."""
        url = event.style.meta.get("url")
        self.links.point(url if isinstance(url, str) else "")

    def on_leave(self) -> None:
        """Forget the link that was under the mouse."""
        self.links.point("")

    def follow(self, url: str) -> None:
        """Follow a link, if there is one: to a picture, to a place in the article, or out of it."""
        if not url:
            return
        picture = self.pictures.leading_to(url)
        if picture is not None:
            self.post_message(ImagesWanted(picture))
        elif not self.jumps.follow(url):
            self.post_message(LinkFollowed(url))

    def on_reader_pane_place_found(self, message: PlaceFound) -> None:
        """Go to where a link leads in the article."""
        self.jumps.take(message)

    # -- finding and leaving

    def action_find(self) -> None:
        """Find something in the article."""
        if self._pages.page is not None:
            self.jumps.leave()
            self.matches.begin()
            self.post_message(FindWanted())

    def on_reader_pane_matches_found(self, message: MatchesFound) -> None:
        """Highlight the matches."""
        self.matches.take(message)

    @property
    def hints(self) -> str:
        """The keys that matter now: a key of `commands.HINTS`."""
        if self.links.labelled:
            return "labels"
        if self.links.selected is not None:
            return "link"
        return "found" if self.matches.finding else "pane"

    def action_back(self) -> None:
        """Go back to the list."""
        self.post_message(BackWanted())

    def action_let_go(self) -> None:
        """Let go of the labels, the selected link or the find; else go back to the list."""
        if not (self.links.unlabel() or self.links.unselect() or self.matches.leave()):
            self.action_back()

    # -- pictures

    def on_picture_changed(self, message: PictureChanged) -> None:
        """Show what is known now of a picture."""
        self.pictures.changed(message.pictures, message.number)

    def on_picture_drawn(self, message: PictureDrawn) -> None:
        """Show a picture that is ready to be drawn."""
        self.pictures.drawn(message)

    def on_terminal_answered(self) -> None:
        """Draw pictures in the way that the terminal can show."""
        self.pictures.terminal_answered()

    def on_unmount(self) -> None:
        """Free the pictures that the terminal keeps."""
        self.pictures.leave()

    # -- drawing

    def notify_style_update(self) -> None:
        """Draw everything in the new colours."""
        super().notify_style_update()
        self._styles.clear()
        self.refresh()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Make hyperlinks of links, after all else."""
        return [*super().get_line_filters(), _HYPERLINKS]

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw some lines of the screen, and the graphics that the terminal draws over them."""
        strips, page = super().render_lines(crop), self._pages.page
        if page is None:
            return strips
        top = self.scroll_offset.y
        return self.pictures.rows.with_graphics(page, strips, top, self.room, crop)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        width, page = self.room, self._pages.page
        if page is None:
            return self._painter.words(self._pages.failure, y, width, self.size.height)
        row = y + self.scroll_offset.y
        number = page.line_on(row)
        if number is None:
            return self.pictures.rows.strip(page, row, width, self._styles)
        links = self.links
        marks = Marks(self.matches.current, links.selected, self.jumps.landed, self._sideways)
        return self._painter.line(page, number, width, marks, links.labels_on(number))
