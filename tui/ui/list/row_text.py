"""The two lines of a row of the article list, as pieces of text with their roles."""

from collections.abc import Sequence
from datetime import datetime

from rich.cells import cell_len

from tui.articles.article import Summary
from tui.library.local_days import date_of
from tui.library.search.matches import Terms, find_matches
from tui.library.search.snippets import Snippet
from tui.ui.common.cells import cut, cut_path
from tui.ui.list.snippet_cut import cut_snippet

Piece = tuple[str, str]
"""A stretch of text and the name of its component class, without the list's prefix."""

_INDENT = 3
"""The cursor's bar, the mark of an unread article, and a space."""

_FOUND_IN_WHERE = ("", "category", "author")
"""The fields of terms that the second line's category or author may be found by."""

UNREAD = "●"
BOOKMARKED = "★"
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
) -> list[Piece]:
    """Return the line with time, category and star, `width` cells wide.

    Args:
        summary: The article.
        width: The cells there are.
        cursor: Whether the row has the cursor.
        with_day: Whether to say the day too, since no heading says it.
        snippet: What of the text to show in the category's place, unless the search found the
            category and not the text.
        terms: What is searched for.
    """
    star = f"{BOOKMARKED} " if summary.bookmarked else ""
    when = _when(summary, with_day)
    copies = f"{summary.copies} copies" if summary.copies > 1 else ""
    room = width - _INDENT - cell_len(star) - 1
    parts = [part for part in (when, copies) if part]
    left = room - sum(cell_len(part) + 2 for part in parts)
    pieces = [(CURSOR if cursor else " ", "cursor"), ("  ", "detail")]
    shown = _shown(summary, left, snippet, terms) if snippet and left > 3 else None
    if shown and shown.text:
        before = "".join(f"{part}  " for part in parts)
        pieces += [(before, "detail"), *_highlighted(shown.text, "detail", shown.matches)]
    else:
        pieces.append((cut("  ".join(_details(summary, parts, left)), room), "detail"))
    body = _filled(pieces, width - cell_len(star), "detail")
    return [*body, (star, "star")] if star else body


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
    day = f"{summary.date.day} {summary.date:%b} {summary.date.year}" if with_day else ""
    time = f"{summary.date:%H:%M}" if summary.has_time else ""
    return f"{day}, {time}" if day and time else day or time


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
