"""Setting marks: written to `user.db` first, then shown in the index; each can be undone."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from tui.articles.article import Article
from tui.errors import ArticleError, StorageError
from tui.library import bookmarks, marks, reading_state, rows
from tui.library.bookmarks import KeptArticle
from tui.library.database import Pool
from tui.library.user_data import UserData, count_change
from tui.library.values import Bookmark, Key

_MOST_STEPS = 100
"""How many changes can be undone, the latest ones."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A change of marks: what came, and what went."""

    words: str
    """What undoing it is called: `3 articles are unread again`."""
    read: Sequence[Key] = ()
    unread: Sequence[Key] = ()
    kept: Sequence[KeptArticle] = ()
    dropped: Sequence[KeptArticle] = ()


class Marking:
    """Changes marks, and takes changes back."""

    def __init__(
        self,
        index: Callable[[], Pool],
        user: Callable[[], UserData],
        read: Callable[[int], Article],
    ) -> None:
        """Make one.

        Args:
            index: Returns the index, which may be another one after damage.
            user: Returns the user's data, likewise.
            read: Returns the article of a row.
        """
        self._index = index
        self._user = user
        self._read = read
        self._steps: list[_Step] = []
        self._lock = threading.RLock()

    def set_read(self, ids: Sequence[int], read: bool) -> None:
        """Mark articles as read or as unread; see `Library.set_read`."""
        with self._lock:
            with self._index().reading() as connection:
                keys = rows.keys(connection, ids)
                sought = set(keys.values())
                if not read:
                    alone = {key[0] for key in sought if rows.is_unique(connection, key[0])}
            if not sought:
                return
            with self._user().pool.writing() as connection:
                if read:
                    known = set(reading_state.known_read(connection, sought))
                    came = sorted(sought - known)
                    reading_state.add_read(connection, came)
                    step = _Step(f"{_articles(len(came))} unread again", read=came)
                else:
                    for identity in alone:
                        for text in reading_state.read_of_identity(connection, identity):
                            sought.add((identity, text))
                    went = reading_state.take_read(connection, sought)
                    step = _Step(f"{_articles(len(keys))} read again", unread=went)
                stamps = count_change(connection)
            self._remember(step)
            self._show_read(list(keys), read, stamps)

    def _show_read(self, ids: Sequence[int], read: bool, stamps: tuple[str, str]) -> None:
        with self._index().writing() as connection:
            if marks.advance(connection, *stamps):
                connection.executemany(
                    "UPDATE articles SET read = ?1 WHERE id = ?2 AND read <> ?1",
                    ((read, id) for id in ids),
                )
            else:
                marks.synchronise(connection, self._user())

    def set_bookmark(self, ids: Sequence[int], bookmarked: bool) -> None:
        """Bookmark articles, or take bookmarks away; see `Library.set_bookmark`."""
        with self._lock:
            with self._index().reading() as connection:
                keys = rows.keys(connection, ids)
            if bookmarked:
                self._keep(keys)
            else:
                self._drop(keys)

    def _keep(self, keys: dict[int, Key]) -> None:
        with self._index().reading() as connection:
            marked = {
                id
                for id in keys
                if connection.execute("SELECT bookmarked FROM articles WHERE id = ?", (id,)).get
            }
        now = datetime.now().astimezone()
        try:
            kept = [
                bookmarks.keep(self._read(id), key, now)
                for id, key in keys.items()
                if id not in marked
            ]
        except ArticleError as error:
            raise StorageError(f"No bookmark was made: {error}") from error
        if kept:
            words = f"{_articles(len(kept))} bookmarked no more"
            self._write(_Step(words, kept=kept))

    def take_in(self, wanted: Sequence[Bookmark]) -> int:
        """Take in bookmarks from elsewhere; see `Library.import_bookmarks`."""
        from tui.articles.identity import identity, text_hash

        with self._lock:
            found = {
                key: (each.article, each.added)
                for each in wanted
                for key in [
                    (
                        bytes.fromhex(identity(each.article)),
                        bytes.fromhex(text_hash(each.article)),
                    )
                ]
            }
            with self._user().pool.reading() as connection:
                new = [key for key in found if bookmarks.get(connection, key) is None]
            kept = [bookmarks.keep(found[key][0], key, found[key][1]) for key in new]
            return self._write_kept(kept, set())

    def _write_kept(self, kept: Sequence[KeptArticle], alone: set[bytes]) -> int:
        """Write bookmarks but for those that have come meanwhile; return how many were new."""
        with self._user().pool.writing() as connection:
            new = [each for each in kept if not _is_bookmarked(connection, each.key, alone)]
            bookmarks.add(connection, new)
            step = Step("bookmarked no more", len(new), kept=[each.key for each in new])
            stamps = _count(connection, step)
        self.show(step, stamps)
        return len(new)

    def _drop(self, keys: dict[int, Key]) -> None:
        sought = set(keys.values())
        with self._index().reading() as connection:
            alone = {key[0] for key in sought if rows.is_unique(connection, key[0])}
        with self._user().pool.reading() as connection:
            for identity in alone:
                texts = bookmarks.of_identity(connection, identity)
                sought.update((identity, text) for text in texts)
            dropped = [kept for key in sought if (kept := bookmarks.get(connection, key))]
        if dropped:
            self._write(_Step(f"{_articles(len(keys))} bookmarked again", dropped=dropped))

    def _write(self, step: _Step, undoing: bool = False) -> None:
        """Carry out a step, durably, and show it."""
        with self._user().pool.writing() as connection:
            bookmarks.take(connection, [kept.key for kept in step.dropped])
            bookmarks.add(connection, step.kept)
            reading_state.take_read(connection, step.unread)
            reading_state.add_read(connection, step.read)
            stamps = count_change(connection)
        if not undoing:
            self._remember(step)
        keys = (*step.read, *step.unread, *(kept.key for kept in (*step.kept, *step.dropped)))
        with self._index().writing() as connection:
            if not marks.advance(connection, *stamps):
                marks.synchronise(connection, self._user())
            elif step.read or step.unread:
                marks.show_read(connection, self._user())
            from tui.library.shelving import Shelf

            shelf = Shelf(connection)
            shelf.touch(identity for identity, _ in keys)
            marks.settle(shelf, connection, self._user())

    def _remember(self, step: _Step) -> None:
        if step.read or step.unread or step.kept or step.dropped:
            self._steps = [*self._steps[1 - _MOST_STEPS :], step]

    def undo(self) -> str | None:
        """Take back the latest change of this process; see `Library.undo`."""
        with self._lock:
            if not self._steps:
                return None
            step = self._steps[-1]
            self._write(_Step("", step.unread, step.read, step.dropped, step.kept), undoing=True)
            self._steps.pop()
            return step.words


def _articles(count: int) -> str:
    return "1 article is" if count == 1 else f"{count:,} articles are"
