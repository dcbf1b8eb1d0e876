"""The lines of `newsreader list`: a table for a terminal, fields between tabs elsewhere."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from tui.articles.article import Summary
from tui.articles.date_format import local
from tui.articles.terminal_text import harmless_sentence
from tui.library.search.matches import Terms
from tui.library.search.snippets import WIDTH, Snippet, has_passages
from tui.ui.common.cells import cut, cut_path, pad
from tui.ui.list.snippet_cut import cut_snippet

Passage = Callable[[int, Terms, int], Snippet]
"""A function that returns the passage of an article, by its id, that terms match, with a width in
characters."""

UNREAD, BOOKMARKED = "●", "★"

_DAY = len("2021-03-29 19:15")

_GAP = "  "

INDENT = len("●★ ") + _DAY + len(_GAP)
"""The column where titles begin, in cells."""

_FEW = 8
"""The narrowest column for categories, in cells."""

_SPACES = str.maketrans("\t\n\r", "   ")

_DIM, _PLAIN = "\x1b[2m", "\x1b[0m"
"""SGR parameters (ECMA-48, 8.3.117)."""


def table(passage: Passage, terms: Terms, rows: Iterable[Summary], styled: bool) -> Iterator[str]:
    """Yield a line for each row, and one for its passage, in the terminal's width.

    Args:
        passage: Returns the passages.
        terms: The terms of the query.
        rows: The rows.
        styled: Whether passages are dim.
    """
    width = shutil.get_terminal_size().columns
    dim, plain = (_DIM, _PLAIN) if styled else ("", "")
    with_passages = has_passages(terms) and width > 2 * INDENT
    for row in rows:
        yield as_text(row, width)
        if with_passages:
            below = cut_snippet(passage(row.id, terms, width), width - INDENT).text
            if below:
                yield f"{' ' * INDENT}{dim}{harmless_sentence(below)}{plain}"


def fields(passage: Passage, terms: Terms, rows: Iterable[Summary], styled: bool) -> Iterator[str]:  # noqa: ARG001
    """Yield a line for each row, for `cut` and `awk`; the arguments are those of `table`.

    Its fields, between tabs, are the date, the title, the author, the first category, the path
    and, for a search in texts, the passage. Tabs and line ends in them are spaces.
    """
    with_passages = has_passages(terms)
    for row in rows:
        values = [
            _when(row.date, row.has_time),
            row.title,
            row.author,
            " › ".join(row.categories[0]) if row.categories else "",
            str(row.path) if row.path else "",
        ]
        if with_passages:
            values.append(passage(row.id, terms, WIDTH).text)
        yield "\t".join(harmless_sentence(value.translate(_SPACES)) for value in values)


def as_text(row: Summary, width: int) -> str:
    """Return the row as one line: marks, date, title, category.

    Args:
        row: The row.
        width: The width in cells.
    """
    marks = (" " if row.read else UNREAD) + (BOOKMARKED if row.bookmarked else " ")
    head = f"{marks} {_when(row.date, row.has_time):{_DAY}}{_GAP}"
    title = harmless_sentence(row.title)
    levels = (
        tuple(harmless_sentence(level) for level in row.categories[0]) if row.categories else ()
    )
    left = width - len(head)
    beside = left // 3
    if beside < _FEW:
        return cut(head + title, width)
    whole = pad(title, left - beside - len(_GAP)) + _GAP + cut_path(levels, beside)
    return (head + whole).rstrip()


def _when(date: datetime | None, has_time: bool) -> str:
    if date is None:
        return ""
    moment = local(date)
    # strftime leaves out the zeros of years before 1000 on some systems.
    return moment.isoformat(" ", "minutes")[: _DAY if has_time else len("2021-03-29")]
