"""`newsreader list`: the rows of the list, newest first, to standard output."""

import shutil
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain
from typing import get_args

import click

from tui.articles.article import Summary
from tui.articles.date_format import local
from tui.articles.terminal_text import harmless_sentence
from tui.cli.inputs.given import open_given
from tui.cli.inputs.reading_choice import RECOGNISED, Reading
from tui.cli.inputs.reading_options import reading_options
from tui.cli.library_access import bring_up_to_date, unbroken
from tui.cli.options import HELP, whole
from tui.cli.output import counted, is_terminal, json_line, say
from tui.cli.places import read_settings
from tui.errors import NewsreaderError
from tui.library.library import Library
from tui.library.query import Query, Sort
from tui.library.search.matches import Terms, terms_of
from tui.library.search.query_printing import lifted
from tui.library.search.snippets import terms_in_text
from tui.library.values import Answer
from tui.ui.common.cells import cut, cut_path, pad
from tui.ui.list.snippet_cut import cut_snippet

UNREAD, BOOKMARKED = "●", "★"

_DAY = len("2021-03-29 19:15")

_GAP = "  "

INDENT = len("●★ ") + _DAY + len(_GAP)
"""The column where titles begin, in cells."""

_FEW = 8
"""The narrowest column for categories, in cells."""

_PAGE = 500
"""The number of rows held at once."""

_TRIES = 3
"""The number of attempts: a damaged index is emptied when it is read, and then filled again."""


def as_text(row: Summary, width: int | None) -> str:
    """Return the row as one line: marks, date, title, category.

    Args:
        row: The row.
        width: The width in cells; None for no limit, and no columns after the title.
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
    """Return the row as an object for JSON; the keys and their order are fixed."""
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


@click.command(context_settings=HELP)
@click.argument("paths", metavar="[PATH|-]...", nargs=-1)
@click.option(
    "-q",
    "--query",
    "text",
    metavar="QUERY",
    default="",
    help='List what a query of the search box finds: words, "a phrase", title:word,'
    " category:name, date:2021-03, is:unread …",
)
@click.option(
    "--saved",
    metavar="NAME",
    default="",
    help="List what the query saved under this name finds.",
)
@click.option("--sort", type=click.Choice(get_args(Sort)), help="By default date, newest first.")
@click.option("--reverse", is_flag=True, help="Reverse the order.")
@click.option(
    "--limit", type=whole(0, 1_000_000_000), metavar="N", help="Print at most N articles."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@reading_options
def command(
    paths: tuple[str, ...],
    text: str,
    saved: str,
    sort: Sort | None,
    reverse: bool,
    limit: int | None,
    as_json: bool,
    reading: Reading,
) -> int:
    """Print the list of articles, newest first.

    The articles of each PATH are listed; without a PATH, those piped in, else those of the
    folders in the settings. A PATH of - is piped input. Unread articles are marked ●,
    bookmarked ones ★. A search for text adds a line below each row with the matching passage.
    """
    if saved and text:
        raise click.UsageError("--query and --saved can't be used together.")
    query = lifted(Query(_saved(saved) if saved else text), relative=True)
    query = query._replace(sort=sort or query.sort, reverse=query.reverse != reverse)
    return list_rows(paths, query, limit, as_json, reading)


def _saved(name: str) -> str:
    """Return the query saved under a name.

    Raises:
        NewsreaderError: No query has this name.
    """
    queries = read_settings().queries
    if name in queries:
        return queries[name]
    known = f"there are {', '.join(queries)}" if queries else "none is saved yet"
    raise NewsreaderError(f"No query is saved under the name {name}; {known}.")


def list_rows(
    given: Sequence[str],
    query: Query | None = None,
    limit: int | None = None,
    as_json: bool = False,
    reading: Reading = RECOGNISED,
) -> int:
    """Print the rows that a query finds.

    Args:
        given: Paths as typed; none for piped input, else the folders in the settings, or the
            samples.
        query: The query, whose folders are filled in here; None for everything.
        limit: The most rows to print, 0 or more; None for all.
        as_json: Whether to print JSON.
        reading: How piped input and containers are read.

    Returns:
        The exit status: 0; 1 when nothing was found or a path is missing.

    Raises:
        NewsreaderError: The query is not understood, or nothing can be read.
    """
    with open_given(given, reading) as (library, folders, words, missing, _):
        answer, first = _ask(library, (query or Query()).open_in(folders), limit)
        if answer.problem:
            raise NewsreaderError(answer.problem)
        if not answer.total:
            say(_nothing(words, answer.all))
            return 1
        rows = chain(first, _pages(library, answer.ids[_PAGE:]))
        terms = terms_of((query or Query()).text)
        with unbroken(library):
            _print_objects(library, terms, rows) if as_json else _print_lines(library, terms, rows)
    return 1 if missing else 0


def _ask(library: Library, query: Query, limit: int | None) -> tuple[Answer, list[Summary]]:
    """Bring the index up to date, and return the answer and its first rows."""
    for _ in range(_TRIES):
        if query.folders:
            bring_up_to_date(library, query.folders)
        before = library.renewals
        answer = library.search.find(query, limit=limit)
        first = library.search.summaries(answer.ids[:_PAGE])
        if library.renewals == before:
            break
    return answer, first


def _pages(library: Library, ids: Sequence[int]) -> Iterator[Summary]:
    """Yield the summaries of the articles, read page by page."""
    for start in range(0, len(ids), _PAGE):
        yield from library.search.summaries(ids[start : start + _PAGE])


def _print_lines(library: Library, terms: Terms, rows: Iterator[Summary]) -> None:
    width = shutil.get_terminal_size().columns if is_terminal(sys.stdout) else None
    with_snippets = bool(terms_in_text(terms))
    for row in rows:
        print(as_text(row, width))
        if with_snippets and (below := _snippet_line(library, row.id, terms, width)):
            print(below)


def _snippet_line(library: Library, id: int, terms: Terms, width: int | None) -> str:
    """Return the line below a row, in the column of the titles, or the empty string."""
    if width is None:
        text = library.articles.snippet(id, terms).text
    elif width > 2 * INDENT:
        snippet = library.articles.snippet(id, terms, width)
        text = cut_snippet(snippet, width - INDENT).text
    else:
        return ""
    return f"{' ' * INDENT}{harmless_sentence(text)}" if text else ""


def _print_objects(library: Library, terms: Terms, rows: Iterator[Summary]) -> None:
    for row in rows:
        found = as_object(row)
        if terms:
            found["snippet"] = library.articles.snippet(row.id, terms).text
        print(json_line(found))


def _nothing(place: str, articles: int) -> str:
    """Return a sentence that says why nothing is listed."""
    if not articles:
        return f"There are no articles in {place}."
    return f"None of {counted(articles, 'article')} in {place} matches the query."
