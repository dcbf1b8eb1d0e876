"""One file read for the index; runs in a process of its own while many are read."""

import os
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from tui.articles.article import Article, Problem
from tui.errors import ArticleError
from tui.library.entry import Entry, entry_of, make_entry
from tui.library.shown import HAS, Shown


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file and what the index takes in of it."""

    path: str
    content: bytes
    """The hash of everything that the file says of its article."""
    entry: Entry


def read_file(path: str) -> FileEntry:
    """Read a file. Never raises: a file that can't be read becomes an entry with a warning."""
    from tui.articles.reading import read_article

    try:
        article = read_article(Path(path))
    except ArticleError as error:
        return unreadable(path, str(error))
    entry = make_entry(article)
    return FileEntry(path, _content(article, entry), entry)


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
        problems=(Problem(why.rstrip("."), shown_as="an article without text"),),
    )
    digest = blake2b(name, digest_size=16).digest()
    shown = Shown("", images=0, words=0, has=HAS["warning"])
    return FileEntry(path, b"", entry_of(article, (digest, digest), shown))


def _content(article: Article, entry: Entry) -> bytes:
    values = (
        entry.text_hash,
        article.title,
        article.author,
        article.date,
        article.has_time,
        article.date_source,
        article.categories,
        article.tags,
        article.link,
        article.excerpt,
        article.cover,
        article.language,
        article.problems,
    )
    return blake2b(repr(values).encode("utf-8", "replace"), digest_size=16).digest()
