"""Highlights: passages that the user marks in articles, made, changed, taken off, imported."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

import apsw

from tui.articles.article import Article
from tui.articles.titles import UNTITLED
from tui.document.quotes import Quote
from tui.errors import ArticleError, StorageError
from tui.library.exchange.tidy_words import tidy_note
from tui.library.marks import bookmark_rows, highlight_rows, mark_sources
from tui.library.marks.bookmark_rows import KeptArticle, tidy_notes
from tui.library.marks.highlight_rows import HighlightRow
from tui.library.marks.imported_highlights import Arrival, Home, Homes, is_same
from tui.library.marks.marks import MarkChanges, record
from tui.library.marks.undo import Step
from tui.library.storage import article_rows
from tui.library.storage.store import Store
from tui.library.values import COLOURS, Colour, Highlight, Highlighted, Key, Notes

UNKNOWN = Article(UNTITLED, "", "text")
"""The article of highlights whose article can't be told any more."""

_TAKEN_OFF = "taken off again"
_AS_BEFORE = "as before"


class Taken(NamedTuple):
    """The result of an import."""

    new: int
    """How many highlights came."""
    there: int
    """How many were there already."""
    homeless: Sequence[Article] = ()
    """What is known of the articles of new highlights that are not in the library."""


class Highlights:
    """The user's highlights.

    Each change is durable when its method returns, and is one step to undo. An article keeps a
    copy as long as it has highlights. The methods may be called from any thread.
    """

    def __init__(self, store: Store, changes: MarkChanges, read: Callable[[int], Article]) -> None:
        """Make the part.

        Args:
            store: Both databases.
            changes: The work that all parts of the marks share.
            read: Returns the article of a row; raises `ArticleError` where it can't be read.
        """
        self._store = store
        self._read = read
        self._changes = changes

    # -- listed

    def all(self) -> list[Highlighted]:
        """Return every article with highlights, that with the latest one first.

        Highlights whose article can't be told any more come under an article without a text.

        Raises:
            StorageError: They can't be read.
        """
        with self._store.user.pool.reading() as user:
            rows = list(highlight_rows.all_rows(user))
        return self._store.guarded(lambda: self._by_article(rows))

    def of(self, ids: Collection[int]) -> list[Highlighted]:
        """Return the articles with highlights among some rows of the index, as `all` does.

        Rows say how many they have, and most have none. One that another program has just made
        is in the row once the marks of others have been looked at.

        Raises:
            StorageError: They can't be read.
        """

        def work() -> list[Highlighted]:
            with self._store.index.reading() as index:
                lit = article_rows.highlighted(index, ids)
            if not lit:
                return []
            keys = set(self._changes.keys_of(lit).values())
            with self._store.user.pool.reading() as user:
                rows = [row for key in sorted(keys) for row in highlight_rows.of_article(user, key)]
            return self._by_article(rows)

        return self._store.guarded(work)

    def _by_article(self, rows: Iterable[HighlightRow]) -> list[Highlighted]:
        """Return highlights by their articles; see `all`."""
        by_key: dict[Key, list[HighlightRow]] = {}
        for row in rows:
            by_key.setdefault(row.key, []).append(row)
        latest_first = sorted(by_key.items(), key=lambda item: -max(row.added for row in item[1]))
        found = []
        store = self._store
        with store.index.reading() as index, store.user.pool.reading() as user:
            for key, of_key in latest_first:
                kept = bookmark_rows.get(user, key, "copies") or bookmark_rows.get(user, key)
                copy = kept.copy(store.user.tell) if kept else UNKNOWN
                id = article_rows.row_of(index, key)
                path = article_rows.standing_file(index, id, copy.path)
                found.append(Highlighted(copy, tuple(map(as_value, of_key)), id, key, path))
        return found

    # -- made and taken off

    def add(
        self, id: int, quote: Quote, *, colour: Colour = COLOURS[0], note: str = ""
    ) -> Highlight:
        """Highlight a passage of an article, and keep a copy of that.

        Args:
            id: The article.
            quote: The passage, from `quote_of`.
            colour: Its colour.
            note: The user's note on it.

        Returns:
            The highlight, with its number.

        Raises:
            StorageError: The article can't be read, the note is too long, or the highlight
                can't be written; then none is.
        """
        text = tidy_notes(Notes(note)).note
        if not quote.exact.strip():
            raise StorageError("There are no words to highlight.")

        def work() -> Highlight:
            with self._store.marking:
                keys = self._changes.keys_of([id])
                if id not in keys:
                    raise StorageError("The article is not in the index any more.")
                key, now = keys[id], datetime.now().astimezone()
                kept = self._copy(id, key, now)
                row = HighlightRow(0, *key, now.timestamp(), *quote, colour, text)
                (written,) = self._write([row], [kept], [])
                return as_value(written)

        return self._store.guarded(work)

    def _copy(self, id: int, key: Key, now: datetime) -> KeptArticle:
        try:
            return bookmark_rows.keep(self._read(id), key, now)
        except ArticleError as error:
            raise StorageError(f"Nothing was highlighted: {error}") from error

    def _write(
        self,
        rows: Sequence[HighlightRow],
        copies: Sequence[KeptArticle],
        noted: Sequence[HighlightRow],
    ) -> list[HighlightRow]:
        """Write new highlights with the copies of their articles, in one step.

        Args:
            rows: The new highlights.
            copies: The copies; where there is one already, that stays.
            noted: Highlights that are there, as they are to be.

        Returns:
            The new highlights, with their numbers.
        """
        sources = self._changes.sources_of(sorted({row.key for row in rows}), with_text=False)
        with self._store.user.pool.writing() as connection:
            written = highlight_rows.add(connection, rows)
            bookmark_rows.add(connection, copies, "copies")
            before = _changed(connection, noted)
            mark_sources.write(connection, sources)
            step = Step(
                _TAKEN_OFF if written else _AS_BEFORE,
                len(written) or len(before),
                lit=[(row.id, row.key) for row in written],
                relit=before,
            )
            stamps = record(connection, step)
        self._changes.show(step, stamps)
        return written

    def remove(self, ids: Collection[int]) -> int:
        """Take highlights off by their numbers; return how many there were.

        The copy of an article goes with its last one.

        Raises:
            StorageError: It can't be written; then all stay.
        """

        def work() -> int:
            with self._store.marking:
                with self._store.user.pool.writing() as connection:
                    gone = highlight_rows.take(connection, ids)
                    copies = highlight_rows.take_idle_copies(connection, {row.key for row in gone})
                    step = Step("there again", len(gone), unlit=gone, copies=copies)
                    stamps = record(connection, step)
                self._changes.show(step, stamps)
                return len(gone)

        return self._store.guarded(work)

    # -- note and colour

    def set_note(self, id: int, note: str) -> bool:
        """Write the note of a highlight; an empty one takes it off.

        Returns:
            Whether there is a highlight of this number.

        Raises:
            StorageError: The note is too long, or can't be written.
        """
        text = tidy_notes(Notes(note)).note
        return self._change(id, lambda row: replace(row, note=text))

    def recolour(self, id: int, colour: Colour) -> bool:
        """Give a highlight another colour; return whether there is one of this number.

        Raises:
            StorageError: It can't be written.
        """
        return self._change(id, lambda row: replace(row, colour=colour))

    def _change(self, id: int, change: Callable[[HighlightRow], HighlightRow]) -> bool:
        def work() -> bool:
            with self._store.marking:
                with self._store.user.pool.writing() as connection:
                    row = highlight_rows.get(connection, id)
                    if row is None:
                        return False
                    before = _changed(connection, [change(row)])
                    step = Step(_AS_BEFORE, len(before), relit=before)
                    stamps = record(connection, step)
                self._changes.show(step, stamps)
                return True

        return self._store.guarded(work)

    # -- imported

    def import_(self, articles: Sequence[Highlighted]) -> Taken:
        """Take in highlights from elsewhere; it is safe to repeat.

        A highlight belongs to the article that comes with it, where the library has that: by its
        key, else its address, else its title. Of any other article, the copy holds what is known of
        it. A highlight that is there already only gains a note where it has none.

        Args:
            articles: What is known of the articles, mostly without a body, with their highlights;
                the `id` of both does not matter. One without a `key` is found by the rest.

        Returns:
            How many were new, how many were there, and the articles that are not here.

        Raises:
            StorageError: They can't be written; then none is.
        """
        arrivals = [
            Arrival(highlight, each.article, each.key)
            for each in articles
            for highlight in each.highlights
        ]

        def work() -> Taken:
            with self._store.marking:
                with self._store.index.reading() as index:
                    homes = Homes(index, arrivals, self._read)
                    found = list(map(homes.of, arrivals))
                return self._take_in([each.highlight for each in arrivals], found)

        return self._store.guarded(work)

    def _take_in(self, highlights: Sequence[Highlight], homes: Sequence[Home]) -> Taken:
        now = datetime.now().astimezone()
        with self._store.user.pool.reading() as user:
            # In the order of the articles, so that the numbers of the highlights follow it.
            keys = dict.fromkeys(home.key for home in homes)
            rows = {key: highlight_rows.of_article(user, key) for key in keys}
        copies: dict[Key, KeptArticle] = {}
        noted: dict[int, HighlightRow] = {}
        homeless: dict[Key, Article] = {}
        for highlight, home in zip(highlights, homes, strict=True):
            wanted = home.body.completed(highlight) if home.body else highlight
            new, as_given = _row_of(wanted, home.key), _row_of(highlight, home.key)
            # What stands for an article that is not here would complete it with other words.
            same = next((row for row in rows[home.key] if is_same(row, as_given)), None)
            if same is None:
                rows[home.key].append(new)
                if home.article:
                    homeless[home.key] = home.article
                if home.key not in copies:
                    copies[home.key] = self._copy_of(home, now)
            elif same.id and new.note and not same.note:
                noted.setdefault(same.id, replace(same, note=new.note))
        came = [row for of_key in rows.values() for row in of_key if not row.id]
        if came or noted:
            self._write(came, list(copies.values()), list(noted.values()))
        return Taken(len(came), len(highlights) - len(came), list(homeless.values()))

    def _copy_of(self, home: Home, now: datetime) -> KeptArticle:
        if home.id is not None:
            return self._copy(home.id, home.key, now)
        return bookmark_rows.keep(home.article or UNKNOWN, home.key, now)


def as_value(row: HighlightRow) -> Highlight:
    """Return a row as the value that it stands for."""
    added = datetime.fromtimestamp(row.added).astimezone()
    return Highlight(row.exact, added, row.prefix, row.suffix, row.colour, row.note, row.id)


def _row_of(highlight: Highlight, key: Key) -> HighlightRow:
    """Return the row, not written yet, of a highlight of an article."""
    exact, added, prefix, suffix, colour, note, _ = highlight
    return HighlightRow(0, *key, added.timestamp(), exact, prefix, suffix, colour, tidy_note(note))


def _changed(connection: apsw.Connection, rows: Iterable[HighlightRow]) -> list[HighlightRow]:
    """Write note and colour of highlights; return those that had others, as they were."""
    before = []
    for row in rows:
        was = highlight_rows.get(connection, row.id)
        if was is not None and (was.note, was.colour) != (row.note, row.colour):
            highlight_rows.put(connection, row)
            before.append(was)
    return before
