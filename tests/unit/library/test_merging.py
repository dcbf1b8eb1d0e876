from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.unit.library.making import article
from tui.library.database import Pool
from tui.library.entry import make_entry
from tui.library.index import open_index
from tui.library.merging import merge_words
from tui.library.shelving import Shelf

PIECES = 5


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Pool]:
    """An index whose full text is in pieces, with one article in each."""
    index = open_index(tmp_path / "index.db", 1)
    for number in range(PIECES):
        with index.writing() as connection:
            Shelf(connection).put_piped(make_entry(article(f"Title {number}")), "{}")
    yield index
    index.close()


def pieces(index: Pool) -> int:
    with index.reading() as connection:
        count: int = connection.execute("SELECT count(DISTINCT segid) FROM words_idx").get
        return count


def matching(index: Pool, words: str) -> int:
    with index.reading() as connection:
        count: int = connection.execute(
            "SELECT count(*) FROM words WHERE words MATCH ?", (words,)
        ).get
        return count


def times(count: int) -> Callable[[], bool]:
    """Return what says yes when it is asked more than so many times."""
    answers = iter([False] * count)
    return lambda: next(answers, True)


def test_much_that_is_new_is_put_together(index: Pool) -> None:
    assert pieces(index) == PIECES
    merge_words(index, PIECES, lambda: False)
    assert pieces(index) == 1
    assert (matching(index, "title"), matching(index, '"title 3"')) == (PIECES, 1)


def test_little_that_is_new_is_left_as_it_is(index: Pool) -> None:
    merge_words(index, 1, lambda: False)
    assert pieces(index) == PIECES


def test_an_end_before_all_is_merged_loses_nothing(index: Pool) -> None:
    merge_words(index, PIECES, times(0))
    assert pieces(index) == PIECES
    merge_words(index, PIECES, times(1))
    assert matching(index, "title") == PIECES
    merge_words(index, PIECES, lambda: False)
    assert pieces(index) == 1
