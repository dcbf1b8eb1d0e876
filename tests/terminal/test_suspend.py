"""Stopping and going on: the shell has its terminal as it wants it, and all is drawn again."""

from pathlib import Path
from signal import SIGCONT, SIGSTOP, SIGTSTP, Signals

import pytest

from tests.terminal.conftest import Start
from tests.terminal.pty_session import PROGRAM, PtySession
from tests.terminal.test_open import assert_sane

TITLE = "Swans on the mill pond"
TEXT = "They came down out of the fog."

_MODES = (b"?1049h", b"?1000h", b"?1003h", b"?1006h", b"?2004h", b"?1004h", b"?25l", b">25u")


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """An article in a folder of its own."""
    folder = tmp_path / "pond"
    folder.mkdir()
    path = folder / "swans.md"
    path.write_text(f"---\ntitle: {TITLE}\ndate: 2021-03-29\n---\n{TEXT}\n")
    return path


def assert_drawn_anew(session: PtySession, before: int) -> None:
    """See that all modes were set, and the article drawn after it, after so much output."""
    taken = b"\x1b[?1049h"
    session.wait_until(lambda: taken in session.output[before:], "the alternate screen")
    start = session.output.index(taken, before)
    session.wait_until(lambda: TEXT.encode() in session.output[start:], "the text once more")
    session.wait_for(TITLE)
    for mode in _MODES:
        assert b"\x1b[" + mode in session.output[start:]


@pytest.mark.parametrize("line", ["{program} {article}", "cat {article} | {program}"])
def test_the_shell_has_its_terminal_while_the_program_is_stopped(
    start: Start, article: Path, line: str
) -> None:
    session = start("bash", "--norc", "--noprofile", "--noediting", "-i")
    session.press("stty -g > before\r")
    session.press(line.format(program=PROGRAM, article=article) + "\r")
    session.wait_for(TEXT)
    for round in range(2):
        session.press("\x1a")
        session.wait_for("Stopped")
        assert_sane(session)
        session.press(f"stty -g | cmp - before && echo the same{round}\r")
        session.wait_for(f"\nthe same{round}")
        session.press("clear\r")
        session.wait_without("the same")
        before = len(session.output)
        session.press("fg\r")
        assert_drawn_anew(session, before)
    session.press("q")
    session.wait_until(lambda: not session.in_alternate_screen, "the shell")
    session.press("echo left $?\r")
    session.wait_for("left 0")


@pytest.mark.parametrize("stop", [SIGTSTP, SIGSTOP])
def test_a_stop_from_outside_and_another_size_meanwhile(
    start: Start, article: Path, stop: Signals
) -> None:
    session = start(PROGRAM, article)
    session.wait_for(TEXT)
    for columns in (90, 130):
        session.signal(stop)
        session.wait_stopped()
        session.resize(columns, 30)
        before = len(session.output)
        session.signal(SIGCONT)
        assert_drawn_anew(session, before)
    session.press("?")
    session.wait_for("Help")
    session.press("q")
    session.wait_without("Help")
    session.press("q")
    assert session.wait_end() == 0
    assert_sane(session)


@pytest.mark.parametrize("errors", ["2> log", "2> /dev/null", "2>&-"])
def test_the_screen_goes_to_the_terminal_wherever_errors_go(
    start: Start, tmp_path: Path, article: Path, errors: str
) -> None:
    session = start("sh", "-c", f"{PROGRAM} {article} gone.md {errors}; exit $?")
    session.wait_for(TEXT)
    session.press("q")
    assert session.wait_end() in (0, 1)
    assert_sane(session)
    if errors == "2> log":
        assert (tmp_path / "log").read_text() == "There is no file or folder gone.md.\n"
