"""The rows of single articles in the index."""

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import NoneType
from typing import Any, NamedTuple

import apsw

from tui.articles.article import CategoryPath, Problem, Summary
from tui.library.local_days import local_time
from tui.library.storage.database import DamagedError
from tui.library.storage.index_db import LEVEL, NAME, PATH
from tui.library.storage.scope import OPEN, set_scope
from tui.library.values import Key

TWINS_OF = (
    "SELECT other.id FROM twins AS one CROSS JOIN twins AS other ON other.key = one.key"
    " WHERE one.id = ?1 AND other.id <> ?1"
)
"""The other rows (see scope.py) that say the same as a row ?1."""

_COLUMNS = (
    "a.id, d.title, d.author, a.date, d.has_time, d.date_source, d.categories, d.tags, d.link,"
    " d.images, d.words, a.read, a.bookmarked, a.highlights, d.problems"
)

_FILES = (
    "SELECT wanted.value, f.path FROM json_each(?1) AS wanted CROSS JOIN files AS f"
    f" ON f.article = wanted.value WHERE {OPEN} ORDER BY f.path"
)

_OF_TWINS = (
    "SELECT one.id, f.path FROM json_each(?1) AS wanted CROSS JOIN twins AS one"
    " ON one.id = wanted.value CROSS JOIN twins AS other ON other.key = one.key"
    " AND other.id <> one.id CROSS JOIN files AS f ON f.article = other.id"
    f" WHERE {OPEN} ORDER BY f.path"
)

_PIPED = (
    "SELECT one.id, d.copies FROM json_each(?1) AS wanted CROSS JOIN details AS one"
    " ON one.id = wanted.value CROSS JOIN details AS d ON d.identity = one.identity"
    " AND d.text_hash = one.text_hash WHERE d.piped"
)

_SHAPES = {
    (int, str, str, date, int, str, str, str, str, int, int, int, int, int, str)
    for date in (float, NoneType)
}
"""The types of these columns: a damaged byte may make anything of them."""

_AT_A_TIME = 10_000


def summaries(
    connection: apsw.Connection, ids: Sequence[int], folders: tuple[Path, ...] | None
) -> list[Summary]:
    """Return the summaries of some rows in the order asked; rows that are gone are left out.

    Args:
        connection: The connection; what is open is noted on it.
        ids: The rows.
        folders: What is open, absolute; None for all that the index has. Other files are not
            named and do not count, nor do those that are gone since the index saw them.
    """
    set_scope(connection, folders)
    among = (ids_to_json(ids),)
    own = _existing(connection.execute(_FILES, among))
    others = _existing(connection.execute(_OF_TWINS, among))
    copies = Counter(dict(connection.execute(_PIPED, among)))
    for files in (own, others):
        copies.update({id: len(paths) for id, paths in files.items()})
    found: dict[int, Summary] = {}
    for row in connection.execute(
        f"SELECT {_COLUMNS} FROM json_each(?) AS wanted CROSS JOIN articles AS a"
        " ON a.id = wanted.value CROSS JOIN details AS d ON d.id = a.id",
        among,
    ):
        if tuple(map(type, row)) not in _SHAPES:
            raise DamagedError(NAME, f"row {row[0]} holds something else than it should")
        id = row[0]
        try:
            found[id] = _summary(row, own[id][0] if id in own else None, copies[id])
        except (ValueError, TypeError, OverflowError) as error:
            raise DamagedError(NAME, error) from error
    return [found[id] for id in ids if id in found]


def _existing(files: Iterable[tuple[Any, ...]]) -> dict[int, list[Path]]:
    """Return those files that exist, by their rows and in the order given."""
    found: dict[int, list[Path]] = {}
    for id, raw in files:
        path = os.fsdecode(raw)
        if os.path.exists(path):  # noqa: PTH110 - Path.exists raises where it may not look.
            found.setdefault(id, []).append(Path(path))
    return found


def ids_to_json(ids: Sequence[int]) -> str:
    """Return ids as one value, which SQLite's `json_each` takes apart again."""
    # A piece at a time: while a million numbers are joined no other thread runs.
    pieces = (
        ",".join(map(str, ids[start : start + _AT_A_TIME]))
        for start in range(0, len(ids), _AT_A_TIME)
    )
    return f"[{','.join(pieces)}]"


def _summary(row: tuple[Any, ...], path: Path | None, copies: int) -> Summary:
    id, title, author, when, has_time, source, categories, tags, link, *rest = row
    images, words, read, bookmarked, highlights, problems = rest
    return Summary(
        id=id,
        path=path,
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
        warnings=tuple(map(as_sentence, problems_from_json(problems))),
        highlights=highlights,
    )


