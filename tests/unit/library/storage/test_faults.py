"""A bookmark, or a highlight, while the disk fails: at every write it is kept or refused."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import apsw
import pytest

from tests.unit.library.making import article, open_library
from tui.document.quotes import Quote
from tui.errors import StorageError
from tui.library.library import Library
from tui.library.query import Query


class FaultyDisk(apsw.VFS):
    """The usual VFS, in which one write fails, and with it each that comes later."""

    def __init__(self) -> None:
        self.base = apsw.vfs_names()[0]
        super().__init__("faulty", self.base, makedefault=True)
        self.left: int | None = None
        """The number of writes that still succeed; None for all."""
        self.error: type[apsw.Error] = apsw.IOError
        self.share = 0.0
        """The part of the data that the failing write still writes, from 0 to 1."""

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:
        return FaultyFile(self, name, flags)

    def may_write(self) -> bool:
        if self.left is None:
            return True
        self.left -= 1
        return self.left >= 0


class FaultyFile(apsw.VFSFile):
    """A file on such a disk."""

    def __init__(
        self, disk: FaultyDisk, name: str | apsw.URIFilename | None, flags: list[int]
    ) -> None:
        super().__init__(disk.base, name, flags)
        self._disk = disk

    def xWrite(self, data: Any, offset: int) -> None:
        if not self._disk.may_write():
            super().xWrite(bytes(data)[: int(len(data) * self._disk.share)], offset)
            raise self._disk.error
        super().xWrite(data, offset)


@pytest.fixture
def disk() -> Iterator[FaultyDisk]:
    """A disk on which every database of the test lies."""
    usual = apsw.vfs_names()[0]
    disk = FaultyDisk()
    yield disk
    disk.unregister()
    assert apsw.vfs_names()[0] == usual


def is_kept(change: Callable[[Library, int], object], library: Library, id: int) -> bool:
    """Make a change; tell whether it was kept. A refusal says what can't be."""
    try:
        change(library, id)
    except StorageError as refusal:
        assert "bookmarks" in str(refusal)
        return False
    return True


def bookmark(library: Library, id: int) -> None:
    library.bookmarks.set_bookmarked([id], True)


def highlight(library: Library, id: int) -> None:
    library.highlights.add(id, Quote("Long"))


@pytest.mark.parametrize(
    ("mark", "query", "error", "share"),
    [
        (bookmark, "is:bookmarked", apsw.IOError, 0.0),
        (bookmark, "is:bookmarked", apsw.FullError, 0.0),
        (bookmark, "is:bookmarked", apsw.IOError, 0.5),
        (highlight, "has:highlight", apsw.FullError, 0.5),
    ],
)
def test_a_mark_is_kept_or_refused_at_every_write(
    tmp_path: Path,
    disk: FaultyDisk,
    mark: Callable[[Library, int], None],
    query: str,
    error: type[apsw.Error],
    share: float,
) -> None:
    disk.error, disk.share = error, share
    outcomes = set()
    for writes in range(200):
        place = tmp_path / str(writes)
        with open_library(place, in_memory=True) as library:
            mark(library, *library.add([article("First", "Long. " * 2000)]))
            (second,) = library.add([article("Second", "Longer. " * 2000)])
            disk.left = writes
            kept = is_kept(mark, library, second)
            shown = {
                row.title for row in library.search.summaries(library.search.find(Query(query)).ids)
            }
            assert shown == ({"First", "Second"} if kept else {"First"})
            was_hit = disk.left < 0
            disk.left = None
        with open_library(place, in_memory=True) as library:
            there = {each.article.title for each in library.bookmarks.all()}
            there |= {each.article.title for each in library.highlights.all()}
            assert library.notices == []
        assert there == shown
        outcomes.add(kept)
        if not was_hit:
            break
    assert not was_hit and outcomes == {True, False}


CHANGES: dict[str, Callable[[Library, int], object]] = {
    "recolour": lambda library, id: library.highlights.recolour(id, "blue"),
    "note": lambda library, id: library.highlights.set_note(id, "A note. " * 1000),
    "remove": lambda library, id: library.highlights.remove([id]),
    "undo": lambda library, _: library.marks.undo(),
    "undo of a removal": lambda library, _: library.marks.undo(),
}


@pytest.mark.parametrize(
    ("error", "share"), [(apsw.IOError, 0.0), (apsw.FullError, 0.0), (apsw.IOError, 0.5)]
)
@pytest.mark.parametrize("name", CHANGES)
def test_a_change_of_a_highlight_is_kept_or_refused_at_every_write(
    tmp_path: Path, disk: FaultyDisk, name: str, error: type[apsw.Error], share: float
) -> None:
    disk.error, disk.share = error, share
    outcomes = set()
    for writes in range(200):
        place = tmp_path / str(writes)
        with open_library(place, in_memory=True) as library:
            (id,) = library.add([article("First", "Long. " * 2000)])
            library.highlights.add(id, Quote("Long."), note="Before.")
            number = library.highlights.add(id, Quote("Long", "Long. ")).id
            assert number is not None
            if name == "undo of a removal":
                library.highlights.remove([number])
            before = library.highlights.all()
            disk.left = writes
            kept = is_kept(CHANGES[name], library, number)
            was_hit = disk.left < 0
            disk.left = None
            after = library.highlights.all()
            assert (after != before) == kept
            (row,) = library.search.summaries([id])
            assert row.highlights == len(after[0].highlights)
        with open_library(place, in_memory=True) as library:
            assert [each.highlights for each in library.highlights.all()] == [
                each.highlights for each in after
            ]
            assert library.notices == []
        outcomes.add(kept)
        if not was_hit:
            break
    assert not was_hit and outcomes == {True, False}
