import pytest

from tui.ui.screens.controllers.reader_controller import matches


@pytest.mark.parametrize(
    ("number", "total", "turned", "finding", "words"),
    [
        (None, 0, 0, False, ""),
        (None, 0, 0, True, "no match"),
        (None, 1, 0, False, "1 match"),
        (None, 12_345, 0, True, "12,345 matches"),
        (3, 17, 0, False, "3 of 17"),
        (1, 17, 1, True, "1 of 17, from the top again"),
        (17, 17, -1, True, "17 of 17, from the end again"),
    ],
)
def test_where_the_reader_is_among_the_matches(
    number: int | None, total: int, turned: int, finding: bool, words: str
) -> None:
    assert matches(number, total, turned, finding) == words
