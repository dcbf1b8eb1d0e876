import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.library.making import open_library, write
from tui.library.query import Query


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Sets the local zone through the variable `TZ`, and puts it back."""
    yield monkeypatch
    monkeypatch.undo()
    time.tzset()


def test_local_days_follow_the_zone(tmp_path: Path, zone: pytest.MonkeyPatch) -> None:
    zone.setenv("TZ", "UTC")
    time.tzset()
    folder = tmp_path / "articles"
    write(folder / "a.md", "Instant", "Text a.", date="2021-03-29T23:00:00Z")
    write(folder / "b.md", "Day", "Text b.", date="2021-03-29")
    write(folder / "c.md", "Local", "Text c.", date="2021-03-29 01:00:00")
    with open_library(tmp_path) as library:
        library.update([folder])
        assert set(library.search.find(Query()).days) == {20210329}
    zone.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    with open_library(tmp_path) as library:
        assert list(library.search.find(Query("instant")).days) == [20210330]
        assert list(library.search.find(Query("day")).days) == [20210329]
        library.update([folder])
        assert sorted(library.search.find(Query()).days) == [20210329, 20210329, 20210330]
        (row,) = library.search.summaries(library.search.find(Query("local")).ids)
        assert row.date is not None and row.date.hour == 1
