"""Article list and reader side by side, or one at a time where there is little room."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message

from tui.commands import Where
from tui.library.library import Library
from tui.library.values import Position
from tui.ui.common.counts import Count
from tui.ui.common.key_bindings import bindings
from tui.ui.list.article_list import ArticleList
from tui.ui.screens.divider import Divider
from tui.ui.screens.linked_article import LinkedArticle
from tui.ui.screens.pane_widths import PaneWidths

if TYPE_CHECKING:
    from tui.articles.article import Summary
    from tui.library.search.matches import Terms
    from tui.ui.filters.category_pane import CategoryPane
    from tui.ui.page.page_builder import Place
    from tui.ui.page.reader_pane import ReaderPane


class SplitView(Horizontal):
    """Arranges the panes, and has the reader show the article that the list's cursor is on."""

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

    def __init__(self, library: Library, widths: PaneWidths, count: Count, *, id: str) -> None:
        """Make the view.

        Args:
            library: Where the articles are.
            widths: The panes that are wanted, and their shares.
            count: The number that is typed before a movement.
            id: The widget's id.
        """
        super().__init__(id=id)
        self._library = library
        self.count = count
        """The number that is typed before a movement."""
        self.list = ArticleList(
            library.search.summaries,
            # What reads articles is imported with the first snippet, not with the first frame.
            lambda id, terms, width: library.articles.snippet(id, terms, width),
            count=self.count,
            id="list",
        )
        """The article list."""
        self._divider = Divider(id="divider")
        self.widths = widths
        self._divided_at = 0
        """The column of the divider where the panes were arranged last."""
        self._reading = False
        """Whether the reader, rather than the list, has the user's attention."""
        self._following = False
        """Whether the reader follows the list; not before the first rows are on the screen."""
        self.terms: Terms = ()
        """The words of the search that is on, if any: `n` goes from match to match then."""
        self.linked = LinkedArticle()
        """The article in the reader where a link has led to one that is not listed."""

    @cached_property
    def pane(self) -> ReaderPane:
        """The reader pane; made after the first rows are on the screen."""
        from tui.ui.page.reader_pane import ReaderPane

        return ReaderPane(self._library, count=self.count, id="pane")

    @cached_property
    def categories(self) -> CategoryPane:
        """The pane of categories; made where it is wanted for the first time."""
        from tui.ui.filters.category_pane import CategoryPane

        return CategoryPane(id="categories")

    def search(self, terms: Terms) -> None:
        """Have `n` go through the words of a search, which the reader highlights in what follows.

        The list is drawn sooner for not waiting for the reader (`follow_list`).
        """
        self.terms = terms

    def compose(self) -> ComposeResult:
        """Make the list, the divider and the reader."""
        yield self.list
        yield self._divider

    async def follow(self) -> None:
        """Set the reader up, and from now on have it follow the list.

        The first rows are on the screen sooner for not waiting for it.
        """
        await self.mount_all([self.pane])  # Unlike `mount`, this does nothing once the app leaves.
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
    def shows_categories(self) -> bool:
        """Whether there is a pane of categories now."""
        return self._following and self.widths.shows_categories

    @property
    def shows_article(self) -> bool:
        """Whether an article can be seen in the reader."""
        return self._following and self.pane.display and self.pane.pages.shown_id is not None

    def shows_whole(self, id: int) -> bool:
        """Return whether the reader shows all of a page, not its main article."""
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
        return self.linked.summary or self.list.current

    @property
    def current_id(self) -> int | None:
        """The id of that article; None in an empty list, or until it is known."""
        return self.linked.summary.id if self.linked.summary else self.list.current_id

    # -- arranging

    def arrange_panes(self) -> None:
        """Give each pane its room."""
        # Before the first frame the view has no size yet: it will have the window's width.
        self.widths.whole = self.size.width or self.app.size.width
        single = self.widths.one_at_a_time
        self.list.display = not single or not self._reading
        if self._following:
            self.pane.display = not single or self._reading
        self._divider.display = not single
        column = self._list_width
        self._divided_at = column
        self.list.styles.width = "1fr" if single else column
        before = self.widths.categories if self._following else 0
        if self.shows_categories and not self.categories.is_attached:
            self.call_next(self.arrange_categories)
        elif "categories" in self.__dict__:
            self.categories.display = bool(before)
            self.categories.styles.width = before
            if not before and self.categories.has_focus_within:
                self._set_focus()
        divider = None if single else before + column
        joints = (before - 1 if before else None, divider)
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
        needed = self.list.cells_needed
        return self.widths.of_list(needed and needed + self.list.scrollbar_size_vertical)

    def fit_list(self) -> None:
        """Give the list no more cells than the rows use that it shows now."""
        if not self.widths.one_at_a_time and self._list_width != self._divided_at:
            self.arrange_panes()

    def on_resize(self) -> None:
        """Arrange the panes for the new size."""
        self.arrange_panes()
        self.follow_list()

    def on_divider_divider_dragged(self, message: Divider.DividerDragged) -> None:
        """Move the divider to the mouse."""
        message.stop()
        self.widths.drag(message.column - self.region.x)
        self.arrange_panes()

    def turn_to(self, reading: bool) -> None:
        """Give the reader, or the list, the user's attention."""
        self._reading = reading
        if self._following:
            self.arrange_panes()
            self._set_focus()

    def _set_focus(self) -> None:
        """Move the focus at once: keys that are typed ahead belong to the other pane already."""
        self.screen.set_focus(self.pane if self._reading else self.list)

    def on_key(self, event: events.Key) -> None:
        """Take a digit of the number before a movement."""
        self.count.read(event, self.screen)

    def on_descendant_blur(self) -> None:
        """Drop the number where the focus goes elsewhere."""
        self.count.drop()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the focus that the mouse has set."""
        # Asking for the pane makes it, which the first rows do not wait for.
        self._reading = self._following and event.widget is self.pane

    # -- from article to article

    def read(self, id: int) -> None:
        """Open an article and turn to the reader; with a search on, at its first match."""
        self.linked.leave()
        if self._following:
            self.pane.pages.open(id)
            if self.terms:
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
        self.linked.leave()
        if row is None or not self.list.select(row):
            self.linked.show(summary, self.list.current_id)
        self.turn_to(reading=True)

    def follow_list(self) -> None:
        """Show in the reader what the list's cursor is on, where the reader can be seen.

        With a search on it is shown from its first match, unless it is what a restart has
        brought back.
        """
        id = self.list.current_id
        if not self._following:
            return
        self.pane.matches.search(self.terms)
        if self.linked.stays(id):
            return
        self.linked.leave()
        if not len(self.list.rows):
            self.pane.pages.clear()
        # Where the article is not known yet, the list says so once it is.
        elif id is not None and (self._reading or not self.widths.one_at_a_time):
            self.pane.pages.open(id, enter=1 if self.terms and self.list.moved else 0)

    def on_article_list_article_selected(self) -> None:
        """Show the article under the cursor, where the reader can be seen."""
        self.linked.leave()
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

    # -- looks

    def action_full_width(self) -> None:
        """Give the reader the whole width, or share it again."""
        self.widths.full_width = not self.widths.full_width
        if self.widths.full_width and not self._reading:
            self.list.action_read()
        self.arrange_panes()

    def action_one_row(self) -> None:
        """Give each article of the list one row, or two again."""
        self.list.dense = not self.list.dense
        self.fit_list()
