"""Read marks, reading positions and sessions, as `user.db` keeps them."""

import json
import time
from collections.abc import Iterable, Mapping

import apsw

from tui.library.values import Key, Position


def add_read(connection: apsw.Connection, keys: Iterable[Key]) -> list[Key]:
    """Write read marks and return those that were not there yet; the others stay as they are."""
    now = time.time()
    # In the order of the table, in which many are written twice as fast.
    return list(
        connection.executemany(
            "INSERT OR IGNORE INTO read_marks VALUES(?, ?, ?) RETURNING identity, text_hash",
            ((*key, now) for key in sorted(keys)),
        )
    )


def add_many_read(connection: apsw.Connection, keys: Iterable[Key]) -> tuple[float, int]:
    """Write many read marks, as `add_read` does.

    Args:
        connection: `user.db`.
        keys: In the order of identity and text hash.

    Returns:
        The moment that those have which were not there yet, and how many they are.
    """
    now, before = time.time(), connection.total_changes()
    connection.executemany(
        "INSERT OR IGNORE INTO read_marks VALUES(?, ?, ?)", ((*key, now) for key in keys)
    )
    return now, connection.total_changes() - before


def take_many_read(connection: apsw.Connection, moment: float) -> None:
    """Remove the read marks that `add_many_read` wrote at a moment."""
    connection.execute("DELETE FROM read_marks WHERE added = ?", (moment,))


def take_read(connection: apsw.Connection, keys: Iterable[Key]) -> list[Key]:
    """Remove read marks and return those that were there."""
    return list(
        connection.executemany(
            "DELETE FROM read_marks WHERE identity = ? AND text_hash = ?"
            " RETURNING identity, text_hash",
            keys,
        )
    )


def move(connection: apsw.Connection, moved: Mapping[Key, Key]) -> None:
    """Have read marks and positions found by other keys; what these have already stays."""
    for table in ("read_marks", "positions"):
        connection.executemany(
            f"UPDATE OR IGNORE {table} SET identity = ?, text_hash = ?"
            " WHERE identity = ? AND text_hash = ?",
            ((*now, *before) for before, now in moved.items()),
        )
        # Left behind, a mark would be taken by whatever has its identity next.
        connection.executemany(f"DELETE FROM {table} WHERE identity = ? AND text_hash = ?", moved)


def read_of_identity(connection: apsw.Connection, identity: bytes) -> list[bytes]:
    """Return the text hashes that an identity is marked as read with."""
    return [
        text_hash
        for (text_hash,) in connection.execute(
            "SELECT text_hash FROM read_marks WHERE identity = ?", (identity,)
        )
    ]


def all_read(connection: apsw.Connection) -> Iterable[Key]:
    """Return every read mark."""
    keys: Iterable[Key] = connection.execute("SELECT identity, text_hash FROM read_marks")
    return keys


def get_position(connection: apsw.Connection, key: Key, alone: bool) -> Position | None:
    """Return where the reader of an article was; None where that is not known.

    Args:
        connection: `user.db`.
        key: What the article is found by.
        alone: Whether no other article has its identity: then it was, with another text.
    """
    row = connection.execute(
        "SELECT paragraph, offset, share FROM positions"
        " WHERE identity = ?1 AND (text_hash = ?2 OR ?3)"
        " ORDER BY text_hash = ?2 DESC, saved DESC LIMIT 1",
        (*key, alone),
    ).get
    return Position(*row) if row else None


def save_position(connection: apsw.Connection, key: Key, position: Position) -> None:
    """Write where the reader of a text is."""
    connection.execute(
        "INSERT OR REPLACE INTO positions VALUES(?, ?, ?, ?, ?, ?)",
        (*key, time.time(), position.paragraph, position.offset, position.share),
    )


def get_session(connection: apsw.Connection, key: str) -> dict[str, object]:
    """Return what was saved under a key; empty when nothing (legible) was."""
    value = connection.execute("SELECT value FROM sessions WHERE key = ?", (key,)).get
    try:
        session = json.loads(value) if value else {}
    except ValueError:
        session = {}
    return session if isinstance(session, dict) else {}


def save_session(connection: apsw.Connection, key: str, session: dict[str, object]) -> None:
    """Save a dictionary that JSON can hold under a key."""
    connection.execute("INSERT OR REPLACE INTO sessions VALUES(?, ?)", (key, json.dumps(session)))
