"""The library: the one door to everything that is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from tui.articles.article import Article, CategoryPath, Summary
from tui.errors import ArticleError, StorageError
from tui.library import reading_state, rows, search
from tui.library.database import Pool, SearchCancelled
from tui.library.query import Query
from tui.library.store import Store
from tui.library.user_data import UserData
from tui.library.values import Answer, Bookmark, FileProblem, Key, Position, Progress, Report

if TYPE_CHECKING:
    import apsw

    from tui.library.marking import Marking
    from tui.library.matches import Terms
    from tui.library.snippets import Snippet

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

_T = TypeVar("_T")


class Library(Store):
    """Everything that is stored: the index, bookmarks, read marks, positions, sessions.

    Every method may be called from any thread, and raises `StorageError` in words where
    the databases fail it.
    """

    def __init__(self, index: Pool, user: UserData) -> None:
        """Use `Library.open`."""
        super().__init__(index, user)
        self._marks: Marking | None = None
        self._updating = Lock()

    @property
    def _marking(self) -> Marking:
        """What sets marks; made when the first is set, since a start sets none."""
        from tui.library.marking import Marking

        with self._repair:
            if self._marks is None:
                self._marks = Marking(
                    lambda: self._index, lambda: self._user, self.article, self._seen
                )
            return self._marks

    def search(
        self,
        query: Query,
        limit: int | None = None,
        cancelled: Callable[[], bool] | None = None,
        counted: bool = True,
    ) -> Answer:
        """Return what a query finds.

        Args:
            query: What is asked.
            limit: The most ids to return; None for all. The numbers count all the same.
            cancelled: Asked every millisecond or so; once it says yes, the search stops.
            counted: Whether to count. Without, the numbers are -1, and the newest of a million
                hits take no longer than those of a hundred.

        Raises:
            SearchCancelled: `cancelled` said yes.
            StorageError: The index can't be read.
        """

        def work() -> Answer:
            with (
                self._index.reading() as connection,
                search.interruptible(connection, cancelled),
            ):
                return search.search(connection, query, limit, counted)

        self._synchronise()
        return self._guarded(work)

    @property
    def is_large(self) -> bool:
        """Whether the index holds so many articles that counting them takes time.

        Raises:
            StorageError: The index can't be read.
        """

        def work() -> bool:
            with self._index.reading() as connection:
                return search.is_large(connection)

        return self._guarded(work)

    def summaries(self, ids: Sequence[int]) -> list[Summary]:
        """Return what rows show, in the order asked; rows that are gone are left out.

        Raises:
            StorageError: The index can't be read.
        """

        def work() -> list[Summary]:
            with self._index.reading() as connection:
                return rows.summaries(connection, ids)

        return self._guarded(work)

    def article(self, id: int) -> Article:
        """Return a whole article: from its file, else the bookmark's copy, else as piped in.

        Raises:
            ArticleError: Its file can't be read, and there is no copy.
            StorageError: The index can't be read, or has no such row.
        """

        def find() -> rows.Whereabouts | None:
            with self._index.reading() as connection:
                return rows.whereabouts(connection, id)

        place = self._guarded(find)
        if place is None:
            raise StorageError("The article is not in the index any more.")
        return self._read(place)

    def snippet(self, id: int, terms: Terms, width: int = 160) -> Snippet:
        """Return the piece of an article's text that shows best why a query found it.

        Only so much of a long article is read that a screenful of them takes no time.

        Args:
            id: The article; one that is gone, or can't be read, has an empty snippet.
            terms: What `terms_of` returned for the query.
            width: The most characters to return.

        Raises:
            StorageError: The index can't be read.
        """
        from tui.library.looking import read_some, snippet_from
        from tui.library.snippets import Snippet

        def find() -> rows.Whereabouts | None:
            with self._index.reading() as connection:
                return rows.whereabouts(connection, id)

        place = self._guarded(find)
        try:
            return snippet_from(self._read(place, read_some), terms, width) if place else Snippet()
        except ArticleError:
            return Snippet()

    def _read(
        self, place: rows.Whereabouts, read: Callable[[Path], Article] | None = None
    ) -> Article:
        from tui.articles.reading import read_article
        from tui.library.copies import from_json

        problem = ArticleError(f"“{place.title}” has no file and no copy any more.")
        for path in place.paths:
            try:
                return (read or read_article)(path)
            except ArticleError as error:
                problem = error
        stored = place.stored or self._guarded(lambda: self._copy(place.key))
        if stored:
            try:
                return from_json(stored)
            except ValueError as error:
                raise ArticleError(f"The copy of “{place.title}” is not whole.") from error
        raise problem

    def _copy(self, key: Key) -> str | None:
        from tui.library import bookmarks as keeping

        with self._user.pool.reading() as connection:
            kept = keeping.get(connection, key)
            return kept.article if kept else None

    def categories(self, query: Query) -> dict[CategoryPath, int]:
        """Return how many articles every category holds, under a query without its category.

        An article counts once in each of its categories and once in each above them.

        Raises:
            StorageError: The index can't be read.
        """

        def work() -> dict[CategoryPath, int]:
            with self._index.reading() as connection:
                return search.categories(connection, query)

        return self._guarded(work)

    def days(self, query: Query) -> dict[date, int]:
        """Return how many articles each local day has, under a query without its days.

        Raises:
            StorageError: The index can't be read.
        """

        def work() -> dict[date, int]:
            with self._index.reading() as connection:
                return search.days(connection, query)

        return self._guarded(work)

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
        from tui.library.updating import update

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
        from tui.library.updating import bring_in

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
        from tui.library.updating import add_piped

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
        from tui.library.problems import problems_in

        return problems_in(self._ask, folders, progress or (lambda _: None))

    def _ask(self, work: Callable[[apsw.Connection], _T]) -> _T:
        """Do something with a connection to the index."""

        def asking() -> _T:
            with self._index.reading() as connection:
                return work(connection)

        return self._guarded(asking)

    def set_read(self, ids: Sequence[int], read: bool) -> None:
        """Mark articles as read or unread; durable when this returns.

        Raises:
            StorageError: The mark can't be written.
        """
        self._guarded(lambda: self._marking.set_read(ids, read))

    def mark_all_read(self, query: Query) -> int:
        """Mark everything that a query finds as read; return how many were unread.

        Raises:
            StorageError: The marks can't be written.
        """
        found = self.search(query._replace(unread=True))
        self.set_read(found.ids, True)
        return found.total

    def set_bookmark(self, ids: Sequence[int], bookmarked: bool) -> None:
        """Bookmark articles with a copy of each, or drop bookmarks; durable when it returns.

        Raises:
            StorageError: An article can't be read, or the bookmark can't be written; then
                none is.
        """
        self._guarded(lambda: self._marking.set_bookmark(ids, bookmarked))

    def undo(self) -> str | None:
        """Take back the latest change of marks, whichever process made it, and when.

        Returns:
            What is so again, in words; None where there is nothing to take back.

        Raises:
            StorageError: It can't be written.
        """
        taken = self._guarded(self._marking.take_back)
        if taken is None:
            return None
        # Guarded apart: a damaged index must not have another step taken back.
        self._guarded(lambda: self._marking.show(*taken))
        return taken[0].words

    def marks_changed(self) -> bool:
        """Tell whether another process has changed marks since this was last asked.

        Raises:
            StorageError: It can't be read.
        """
        return self._seen.look(self._guarded(lambda: self._user.stamp()))

    def bookmarks(self) -> list[Bookmark]:
        """Return every bookmark, the latest first.

        Raises:
            StorageError: They can't be read.
        """
        from tui.library import bookmarks as keeping

        def work() -> list[Bookmark]:
            found: list[Bookmark] = []
            with self._user.pool.reading() as user, self._index.reading() as index:
                for kept in keeping.all_kept(user):
                    added = datetime.fromtimestamp(kept.added).astimezone()
                    row = rows.row_of(index, kept.key)
                    labels = tuple(filter(None, kept.labels.split("\n")))
                    found.append(Bookmark(kept.copy(), added, row, kept.note, labels, kept.key))
            return found

        return self._guarded(work)

    def import_bookmarks(self, kept: Sequence[Bookmark], *, links: bool = False) -> int:
        """Take in bookmarks from elsewhere; those that are there already stay as they are.

        Only a note or labels that they lack are filled in.

        Args:
            kept: The bookmarks; their `id` and `key` do not matter.
            links: Whether these are links without copies of articles. Then a bookmark of
                the same article is there already, whatever text it holds.

        Returns:
            How many were new.

        Raises:
            StorageError: They can't be written; then none is.
        """
        return self._guarded(lambda: self._marking.take_in(kept, links))

    def set_note(self, key: Key, note: str) -> bool:
        """Write a note on a bookmark; an empty one takes it off. Durable when it returns.

        Returns:
            Whether there is a bookmark of this key.

        Raises:
            StorageError: The note is too long, or can't be written.
        """
        from tui.library import bookmark_notes
        from tui.library.exchange.words import LONGEST_NOTE, tidy_note

        tidy = tidy_note(note)
        if len(tidy) > LONGEST_NOTE:
            raise StorageError(f"A note can have {LONGEST_NOTE:,} characters at most.")

        def work() -> bool:
            with self._user.pool.writing() as connection:
                return bookmark_notes.set_note(connection, key, tidy)

        return self._guarded(work)

    def change_labels(
        self, key: Key, *, add: Sequence[str] = (), remove: Sequence[str] = ()
    ) -> tuple[str, ...] | None:
        """Add labels to a bookmark and take others off; durable when it returns.

        Returns:
            The labels that it has now; None where there is no bookmark of this key.

        Raises:
            StorageError: They can't be written.
        """
        from tui.library import bookmark_notes
        from tui.library.exchange.words import tidy_labels

        def work() -> tuple[str, ...] | None:
            with self._user.pool.writing() as connection:
                return bookmark_notes.change_labels(
                    connection, key, tidy_labels(add), tidy_labels(remove)
                )

        return self._guarded(work)

    def position(self, id: int) -> Position | None:
        """Return where the reader of an article was; None where that is not known.

        Raises:
            StorageError: It can't be read.
        """

        def work() -> Position | None:
            key = self._key(id)
            if key is None:
                return None
            with self._user.pool.reading() as connection:
                return reading_state.get_position(connection, key)

        return self._guarded(work)

    def save_position(self, id: int, position: Position) -> None:
        """Write where the reader of an article is; nothing where the article is gone.

        Raises:
            StorageError: It can't be written.
        """

        def work() -> None:
            key = self._key(id)
            if key is not None:
                with self._user.pool.writing() as connection:
                    reading_state.save_position(connection, key, position)

        self._guarded(work)

    def _key(self, id: int) -> Key | None:
        with self._index.reading() as connection:
            return rows.keys(connection, [id]).get(id)

    def session(self, key: str) -> dict[str, object]:
        """Return what was saved under a key; empty where nothing (legible) was.

        Raises:
            StorageError: It can't be read.
        """

        def work() -> dict[str, object]:
            with self._user.pool.reading() as connection:
                return reading_state.get_session(connection, key)

        return self._guarded(work)

    def save_session(self, key: str, session: dict[str, object]) -> None:
        """Save a dictionary that JSON can hold.

        Raises:
            StorageError: It can't be written.
        """

        def work() -> None:
            with self._user.pool.writing() as connection:
                reading_state.save_session(connection, key, session)

        self._guarded(work)
