"""`newsreader bookmarks add` and `remove`."""

from collections.abc import Sequence
from pathlib import Path

import click

from tui.articles.terminal_text import harmless_sentence
from tui.cli.bookmarks.selection import find_one
from tui.cli.inputs.reading_choice import Reading
from tui.cli.inputs.reading_options import reading_options
from tui.cli.inputs.sources import take_in
from tui.cli.library_access import bring_up_to_date, open_library
from tui.cli.options import HELP, complete_paths
from tui.cli.output import say
from tui.cli.places import find_places, settings_for_command
from tui.library.library import Library
from tui.library.query import Query
from tui.paths import Paths


@click.command("add", context_settings=HELP)
@click.argument("paths", metavar="[PATH|-]...", nargs=-1, shell_complete=complete_paths)
@reading_options
def add(paths: tuple[str, ...], reading: Reading) -> int:
    """Bookmark the articles in the given files, or those that are piped in.

    A PATH of - is piped input.
    """
    taken = take_in(paths, reading)
    if not taken and not paths:
        raise click.UsageError("Name the files that hold the articles, or pipe articles in.")
    places = taken.places if taken else find_places(paths, settings_for_command())
    missing = taken.problems if taken else places.missing if places else ()
    folders = [path for path in places.folders if path.is_dir()] if places else []
    files = [path for path in places.folders if path not in folders] if places else []
    for sentence in missing:
        say(sentence)
    for path in folders:
        say(f"{path} is a folder: name the files in it that are to be bookmarked.")
    bookmarked = 0
    if taken and taken.articles:
        with Library.open(index=None, user=Paths.of_user().user_db) as library:
            bookmarked += _bookmark(library, library.add(taken.articles))
    empty: list[Path] = []
    if files:
        with open_library() as library:
            bring_up_to_date(library, files)
            empty = [path for path in files if not _add(library, path)]
    for path in empty:
        say(f"There is no article in {path}.")
    if len(empty) == len(files) and not bookmarked:
        return 2
    return 1 if folders or empty or missing else 0


def _add(library: Library, path: Path) -> int:
    """Bookmark the articles of a file, print their titles, and return their number."""
    library.folders = (path,)
    return _bookmark(library, library.search.find(Query(folders=library.folders)).ids)


def _bookmark(library: Library, ids: Sequence[int]) -> int:
    """Bookmark articles by their rows, print their titles, and return their number."""
    rows = library.search.summaries(ids)
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
