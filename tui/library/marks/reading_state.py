"""Read marks, reading positions and sessions, as `user.db` keeps them."""

import json
import time
from collections.abc import Iterable, Mapping
from typing import Any

import apsw

from tui.library.storage.row_values import IS_KEY, RowValues, undecoded
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


def take_many_read(connection: apsw.Connection, moment: float) -> list[Key]:
    """Remove the read marks that `add_many_read` wrote at a moment, and return them."""
    return list(
        connection.execute(
            "DELETE FROM read_marks WHERE added = ? RETURNING identity, text_hash", (moment,)
        )
    )


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
    """Have read marks, positions and sources found by other keys; what these have stays."""
    for table in ("read_marks", "positions", "sources"):
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
            f"SELECT text_hash FROM read_marks WHERE identity = ? AND {IS_KEY}", (identity,)
        )
    ]


def all_read(connection: apsw.Connection) -> Iterable[Key]:
    """Return every read mark; what damaged ones mark can't be told."""
    keys: Iterable[Key] = connection.execute(
        f"SELECT identity, text_hash FROM read_marks WHERE {IS_KEY}"
    )
    return keys


def count_damaged(connection: apsw.Connection) -> int:
    """Return how many read marks no article can be found by."""
    return int(connection.execute(f"SELECT count(*) FROM read_marks WHERE NOT ({IS_KEY})").get)


def get_position(connection: apsw.Connection, key: Key) -> tuple[Position, bool] | None:
    """Return where the reader of an article was, and whether all of that could be read.

    None where it is not known.
    """
    row = connection.execute(
        f"SELECT {undecoded(*Position._fields)} FROM positions"
        " WHERE identity = ? AND text_hash = ?",
        key,
    ).get
    if row is None:
        return None
    values = RowValues(dict(zip(Position._fields, row, strict=True)))
    position = Position(values.whole("paragraph"), values.whole("offset"), values.share("share"))
    return position, not values.damaged


def save_position(connection: apsw.Connection, key: Key, position: Position) -> None:
    """Write where the reader of a text is."""
    connection.execute(
        "INSERT OR REPLACE INTO positions VALUES(?, ?, ?, ?, ?, ?)",
        (*key, time.time(), position.paragraph, position.offset, position.share),
    )


def get_session(connection: apsw.Connection, key: str) -> tuple[dict[str, object], bool]:
    """Return what was saved under a key, and whether all of it could be read."""
    row = connection.execute(
        f"SELECT {undecoded('value')} FROM sessions WHERE key = ?", (key,)
    ).fetchone()
    if row is None:
        return {}, True
    values = RowValues({"value": row[0]})
    try:
        session = json.loads(values.text("value"))
    except (ValueError, RecursionError):
        session = None
    whole = isinstance(session, dict) and not values.damaged
    return (_storable(session), whole) if isinstance(session, dict) else ({}, whole)


def _storable(value: Any) -> Any:
    """Return a value of JSON without lone surrogates, which can neither be stored nor shown."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, list):
        return [_storable(each) for each in value]
    if isinstance(value, dict):
        return {key: _storable(each) for key, each in value.items()}
    return value


def save_session(connection: apsw.Connection, key: str, session: dict[str, object]) -> None:
    """Save a dictionary that JSON can hold under a key."""
    connection.execute("INSERT OR REPLACE INTO sessions VALUES(?, ?)", (key, json.dumps(session)))
