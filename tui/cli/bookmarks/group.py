"""`newsreader bookmarks`: lists, adds and removes bookmarks; its other commands stand beside."""

from pathlib import Path

import click

from tui.articles.clean_text import harmless_sentence
from tui.cli.bookmarks.exchange import export, import_
from tui.cli.bookmarks.notes import label, note
from tui.cli.bookmarks.selection import as_object, as_text, find_one
from tui.cli.library_access import bring_up_to_date, open_library
from tui.cli.options import HELP
from tui.cli.output import json_line, say
from tui.cli.places import find_places, read_settings
from tui.library.library import Library
from tui.library.query import Query


class _ListByDefault(click.Group):
    """A group whose options without a command are those of `list`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0].startswith("-") and args[0] not in ctx.help_option_names):
            args = ["list", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_ListByDefault, context_settings=HELP)
def command() -> None:
    """List, add or remove bookmarks; take them elsewhere and back; say something about them.

    Without a command they are listed. A bookmark keeps a copy of its article, which can
    still be read when the file is gone.
    """


@command.command("list", context_settings=HELP)
@click.option("--label", metavar="LABEL", help="Only those that have this label.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
def list_bookmarks(label: str | None, as_json: bool) -> int:
    """List the bookmarks, the latest first.

    The number before each can be given to `remove`, `note` and `label`.
    """
    with open_library() as library:
        bookmarks = library.bookmarks.all()
    if label is not None:
        asked = label.strip().casefold()
        bookmarks = [each for each in bookmarks if asked in map(str.casefold, each.labels)]
    if not bookmarks:
        say("There are no bookmarks yet." if label is None else f"No bookmark is labelled {label}.")
        return 1
    for bookmark in bookmarks:
        print(json_line(as_object(bookmark)) if as_json else as_text(bookmark))
    return 0


@command.command("add", context_settings=HELP)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
def add(paths: tuple[str, ...]) -> int:
    """Bookmark the articles in the files that are named."""
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


@command.command("remove", context_settings=HELP)
@click.argument("names", metavar="PATH_OR_ID_OR_LINK...", nargs=-1, required=True)
def remove(names: tuple[str, ...]) -> int:
    """Remove bookmarks by file, by number or by link.

    The articles themselves stay where they are. The numbers are those that
    `newsreader bookmarks list` prints.
    """
    removed = 0
    with open_library() as library:
        for name in names:
            removed += _remove(library, name)
    return 0 if removed == len(names) else 1


def _add(library: Library, path: Path) -> int:
    """Bookmark what is in a file, say so, and return how many articles that were."""
    library.folders = (path,)
    rows = library.search.summaries(library.search.find(Query(folders=library.folders)).ids)
    library.bookmarks.set_bookmarked([row.id for row in rows if not row.bookmarked], True)
    for row in rows:
        print(
            harmless_sentence(
                f"{'Already bookmarked' if row.bookmarked else 'Bookmarked'}: {row.title}"
            )
        )
    return len(rows)


def _remove(library: Library, name: str) -> bool:
    """Remove the one bookmark that a name means, and say so; return whether that was done."""
    found = find_one(library, name)
    if found is None:
        return False
    if found.id is None:
        say(f"“{found.article.title}” has no row that it could be removed by.")
        return False
    library.bookmarks.set_bookmarked([found.id], False)
    print(harmless_sentence(f"Removed: {found.article.title}"))
    return True


for _each in (note, label, export, import_):
    command.add_command(_each)
