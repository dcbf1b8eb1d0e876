"""Pictures at a real terminal: drawn in the way that it says it can show them."""

import re
from pathlib import Path
from signal import SIGCONT, SIGTSTP

import pytest

from tests.terminal.conftest import Start
from tests.terminal.pty_session import PROGRAM, PtySession
from tests.unit.images.making import write_png

QUESTION = b"\x1b[c"
KITTY_QUESTION = b"\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\"
CELL_QUESTION = b"\x1b[16t"
XTERM = b"\x1b[?63;1;2;4;6;9;15;16;17;18;21;22;28;29c"
PLAIN = b"\x1b[?62;22c"
SIXEL = re.compile(rb'\x1bP0;1q"1;1;(\d+);(\d+)')
SENT = re.compile(rb"\x1b_Gi=(\d+),f=100,q=2,m=\d;")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A folder with an article that shows a picture, and one that shows none."""
    folder = tmp_path / "archive"
    folder.mkdir()
    (folder / "tower.md").write_text(
        "---\ntitle: The tower\ndate: 2021-03-29\n---\nBefore.\n\n![A tower](a.png)\n\nAfter.\n"
    )
    (folder / "words.md").write_text("---\ntitle: Words\ndate: 2021-03-30\n---\nOnly words.\n")
    write_png(folder / "a.png", 100, 100)
    return folder


def opened(session: PtySession) -> PtySession:
    """Go to the article with the picture."""
    session.wait_for("Only words.")
    assert QUESTION not in session.output
    session.press("j")
    session.wait_for("▣ 1  A tower")
    return session


def leave(session: PtySession) -> None:
    """Press some keys, none of which may have been lost or made up, and quit."""
    session.press("k")
    session.wait_for("Only words.")
    session.press("q")
    assert session.wait_end() == 0


def test_by_sixel(start: Start, archive: Path) -> None:
    answers = {QUESTION: XTERM, CELL_QUESTION: b"\x1b[6;17;8t"}
    session = opened(start(PROGRAM, archive, answers=answers))
    session.wait_until(lambda: len(SIXEL.findall(session.output)) >= 6, "six rows of Sixel")
    # 100 pixels are 5 rows of 17, and 15 of the sixth.
    assert set(SIXEL.findall(session.output)) == {(b"100", b"17"), (b"100", b"15")}
    assert session.output.count(QUESTION) == 1
    assert not SENT.search(session.output)
    leave(session)


def test_by_kitty(start: Start, archive: Path) -> None:
    answers = {QUESTION: PLAIN, KITTY_QUESTION: b"\x1b_Gi=31;OK\x1b\\"}
    session = opened(start(PROGRAM, archive, answers=answers))
    cell = "\U0010eeee".encode()
    session.wait_until(lambda: session.output.count(cell) >= 10 * 5, "50 cells of a picture")
    sent = SENT.search(session.output)
    assert sent and sent.start() < session.output.index(cell)
    assert not SIXEL.search(session.output)
    session.press("q")
    assert session.wait_end() == 0
    assert b"\x1b_Ga=d,d=I,i=%b,q=2\x1b\\" % sent[1] in session.output


def test_pictures_that_the_terminal_forgot_are_sent_again(start: Start, archive: Path) -> None:
    answers = {QUESTION: PLAIN, KITTY_QUESTION: b"\x1b_Gi=31;OK\x1b\\"}
    session = opened(start(PROGRAM, archive, answers=answers))
    cell = "\U0010eeee".encode()
    session.wait_until(lambda: session.output.count(cell) >= 10 * 5, "50 cells of a picture")
    before = len(session.output)
    session.signal(SIGTSTP)
    session.wait_stopped()
    session.signal(SIGCONT)
    session.wait_until(lambda: session.output[before:].count(cell) >= 10 * 5, "the cells again")
    again = SENT.search(session.output, before)
    assert again and again[1] in SENT.findall(session.output[:before])
    leave(session)


@pytest.mark.parametrize("answers", [None, {QUESTION: b"\x1b[?1;2c"}, {}])
def test_in_half_blocks(start: Start, archive: Path, answers: dict[bytes, bytes] | None) -> None:
    session = opened(start(PROGRAM, archive, answers=answers))
    session.wait_for("▀" * 10)
    assert not SIXEL.search(session.output)
    assert not SENT.search(session.output)
    leave(session)


def test_keys_typed_while_the_terminal_answers_are_keys(start: Start, archive: Path) -> None:
    session = start(PROGRAM, archive, answers={QUESTION: XTERM + b"k\x1b[6;17;8t"})
    session.wait_for("Only words.")
    session.press("j")
    session.wait_until(lambda: QUESTION in session.output, "the question")
    session.wait_for("Only words.")
    session.press("q")
    assert session.wait_end() == 0
