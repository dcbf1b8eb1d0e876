"""Articles into the index: rows made, given another content and removed, with their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import apsw

from tui.library.indexing.entry import Entry
from tui.library.links.link_rows import remove_links, write_links
from tui.library.marks.mark_migration import said_by
from tui.library.search.strategies.rowid_order import DAY, first_place, free_place
from tui.library.storage.article_names import ArticleNames
from tui.library.storage.category_sets import CategorySets, joined
from tui.library.storage.full_text import has_spelled, write_words
from tui.library.storage.index_db import PATH, highest_row
from tui.library.values import Key

# `INSERT OR REPLACE` would make the full text write what it has each time (it begins a
# savepoint), which takes longer than all the rest.
_DETAILS = "INSERT INTO details VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
_ARTICLE = "INSERT INTO articles(id, place, date, day, has, filing) VALUES(?, ?, ?, ?, ?, ?)"


class Touched(NamedTuple):
    """The changes of rows by the writer since it was last asked."""

    changed: set[bytes]
    """The identities whose rows were made, removed or changed: their marks must be set."""
    added: set[bytes]
    """The identities that only got new rows, which have no marks yet."""
    edited: dict[Key, Key]
    """The keys that edited articles had, each with the key it has now."""


class IndexWriter:
    """Writes articles with one connection, within the caller's transaction.

    The identities that it touches are collected, so that marks can be set afterwards.
    """

    def __init__(self, connection: apsw.Connection, left: set[Key] | None = None) -> None:
        """Make the writer.

        Args:
            connection: The writing connection of the index.
            left: The keys that files had before a scan and have no longer; the writer adds to them.
        """
        self._db = connection
        self._category_sets = CategorySets(connection)
        self.names = ArticleNames(connection)
        """Writes the tags, authors and labels of rows."""
        self._touched: set[bytes] = set()
        self._added: set[bytes] = set()
        self._edited: dict[Key, Key] = {}
        self._left = set() if left is None else left
        self._words: dict[int, Entry] | None = None
        """The entries whose words are still to be written, by place; None where words are written
        at once."""
        self._last: dict[int, int] = {}
        """The last place that was given on each day, by the first place of the day."""

    def touch(self, identities: Iterable[bytes]) -> None:
        """Have the marks of some identities set."""
        self._touched.update(identities)

    def take_touched(self) -> Touched:
        """Return what was done to rows since the last call."""
        changed, added = self._touched, self._added - self._touched
        touched = Touched(changed, added, self._edited)
        self._touched, self._added, self._edited = set(), set(), {}
        return touched

    def note_edit(self, article: int, entry: Entry) -> None:
        """Have the marks of a row follow its file, if the file holds the same article, edited.

        They stay where another file holds the new text, or held it until now: texts of one title
        and link may move from file to file.

        Args:
            article: The row; no other file holds its article.
            entry: What the file says now.
        """
        before = said_by(self._db, article)
        if before is None:
            return
        self._touched.add(before.key[0])
        now = (entry.identity, entry.text_hash)
        if before.key == now or self._says(before.key, article):
            return
        elsewhere = before.key[0] == now[0] and (now in self._left or self._says(now, article))
        self._left.add(before.key)
        if not elsewhere and before.is_edited_to(entry):
            self._edited[before.key] = now

    def _says(self, key: Key, article: int) -> bool:
        """Tell whether a file of another row than that of an article says the same as a key."""
        found = self._db.execute(
            "SELECT 1 FROM details JOIN files ON article = id"
            " WHERE identity = ? AND text_hash = ? AND id <> ? LIMIT 1",
            (*key, article),
        )
        return bool(found.get)

    @contextmanager
    def words_last(self) -> Iterator[None]:
        """Write many articles within the body, and their words at its end, sorted by place.

        FTS5 collects words in memory, and writes them out whenever a row number is lower than the
        one before, or another statement begins a savepoint. Sorted, they are written out twice:
        first for text without spaces, then for all other text. The two kinds have few words in
        common, and FTS5 takes in a third more in a time where it has to do with one of them only.
        """
        self._words = {}
        yield
        waiting, self._words = sorted(self._words.items()), None
        write_words(self._db, [each for each in waiting if has_spelled(each[1])])
        write_words(self._db, [each for each in waiting if not has_spelled(each[1])])

    def insert(self, entry: Entry, stored: str | None = None, piped: bool = False) -> int:
        """Make a row and return its number.

        Args:
            entry: What the row shows.
            stored: The whole article as JSON, where no file holds it.
            piped: Whether it was piped in.
        """
        article = highest_row(self._db) + 1
        self._db.execute(_ARTICLE, self._article(article, entry))
        self._db.execute(_DETAILS, _details(article, entry, stored, piped, 1 if piped else 0))
        self.names.write([(article, entry)])
        write_links(self._db, [(article, entry.links)])
        self._touched.add(entry.identity)
        return article

    def insert_all(self, entries: Sequence[Entry]) -> list[int]:
        """Make rows of entries that no other row says the same as, and return their numbers.

        Args:
            entries: What the rows show; each is held by one file.
        """
        ids = list(range(first := highest_row(self._db) + 1, first + len(entries)))
        self._db.executemany(_ARTICLE, list(map(self._article, ids, entries)))
        self._db.executemany(
            _DETAILS,
            (_details(id, entry, None, False, 1) for id, entry in zip(ids, entries, strict=True)),
        )
        self.names.write(zip(ids, entries, strict=True))
        write_links(self._db, [(id, entry.links) for id, entry in zip(ids, entries, strict=True)])
        self._added.update(entry.identity for entry in entries)
        return ids

    def _article(self, id: int, entry: Entry) -> tuple[apsw.SQLiteValue, ...]:
        """Write the words and the categories of an article; return its row of `articles`."""
        place = self._free_place(entry)
        self._find_by(place, entry)
        filing = self._category_sets.number(entry.categories)
        return id, place, entry.date, entry.day, entry.has, filing

    def _free_place(self, entry: Entry) -> int:
        first = first_place(entry.date)
        place = self._last.get(first, first - 1) + 1
        if first not in self._last or place % DAY == 0:
            place = free_place(self._db, entry.date)
        self._last[first] = place
        return place

    def put_piped(self, entry: Entry, stored: str, old: int | None = None) -> int:
        """Put in an article that no file holds; where a row says the same, it counts one copy more.

        Args:
            entry: What the row shows.
            stored: The whole article as JSON.
            old: The row of the article that it takes the place of.

        Returns:
            The row.
        """
        same: int | None = self._db.execute(
            "SELECT id FROM details WHERE identity = ? AND text_hash = ? AND piped",
            (entry.identity, entry.text_hash),
        ).get
        if same is not None and same != old:
            self._db.execute("UPDATE details SET copies = copies + 1 WHERE id = ?", (same,))
        if old is None:
            return self.insert(entry, stored, piped=True) if same is None else same
        content, copies = self._db.execute(
            "SELECT content, copies FROM details WHERE id = ?", (old,)
        ).get
        if same == old and content == entry.content:
            return old
        if copies == 1 and same in (None, old):
            self.rewrite(old, entry, stored)
            return old
        self.remove_piped(old)
        return self.insert(entry, stored, piped=True) if same in (None, old) else same

    def remove_piped(self, article: int) -> None:
        """Take away an article that no file holds; its row goes with the last that says the same.

        Args:
            article: The row.
        """
        self._db.execute("UPDATE details SET copies = copies - 1 WHERE id = ?", (article,))
        identity, copies = self._db.execute(
            "SELECT identity, copies FROM details WHERE id = ?", (article,)
        ).get
        if not copies:
            self.remove(article)
            self._touched.add(identity)

    def rewrite(self, article: int, entry: Entry, stored: str | None = None) -> None:
        """Give a row another content; its number stays, its marks have to be set again.

        Args:
            article: The row.
            entry: What the row shows.
            stored: The whole article as JSON, where it was piped in.
        """
        self.note_edit(article, entry)
        place = self._take_off(article)
        if place - place % DAY != first_place(entry.date):
            place = self._free_place(entry)
        self._db.execute(
            "UPDATE articles SET place = ?, date = ?, day = ?, has = ?, filing = ?, read = 0,"
            " bookmarked = 0, highlights = 0 WHERE id = ?",
            (
                place,
                entry.date,
                entry.day,
                entry.has,
                self._category_sets.number(entry.categories),
                article,
            ),
        )
        self._db.execute("DELETE FROM details WHERE id = ?", (article,))
        piped = stored is not None
        self._db.execute(_DETAILS, _details(article, entry, stored, piped, int(piped)))
        self.names.write([(article, entry)])
        write_links(self._db, [(article, entry.links)])
        self._touched.add(entry.identity)
        self._find_by(place, entry)

    def _find_by(self, place: int, entry: Entry) -> None:
        """Write the words of an article, at once or at the end of `words_last`."""
        if self._words is None:
            write_words(self._db, [(place, entry)])
        else:
            self._words[place] = entry

    def remove(self, article: int) -> None:
        """Remove a row and everything that hangs on it but its files."""
        self._take_off(article)
        self._db.execute("DELETE FROM details WHERE id = ?", (article,))
        self._db.execute("DELETE FROM articles WHERE id = ?", (article,))

    def _take_off(self, article: int) -> int:
        """Remove the names, words and links of an article, and return its place."""
        self.names.remove(article)
        place = self._db.execute("SELECT place FROM articles WHERE id = ?", (article,)).get
        if self._words is None or self._words.pop(place, None) is None:
            self._db.execute("DELETE FROM words WHERE rowid = ?", (place,))
        remove_links(self._db, article)
        return int(place)


def _details(
    article: int, entry: Entry, stored: str | None, piped: bool, copies: int
) -> tuple[apsw.SQLiteValue, ...]:
    """Return the row of what a list shows."""
    return (
        article,
        entry.identity,
        entry.text_hash,
        entry.title,
        entry.title_key,
        entry.has_title,
        entry.author,
        entry.has_time,
        entry.date_source,
        joined(entry.categories),
        PATH.join(entry.tags),
        entry.link,
        entry.images,
        entry.words,
        copies,
        entry.problems,
        entry.content,
        piped,
        stored,
    )
