"""Evidence of the articles that marks are kept for.

A mark is found by the key of its article. Where no article has that key any more (its file has
changed, or another version reads titles, dates and links otherwise), the evidence tells which
article it was: the file, its size and time of modification, the date, and a sample of the text.
What is kept of a bookmarked or highlighted article has its date and text in the copy. The file
and the date are also taken from the index of the version before, which an upgrade replaces.
"""

import contextlib
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import apsw

from tui.articles.article import UNDATED, Article
from tui.articles.identity import text_runs
from tui.errors import ArticleError
from tui.library.article_json import from_json
from tui.library.marks import bookmark_rows
from tui.library.storage.article_rows import ids_to_json
from tui.library.storage.row_values import IS_KEY, Tell
from tui.library.storage.user_db import UserData
from tui.library.values import Key

TABLES = ("read_marks", "bookmarks", "positions", "copies")
"""The tables of marks."""

_WITHOUT_MARK = "DELETE FROM sources WHERE " + " AND ".join(
    f"NOT EXISTS (SELECT 1 FROM {table} WHERE {table}.identity = sources.identity"
    f" AND {table}.text_hash = sources.text_hash)"
    for table in TABLES
)

_MOST_READ = 50
"""The most articles marked at once that are read for a sample of their text."""

_FIRST_VERSION = 11
"""The first version of the index whose tables `take_over` knows."""

OWN_DATE = f"CASE WHEN date_source NOT IN {UNDATED} THEN date END"
"""The date of a row that does not change when its file is copied."""

_OF_ROW = (
    f"SELECT identity, text_hash, path, size, modified, {OWN_DATE}, x''"
    " FROM details JOIN articles USING(id) LEFT JOIN files ON article = details.id"
    " WHERE identity = ? AND text_hash = ? ORDER BY path IS NULL, path LIMIT 1"
)

_KEPT = ", ".join(
    f"iif(typeof({column}) = '{kind}', {column}, {other})"
    for column, kind, other in (
        ("path", "blob", "NULL"),
        ("size", "integer", "NULL"),
        ("modified", "integer", "NULL"),
        ("date", "real", "NULL"),
        ("runs", "blob", "x''"),
    )
)
"""The columns of evidence beside the key: in a damaged row anything may stand in them."""


class Source(NamedTuple):
    """The evidence for the article of a key."""

    identity: bytes
    text_hash: bytes
    path: bytes | None = None
    """The file."""
    size: int | None = None
    """Of the file, in bytes."""
    modified: int | None = None
    """Of the file, in nanoseconds since 1970; None where the file may have changed since."""
    date: float | None = None
    """Of the article, in seconds since 1970; None where only the file has one."""
    runs: bytes = b""
    """The result of `text_runs`; empty where the text was not read."""


def sources_of(
    index: apsw.Connection, keys: Sequence[Key], *, with_text: bool = True
) -> list[Source]:
    """Return the evidence for articles of the index.

    Args:
        index: The index.
        keys: The keys of the articles.
        with_text: Whether articles are read for their text, where they are few.
    """
    found = [Source(*row) for key in keys for row in index.execute(_OF_ROW, key)]
    if not with_text or len(found) > _MOST_READ:
        return found
    return [each._replace(runs=runs_of(index, each[:2])) for each in found]


def sources_of_rows(index: apsw.Connection, ids: Sequence[int]) -> Iterator[Source]:
    """Yield the evidence for many articles, without a sample of their texts.

    Args:
        index: The index.
        ids: The rows of the articles.
    """
    found = index.execute(
        f"SELECT identity, text_hash, min(files.path), size, modified, {OWN_DATE}, x''"
        " FROM json_each(?) AS wanted CROSS JOIN details ON details.id = wanted.value"
        " JOIN articles ON articles.id = details.id LEFT JOIN files ON article = details.id"
        " GROUP BY details.id",
        (ids_to_json(ids),),
    )
    yield from (Source(*row) for row in found)


def runs_of(index: apsw.Connection, key: Key) -> bytes:
    """Return `text_runs` of an article of the index; empty where it can't be read."""
    article = article_of(index, key)
    return text_runs(article.body) if article else b""


