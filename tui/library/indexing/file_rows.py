"""Files into the index: each has a row of its own, and its article one that copies share."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import apsw

from tui.library.indexing.entry import Entry
from tui.library.indexing.index_writer import IndexWriter
from tui.library.links.link_rows import write_names
from tui.library.values import Key

Change = Literal["added", "changed", "unchanged"]

_FILE = "INSERT INTO files VALUES(?, ?, ?, ?, ?, ?)"


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


class FileRows:
    """Writes files and their rows with one connection, within the caller's transaction."""

    def __init__(self, connection: apsw.Connection, writer: IndexWriter) -> None:
        """Make a writer of files.

        Args:
            connection: The writing connection of the index.
            writer: Where their rows are put.
        """
        self._db = connection
        self._writer = writer

    def put(self, files: Sequence[tuple[FileState, Entry]]) -> list[Change]:
        """Put the articles of files in their places, each a row of its own or a copy of one.

        Returns:
            What became of each file.
        """
        known = self._known(file for file, _ in files)
        keys = self._keys((entry.identity, entry.text_hash) for _, entry in files)
        changes: list[Change] = []
        fresh: list[tuple[FileState, Entry]] = []
        with self._writer.words_last():
            for file, entry in files:
                key = (entry.identity, entry.text_hash)
                if file.path not in known and key not in keys:
                    keys.add(key)
                    fresh.append((file, entry))
                    changes.append("added")
                    continue
                # The file may be a copy of one that is still to be added.
                self._add(fresh)
                fresh = []
                changes.append(self._put_file(file, entry, known.get(file.path)))
                keys.add(key)
            self._add(fresh)
        return changes

    def _known(self, files: Iterable[FileState]) -> dict[str, tuple[int, bytes]]:
        """Return the row and the content of those files that the index knows, by path."""
        rows = self._db.executemany(
            "SELECT path, article, content FROM files JOIN details ON id = article WHERE path = ?",
            ((os.fsencode(file.path),) for file in files),
        )
        return {os.fsdecode(path): (article, content) for path, article, content in rows}

    def _keys(self, wanted: Iterable[Key]) -> set[Key]:
        """Return those of some keys that rows of the index have."""
        return set(
            self._db.executemany(
                "SELECT identity, text_hash FROM details WHERE identity = ? AND text_hash = ?"
                " LIMIT 1",
                wanted,
            )
        )

    def _add(self, files: Sequence[tuple[FileState, Entry]]) -> None:
        """Put in files that the index does not know, and no copies of what it knows."""
        ids = self._writer.insert_all([entry for _, entry in files])
        self._db.executemany(
            _FILE,
            (
                _file(file, article, entry)
                for article, (file, entry) in zip(ids, files, strict=True)
            ),
        )

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
        if old is not None and old != article and self._files_of(old) == 1:
            self._writer.note_edit(old, entry)
        self._write_file(file, article, entry)
        if old is not None and old != article:
            self._count_copies(old)
        self._count_copies(article)
        return "added" if old is None else "changed"

    def _write_file(self, file: FileState, article: int, entry: Entry) -> None:
        self._db.execute("DELETE FROM files WHERE path = ?", (os.fsencode(file.path),))
        self._db.execute(_FILE, _file(file, article, entry))
        write_names(self._db, [(article, entry.links)])

    def _place(self, entry: Entry, old: int | None) -> int:
        """Return the row for an entry: one that says the same, the file's old one, or a new one.

        The row of a bookmark whose file was gone is taken over.

        Args:
            entry: What is to be placed.
            old: The row that the file had until now.
        """
        key = (entry.identity, entry.text_hash)
        same: int | None = self._db.execute(
            "SELECT id FROM details WHERE identity = ? AND text_hash = ? AND content = ?"
            " AND copies > 0 AND NOT piped",
            (*key, entry.content),
        ).get
        if same is not None:
            self._writer.touch((entry.identity,))
            return same
        kept: int | None = self._db.execute(
            "SELECT id FROM details INDEXED BY kept_ones"
            " WHERE identity = ? AND text_hash = ? AND copies = 0 LIMIT 1",
            key,
        ).get
        alone = old if old is not None and self._files_of(old) == 1 else None
        if (taken := kept if kept is not None else alone) is None:
            return self._writer.insert(entry)
        self._writer.rewrite(taken, entry)
        return taken

    def _files_of(self, article: int) -> int:
        """Return how many files hold the article of a row."""
        count: int = self._db.execute(
            "SELECT count(*) FROM files WHERE article = ?", (article,)
        ).get
        return count

    def remove(self, path: bytes) -> None:
        """Forget a file; its row goes with its last file, unless a mark keeps it."""
        article = self._db.execute("SELECT article FROM files WHERE path = ?", (path,)).get
        if article is None:
            return
        self._db.execute("DELETE FROM files WHERE path = ?", (path,))
        self._count_copies(article)

    def _count_copies(self, article: int) -> None:
        self._db.execute(
            "UPDATE details SET copies = (SELECT count(*) FROM files WHERE article = details.id)"
            " WHERE id = ? AND NOT piped",
            (article,),
        )
        identity = self._db.execute("SELECT identity FROM details WHERE id = ?", (article,)).get
        if identity:
            self._writer.touch((identity,))


def _file(file: FileState, article: int, entry: Entry) -> tuple[apsw.SQLiteValue, ...]:
    """Return the row of a file."""
    path = os.fsencode(file.path)
    return path, file.size, file.modified, article, file.folded, entry.problems
