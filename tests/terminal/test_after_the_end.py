"""The end of the program: whatever comes after it finds the terminal as the shell wants it."""

from pathlib import Path
from signal import SIGCONT, SIGTSTP

import pytest

from tests.terminal.conftest import Start
from tests.terminal.pty_session import PROGRAM
from tests.terminal.test_open import assert_sane


@pytest.mark.parametrize("moments", [0, 1, 5, 20])
def test_a_program_that_is_ending_takes_the_terminal_no_more(
    start: Start, tmp_path: Path, moments: int
) -> None:
    (tmp_path / "swans.md").write_text("# Swans on the mill pond\n\nThey came down.\n")
    session = start(PROGRAM, tmp_path / "swans.md")
    session.wait_for("They came down.")
    session.press("\x11")
    taken = session.output.count(b"\x1b[?1049h")
    session.wait_until(lambda: not session.in_alternate_screen, "the shell's screen")
    for _ in range(moments + 1):
        session.signal(SIGTSTP)
        session.signal(SIGCONT)
    assert session.wait_end() == 0
    assert session.output.count(b"\x1b[?1049h") == taken
    assert_sane(session)
