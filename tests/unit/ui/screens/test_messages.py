import pytest

from tui.library.values import Progress
from tui.ui.screens.messages import matches, scan


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


@pytest.mark.parametrize(
    ("progress", "lengths"),
    [
        (Progress(7, None), ("looking for articles: 7",)),
        (Progress(3, 40), ("reading 3 of 40", "3 of 40")),
        (
            Progress(12_400, 36_012, 1153.2, 20.4),
            (
                "reading 12,400 of 36,012 · 1,150 a second · 21 s left",
                "reading 12,400 of 36,012 · 21 s left",
                "12,400 of 36,012 · 21 s left",
                "12,400 of 36,012",
            ),
        ),
    ],
)
def test_words_for_a_scan(progress: Progress, lengths: tuple[str, ...]) -> None:
    assert scan(progress) == lengths
