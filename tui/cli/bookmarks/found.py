"""The bookmarks and articles that a name or a query on the command line refers to."""

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from tui.articles.terminal_text import counted, harmless_sentence
from tui.cli.bookmarks.list import as_text
from tui.cli.library_access import ProgressLine, open_library
from tui.cli.output import say
from tui.errors import NewsreaderError
from tui.library.library import Library
from tui.library.marks.bulk_marks import Outcome
from tui.library.query import Query
from tui.library.search.query_printing import lifted
from tui.library.values import Bookmark, Progress

_MOST_NAMED = 20
"""The most articles that could not be read and are named."""

Change = Callable[[Library, Sequence[int], Callable[[Progress], None]], Outcome]
"""Changes the bookmarks of rows, and tells how far it is."""


def query_option(help: str) -> Callable[..., Callable[..., int]]:
    """Return the option `-q`, which a command gets as `text`; None where it is not given."""
    return click.option("-q", "--query", "text", metavar="QUERY", default=None, help=help)


def ids_of(library: Library, query: Query) -> Sequence[int]:
    """Return the rows that a query finds.

    Raises:
        NewsreaderError: The query is not understood.
    """
    answer = library.search.find(query)
    if answer.problem:
        raise NewsreaderError(answer.problem)
    return answer.ids


def change(library: Library, ids: Sequence[int], work: Change) -> Outcome:
    """Change the bookmarks of many articles, with a line that shows how far it is."""
    with ProgressLine(0.5, what="Working") as line:
        outcome = work(library, ids, line)
    say(*outcome.problems[:_MOST_NAMED])
    if len(outcome.problems) > _MOST_NAMED:
        say(f"{len(outcome.problems) - _MOST_NAMED:,} more could not be read.")
    return outcome


def change_bookmarks(text: str, work: Change, done: str) -> int:
    """Change the bookmarks that a query finds, and say how many were changed.

    Args:
        text: The query.
        work: The change.
        done: What was done to them, as in `3 bookmarks removed`.

    Returns:
        The exit status: 1 where the query finds no bookmark.

    Raises:
        NewsreaderError: The query is not understood.
    """
    with open_library() as library:
        query = lifted(Query(text), relative=True)._replace(bookmarked=True)
        ids = ids_of(library, query.open_in(None))
        if not ids:
            say(f"No bookmark matches {text}." if text.strip() else "There are no bookmarks yet.")
            return 1
        outcome = change(library, ids, work)
    rest = len(ids) - outcome.changed
    beside = f"; {rest:,} stayed as they were" if rest else ""
    print(harmless_sentence(f"{counted(outcome.changed, 'bookmark')} {done}{beside}."))
    return 0


def find_one(library: Library, name: str) -> Bookmark | None:
    """Return the one bookmark with a name; if none or several have it, say so and return None.

    Args:
        library: The library.
        name: A file, a number or a link.
    """
    paths = {Path(name).absolute(), Path(name).resolve()}
    found = [one for one in library.bookmarks.all() if name in _names(one, name, paths)]
    if len(found) == 1:
        return found[0]
    if not found:
        say(f"There is no bookmark {name}.")
        return None
    say(f"Several bookmarks go by {name}; which one? Name it by its number:")
    for bookmark in found:
        say(*as_text(bookmark).split("\n"))
    return None


def _names(bookmark: Bookmark, asked: str, paths: set[Path]) -> set[str]:
    """Return the names of a bookmark; `asked` is one of them where its path is one of `paths`."""
    names = {bookmark.article.link}
    if bookmark.id is not None:
        names.add(str(bookmark.id))
    if {bookmark.article.path, bookmark.path} & paths:
        names.add(asked)
    return names - {""}
