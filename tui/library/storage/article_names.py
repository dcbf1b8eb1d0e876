"""Tags, authors and labels in the index, each with the articles that have it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import apsw

from tui.library.query import Grouping
from tui.library.storage.index_db import PATH

if TYPE_CHECKING:
    from tui.library.indexing.entry import Entry

_MOST_KNOWN = 10_000
"""The most numbers of names that are remembered."""


class ArticleNames:
    """Writes the names of articles with one connection, within the caller's transaction."""

    def __init__(self, connection: apsw.Connection) -> None:
        """Know no number as yet.

        Args:
            connection: The writing connection of the index.
        """
        self._db = connection
        self._numbers: dict[tuple[Grouping, str], int] = {}

    def write(self, entries: Iterable[tuple[int, Entry]]) -> None:
        """Write the tags and authors of articles that have none in the index.

        Args:
            entries: The articles, each with its row.
        """
        found = []
        for article, entry in entries:
            found += [(self._number("tag", tag), article) for tag in entry.tags if tag]
            if entry.author:
                found.append((self._number("author", entry.author), article))
        self._db.executemany("INSERT OR IGNORE INTO named VALUES(?, ?)", found)

    def remove(self, article: int) -> None:
        """Forget the names of an article, whose details are still there."""
        row = self._db.execute("SELECT tags, author FROM details WHERE id = ?", (article,)).get
        if row is None:
            return
        tags, author = row
        for tag in tags.split(PATH):
            self._remove("tag", tag, article)
        self._remove("author", author, article)
        self.set_labels([article], ())

    def set_labels(self, articles: Iterable[int], labels: Iterable[str]) -> None:
        """Give articles these labels, and no others."""
        numbers = [self._number("label", label) for label in labels]
        for article in articles:
            self._db.execute(
                "DELETE FROM named WHERE article = ?"
                " AND name IN (SELECT id FROM names WHERE field = 'label')",
                (article,),
            )
            self._db.executemany(
                "INSERT INTO named VALUES(?, ?)", [(number, article) for number in numbers]
            )

    def _remove(self, naming: Grouping, name: str, article: int) -> None:
        self._db.execute(
            "DELETE FROM named WHERE article = ?"
            " AND name = (SELECT id FROM names WHERE field = ? AND name = ?)",
            (article, naming, name),
        )

    def _number(self, naming: Grouping, name: str) -> int:
        """Return the number of a name; give it one where it has none."""
        number = self._numbers.get((naming, name))
        if number is None:
            if len(self._numbers) >= _MOST_KNOWN:
                self._numbers.clear()
            self._db.execute(
                "INSERT OR IGNORE INTO names(field, name) VALUES(?, ?)", (naming, name)
            )
            number = self._db.execute(
                "SELECT id FROM names WHERE field = ? AND name = ?", (naming, name)
            ).get
            self._numbers[naming, name] = number
        return number
