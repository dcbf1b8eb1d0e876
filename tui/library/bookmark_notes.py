"""Notes and labels of bookmarks, in `user.db`."""

from collections.abc import Collection, Mapping

import apsw

from tui.library.bookmarks import join_labels, split_labels
from tui.library.values import Bookmark, Key

_THIS = "WHERE identity = ? AND text_hash = ?"


def set_note(connection: apsw.Connection, key: Key, note: str) -> bool:
    """Write a note on a bookmark; return whether there is such a bookmark."""
    connection.execute(f"UPDATE bookmarks SET note = ? {_THIS}", (note, *key))
    return bool(connection.changes())


def change_labels(
    connection: apsw.Connection, key: Key, add: Collection[str], remove: Collection[str]
) -> tuple[str, ...] | None:
    """Add labels to a bookmark and take labels off; within a transaction.

    Returns:
        The labels that it has now; None where there is no such bookmark.
    """
    found = connection.execute(f"SELECT labels FROM bookmarks {_THIS}", key).fetchone()
    if found is None:
        return None
    labels = [label for label in split_labels(found[0]) if label not in remove]
    now = tuple(dict.fromkeys([*labels, *add]))
    connection.execute(f"UPDATE bookmarks SET labels = ? {_THIS}", (join_labels(now), *key))
    return now


def fill(connection: apsw.Connection, wanted: Mapping[Key, Bookmark]) -> None:
    """Write notes and labels where bookmarks have none; what is there stays."""
    for key, bookmark in wanted.items():
        if bookmark.note:
            connection.execute(
                f"UPDATE bookmarks SET note = ? {_THIS} AND note = ''", (bookmark.note, *key)
            )
        if bookmark.labels:
            connection.execute(
                f"UPDATE bookmarks SET labels = ? {_THIS} AND labels = ''",
                (join_labels(bookmark.labels), *key),
            )
