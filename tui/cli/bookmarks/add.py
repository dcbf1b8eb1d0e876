"""`newsreader bookmarks add` and `remove`."""

from pathlib import Path

import click

from tui.articles.terminal_text import harmless_sentence
from tui.cli.bookmarks.selection import find_one
from tui.cli.library_access import bring_up_to_date, open_library
from tui.cli.options import HELP, complete_paths
from tui.cli.output import say
from tui.cli.places import find_places, read_settings
from tui.library.library import Library
from tui.library.query import Query


@click.command("add", context_settings=HELP)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, shell_complete=complete_paths)
def add(paths: tuple[str, ...]) -> int:
    """Bookmark the articles in the given files."""
    places = find_places(paths, read_settings())
    folders = [path for path in places.folders if path.is_dir()]
    files = [path for path in places.folders if path not in folders]
    for sentence in places.missing:
        say(sentence)
    for path in folders:
        say(f"{path} is a folder: name the files in it that are to be bookmarked.")
    if not files:
        return 2
    with open_library() as library:
        bring_up_to_date(library, files)
        empty = [path for path in files if not _add(library, path)]
    for path in empty:
        say(f"There is no article in {path}.")
    if len(empty) == len(files):
        return 2
    return 1 if folders or empty or places.missing else 0


def _add(library: Library, path: Path) -> int:
    """Bookmark the articles of a file, print their titles, and return their number."""
    library.folders = (path,)
    rows = library.search.summaries(library.search.find(Query(folders=library.folders)).ids)
    library.bookmarks.set_bookmarked([row.id for row in rows if not row.bookmarked], True)
    for row in rows:
        done = "Already bookmarked" if row.bookmarked else "Bookmarked"
        print(harmless_sentence(f"{done}: {row.title}"))
    return len(rows)


@click.command("remove", context_settings=HELP)
@click.argument("names", metavar="PATH_OR_ID_OR_LINK...", nargs=-1, required=True)
def remove(names: tuple[str, ...]) -> int:
    """Remove bookmarks by file, by number or by link.

    The articles themselves stay where they are. `newsreader bookmarks list` prints the
    numbers.
    """
    with open_library() as library:
        removed = [_remove(library, name) for name in names]
    return 0 if all(removed) else 1


def _remove(library: Library, name: str) -> bool:
    """Remove the bookmark with a name and say so; return whether it was removed."""
    found = find_one(library, name)
    if found is None:
        return False
    if found.id is None:
        say(f"“{found.article.title}” has no row that it could be removed by.")
        return False
    library.bookmarks.set_bookmarked([found.id], False)
    print(harmless_sentence(f"Removed: {found.article.title}"))
    return True
