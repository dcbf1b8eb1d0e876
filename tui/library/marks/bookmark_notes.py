"""Notes and labels of bookmarks, in `user.db`."""

from collections.abc import Callable, Collection

import apsw

from tui.errors import StorageError
from tui.library.exchange.tidy_words import LONGEST_NOTE, tidy_labels, tidy_note
from tui.library.marks import bookmark_rows
from tui.library.marks.bookmark_rows import join_labels
from tui.library.values import Key, Notes

Change = Callable[[Notes], Notes]
"""Makes new notes of those that a bookmark has."""


def tidy(notes: Notes) -> Notes:
    """Return notes fit to be kept.

    Raises:
        StorageError: The note is too long.
    """
    note = tidy_note(notes.note)
    if len(note) > LONGEST_NOTE:
        raise StorageError(f"A note can have {LONGEST_NOTE:,} characters at most.")
    return Notes(note, tidy_labels(notes.labels))


def key_of(connection: apsw.Connection, key: Key, any_text: bool) -> Key | None:
    """Return the key of the bookmark of an article; None where it has none.

    Args:
        connection: `user.db`.
        key: The key of the article.
        any_text: Whether a bookmark of another text with its identity counts too.
    """
    texts = bookmark_rows.of_identity(connection, key[0])
    if key[1] in texts:
        return key
    return (key[0], texts[0]) if texts and any_text else None


def get(connection: apsw.Connection, key: Key) -> Notes | None:
    """Return the notes of a bookmark; None where there is no such bookmark."""
    kept = bookmark_rows.get(connection, key)
    return Notes(kept.note, kept.label_list) if kept else None


def put(connection: apsw.Connection, key: Key, notes: Notes) -> None:
    """Write those notes of a bookmark that are others than it has; the others stay as they are."""
    before = get(connection, key)
    if before is None or before == notes:
        return
    changed = {}
    if notes.note != before.note:
        changed["note"] = notes.note
    if notes.labels != before.labels:
        changed["labels"] = join_labels(notes.labels)
    values = ", ".join(f"{column} = ?{number}" for number, column in enumerate(changed, 3))
    connection.execute(
        f"UPDATE bookmarks SET {values} {bookmark_rows.this(key)}", (*key, *changed.values())
    )


def with_labels(notes: Notes, add: Collection[str], remove: Collection[str]) -> Notes:
    """Return notes with some labels more, and without others."""
    labels = [label for label in notes.labels if label not in remove]
    return notes._replace(labels=tuple(dict.fromkeys([*labels, *add])))


def filled(notes: Notes, others: Notes) -> Notes:
    """Return notes with what they lack taken from others; what is there stays."""
    return Notes(notes.note or others.note, notes.labels or others.labels)


def edited(now: Notes, shown: Notes, wanted: Notes) -> Notes:
    """Return notes after an edit; what others have changed meanwhile is not lost.

    Args:
        now: The notes as they are.
        shown: The notes as they were when the user began to edit them.
        wanted: The notes as the user left them.
    """
    own = [label for label in wanted.labels if label in now.labels or label not in shown.labels]
    of_others = [label for label in now.labels if label not in shown.labels]
    note = now.note if wanted.note == shown.note else wanted.note
    return Notes(note, tuple(dict.fromkeys([*own, *of_others])))
