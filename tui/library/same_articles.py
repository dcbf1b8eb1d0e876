"""Articles that are known by something else than before, and the marks that follow them."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

import apsw

from tui.articles.identity import EMPTY_TEXT
from tui.errors import StorageError
from tui.library import bookmarks, reading_state, undo
from tui.library.user_data import UserData
from tui.library.values import Key

if TYPE_CHECKING:
    from tui.library.entry import Entry

_EMPTY = bytes.fromhex(EMPTY_TEXT)


class Said(NamedTuple):
    """What an article says of itself, as far as that tells it from others."""

    key: Key
    link: str
    title: str
    """Empty where only the file is called so."""
    date: float | None
    """Of its author, in seconds since 1970."""

    def is_edited_to(self, entry: Entry) -> bool:
        """Tell whether another content of the same file is the same article, edited.

        It is where the text stays, or where nothing that it says of itself (link, title,
        date) contradicts what it said before.
        """
        if entry.text_hash == self.key[1] != _EMPTY:
            return True
        now = (entry.link, entry.title if entry.has_title else "", _own_date(entry))
        return all(
            before in (None, "") or after in (None, "") or before == after
            for before, after in zip(self[1:], now, strict=True)
        )


def _own_date(entry: Entry) -> float | None:
    return entry.date if entry.date_source == "front matter" else None


def said_by(index: apsw.Connection, id: int) -> Said | None:
    """Return what the article of a row says of itself; None where there is no such row."""
    row = index.execute(
        "SELECT identity, text_hash, link, CASE WHEN has_title THEN title ELSE '' END,"
        " CASE date_source WHEN 'front matter' THEN date END"
        " FROM details JOIN articles USING(id) WHERE id = ?",
        (id,),
    ).get
    return Said((row[0], row[1]), *row[2:]) if row else None


def move_marks(index: apsw.Connection, user: UserData, renamed: Mapping[Key, bytes]) -> None:
    """Have marks kept by the identities that their articles have now; within a transaction.

    Args:
        index: The index, where all rows are as they are now.
        user: The user's data.
        renamed: What articles were found by, each with its identity now.
    """
    with user.pool.reading() as connection:
        marked = _marked(connection, {identity for identity, _ in renamed})
    moved = {before: now for before, now in renamed.items() if before[0] in marked}
    if not moved:
        return
    # Marks of an older text of an article that stood alone were found by its identity.
    of_identity = Counter(identity for identity, _ in moved)
    alone = {
        identity: now
        for (identity, _), now in moved.items()
        if of_identity[identity] == 1 and not _is_there(index, identity)
    }
    # Where they can't be written now, none is lost: they are kept by what they were.
    with contextlib.suppress(StorageError), user.pool.writing() as connection:
        for kept_by in (reading_state, bookmarks, undo):
            for (identity, text_hash), now in moved.items():
                kept_by.move(connection, identity, now, None if identity in alone else text_hash)


def _marked(user: apsw.Connection, identities: Iterable[bytes]) -> set[bytes]:
    """Return those of some identities that marks are kept by."""
    return {
        identity
        for (identity,) in user.executemany(
            "SELECT ?1 WHERE EXISTS (SELECT 1 FROM read_marks WHERE identity = ?1)"
            " OR EXISTS (SELECT 1 FROM bookmarks WHERE identity = ?1)"
            " OR EXISTS (SELECT 1 FROM positions WHERE identity = ?1)",
            ((identity,) for identity in identities),
        )
    }


def _is_there(index: apsw.Connection, identity: bytes) -> bool:
    """Tell whether any file holds an article of an identity."""
    return bool(
        index.execute(
            "SELECT EXISTS (SELECT 1 FROM details WHERE identity = ? AND copies > 0)", (identity,)
        ).get
    )
