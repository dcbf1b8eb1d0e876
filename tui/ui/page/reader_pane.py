"""The reader pane: one article, set at a comfortable width, read where it was left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from tui.ui.page.followed_links import FollowedLinks
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
from tui.ui.page.page_scrolling import PageScrolling
from tui.ui.page.pictures.drawing_worker import PictureDrawer
from tui.ui.page.pictures.page_pictures import PagePictures
from tui.ui.page.reading_place import ReadingPlace
from tui.ui.page.selecting.mouse_selection import MouseSelection
from tui.ui.page.selecting.page_selection import PageSelection

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
    class FindWanted(Message):
        """The user wants to type a text to find in the article."""

    matches: MatchWalker
    """The matches of the search, or of the find in the article."""
    kept_links: KeptLinks
    """The links that lead to kept articles."""
    found_highlights: FoundHighlights
    """The highlights of the article, and where they stand."""
    links: LinkChooser
    """The links of the article, chosen by key; its highlights are stepped to with them."""
    selection: PageSelection
    """The selected text: `passage` is what is selected, `clear()` ends the selection."""
    jumps: Jumps
    """The jumps to places of articles, and the way back."""
    highlights: PageHighlights
    """The commands for highlights, and the one that is current."""
    reading_place: ReadingPlace
    """The reader's place in the article, told and kept."""
    pictures: PagePictures
    """The pictures of the article, between its lines."""
    pages: PageController
    """The page that is shown or on its way."""
    scrolling: PageScrolling
    """The commands that scroll the page."""

    def __init__(self, library: Library, *, count: Count, id: str) -> None:
        """Make an empty pane.

        Args:
            library: The library of the articles and reading positions.
            count: The number that is typed before a movement.
            id: The widget's id.
        """
        super().__init__(id=id)
        self.auto_links = False  # Else all is drawn anew when the mouse comes upon a link.
        self._styles = RoleStyles(self, "reader-pane--")
        self._painter = LinePainter(self._styles)
        self.matches = MatchWalker(self)
        self.kept_links = KeptLinks(self, library)
        self.found_highlights = FoundHighlights(self, library)
        self.jumps = Jumps(self, self.kept_links.linking_here)
        self.reading_place = ReadingPlace(self, library, lambda: self.matches.only_looking)
        self.scrolling = PageScrolling(self, count, self.reading_place, self.jumps.leave)
        self.pictures = PagePictures(self, PictureDrawer(self), self.reading_place.rearrange)
        self._followed = FollowedLinks(self, self.pictures, self.jumps)
        self.links = LinkChooser(
            self,
            self._followed.follow,
            lambda url: self.kept_links.kept.get(url),
            self.found_highlights,
        )
        self.selection = PageSelection(self, self.links, self.matches, self._keymap_now)
        self._mouse = MouseSelection(self, self.selection, self.scrolling)
        self.highlights = PageHighlights(
            self,
            self.found_highlights,
            self.links,
            self.selection,
            self._keymap_now,
            self.jumps.leave,
        )
        loader = PageLoader(self, library, self.pictures.look)
        self.pages = PageController(
            self, loader, self.reading_place, self.matches, self.pictures, self._page_changed
        )
        # The selection comes before the links, whose labels take keys off.
        self.add_parts(self.selection, self.highlights, self._mouse, self.jumps, self.links)
        self.add_parts(self.kept_links, self.matches, self.pages, self.pictures, self.scrolling)

    def _keymap_now(self) -> Mapping[str, str]:
        return self.app._keymap

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
            self.scrolling.sideways = 0
            self.links.forget()
            self.jumps.article_changed()
        self.links.page_changed()
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

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Take off the labels of links, which belong to the old rows, and take the new place."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.links.unlabel()
            self._mouse.scrolled()
        self.reading_place.scrolled(old_value, new_value)

    def on_click(self, event: events.Click) -> None:
        """Follow the link under the mouse, unless the mouse has selected text."""
        self.links.unlabel()
        if not self._mouse.has_selected and not self._followed.click(event):
            self.highlights.click(event.style.meta.get("highlight"))

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
            return "highlighted_selection" if self.highlights.pointed_at else "selection"
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
            passage = self.selection.passage
            return self.pictures.rows.strip(page, row, width, self._styles, passage)
        links = self.links
        marks = Marks(
            self.matches.current,
            links.selected,
            self.jumps.landed,
            self.scrolling.sideways,
            self.selection.passage,
            self.selection.head_character,
            self.kept_links.kept,
            self.found_highlights.on_segment(page.lines[number].paragraph),
        )
        return self._painter.line(page, number, width, marks, links.labels_on(number))
