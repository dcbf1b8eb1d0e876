"""Posts as they are found: none vanishes, and each can be read again."""

from pathlib import Path

import pytest

from tests.corpus import corpora
from tui.articles.suffixes import SUFFIXES
from tui.library.library import Library
from tui.library.query import Query


@pytest.mark.parametrize("posts", corpora("posts"))
def test_every_file_is_a_row_that_can_be_read(tmp_path: Path, posts: Path) -> None:
    files = [path for path in posts.rglob("*") if path.suffix.lower() in SUFFIXES]
    files = [path for path in files if path.is_file()]
    with Library.open(tmp_path / "index.db", tmp_path / "user.db") as library:
        report = library.update((posts,))
        found = library.search.find(Query(folders=(posts,)))
        rows = library.search.summaries(found.ids)
        assert report.articles == found.total == len(rows)
        assert sum(row.copies for row in rows) == len(files) > 0
        assert all(row.title and row.date_source != "none" for row in rows)
        for row in rows:
            article = library.articles.read(row.id)
            assert article.title == row.title
            assert article.path in files
