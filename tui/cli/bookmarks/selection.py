"""Which bookmark is meant, and how bookmarks are printed."""

from pathlib import Path

from tui.articles.clean_text import harmless_sentence
from tui.cli.output import metadata, say
from tui.cli.places import shorten
from tui.library.library import Library
from tui.library.values import Bookmark


def find_one(library: Library, name: str) -> Bookmark | None:
    """Return the one bookmark that a name means; where there is none, or several, say so.

    Args:
        library: The library.
        name: A file, a number or a link.
    """
    found = [bookmark for bookmark in library.bookmarks.all() if name in _names(bookmark, name)]
    if len(found) == 1:
        return found[0]
    if not found:
        say(f"There is no bookmark {name}.")
        return None
    say(f"Several bookmarks go by {name}; which one? Name it by its number:")
    for bookmark in found:
        say(*as_text(bookmark).split("\n"))
    return None


def _names(bookmark: Bookmark, asked: str) -> set[str]:
    """Return what a bookmark goes by; a path in the words that were asked for."""
    names = {bookmark.article.link}
    if bookmark.id is not None:
        names.add(str(bookmark.id))
    if {bookmark.article.path, bookmark.path} & {Path(asked).absolute(), Path(asked).resolve()}:
        names.add(asked)
    return names - {""}


def as_text(bookmark: Bookmark) -> str:
    """Return lines: number, day and title; where the article is; labels and note."""
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
    """Return a bookmark as `list --json` prints it."""
    article = bookmark.article
    return {
        "id": bookmark.id,
        "path": str(bookmark.path) if bookmark.path else None,
        **metadata(article),
        "added": bookmark.added.isoformat(),
        "note": bookmark.note,
        "labels": bookmark.labels,
    }
