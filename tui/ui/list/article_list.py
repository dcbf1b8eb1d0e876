"""The article list: the rows of the current answer, with a cursor."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from tui.articles.article import Summary
from tui.commands import Where
from tui.compat.node_parts import HasParts
from tui.library.search.matches import Terms
from tui.ui.common.counts import Count
from tui.ui.common.drawing import RoleStyles
from tui.ui.common.key_bindings import bindings
from tui.ui.common.scroll_bar import QuickScrollView
from tui.ui.list.list_movement import ListMovement
from tui.ui.list.row_cache import KnownRows, Load, RowSnippets
from tui.ui.list.row_painter import CURSOR_ROLES, ROLES, RowPainter, cells_needed
from tui.ui.list.row_places import DayHeading, Entry, ListRows

_AHEAD = 60
"""The lines above and below the screen whose summaries are fetched with it."""

_MEASURED = 30
"""The number of rows before and after the cursor whose widths say how wide the list has to be."""

_NEAR = 20
"""The number of rows on either side of a vanished one that are tried in its place."""


class ArticleList(HasParts, QuickScrollView, can_focus=True):
    """The articles of the current answer, grouped by day, with a cursor."""

    WHERE: ClassVar[Where] = "list"
    BINDINGS: ClassVar[list[BindingType]] = bindings("list")

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"article-list--{part}" for part in (*ROLES, *CURSOR_ROLES)
    }

    DEFAULT_CSS = """
    ArticleList { overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; }
    """

    @dataclass(eq=False, repr=False)
    class ArticleSelected(Message):
        """The cursor came to an article."""

        id: int

    @dataclass(eq=False, repr=False)
    class ArticleOpened(Message):
        """The user wants to read an article."""

        id: int

    @dataclass(eq=False, repr=False)
    class BackWanted(Message):
        """The user wants to go back to before the search."""

    def __init__(
        self,
        load: Callable[[Sequence[int]], list[Summary]],
        snippet: Load | None = None,
        *,
        count: Count,
        id: str,
    ) -> None:
        """Make an empty list.

        Args:
            load: Reads summaries by id; called in a worker thread.
            snippet: Makes the snippet of an article; called in a worker thread too.
            count: The number that is typed before a movement.
            id: The widget's id.
        """
        super().__init__(id=id)
        self.movement = ListMovement(self, count)
        """Moves the cursor."""
        self.add_parts(self.movement)
        self._known = KnownRows(self, load)
        self._snippets = RowSnippets(self, snippet)
        self._styles = RoleStyles(self, "article-list--")
        self._painter = RowPainter(self._styles)
        self.empty_text = ""
        """The words of an empty list; their lines are parted by line breaks."""
        self.cells_needed = 0
        """The cells that the first rows of the answer use, the scroll bar aside; 0: not known."""
        self._cursor = 0
        self._current: int | None = None
        """The id of the article under the cursor; None until it is known."""
        self._opening = False
        """Whether the article under the cursor is to be opened once it is known."""
        self.moved = False
        """Whether the cursor has been put anywhere since the start."""

    # -- rows

    def show(
        self,
        rows: ListRows,
        summaries: Sequence[Summary],
        *,
        terms: Terms = (),
        with_day: bool = False,
        cursor: int | None = None,
        line: int | None = None,
        again: bool = False,
    ) -> None:
        """Show other rows.

        Args:
            rows: The rows.
            summaries: Those that are known already, the first screenful at least.
            terms: The search terms to highlight in titles and to show snippets for.
            with_day: Whether rows say their day, since no heading does.
            cursor: The id of the article to put the cursor on, which stays where it is on the
                screen; without one, or where it is not listed, the cursor goes to the first.
            line: The line of the screen for that article, from 0; None for that of the cursor.
            again: Whether the same is listed as before: then a list that shows its top goes on
                to show it, with what is new.
        """
        at_top = again and self.scroll_offset.y == 0
        offset = self.cursor_line if line is None else line
        found = rows.index_of(cursor) if cursor is not None else None
        rows.dense = self._painter.dense
        self._known.begin(rows, summaries)
        self._painter.terms, self._painter.with_day = terms, with_day
        self._snippets.begin(terms)
        self._cursor = found or 0
        self._current = rows.id_at(self._cursor)
        self._opening = False
        self.virtual_size = Size(0, rows.height)
        if found is None or (at_top and rows.top(found) + rows.row_lines <= self.size.height):
            self.show_top()
        elif self.moved or line is not None:
            self.scroll_to(y=max(0, rows.top(found) - offset), animate=False)
        self.moved = self.moved or found is not None
        if not terms:
            self._measure(widen=again)
        self._bring_into_view()
        self.refresh()

    def _measure(self, widen: bool = False) -> None:
        """Measure the rows around the cursor; `widen`: the list gets no narrower by that."""
        needed = [self.cells_needed] if widen else [0]
        with_day = self._painter.with_day
        for place in range(max(0, self._cursor - _MEASURED), self._cursor + _MEASURED):
            if summary := self._known.get(self.rows.id_at(place)):
                alone = self.rows.is_alone(place)
                needed.append(cells_needed(summary, self.dense, with_day, alone))
        self.cells_needed = max(needed)

    @property
    def dense(self) -> bool:
        """Whether an article has one line, without headings between the days."""
        return self._painter.dense

    @dense.setter
    def dense(self, dense: bool) -> None:
        at_top, line = self.scroll_offset.y == 0, self.cursor_line
        self._painter.dense = self.rows.dense = dense
        self._measure()
        self.virtual_size = Size(0, self.rows.height)
        if len(self.rows):
            top = 0 if at_top else max(0, self.rows.top(self._cursor) - line)
            self.scroll_to(y=top, animate=False)
            self._bring_into_view()
        self.refresh()

    @property
    def cursor_line(self) -> int:
        """The line of the screen, from 0, that the row under the cursor begins on."""
        return self.rows.top(self._cursor) - self.scroll_offset.y if len(self.rows) else 0

    def update_rows(self, summaries: Sequence[Summary]) -> None:
        """Draw the rows again whose articles have changed."""
        self._known.remember(summaries)
        self.refresh()

    @property
    def rows(self) -> ListRows:
        """The places of the rows."""
        return self._known.rows

    @property
    def known_ids(self) -> list[int]:
        """The ids of the articles whose rows have been read."""
        return self._known.ids

    @property
    def cursor(self) -> int:
        """The place of the cursor in the list, from 0."""
        return self._cursor

    @property
    def current_id(self) -> int | None:
        """The id of the article under the cursor; None in an empty list, or until it is known."""
        return self._current

    @property
    def current(self) -> Summary | None:
        """The article under the cursor; None in an empty list or while it is being read."""
        return self._known.get(self._current)

    def beside_cursor(self) -> list[int]:
        """Return the article under the cursor and those near it, the one to go to next first.

        Where one is gone, that is rather one below than one above.
        """
        below = range(self._cursor + 1, self._cursor + 1 + _NEAR)
        above = range(self._cursor - 1, self._cursor - 1 - _NEAR, -1)
        near = [self.rows.id_at(place) for place in (*below, *above)]
        return [id for id in (self._current, *near) if id is not None]

    def select(self, index: int) -> bool:
        """Put the cursor on the article at `index`; return whether there is one."""
        if not 0 <= index < len(self.rows):
            return False
        self.moved = True
        if index != self._cursor:
            self._refresh_row(self._cursor)
            self._cursor = index
            self._refresh_row(index)
        self._current = self.rows.id_at(index)
        self._opening = False
        self._bring_into_view()
        if self._current is None:
            self._known.want(range(max(0, index - _NEAR), index + _NEAR))
        else:
            self.post_message(self.ArticleSelected(self._current))
        return True

    def show_top(self) -> None:
        """Scroll to the top, so that the heading above the first article is seen too."""
        self.scroll_to(y=0, animate=False)

    def action_let_go(self) -> None:
        """Go back to before the search, if one is on."""
        self.post_message(self.BackWanted())

    def action_read(self) -> None:
        """Open the article under the cursor."""
        self.moved = self.moved or len(self.rows) > 0
        if self._current is not None:
            self.post_message(self.ArticleOpened(self._current))
        else:
            self._opening = len(self.rows) > 0

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._bring_into_view()

    def on_click(self, event: events.Click) -> None:
        """Select the row under the mouse; a double click opens it."""
        row = self.rows.at(event.y + self.scroll_offset.y)
        if isinstance(row, Entry):
            self.select(row.place)
            if event.chain >= 2:
                self.action_read()

    def _bring_into_view(self) -> None:
        if not len(self.rows) or not self.size.height:
            return
        top = self.rows.top(self._cursor)
        above = 1 if self.rows.is_first_of_day(self._cursor) else 0
        region = Region(0, max(0, top - above), 1, self.rows.row_lines + above)
        self.scroll_to_region(region, animate=False, force=True)

    # -- fetching

    def on_known_rows_rows_read(self, message: KnownRows.RowsRead) -> None:
        """Draw the rows that were missing, and report the cursor's article if it was."""
        message.stop()
        if not self._known.take(message):
            return
        if self._current is None and (id := self.rows.id_at(self._cursor)) is not None:
            self._current = id
            opened, self._opening = self._opening, False
            self.post_message(self.ArticleOpened(id) if opened else self.ArticleSelected(id))
        self.refresh()

    def on_row_snippets_snippets_loaded(self, message: RowSnippets.SnippetsLoaded) -> None:
        """Draw the rows whose snippets have been made."""
        message.stop()
        if self._snippets.take(message):
            self.refresh()

    # -- drawing

    def on_focus(self) -> None:
        """Draw the cursor as that of a widget with the focus, or without it."""
        self._refresh_row(self._cursor)

    on_blur = on_focus

    def _refresh_row(self, index: int) -> None:
        if index < len(self.rows):
            self.refresh_lines(self.rows.top(index), self.rows.row_lines)
            self.vertical_scrollbar.refresh()

    @property
    def _under(self) -> str:
        """The role under the row at the cursor."""
        return "current" if self.has_focus else "current-blurred"

    def ground(self, y: int) -> Style | None:
        """Have the row at the cursor reach to the border."""
        row = self.rows.at(y + self.scroll_offset.y)
        is_current = isinstance(row, Entry) and row.place == self._cursor
        return self._styles(self._under) if is_current else None

    def notify_style_update(self) -> None:
        """Draw all rows in the new colours."""
        super().notify_style_update()
        self._styles.clear()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        width = self.scrollable_content_region.width
        if not len(self.rows):
            return self._painter.words(self.empty_text, y, width, self.size.height)
        row = self.rows.at(y + self.scroll_offset.y)
        if isinstance(row, Entry):
            return self._entry(row, width)
        if isinstance(row, DayHeading):
            return self._painter.heading(row.day, width)
        return self._painter.blank(width)

    def _entry(self, row: Entry, width: int) -> Strip:
        top, height = self.scroll_offset.y, self.size.height
        summary = self._known.get(self.rows.id_at(row.place))
        if summary is None:
            self._known.want(self.rows.near(top - _AHEAD, height + 2 * _AHEAD))
            return self._painter.placeholder(row.line, width)
        snippet = None
        if row.line or self.dense:
            snippet = self._snippets.on_screen(summary.id, self.rows, top, height)
        alone = row.line > 0 and self.rows.is_alone(row.place)
        under = self._under if row.place == self._cursor else ""
        return self._painter.article(summary, row.line, width, under, snippet, alone)
