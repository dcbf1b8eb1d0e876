from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.library.making import write
from tui.articles.files import FoundFile
from tui.library.indexing import scan
from tui.library.indexing.scan import KnownFiles, compared
from tui.library.library import Library
from tui.library.storage.index_db import open_index

_paths = st.sets(st.binary(max_size=2), max_size=8)


@given(_paths, _paths)
def test_each_path_comes_once_in_order(found: set[bytes], known: set[bytes]) -> None:
    pairs = list(
        compared(
            (FoundFile(raw, 1, 2) for raw in sorted(found)),
            ((raw, 1, 2) for raw in sorted(known)),
        )
    )
    assert pairs == [
        (
            FoundFile(raw, 1, 2) if raw in found else None,
            (raw, 1, 2) if raw in known else None,
        )
        for raw in sorted(found | known)
    ]


@pytest.mark.parametrize("rows", [1, 2, 1000])
@given(paths=_paths, steps=st.lists(st.binary(max_size=2), max_size=4))
def test_each_known_file_is_taken_once(rows: int, paths: set[bytes], steps: list[bytes]) -> None:
    ranges = [(b"a", b"a\0"), (b"b", b"c"), (b"d", b"\xff")]
    wanted = [path for path in sorted(paths) if any(low <= path < high for low, high in ranges)]
    index = open_index(None, 1)
    with index.writing() as connection:
        connection.executemany(
            "INSERT INTO files VALUES(?, 1, 2, 3, '', '')", ((path,) for path in paths)
        )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scan, "_ROWS", rows)
        known = KnownFiles(index, ranges)
        taken: list[bytes] = []
        for last in sorted(steps):
            taken += [path for path, _, _ in known.take(last)]
            assert taken == [path for path in wanted if path <= last]
        assert taken + [path for path, _, _ in known.take()] == wanted
        assert known.take() == []
    index.close()


@pytest.mark.parametrize("rows", [1, 2, 3, 7])
def test_an_archive_too_large_for_one_look(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    """However few rows are read at a time, and however few files are kept to be read."""
    monkeypatch.setattr(scan, "_ROWS", rows)
    monkeypatch.setattr(scan, "_KEPT", 2)
    files = [write(folder / f"{name}.md", name, date="2021-03-01") for name in "abcdef"]
    assert library.update([folder]).added == 6
    files[1].unlink()
    files[5].unlink()
    for name in "cde":
        write(folder / f"{name}.md", name, f"Another {name}.", date="2021-03-01")
    write(folder / "b" / "g.md", "g", date="2021-03-01")
    report = library.update([folder])
    assert (report.added, report.changed, report.removed, report.unchanged) == (1, 3, 2, 1)
    assert library.update([folder]).unchanged == 5
