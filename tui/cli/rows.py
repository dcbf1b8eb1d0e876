"""One row of `newsreader list`, as text or as an object for JSON."""

from datetime import datetime

from tui.articles.article import Summary
from tui.articles.moments import local
from tui.articles.text import harmless_sentence
from tui.widgets.cells import cut, cut_path, pad

UNREAD, BOOKMARKED = "●", "★"

_DAY = len("2021-03-29 19:15")

_GAP = "  "

INDENT = len("●★ ") + _DAY + len(_GAP)
"""Where the titles begin, in cells."""

_FEW = 8
"""The fewest cells that are worth a column of its own."""


def as_text(row: Summary, width: int | None) -> str:
    """Return the row as one line: marks, date, title, category.

    Args:
        row: What to show.
        width: The cells that there are; None for no bound, and no columns after the title.
    """
    marks = (" " if row.read else UNREAD) + (BOOKMARKED if row.bookmarked else " ")
    head = f"{marks} {_when(row.date, row.has_time):{_DAY}}{_GAP}"
    title = harmless_sentence(row.title)
    levels = (
        tuple(harmless_sentence(level) for level in row.categories[0]) if row.categories else ()
    )
    if width is None:
        return (head + title + (_GAP + " › ".join(levels) if levels else "")).rstrip()
    left = width - len(head)
    beside = left // 3
    if beside < _FEW:
        return cut(head + title, width)
    whole = pad(title, left - beside - len(_GAP)) + _GAP + cut_path(levels, beside)
    return (head + whole).rstrip()


def as_object(row: Summary) -> dict[str, object]:
    """Return the row as an object; its keys and their order are fixed."""
    return {
        "id": row.id,
        "path": str(row.path) if row.path else None,
        "title": row.title,
        "author": row.author,
        "date": row.date.isoformat() if row.date else None,
        "date_source": row.date_source,
        "categories": row.categories,
        "tags": row.tags,
        "link": row.link,
        "images": row.images,
        "words": row.words,
        "read": row.read,
        "bookmarked": row.bookmarked,
        "copies": row.copies,
        "warnings": row.warnings,
    }


def _when(date: datetime | None, has_time: bool) -> str:
    if date is None:
        return ""
    moment = local(date)
    # strftime leaves out the zeros of years before 1000 on some systems.
    return moment.isoformat(" ", "minutes")[: _DAY if has_time else len("2021-03-29")]
