"""The reader pane: one article, set at a comfortable width, read where it was left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.filter import LineFilter
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from tui.commands import Where
from tui.compat.node_parts import HasParts
from tui.library.library import Library
from tui.library.values import Position
from tui.ui.common.counts import Count
from tui.ui.common.drawing import RoleStyles
from tui.ui.common.key_bindings import bindings
from tui.ui.common.scroll_bar import QuickScrollView
from tui.ui.page.highlighting.found_highlights import FoundHighlights
from tui.ui.page.highlighting.page_highlights import PageHighlights
from tui.ui.page.jumps import Jumps
from tui.ui.page.line_painter import PARTS, ROLES, Hyperlinks, LinePainter, Marks
from tui.ui.page.links import LinkChooser
from tui.ui.page.lookups.kept_links import KeptLinks
from tui.ui.page.match_walker import MatchWalker
from tui.ui.page.page_builder import Page, Place, Text
from tui.ui.page.page_controller import PageController
from tui.ui.page.page_loader import PageLoader
from tui.ui.page.pictures.drawing_worker import PictureDrawer
from tui.ui.page.pictures.page_pictures import PagePictures
from tui.ui.page.reading_place import ReadingPlace
from tui.ui.page.selecting.mouse_selection import MouseSelection
from tui.ui.page.selecting.page_selection import PageSelection

_SIDEWAYS = 8
"""The cells by which wide code is scrolled at once."""

_HYPERLINKS = Hyperlinks()


class ReaderPane(HasParts, QuickScrollView, can_focus=True):
    """The widget that shows one article.

    The pane scrolls and draws; its parts load the page, and handle links, jumps, matches,
    pictures and the selection of text.
    """

    # Textual selects cells of the screen, which a resize moves; `selection` selects text.
    ALLOW_SELECT = False
    WHERE: ClassVar[Where] = "pane"
    BINDINGS: ClassVar[list[BindingType]] = bindings("pane")

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"reader-pane--{name}" for name in (*ROLES, *PARTS, "empty")
    }

    DEFAULT_CSS = """
    ReaderPane { overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; }
    """

    @dataclass(eq=False, repr=False)
    class BackWanted(Message):
        """The user wants to go back to the list."""

    @dataclass(eq=False, repr=False)
    class LinkFollowed(Message):
        """The user wants to open an address outside the article."""

        url: str

    @dataclass(eq=False, repr=False)
    class ImagesWanted(Message):
        """The user wants to see a picture over the whole screen."""

        number: int

    @dataclass(eq=False, repr=False)
    class FindWanted(Message):
        """The user wants to type a text to find in the article."""

    def __init__(self, library: Library, *, count: Count, id: str) -> None:
        """Make an empty pane.

        Args:
            library: The library of the articles and reading positions.
            count: The number that is typed before a movement.
            id: The widget's id.
        """
        super().__init__(id=id)
        self._count = count
        self.auto_links = False  # Else all is drawn anew when the mouse comes upon a link.
        self.matches = MatchWalker(self)
        """The matches of the search, or of the find in the article."""
        self.kept_links = KeptLinks(self, library)
        """The links that lead to kept articles."""
        self.found_highlights = FoundHighlights(self, library)
        """The highlights of the article, and where they stand."""
        self.links = LinkChooser(
            self, self.follow, lambda url: self.kept_links.kept.get(url), self.found_highlights
        )
        """The links of the article, chosen by key; its highlights are stepped to with them."""
        self.selection = PageSelection(self, self.links, self.matches, lambda: self.app._keymap)
        """The selected text: `passage` is what is selected, `clear()` ends the selection."""
        self._mouse = MouseSelection(self, self.selection)
        self.jumps = Jumps(self, self.kept_links.linking_here)
        """The jumps to places of articles, and the way back."""
        self.highlights = PageHighlights(
            self,
            self.found_highlights,
            self.links,
            self.selection,
            lambda: self.app._keymap,
            self.jumps.leave,
        )
        """The commands for highlights, and the one that is current."""
        self.reading_place = ReadingPlace(self, library, lambda: self.matches.only_looking)
        """The reader's place in the article, told and kept."""
        self.pictures = PagePictures(self, PictureDrawer(self), self.reading_place.rearrange)
        """The pictures of the article, between its lines."""
        loader = PageLoader(self, library, self.pictures.look)
        self.pages = PageController(
            self, loader, self.reading_place, self.matches, self.pictures, self._page_changed
        )
        """The page that is shown or on its way."""
        # The selection comes before the links, whose labels take keys off.
        self.add_parts(self.selection, self.highlights, self._mouse)
        self.add_parts(
            self.jumps, self.links, self.kept_links, self.matches, self.pages, self.pictures
        )
        self.sideways = 0
        """The cells by which wide code is scrolled to the right."""
        self._styles = RoleStyles(self, "reader-pane--")
        self._painter = LinePainter(self._styles)

    # -- the page

    @property
    def states(self) -> tuple[Where, ...]:
        """The places besides `WHERE` whose commands it carries out now."""
        if self.selection.stands:
            return ("selection", "highlight")
        return ("highlight",) if self.highlights.current is not None else ()

    @property
    def page(self) -> Page | None:
        """The page that is shown; None for an empty pane."""
        return self.pages.page

    @property
    def text(self) -> Text | None:
        """The article of that page."""
        page = self.pages.page
        return page.text if page else None

    def _page_changed(self, same_article: bool) -> None:
        if not same_article:
            self.sideways = 0
            self.links.forget()
            self.jumps.article_changed()
        self.selection.page_changed()
        self.jumps.text_changed()
        self.kept_links.lookup.page_changed()
        self.found_highlights.lookup.page_changed()
        self.matches.page_changed(same_article)
        self.refresh()

    def marks_changed(self) -> None:
        """Show the notes and highlights of the article as they are kept now."""
        self.pages.update_notes()
        self.found_highlights.lookup.repeat()

    # -- place

    @property
    def lines_shown(self) -> tuple[int, int]:
        """The numbers of the first line on the screen, and of the first one below it."""
        page = self.pages.page
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
        page = self.pages.page
        if page is None or not page.lines or not top:
            return 0, 0
        return page.place_at(page.line_from(top))

    def go_to(self, paragraph: int, offset: int = 0) -> None:
        """Show a place of the article at the top, as soon as it is laid out.

        Args:
            paragraph: The number of a paragraph (`Line.paragraph`).
            offset: The characters into the paragraph.
        """
        if self.pages.page is not None:
            self.reading_place.begin(Position(paragraph, offset, 0.0))
            self.pages.grow()

    def bring_into_sight(self, line: int) -> None:
        """Scroll to a line that is not on the screen; a third of the screen is above it then."""
        page = self.pages.page
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
        self._scroll_by(-self._page * self._count.times())

    def action_half_page_down(self) -> None:
        """Scroll down by half a screenful, or by as many lines as the number says."""
        self._scroll_by(self._count.take() or max(1, self.size.height // 2))

    def action_half_page_up(self) -> None:
        """Scroll up by half a screenful, or by as many lines as the number says."""
        self._scroll_by(-(self._count.take() or max(1, self.size.height // 2)))

    @property
    def _page(self) -> int:
        return max(1, self.size.height - 2)

    def _scroll_by(self, rows: int) -> None:
        self.scroll_to(y=self.scroll_y + rows, animate=False)

    def page_on(self, times: int = 1) -> bool:
        """Scroll down by a screenful; return whether there was anything more to show."""
        if self.pages.page is None or self.scroll_offset.y >= self.max_scroll_y:
            return False
        self._scroll_by(self._page * times)
        return True

    def action_move_first(self) -> None:
        """Scroll to the top, or to the line of the number."""
        self._go_to_line(self._count.times())

    def action_move_last(self) -> None:
        """Scroll to the end, and on to where it will be while the article is still laid out.

        With a number, scroll to that line.
        """
        if number := self._count.take():
            self._go_to_line(number)
        elif self.page is None or self.page.complete:
            self.jumps.leave()
            self.scroll_to(y=self.max_scroll_y, animate=False)
        else:
            self.reading_place.begin_at_end()

    def _go_to_line(self, number: int) -> None:
        """Scroll to a line of the page, counted from 1."""
        self.jumps.leave()
        if number == 1:
            self.scroll_to(y=0, animate=False)
        else:
            self.reading_place.begin_at_line(number - 1)

    def action_scroll_code_right(self) -> None:
        """Show the code to the right that is wider than the page."""
        page = self.pages.page
        if page is not None:
            beyond = max(0, page.widest - page.width)
            self.sideways = min(self.sideways + _SIDEWAYS, beyond)
            self.refresh()

    def action_scroll_code_left(self) -> None:
        """Scroll wide code back to the left."""
        self.sideways = max(0, self.sideways - _SIDEWAYS)
        self.refresh()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Take off the labels of links, which belong to the old rows, and take the new place."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.links.unlabel()
            self._mouse.scrolled()
        self.reading_place.scrolled(old_value, new_value)

    # -- links

    def on_click(self, event: events.Click) -> None:
        """Follow the link under the mouse, unless the mouse has selected text."""
        self.links.unlabel()
        if self._mouse.has_selected:
            return
        url = event.style.meta.get("url")
        picture = self.pictures.at(event.y + self.scroll_offset.y)
        if isinstance(url, str):
            self.follow(url)
        elif picture is not None:
            self.post_message(self.ImagesWanted(picture))
        else:
            self.highlights.click(event.style.meta.get("highlight"))

    def follow(self, url: str) -> None:
        """Follow a link, if there is one: to a picture, to a place in the article, or out of it."""
        if not url:
            return
        picture = self.pictures.leading_to(url)
        if picture is not None:
            self.post_message(self.ImagesWanted(picture))
        elif not self.jumps.follow(url):
            self.post_message(self.LinkFollowed(url))

    # -- finding and leaving

    def action_find(self) -> None:
        """Find something in the article."""
        if self.pages.page is not None:
            self.jumps.leave()
            self.matches.begin(ahead=self.pages.is_awaited)
            self.post_message(self.FindWanted())

    @property
    def hints(self) -> str:
        """The keys that matter now: a key of `commands.HINTS`."""
        if self.links.labelled:
            return "labels"
        if self.selection.stands:
            return "selection"
        if self.highlights.current is not None:
            return "highlight"
        if self.links.selected is not None:
            return "link"
        return "found" if self.matches.finding else "pane"

    def action_back(self) -> None:
        """Go back to the list."""
        self.post_message(self.BackWanted())

    def action_let_go(self) -> None:
        """Let go of the labels, the selected text or link, or the find; else go to the list."""
        if self.links.unlabel() or self.selection.clear():
            return
        self.highlights.leave_made()
        if not (self.links.unselect() or self.matches.leave()):
            self.action_back()

    @property
    def selected_text(self) -> str:
        """The selected text as it reads; empty where none is selected."""
        return self.selection.readable_text

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
        strips, page = super().render_lines(crop), self.pages.page
        if page is None:
            return strips
        top = self.scroll_offset.y
        return self.pictures.rows.with_graphics(page, strips, top, self.room, crop)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        width, page = self.room, self.pages.page
        if page is None:
            return self._painter.words(self.pages.failure, y, width, self.size.height)
        row = y + self.scroll_offset.y
        number = page.line_on(row)
        if number is None:
            return self.pictures.rows.strip(page, row, width, self._styles)
        links = self.links
        marks = Marks(
            self.matches.current,
            links.selected,
            self.jumps.landed,
            self.sideways,
            self.selection.passage,
            self.selection.head_character,
            self.kept_links.kept,
            self.found_highlights.on_segment(page.lines[number].paragraph),
        )
        return self._painter.line(page, number, width, marks, links.labels_on(number))
