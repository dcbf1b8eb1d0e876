"""Random damage to `user.db`: what a walk over its rows can read is kept.

`python -m tests.soak.damages [COUNT] [--seed SEED]` tries COUNT damages. Each has a number, from
SEED on: `damages 1 --seed 41` repeats that of number 41.
"""

import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import apsw

from tests.soak import numbers
from tui.articles.article import Article
from tui.library.library import Library
from tui.library.query import Query

PAGE = 4096
"""The bytes of a page of `user.db`."""

_KEY = tuple[str, bytes, bytes]
"""A table, and the identity and the text hash of a row."""


class Result(NamedTuple):
    """What was tried, and what became of the rows."""

    tried: int
    readable: int
    """The rows that a walk over the damaged files reads."""
    kept: int
    """Those of them that are there after the library was opened."""
    falls_short: tuple[int, ...]
    """The numbers of the damages after which a row was lost."""


def run(count: int, first: int = 0) -> Result:
    """Damage copies of a `user.db`, open each, and compare the rows.

    Args:
        count: How many are tried.
        first: The number of the first; the others follow.
    """
    readable = kept = 0
    falls_short = []
    with tempfile.TemporaryDirectory(prefix="newsreader-damages-") as folder:
        root = Path(folder)
        _fill(root)
        for number in range(first, first + count):
            before, after = _try(root, number)
            readable += len(before)
            kept += len(before & after)
            if before - after:
                falls_short.append(number)
    return Result(count, readable, kept, tuple(falls_short))


def _fill(root: Path) -> None:
    """Make a `user.db` with marks, its backup, and one whose latest marks are in its log."""
    closed, logged = root / "closed", root / "logged"
    articles = [
        Article(f"Report {number}", f"Line of report {number}. " * (number * 8), "text")
        for number in range(60)
    ]
    with Library.open(None, closed / "user.db") as library:
        library.add(articles)
        ids = list(library.search.find(Query()).ids)
        library.marks.set_read(ids, True)
        library.bookmarks.set_bookmarked(ids[::2], True)
        for number in range(20):
            marks = [
                Article(f"Note {number} {each}", f"Note {number} {each}.", "text")
                for each in range(30)
            ]
            library.marks.set_read(library.add(marks), True)
    shutil.copytree(closed, logged)
    with Library.open(None, logged / "user.db") as library:
        rows = library.add(articles)
        library.bookmarks.set_bookmarked(rows[1::4], True)
        shutil.copytree(logged, root / "copied")
    shutil.rmtree(logged)
    (root / "copied").rename(logged)


def _try(root: Path, number: int) -> tuple[set[_KEY], set[_KEY]]:
    """Return the rows that can be read after a damage, and those after the library was opened."""
    chance = random.Random(number)
    place = root / str(number)
    shutil.copytree(root / chance.choice(("closed", "logged")), place)
    if chance.random() < 0.5:
        shutil.rmtree(place / "backups")
    user, log = place / "user.db", place / "user.db-wal"
    for path in [user, log] if log.exists() and chance.random() < 0.3 else [user]:
        _damage(path, chance)
    before = set(_walk(user))
    with Library.open(None, user) as library:
        library.bookmarks.all()
        library.update([])
    after = set(_walk(user))
    shutil.rmtree(place)
    return before, after


def _damage(path: Path, chance: random.Random) -> None:
    """Cut a file, change some of its bytes, or empty some of its pages."""
    data = bytearray(path.read_bytes())
    match chance.choice(("cut", "flips", "pages")):
        case "cut":
            del data[chance.randrange(len(data)) :]
        case "flips":
            for _ in range(chance.choice((1, 4, 40))):
                data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        case "pages":
            for _ in range(chance.randint(1, 3)):
                at = chance.randrange(len(data)) // PAGE * PAGE
                data[at : at + PAGE] = bytes(len(data[at : at + PAGE]))
    path.write_bytes(data)


def _walk(user: Path) -> Iterator[_KEY]:
    """Yield every row of a copy that SQLite reads, asked forwards, backwards and row by row."""
    with tempfile.TemporaryDirectory(prefix="newsreader-walk-") as folder:
        copy = Path(folder) / "user.db"
        for suffix in ("", "-wal"):
            if Path(f"{user}{suffix}").exists():
                shutil.copy(f"{user}{suffix}", f"{copy}{suffix}")
        connection = apsw.Connection(str(copy))
        try:
            connection.execute("PRAGMA writable_schema=ON")
            for table in ("bookmarks", "read_marks"):
                for rows in _questions(table):
                    with suppress(apsw.Error):
                        for *_, identity, text_hash in connection.execute(rows):
                            if identity is not None and text_hash is not None:
                                yield table, identity, text_hash
        finally:
            connection.close(True)


_KEYS = ", ".join(
    f"iif(typeof({column}) = 'blob', {column}, NULL)" for column in ("identity", "text_hash")
)
"""What a row is found by; NULL for text, which may be no text any more."""


def _questions(table: str) -> Iterator[str]:
    """Yield the statements that a walk over a table makes."""
    if table == "read_marks":
        for order in ("ASC", "DESC"):
            yield f"SELECT CAST(added AS BLOB), {_KEYS} FROM read_marks ORDER BY identity {order}"
        return
    # A bookmark whose copy can't be read is none.
    columns = f"CAST(article AS BLOB), CAST(shown AS BLOB), {_KEYS}"
    select = f"SELECT {columns} FROM bookmarks NOT INDEXED"
    for order in ("ASC", "DESC"):
        yield f"{select} ORDER BY rowid {order}"
    yield from (f"{select} WHERE rowid = {number}" for number in range(1, 100))


def main() -> None:
    """Try as many damages as the command line says."""
    count, seed = numbers.from_command_line(__doc__, 500)
    result = run(count, seed)
    print(
        f"{result.tried:,} damages: {result.kept:,} of {result.readable:,} rows kept"
        + (f"; rows lost after {result.falls_short}" if result.falls_short else "")
    )
    sys.exit(bool(result.falls_short))


if __name__ == "__main__":
    main()
