"""Bookmarks: listed, made, dropped, imported, with their notes and labels."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import apsw

from tui.articles.article import Article
from tui.articles.identity import key_of, with_https
from tui.errors import ArticleError, StorageError
from tui.library.exchange.tidy_words import tidy_labels
from tui.library.marks import bookmark_rows, index_marks, mark_sources, reading_state, undo
from tui.library.marks.bookmark_rows import KeptArticle
from tui.library.marks.marks import MarkChanges, record
from tui.library.marks.undo import Noted, Step
from tui.library.progress_rate import Pace
from tui.library.storage import article_rows
from tui.library.storage.database import DamagedError
from tui.library.storage.salvage import is_damaged
from tui.library.storage.store import Store
from tui.library.storage.user_db import NAME as USER
from tui.library.storage.user_db import UserData, count_change, stamp_of
from tui.library.values import NO_NOTES, Bookmark, Key, Notes, Progress

AT_A_TIME = 500
"""The number of bookmarks in one transaction; where an import is interrupted, those of the
transactions before stay."""


def _by_key(wanted: Iterable[Bookmark], by_link: bool) -> dict[Key, Bookmark]:
    """Return bookmarks by their keys; one that comes twice adds its labels to the first.

    Args:
        wanted: The bookmarks.
        by_link: Whether those of one link are one, whatever their titles and texts.
    """
    found: dict[Key, Bookmark] = {}
    of_links: dict[str, Key] = {}
    for each in wanted:
        key = each.key or key_of(each.article)
        if by_link and each.article.link:
            key = of_links.setdefault(with_https(each.article.link), key)
        first = found.setdefault(key, each)
        if first is not each:
            labels = tuple(dict.fromkeys((*first.labels, *each.labels)))
            found[key] = first._replace(note=first.note or each.note, labels=labels)
    return found


class _Import:
    """One import; however many transactions it takes, it is one step to undo."""

    def __init__(self, links: bool, of_links: Mapping[str, Key]) -> None:
        """Begin an import.

        Args:
            links: Whether these are links only: the copy of an article has its text, too.
            of_links: The bookmarks that are there, by their links, where links alone tell
                which bookmark is the same.
        """
        self._links = links
        self._of_links = of_links
        self._began = time.time()
        self.new = 0
        """How many bookmarks are new."""

    def take_in(
        self, user: UserData, wanted: Mapping[Key, Bookmark]
    ) -> tuple[Step, tuple[str, str]]:
        """Take in some bookmarks; durable when this returns.

        Returns:
            What has changed, and the stamps of `user.db` before and after it.

        Raises:
            StorageError: They can't be written; then none of these is.
        """
        with user.pool.reading() as connection:
            there = self.known(connection, wanted)
            bare = bookmark_rows.without_text(connection, there.values())
        kept = [
            bookmark_rows.keep(each.article, key, each.added, each.note, each.labels)
            for key, each in wanted.items()
            if key not in there or (there[key] in bare and each.article.body)
        ]
        with user.pool.writing() as connection:
            # Another process may have taken in some of them meanwhile.
            there = self.known(connection, wanted)
            new = [each for each in kept if each.key not in there]
            fuller = {there[each.key]: each for each in kept if each.key in there}
            step = _write(connection, new, {at: wanted[key] for key, at in there.items()}, fuller)
            came = reading_state.add_read(
                connection, [each.key for each in new if wanted[each.key].read]
            )
            step = replace(step, read=came)
            if not len(step):
                return step, (stamp_of(connection),) * 2
            undo.remember(connection, step, self._began)
            stamps = count_change(connection)
        self.new += len(new)
        return step, stamps

    def known(self, connection: apsw.Connection, wanted: Mapping[Key, Bookmark]) -> dict[Key, Key]:
        """Return the keys whose bookmark is there, each with the key that it is there by."""
        found = ((key, self._key_there(connection, key, each)) for key, each in wanted.items())
        return {key: at for key, at in found if at}

    def _key_there(self, connection: apsw.Connection, key: Key, wanted: Bookmark) -> Key | None:
        at = bookmark_rows.key_there(connection, key, self._links)
        if at or not self._of_links:
            return at
        at = self._of_links.get(with_https(wanted.article.link))
        return at if at and bookmark_rows.has(connection, at) else None


def _write(
    connection: apsw.Connection,
    new: Sequence[KeptArticle],
    there: Mapping[Key, Bookmark],
    fuller: Mapping[Key, KeptArticle],
) -> Step:
    """Write new bookmarks, and fill in the texts, notes and labels that others lack.

    Args:
        connection: `user.db`.
        new: The new ones.
        there: The notes and labels to fill in, by the keys of the bookmarks that are there.
        fuller: Copies with a text for those that have none.
    """
    bookmark_rows.add(connection, new)
    filled = bookmark_rows.take(connection, list(fuller))
    refilled = [each.with_text_of(fuller[each.key]) for each in filled]
    bookmark_rows.add(connection, refilled)
    there = {key: each for key, each in there.items() if key not in fuller}
    noted: list[Noted] = []
    for key, bookmark in there.items():
        if not (bookmark.note or bookmark.labels):
            continue
        before = bookmark_rows.notes_of(connection, key)
        if before is None:
            continue
        now = bookmark_rows.filled_notes(before, Notes(bookmark.note, bookmark.labels))
        if now != before:
            bookmark_rows.put_notes(connection, key, now)
            noted.append((key, before))
    kept = [each.key for each in (*new, *refilled)]
    if new or not (filled or noted):
        return Step("bookmarked no more", len(new), kept=kept, dropped=filled, noted=noted)
    count = len(filled) + len(noted)
    return (
        Step("as before", count, kept=kept, dropped=filled, noted=noted)
        if filled
        else Step("noted and labelled as before", count, noted=noted)
    )


class Bookmarks:
    """The user's bookmarks, with what the user says about them.

    Each change is durable when its method returns. The methods may be called from any thread.
    """

    def __init__(self, store: Store, changes: MarkChanges, read: Callable[[int], Article]) -> None:
        """Make the part.

        Args:
            store: Both databases.
            changes: The work that all parts of the marks share.
            read: Returns the article of a row; raises `ArticleError` where it can't be read.
        """
        self._store = store
        self._read = read
        self._changes = changes

    def all(self) -> list[Bookmark]:
        """Return every bookmark, the latest first.

        Raises:
            StorageError: They can't be read.
        """

        def work() -> list[Bookmark]:
            found = self._listed()
            if all(each.id is not None for each in found):
                return found
            # A damaged row has another key than the index knows of.
            with self._store.index.writing() as index:
                index_marks.synchronise(index, self._store.user)
            found = self._listed()
            if any(each.id is None for each in found) and is_damaged(self._store.user.path):
                raise DamagedError(USER, "a bookmark has two keys")
            return found

        return self._store.guarded(work)

    def _listed(self) -> list[Bookmark]:
        found: list[Bookmark] = []
        store = self._store
        with store.index.reading() as index, store.user.pool.reading() as user:
            for kept in bookmark_rows.all_kept(user):
                added = datetime.fromtimestamp(kept.added).astimezone()
                row, copy = article_rows.row_of(index, kept.key), kept.copy(store.user.tell)
                path = article_rows.standing_file(index, row, copy.path)
                notes = (kept.note, kept.label_list)
                found.append(Bookmark(copy, added, row, *notes, kept.key, path))
        return found

    # -- making and dropping

    def set_bookmarked(self, ids: Sequence[int], bookmarked: bool) -> None:
        """Bookmark articles with a copy of each, or drop bookmarks.

        Raises:
            StorageError: An article can't be read, or the bookmark can't be written; then
                none is.
        """

        def work() -> None:
            with self._store.marking:
                keys = self._changes.keys_of(ids)
                if bookmarked:
                    self._keep(keys)
                else:
                    self._drop(keys)

        self._store.guarded(work)

    def _keep(self, keys: dict[int, Key]) -> None:
        with self._store.user.pool.reading() as connection:
            new = {id: key for id, key in keys.items() if not bookmark_rows.has(connection, key)}
        kept = [self._copy(id, key, NO_NOTES) for id, key in new.items()]
        sources = self._changes.sources_of(sorted(new.values()), with_text=False)
        with self._store.user.pool.writing() as connection:
            # Another process may have made some of them meanwhile.
            new_still = [each for each in kept if not bookmark_rows.has(connection, each.key)]
            step = _add(new_still, connection)
            mark_sources.write(connection, sources)
            stamps = record(connection, step)
        self._changes.show(step, stamps)

    def _copy(self, id: int, key: Key, notes: Notes) -> KeptArticle:
        try:
            now = datetime.now().astimezone()
            return bookmark_rows.keep(self._read(id), key, now, notes.note, notes.labels)
        except ArticleError as error:
            raise StorageError(f"No bookmark was made: {error}") from error

    def _drop(self, keys: dict[int, Key]) -> None:
        with self._store.user.pool.writing() as connection:
            dropped = bookmark_rows.take(connection, sorted(set(keys.values())))
            step = Step("bookmarked again", min(len(keys), len(dropped)), dropped=dropped)
            stamps = record(connection, step)
        self._changes.show(step, stamps)

    def import_(
        self,
        kept: Sequence[Bookmark],
        *,
        links: bool = False,
        by_link: bool = False,
        progress: Callable[[Progress], None] | None = None,
    ) -> int:
        """Take in bookmarks from elsewhere; those that are there already stay as they are.

        Only a note or labels that they lack are filled in. They are written some hundreds at a
        time: whatever happens meanwhile, what was written until then stays, and it is safe to
        repeat.

        Args:
            kept: The bookmarks; their `id` does not matter. One without a `key` is found by
                what its copy is.
            links: Whether these are links without copies of articles. Then a bookmark of
                the same article is there already, whatever text it holds.
            by_link: Whether a bookmark with the same link is the same, whatever its title. One
                without a text is then given that of the new one.
            progress: Told how far it is, in the calling thread.

        Returns:
            How many were new.

        Raises:
            StorageError: They can't be written, or not all of them.
        """

        def work() -> int:
            found = list(_by_key(kept, by_link).items())
            taking, pace = _Import(links, self._of_links(by_link)), Pace()
            for start in range(0, len(found), AT_A_TIME):
                if progress:
                    progress(pace.at(start, len(found)))
                with self._store.marking:
                    some = dict(found[start : start + AT_A_TIME])
                    step, stamps = taking.take_in(self._store.user, some)
                    copies = {key: each.article for key, each in some.items()}
                    self._changes.show(step, stamps, copies)
            with self._store.marking, self._store.index.writing() as index:
                index_marks.match(index, self._store.user, {key[0] for key, _ in found})
            return taking.new

        return self._store.guarded(work)

    def count_new(
        self, kept: Sequence[Bookmark], *, links: bool = False, by_link: bool = False
    ) -> int:
        """Return how many bookmarks `import_` would find new; nothing is changed.

        Raises:
            StorageError: The bookmarks can't be read.
        """

        def work() -> int:
            found = _by_key(kept, by_link)
            taking = _Import(links, self._of_links(by_link))
            with self._store.user.pool.reading() as connection:
                return len(found) - len(taking.known(connection, found))

        return self._store.guarded(work)

    def _of_links(self, by_link: bool) -> dict[str, Key]:
        if not by_link:
            return {}
        with self._store.user.pool.reading() as connection:
            return bookmark_rows.keys_by_link(connection)

    # -- notes and labels

    def notes(self, id: int) -> Notes | None:
        """Return what the user says about an article; None where it is not bookmarked.

        Raises:
            StorageError: It can't be read.
        """

        def work() -> Notes | None:
            with self._store.index.reading() as index:
                key = article_rows.keys(index, [id]).get(id)
            if key is None:
                return None
            with self._store.user.pool.reading() as user:
                return bookmark_rows.notes_of(user, key)

        return self._store.guarded(work)

    def edit_notes(self, id: int, shown: Notes, wanted: Notes) -> None:
        """Write what the user says about an article.

        An article without a bookmark is bookmarked. What another process has written since
        the user saw the notes stays, unless the user has changed the very same.

        Args:
            id: The article.
            shown: The notes as they were when the user began to edit them.
            wanted: The notes as the user left them.

        Raises:
            StorageError: The note is too long, or can't be written; then nothing is changed.
        """
        notes = bookmark_rows.tidy_notes(wanted)

        def work() -> None:
            with self._store.marking:
                self._edit_notes(id, shown, notes)

        self._store.guarded(work)

    def _edit_notes(self, id: int, shown: Notes, wanted: Notes) -> None:
        keys = self._changes.keys_of([id])
        if id not in keys:
            raise StorageError("The article is not in the index any more.")
        key = keys[id]
        with self._store.user.pool.reading() as connection:
            is_new = not bookmark_rows.has(connection, key)
        kept = self._copy(id, key, wanted) if is_new else None
        sources = self._changes.sources_of([key], with_text=False)
        with self._store.user.pool.writing() as connection:
            changed = _change_notes(
                connection, key, lambda now: bookmark_rows.edited_notes(now, shown, wanted)
            )
            # Another process may have made or dropped the bookmark meanwhile.
            step = (
                changed[0] if changed else _add([kept or self._copy(id, key, wanted)], connection)
            )
            mark_sources.write(connection, sources)
            stamps = record(connection, step)
        self._changes.show(step, stamps)

    def set_note(self, key: Key, note: str) -> bool:
        """Write a note on a bookmark; an empty one takes it off.

        Returns:
            Whether there is a bookmark of this key.

        Raises:
            StorageError: The note is too long, or can't be written.
        """
        text = bookmark_rows.tidy_notes(Notes(note)).note
        return self._change_notes(key, lambda notes: notes._replace(note=text)) is not None

    def change_labels(
        self, key: Key, *, add: Sequence[str] = (), remove: Sequence[str] = ()
    ) -> tuple[str, ...] | None:
        """Add labels to a bookmark and take others off.

        Returns:
            The labels that it has now; None where there is no bookmark of this key.

        Raises:
            StorageError: They can't be written.
        """
        more, fewer = tidy_labels(add), tidy_labels(remove)
        now = self._change_notes(key, lambda notes: bookmark_rows.with_labels(notes, more, fewer))
        return None if now is None else now.labels

    def _change_notes(self, key: Key, change: bookmark_rows.ChangeOfNotes) -> Notes | None:
        """Change the notes of a bookmark; return those now, None where there is no bookmark."""

        def work() -> Notes | None:
            with self._store.marking:
                with self._store.user.pool.writing() as connection:
                    found = _change_notes(connection, key, change)
                    if found is None:
                        return None
                    step, now = found
                    stamps = record(connection, step)
                self._changes.show(step, stamps)
                return now

        return self._store.guarded(work)


def _add(kept: Sequence[KeptArticle], connection: apsw.Connection) -> Step:
    bookmark_rows.add(connection, kept)
    return Step("bookmarked no more", len(kept), kept=[each.key for each in kept])


def _change_notes(
    connection: apsw.Connection, key: Key, change: bookmark_rows.ChangeOfNotes
) -> tuple[Step, Notes] | None:
    """Change the notes of a bookmark; return the step, and its notes now.

    None where there is no such bookmark.
    """
    before = bookmark_rows.notes_of(connection, key)
    if before is None:
        return None
    now = change(before)
    if now == before:
        return Step("", 0), now
    bookmark_rows.put_notes(connection, key, now)
    return Step(undo.noted_as_before(before, now), 1, noted=[(key, before)]), now
