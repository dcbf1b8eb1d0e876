"""Files read for the index; runs in a process of its own while many are read."""

import os
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from tui.articles.article import Article, Problem
from tui.errors import ArticleError
from tui.library.entry import Entry, entry_of, make_entries
from tui.library.folding import fold
from tui.library.shown import HAS, Shown


class FileEntry(NamedTuple):
    """A file and what the index takes in of it."""

    path: str
    folded: str
    """The path as queries look for it."""
    entry: Entry


def file_entries(paths: Sequence[str]) -> list[FileEntry]:
    """Read files. Never raises: one that can't be read becomes an entry with a warning."""
    read = [_read(path) for path in paths]
    entries = iter(make_entries([each for each in read if isinstance(each, Article)]))
    return [
        FileEntry(path, _folded(path), next(entries))
        if isinstance(each, Article)
        else unreadable(path, str(each))
        for path, each in zip(paths, read, strict=True)
    ]


def _read(path: str) -> Article | ArticleError:
    """Return what is in a file, or why it can't be read."""
    from tui.articles.reading import read_article

    try:
        return read_article(Path(path))
    except ArticleError as error:
        return error


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
