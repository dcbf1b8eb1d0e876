"""Categories in the index: all categories of an article together are a set with a number."""

from collections.abc import Iterable

import apsw

from tui.articles.article import CategoryPath
from tui.library.storage.index_db import LEVEL, PATH


class CategorySets:
    """Writes sets of categories with one connection, within the caller's transaction.

    Articles share few sets, so that each is written once, as a row of `filings`.
    """

    def __init__(self, connection: apsw.Connection) -> None:
        """Know no number as yet.

        Args:
            connection: The writing connection of the index.
        """
        self._db = connection
        self._numbers: dict[tuple[CategoryPath, ...], int] = {}

    def number(self, categories: tuple[CategoryPath, ...]) -> int:
        """Return the number of all categories of an article together."""
        number = self._numbers.get(categories)
        if number is None:
            paths = joined(categories)
            number = self._db.execute("SELECT id FROM filings WHERE paths = ?", (paths,)).get
            if number is None:
                number = self._add(paths, categories)
            self._numbers[categories] = number
        return number

    def _add(self, paths: str, categories: Iterable[CategoryPath]) -> int:
        self._db.execute("INSERT INTO filings(paths) VALUES(?)", (paths,))
        number = self._db.last_insert_rowid()
        for category in sorted(with_those_above(categories)):
            self._db.execute("INSERT OR IGNORE INTO categories(path) VALUES(?)", (category,))
            self._db.execute(
                "INSERT INTO filed SELECT ?, id FROM categories WHERE path = ?", (number, category)
            )
        return number


def joined(categories: Iterable[CategoryPath]) -> str:
    """Return the paths of categories as one text, as the index keeps them."""
    return PATH.join([LEVEL.join(path) for path in categories])


def with_those_above(categories: Iterable[CategoryPath]) -> set[str]:
    """Return the paths of categories and of all those above them, as the index keeps them."""
    return {LEVEL.join(path[:depth]) for path in categories for depth in range(1, len(path) + 1)}
