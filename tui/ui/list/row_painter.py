"""The drawing of the rows of the article list: their lines as text, then as strips."""

from collections.abc import Sequence
from datetime import date, datetime

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.articles.article import Summary
from tui.articles.date_format import (
    DAYS,
    FILES_DATE,
    date_in_column,
    date_in_short,
    day_in_words,
    moment_in_words,
    time_in_words,
)
from tui.library.local_days import date_of
from tui.library.search.matches import Terms, find_matches
from tui.library.search.snippets import Snippet
from tui.ui.common.cells import ELLIPSIS, cut, cut_path, pad, wrapped
from tui.ui.common.drawing import RoleStyles
from tui.ui.list.snippet_cut import cut_snippet

Piece = tuple[str, str]
"""A stretch of text and the name of its component class, without the list's prefix."""

_INDENT = 3
"""The cursor's bar, the mark of an unread article, and a space."""

_SIGNS = 4
"""The cursor's bar, the marks of unread and bookmarked articles, and a space."""

_LONG_DAY = 48
"""From this many cells on, a detail line has room for a whole day beside time and category."""

_YEAR = 50
"""From this many cells on, a dense row has room for the century of its year."""

_COLUMN = 28
"""The most cells of the column of categories in dense rows."""

_WITH_COLUMN = 50
"""From this many cells for title and category on, dense rows have that column."""

_LEAST_SNIPPET = 12
"""The fewest cells of a snippet that is worth them."""

_FOUND_IN_WHERE = ("", "category", "author")
"""The fields of terms that the second line's category or author may be found by."""

NO_DATE = "No date"
UNREAD = "●"
BOOKMARKED = "★"
HIGHLIGHTED = "✎"
CURSOR = "▌"


def first_line(
    summary: Summary, width: int, cursor: bool, matches: Sequence[tuple[int, int]] = ()
) -> list[Piece]:
    """Return the line with the title, `width` cells wide.

    Args:
        summary: The article.
        width: The cells there are.
        cursor: Whether the row has the cursor.
        matches: The ranges of the title's characters that the search found.
    """
    role = "title" if summary.read else "unread"
    title = cut(summary.title, width - _INDENT - 1)
    pieces = [
        (CURSOR if cursor else " ", "cursor"),
        (" " if summary.read else UNREAD, "mark"),
        (" ", role),
        *_highlighted(title, role, matches),
    ]
    return _filled(pieces, width, role)


def second_line(
    summary: Summary,
    width: int,
    cursor: bool,
    with_day: bool,
    snippet: Snippet | None = None,
    terms: Terms = (),
    alone: bool = False,
) -> list[Piece]:
    """Return the line with time, category, count of highlights and star, `width` cells wide.

    Args:
        summary: The article.
        width: The cells there are.
        cursor: Whether the row has the cursor.
        with_day: Whether to say the day too, since no heading says it.
        snippet: What of the text to show in the category's place, unless the search found the
            category and not the text.
        terms: What is searched for.
        alone: Whether the line stands for the heading of the day too.
    """
    star = _marks(summary)
    passage = snippet is not None and bool(snippet.text)
    # Beside a passage there is room for one short date.
    when = "" if alone and passage else _when(summary, with_day)
    whose = FILES_DATE if summary.date_source == "file time" else ""
    copies = _copies(summary)
    parts = [part for part in (when, whose, copies) if part]
    room = max(0, width - _INDENT - cell_len(star) - 1)
    beside = sum(cell_len(part) + 2 for part in parts)
    heading = f"{_day_alone(summary, width, room - beside, passage)}  " if alone else ""
    heading = cut(heading, room)
    room -= cell_len(heading)
    left = room - beside
    pieces = [(CURSOR if cursor else " ", "cursor"), ("  ", "detail")]
    pieces += [(heading, "heading")] if heading else []
    shown = _shown(summary, left, snippet, terms) if snippet and left > 3 else None
    if shown and shown.text:
        before = "".join(f"{part}  " for part in parts)
        pieces += [(before, "detail"), *_highlighted(shown.text, "detail", shown.matches)]
    else:
        pieces.append((cut("  ".join(_details(summary, parts, left)), room), "detail"))
    body = _filled(pieces, width - cell_len(star), "detail")
    return [*body, (star, "star")] if star else body


