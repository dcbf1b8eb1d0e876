"""A view of one page: drawing its lines, moving in it, going from match to match."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, get_args

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.document.roles import Role
from tui.widgets.cells import wrapped
from tui.widgets.role_style import RoleStyles

if TYPE_CHECKING:
    from tui.widgets.page_maker import Page, Text
    from tui.widgets.page_matches import Match

_MARGIN = 4
"""Cells kept free around what an empty page says."""

_ROLES: tuple[Role, ...] = get_args(Role)


class PageView(ScrollView, can_focus=True):
    """Draws one page, line by line; the page is made elsewhere."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "page-view--match",
        "page-view--current-match",
        "page-view--empty",
        *(f"page-view--{role}" for role in _ROLES),
    }

    DEFAULT_CSS = """
    PageView { overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; }
    """

    @dataclass(eq=False, repr=False)
    class LinkFollowed(Message):
        """The user wants to open an address."""

        url: str

    def __init__(self, *, id: str) -> None:
        """Make a view of nothing."""
        super().__init__(id=id)
        self._page: Page | None = None
        self._sideways = 0
        """How many cells code is scrolled to the right."""
        self._match: int | None = None
        """The number of the match that `n` went to last."""
        self._failure = ""
        """Why there is no page, where there should be one."""
        self._styles = RoleStyles(self, "page-view--")

    @property
    def text(self) -> Text | None:
        """The article that is shown."""
        return self._page.text if self._page else None

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

    def go_to_match(self, step: int) -> bool:
        """Go to the next match (`step` 1) or the one before (-1); tell whether there is one."""
        page = self._page
        if page is None:
            return False
        if self._match is None:
            here = page.place_at(page.line_from(self.scroll_offset.y))
            number = page.matches.index_at(*here) + (0 if step > 0 else -1)
        else:
            number = self._match + step
        if not 0 <= number < len(page.matches):
            return False
        match = page.matches.all[number]
        line = page.line_at(match.paragraph, match.start)
        if line is None:
            return False
        self._match = number
        self.scroll_to(y=max(0, page.row_of(line) - self.size.height // 3), animate=False)
        self.refresh()
        return True

    def on_click(self, event: events.Click) -> None:
        """Follow the link under the mouse."""
        url = event.style.meta.get("url")
        if isinstance(url, str):
            self.post_message(self.LinkFollowed(url))

    # -- drawing

    def notify_style_update(self) -> None:
        """Draw everything anew in the new colours."""
        super().notify_style_update()
        self._styles.clear()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        width = self.scrollable_content_region.width
        base = self._styles()
        page = self._page
        if page is None:
            return self._message_line(y, width)
        number = page.line_on(y + self.scroll_offset.y)
        if number is None:
            return Strip.blank(width, base)
        line = page.lines[number]
        left = max(0, (width - page.width) // 2)
        segments = [
            self._segment(page, run.text, run.roles, run.link, line.picture, match)
            for run, match in page.matches.split(line)
        ]
        strip = Strip(segments)
        if line.rigid and (strip.cell_length > page.width or self._sideways):
            strip = strip.crop(self._sideways, self._sideways + page.width)
        return Strip([Segment(" " * left, base), *strip]).adjust_cell_length(width, base)

    def _segment(
        self,
        page: Page,
        text: str,
        roles: frozenset[Role],
        link: int | None,
        picture: int | None,
        match: Match | None,
    ) -> Segment:
        names: tuple[str, ...] = tuple(role for role in _ROLES if role in roles)
        if match is not None:
            at_it = self._match is not None and page.matches.all[self._match] is match
            names += ("current-match" if at_it else "match",)
        style = self._styles(*names)
        url = address(page.text, link, picture)
        return Segment(text, style + Style(meta={"url": url}) if url else style)

    def _message_line(self, y: int, width: int) -> Strip:
        base = self._styles()
        lines = wrapped(self._failure, width - _MARGIN)
        first = max(0, self.size.height // 3 - len(lines) // 2)
        if not 0 <= y - first < len(lines):
            return Strip.blank(width, base)
        strip = Strip([Segment(lines[y - first], self._styles("empty"))])
        left = max(0, (width - strip.cell_length) // 2)
        return Strip([Segment(" " * left, base), *strip]).adjust_cell_length(width, base)


def address(text: Text, link: int | None, picture: int | None) -> str:
    """Return the address that a run of a page leads to, or the empty string."""
    if link == 0:
        return text.article.link
    if link is not None and link <= len(text.document.links):
        return text.document.links[link - 1].url
    if picture is not None and 0 < picture <= len(text.document.pictures):
        return text.document.pictures[picture - 1].url
    return ""
