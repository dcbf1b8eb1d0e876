import io

from tui.cli.progress import ProgressLine, in_words
from tui.library.values import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_words_for_how_far_it_is() -> None:
    assert in_words(Progress(12, None)) == "Looking through the folders …"
    assert in_words(Progress(5000, 10000)) == (
        "Reading " + "━" * 15 + "─" * 15 + " 5,000 of 10,000"
    )


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
