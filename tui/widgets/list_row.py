"""The looks of one row of the article list: which text stands where, in which role."""

from collections.abc import Sequence
from datetime import datetime

from rich.cells import cell_len

from tui.articles.article import Summary
from tui.document.reading_time import minutes
from tui.widgets.cells import cut, cut_path

Piece = tuple[str, str]
"""A stretch of text and the name of its component class, without the list's prefix."""

_INDENT = 3
"""The cursor's bar, the mark of an unread article, and a space."""

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


def second_line(summary: Summary, width: int, cursor: bool, with_day: bool) -> list[Piece]:
    """Return the line with time, category and star, `width` cells wide.

    Args:
        summary: The article.
        width: The cells there are.
        cursor: Whether the row has the cursor.
        with_day: Whether to say the day too, since no heading says it.
    """
    star = f"{BOOKMARKED} " if summary.bookmarked else ""
    when = _when(summary, with_day)
    copies = f"{summary.copies} copies" if summary.copies > 1 else ""
    room = width - _INDENT - cell_len(star) - 1
    where = cut_path(summary.categories[0], room) if summary.categories else summary.author
    parts = [part for part in (when, copies) if part]
    left = room - sum(cell_len(part) + 2 for part in parts)
    if where and left > 3:
        shown = cut_path(summary.categories[0], left) if summary.categories else cut(where, left)
        parts.append(shown)
    if not parts and summary.words:
        parts.append(f"{minutes(summary.words)} min")
    pieces = [(CURSOR if cursor else " ", "cursor"), ("  ", "detail")]
    pieces.append((cut("  ".join(parts), room), "detail"))
    body = _filled(pieces, width - cell_len(star), "detail")
    return [*body, (star, "star")] if star else body


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
    if not number:
        return None
    return datetime(number // 10000, number // 100 % 100, number % 100).astimezone()
