"""Putting articles into the index and taking them out again."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import apsw

from tui.articles.article import CategoryPath
from tui.library.index import LEVEL, PATH
from tui.library.places import DAY, first_place, free_place

if TYPE_CHECKING:
    from tui.library.entry import Entry

Change = Literal["added", "changed", "unchanged"]


@dataclass(frozen=True, slots=True)
class FileState:
    """A file as it was when it was read."""

    path: str
    size: int
    """In bytes."""
    modified: int | None
    """Nanoseconds since 1970; None where the next update shall look into the file again."""


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

    def touch(self, identities: Iterable[bytes]) -> None:
        """Have the marks of some identities set."""
        self._touched.update(identities)

    def take_touched(self) -> set[bytes]:
        """Return the identities whose rows came, went or changed since the last call."""
        touched, self._touched = self._touched, set()
        return touched

    def put_file(self, file: FileState, folded_path: str, entry: Entry) -> Change:
        """Put the article of a file in its place: a row of its own, or a copy of one."""
        path = os.fsencode(file.path)
        known = self._db.execute("SELECT article, content FROM files WHERE path = ?", (path,)).get
        old, content = known if known else (None, b"")
        if old is not None and content == entry.content:
            self._write_file(path, file, folded_path, old, entry)
            return "unchanged"
        article = self._place(entry, old)
        self._write_file(path, file, folded_path, article, entry)
        if old is not None and old != article:
            self._count_copies(old)
        self._count_copies(article)
        return "added" if old is None else "changed"

    def _write_file(
        self, path: bytes, file: FileState, folded: str, article: int, entry: Entry
    ) -> None:
        self._db.execute(
            "INSERT OR REPLACE INTO files VALUES(?, ?, ?, ?, ?, ?, ?)",
            (path, file.size, file.modified, entry.content, article, folded, entry.problems),
        )

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
        place = free_place(self._db, entry.date)
        self._db.execute(
            "INSERT INTO articles(place, date, day, has, filing) VALUES(?, ?, ?, ?, ?)",
            (place, entry.date, entry.day, entry.has, self._filing(entry)),
        )
        article = self._db.last_insert_rowid()
        self._write_details(article, entry, stored, piped)
        self._write_words(place, entry)
        return article

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
            place = free_place(self._db, entry.date)
        self._db.execute(
            "UPDATE articles SET place = ?, date = ?, day = ?, has = ?, filing = ?, read = 0,"
            " bookmarked = 0 WHERE id = ?",
            (place, entry.date, entry.day, entry.has, self._filing(entry), article),
        )
        self._write_details(article, entry, None, False)
        self._write_words(place, entry)

    def _write_details(self, article: int, entry: Entry, stored: str | None, piped: bool) -> None:
        self._touched.add(entry.identity)
        self._db.execute(
            "INSERT OR REPLACE INTO details VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (
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
                1 if piped else 0,
                entry.problems,
                entry.content,
                piped,
                stored,
            ),
        )

    def _write_words(self, place: int, entry: Entry) -> None:
        """Write the words that an article is found by."""
        self._db.execute(
            "INSERT INTO words(rowid, title, author, category, tag, body, initials)"
            " VALUES(?,?,?,?,?,?,?)",
            (place, *entry.columns),
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
        self._db.execute("DELETE FROM words WHERE rowid = ?", (place,))
        return int(place)


def _joined(categories: Iterable[CategoryPath]) -> str:
    return PATH.join([LEVEL.join(path) for path in categories])
