"""Files that a scan finds new, changed or gone, written into the index a batch at a time."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

import apsw

from tui.articles.files import FoundFile
from tui.library.indexing.entry import Entry, FileEntry
from tui.library.indexing.file_rows import FileRows, FileState
from tui.library.indexing.index_writer import IndexWriter
from tui.library.indexing.process_pool import read_files
from tui.library.marks.index_marks import match, settle
from tui.library.marks.mark_sources import marked_in
from tui.library.storage.database import Pool
from tui.library.storage.user_db import UserData
from tui.library.values import Key

_FILES = 2000
_SECONDS = 0.1
"""The bounds of a transaction: the files that it holds, and the seconds in which they were read."""
_LONGEST = 1.0
"""The seconds that a transaction takes in once the first rows are there: each takes in twice
the time of the one before, since the full text takes in much at once in half the time."""
_SAME_TICK = 2_000_000_000
"""A file changed less than these nanoseconds before it is read may change once more without
its time of modification telling (FAT counts in steps of two seconds)."""


class BatchWriter:
    """Writes the files of one scan into the index."""

    def __init__(self, index: Pool, user: UserData, counts: Counter[str]) -> None:
        """Begin with nothing written.

        Args:
            index: The index.
            user: The marks.
            counts: Counts each file as `added`, `changed`, `unchanged` or `removed`.
        """
        self._counts = counts
        self._index = index
        self._user = user
        self._left: set[Key] = set()
        """The keys that files had when they were read before, and have no longer."""
        self._changed_marks: set[bytes] = set()
        """The identities whose marks may not have found their articles."""

    @property
    def lost_marks(self) -> bool:
        """Whether marks may have lost their article."""
        return bool(self._changed_marks)

    def read(
        self,
        files: Iterable[FoundFile],
        cancelled: Callable[[], bool],
        report: Callable[[int], None],
    ) -> int:
        """Read files and write them into the index, a transaction for each batch.

        Args:
            files: The files.
            cancelled: Asked between files; what was written until then stays.
            report: Told after each batch how many files are written.

        Returns:
            How many files are written.

        Raises:
            StorageError: The index can't be written.
        """
        done = 0
        batch: list[tuple[FoundFile, FileEntry]] = []
        began, seconds = 0.0, _SECONDS
        for entries in read_files(files, cancelled):
            batch += entries
            now = time.monotonic()
            if batch and (now - began >= seconds or len(batch) >= _FILES):
                done += len(batch)
                self._write(batch)
                batch = []
                report(done)
                began, seconds = time.monotonic(), min(seconds * 2, _LONGEST)
        if batch and not cancelled():
            self._write(batch)
            done += len(batch)
        return done

    def _write(self, batch: Sequence[tuple[FoundFile, FileEntry]]) -> None:
        doubtful = time.time_ns() - _SAME_TICK
        with writing_rows(self._index, self._user, self._left, self._changed_marks) as (
            connection,
            writer,
        ):
            files: list[tuple[FileState, Entry]] = []
            for file, (path, folded, entry) in batch:
                modified = file.modified if file.modified < doubtful and entry.content else None
                files.append((FileState(path, file.size, modified, folded), entry))
            self._counts.update(FileRows(connection, writer).put(files))
            self._changed_marks |= marked_in(self._user, [file.path for file, _ in files])

    def remove(self, paths: Sequence[bytes], cancelled: Callable[[], bool]) -> bool:
        """Take files out of the index; return whether all are out, and it was not cancelled.

        Raises:
            StorageError: The index can't be written.
        """
        for start in range(0, len(paths), _FILES):
            if cancelled():
                return False
            batch = paths[start : start + _FILES]
            with writing_rows(self._index, self._user, set(), self._changed_marks) as (
                connection,
                writer,
            ):
                files = FileRows(connection, writer)
                for path in batch:
                    files.remove(path)
            self._counts["removed"] += len(batch)
        return True

    def match_marks(self, last: int) -> None:
        """Have marks that have lost their article find it again.

        Args:
            last: The highest row of the index before the scan.

        Raises:
            StorageError: The index can't be written.
        """
        with self._index.writing() as connection:
            match(connection, self._user, self._changed_marks, since=last)


@contextmanager
def writing_rows(
    index: Pool, user: UserData, left: set[Key], changed: set[bytes]
) -> Iterator[tuple[apsw.Connection, IndexWriter]]:
    """Write articles into the index in one transaction, and settle their marks at its end.

    Args:
        index: The index.
        user: The marks.
        left: The keys that files had when they were read before; `IndexWriter` adds to them.
        changed: The identities whose marks may not have found their articles; is added to.
    """
    with index.writing() as connection:
        writer = IndexWriter(connection, left)
        yield connection, writer
        changed |= settle(writer, connection, user)
