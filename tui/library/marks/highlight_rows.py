"""Highlights as `user.db` keeps them: each by its words, and found by the key of its article.

As long as an article has highlights, a copy of it is kept in the table `copies`; see
bookmark_rows.py.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

import apsw

from tui.articles.clean_text import clean
from tui.library.marks import bookmark_rows
from tui.library.marks.bookmark_rows import KeptArticle
from tui.library.storage.row_values import IS_KEY, RowValues, undecoded
from tui.library.values import Colour, Key, colour_of

_COLUMNS = ("added", "exact", "prefix", "suffix", "colour", "note")
_ROW = f"id, iif({IS_KEY}, identity, x''), iif({IS_KEY}, text_hash, x''), {undecoded(*_COLUMNS)}"


@dataclass(frozen=True, slots=True)
class HighlightRow:
    """One row of the highlights."""

    id: int
    """Its number, which no other highlight ever has; 0 for one that is not written yet."""
    identity: bytes
    """Of the article; empty where the key is damaged."""
    text_hash: bytes
    added: float
    """When it was made, in seconds since 1970."""
    exact: str
    prefix: str
    suffix: str
    colour: Colour
    note: str = ""

    @property
    def key(self) -> Key:
        """The key of the article."""
        return self.identity, self.text_hash

    def values(self) -> dict[str, Any]:
        """Return the values of its columns, by their names."""
        return asdict(self)

    def with_key(self, key: Key) -> "HighlightRow":
        """Return the same highlight, of an article that is found by another key."""
        return replace(self, identity=key[0], text_hash=key[1])


def add(connection: apsw.Connection, rows: Iterable[HighlightRow]) -> list[HighlightRow]:
    """Write highlights and return them as they stand there, those without a number with one.

    One whose number is there already stays as it is, and is not returned.
    """
    written = []
    for row in rows:
        connection.execute(
            "INSERT OR IGNORE INTO highlights"
            "(id, identity, text_hash, added, exact, prefix, suffix, colour, note)"
            " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (row.id or None, *tuple(row.values().values())[1:]),
        )
        if connection.changes():
            written.append(replace(row, id=row.id or connection.last_insert_rowid()))
    return written


def take(connection: apsw.Connection, ids: Iterable[int]) -> list[HighlightRow]:
    """Remove highlights by their numbers and return what was removed."""
    return [
        _read(*row)
        for id in ids
        for row in connection.execute(
            f"DELETE FROM highlights WHERE id = ? RETURNING {_ROW}", (id,)
        )
    ]


def put(connection: apsw.Connection, row: HighlightRow) -> None:
    """Write note and colour of a highlight, where it is there and has others."""
    connection.execute(
        "UPDATE highlights SET note = ?2, colour = ?3 WHERE id = ?1"
        " AND (note IS NOT ?2 OR colour IS NOT ?3)",
        (row.id, row.note, row.colour),
    )


def get(connection: apsw.Connection, id: int) -> HighlightRow | None:
    """Return one highlight by its number, or None."""
    row = connection.execute(f"SELECT {_ROW} FROM highlights WHERE id = ?", (id,)).fetchone()
    return _read(*row) if row else None


def of_article(connection: apsw.Connection, key: Key) -> list[HighlightRow]:
    """Return the highlights of an article, the earliest first."""
    select = f"SELECT {_ROW} FROM highlights WHERE identity = ? AND text_hash = ? ORDER BY id"
    return [_read(*row) for row in connection.execute(select, key)]


def all_rows(connection: apsw.Connection) -> Iterator[HighlightRow]:
    """Yield every highlight, the earliest first; also those whose article can't be told."""
    for row in connection.execute(f"SELECT {_ROW} FROM highlights ORDER BY id"):
        yield _read(*row)


def counts(connection: apsw.Connection, identity: bytes) -> dict[bytes, int]:
    """Return how many highlights the articles of an identity have, by their text hashes."""
    counted = (
        f"SELECT text_hash, count(*) FROM highlights WHERE identity = ? AND {IS_KEY} GROUP BY 1"
    )
    return dict(connection.execute(counted, (identity,)))


def notes(connection: apsw.Connection, key: Key) -> list[str]:
    """Return the notes of an article's highlights, those that say something."""
    return [row.note for row in of_article(connection, key) if row.note]


def move(connection: apsw.Connection, moved: Mapping[Key, Key]) -> None:
    """Have highlights found by other keys."""
    connection.executemany(
        "UPDATE highlights SET identity = ?, text_hash = ? WHERE identity = ? AND text_hash = ?",
        ((*now, *before) for before, now in moved.items()),
    )


def take_idle_copies(connection: apsw.Connection, keys: Collection[Key]) -> list[KeptArticle]:
    """Remove and return the copies of articles that have no highlight any more."""
    idle = [key for key in sorted(set(keys)) if not of_article(connection, key)]
    return bookmark_rows.take(connection, idle, "copies")


def read_row(values: Mapping[str, object]) -> HighlightRow:
    """Return a highlight as far as the values of its row can be read.

    Args:
        values: Its columns by their names, `identity` and `text_hash` in hexadecimal digits.

    Raises:
        ValueError: Its number or its key is damaged.
        TypeError: The same.
        KeyError: One of them is missing.
    """
    identity, text_hash = (bytes.fromhex(str(values[each])) for each in ("identity", "text_hash"))
    return _read(int(str(values["id"])), identity, text_hash, *(values[each] for each in _COLUMNS))


def _read(id: int, identity: bytes, text_hash: bytes, *columns: object) -> HighlightRow:
    row = RowValues(dict(zip(_COLUMNS, columns, strict=True)))
    return HighlightRow(
        id,
        identity,
        text_hash,
        row.moment("added"),
        clean(row.text("exact")),
        clean(row.text("prefix")),
        clean(row.text("suffix")),
        colour_of(row.text("colour")),
        clean(row.text("note")),
    )
