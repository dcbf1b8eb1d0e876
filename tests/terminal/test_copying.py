"""Text selected with the mouse, and copied: by OSC 52, and by a program of the desktop."""

import os
import re
from base64 import b64decode
from pathlib import Path

from tests.terminal.conftest import Start
from tests.terminal.pty_session import PROGRAM

ARTICLE = """\
---
title: Cedar gate
date: 2021-05-01
---
A gate of cedar smells for years, and the old carpenters hang it without a nail.

　　杉木门能香好多年。
"""

_COPY = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]+)\x07")


def test_a_drag_is_copied_by_the_terminal_and_by_the_desktop(start: Start, tmp_path: Path) -> None:
    (tmp_path / "gate.md").write_text(ARTICLE, encoding="utf-8")
    programs, copy = tmp_path / "bin", tmp_path / "copy"
    programs.mkdir()
    (programs / "xclip").write_text(f"#!/bin/sh\ncat > '{copy}.new' && mv '{copy}.new' '{copy}'\n")
    (programs / "xclip").chmod(0o755)
    path = f"PATH={programs}{os.pathsep}{os.environ['PATH']}"
    command = ("env", "DISPLAY=:9", path, PROGRAM, tmp_path / "gate.md")
    session = start(*command, columns=60, rows=24)
    session.wait_for("Cedar gate")
    session.press("\r")
    session.wait_for("杉木门")
    first = next(y for y, line in enumerate(session.lines, 1) if "A gate of" in line)
    last = next(y for y, line in enumerate(session.lines, 1) if "香" in line)
    column = session.lines[first - 1].index("gate") + 1
    session.press(f"\x1b[<0;{column};{first}M")
    session.press(f"\x1b[<32;{column};{first + 1}M\x1b[<32;{column + 2};{last}M")
    session.press(f"\x1b[<0;{column + 2};{last}m")
    session.wait_for("y copy")
    session.press("y")
    session.wait_for("Copied ")
    wanted = (
        "gate of cedar smells for years, and the old carpenters hang it without a nail.\n\n杉木门"
    )
    assert b64decode(_COPY.findall(session.output)[-1]).decode() == wanted
    session.wait_until(copy.exists, "the desktop has no copy")
    assert copy.read_text(encoding="utf-8") == wanted
    session.press("\x11")
    assert session.wait_end() == 0
