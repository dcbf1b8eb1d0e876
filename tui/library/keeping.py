"""The library's marks: read marks and bookmarks, each durable when its method returns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from tui.library.listing import Listing
from tui.library.query import Query
from tui.library.storage import article_rows
from tui.library.storage.database import DamagedError, Pool
from tui.library.storage.user_db import NAME as USER
from tui.library.storage.user_db import UserData, is_damaged
from tui.library.values import Bookmark, Key, Notes, Progress

if TYPE_CHECKING:
    from tui.library.marks.marking import Marking


class Keeping(Listing):
    """Sets marks, and tells which there are."""

    def __init__(self, index: Pool, user: UserData) -> None:
        """Use `Library.open`."""
        super().__init__(index, user)
        self._marks: Marking | None = None

    @property
    def _marking(self) -> Marking:
        """What sets marks; made when the first is set, since a start sets none."""
        from tui.library.marks.marking import Marking

        with self._repair:
            if self._marks is None:
                self._marks = Marking(
                    lambda: self._index, lambda: self._user, self.article, self._seen
                )
            return self._marks

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

        def work() -> list[Bookmark]:
            found = self._listed()
            if all(each.id is not None for each in found):
                return found
            from tui.library.marks import index_marks  # Mostly there is nothing to take over.

            # A damaged row has another key than the index knows of.
            with self._index.writing() as index:
                index_marks.synchronise(index, self._user)
            found = self._listed()
            if any(each.id is None for each in found) and is_damaged(self._user.path):
                raise DamagedError(USER, "a bookmark has two keys")
            return found

        return self._guarded(work)

    def _listed(self) -> list[Bookmark]:
        from tui.library.marks import bookmarks as keeping

        found: list[Bookmark] = []
        with self._user.pool.reading() as user, self._index.reading() as index:
            for kept in keeping.all_kept(user):
                added = datetime.fromtimestamp(kept.added).astimezone()
                row, copy = article_rows.row_of(index, kept.key), kept.copy(self._user.tell)
                path = article_rows.standing_file(index, row, copy.path)
                notes = (kept.note, kept.label_list)
                found.append(Bookmark(copy, added, row, *notes, kept.key, path))
        return found

    def import_bookmarks(
        self,
        kept: Sequence[Bookmark],
        *,
        links: bool = False,
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
            progress: Told how far it is, in the calling thread.

        Returns:
            How many were new.

        Raises:
            StorageError: They can't be written, or not all of them.
        """
        return self._guarded(
            lambda: self._marking.take_in(kept, links, progress or (lambda _: None))
        )

    def notes_of(self, id: int) -> Notes | None:
        """Return what the user says about an article; None where it is not bookmarked.

        Raises:
            StorageError: It can't be read.
        """
        from tui.library.marks import bookmark_notes

        def work() -> Notes | None:
            with self._index.reading() as index:
                key = article_rows.keys(index, [id]).get(id)
                alone = key is not None and article_rows.is_unique(index, key[0])
            if key is None:
                return None
            with self._user.pool.reading() as user:
                found = bookmark_notes.key_of(user, key, alone)
                return bookmark_notes.get(user, found) if found else None

        return self._guarded(work)

    def edit_notes(self, id: int, shown: Notes, wanted: Notes) -> None:
        """Write what the user says about an article; durable when it returns.

        An article without a bookmark is bookmarked. What another process has written since
        the user saw the notes stays, unless the user has changed the very same.

        Args:
            id: The article.
            shown: What the notes were when the user began to edit them.
            wanted: What the user has made of them.

        Raises:
            StorageError: The note is too long, or can't be written; then nothing is changed.
        """
        from tui.library.marks.bookmark_notes import tidy

        notes = tidy(wanted)
        self._guarded(lambda: self._marking.edit_notes(id, shown, notes))

    def set_note(self, key: Key, note: str) -> bool:
        """Write a note on a bookmark; an empty one takes it off. Durable when it returns.

        Returns:
            Whether there is a bookmark of this key.

        Raises:
            StorageError: The note is too long, or can't be written.
        """
        from tui.library.marks.bookmark_notes import tidy

        text = tidy(Notes(note)).note
        now = self._guarded(
            lambda: self._marking.change_notes(key, lambda notes: notes._replace(note=text))
        )
        return now is not None

    def change_labels(
        self, key: Key, *, add: Sequence[str] = (), remove: Sequence[str] = ()
    ) -> tuple[str, ...] | None:
        """Add labels to a bookmark and take others off; durable when it returns.

        Returns:
            The labels that it has now; None where there is no bookmark of this key.

        Raises:
            StorageError: They can't be written.
        """
        from tui.library.exchange.tidy_words import tidy_labels
        from tui.library.marks.bookmark_notes import with_labels

        more, fewer = tidy_labels(add), tidy_labels(remove)
        now = self._guarded(
            lambda: self._marking.change_notes(key, lambda notes: with_labels(notes, more, fewer))
        )
        return None if now is None else now.labels
