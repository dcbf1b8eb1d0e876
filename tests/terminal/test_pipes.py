"""Streams and containers at a real terminal: slow, stalled, killed, and of every kind."""

import os
from collections.abc import Iterator
from pathlib import Path
from signal import SIGKILL, SIGTERM

import pytest

from tests.terminal.conftest import Start
from tests.terminal.pty_session import PROGRAM, PtySession
from tests.terminal.test_open import assert_sane

KITES = "---\ntitle: Kites over the dyke\ndate: 2021-03-29\n---\nThe wind came off the sea.\n"
SLEDGE = "---\ntitle: A sledge in June\ndate: 2021-03-28\n---\nIt hung in the barn.\n"


class Sender:
    """The writing end of a pipe that the program reads."""

    def __init__(self, path: Path) -> None:
        os.mkfifo(path)
        self._descriptor = os.open(path, os.O_RDWR)
        self.path = path

    def send(self, text: str) -> None:
        os.write(self._descriptor, text.encode())

    def close(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


@pytest.fixture
def sender(tmp_path: Path) -> Iterator[Sender]:
    """A pipe that stays open until it is closed."""
    sender = Sender(tmp_path / "pipe")
    yield sender
    sender.close()


@pytest.fixture
def session(start: Start, sender: Sender) -> PtySession:
    """The program, up with a pipe that nothing has come through yet."""
    session = start("sh", "-c", f"exec '{PROGRAM}' < '{sender.path}'")
    session.wait_for("Waiting for articles")
    return session


def test_articles_are_shown_as_they_come(session: PtySession, sender: Sender) -> None:
    sender.send(KITES)
    session.wait_for("Kites over the dyke")
    session.wait_for("standard input (1 article so far)")
    sender.send("It carried salt.\n")
    session.wait_for("It carried salt.")
    sender.send(SLEDGE)
    session.wait_for("A sledge in June")
    session.wait_for("2 articles")
    sender.close()
    session.wait_for("standard input (ended)")
    session.press("q")
    assert session.wait_end() == 0
    assert_sane(session)


def test_an_article_grows_without_another_row(session: PtySession, sender: Sender) -> None:
    sender.send(KITES)
    session.wait_for("1 article")
    session.press("b")
    session.wait_for("★")
    for number in range(3):
        sender.send(f"Gust {number}.\n")
        session.wait_for(f"Gust {number}.")
    session.wait_for("1 article")
    session.wait_for("★")


@pytest.mark.parametrize("ending", ["q", "\x03", SIGTERM])
def test_a_pipe_that_stalls_keeps_nothing_from_ending(
    session: PtySession, sender: Sender, home: Path, ending: str | int
) -> None:
    sender.send("# Half an article\n")
    session.wait_for("Half an article")
    if isinstance(ending, str):
        session.press(ending)
        assert session.wait_end() == 0
    else:
        session.signal(SIGTERM)
        assert session.wait_end() == 128 + SIGTERM
    assert_sane(session)
    assert not list((home / "cache" / "newsreader" / "piped").iterdir())


def test_what_a_killed_sender_sent_is_kept(start: Start, tmp_path: Path) -> None:
    (tmp_path / "kites.md").write_text(KITES)
    session = start("sh", "-c", f"sh -c 'cat kites.md; kill -{int(SIGKILL)} $$' | {PROGRAM}")
    session.wait_for("Kites over the dyke")
    session.wait_for("standard input (ended)")


def test_what_a_killed_program_left_is_swept_away(
    start: Start, session: PtySession, sender: Sender, home: Path, tmp_path: Path
) -> None:
    sender.send(KITES)
    session.wait_for("Kites over the dyke")
    folder = home / "cache" / "newsreader" / "piped"
    (left,) = folder.iterdir()
    assert (left / "index.db").stat().st_mode & 0o777 == 0o600
    session.signal(SIGKILL)
    session.wait_end()
    assert left.exists()
    (tmp_path / "sledge.md").write_text(SLEDGE)
    again = start("sh", "-c", f"cat sledge.md | {PROGRAM}")
    again.wait_for("A sledge in June")
    assert left not in list(folder.iterdir())


def test_an_empty_pipe_ends_the_program(session: PtySession, sender: Sender) -> None:
    sender.close()
    session.wait_for("Nothing came through the pipe.")
    assert session.wait_end() == 2
    assert_sane(session)


def test_what_is_no_text_is_named(session: PtySession, sender: Sender) -> None:
    sender.send("%PDF-1.4\n" + "0" * 2**16)
    session.wait_for("Standard input can't be read: it is a PDF.")
    assert session.wait_end() == 2
    assert_sane(session)


def test_a_feed_is_recognised_at_its_end(session: PtySession, sender: Sender) -> None:
    sender.send("<?xml version='1.0'?>\n<rss version='2.0'><channel>\n")
    for title in ("Rope", "Tar"):
        sender.send(f"<item><title>{title}</title><description>x</description></item>\n")
    sender.send("</channel></rss>\n")
    sender.close()
    session.wait_for("standard input (RSS feed, 2 entries)")
    session.wait_for("Rope")
    session.press("q")
    session.wait_for("standard input: RSS feed, 2 entries.")
    assert session.wait_end() == 0


def test_a_named_container_is_read_again_when_it_changes(start: Start, tmp_path: Path) -> None:
    rows = tmp_path / "rows.ndjson"
    rows.write_text('{"title": "Rope", "body": "Hemp."}\n{"title": "Tar", "body": "Pine."}\n')
    session = start(PROGRAM, rows.name)
    session.wait_for("rows.ndjson (")
    session.wait_for("Rope")
    session.wait_for("2 articles")
    rows.write_text('{"title": "Tar", "body": "Pine."}\n{"title": "Oakum", "body": "Old rope."}\n')
    session.wait_for("Oakum")
    session.wait_without("Rope")
    session.press("q")
    assert session.wait_end() == 0
    assert_sane(session)
