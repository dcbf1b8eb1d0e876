import io

from tui.cli.library_access import ProgressLine, progress_in_words
from tui.library.values import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_words_for_how_far_it_is() -> None:
    assert progress_in_words(Progress(0, None)) == "Looking through the folders …"
    assert progress_in_words(Progress(1200, None)) == "Looking through the folders: 1,200 …"
    assert progress_in_words(Progress(5000, 10000)) == (
        "Reading " + "━" * 15 + "─" * 15 + " 5,000 of 10,000"
    )


def test_the_line_fits_the_terminal() -> None:
    progress = Progress(12_400, 36_012, 1153.2, 20.4)
    words = "12,400 of 36,012 · 1,150 a second · 21 s left"
    assert progress_in_words(progress, 119) == f"Reading {'━' * 10}{'─' * 20} {words}"
    assert progress_in_words(progress, 59) == f"Reading {'━' * 2}{'─' * 3} {words}"
    assert progress_in_words(progress, 50) == words
    assert progress_in_words(progress, 30) == "12,400 of 36,012 · 21 s left"
    assert progress_in_words(progress, 10) == "12,400 of "


def test_the_line_is_wiped_away_at_the_end() -> None:
    stream = Terminal()
    with ProgressLine(stream=stream) as progress:
        progress(Progress(1, 2))
    assert stream.getvalue().startswith("\rReading ")
    assert stream.getvalue().endswith("\r\x1b[K")


def test_nothing_is_drawn_where_nobody_looks_or_for_a_short_work() -> None:
    for stream, patience in ((io.StringIO(), 0.0), (Terminal(), 60.0)):
        with ProgressLine(patience, stream) as progress:
            progress(Progress(1, 2))
        assert stream.getvalue() == ""


def test_it_is_not_drawn_again_at_once() -> None:
    stream = Terminal()
    with ProgressLine(stream=stream) as progress:
        for done in range(1000):
            progress(Progress(done, 1000))
    assert stream.getvalue().count("Reading") < 100
