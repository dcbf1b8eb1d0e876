"""The scan: folders compared with the index, which is brought up to date with them."""

from __future__ import annotations

import os
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.articles.files import OTHER_KIND, Found, FoundFile, find_runs, kind_of
from tui.library.progress_rate import Pace
from tui.library.storage.database import Pool
from tui.library.storage.index_db import MARKS_MATCHED, get_meta, highest_row, set_meta, with_room
from tui.library.storage.scope import path_ranges
from tui.library.storage.user_db import UserData
from tui.library.values import Progress

if TYPE_CHECKING:
    from tui.library.indexing.batch_writer import BatchWriter

_PROGRESS_SECONDS = 0.1
_MANY = 200
"""The number of files to read from which on the index gets more room in memory."""
_KEPT = 50_000
"""The most files to be read whose paths are kept in memory."""
_ROWS = 1000
"""The number of rows in one read, so that no other connection waits long for its end."""

KnownFile = tuple[bytes, int, int | None]
"""A file as the index knows it: equal to the `Found` that it was when it was read. The time is
None where it has to be looked into again."""


class KnownFiles:
    """The files that the index knows, to be taken in the order of their paths."""

    def __init__(self, index: Pool, ranges: Sequence[tuple[bytes, bytes]]) -> None:
        """Begin before the first one.

        Args:
            index: The index.
            ranges: The first path of each range, and the first one after it; sorted, without
                overlap.
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
    found: Iterable[Found], known: Iterable[KnownFile]
) -> Iterator[tuple[Found | None, KnownFile | None]]:
    """Yield each path once, as it was found and as it is known; None where it is not.

    Args:
        found: What lies in the folders, in the order of the bytes of its paths.
        known: What the index knows of them, in the same order.
    """
    known = iter(known)
    row = next(known, None)
    for file in found:
        while row and row[0] < file[0]:
            yield None, row
            row = next(known, None)
        if row and row[0] == file[0]:
            yield file, row
            row = next(known, None)
        else:
            yield file, None
    while row:
        yield None, row
        row = next(known, None)


@dataclass(slots=True, repr=False, eq=False)
class Scan:
    """One scan of some folders."""

    index: Pool
    user: UserData
    folders: Sequence[Path]
    """The folders to look through; with `partly`, files and folders that have changed."""
    progress: Callable[[Progress], None]
    cancelled: Callable[[], bool]
    partly: bool = False
    """Whether only what has changed within the user's folders is looked through: then what
    is not there is gone, and does not only lie on a disk that is not there today."""
    counts: Counter[str] = field(default_factory=Counter)
    """How many files were `added`, `changed`, `removed` and `unchanged`."""
    missing: list[Path] = field(default_factory=list)
    """Folders that are not there; what the index has of them stays."""
    _gone: list[bytes] = field(default_factory=list)
    """The paths that the index knows and that were not found."""
    _batches: BatchWriter | None = None
    _passed_over: dict[bytes, str] = field(default_factory=dict)
    _reported: float = 0.0
    _pace: Pace = field(default_factory=Pace)

    def run(self) -> None:
        """Look through the folders, read what is new or changed, forget what is gone.

        Raises:
            StorageError: The index can't be read or written.
        """
        with self.index.reading() as connection:
            last = highest_row(connection)
        total, to_read = self._look()
        if total and not self.cancelled():
            with nullcontext() if total < _MANY else with_room(self.index):
                self._read(total, to_read)
        if not self.cancelled():
            self._forget()
            self._match_marks(last)

    def _report(self, done: int, total: int | None, always: bool = False) -> None:
        now = time.monotonic()
        if always or now - self._reported >= _PROGRESS_SECONDS:
            self._reported = now
            self.progress(Progress(done, None) if total is None else self._pace.at(done, total))

    def _pass_over(self, path: Path, why: str) -> None:
        self._passed_over[os.fsencode(path)] = why

    def _count_other(self, path: bytes) -> None:
        self._passed_over[path] = OTHER_KIND

    def _look(self) -> tuple[int, Iterable[FoundFile]]:
        """Look through the folders; return how many files have to be read, and these."""
        kept: list[FoundFile] = []
        total = done = 0
        for run, known in self._runs():
            if self.cancelled():
                break
            self._report(done, None)
            done += len(run)
            if run == known:  # Most runs are equal, which one comparison tells.
                self.counts["unchanged"] += len(run)
                continue
            for file, row in compared(run, known):
                if file and file == row:
                    self.counts["unchanged"] += 1
                elif file:
                    total += 1
                    if total <= _KEPT:
                        kept.append(FoundFile._make(file))
                elif row:
                    self._gone.append(row[0])
        # More paths than that are not kept: the folders are walked again while they are read.
        return total, kept if total <= _KEPT else self._changed()

    def _runs(self) -> Iterator[tuple[list[Found], list[KnownFile]]]:
        """Yield runs of what lies in the folders, each with what the index knows up to there."""
        there = self.folders
        if self.partly:
            there = [folder for folder in self.folders if os.path.lexists(folder)]
        else:
            self.missing = [folder for folder in there if not os.path.lexists(folder)]
        known = KnownFiles(self.index, path_ranges(tuple(self.folders)))
        for run in find_runs(there, self._pass_over, self._count_other):
            yield run, known.take(run[-1][0])
        yield [], known.take()

    def _changed(self) -> Iterator[FoundFile]:
        """Yield the files that the index does not know as they are."""
        for run, known in self._runs():
            if run != known:
                for file, row in compared(run, known):
                    if file and file != row:
                        yield FoundFile._make(file)

    @property
    def _writer(self) -> BatchWriter:
        """The writer of the index, which most scans do without: they find nothing new."""
        if self._batches is None:
            from tui.library.indexing.batch_writer import BatchWriter

            self._batches = BatchWriter(self.index, self.user, self.counts)
        return self._batches

    def _read(self, total: int, to_read: Iterable[FoundFile]) -> None:
        """Read files and write them into the index."""
        self._pace = Pace()
        self._report(0, total, always=True)
        done = self._writer.read(
            to_read, self.cancelled, lambda done: self._report(done, max(done, total))
        )
        self._report(done, max(done, total), always=True)

    def _forget(self) -> None:
        """Take out what was not found any more, but nothing below what can't be looked into."""
        kept = path_ranges(tuple(path for path in self.missing if not self._is_file(path)))
        kept += path_ranges(
            tuple(
                Path(os.fsdecode(path))
                for path, why in self._passed_over.items()
                if kind_of(why) == "unreadable"
            )
        )
        gone = [
            path for path in self._gone if not any(first <= path < last for first, last in kept)
        ]
        if gone and not self._writer.remove(gone, self.cancelled):
            return
        with self.index.writing() as connection:
            for low, high in path_ranges(tuple(self.folders)):
                connection.execute(
                    "DELETE FROM passed_over WHERE path >= ? AND path < ?", (low, high)
                )
            connection.executemany(
                "INSERT OR REPLACE INTO passed_over VALUES(?, ?)", self._passed_over.items()
            )
            if not self.partly:
                set_meta(connection, "scanned", int(time.time()))

    def _match_marks(self, last: int) -> None:
        """Have marks that have lost their article find it again, where there may be any."""
        if self._batches is None or not self._batches.lost_marks:
            with self.index.reading() as connection:
                if get_meta(connection, MARKS_MATCHED):
                    return
        self._writer.match_marks(last)

    def _is_file(self, path: Path) -> bool:
        """Tell whether the index knows a path as a file, so that it was no folder."""
        with self.index.reading() as connection:
            return bool(
                connection.execute("SELECT 1 FROM files WHERE path = ?", (os.fsencode(path),)).get
            )
