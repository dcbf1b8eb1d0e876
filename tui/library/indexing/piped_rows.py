"""The rows of articles that no file holds: piped in, or entries of a container."""

from collections.abc import Sequence
from itertools import chain

from tui.articles.article import Article
from tui.articles.files import LARGE
from tui.library.article_json import to_json
from tui.library.indexing.batch_writer import writing_rows
from tui.library.indexing.entry import Entry, entry_given_up
from tui.library.indexing.entry_maker import make_entry
from tui.library.indexing.process_pool import Stopped, read_apart
from tui.library.marks.index_marks import match
from tui.library.storage.article_rows import keys
from tui.library.storage.store import Store
from tui.library.values import Key

StoredEntry = tuple[Entry, str]
"""An entry, and the whole article as JSON, since no file holds it."""


class PipedRows:
    """Puts articles that no file holds into the index."""

    def __init__(self, store: Store) -> None:
        """Make the part; `store` has both databases."""
        self._store = store

    def add(self, articles: Sequence[Article]) -> list[int]:
        """Take in articles; one that takes too much to read is given up. See `Library.add`."""
        return self.take_in([(_entry(article), to_json(article)) for article in articles], ())

    def take_in(self, entries: Sequence[StoredEntry], before: Sequence[int]) -> list[int]:
        """Take in articles in the place of others; see `Library.take_in`."""
        return self._store.guarded(lambda: self._take_in(entries, before))

    def _take_in(self, entries: Sequence[StoredEntry], before: Sequence[int]) -> list[int]:
        index, user = self._store.index, self._store.user
        changed: set[bytes] = set()
        with writing_rows(index, user, set(), changed) as (connection, writer):
            # A row stands among them once for each article that says the same.
            left: dict[Key, list[int]] = {}
            known = keys(connection, before)
            for id in before:
                if id in known:
                    left.setdefault(known[id], []).append(id)
            alike = (left.get((entry.identity, entry.text_hash)) for entry, _ in entries)
            old = [ids.pop() if ids else None for ids in alike]
            others = chain.from_iterable(left.values())
            with writer.words_last():
                ids = [
                    writer.put_piped(entry, stored, next(others, None) if row is None else row)
                    for (entry, stored), row in zip(entries, old, strict=True)
                ]
            for id in others:
                writer.remove_piped(id)
        if changed:
            with index.writing() as connection:
                match(connection, user, changed)
        return ids


def _entry(article: Article) -> Entry:
    size = len(article.body)
    if size < LARGE:
        return make_entry(article)
    try:
        entry: Entry = read_apart(make_entry.__module__, "make_entry", article, size, lambda: False)
    except Stopped as stopped:
        return entry_given_up(article, str(stopped))
    return entry
