"""Taking in bookmarks from elsewhere: those that are new, and notes that others lack."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import apsw

from tui.articles.identity import key_of
from tui.library.marks import bookmark_notes, bookmark_rows, undo
from tui.library.marks.bookmark_rows import KeptArticle
from tui.library.marks.undo import Noted, Step
from tui.library.storage.user_db import UserData, count_change, stamp_of
from tui.library.values import Bookmark, Key, Notes

AT_A_TIME = 500
"""How many bookmarks are written with one transaction; those before stay if it comes to no end."""


def by_key(wanted: Iterable[Bookmark]) -> dict[Key, Bookmark]:
    """Return bookmarks by what they are found by; one that comes twice adds its labels."""
    found: dict[Key, Bookmark] = {}
    for each in wanted:
        key = each.key or key_of(each.article)
        first = found.setdefault(key, each)
        if first is not each:
            labels = tuple(dict.fromkeys((*first.labels, *each.labels)))
            found[key] = first._replace(note=first.note or each.note, labels=labels)
    return found


class TakingIn:
    """One import; however many transactions it takes, it is one step to undo."""

    def __init__(self, links: bool) -> None:
        """Begin an import.

        Args:
            links: Whether these are links only: the copy of an article has its text, too.
        """
        self._links = links
        self._whole = Step("bookmarked no more", 0)
        self._number: int | None = None

    @property
    def new(self) -> int:
        """How many bookmarks are new."""
        return len(self._whole.kept)

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
            there = self._known(connection, wanted)
        kept = [
            bookmark_rows.keep(each.article, key, each.added, each.note, each.labels)
            for key, each in wanted.items()
            if key not in there
        ]
        with user.pool.writing() as connection:
            # Another process may have taken in some of them meanwhile.
            there = self._known(connection, wanted)
            step = _write(
                connection,
                [each for each in kept if each.key not in there],
                {at: wanted[key] for key, at in there.items()},
            )
            if not len(step):
                return step, (stamp_of(connection),) * 2
            whole = self._with(step)
            number = undo.remember(connection, whole, self._number)
            stamps = count_change(connection)
        self._whole, self._number = whole, number
        return step, stamps

    def _with(self, step: Step) -> Step:
        """Return what the import comes to with one step more."""
        kept, noted = [*self._whole.kept, *step.kept], [*self._whole.noted, *step.noted]
        outcome = step.outcome if kept else "noted and labelled as before"
        return replace(
            step, outcome=outcome, articles=len(kept) or len(noted), kept=kept, noted=noted
        )

    def _known(self, connection: apsw.Connection, keys: Iterable[Key]) -> dict[Key, Key]:
        """Return the keys whose bookmark is there, each with the key that it is there by."""
        found = ((key, bookmark_notes.key_of(connection, key, self._links)) for key in keys)
        return {key: at for key, at in found if at}


def _write(
    connection: apsw.Connection, new: Sequence[KeptArticle], there: Mapping[Key, Bookmark]
) -> Step:
    bookmark_rows.add(connection, new)
    noted: list[Noted] = []
    for key, bookmark in there.items():
        if not (bookmark.note or bookmark.labels):
            continue
        before = bookmark_notes.get(connection, key)
        if before is None:
            continue
        now = bookmark_notes.filled(before, Notes(bookmark.note, bookmark.labels))
        if now != before:
            bookmark_notes.put(connection, key, now)
            noted.append((key, before))
    return Step("bookmarked no more", len(new), kept=[each.key for each in new], noted=noted)
