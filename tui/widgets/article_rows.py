"""The rows of articles, drawn as far as they are on the screen, one of them under a cursor."""

from collections.abc import Callable, Sequence

from rich.segment import Segment
from textual.strip import Strip

from tui.articles.article import Summary
from tui.articles.moments import day_in_words
from tui.library.matches import Terms, find_matches
from tui.widgets.cells import pad, wrapped
from tui.widgets.known_rows import KnownRows
from tui.widgets.list_row import Piece, day_of, first_line, second_line
from tui.widgets.list_rows import ROW_LINES, DayHeading, Entry, ListRows
from tui.widgets.role_style import RoleStyles
from tui.widgets.row_snippets import Load, RowSnippets
from tui.widgets.scroll_bar import QuickScrollView

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
