"""A view of one page: its lines drawn; its links, matches and pictures gone to and opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual import events
from textual.filter import LineFilter
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from tui.ui.common.cells import wrapped
from tui.ui.common.drawing import RoleStyles
from tui.ui.common.hyperlinks import Hyperlinks
from tui.ui.common.scroll_bar import QuickScrollView
from tui.ui.page.jumps import Jumps
from tui.ui.page.line_painter import PARTS, ROLES, LinePainter
from tui.ui.page.links import LinkChooser
from tui.ui.page.match_walker import MatchWalker
from tui.ui.page.pictures.page_pictures import PagePictures

if TYPE_CHECKING:
    from tui.ui.page.jumps import PageHeading, Place
    from tui.ui.page.page_builder import Page, Text
    from tui.ui.page.page_matches import PageMatches
    from tui.ui.page.pictures.drawing_worker import PictureDrawn
    from tui.ui.page.pictures.page_pictures import PictureChanged


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


_MARGIN = 4
"""Cells kept free around what an empty page says."""

_HYPERLINKS = Hyperlinks()


class PageView(ScrolledPage):
    """Draws one page, and does what can be done with it; the page is made elsewhere."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"page-view--{name}" for name in (*ROLES, *PARTS, "empty")
    }

    @dataclass(eq=False, repr=False)
    class LinkFollowed(Message):
        """The user wants to open an address."""

        url: str

    @dataclass(eq=False, repr=False)
    class ImagesWanted(Message):
        """The user wants to see a picture over the whole screen."""

        number: int

    @dataclass(eq=False, repr=False)
    class PlaceFound(Message):
        """It is known where a link leads that stays in the article."""

        text: Text
        name: str
        paragraph: int | None
        """None: nowhere in the article."""

    @dataclass(eq=False, repr=False)
    class ContentsRead(Message):
        """The headings of an article are known."""

        text: Text
        headings: Sequence[PageHeading]

    @dataclass(eq=False, repr=False)
    class FindWanted(Message):
        """The user wants to type what is to be found."""

    @dataclass(eq=False, repr=False)
    class MatchesFound(Message):
        """The places of some words in a text are known."""

        text: Text
        matches: PageMatches

    @dataclass(eq=False, repr=False)
    class MatchesCounted(Message):
        """The reader is at another match, or there are others."""

        number: int | None
        """Which one the reader is at, from 1."""
        total: int
        turned: int
        """Whether it was found from the top on again (1), or from the end (-1); else 0."""
        finding: bool
        """Whether they are of what is found in the article, not of the library's search."""

    @dataclass(eq=False, repr=False)
    class Said(Message):
        """There is something else to say of what is shown: where a link leads, what to type."""

        words: str

    def __init__(self, *, id: str) -> None:
        """Make a view of nothing."""
        super().__init__(id=id)
        self.auto_links = False  # Else all is drawn anew when the mouse comes upon a link.
        self.matches = MatchWalker(self)
        """What is looked for in the article."""
        self.links = LinkChooser(self)
        """The links of the article, chosen by key."""
        self.jumps = Jumps(self)
        """Jumps inside the article, and the way back."""
        self.pictures = PagePictures(self)
        """The pictures of the article, between its lines."""
        self._said = ""
        self._failure = ""
        """Why there is no page, where there should be one."""
        self._styles = RoleStyles(self, "page-view--")
        self._painter = LinePainter(self._styles)

    def page_changed(self, same_article: bool) -> None:
        """Do what another page asks for; called once that is shown, or nothing is.

        Args:
            same_article: Whether it is of the article that was shown before.
        """
        if not same_article:
            self._sideways = 0
            self.links.forget()
            self.jumps.forget()
        self.jumps.text_changed()
        self.matches.page_changed(same_article)

    # -- moving

    def action_move_first(self) -> None:
        """Scroll to the top."""
        self.jumps.leave()
        super().action_move_first()

    def action_move_last(self) -> None:
        """Scroll to the end."""
        self.jumps.leave()
        super().action_move_last()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Take the labels of links off: they belong to what was on the screen."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.links.unlabel()

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
        """Let the labels of links have the keys while there are any."""
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
            self.post_message(self.ImagesWanted(picture))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Say where the link under the mouse leads."""
        url = event.style.meta.get("url")
        self.links.point(url if isinstance(url, str) else "")

    def on_leave(self) -> None:
        """The mouse is elsewhere."""
        self.links.point("")

    def follow(self, url: str) -> None:
        """Go where a link leads, if there is one: to a place in the article, or out of it."""
        if not url:
            return
        picture = self.pictures.leading_to(url)
        if picture is not None:
            self.post_message(self.ImagesWanted(picture))
        elif not self.jumps.follow(url):
            self.post_message(self.LinkFollowed(url))

    def say(self, words: str) -> None:
        """Have something said of what is shown; nothing, if it is empty."""
        if words != self._said:
            self._said = words
            self.post_message(self.Said(words))

    def on_page_view_place_found(self, message: PlaceFound) -> None:
        """Go to where a link leads in the article."""
        message.stop()
        if self.text is None or self.text.id != message.text.id:
            return
        if message.paragraph is not None:
            self.jumps.go(message.paragraph)
        elif not message.text.whole:
            self.jumps.wait(lambda: self.jumps.look_up(message.name))
        else:
            self.notify(f"There is no “{message.name}” in this article.", timeout=4)

    def let_go(self) -> bool:
        """Let go of the labels, the selected link or the find; tell whether there was any."""
        return self.links.unlabel() or self.links.unselect() or self.matches.leave()

    @property
    def hints(self) -> str:
        """Which keys matter now: a key of `commands.HINTS`."""
        if self.links.labelled:
            return "labels"
        if self.links.selected is not None:
            return "link"
        return "found" if self.matches.finding else "pane"

    # -- matches

    def action_find(self) -> None:
        """Find something in the article."""
        if self._page is not None:
            self.matches.begin()
            self.post_message(self.FindWanted())

    def on_page_view_matches_found(self, message: MatchesFound) -> None:
        """Highlight what was found."""
        message.stop()
        self.matches.take(message.text, message.matches)

    # -- pictures

    def on_picture_changed(self, message: PictureChanged) -> None:
        """Show what is known now of a picture."""
        self.pictures.changed(message.pictures, message.number)

    def on_picture_drawn(self, message: PictureDrawn) -> None:
        """Show a picture that is ready now."""
        self.pictures.drawn(message)

    def on_unmount(self) -> None:
        """Let the pictures go that the terminal keeps."""
        self.pictures.leave()

    def on_terminal_answered(self) -> None:
        """Draw pictures in the way that the terminal can show."""
        self.pictures.terminal_answered()

    # -- drawing

    def notify_style_update(self) -> None:
        """Draw everything anew in the new colours."""
        super().notify_style_update()
        self._styles.clear()
        self.refresh()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Make hyperlinks of links, after all else."""
        return [*super().get_line_filters(), _HYPERLINKS]

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw some lines of the screen, and what the terminal draws over them."""
        strips = super().render_lines(crop)
        if self._page is None:
            return strips
        return self.pictures.rows.with_graphics(self._page, strips, self.scroll_offset.y, crop)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        width = self.scrollable_content_region.width
        page = self._page
        if page is None:
            return self._message_line(y, width)
        number = page.line_on(y + self.scroll_offset.y)
        if number is None:
            return self.pictures.rows.strip(page, y + self.scroll_offset.y, width, self._styles)
        return self._text_line(page, number, width)

    def _text_line(self, page: Page, number: int, width: int) -> Strip:
        painter, line = self._painter, page.lines[number]
        strip = painter.paint(page, line, self.matches.current, self.links.selected)
        if line.rigid and (strip.cell_length > page.width or self._sideways):
            strip = painter.window(strip, self._sideways, page.width)
        left = max(0, (width - page.width) // 2)
        landed = page.first_lines.get(self.jumps.landed or -1) == number
        strip = painter.place(strip, left, width, landed)
        labels = self.links.labels_on(number)
        at = left - self._sideways if line.rigid else left
        return painter.label(strip, at, labels) if labels else strip

    def _message_line(self, y: int, width: int) -> Strip:
        base = self._styles()
        lines = wrapped(self._failure, width - _MARGIN)
        first = max(0, self.size.height // 3 - len(lines) // 2)
        if not 0 <= y - first < len(lines):
            return Strip.blank(width, base)
        strip = Strip([Segment(lines[y - first], self._styles("empty"))])
        left = max(0, (width - strip.cell_length) // 2)
        return Strip([Segment(" " * left, base), *strip]).adjust_cell_length(width, base)