def dense_line(
    summary: Summary,
    width: int,
    cursor: bool,
    matches: Sequence[tuple[int, int]] = (),
    snippet: Snippet | None = None,
    terms: Terms = (),
) -> list[Piece]:
    """Return the only line of a dense row, `width` cells wide.

    It has signs, day, title, category and the count of highlights.

    Args:
        summary: The article.
        width: The cells there are.
        cursor: Whether the row has the cursor.
        matches: The ranges of the title's characters that the search found.
        snippet: What of the text to show behind the title, in the category's place.
        terms: What is searched for.
    """
    role = "title" if summary.read else "unread"
    day = f"{_day_column(summary, width)}  "
    count = _count(summary)
    room = max(0, width - _SIGNS - cell_len(day) - cell_len(count) - 1)
    space, aside = _beside(summary, room, snippet, terms)
    title = cut(summary.title, space)
    pieces = [
        (CURSOR if cursor else " ", "cursor"),
        (" " if summary.read else UNREAD, "mark"),
        (BOOKMARKED if summary.bookmarked else " ", "star"),
        (" ", role),
        (day, "detail"),
        *_highlighted(title, role, matches),
    ]
    if aside.text:
        pieces.append((" " * (space - cell_len(title) + 2), role))
        pieces += _highlighted(aside.text, "detail", aside.matches)
    body = _filled(pieces, width - cell_len(count), role)
    return [*body, (count, "star")] if count else body


