"""The library: the one door to everything that is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Self

from tui.articles.article import Article
from tui.library.marks.sessions import Positions, Sessions
from tui.library.search.index_search import IndexSearch
from tui.library.storage.database import TIMEOUT, SearchCancelled
from tui.library.storage.index_db import PIPED
from tui.library.storage.store import Store
from tui.library.values import Answer, Bookmark, FileProblem, Position, Progress, Report

if TYPE_CHECKING:
    from tui.library.indexing.piped_rows import StoredEntry
    from tui.library.links.article_links import ArticleLinks
    from tui.library.marks.bookmarks import Bookmarks
    from tui.library.marks.bulk_marks import BulkMarks
    from tui.library.marks.highlights import Highlights
    from tui.library.marks.marks import Marks
    from tui.library.stored_articles import StoredArticles

__all__ = [
    "Answer",
    "Bookmark",
    "FileProblem",
    "Library",
    "Position",
    "Progress",
    "Report",
    "SearchCancelled",
]


class Library:
    """Everything that is stored: the index, bookmarks, highlights, read marks, positions, sessions.

    The parts that a start does not need are imported and made when they are first asked for.
    Every method may be called from any thread, and raises `StorageError` in words where
    the databases fail it.
    """

    def __init__(self, store: Store) -> None:
        """Use `Library.open`."""
        self._store = store
        self._updating = Lock()
        self.search = IndexSearch(store, self._read)
        self.positions = Positions(store)
        self.sessions = Sessions(store)

    @cached_property
    def articles(self) -> StoredArticles:
        """Whole articles, and snippets of them."""
        from tui.library.stored_articles import StoredArticles

        return StoredArticles(self._store)

    @cached_property
    def marks(self) -> Marks:
        """Read marks, and the undoing of every kind of mark."""
        from tui.library.marks.marks import Marks

        return Marks(self._store, self.search.find)

    @cached_property
    def bookmarks(self) -> Bookmarks:
        """Bookmarks with their notes and labels."""
        from tui.library.marks.bookmarks import Bookmarks

        return Bookmarks(self._store, self._read)

    @cached_property
    def links(self) -> ArticleLinks:
        """Links between kept articles."""
        from tui.library.links.article_links import ArticleLinks

        return ArticleLinks(self._store)

    @cached_property
    def bulk(self) -> BulkMarks:
        """Bookmarks and labels of thousands of articles at once."""
        from tui.library.marks.bulk_marks import BulkMarks

        return BulkMarks(self._store, self._read)

    @cached_property
    def highlights(self) -> Highlights:
        """Highlights with their notes."""
        from tui.library.marks.highlights import Highlights

        return Highlights(self._store, self._read)

    def _read(self, id: int) -> Article:
        return self.articles.read(id)  # The part is made with the first article that is read.

    @classmethod
    def open(cls, index: Path | None, user: Path, *, timeout: float = TIMEOUT) -> Self:
        """Open the library, making what is not there.

        Args:
            index: The file of the index; None keeps it in memory, for what is piped in.
            user: `user.db`.
            timeout: How long any method waits for a locked database, in seconds.

        Raises:
            StorageError: A file can't be opened, or is locked.
        """
        return cls(Store.open(index, user, timeout=timeout))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close both databases."""
        self._store.close()

    @property
    def folders(self) -> tuple[Path, ...] | None:
        """The open folders, absolute: rows name files in there, and articles are read from these.

        None: all that the index has.
        """
        return self._store.folders

    @folders.setter
    def folders(self, folders: tuple[Path, ...] | None) -> None:
        self._store.folders = folders

    @property
    def notices(self) -> list[str]:
        """Messages for the user, oldest first; the list may grow."""
        return self._store.notices

    @property
    def keeps_nothing(self) -> bool:
        """Whether all that is read or marked now is refused, as a notice has said."""
        return self._store.user.pool.refusal is not None

    @property
    def renewals(self) -> int:
        """The number of times that the index was emptied as damaged since it was opened."""
        return self._store.renewals

    @property
    def timeout(self) -> float:
        """The time for which a method waits for a locked database, in seconds."""
        return self._store.timeout

    @timeout.setter
    def timeout(self, seconds: float) -> None:
        self._store.timeout = seconds

    def update(
        self,
        folders: Sequence[Path],
        *,
        rebuild: bool = False,
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Report:
        """Bring the index up to date with folders and files.

        Args:
            folders: The files and folders to look through; other rows of the index are left alone.
            rebuild: Whether to forget the whole index first.
            progress: Told about ten times a second how far it is, in the calling thread.
            cancelled: Asked between files; what was written until then stays.

        Raises:
            StorageError: The index can't be read or written.
        """
        from tui.library.indexing.scan import update

        def work() -> Report:
            return update(
                self._store.index,
                self._store.user,
                tuple(folders),
                progress or (lambda _: None),
                cancelled or (lambda: False),
            )

        with self._updating:
            if rebuild:
                self._store.start_anew()
            self._store.synchronise()
            return self._store.guarded(work)

    def bring_in(self, paths: Sequence[Path], cancelled: Callable[[], bool] | None = None) -> bool:
        """Bring the index up to date with files and folders that have changed, or are gone.

        It waits for an update that is under way.

        Args:
            paths: Absolute, within folders that `update` has looked through.
            cancelled: Asked between files; what was written until then stays.

        Returns:
            Whether the index holds anything else now.

        Raises:
            StorageError: The index can't be read or written.
        """
        from tui.library.indexing.scan import bring_in

        def work() -> bool:
            return bring_in(
                self._store.index, self._store.user, paths, cancelled or (lambda: False)
            )

        with self._updating:
            return self._store.guarded(work)

    def expect_articles(self) -> None:
        """Note in an empty index that articles which no file holds will come.

        Bookmarks of others are then not listed among them.

        Raises:
            StorageError: The index can't be written.
        """
        self._store.note(PIPED)

    def add(self, articles: Sequence[Article]) -> list[int]:
        """Take in articles that no file holds; their bodies are kept in the index.

        Returns:
            The row of each.

        Raises:
            StorageError: The index can't be written.
        """
        from tui.library.indexing.piped_rows import entries_of

        return self.take_in(entries_of(articles))

    def take_in(self, entries: Sequence[StoredEntry], before: Sequence[int] = ()) -> list[int]:
        """Take in the entries of articles that no file holds.

        Args:
            entries: The entries.
            before: The rows that these entries take the place of: a row stays where it says the
                same, or is the same article edited.

        Returns:
            The row of each.

        Raises:
            StorageError: The index can't be written.
        """
        from tui.library.indexing.piped_rows import put

        return self._store.guarded(
            lambda: put(self._store.index, self._store.user, entries, before)
        )

    def problems(
        self,
        folders: Sequence[Path] | None,
        progress: Callable[[Progress], None] | None = None,
    ) -> Iterator[FileProblem]:
        """Yield everything that is wrong with files, in the order of their paths.

        What an update noted, and what could not be read or was passed over; then copies
        of one article, articles without a date or a text, and files in another encoding
        than UTF-8. For the last every file is read.

        Args:
            folders: Where; None for everywhere.
            progress: Told after each file how far it is.

        Raises:
            StorageError: The index can't be read.
        """
        from tui.library.indexing.problems import problems_in

        return problems_in(self._store.ask, folders, progress or (lambda _: None))
