"""Setting marks: written to `user.db` first, then shown in the index; each can be undone."""

import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import apsw

from tui.articles.article import Article
from tui.errors import ArticleError, StorageError
from tui.library.marks import bookmark_notes, bookmarks, index_marks, reading_state, undo
from tui.library.marks.bookmarks import KeptArticle
from tui.library.marks.undo import Step
from tui.library.storage import article_rows
from tui.library.storage.database import Pool
from tui.library.storage.store import SeenMarks
from tui.library.storage.user_db import UserData, count_change, stamp_of
from tui.library.values import Bookmark, Key, Notes, Progress

_Stamps = tuple[str, str]
"""The stamps of `user.db` before and after a change."""

_FEW = 1000
"""Up to how many articles a step names that marks them as read."""


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
            if read and len(ids) > _FEW:
                self._mark_many_read(ids)
                return
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

    def _mark_many_read(self, ids: Sequence[int]) -> None:
        """Mark many articles as read with one statement, and no list of them to undo it by."""
        with self._user().pool.writing() as connection:
            with self._index().reading() as index:
                moment, count = reading_state.add_many_read(
                    connection, article_rows.read_keys(index, ids)
                )
            step = Step("unread again", count, read_at=moment)
            stamps = _count(connection, step)
        self._show_read(ids, True, stamps)

    def _sought(
        self, ids: Sequence[int], *, with_alone: bool = True
    ) -> tuple[dict[int, Key], set[bytes]]:
        """Return the keys of some rows, and the identities that stand for one article only."""
        with self._index().reading() as connection:
            keys = article_rows.keys(connection, ids)
            identities = {identity for identity, _ in keys.values()} if with_alone else set()
            return keys, {each for each in identities if article_rows.is_unique(connection, each)}

    def _show_read(self, ids: Sequence[int], read: bool, stamps: _Stamps) -> None:
        with self._index().writing() as connection:
            if index_marks.advance(connection, *stamps):
                connection.execute(
                    "UPDATE articles SET read = ?1 WHERE read <> ?1"
                    " AND (id IN (SELECT value FROM json_each(?2)) OR id IN ("
                    "SELECT other.id FROM json_each(?2) AS marked CROSS JOIN twins AS one"
                    " ON one.id = marked.value CROSS JOIN twins AS other ON other.key = one.key))",
                    (read, article_rows.ids_to_json(ids)),
                )
            else:
                index_marks.synchronise(connection, self._user())
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
        kept = [self._copy(id, key, Notes()) for id, key in new.items()]
        with self._user().pool.writing() as connection:
            # Another process may have made some of them meanwhile.
            new_still = [each for each in kept if not _is_bookmarked(connection, each.key, alone)]
            step = _add(new_still, connection)
            stamps = _count(connection, step)
        self.show(step, stamps)

    def _copy(self, id: int, key: Key, notes: Notes) -> KeptArticle:
        try:
            now = datetime.now().astimezone()
            return bookmarks.keep(self._read(id), key, now, notes.note, notes.labels)
        except ArticleError as error:
            raise StorageError(f"No bookmark was made: {error}") from error

    def take_in(
        self, wanted: Sequence[Bookmark], links: bool, progress: Callable[[Progress], None]
    ) -> int:
        """Take in bookmarks from elsewhere; see `Library.import_bookmarks`."""
        from tui.library.marks.bookmark_import import AT_A_TIME, TakingIn, by_key
        from tui.library.progress_rate import Pace

        found = list(by_key(wanted).items())
        taking, pace = TakingIn(links), Pace()
        for start in range(0, len(found), AT_A_TIME):
            progress(pace.at(start, len(found)))
            with self._lock:
                some = dict(found[start : start + AT_A_TIME])
                step, stamps = taking.take_in(self._user(), some)
                self.show(step, stamps, {key: each.article for key, each in some.items()})
        return taking.new

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

    # -- notes

    def change_notes(self, key: Key, change: bookmark_notes.Change) -> Notes | None:
        """Change the notes of a bookmark.

        Returns:
            Its notes now; None where there is no such bookmark.
        """
        with self._lock:
            with self._user().pool.writing() as connection:
                found = _change_notes(connection, key, change)
                if found is None:
                    return None
                step, now = found
                stamps = _count(connection, step)
            self.show(step, stamps)
            return now

    def edit_notes(self, id: int, shown: Notes, wanted: Notes) -> None:
        """Write the notes of the article of a row; see `Library.edit_notes`."""
        with self._lock:
            keys, alone = self._sought([id])
            if id not in keys:
                raise StorageError("The article is not in the index any more.")
            key = keys[id]
            with self._user().pool.reading() as connection:
                is_new = not _is_bookmarked(connection, key, alone)
            kept = self._copy(id, key, wanted) if is_new else None
            with self._user().pool.writing() as connection:
                found = bookmark_notes.key_of(connection, key, key[0] in alone)
                changed = found and _change_notes(
                    connection, found, lambda now: bookmark_notes.edited(now, shown, wanted)
                )
                # Another process may have made or dropped the bookmark meanwhile.
                step = (
                    changed[0]
                    if changed
                    else _add([kept or self._copy(id, key, wanted)], connection)
                )
                stamps = _count(connection, step)
            self.show(step, stamps)

    # -- taking back

    def take_back(self) -> tuple[Step, _Stamps] | None:
        """Take back the latest change of all processes; `show` is to be called with it.

        None where there is nothing to take back.
        """
        with self._lock, self._user().pool.writing() as connection:
            step = undo.take_back(connection, self._user().tell)
            return (step, count_change(connection)) if step else None

    def show(
        self, step: Step, stamps: _Stamps, copies: Mapping[Key, Article] | None = None
    ) -> None:
        """Show in the index what a step, or taking it back, has changed; may be repeated.

        Args:
            step: The step.
            stamps: The stamps of `user.db` before and after it.
            copies: Articles of new bookmarks that need not be read from their copies.
        """
        from tui.library.indexing.index_writer import Shelf

        with self._lock:
            with self._index().writing() as connection:
                if not index_marks.advance(connection, *stamps):
                    index_marks.synchronise(connection, self._user())
                else:
                    if step.read_at:
                        index_marks.show_all_read(connection, self._user())
                    index_marks.show_read(connection, self._user(), step.of_read_marks())
                    shelf = Shelf(connection)
                    shelf.touch(step.of_bookmarks())
                    with shelf.words_last():
                        index_marks.settle(shelf, connection, self._user(), copies)
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


def _change_notes(
    connection: apsw.Connection, key: Key, change: bookmark_notes.Change
) -> tuple[Step, Notes] | None:
    """Change the notes of a bookmark; return the step, and its notes now.

    None where there is no such bookmark.
    """
    before = bookmark_notes.get(connection, key)
    if before is None:
        return None
    now = change(before)
    if now == before:
        return Step("", 0), now
    bookmark_notes.put(connection, key, now)
    return Step(undo.noted_as_before(before, now), 1, noted=[(key, before)]), now


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
    return bookmark_notes.key_of(connection, key, key[0] in alone) is not None
