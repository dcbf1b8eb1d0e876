"""What lies in folders compared with what the index knows of them, in one pass over both."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tui.articles.files import FoundFile
from tui.library.database import Pool

_ROWS = 1000
"""How many rows are asked for at a time: no other connection waits for a long read to end."""


class KnownFile(NamedTuple):
    """A file as the index knows it."""

    raw: bytes
    """Its path as the system has it."""
    size: int
    """In bytes, when it was read."""
    modified: int | None
    """Nanoseconds since 1970; None where it has to be looked into again."""


def known_files(index: Pool, ranges: Sequence[tuple[bytes, bytes]]) -> Iterator[KnownFile]:
    """Yield the files of the index in the order of their paths, a few read at a time.

    Args:
        index: The index.
        ranges: From which path on and before which one, sorted; none reaches into the next.

    Raises:
        StorageError: The index can't be read.
    """
    for low, high in ranges:
        rows = _rows_from(index, low, high)
        while rows:
            yield from rows
            rows = _rows_from(index, rows[-1].raw + b"\0", high) if len(rows) == _ROWS else []


def _rows_from(index: Pool, low: bytes, high: bytes) -> list[KnownFile]:
    with index.reading() as connection:
        rows = connection.execute(
            "SELECT path, size, modified FROM files WHERE path >= ? AND path < ?"
            " ORDER BY path LIMIT ?",
            (low, high, _ROWS),
        )
        return [KnownFile._make(row) for row in rows]


def compared(
    found: Iterable[FoundFile], known: Iterable[KnownFile]
) -> Iterator[tuple[FoundFile | None, KnownFile | None]]:
    """Yield each path once, as it was found and as it is known; None where it is not.

    Args:
        found: What lies in the folders, in the order of the bytes of its paths.
        known: What the index knows of them, in the same order.
    """
    known = iter(known)
    row = next(known, None)
    for file in found:
        while row and row.raw < file.raw:
            yield None, row
            row = next(known, None)
        if row and row.raw == file.raw:
            yield file, row
            row = next(known, None)
        else:
            yield file, None
    while row:
        yield None, row
        row = next(known, None)
