"""`newsreader list`: the rows of the list, newest first, to standard output."""

import re
import sys
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import get_args

import click

from tui.articles.article import Summary
from tui.cli.inputs.given import open_given
from tui.cli.inputs.reading_choice import RECOGNISED, Reading
from tui.cli.inputs.reading_options import reading_options
from tui.cli.library_access import bring_up_to_date, open_library, unbroken
from tui.cli.options import HELP, color_option, complete_paths, whole
from tui.cli.output import Color, counted, is_styled, is_terminal, json_line, say
from tui.cli.places import find_places, read_settings
from tui.errors import NewsreaderError
from tui.library.library import Library
from tui.library.query import Query, Sort, new_seed
from tui.library.search.matches import Terms, terms_of
from tui.library.search.query_language import FIELDS, WORDS
from tui.library.search.query_printing import lifted, print_category
from tui.library.values import Answer

_PLAIN = re.compile(r"[\w:/.,+@%=-]+")
"""Text without a sign that a shell obeys, and without control codes."""

_PAGE = 500
"""The number of rows held at once."""

_TRIES = 3
"""The number of attempts: a damaged index is emptied when it is read, and then filled again."""


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


def _complete_query(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
    """Return the queries that the last word of an incomplete one can become."""
    before, space, word = incomplete.rpartition(" ")
    name, colon, _value = word.partition(":")
    if not colon:
        found = [f"{field}:" for field in FIELDS]
    elif name == "category":
        found = _categories()
    else:
        found = [f"{name}:{value}" for value in WORDS.get(name, ())]
    return [f"{before}{space}{each}" for each in found if each.startswith(word)]


def _categories() -> list[str]:
    """Return a query for each category of the folders in the settings, as the index has them.

    Those with signs that a shell obeys are left out: bash inserts a completion as it is.
    """
    places = find_places((), read_settings())
    with open_library() as library:
        paths = sorted(library.search.categories(Query(folders=places.folders)))
    return [query for query in map(print_category, filter(None, paths)) if _PLAIN.fullmatch(query)]


def _complete_saved(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
    """Return the names of saved queries that an incomplete one can become."""
    return [name for name in read_settings().queries if name.startswith(incomplete)]


@click.command(context_settings=HELP)
@click.argument("paths", metavar="[PATH|-]...", nargs=-1, shell_complete=complete_paths)
@click.option(
    "-q",
    "--query",
    "text",
    metavar="QUERY",
    default="",
    shell_complete=_complete_query,
    help='List what a query of the search box finds: words, "a phrase", title:word,'
    " category:name, date:2021-03, words:>1500, note:word, is:unread …",
)
@click.option(
    "--saved",
    metavar="NAME",
    default="",
    shell_complete=_complete_saved,
    help="List what the query saved under this name finds.",
)
@click.option(
    "--sort",
    type=click.Choice(get_args(Sort)),
    help="By default date, newest first; words: longest first; random: a new order each time.",
)
@click.option("--reverse", is_flag=True, help="Reverse the order.")
@click.option(
    "--limit", type=whole(0, 1_000_000_000), metavar="N", help="Print at most N articles."
)
@click.option(
    "--no-update",
    "as_it_stands",
    is_flag=True,
    help="Ask the index as it stands, without a look at the files. This is quicker.",
)
@color_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@reading_options
def command(
    paths: tuple[str, ...],
    text: str,
    saved: str,
    sort: Sort | None,
    reverse: bool,
    limit: int | None,
    as_it_stands: bool,
    color: Color,
    as_json: bool,
    reading: Reading,
) -> int:
    """Print the list of articles, newest first.

    The articles of each PATH are listed; without a PATH, those piped in, else those of the
    folders in the settings. A PATH of - is piped input. On a terminal, unread articles are
    marked ●, bookmarked ones ★, and a search for text adds a line below each row with the
    matching passage. Elsewhere each article is a line of fields with tabs between them: date,
    title, author, category, path, and the passage of a search.
    """
    if saved and text:
        raise click.UsageError("--query and --saved can't be used together.")
    query = lifted(Query(_saved(saved) if saved else text), relative=True)
    query = query._replace(sort=sort or query.sort, reverse=query.reverse != reverse)
    if query.sort == "random":
        query = query._replace(seed=new_seed())
    return list_rows(paths, query, limit, as_json, reading, update=not as_it_stands, color=color)


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
    *,
    update: bool = True,
    color: Color = "auto",
) -> int:
    """Print the rows that a query finds.

    Args:
        given: Paths as typed; none for piped input, else the folders in the settings, or the
            samples.
        query: The query, whose folders are filled in here; None for everything.
        limit: The most rows to print, 0 or more; None for all.
        as_json: Whether to print JSON.
        reading: How piped input and containers are read.
        update: Whether to bring the index up to date first.
        color: Whether passages are dim.

    Returns:
        The exit status: 0; 1 when nothing was found or a path is missing.

    Raises:
        NewsreaderError: The query is not understood, or nothing can be read.
    """
    with open_given(given, reading) as (library, folders, words, missing, _):
        answer, first = _ask(library, (query or Query()).open_in(folders), limit, update)
        if answer.problem:
            raise NewsreaderError(answer.problem)
        if not answer.total:
            say(_nothing(words, answer.all))
            return 1
        rows = chain(first, _pages(library, answer.ids[_PAGE:]))
        terms = terms_of((query or Query()).text)
        with unbroken(library):
            if as_json:
                _print_objects(library, terms, rows)
            else:
                _print_lines(library, terms, rows, is_styled(color, sys.stdout))
    return 1 if missing else 0


def _ask(
    library: Library, query: Query, limit: int | None, update: bool
) -> tuple[Answer, list[Summary]]:
    """Bring the index up to date if asked to, and return the answer and its first rows."""
    for _ in range(_TRIES):
        if update and query.folders:
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


def _print_lines(library: Library, terms: Terms, rows: Iterator[Summary], styled: bool) -> None:
    # JSON needs neither cells nor the cutting of snippets to them.
    from tui.cli.list_lines import fields, table

    lines = table if is_terminal(sys.stdout) else fields
    for line in lines(library.articles.snippet, terms, rows, styled):
        print(line)


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
