"""The article list: where its cursor goes, and what that does."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from tui.articles.article import Summary
from tui.articles.date_format import day_in_words
from tui.commands import Where
from tui.library.search.matches import Terms, find_matches
from tui.ui.common.bindings import bindings
from tui.ui.common.cells import pad, wrapped
from tui.ui.common.drawing import RoleStyles
from tui.ui.common.scroll_bar import QuickScrollView
from tui.ui.list.row_cache import KnownRows
from tui.ui.list.row_places import ROW_LINES, DayHeading, Entry, ListRows
from tui.ui.list.row_snippets import Load, RowSnippets
from tui.ui.list.row_text import Piece, day_of, first_line, second_line

ROLES = ("title", "unread", "detail", "mark", "star", "match", "cursor", "heading", "empty")
"""What a stretch of text in the list can be."""

_MARGIN = 6
"""Cells around what an empty list says."""

_AHEAD = 60
"""Lines above and below the screen whose summaries are fetched with it."""


class ArticleRows(QuickScrollView):
    """Draws the articles of an answer, and has what is missing for that fetched."""

    def __init__(
        self, load: Callable[[Sequence[int]], list[Summary]], snippet: Load | None, *, id: str
    ) -> None:
        """Make no rows.

        Args:
            load: Reads summaries by id; called in a worker thread.
            snippet: Makes the snippet of an article; called in a worker thread too.
            id: The widget's id.
        """
        super().__init__(id=id)
        self._known = KnownRows(self, load)
        self._snippets = RowSnippets(self, snippet)
        self._terms: Terms = ()
        self._with_day = False
        self._cursor = 0
        self._styles = RoleStyles(self, "article-list--")
        self.empty_text = ""
        """What to say where there is no article; lines are parted by a line break."""

    def update_rows(self, summaries: Sequence[Summary]) -> None:
        """Draw rows anew whose articles have changed."""
        self._known.remember(summaries)
        self.refresh()

    @property
    def _rows(self) -> ListRows:
        return self._known.rows

    @property
    def rows(self) -> ListRows:
        """Where the articles stand."""
        return self._rows

    @property
    def known_ids(self) -> list[int]:
        """The ids of the articles whose rows have been read."""
        return self._known.ids

    @property
    def cursor(self) -> int:
        """The place of the cursor in the list, from 0."""
        return self._cursor

    def on_row_snippets_snippets_loaded(self, message: RowSnippets.SnippetsLoaded) -> None:
        """Draw the rows whose snippets have been made."""
        message.stop()
        if self._snippets.take(message):
            self.refresh()

    def on_focus(self) -> None:
        """Show where the keys go."""
        self._refresh_row(self._cursor)

    def on_blur(self) -> None:
        """Show where the keys no longer go."""
        self._refresh_row(self._cursor)

    def notify_style_update(self) -> None:
        """Draw all rows anew in the new colours."""
        super().notify_style_update()
        self._styles.clear()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        width = self.scrollable_content_region.width
        if not len(self._rows):
            return self._empty_line(y, width)
        row = self._rows.at(y + self.scroll_offset.y)
        if isinstance(row, DayHeading):
            day = day_of(row.day)
            words = day_in_words(day) if day else "No date"
            return self._strip([(pad(f"   {words}", width), "heading")], width)
        if isinstance(row, Entry):
            return self._entry(row, width)
        return self._strip([], width)

    def _entry(self, row: Entry, width: int) -> Strip:
        summary = self._known.get(self._rows.id_at(row.place))
        at_cursor = row.place == self._cursor
        if summary is None:
            line = self.scroll_offset.y - _AHEAD
            self._known.want(self._rows.near(line, self.size.height + 2 * _AHEAD))
            return self._strip([(pad("   …" if row.line == 0 else "", width), "detail")], width)
        if row.line == 0:
            matches = find_matches(summary.title, self._terms) if self._terms else ()
            pieces = first_line(summary, width, at_cursor, matches)
        else:
            if self._snippets.lacks(summary.id):
                span = self._rows.near(self.scroll_offset.y, self.size.height)
                ids = [self._rows.id_at(index) for index in span]
                self._snippets.want([id for id in ids if id is not None])
            snippet = self._snippets.get(summary.id)
            pieces = second_line(summary, width, at_cursor, self._with_day, snippet, self._terms)
        return self._strip(pieces, width, at_cursor)

    def _empty_line(self, y: int, width: int) -> Strip:
        lines = wrapped(self.empty_text, width - _MARGIN)
        first = max(0, (self.size.height - len(lines)) // 3)
        text = lines[y - first] if 0 <= y - first < len(lines) else ""
        return self._strip([(pad(f"   {text}", width), "empty")], width)

    def _strip(self, pieces: list[Piece], width: int, at_cursor: bool = False) -> Strip:
        under = ("current" if self.has_focus else "current-blurred") if at_cursor else ""
        roles = (under,) if under else ()
        segments = [Segment(text, self._styles(*roles, role)) for text, role in pieces]
        return Strip(segments).adjust_cell_length(width, self._styles(*roles, "title"))

    def _refresh_row(self, index: int) -> None:
        if index < len(self._rows):
            self.refresh_lines(self._rows.top(index), ROW_LINES)


_NEAR = 20
"""How many rows on either side of one that is gone are tried in its stead."""


class ArticleList(ArticleRows, can_focus=True):
    """The articles of the current answer, grouped by day, with a cursor."""

    WHERE: ClassVar[Where] = "list"
    BINDINGS: ClassVar[list[BindingType]] = bindings("list")

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"article-list--{part}" for part in (*ROLES, "current", "current-blurred")
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

    def __init__(
        self,
        load: Callable[[Sequence[int]], list[Summary]],
        snippet: Load | None = None,
        *,
        id: str,
    ) -> None:
        """Make an empty list.

        Args:
            load: Reads summaries by id; called in a worker thread.
            snippet: Makes the snippet of an article; called in a worker thread too.
            id: The widget's id.
        """
        super().__init__(load, snippet, id=id)
        self._current: int | None = None
        """The id of the article under the cursor; None until it is known."""
        self._opening = False
        """Whether the article under the cursor is to be opened once it is known."""
        self.moved = False
        """Whether the cursor has been put anywhere since the start."""

    # -- what is shown

    def show(
        self,
        rows: ListRows,
        summaries: Sequence[Summary],
        *,
        terms: Terms = (),
        with_day: bool = False,
        cursor: int | None = None,
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
            again: Whether the same is listed as before: then a list that shows its top goes on
                to show it, with what is new.
        """
        at_top = again and self.scroll_offset.y == 0
        offset = self._rows.top(self._cursor) - self.scroll_offset.y if len(self._rows) else 0
        found = rows.index_of(cursor) if cursor is not None else None
        self._known.begin(rows, summaries)
        self._terms = terms
        self._snippets.begin(terms)
        self._with_day = with_day
        self._cursor = found or 0
        self._current = rows.id_at(self._cursor)
        self._opening = False
        self.virtual_size = Size(0, rows.height)
        if found is None or (at_top and rows.top(found) + ROW_LINES <= self.size.height):
            self.scroll_to(y=0, animate=False)
        elif self.moved:
            self.scroll_to(y=max(0, rows.top(found) - offset), animate=False)
        self.moved = self.moved or found is not None
        self._bring_into_view()
        self.refresh()

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
        near = [self._rows.id_at(place) for place in (*below, *above)]
        return [id for id in (self._current, *near) if id is not None]

    def select(self, index: int) -> bool:
        """Put the cursor on the article at `index`; tell whether there is one."""
        if not 0 <= index < len(self._rows):
            return False
        self.moved = True
        if index != self._cursor:
            self._refresh_row(self._cursor)
            self._cursor = index
            self._refresh_row(index)
        self._current = self._rows.id_at(index)
        self._opening = False
        self._bring_into_view()
        if self._current is None:
            self._known.want(range(max(0, index - _NEAR), index + _NEAR))
        else:
            self.post_message(self.ArticleSelected(self._current))
        return True

    # -- moving

    def action_move_down(self) -> None:
        """Go to the next article."""
        self.select(self._cursor + 1)

    def action_move_up(self) -> None:
        """Go to the article before; at the first, show the heading above it too."""
        if not self.select(self._cursor - 1):
            self.scroll_to(y=0, animate=False)

    def action_page_down(self) -> None:
        """Go down by a screenful."""
        self._move_by(max(1, self.size.height // ROW_LINES - 1))

    def action_page_up(self) -> None:
        """Go up by a screenful."""
        self._move_by(-max(1, self.size.height // ROW_LINES - 1))

    def action_move_first(self) -> None:
        """Go to the first article."""
        self.select(0)

    def action_move_last(self) -> None:
        """Go to the last article."""
        self.select(len(self._rows) - 1)

    def action_read(self) -> None:
        """Open the article under the cursor."""
        self.moved = self.moved or len(self._rows) > 0
        if self._current is not None:
            self.post_message(self.ArticleOpened(self._current))
        else:
            self._opening = len(self._rows) > 0

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._bring_into_view()

    def _move_by(self, rows: int) -> None:
        self.select(min(max(self._cursor + rows, 0), len(self._rows) - 1))

    def on_click(self, event: events.Click) -> None:
        """Select the row under the mouse; a double click opens it."""
        row = self._rows.at(event.y + self.scroll_offset.y)
        if isinstance(row, Entry):
            self.select(row.place)
            if event.chain >= 2:
                self.action_read()

    def _bring_into_view(self) -> None:
        if not len(self._rows) or not self.size.height:
            return
        top = self._rows.top(self._cursor)
        above = 1 if self._rows.is_first_of_day(self._cursor) else 0
        region = Region(0, max(0, top - above), 1, ROW_LINES + above)
        self.scroll_to_region(region, animate=False, force=True)

    # -- fetching

    def on_known_rows_rows_read(self, message: KnownRows.RowsRead) -> None:
        """Draw the rows that were missing; go on with what waited for them."""
        message.stop()
        if not self._known.take(message):
            return
        if self._current is None and (id := self._rows.id_at(self._cursor)) is not None:
            self._current = id
            opened = self._opening
            self._opening = False
            self.post_message(self.ArticleOpened(id) if opened else self.ArticleSelected(id))
        self.refresh()
