import os
import threading
from collections.abc import Callable, Iterator

import pytest

from tui.library.indexing import pipe_intake
from tui.library.indexing.intake import SourceRows, Taken
from tui.library.indexing.pipe_intake import PipeIntake
from tui.library.library import Library
from tui.library.query import Query

ONE = "---\ntitle: Oats\ndate: 2021-03-29\n---\nSown in March.\n"
TWO = "---\ntitle: Rye\ndate: 2021-03-28\n---\nSown in autumn.\n"


class Pipe:
    """A pipe into an intake that has started."""

    def __init__(self, library: Library) -> None:
        receiving, self._sending = os.pipe()
        self.library = library
        self._changed = threading.Condition()
        self.taken = Taken("standard input")
        rows = SourceRows(library.take_in, "standard input")
        rows.follow(self._note)
        self.intake = PipeIntake(receiving, rows, None, "https://example.org/")
        self.intake.start()

    def _note(self, taken: Taken) -> None:
        with self._changed:
            self.taken = taken
            self._changed.notify_all()

    def send(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._sending, data) :]

    def end(self) -> Taken:
        os.close(self._sending)
        return self.wait(lambda taken: taken.ended)

    def wait(self, until: Callable[[Taken], bool]) -> Taken:
        with self._changed:
            assert self._changed.wait_for(lambda: until(self.taken), 60)
            return self.taken

    def titles(self) -> list[str]:
        ids = self.library.search.first_page(Query(), 100).ids
        return [summary.title for summary in self.library.search.summaries(ids)]


@pytest.fixture
def library(library: Library) -> Library:
    """A library that articles without files will come to."""
    library.expect_articles()
    return library


@pytest.fixture
def pipe(library: Library) -> Iterator[Pipe]:
    pipe = Pipe(library)
    yield pipe
    pipe.intake.stop()


def test_what_is_not_whole_is_shown_and_keeps_its_row(pipe: Pipe) -> None:
    pipe.send(ONE.encode())
    assert pipe.wait(lambda taken: taken.articles == 1).waiting
    (id,) = pipe.library.search.first_page(Query(), 9).ids
    pipe.library.bookmarks.set_bookmarked([id], True)
    pipe.send(b"Cut in August.\n" + TWO.encode())
    pipe.wait(lambda taken: taken.articles == 2)
    assert pipe.titles() == ["Oats", "Rye"]
    assert pipe.library.articles.read(id).body.strip() == "Sown in March.\nCut in August."
    pipe.send(b"And cut in July")
    taken = pipe.end()
    assert (taken.articles, taken.waiting, taken.problems) == (2, False, ())
    oats, rye = pipe.library.search.summaries(pipe.library.search.first_page(Query(), 9).ids)
    assert oats.id == id
    assert oats.bookmarked
    assert pipe.library.articles.read(rye.id).body.endswith("And cut in July")


def test_articles_that_say_the_same_have_one_row(pipe: Pipe) -> None:
    pipe.send(ONE.encode() * 2)
    pipe.wait(lambda taken: taken.articles == 2)
    assert pipe.titles() == ["Oats"]
    pipe.send(b"No more.\n")
    pipe.wait(lambda _: pipe.titles() == ["Oats", "Oats"])
    pipe.end()


def test_a_beginning_may_turn_out_to_be_of_another_kind(pipe: Pipe) -> None:
    pipe.send(b"<?xml version='1.0'?>\n<!-- Grain -->\n")
    pipe.wait(lambda taken: taken.articles == 1)
    pipe.send(b"<rss version='2.0'><channel><item><title>Oats</title></item></channel></rss>\n")
    assert pipe.end().kind == "RSS feed, 1 entry"
    assert pipe.titles() == ["Oats"]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b" \n", "Nothing came through the pipe."),
        (b"%PDF-1.7\n", "Standard input can't be read: it is a PDF."),
        (b"PK\x05\x06 broken", "Standard input can't be read: the zip can't be read:"),
    ],
)
def test_what_can_not_be_read_is_said(pipe: Pipe, data: bytes, problem: str) -> None:
    pipe.send(data)
    (said,) = pipe.end().problems
    assert said.startswith(problem)
    assert not pipe.taken.articles