def _beside(
    summary: Summary, room: int, snippet: Snippet | None, terms: Terms
) -> tuple[int, Snippet]:
    """Return the cells of the title in a dense row, and what stands behind it.

    A snippet follows the title; the category has a column of its own, or where there is no room
    for one, what a short title leaves.
    """
    whose = FILES_DATE if summary.date_source == "file time" else ""
    if snippet:
        space = min(cell_len(summary.title), room * 3 // 5)
        shown = _shown(summary, room - space - 2, snippet, terms)
        if shown.matches and room - space - 2 >= _LEAST_SNIPPET and not whose:
            return space, shown
    if room < _WITH_COLUMN:
        aside = whose if room >= 2 * cell_len(whose) else ""
        if not aside:
            where = _where(summary, min(_COLUMN, room - cell_len(summary.title) - 2))
            aside = "" if where.endswith(ELLIPSIS) else where
        return (room - cell_len(aside) - 2 if aside else room), Snippet(aside)
    column = min(_COLUMN, room // 3)
    parts = [part for part in (whose, _copies(summary)) if part]
    left = column - sum(cell_len(part) + 2 for part in parts)
    where = _where(summary, left) if left > 3 else ""
    text = "  ".join([*parts, where] if where else parts)
    return (room - column - 2, Snippet(pad(text, column))) if text else (room, Snippet())


def cells_needed(summary: Summary, dense: bool, with_day: bool, alone: bool) -> int:
    """Return the cells with which nothing of an article's row is cut.

    Args:
        summary: The article.
        dense: Whether it has one line.
        with_day: Whether its second line says the day in short.
        alone: Whether that says it in full.
    """
    title = cell_len(summary.title)
    where = cell_len(" › ".join(summary.categories[0]) if summary.categories else summary.author)
    whose = FILES_DATE if summary.date_source == "file time" else ""
    if dense:
        with_column = min((title + 2) * 3 // 2 + 1, title + 2 + _COLUMN)
        with_whose = title + 2 + cell_len(whose) if whose else title
        beside = max(_WITH_COLUMN, with_column) if where else with_whose
        signs = _SIGNS + cell_len(_count(summary))
        return signs + cell_len(_day_column(summary, _YEAR)) + 3 + beside
    day = _day_alone(summary, _LONG_DAY, _LONG_DAY) if alone else ""
    parts = (day, _when(summary, with_day), whose, _copies(summary))
    details = sum(cell_len(part) + 2 for part in parts if part) + where
    return _INDENT + max(title, details + cell_len(_marks(summary))) + 1


def _count(summary: Summary) -> str:
    """Return the sign of highlights and their number, and a space; empty where there are none."""
    return f"{HIGHLIGHTED}{summary.highlights:,} " if summary.highlights else ""


def _marks(summary: Summary) -> str:
    """Return the signs at the end of the second line: the highlights and the star."""
    return _count(summary) + (f"{BOOKMARKED} " if summary.bookmarked else "")


def _copies(summary: Summary) -> str:
    return f"{summary.copies} copies" if summary.copies > 1 else ""


def _day_alone(summary: Summary, width: int, room: int, short: bool = False) -> str:
    """Return the day of an article that is alone on it, in words that leave room for others.

    Args:
        summary: The article.
        width: The cells of the line.
        room: The cells that other details leave.
        short: Whether the day of the month will do.
    """
    if summary.date is None:
        return NO_DATE
    if short:
        return date_in_short(summary.date)
    in_words = day_in_words(summary.date.date())
    if width >= _LONG_DAY and cell_len(in_words) <= room:
        return in_words
    return f"{DAYS[summary.date.weekday()][:3]} {date_in_short(summary.date)}"


def _day_column(summary: Summary, width: int) -> str:
    """Return the day as a column: the same number of cells for all rows of a width."""
    whole_year = width >= _YEAR
    if summary.date is None:
        return NO_DATE.ljust(len(date_in_column(date.min, whole_year)))
    return date_in_column(summary.date, whole_year)


def _shown(summary: Summary, width: int, snippet: Snippet, terms: Terms) -> Snippet:
    """Return the match of the search: in the text, else in the category or the author."""
    if not snippet.matches:
        where = _where(summary, width)
        fitting = tuple(term for term in terms if term.field in _FOUND_IN_WHERE)
        if found := find_matches(where, fitting):
            return Snippet(where, tuple(found))
    return cut_snippet(snippet, width)


def _details(summary: Summary, parts: Sequence[str], left: int) -> list[str]:
    """Return the parts of the second line, with `left` cells for the category or the author."""
    where = _where(summary, left) if left > 3 else ""
    if not parts and not where and summary.words:
        from tui.document.reading_time import minutes

        where = f"{minutes(summary.words)} min"
    return [*parts, where] if where else list(parts)


def _where(summary: Summary, width: int) -> str:
    paths = summary.categories
    return cut_path(paths[0], width) if paths else cut(summary.author, width)


def _when(summary: Summary, with_day: bool) -> str:
    if summary.date is None:
        return ""
    if with_day and summary.has_time:
        return moment_in_words(summary.date, date_in_short)
    if with_day:
        return date_in_short(summary.date)
    return time_in_words(summary.date) if summary.has_time else ""


def _highlighted(title: str, role: str, matches: Sequence[tuple[int, int]]) -> list[Piece]:
    pieces: list[Piece] = []
    at = 0
    for start, end in matches:
        if start >= len(title):
            break
        pieces += [(title[at:start], role), (title[start:end], "match")]
        at = end
    pieces.append((title[at:], role))
    return [piece for piece in pieces if piece[0]]


def _filled(pieces: list[Piece], width: int, role: str) -> list[Piece]:
    short = width - sum(cell_len(text) for text, _ in pieces)
    return [*pieces, (" " * short, role)] if short > 0 else pieces


def day_of(number: int) -> datetime | None:
    """Return the local midnight of a day written as yyyymmdd; None for 0."""
    day = date_of(number)
    return datetime(day.year, day.month, day.day).astimezone() if day else None


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
        self.dense = False
        """Whether a row is one line."""

    def heading(self, day: int, width: int) -> Strip:
        """Draw the heading of a day.

        Args:
            day: The day as yyyymmdd; 0 for articles without a date.
            width: The cells of the line.
        """
        midnight = day_of(day)
        words = day_in_words(midnight) if midnight else NO_DATE
        return self._strip([(pad(f"   {words}", width), "heading")], width)

    def article(
        self,
        summary: Summary,
        line: int,
        width: int,
        under: str,
        snippet: Snippet | None,
        alone: bool,
    ) -> Strip:
        """Draw a line of an article's row.

        Args:
            summary: The article.
            line: The line of the row: 0 for the title, 1 for the details.
            width: The cells of the line.
            under: One of `CURSOR_ROLES` where the cursor is on the row, else empty.
            snippet: The passage that stands in the details, where the search found one.
            alone: Whether the details say the day, because no other article has it.
        """
        at_cursor, terms = bool(under), self.terms
        matches = find_matches(summary.title, terms) if terms and line == 0 else ()
        if self.dense:
            pieces = dense_line(summary, width, at_cursor, matches, snippet, terms)
        elif line == 0:
            pieces = first_line(summary, width, at_cursor, matches)
        else:
            pieces = second_line(
                summary, width, at_cursor, self.with_day, snippet, terms, alone=alone
            )
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
        segments = [Segment(text, self._style(under, role)) for text, role in pieces]
        return Strip(segments).adjust_cell_length(width, self._style(under, "title"))

    def _style(self, under: str, role: str) -> Style:
        """Return the style of a role, on the ground of the cursor's row where it is there."""
        if not under:
            return self._styles(role)
        style = self._styles(under, role)
        if not self._styles(under).reverse:
            return style
        # Reversed, each colour of the terminal would be a ground of its own in the row.
        return Style(bold=style.bold, underline=style.underline, reverse=True)
