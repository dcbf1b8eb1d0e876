"""`newsreader bookmarks add` and `remove`."""

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from tui.articles.terminal_text import counted, harmless_sentence
from tui.cli.bookmarks.found import change, change_bookmarks, find_one, ids_of, query_option
from tui.cli.inputs.given import open_given
from tui.cli.inputs.reading_choice import Reading
from tui.cli.inputs.reading_options import reading_options
from tui.cli.inputs.sources import take_in
from tui.cli.library_access import bring_up_to_date, open_library
from tui.cli.options import HELP, complete_paths
from tui.cli.output import say
from tui.cli.places import find_places, settings_for_command
from tui.library.library import Library
from tui.library.marks.bulk_marks import Outcome
from tui.library.query import Query
from tui.library.search.query_printing import lifted
from tui.library.values import Progress
from tui.paths import Paths


@click.command("add", context_settings=HELP)
@click.argument("paths", metavar="[PATH|-]...", nargs=-1, shell_complete=complete_paths)
@query_option("Bookmark what a query of the search box finds in the files and folders given.")
@reading_options
def add(paths: tuple[str, ...], text: str | None, reading: Reading) -> int:
    """Bookmark the articles in the given files, or those that are piped in.

    A PATH of - is piped input. With a query, a PATH may be a folder; without a PATH, the
    folders in the settings are searched. All that is bookmarked at once is undone at once (U
    in newsreader).
    """
    if text is not None:
        return _add_found(paths, text, reading)
    taken = take_in(paths, reading)
    if not taken and not paths:
        raise click.UsageError(
            "Name the files that hold the articles, pipe articles in, or give a query with -q."
        )
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


def _add_found(paths: tuple[str, ...], text: str, reading: Reading) -> int:
    """Bookmark what a query finds, and say how many those are."""
    with open_given(paths, reading) as (library, folders, words, missing, _):
        if folders:
            bring_up_to_date(library, folders)
        ids = ids_of(library, lifted(Query(text), relative=True).open_in(folders))
        if not ids:
            say(f"Nothing in {words} matches the query.")
            return 1
        outcome = change(library, ids, _bookmark_all)
    there = len(ids) - outcome.changed - len(outcome.problems)
    beside = f", {there:,} bookmarked already" if there else ""
    print(harmless_sentence(f"{counted(outcome.changed, 'article')} bookmarked{beside}."))
    return 1 if missing or outcome.problems else 0


def _bookmark_all(
    library: Library, ids: Sequence[int], progress: Callable[[Progress], None]
) -> Outcome:
    return library.bulk.bookmark(ids, progress=progress)


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
@click.argument("names", metavar="[PATH_OR_ID_OR_LINK]...", nargs=-1)
@query_option("Remove the bookmarks that a query of the search box finds.")
def remove(names: tuple[str, ...], text: str | None) -> int:
    """Remove bookmarks by file, by number, by link or by a query.

    The articles themselves stay where they are. `newsreader bookmarks list` prints the
    numbers. All that is removed by a query is undone at once (U in newsreader).
    """
    if bool(names) == (text is not None):
        raise click.UsageError("Name the bookmarks to remove, or give a query for them with -q.")
    if text is not None:
        return change_bookmarks(text, _remove_all, "removed")
    with open_library() as library:
        removed = [_remove(library, name) for name in names]
    return 0 if all(removed) else 1


def _remove_all(
    library: Library, ids: Sequence[int], progress: Callable[[Progress], None]
) -> Outcome:
    return library.bulk.drop(ids, progress=progress)


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
