"""What hostile text makes the program send to the terminal."""

import re
from pathlib import Path

from tests.hostile import hostile_settings, write_hostile
from tests.terminal.conftest import Start
from tests.terminal.pty_session import PROGRAM

_SENT = re.compile(
    r"\x1b\[[<=>?]?[\d;:]*[ -/]*[@-~]"  # CSI: colours, moves, modes, questions.
    r"|\x1b\]8;(?:id=[\w-]+)?;[!-~]*\x1b\\"  # A hyperlink.
    r"|\x1b\]52;c;[\w+/=]*\x07"  # What is copied.
    r"|\x1b_G[\w,=]*;[\w+/=]*\x1b\\"  # Whether the terminal knows Kitty's pictures.
    r"|\x1b\]22;\w+\x07"  # The shape of the pointer.
    r"|\x1b[78=>]|\x1bP=\ds\x1b\\"
)
"""The sequences that the program itself sends."""

_WORKS = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def test_only_the_programs_own_codes_are_sent(start: Start, home: Path, tmp_path: Path) -> None:
    settings = home / "config" / "newsreader" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(hostile_settings(), encoding="utf-8")
    session = start(PROGRAM, write_hostile(tmp_path / "archive"))
    session.wait_for("A hedge")
    session.press("Gy")
    session.wait_for("Copied http")
    for keys, shown in [
        ("c", "Filter"),
        ("s", "Saved queries"),
        (":evenings", "Saved query: [/x] evenings"),
        ("/owned", "/ owned"),
    ]:
        session.press(keys)
        session.wait_for(shown)
        session.press("\x1b")
        session.wait_without(shown)
    session.press("\x03")
    assert session.wait_end() == 0
    rest = _SENT.sub("", session.output.decode())
    assert "[@click=app.owned]press" in rest
    assert not _WORKS.search(rest)
