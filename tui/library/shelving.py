"""Putting articles into the index and taking them out again."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import apsw

from tui.articles.article import CategoryPath
from tui.library.index import LEVEL, PATH
from tui.library.places import DAY, first_place, free_place
from tui.library.values import Key

if TYPE_CHECKING:
    from tui.library.entry import Entry

Change = Literal["added", "changed", "unchanged"]

# `INSERT OR REPLACE` would make the full text write what it has each time (it begins a
# savepoint), which takes longer than all the rest.
_DETAILS = "INSERT INTO details VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
_FILE = "INSERT INTO files VALUES(?, ?, ?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class FileState:
    """A file as it was when it was read."""

    path: str
    size: int
    """In bytes."""
    modified: int | None
    """Nanoseconds since 1970; None where the next update shall look into the file again."""
    folded: str
    """The path as queries look for it."""


class Shelf:
    """Writes articles with one connection, within the caller's transaction.

    The identities that it touches are collected, so that marks can be set afterwards.
    """

    def __init__(self, connection: apsw.Connection) -> None:
        """Make a shelf.

        Args:
            connection: The writing connection of the index.
        """
        self._db = connection
        self._filings: dict[str, int] = {}
        self._touched: set[bytes] = set()
        self._added: set[bytes] = set()
        self._words: dict[int, Entry] | None = None
        """What waits for its words to be written, by place; None where nothing is to wait."""
        self._last: dict[int, int] = {}
        """The last place taken of each day, by the first one."""

    def touch(self, identities: Iterable[bytes]) -> None:
        """Have the marks of some identities set."""
        self._touched.update(identities)

    def take_touched(self) -> tuple[set[bytes], set[bytes]]:
        """Return the identities whose rows came, went or changed since the last call.

        Returns:
            Those whose marks must be set, and those that only have new rows, as yet without
            marks.
        """
        touched, added = self._touched, self._added - self._touched
        self._touched, self._added = set(), set()
        return touched, added

    def put_files(self, files: Sequence[tuple[FileState, Entry]]) -> list[Change]:
        """Put the articles of files in their places, each a row of its own or a copy of one.

        Returns:
            What became of each file.
        """
        known = self._known(file for file, _ in files)
        keys = self._keys(entry.identity for _, entry in files)
        changes: list[Change] = []
        fresh: list[tuple[FileState, Entry]] = []
        with self.words_last():
            for file, entry in files:
                key = (entry.identity, entry.text_hash)
                if file.path not in known and key not in keys:
                    keys.add(key)
                    fresh.append((file, entry))
                    changes.append("added")
                    continue
                # This may be a copy of one that waits.
                self._add(fresh)
                fresh = []
                changes.append(self._put_file(file, entry, known.get(file.path)))
            self._add(fresh)
        return changes

    @contextmanager
    def words_last(self) -> Iterator[None]:
        """Put in many articles, their words last and in the order of their places.

        Where the full text is given them in another order, or anything lies between, it writes
        what it has each time.
        """
        self._words = {}
        yield
        waiting, self._words = self._words, None
        self._write_words(sorted(waiting.items()))

    def _known(self, files: Iterable[FileState]) -> dict[str, tuple[int, bytes]]:
        """Return the row and the content of those files that the index knows, by path."""
        rows = self._db.executemany(
            "SELECT path, article, content FROM files WHERE path = ?",
            ((os.fsencode(file.path),) for file in files),
        )
        return {os.fsdecode(path): (article, content) for path, article, content in rows}

    def _keys(self, identities: Iterable[bytes]) -> set[Key]:
        """Return the identities of rows, each with the hash of its text."""
        return set(
            self._db.executemany(
                "SELECT identity, text_hash FROM details WHERE identity = ?",
                ((identity,) for identity in identities),
            )
        )

    def _add(self, files: Sequence[tuple[FileState, Entry]]) -> None:
        """Put in files that the index does not know, and no copies of what it knows."""
        ids = [self._add_article(entry) for _, entry in files]
        self._db.executemany(
            _DETAILS,
            (
                _details(article, entry, None, False, 1)
                for article, (_, entry) in zip(ids, files, strict=True)
            ),
        )
        self._db.executemany(
            _FILE,
            (
                _file(file, article, entry)
                for article, (file, entry) in zip(ids, files, strict=True)
            ),
        )
        self._added.update(entry.identity for _, entry in files)

    def _put_file(self, file: FileState, entry: Entry, known: tuple[int, bytes] | None) -> Change:
        """Put in a file that the index knows, or a copy.

        Args:
            file: The file.
            entry: What it says now.
            known: Its row until now, and the hash of what it said; None for a new file.
        """
        old, content = known or (None, b"")
        if old is not None and content == entry.content:
            self._write_file(file, old, entry)
            return "unchanged"
        article = self._place(entry, old)
        self._write_file(file, article, entry)
        if old is not None and old != article:
            self._count_copies(old)
        self._count_copies(article)
        return "added" if old is None else "changed"

    def _write_file(self, file: FileState, article: int, entry: Entry) -> None:
        self._db.execute("DELETE FROM files WHERE path = ?", (os.fsencode(file.path),))
        self._db.execute(_FILE, _file(file, article, entry))

    def _place(self, entry: Entry, old: int | None) -> int:
        """Return the row for an entry: the one that says the same, the file's old one, a new one.

        Args:
            entry: What is to be placed.
            old: The row that the file had until now.
        """
        same = self._db.execute(
            "SELECT id FROM details WHERE identity = ? AND text_hash = ?",
            (entry.identity, entry.text_hash),
        ).get
        if same is not None:
            if same == old or not self.files_of(same):
                self.rewrite(same, entry)
            self._touched.add(entry.identity)
            return int(same)
        if old is not None and self.files_of(old) == 1:
            self.rewrite(old, entry)
            return old
        return self.insert(entry)

    def files_of(self, article: int) -> int:
        """Return how many files hold the article of a row."""
        count: int = self._db.execute(
            "SELECT count(*) FROM files WHERE article = ?", (article,)
        ).get
        return count

    def insert(self, entry: Entry, stored: str | None = None, piped: bool = False) -> int:
        """Make a row and return its number.

        Args:
            entry: What the row shows.
            stored: The whole article as JSON, where no file holds it.
            piped: Whether it was piped in.
        """
        article = self._add_article(entry)
        self._db.execute(_DETAILS, _details(article, entry, stored, piped, 1 if piped else 0))
        self._touched.add(entry.identity)
        return article

    def _add_article(self, entry: Entry) -> int:
        """Make the row of what filters touch and what it is found by; return its number."""
        place = self._free_place(entry)
        self._db.execute(
            "INSERT INTO articles(place, date, day, has, filing) VALUES(?, ?, ?, ?, ?)",
            (place, entry.date, entry.day, entry.has, self._filing(entry)),
        )
        article = self._db.last_insert_rowid()
        self._find_by(place, entry)
        return article

    def _free_place(self, entry: Entry) -> int:
        first = first_place(entry.date)
        place = self._last.get(first, first - 1) + 1
        if first not in self._last or place % DAY == 0:
            place = free_place(self._db, entry.date)
        self._last[first] = place
        return place

    def put_piped(self, entry: Entry, stored: str) -> int:
        """Put in an article that no file holds; one that says the same is counted only.

        Args:
            entry: What the row shows.
            stored: The whole article as JSON.
        """
        same: int | None = self._db.execute(
            "SELECT id FROM details WHERE identity = ? AND text_hash = ? AND piped",
            (entry.identity, entry.text_hash),
        ).get
        if same is None:
            return self.insert(entry, stored, piped=True)
        self._db.execute("UPDATE details SET copies = copies + 1 WHERE id = ?", (same,))
        return same

    def rewrite(self, article: int, entry: Entry) -> None:
        """Give a row another content; its number stays, its marks have to be set again."""
        identity = self._db.execute("SELECT identity FROM details WHERE id = ?", (article,)).get
        if identity:
            self._touched.add(identity)
        place = self._take_off(article)
        if place - place % DAY != first_place(entry.date):
            place = self._free_place(entry)
        self._db.execute(
            "UPDATE articles SET place = ?, date = ?, day = ?, has = ?, filing = ?, read = 0,"
            " bookmarked = 0 WHERE id = ?",
            (place, entry.date, entry.day, entry.has, self._filing(entry), article),
        )
        self._db.execute("DELETE FROM details WHERE id = ?", (article,))
        self._db.execute(_DETAILS, _details(article, entry, None, False, 0))
        self._touched.add(entry.identity)
        self._find_by(place, entry)

    def _find_by(self, place: int, entry: Entry) -> None:
        """Write the words that an article is found by, now or later."""
        if self._words is None:
            self._write_words([(place, entry)])
        else:
            self._words[place] = entry

    def _write_words(self, places: Iterable[tuple[int, Entry]]) -> None:
        self._db.executemany(
            "INSERT INTO words(rowid, title, author, category, tag, body, initials)"
            " VALUES(?,?,?,?,?,?,?)",
            ((place, *entry.columns) for place, entry in places),
        )

    def _filing(self, entry: Entry) -> int:
        """Return the number of all categories of an article together."""
        paths = _joined(entry.categories)
        number = self._filings.get(paths)
        if number is None:
            number = self._db.execute("SELECT id FROM filings WHERE paths = ?", (paths,)).get
            if number is None:
                number = self._add_filing(paths, entry.categories)
            self._filings[paths] = number
        return number

    def _add_filing(self, paths: str, categories: Iterable[CategoryPath]) -> int:
        self._db.execute("INSERT INTO filings(paths) VALUES(?)", (paths,))
        number = self._db.last_insert_rowid()
        above = {
            LEVEL.join(path[:depth]) for path in categories for depth in range(1, len(path) + 1)
        }
        for category in sorted(above):
            self._db.execute("INSERT OR IGNORE INTO categories(path) VALUES(?)", (category,))
            self._db.execute(
                "INSERT INTO filed SELECT ?, id FROM categories WHERE path = ?", (number, category)
            )
        return number

    def remove_file(self, path: bytes) -> None:
        """Forget a file; its row goes with its last file, unless a mark keeps it."""
        article = self._db.execute("SELECT article FROM files WHERE path = ?", (path,)).get
        if article is None:
            return
        self._db.execute("DELETE FROM files WHERE path = ?", (path,))
        # Where the row shows what this file said and no other one does, ask another again.
        self._db.execute(
            "UPDATE files SET modified = NULL, content = x''"
            " WHERE path = (SELECT min(path) FROM files WHERE article = ?1) AND NOT EXISTS"
            " (SELECT 1 FROM files JOIN details ON details.id = article"
            " WHERE article = ?1 AND files.content = details.content)",
            (article,),
        )
        self._count_copies(article)

    def _count_copies(self, article: int) -> None:
        self._db.execute(
            "UPDATE details SET copies = (SELECT count(*) FROM files WHERE article = details.id)"
            " WHERE id = ? AND NOT piped",
            (article,),
        )
        identity = self._db.execute("SELECT identity FROM details WHERE id = ?", (article,)).get
        if identity:
            self._touched.add(identity)

    def remove(self, article: int) -> None:
        """Remove a row and everything that hangs on it but its files."""
        self._take_off(article)
        self._db.execute("DELETE FROM details WHERE id = ?", (article,))
        self._db.execute("DELETE FROM articles WHERE id = ?", (article,))

    def _take_off(self, article: int) -> int:
        """Remove what an article is found by, and return its place."""
        place = self._db.execute("SELECT place FROM articles WHERE id = ?", (article,)).get
        if self._words is None or self._words.pop(place, None) is None:
            self._db.execute("DELETE FROM words WHERE rowid = ?", (place,))
        return int(place)


def _joined(categories: Iterable[CategoryPath]) -> str:
    return PATH.join([LEVEL.join(path) for path in categories])


def _file(file: FileState, article: int, entry: Entry) -> tuple[apsw.SQLiteValue, ...]:
    """Return the row of a file."""
    path = os.fsencode(file.path)
    return path, file.size, file.modified, entry.content, article, file.folded, entry.problems


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
        entry.author,
        entry.has_time,
        entry.date_source,
        _joined(entry.categories),
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
