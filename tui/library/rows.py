"""What stands in the index about single articles."""

import json
import os
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import NoneType
from typing import Any, NamedTuple

import apsw

from tui.articles.article import CategoryPath, Problem, Summary
from tui.library.database import DamagedError
from tui.library.index import LEVEL, NAME, PATH
from tui.library.values import Key

_COLUMNS = (
    "a.id, (SELECT min(path) FROM files WHERE article = a.id), d.title, d.author, a.date,"
    " d.has_time, d.date_source, d.categories, d.tags, d.link, d.images, d.words,"
    " a.read, a.bookmarked, d.copies, d.problems"
)

_SHAPES = {
    (int, path, str, str, date, int, str, str, str, str, int, int, int, int, int, str)
    for path in (bytes, NoneType)
    for date in (float, NoneType)
}
"""The types of these columns: a damaged byte may make anything of them."""

_AT_A_TIME = 10_000


def summaries(connection: apsw.Connection, ids: Sequence[int]) -> list[Summary]:
    """Return the summaries of some rows in the order asked; rows that are gone are left out."""
    found: dict[int, Summary] = {}
    for row in connection.execute(
        f"SELECT {_COLUMNS} FROM json_each(?) AS wanted CROSS JOIN articles AS a"
        " ON a.id = wanted.value CROSS JOIN details AS d ON d.id = a.id",
        (ids_to_json(ids),),
    ):
        if tuple(map(type, row)) not in _SHAPES:
            raise DamagedError(NAME, f"row {row[0]} holds something else than it should")
        try:
            found[row[0]] = _summary(row)
        except (ValueError, TypeError, OverflowError) as error:
            raise DamagedError(NAME, error) from error
    return [found[id] for id in ids if id in found]


def ids_to_json(ids: Sequence[int]) -> str:
    """Return ids as one value, which SQLite's `json_each` takes apart again."""
    # A piece at a time: while a million numbers are joined no other thread runs.
    pieces = (
        ",".join(map(str, ids[start : start + _AT_A_TIME]))
        for start in range(0, len(ids), _AT_A_TIME)
    )
    return f"[{','.join(pieces)}]"


def _summary(row: tuple[Any, ...]) -> Summary:
    id, path, title, author, when, has_time, source, categories, tags, link, *rest = row
    images, words, read, bookmarked, copies, problems = rest
    return Summary(
        id=id,
        path=None if path is None else Path(os.fsdecode(path)),
        title=title,
        author=author,
        date=None if when is None else local_time(when),
        has_time=bool(has_time),
        date_source=source,
        categories=category_paths(categories),
        tags=tuple(tags.split(PATH)) if tags else (),
        link=link,
        images=images,
        words=words,
        read=bool(read),
        bookmarked=bool(bookmarked),
        copies=copies,
        warnings=tuple(map(as_sentence, _problems(problems))),
    )


def _problems(text: str) -> tuple[Problem, ...]:
    return tuple(Problem(*each) for each in json.loads(text)) if text else ()


def category_paths(joined: str) -> tuple[CategoryPath, ...]:
    """Return the category paths that the index keeps as one string."""
    return tuple(tuple(path.split(LEVEL)) for path in joined.split(PATH)) if joined else ()


def local_time(seconds: float) -> datetime:
    """Return an instant in the local zone; in UTC where the zone has no such year."""
    instant = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    try:
        return instant.astimezone()
    except (OverflowError, ValueError, OSError):
        return instant


def as_sentence(problem: Problem) -> str:
    """Return a problem as one sentence for the reader."""
    place = "" if problem.line is None else f"Line {problem.line}: "
    result = f"; {problem.shown_as}" if problem.shown_as else ""
    text = f"{place}{problem.problem}{result}"
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith((".", "!", "?")) else ".")


class Whereabouts(NamedTuple):
    """Where the text of an article can be found."""

    key: Key
    """Identity and text hash: what marks are found by."""
    title: str
    paths: tuple[Path, ...]
    """The files that hold it."""
    stored: str | None
    """The article as JSON, where it was piped in."""


def whereabouts(connection: apsw.Connection, id: int) -> Whereabouts | None:
    """Return where the article of a row is; None where there is no such row."""
    row = connection.execute(
        "SELECT identity, text_hash, title, stored FROM details WHERE id = ?", (id,)
    ).get
    if row is None:
        return None
    paths = tuple(
        Path(os.fsdecode(path))
        for (path,) in connection.execute(
            "SELECT path FROM files WHERE article = ? ORDER BY path", (id,)
        )
    )
    identity, text_hash, title, stored = row
    return Whereabouts((identity, text_hash), title, paths, stored)


def keys(connection: apsw.Connection, ids: Sequence[int]) -> dict[int, Key]:
    """Return identity and text hash of some rows; rows that are gone are left out."""
    return {
        id: (identity, text_hash)
        for id, identity, text_hash in connection.execute(
            "SELECT id, identity, text_hash FROM details"
            " WHERE id IN (SELECT value FROM json_each(?))",
            (ids_to_json(ids),),
        )
    }


def read_keys(connection: apsw.Connection, ids: Sequence[int]) -> Iterator[Key]:
    """Yield identity and text hash of many rows, in the order of both."""
    # Where most rows are asked for, the index that has both is read from end to end.
    index = "INDEXED BY by_identity" if len(ids) > _AT_A_TIME else ""
    yield from connection.execute(
        f"SELECT identity, text_hash FROM details {index}"
        " WHERE id IN (SELECT value FROM json_each(?)) ORDER BY identity, text_hash",
        (ids_to_json(ids),),
    )


def is_unique(connection: apsw.Connection, identity: bytes) -> bool:
    """Tell whether a single row of the index that has a file has the identity."""
    count = connection.execute(
        "SELECT count(*) FROM details WHERE identity = ? AND copies > 0", (identity,)
    ).get
    return bool(count == 1)


def is_shared(connection: apsw.Connection, identity: bytes) -> bool:
    """Tell whether several rows of the index have the identity, copies of bookmarks among them."""
    count = connection.execute("SELECT count(*) FROM details WHERE identity = ?", (identity,)).get
    return bool(count > 1)


def row_of(connection: apsw.Connection, key: Key) -> int | None:
    """Return the row of an article by identity and text, else by identity where unique."""
    exact: int | None = connection.execute(
        "SELECT id FROM details WHERE identity = ? AND text_hash = ?", key
    ).get
    if exact is not None or not is_unique(connection, key[0]):
        return exact
    alone: int | None = connection.execute(
        "SELECT id FROM details WHERE identity = ? AND copies > 0", (key[0],)
    ).get
    return alone
