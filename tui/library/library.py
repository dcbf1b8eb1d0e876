"""The library: the one door to everything that is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Lock

from tui.articles.article import Article
from tui.library.keeping import Keeping
from tui.library.remembering import Remembering
from tui.library.storage.database import Pool, SearchCancelled
from tui.library.storage.user_db import UserData
from tui.library.values import Answer, Bookmark, FileProblem, Position, Progress, Report

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


class Library(Keeping, Remembering):
    """Everything that is stored: the index, bookmarks, read marks, positions, sessions.

    Every method may be called from any thread, and raises `StorageError` in words where
    the databases fail it.
    """

    def __init__(self, index: Pool, user: UserData) -> None:
        """Use `Library.open`."""
        super().__init__(index, user)
        self._updating = Lock()

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
            folders: What to look through; what else the index holds is left alone.
            rebuild: Whether to forget the whole index first.
            progress: Told about ten times a second how far it is, in the calling thread.
            cancelled: Asked between files; what was written until then stays.

        Raises:
            StorageError: The index can't be read or written.
        """
        from tui.library.indexing.scan import update

        def work() -> Report:
            return update(
                self._index,
                self._user,
                tuple(folders),
                progress or (lambda _: None),
                cancelled or (lambda: False),
            )

        with self._updating:
            if rebuild:
                self._start_anew()
            self._synchronise()
            return self._guarded(work)

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
            return bring_in(self._index, self._user, paths, cancelled or (lambda: False))

        with self._updating:
            return self._guarded(work)

    def add(self, articles: Sequence[Article]) -> list[int]:
        """Take in articles that no file holds; their bodies are kept in the index.

        Returns:
            The row of each.

        Raises:
            StorageError: The index can't be written.
        """
        from tui.library.indexing.scan import add_piped

        return self._guarded(lambda: add_piped(self._index, self._user, articles))

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

        return problems_in(self._ask, folders, progress or (lambda _: None))
