"""The rows of articles that no file holds: piped in, or entries of a container."""

from collections.abc import Sequence

from tui.articles.article import Article
from tui.articles.files import LARGE
from tui.library.article_json import to_json
from tui.library.indexing.batch_writer import writing_rows
from tui.library.indexing.entry import Entry, entry_given_up
from tui.library.indexing.entry_maker import make_entry
from tui.library.indexing.process_pool import Stopped, read_apart
from tui.library.marks.index_marks import match
from tui.library.storage.article_rows import keys
from tui.library.storage.database import Pool
from tui.library.storage.user_db import UserData

StoredEntry = tuple[Entry, str]
"""An entry, and the whole article as JSON, since no file holds it."""


def put(
    index: Pool, user: UserData, entries: Sequence[StoredEntry], before: Sequence[int]
) -> list[int]:
    """Put in articles in the place of others; see `Library.take_in`."""
    changed: set[bytes] = set()
    with writing_rows(index, user, set(), changed) as (connection, shelf):
        left = {key: id for id, key in keys(connection, before).items()}
        old = [left.pop((entry.identity, entry.text_hash), None) for entry, _ in entries]
        others = iter(left.values())
        with shelf.words_last():
            ids = [
                shelf.put_piped(entry, stored, next(others, None) if row is None else row)
                for (entry, stored), row in zip(entries, old, strict=True)
            ]
        for id in others:
            shelf.remove_piped(id)
    if changed:
        with index.writing() as connection:
            match(connection, user, changed)
    return ids


def entries_of(articles: Sequence[Article]) -> list[StoredEntry]:
    """Return the entries of articles; one that takes too much to read is given up."""
    return [(_entry(article), to_json(article)) for article in articles]


def _entry(article: Article) -> Entry:
    size = len(article.body)
    if size < LARGE:
        return make_entry(article)
    try:
        entry: Entry = read_apart(make_entry.__module__, "make_entry", article, size, lambda: False)
    except Stopped as stopped:
        return entry_given_up(article, str(stopped))
    return entry
