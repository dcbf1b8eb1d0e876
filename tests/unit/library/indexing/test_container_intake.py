import time
from pathlib import Path

import pytest

from tui.library.indexing import container_intake
from tui.library.indexing.container_intake import ContainerIntake
from tui.library.indexing.intake import SourceRows
from tui.library.library import Library
from tui.library.query import Query


@pytest.fixture(params=["at once", "as a stream"])
def taking(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have files of any size read in one of both ways, and looked at often."""
    monkeypatch.setattr(container_intake, "_LARGE", 0 if "stream" in request.param else 1 << 20)
    monkeypatch.setattr(container_intake, "_LOOK_SECONDS", 0.05)


@pytest.fixture
def library(library: Library) -> Library:
    """A library that articles without files will come to."""
    library.expect_articles()
    return library


def _found(library: Library) -> dict[str, tuple[int, bool, int]]:
    """Return the row, the mark and the copies of each article, by its title."""
    ids = library.search.first_page(Query(), 100).ids
    rows = library.search.summaries(ids)
    return {row.title: (row.id, row.bookmarked, row.copies) for row in rows}


def _rows(*titles: str) -> str:
    return "".join(f'{{"title": "{title}", "body": "Words of {title}."}}\n' for title in titles)


def _wait_for(library: Library, *titles: str) -> None:
    until = time.monotonic() + 60
    while set(_found(library)) != set(titles):
        assert time.monotonic() < until, _found(library)
        time.sleep(0.05)


@pytest.mark.usefixtures("taking")
def test_rows_follow_the_container(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "rows.ndjson"
    path.write_text(_rows("Oats", "Rye", "Oats"))
    rows = SourceRows(library.take_in, path.name)
    intake = ContainerIntake(path, rows, None, "")
    intake.start()
    try:
        _wait_for(library, "Oats", "Rye")
        before = _found(library)
        assert before["Oats"][2] == 2
        library.bookmarks.set_bookmarked([before["Rye"][0]], True)
        for name in ("Teff", "Spelt"):
            path.write_text(_rows("Oats", "Rye", "Oats", name))
            _wait_for(library, "Oats", "Rye", name)
        after = _found(library)
        assert after["Rye"][:2] == (before["Rye"][0], True)
        assert after["Oats"] == before["Oats"]
    finally:
        intake.stop()
    assert rows.taken.kind == "JSON, 4 articles"


def test_no_row_stays_of_a_container_that_was_too_large_before(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "rows.ndjson"
    path.write_text(_rows("Oats", "Rye"))
    monkeypatch.setattr(container_intake, "_LARGE", path.stat().st_size - 1)
    monkeypatch.setattr(container_intake, "_LOOK_SECONDS", 0.05)
    rows = SourceRows(library.take_in, path.name)
    intake = ContainerIntake(path, rows, None, "")
    intake.start()
    try:
        _wait_for(library, "Oats", "Rye")
        path.write_text(_rows("Teff"))
        _wait_for(library, "Teff")
    finally:
        intake.stop()
    assert rows.taken.kind == "JSON, 1 article"
