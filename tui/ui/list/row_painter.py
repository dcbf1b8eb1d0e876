"""The drawing of the article list: day headings, the two lines of a row, and an empty list."""

from collections.abc import Sequence

from rich.segment import Segment
from textual.strip import Strip

from tui.articles.article import Summary
from tui.articles.date_format import day_in_words
from tui.library.search.matches import Terms, find_matches
from tui.library.search.snippets import Snippet
from tui.ui.common.cells import pad, wrapped
from tui.ui.common.drawing import RoleStyles
from tui.ui.list.row_text import Piece, day_of, first_line, second_line

ROLES = ("title", "unread", "detail", "mark", "star", "match", "cursor", "heading", "empty")
"""The roles of text in the list."""

CURSOR_ROLES = ("current", "current-blurred")
"""The roles under the row at the cursor, with the focus and without it."""

_MARGIN = 6
"""Cells kept free around the words of an empty list."""


class RowPainter:
    """The painter of the lines of an article list, in the styles of a widget."""

    def __init__(self, styles: RoleStyles) -> None:
        """Paint in the given styles, with highlighted terms to be set."""
        self._styles = styles
        self.terms: Terms = ()
        """The terms of the search, which are highlighted."""
        self.with_day = False
        """Whether rows say their day, since no heading does."""

    def heading(self, day: int, width: int) -> Strip:
        """Draw the heading of a day.

        Args:
            day: The day as yyyymmdd; 0 for articles without a date.
            width: The cells of the line.
        """
        midnight = day_of(day)
        words = day_in_words(midnight) if midnight else "No date"
        return self._strip([(pad(f"   {words}", width), "heading")], width)

    def article(
        self, summary: Summary, line: int, width: int, under: str, snippet: Snippet | None
    ) -> Strip:
        """Draw a line of an article's row.

        Args:
            summary: The article.
            line: The line of the row: 0 for the title, 1 for the details.
            width: The cells of the line.
            under: One of `CURSOR_ROLES` where the cursor is on the row, else empty.
            snippet: The passage that stands in the details, where the search found one.
        """
        at_cursor = bool(under)
        if line == 0:
            matches = find_matches(summary.title, self.terms) if self.terms else ()
            pieces = first_line(summary, width, at_cursor, matches)
        else:
            pieces = second_line(summary, width, at_cursor, self.with_day, snippet, self.terms)
        return self._strip(pieces, width, under)

    def placeholder(self, line: int, width: int) -> Strip:
        """Draw a line of a row whose article has not been read from the index yet."""
        return self._strip([(pad("   …" if line == 0 else "", width), "detail")], width)

    def blank(self, width: int) -> Strip:
        """Draw an empty line."""
        return self._strip([], width)

    def words(self, words: str, y: int, width: int, height: int) -> Strip:
        """Draw a line of an empty list, which says why it is empty.

        Args:
            words: The reason.
            y: The line of the screen.
            width: The width of the screen, in cells.
            height: Its height, in lines.
        """
        lines = wrapped(words, width - _MARGIN)
        first = max(0, (height - len(lines)) // 3)
        text = lines[y - first] if 0 <= y - first < len(lines) else ""
        return self._strip([(pad(f"   {text}", width), "empty")], width)

    def _strip(self, pieces: Sequence[Piece], width: int, under: str = "") -> Strip:
        roles = (under,) if under else ()
        segments = [Segment(text, self._styles(*roles, role)) for text, role in pieces]
        return Strip(segments).adjust_cell_length(width, self._styles(*roles, "title"))