def article_of(index: apsw.Connection, key: Key) -> Article | None:
    """Return the article that is found by a key; None where it can't be read."""
    from tui.articles.reading import read_article

    row = index.execute(
        "SELECT path, stored FROM details LEFT JOIN files ON article = details.id"
        " WHERE identity = ? AND text_hash = ? ORDER BY path IS NULL, path LIMIT 1",
        key,
    ).get
    path, stored = row or (None, None)
    try:
        if path is not None:
            return read_article(Path(os.fsdecode(path)))
        return from_json(stored) if stored else None
    except (ArticleError, ValueError):  # Gone since it was indexed, or not as it was written.
        return None


def write(user: apsw.Connection, sources: Iterable[Source]) -> None:
    """Write evidence, within a transaction; what was written of the same keys goes."""
    user.executemany("INSERT OR REPLACE INTO sources VALUES(?, ?, ?, ?, ?, ?, ?)", sources)


def forget(user: apsw.Connection, keys: Iterable[Key]) -> None:
    """Remove the evidence for articles that have no mark any more, within a transaction."""
    user.executemany(f"{_WITHOUT_MARK} AND identity = ? AND text_hash = ?", keys)


def add(user: apsw.Connection, sources: Iterable[Source]) -> None:
    """Write evidence, within a transaction; of the same keys, the sample of the text stays."""
    user.executemany(
        "INSERT INTO sources VALUES(?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
        " path = excluded.path, size = excluded.size, modified = excluded.modified",
        sources,
    )


def source_of(user: apsw.Connection, key: Key, tell: Tell) -> Source:
    """Return the evidence for the article of a mark, as far as there is any.

    Args:
        user: `user.db`.
        key: The key of the mark.
        tell: Is told of a damaged bookmark, or copy.
    """
    row = user.execute(f"SELECT {_KEPT} FROM sources WHERE identity = ? AND text_hash = ?", key)
    source = Source(*key, *(row.get or ()))
    kept = bookmark_rows.kept_of(user, key)
    if kept is None:
        return source
    copy = kept.copy(tell)
    is_own = copy.date is not None and copy.date_source not in UNDATED
    return source._replace(
        path=source.path or (os.fsencode(copy.path) if copy.path else None),
        date=copy.date.timestamp() if copy.date and is_own else None,
        runs=text_runs(copy.body),
    )


def marked_keys(user: apsw.Connection, identities: Iterable[bytes] | None = None) -> set[Key]:
    """Return the keys of all marks.

    Args:
        user: `user.db`.
        identities: Those of which they are wanted; None for all.
    """
    tables = " UNION ".join(
        f"SELECT identity, text_hash FROM {table}"
        f" WHERE {IS_KEY}{'' if identities is None else ' AND identity = ?1'}"
        for table in TABLES
    )
    if identities is None:
        return set(user.execute(tables))
    return set(user.executemany(tables, ((identity,) for identity in identities)))


def marked_in(user: UserData, paths: Iterable[str]) -> set[bytes]:
    """Return the identities of marks that were made in some files.

    Raises:
        StorageError: The user's data can't be read.
    """
    with user.pool.reading() as connection:
        found = connection.executemany(
            "SELECT identity FROM sources WHERE path = ?", ((os.fsencode(path),) for path in paths)
        )
        return {identity for (identity,) in found}


def take_over(path: Path, user: UserData) -> None:
    """Take the evidence for all marks from an index of an older version, before it is replaced.

    Evidence without a mark goes.

    Args:
        path: The file of that index.
        user: The user's data.

    Raises:
        StorageError: The user's data can't be read or written.
    """
    found: list[Source] = []
    with user.pool.reading() as connection:
        marked = marked_keys(connection)
    # The index is disposable: of a damaged one, marks keep the evidence that they have.
    with contextlib.suppress(apsw.Error):
        index = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
        try:
            if index.pragma("user_version") >= _FIRST_VERSION:
                found += sources_of(index, sorted(marked), with_text=False)
        finally:
            index.close(True)
    with user.pool.writing() as connection:
        add(connection, found)
        connection.execute(_WITHOUT_MARK)  # Versions before left the evidence of marks removed.
