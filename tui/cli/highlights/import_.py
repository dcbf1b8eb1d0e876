"""`newsreader highlights import`: highlights from files or standard input."""

from datetime import datetime

import click

from tui.articles.terminal_text import harmless_sentence
from tui.cli.inputs.standard_input import is_stream, name_of, read_pipe
from tui.cli.library_access import open_library
from tui.cli.options import HELP, complete_paths
from tui.cli.output import say
from tui.cli.places import read_file, why_not
from tui.errors import NewsreaderError
from tui.library.exchange.highlight_files import from_bytes
from tui.library.library import Library

_MOST_NAMED = 50
"""The most faults, and the most articles that are not here, that are named one by one."""


@click.command("import", context_settings=HELP)
@click.argument(
    "paths", metavar="FILE|-...", nargs=-1, required=True, shell_complete=complete_paths
)
def import_(paths: tuple[str, ...]) -> int:
    """Import highlights from files or standard input; this can be repeated.

    A FILE is JSON that `newsreader highlights export` wrote, or CSV with the columns of
    Readwise (Highlight, Title, Author, URL, Note, Location, Date), in any order and among
    others. Each highlight belongs to the article with its address, else with its title; where
    no such article is here, the highlight is kept and listed all the same.
    """
    now = datetime.now().astimezone()
    with open_library() as library:
        outcomes = [_import(library, path, now) for path in dict.fromkeys(paths)]
    return max(outcomes)


def _import(library: Library, path: str, now: datetime) -> int:
    """Import a file and print the counts; return the exit status."""
    name = name_of(path)
    try:
        if not is_stream(path) and (problem := why_not(path)):
            raise NewsreaderError(problem)
        found = from_bytes(read_pipe(path) if is_stream(path) else read_file(path), name, now)
    except NewsreaderError as error:
        say(str(error))
        return 2
    for line, why in found.unread[:_MOST_NAMED]:
        say(f"{name}{f', line {line}' if line else ''}: {why}.")
    if len(found.unread) > _MOST_NAMED:
        say(f"{name}: {len(found.unread) - _MOST_NAMED:,} more could not be read.")
    if not found.total and not found.unread:
        say(f"There are no highlights in {name}.")
        return 1
    taken = library.highlights.import_(found.articles)
    unread = f", {len(found.unread):,} not read" if found.unread else ""
    print(harmless_sentence(f"{name}: {taken.new:,} new, {taken.there:,} there already{unread}"))
    for article in taken.homeless[:_MOST_NAMED]:
        print(harmless_sentence(f"Kept without its article, which is not here: {article.title}"))
    if len(taken.homeless) > _MOST_NAMED:
        more = len(taken.homeless) - _MOST_NAMED
        print(f"Kept without their articles, which are not here: {more:,} more")
    return 1 if found.unread else 0
