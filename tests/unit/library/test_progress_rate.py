import pytest

from tui.library.progress_rate import Pace, in_words
from tui.library.values import Progress


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_nothing_is_known_in_the_first_second_of_reading() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.at(0, 2000)
    clock.now += 7
    assert pace.at(100, 2000) == Progress(100, 2000, None, None)
    clock.now += 0.9
    assert pace.at(500, 2000) == Progress(500, 2000, None, None)
    clock.now += 0.1
    assert pace.at(600, 2000) == Progress(600, 2000, 500.0, 2.8)


def test_the_rate_is_that_of_the_last_seconds() -> None:
    clock = Clock()
    pace = Pace(clock)
    for second in range(1, 21):
        clock.now += 1
        progress = pace.at(second * 100, 10_000)
    assert progress.rate == pytest.approx(100)
    for second in range(1, 6):
        clock.now += 1
        progress = pace.at(2000 + second * 400, 10_000)
    assert progress.rate == pytest.approx(400)
    assert progress.left == pytest.approx(15)


def test_where_nothing_moves_no_time_is_known() -> None:
    clock = Clock()
    pace = Pace(clock)
    for done in (0, 3, 3):
        clock.now += 10
        assert pace.at(done, 10) == Progress(done, 10, None, None)


@pytest.mark.parametrize(
    ("progress", "words"),
    [
        (Progress(12_400, None), ("looking for articles: 12,400",)),
        (Progress(3, 40), ("3 of 40",)),
        (
            Progress(12_400, 36_012, 1153.2, 20.4),
            (
                "12,400 of 36,012 · 1,150 a second · 21 s left",
                "12,400 of 36,012 · 21 s left",
                "12,400 of 36,012",
            ),
        ),
    ],
)
def test_words_for_progress(progress: Progress, words: tuple[str, ...]) -> None:
    assert in_words(progress) == words


@pytest.mark.parametrize(
    ("rate", "seconds", "words"),
    [
        (0.2, 0.0, "1 a second · 1 s left"),
        (87.6, 90.0, "88 a second · 90 s left"),
        (12_345.0, 91.0, "12,300 a second · 2 min left"),
        (5.0, 3541.0, "5 a second · 1 h 0 min left"),
        (5.0, 7500.0, "5 a second · 2 h 5 min left"),
    ],
)
def test_words_for_rates_and_times(rate: float, seconds: float, words: str) -> None:
    assert in_words(Progress(1, 2, rate, seconds))[0] == f"1 of 2 · {words}"