def test_rows_in_json_come_with_their_kind_and_the_base_of_their_links(pipe: Pipe) -> None:
    pipe.send(b'{"title": "Oats"}\n{"title": "Rye"}\n')
    taken = pipe.end()
    assert taken.articles == 2
    assert "2" in taken.kind
    ids = pipe.library.search.first_page(Query(), 9).ids
    links = {summary.link for summary in pipe.library.search.summaries(ids)}
    assert links == {"https://example.org/"}


def test_a_line_without_an_end_is_left_out(pipe: Pipe, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipe_intake, "LARGEST", 1 << 20)
    pipe.send(ONE.encode() + b"---\ntitle: Endless\n---\n")
    with pytest.raises(BrokenPipeError):
        while True:
            pipe.send(b"x" * (1 << 16))
    taken = pipe.wait(lambda taken: taken.ended)
    assert pipe.titles() == ["Oats"]
    assert "An article of more than 1 MB came through the pipe" in taken.problems[0]


def test_a_stop_waits_for_no_sender(library: Library) -> None:
    pipe = Pipe(library)
    pipe.send(b"# Half")
    pipe.intake.stop()
    assert pipe.taken.ended


def test_rows_in_json_come_one_by_one(pipe: Pipe) -> None:
    pipe.send(b'{"title": "Oats", "body": "Sown in March."}\n{"title": "Ry')
    pipe.wait(lambda taken: taken.articles == 1)
    assert pipe.titles() == ["Oats"]
    pipe.send(b'e"}\nbroken\n{"title": "Teff"}')
    pipe.wait(lambda taken: taken.articles == 3)
    pipe.send(b'\n{"title": "Spe')
    taken = pipe.end()
    assert sorted(pipe.titles()) == ["Oats", "Rye", "Teff"]
    assert taken.kind == "JSON, 3 articles"
    assert [problem.partition(" is ")[0] for problem in taken.problems] == [
        "What begins in line 3",
        "What begins in line 5",
    ]


def test_a_long_array_comes_before_its_end(pipe: Pipe) -> None:
    pipe.send(b"[\n")
    for number in range(500):
        pipe.send(f'{{"title": "Row {number}", "body": "{"words " * 50}"}},\n'.encode())
    pipe.wait(lambda taken: taken.articles == 500)
    taken = pipe.end()
    assert (taken.kind, taken.problems) == ("JSON, 500 articles", ())


def test_a_json_feed_is_known_at_its_end(pipe: Pipe) -> None:
    pipe.send(b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"title": "Oats"}')
    pipe.send(b', {"title": "Rye"}]}')
    assert pipe.end().kind == "JSON Feed, 2 entries"


def test_messages_come_one_by_one_and_the_last_one_grows(pipe: Pipe) -> None:
    letter = b"From a@b Sat Jun  8 04:15:00 2024\nFrom: Ada <a@b>\nSubject: %s\n\n%s\n\n"
    pipe.send(letter % (b"Oats", b"Sown.") + letter % (b"Rye", b"Cut."))
    pipe.wait(lambda taken: taken.articles == 2 and taken.waiting)
    pipe.send(b"And bound.\n")
    taken = pipe.end()
    assert sorted(pipe.titles()) == ["Oats", "Rye"]
    ids = pipe.library.search.first_page(Query("bound"), 9).ids
    assert [each.title for each in pipe.library.search.summaries(ids)] == ["Rye"]
    assert taken.kind == "mbox, 2 messages"


def test_the_bytes_of_what_comes_as_a_whole_are_counted(pipe: Pipe) -> None:
    pipe.send(b"<rss version='2.0'><channel><title>%s</title>" % (b"x" * 100_000))
    pipe.wait(lambda taken: taken.size > 100_000)
    pipe.send(b"<item><title>Oats</title></item></channel></rss>")
    assert pipe.end().kind == "RSS feed, 1 entry"
