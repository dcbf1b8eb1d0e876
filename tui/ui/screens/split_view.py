"""Article list and reader side by side, or one at a time where there is little room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.commands import Where
from tui.library.library import Library
from tui.library.values import Position
from tui.ui.common.counts import Count
from tui.ui.common.drawing import RoleStyles
from tui.ui.common.key_bindings import bindings
from tui.ui.list.article_list import ArticleList
from tui.ui.screens.session import LIST_SHARE

if TYPE_CHECKING:
    from tui.articles.article import Summary
    from tui.library.search.matches import Terms
    from tui.ui.filters.category_pane import CategoryPane
    from tui.ui.page.page_builder import Place
    from tui.ui.page.reader_pane import ReaderPane


class Divider(Widget):
    """A vertical line, one cell wide."""

    DEFAULT_CSS = """
    Divider { width: 1; height: 100%; pointer: ew-resize; }
    """

    @dataclass(eq=False, repr=False)
    class DividerDragged(Message):
        """The mouse has pulled the divider to a column of the screen."""

        column: int

    def __init__(self, *, id: str) -> None:
        """Make a divider."""
        super().__init__(id=id)
        self._styles = RoleStyles(self)

    def notify_style_update(self) -> None:
        """Draw the line in the new colours."""
        super().notify_style_update()
        self._styles.clear()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - every line is the same
        """Draw one cell of the line."""
        return Strip([Segment("│", self._styles())], 1)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin to drag."""
        event.stop()
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Follow the mouse."""
        if self.app.mouse_captured is self:
            self.post_message(self.DividerDragged(event.screen_x))

    def on_mouse_up(self) -> None:
        """Let go."""
        self.release_mouse()


WIDE = 100
"""From this many cells on list and reader stand side by side."""

WIDE_ENOUGH_FOR_CATEGORIES = 150
"""From this many cells on, the pane of categories can stand beside the list."""

_CATEGORIES = (36, 44)
"""The fewest and the most cells of the pane of categories, with the line at its right."""

_LEAST = 24
"""The fewest cells that either pane keeps when the divider is dragged."""

_NARROWEST_LIST = 42
"""The cells that the list has at least while the divider has not been dragged: those of passages
that a search finds."""

_MOST_STEPS = 1_000
"""The most matches that one key goes on by."""


class SplitView(Horizontal):
    """Arranges the two panes and moves between articles, matches and panes."""

    WHERE: ClassVar[Where] = "split_view"
    BINDINGS: ClassVar[list[BindingType]] = bindings("split_view")

    DEFAULT_CSS = """
    SplitView { height: 1fr; }
    SplitView ReaderPane { width: 1fr; height: 100%; }
    SplitView ArticleList { height: 100%; }
    """

    @dataclass(eq=False, repr=False)
    class Rearranged(Message):
        """Panes have come, gone or changed size."""

        divider: int | None
        """The column of the divider between list and reader; None where there is none."""
        joints: tuple[int, ...]
        """The columns of all dividers."""

    @dataclass(eq=False, repr=False)
    class UnreadWanted(Message):
        """The user wants the next unread article, or another one further on."""

        step: int
        """1 for the next, 2 for the one after it, -1 for the previous."""

    @dataclass(eq=False, repr=False)
    class CountTyped(Message):
        """The number before a movement has changed."""

        digits: str
        """Empty where it has been spent or dropped."""

    @dataclass(eq=False, repr=False)
    class LinkOpened(Message):
        """A link has led to an article."""

        id: int

    def __init__(self, library: Library, list_share: float, *, id: str) -> None:
        """Make the view.

        Args:
            library: Where the articles are.
            list_share: The list's share of the width, 0 to 1.
            id: The widget's id.
        """
        super().__init__(id=id)
        self._library = library
        self._count = Count(lambda digits: self.post_message(self.CountTyped(digits)))
        self.list = ArticleList(
            library.search.summaries,
            # What reads articles is imported with the first snippet, not with the first frame.
            lambda id, terms, width: library.articles.snippet(id, terms, width),
            count=self._count,
            id="list",
        )
        """The article list."""
        self._divider = Divider(id="divider")
        self.list_share = list_share
        """The list's share of the width, 0 to 1."""
        self._divided_at = 0
        """The column of the divider where the panes were arranged last."""
        self.full_width = False
        """Whether the reader has the whole width even where there is room for both."""
        self.wants_categories = False
        """Whether the pane of categories is wanted where there is room for it."""
        self._reading = False
        """Whether the reader, rather than the list, has the user's attention."""
        self._following = False
        """Whether the reader follows the list; not before the first rows are on the screen."""
        self._terms: Terms = ()
        """The words of the search that is on, if any: `n` goes from match to match then."""
        self._aside: Summary | None = None
        """The article in the reader where a link has led to one that is not listed."""
        self._left_on: int | None = None
        """The article that the list's cursor was on then."""

    @cached_property
    def pane(self) -> ReaderPane:
        """The reader pane; made after the first rows are on the screen."""
        from tui.ui.page.reader_pane import ReaderPane

        return ReaderPane(self._library, count=self._count, id="pane")

    @cached_property
    def categories(self) -> CategoryPane:
        """The pane of categories; made where it is wanted for the first time."""
        from tui.ui.filters.category_pane import CategoryPane

        return CategoryPane(id="categories")

    def search(self, terms: Terms) -> None:
        """Have `n` go through the words of a search, which the reader highlights in what follows.

        The list is drawn sooner for not waiting for the reader (`follow_list`).
        """
        self._terms = terms

    def compose(self) -> ComposeResult:
        """Make the list, the divider and the reader."""
        yield self.list
        yield self._divider

    async def follow(self) -> None:
        """Set the reader up, and from now on have it follow the list.

        The first rows are on the screen sooner for not waiting for it.
        """
        # Which, unlike `mount`, does nothing once the app leaves.
        await self.mount_all([self.pane])
        if not self.pane.is_attached:
            return
        self._following = True
        self.arrange_panes()
        self.follow_list()
        if self._reading:
            self.screen.set_focus(self.pane)

    @property
    def reading(self) -> bool:
        """Whether the reader, rather than the list, has the user's attention."""
        return self._reading

    @property
    def _whole_width(self) -> int:
        """The cells there are; before the first frame, those that it will have."""
        return self.size.width or self.app.size.width

    @property
    def _categories_width(self) -> int:
        """The cells of the pane of categories; 0 where it is not shown."""
        least, most = _CATEGORIES
        return min(max(self._whole_width // 5, least), most) if self.shows_categories else 0

    @property
    def _width(self) -> int:
        """The cells of list and reader together."""
        return self._whole_width - self._categories_width

    @property
    def shows_categories(self) -> bool:
        """Whether there is a pane of categories now."""
        is_wide = self._whole_width >= WIDE_ENOUGH_FOR_CATEGORIES
        return self._following and self.wants_categories and is_wide and not self.full_width

    @property
    def _one_at_a_time(self) -> bool:
        return self.full_width or self._width < WIDE

    @property
    def shows_article(self) -> bool:
        """Whether an article can be seen in the reader."""
        return self._following and self.pane.display and self.pane.pages.shown_id is not None

    def shows_whole(self, id: int) -> bool:
        """Return whether the reader shows the whole of a saved page instead of its article.

        Args:
            id: The id of the article.
        """
        return self._following and self.pane.pages.shows_whole(id)

    @property
    def selected_link(self) -> str:
        """The whole address of the link that is selected in the reader; empty for none."""
        return self.pane.links.whole_address if self._following else ""

    @property
    def current(self) -> Summary | None:
        """The article that keys are about: in the reader where it is not listed, else the list's.

        None in an empty list, or while it is being read.
        """
        return self._aside or self.list.current

    @property
    def current_id(self) -> int | None:
        """The id of that article; None in an empty list, or until it is known."""
        return self._aside.id if self._aside else self.list.current_id

    def update_aside(self, summary: Summary) -> None:
        """Take what has changed of the article in the reader that is not listed."""
        if self._aside is not None and self._aside.id == summary.id:
            self._aside = summary

    # -- arranging

    def arrange_panes(self) -> None:
        """Give each pane its room."""
        single = self._one_at_a_time
        self.list.display = not single or not self._reading
        if self._following:
            self.pane.display = not single or self._reading
        self._divider.display = not single
        column = self._list_width
        self._divided_at = column
        self.list.styles.width = "1fr" if single else column
        before = self._categories_width
        if self.shows_categories and not self.categories.is_attached:
            self.call_next(self.arrange_categories)
        elif "categories" in self.__dict__:
            self.categories.display = bool(before)
            self.categories.styles.width = before
            if not before and self.categories.has_focus_within:
                self.turn_to(self._reading)
        divider = None if single else before + column
        joints = [before - 1] * bool(before) + [divider] * (divider is not None)
        self.post_message(self.Rearranged(divider, tuple(filter(None, joints))))

    async def arrange_categories(self) -> None:
        """Show the pane of categories, or hide it."""
        if self.shows_categories and not self.categories.is_attached:
            await self.mount_all([self.categories], before=0)
            if not self.categories.is_attached:
                return
        self.arrange_panes()
        self.follow_list()

    @property
    def _list_width(self) -> int:
        """The cells of the list beside the reader: its share, or as many as its rows use."""
        share = self._column(round(self._width * self.list_share))
        needed = self.list.cells_needed
        if self.list_share != LIST_SHARE or not needed:
            return share
        return min(share, max(needed + self.list.scrollbar_size_vertical, _NARROWEST_LIST))

    def fit_list(self) -> None:
        """Give the list no more cells than the rows use that it shows now."""
        if not self._one_at_a_time and self._list_width != self._divided_at:
            self.arrange_panes()

    def on_resize(self) -> None:
        """Arrange the panes for the new size."""
        self.arrange_panes()
        self.follow_list()

    def _column(self, wanted: int) -> int:
        """Return where the divider stands when it is wanted at a column."""
        return min(max(wanted, _LEAST), self._width - _LEAST)

    def on_divider_divider_dragged(self, message: Divider.DividerDragged) -> None:
        """Move the divider to the mouse."""
        message.stop()
        column = self._column(message.column - self.region.x - self._categories_width)
        self.list_share = column / max(1, self._width)
        self.arrange_panes()

    def turn_to(self, reading: bool) -> None:
        """Give the reader, or the list, the user's attention."""
        self._reading = reading
        if self._following:
            self.arrange_panes()
            # At once: keys that are typed ahead belong to the other pane already.
            self.screen.set_focus(self.pane if reading else self.list)

    def on_key(self, event: events.Key) -> None:
        """Take a digit of the number before a movement."""
        self._count.read(event, self.screen)

    def on_descendant_blur(self) -> None:
        """Drop the number where the focus goes elsewhere."""
        self._count.drop()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the focus that the mouse has set."""
        # Asking for the pane makes it, which the first rows do not wait for.
        self._reading = self._following and event.widget is self.pane

    # -- from article to article

    def read(self, id: int) -> None:
        """Open an article and turn to the reader; with a search on, at its first match."""
        self._aside = None
        if self._following:
            self.pane.pages.open(id)
            if self._terms:
                self.pane.pages.enter_match()
        self.turn_to(reading=True)

    def show_linked(
        self, summary: Summary, row: int | None, place: Place | None, name: str
    ) -> None:
        """Show in the reader the article that a link, or the way back, leads to.

        The list's cursor goes along where the article is listed.

        Args:
            summary: The article; another one than in the reader.
            row: Its row in the list; None where it is not listed.
            place: Where to begin; None: where the reader left it.
            name: The name of the place to go to; empty for none.
        """
        begin = Position(*place, 0.0) if place else Position(0, 0, 0.0) if name else None
        if name:
            self.pane.jumps.arrive(name)
        self.pane.pages.open(summary.id, at=begin)
        self._aside = None
        if row is None or not self.list.select(row):
            self._aside, self._left_on = summary, self.list.current_id
        self.turn_to(reading=True)

    def follow_list(self) -> None:
        """Show in the reader what the list's cursor is on, where the reader can be seen.

        With a search on it is shown from its first match, unless it is what a restart has
        brought back.
        """
        id = self.list.current_id
        if not self._following:
            return
        self.pane.matches.search(self._terms)
        if self._aside is not None and id == self._left_on:
            return
        self._aside = None
        if not len(self.list.rows):
            self.pane.pages.clear()
        elif id is None:
            pass  # The list says so once it knows the article.
        elif self._reading or not self._one_at_a_time:
            self.pane.pages.open(id, enter=1 if self._terms and self.list.moved else 0)

    def on_article_list_article_selected(self) -> None:
        """Show the article under the cursor, where the reader can be seen."""
        self._aside = None
        self.follow_list()

    def on_reader_pane_back_wanted(self, message: ReaderPane.BackWanted) -> None:
        """Go back to the list."""
        message.stop()
        self.turn_to(reading=False)

    def action_other_pane(self) -> None:
        """Turn to the other pane."""
        if self._reading and self.shows_categories:
            self._reading = False
            self.screen.set_focus(self.categories)
        elif self._reading or (self.shows_categories and self.categories.has_focus_within):
            self.turn_to(reading=False)
        else:
            self.list.action_read()

    def on_category_pane_left(self, message: CategoryPane.Left) -> None:
        """Go from the pane of categories back to the list."""
        message.stop()
        self.turn_to(reading=False)

    def action_page_on(self) -> None:
        """Page through the article, then go to the next unread one."""
        if not self.pane.display or self.pane.pages.shown_id is None:
            self.list.action_read()
        elif not self.pane.scrolling.page_on() and self._reading:
            self.post_message(self.UnreadWanted(1))
        elif not self._reading:
            self.list.action_read()

    def action_next_hit(self) -> None:
        """Go to the next match, or to the next unread article."""
        self._next_hit(1)

    def action_previous_hit(self) -> None:
        """Go to the previous match, or to the previous unread article."""
        self._next_hit(-1)

    def _next_hit(self, step: int) -> None:
        times = self._count.times()
        if not self._terms and not (self._reading and self.pane.matches.finding):
            self.post_message(self.UnreadWanted(step * times))
        elif not self._reading:
            self._step(step * times)
        elif not (self._step_match(step, times) or self.pane.matches.finding):
            self._step(step, enter=step)

    def _step_match(self, step: int, times: int) -> bool:
        """Go from match to match; return whether the article had as many."""
        return all(self.pane.matches.step(step) for _ in range(min(times, _MOST_STEPS)))

    def action_next_article(self) -> None:
        """Go to the next article."""
        self._step(self._count.times())

    def action_previous_article(self) -> None:
        """Go to the previous article."""
        self._step(-self._count.times())

    def _step(self, step: int, enter: int = 0) -> None:
        """Go to another article, at most to the last or the first.

        Args:
            step: How many articles further down the list.
            enter: At which of its matches to begin: the first (1) or the last one (-1).
        """
        before = self.list.cursor
        place = min(max(before + step, 0), len(self.list.rows) - 1)
        if place != before and self.list.select(place):
            if self._reading:
                if enter and self.list.current_id is not None:
                    self.pane.pages.open(self.list.current_id, enter)
                self.list.action_read()
        else:
            self.notify("This is the last article." if step > 0 else "This is the first article.")

    # -- inside the article

    def action_contents(self) -> None:
        """Show the contents of the article."""
        if self.shows_article:
            self.pane.jumps.list_contents()
        else:
            self.notify("Open an article to see its contents.", timeout=3)

    def action_whole_page(self) -> None:
        """Show the whole of a saved page, or its main article again."""
        if not (self.shows_article and self.pane.pages.turn_page()):
            self.notify("Nothing of this article is left out.", timeout=3)

    # -- looks

    def action_full_width(self) -> None:
        """Give the reader the whole width, or share it again."""
        self.full_width = not self.full_width
        if self.full_width and not self._reading:
            self.list.action_read()
        self.arrange_panes()

    def action_one_row(self) -> None:
        """Give each article of the list one row, or two again."""
        self.list.dense = not self.list.dense
        self.fit_list()

    def action_wider(self) -> None:
        """Set the text wider."""
        self._change_width(lambda width: width + 4)

    def action_narrower(self) -> None:
        """Set the text narrower."""
        self._change_width(lambda width: width - 4)

    def action_justified(self) -> None:
        """Set the text to both margins, or ragged on the right again."""
        self.pane.pages.justified = not self.pane.pages.justified

    def _change_width(self, change: Callable[[int], int]) -> None:
        self.pane.pages.reading_width = change(self.pane.pages.reading_width)
