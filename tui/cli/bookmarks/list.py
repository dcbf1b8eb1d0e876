"""`newsreader bookmarks list`: the bookmarks, as lines of text or as JSON."""

import click

from tui.articles.terminal_text import harmless_sentence
from tui.cli.library_access import open_library
from tui.cli.options import HELP
from tui.cli.output import json_line, metadata, say
from tui.library.values import Bookmark
from tui.paths import shorten


@click.command("list", context_settings=HELP)
@click.option("--label", metavar="LABEL", help="List only the bookmarks with this label.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
def list_bookmarks(label: str | None, as_json: bool) -> int:
    """List the bookmarks, newest first.

    `remove`, `note` and `label` accept the number at the beginning of a line.
    """
    with open_library() as library:
        bookmarks = library.bookmarks.all()
    if label is not None:
        wanted = label.strip().casefold()
        bookmarks = [each for each in bookmarks if wanted in map(str.casefold, each.labels)]
    if not bookmarks:
        if label is not None:
            say(f"No bookmark is labelled {label}.")
        elif not library.notices:  # Else they may be where they can't be read.
            say("There are no bookmarks yet.")
        return 1
    for bookmark in bookmarks:
        print(json_line(as_object(bookmark)) if as_json else as_text(bookmark))
    return 0


def as_text(bookmark: Bookmark) -> str:
    """Return a bookmark as lines: number, day and title; path or link; labels; note."""
    article = bookmark.article
    number = "" if bookmark.id is None else str(bookmark.id)
    lines = [f"{number:>6}  {bookmark.added:%Y-%m-%d}  {article.title}"]
    where = shorten(bookmark.path) if bookmark.path else article.link
    note = bookmark.note.replace("\n", " ")
    below = (where, f"labels: {', '.join(bookmark.labels)}" if bookmark.labels else "", note)
    return "\n".join(
        map(harmless_sentence, [*lines, *(f"{'':20}{each}" for each in below if each)])
    )


def as_object(bookmark: Bookmark) -> dict[str, object]:
    """Return a bookmark as an object for JSON; the keys and their order are fixed."""
    article = bookmark.article
    return {
        "id": bookmark.id,
        "path": str(bookmark.path) if bookmark.path else None,
        **metadata(article),
        "added": bookmark.added.isoformat(),
        "note": bookmark.note,
        "labels": bookmark.labels,
    }