def problems_from_json(text: str) -> tuple[Problem, ...]:
    """Return what `entry.problems_to_json` was given."""
    return tuple(Problem(*each) for each in json.loads(text)) if text else ()


def category_paths(joined: str) -> tuple[CategoryPath, ...]:
    """Return the category paths that the index keeps as one string."""
    return tuple(tuple(path.split(LEVEL)) for path in joined.split(PATH)) if joined else ()


def as_sentence(problem: Problem) -> str:
    """Return a problem as one sentence for the reader."""
    place = "" if problem.line is None else f"Line {problem.line}: "
    result = f"; {problem.shown_as}" if problem.shown_as else ""
    text = f"{place}{problem.problem}{result}"
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith((".", "!", "?")) else ".")


class Whereabouts(NamedTuple):
    """The places where the text of an article can be found."""

    key: Key
    """Identity and text hash: what marks are found by."""
    title: str
    paths: tuple[Path, ...]
    """The open files that hold it: those of the row, then those that say the same."""
    problems: tuple[Problem, ...]
    stored: str | None
    """The article as JSON, where it was piped in."""


def whereabouts(
    connection: apsw.Connection, id: int, folders: tuple[Path, ...] | None
) -> Whereabouts | None:
    """Return where the article of a row is; None where there is no such row.

    Args:
        connection: The connection; what is open is noted on it.
        id: The row.
        folders: What is open, absolute; None for all that the index has.
    """
    set_scope(connection, folders)
    row = connection.execute(
        "SELECT identity, text_hash, title, problems, stored FROM details WHERE id = ?", (id,)
    ).get
    if row is None:
        return None
    paths = tuple(
        Path(os.fsdecode(path))
        for statement in (_FILES, _OF_TWINS)
        for _, path in connection.execute(statement, (ids_to_json([id]),))
    )
    identity, text_hash, title, problems, stored = row
    return Whereabouts((identity, text_hash), title, paths, problems_from_json(problems), stored)


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


def highlighted(connection: apsw.Connection, ids: Iterable[int]) -> list[int]:
    """Return those of some rows that say of themselves that they have highlights."""
    sql = (
        "SELECT a.id FROM json_each(?) AS wanted CROSS JOIN articles AS a ON a.id = wanted.value"
        " WHERE a.highlights"
    )
    return [id for (id,) in connection.execute(sql, (ids_to_json(list(ids)),))]


def read_keys(connection: apsw.Connection, ids: Sequence[int]) -> Iterator[Key]:
    """Yield identity and text hash of many rows, in the order of both."""
    # Where most rows are asked for, the index that has both is read from end to end.
    index = "INDEXED BY by_identity" if len(ids) > _AT_A_TIME else ""
    yield from connection.execute(
        f"SELECT identity, text_hash FROM details {index}"
        " WHERE id IN (SELECT value FROM json_each(?)) ORDER BY identity, text_hash",
        (ids_to_json(ids),),
    )


def row_of(connection: apsw.Connection, key: Key) -> int | None:
    """Return the row of an article by identity and text; None where there is none."""
    row: int | None = connection.execute(
        "SELECT id FROM details WHERE identity = ? AND text_hash = ?"
        " ORDER BY copies = 0, id LIMIT 1",
        key,
    ).get
    return row


def standing_file(connection: apsw.Connection, id: int | None, kept: Path | None) -> Path | None:
    """Return the file of a bookmark; None where there is none any more.

    Args:
        connection: The connection; it is noted on it that all of the index is open.
        id: The row of the bookmark; None where it has none.
        kept: Where the file was when the bookmark was made.
    """
    place = None if id is None else whereabouts(connection, id, None)
    paths = place.paths if place else ()
    if kept is not None and kept not in paths:
        sql = "SELECT 1 FROM files WHERE path = ?"  # It may be another article's by now.
        if not connection.execute(sql, (os.fsencode(kept),)).get:
            paths = (*paths, kept)
    standing = [path for path in paths if os.path.exists(path)]  # noqa: PTH110 - As above.
    return kept if kept in standing else next(iter(standing), None)


def notes_shown(connection: apsw.Connection, id: int) -> list[tuple[str, str]]:
    """Return what the user wrote about an article, each piece with its name."""
    note, labels = connection.execute("SELECT note, labels FROM noted WHERE id = ?", (id,)).get or (
        "",
        "",
    )
    pieces = [("Note", note), ("Labels", ", ".join(labels.split("\n")))]
    return [(name, text) for name, text in pieces if text]
