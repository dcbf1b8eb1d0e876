"""One file read for the index; runs in a process of its own while many are read."""

import os
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from tui.articles.article import Article, Problem
from tui.errors import ArticleError
from tui.library.entry import Entry, entry_of, make_entry
from tui.library.folding import fold
from tui.library.shown import HAS, Shown


class FileEntry(NamedTuple):
    """A file and what the index takes in of it."""

    path: str
    folded: str
    """The path as queries look for it."""
    entry: Entry


def read_file(path: str) -> FileEntry:
    """Read a file. Never raises: a file that can't be read becomes an entry with a warning."""
    from tui.articles.reading import read_article

    try:
        article = read_article(Path(path))
    except ArticleError as error:
        return unreadable(path, str(error))
    return FileEntry(path, _folded(path), make_entry(article))


def unreadable(path: str, why: str) -> FileEntry:
    """Return the entry of a file that can't be read.

    Args:
        path: The file.
        why: The reason, as a sentence.
    """
    name = os.fsencode(path)
    article = Article(
        title=Path(os.fsencode(Path(path).name).decode("utf-8", "replace")).stem or "?",
        body="",
        format="text",
        problems=(Problem(why.rstrip("."), None, "an article without text", "unreadable"),),
    )
    digest = blake2b(name, digest_size=16).digest()
    shown = Shown("", images=0, words=0, has=HAS["warning"])
    entry = entry_of(article, (digest, digest), shown)
    return FileEntry(path, _folded(path), entry._replace(content=b""))


def _folded(path: str) -> str:
    """Return a path folded, without the bytes of its name that are no UTF-8."""
    return fold(path.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))
