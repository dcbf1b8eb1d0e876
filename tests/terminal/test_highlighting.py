"""Highlights made with the mouse and by keys, which are there again at the next start."""

from pathlib import Path

from tests.terminal.conftest import Start
from tests.terminal.pty_session import PROGRAM, PtySession
from tests.terminal.test_copying import ARTICLE


def place_of(session: PtySession, words: str) -> tuple[int, int]:
    """Return the column and the row, from 1, where words begin on the screen."""
    row = next(y for y, line in enumerate(session.lines) if words in line)
    return session.lines[row].index(words) + 1, row + 1


def signs(session: PtySession) -> str:
    """Return the signs of highlights in the margin, from top to bottom."""
    return "".join(line.strip()[:1] for line in session.lines if line.strip()[:1] in tuple("│║┊"))


def test_highlights_are_there_at_the_next_start(start: Start, tmp_path: Path) -> None:
    (tmp_path / "gate.md").write_text(ARTICLE, encoding="utf-8")
    session = start(PROGRAM, tmp_path / "gate.md", columns=60, rows=24)
    session.wait_for("Cedar gate")
    session.press("\r")
    session.wait_for("杉木门")
    column, row = place_of(session, "cedar")
    session.press(f"\x1b[<0;{column};{row}M\x1b[<32;{column + 1};{row}M")
    session.press(f"\x1b[<32;{column + 4};{row}M\x1b[<0;{column + 4};{row}m")
    session.wait_for("y copy")
    session.press("H")
    session.wait_for("1 highlight ·")
    session.press("vjk3")  # The paragraph, without what `j` and `k` have taken in and off.
    session.wait_for("2 highlights")
    assert signs(session) == "┊┊"
    session.press("\x11")
    assert session.wait_end() == 0
    again = start(PROGRAM, tmp_path / "gate.md", columns=60, rows=24)
    again.wait_for("✎2")
    again.press("\r")
    again.wait_for("2 highlights")
    again.wait_until(lambda: signs(again) == "┊┊", "the signs of the highlights")
    again.press("]")
    again.wait_for("blue highlight")
    again.press("]")
    again.wait_for("yellow highlight")
    again.press("\x11")
    assert again.wait_end() == 0
