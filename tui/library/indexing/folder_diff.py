"""The files in folders compared with those in the index, in one pass over both."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tui.articles.files import FoundFile
from tui.library.storage.database import Pool

_ROWS = 1000
"""How many rows are asked for at a time: no other connection waits for a long read to end."""


KnownFile = tuple[bytes, int, int | None]
"""A file as the index knows it: equal to the `FoundFile` that it was when it was read. The time is
None where it has to be looked into again."""


class KnownFiles:
    """The files that the index knows, to be taken in the order of their paths."""

    def __init__(self, index: Pool, ranges: Sequence[tuple[bytes, bytes]]) -> None:
        """Begin before the first one.

        Args:
            index: The index.
            ranges: From which path on and before which one, sorted; none reaches into the next.
        """
        self._index = index
        self._ranges = deque(ranges)

    def take(self, last: bytes | None = None) -> list[KnownFile]:
        """Return those not taken yet.

        Args:
            last: The last path to take; None for all that are left.

        Raises:
            StorageError: The index can't be read.
        """
        rows: list[KnownFile] = []
        beyond = None if last is None else last + b"\0"
        while self._ranges:
            low, high = self._ranges.popleft()
            stop = high if beyond is None else min(high, beyond)
            while low < stop:
                more = self._rows(low, stop)
                rows += more
                low = more[-1][0] + b"\0" if len(more) == _ROWS else stop
            if stop < high:
                self._ranges.appendleft((max(low, stop), high))
                break
        return rows

    def _rows(self, low: bytes, high: bytes) -> list[KnownFile]:
        with self._index.reading() as connection:
            rows: list[Any] = connection.execute(
                "SELECT path, size, modified FROM files WHERE path >= ? AND path < ?"
                " ORDER BY path LIMIT ?",
                (low, high, _ROWS),
            ).fetchall()
        return rows


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
        while row and row[0] < file.raw:
            yield None, row
            row = next(known, None)
        if row and row[0] == file.raw:
            yield file, row
            row = next(known, None)
        else:
            yield file, None
    while row:
        yield None, row
        row = next(known, None)
