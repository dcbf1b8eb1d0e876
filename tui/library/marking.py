"""Setting marks: written to `user.db` first, then shown in the index; each can be undone."""

import threading
from collections.abc import Callable, Sequence
from datetime import datetime

import apsw

from tui.articles.article import Article
from tui.errors import ArticleError, StorageError
from tui.library import bookmarks, marks, reading_state, rows, undo
from tui.library.bookmarks import KeptArticle
from tui.library.database import Pool
from tui.library.seen_marks import SeenMarks
from tui.library.undo import Step
from tui.library.user_data import UserData, count_change, stamp_of
from tui.library.values import Bookmark, Key

_Stamps = tuple[str, str]
"""The stamps of `user.db` before and after a change."""


class Marking:
    """Changes marks, and takes changes back.

    Whether a mark is there is asked of `user.db`, in the transaction that changes it: the
    index may not know yet what another process has done.
    """

    def __init__(
        self,
        index: Callable[[], Pool],
        user: Callable[[], UserData],
        read: Callable[[int], Article],
        seen: SeenMarks,
    ) -> None:
        """Make one.

        Args:
            index: Returns the index, which may be another one after damage.
            user: Returns the user's data, likewise.
            read: Returns the article of a row.
            seen: Is told of every change.
        """
        self._index = index
        self._user = user
        self._read = read
        self._seen = seen
        self._lock = threading.RLock()

    # -- read marks

    def set_read(self, ids: Sequence[int], read: bool) -> None:
        """Mark articles as read or as unread; see `Library.set_read`."""
        with self._lock:
            keys, alone = self._sought(ids, with_alone=not read)
            if not keys:
                return
            with self._user().pool.writing() as connection:
                if read:
                    step = _mark_read(connection, set(keys.values()))
                else:
                    step = _mark_unread(connection, keys, alone)
                stamps = _count(connection, step)
            self._show_read(list(keys), read, stamps)

    def _sought(
        self, ids: Sequence[int], *, with_alone: bool = True
    ) -> tuple[dict[int, Key], set[bytes]]:
        """Return the keys of some rows, and the identities that stand for one article only."""
        with self._index().reading() as connection:
            keys = rows.keys(connection, ids)
            identities = {identity for identity, _ in keys.values()} if with_alone else set()
            return keys, {each for each in identities if rows.is_unique(connection, each)}

    def _show_read(self, ids: Sequence[int], read: bool, stamps: _Stamps) -> None:
        with self._index().writing() as connection:
            if marks.advance(connection, *stamps):
                connection.execute(
                    "UPDATE articles SET read = ?1 WHERE read <> ?1"
                    " AND id IN (SELECT value FROM json_each(?2))",
                    (read, rows.ids_to_json(ids)),
                )
            else:
                marks.synchronise(connection, self._user())
        self._seen.made(*stamps)

    # -- bookmarks

    def set_bookmark(self, ids: Sequence[int], bookmarked: bool) -> None:
        """Bookmark articles, or take bookmarks away; see `Library.set_bookmark`."""
        with self._lock:
            keys, alone = self._sought(ids)
            if bookmarked:
                self._keep(keys, alone)
            else:
                self._drop(keys, alone)

    def _keep(self, keys: dict[int, Key], alone: set[bytes]) -> None:
        with self._user().pool.reading() as connection:
            new = {
                id: key for id, key in keys.items() if not _is_bookmarked(connection, key, alone)
            }
        now = datetime.now().astimezone()
        try:
            kept = [bookmarks.keep(self._read(id), key, now) for id, key in new.items()]
        except ArticleError as error:
            raise StorageError(f"No bookmark was made: {error}") from error
        with self._user().pool.writing() as connection:
            # Another process may have made some of them meanwhile.
            new_still = [each for each in kept if not _is_bookmarked(connection, each.key, alone)]
            step = _add(new_still, connection)
            stamps = _count(connection, step)
        self.show(step, stamps)

    def take_in(self, wanted: Sequence[Bookmark], links: bool) -> int:
        """Take in bookmarks from elsewhere; see `Library.import_bookmarks`."""
        from tui.library import bookmark_notes, taking_in

        with self._lock:
            found = taking_in.by_key(wanted)
            with self._user().pool.reading() as connection:
                there = taking_in.known(connection, list(found), links)
            kept = [
                bookmarks.keep(each.article, key, each.added, each.note, each.labels)
                for key, each in found.items()
                if key not in there
            ]
            with self._user().pool.writing() as connection:
                # Another process may have taken in some of them meanwhile.
                there = taking_in.known(connection, list(found), links)
                step = _add([each for each in kept if each.key not in there], connection)
                bookmark_notes.fill(connection, {at: found[key] for key, at in there.items()})
                stamps = _count(connection, step)
            self.show(step, stamps)
            return len(step)

    def _drop(self, keys: dict[int, Key], alone: set[bytes]) -> None:
        with self._user().pool.writing() as connection:
            sought = set(keys.values())
            for identity in alone:
                texts = bookmarks.of_identity(connection, identity)
                sought.update((identity, text) for text in texts)
            dropped = bookmarks.take(connection, sorted(sought))
            step = Step("bookmarked again", min(len(keys), len(dropped)), dropped=dropped)
            stamps = _count(connection, step)
        self.show(step, stamps)

    # -- taking back

    def take_back(self) -> tuple[Step, _Stamps] | None:
        """Take back the latest change of all processes; `show` is to be called with it.

        None where there is nothing to take back.
        """
        with self._lock, self._user().pool.writing() as connection:
            step = undo.take_back(connection)
            return (step, count_change(connection)) if step else None

    def show(self, step: Step, stamps: _Stamps) -> None:
        """Show in the index what a step, or taking it back, has changed; may be repeated."""
        from tui.library.shelving import Shelf

        with self._lock:
            with self._index().writing() as connection:
                if not marks.advance(connection, *stamps):
                    marks.synchronise(connection, self._user())
                else:
                    marks.show_read(connection, self._user(), step.of_read_marks())
                    shelf = Shelf(connection)
                    shelf.touch(step.of_bookmarks())
                    marks.settle(shelf, connection, self._user())
            self._seen.made(*stamps)


def _count(connection: apsw.Connection, step: Step) -> _Stamps:
    """Remember a step that has just been carried out, and count it, if it changed anything."""
    if not len(step):
        return (stamp_of(connection),) * 2
    undo.remember(connection, step)
    return count_change(connection)


def _add(kept: Sequence[KeptArticle], connection: apsw.Connection) -> Step:
    bookmarks.add(connection, kept)
    return Step("bookmarked no more", len(kept), kept=[each.key for each in kept])


def _mark_read(connection: apsw.Connection, keys: set[Key]) -> Step:
    came = reading_state.add_read(connection, keys)
    return Step("unread again", len(came), read=came)


def _mark_unread(connection: apsw.Connection, keys: dict[int, Key], alone: set[bytes]) -> Step:
    sought = set(keys.values())
    for identity in alone:
        for text in reading_state.read_of_identity(connection, identity):
            sought.add((identity, text))
    went = reading_state.take_read(connection, sought)
    return Step("read again", min(len(keys), len(went)), unread=went)


def _is_bookmarked(connection: apsw.Connection, key: Key, alone: set[bytes]) -> bool:
    """Tell whether an article has a bookmark: for its text, or for any if it stands alone."""
    texts = bookmarks.of_identity(connection, key[0])
    return bool(texts) if key[0] in alone else key[1] in texts
