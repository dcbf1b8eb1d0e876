"""The bookmark that a file, a number or a link on the command line refers to."""

from pathlib import Path

from tui.cli.bookmarks.list import as_text
from tui.cli.output import say
from tui.library.library import Library
from tui.library.values import Bookmark


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
