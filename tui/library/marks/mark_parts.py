"""The parts of the library for what the user marks, made together when the first is needed."""

from collections.abc import Callable

from tui.articles.article import Article
from tui.library.marks.bookmarks import Bookmarks
from tui.library.marks.bulk_marks import BulkMarks
from tui.library.marks.highlights import Highlights
from tui.library.marks.marks import MarkChanges, Marks
from tui.library.query import Query
from tui.library.storage.store import Store
from tui.library.values import Answer


class MarkParts:
    """Marks, bookmarks, both of many articles at once, and highlights; they share modules."""

    def __init__(
        self, store: Store, read: Callable[[int], Article], find: Callable[[Query], Answer]
    ) -> None:
        """Make the parts.

        Args:
            store: Both databases.
            read: Returns the whole article of a row.
            find: Answers a query.
        """
        changes = MarkChanges(store)
        self.marks = Marks(store, changes, find)
        self.bookmarks = Bookmarks(store, changes, read)
        self.bulk = BulkMarks(store, changes, read)
        self.highlights = Highlights(store, changes, read)
