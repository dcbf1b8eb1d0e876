"""Links that the terminal itself can open (OSC 8)."""

import re
from pathlib import Path

from tests.terminal.conftest import Start
from tests.terminal.pty_session import PROGRAM

ARTICLE = """\
---
title: Links of many kinds
date: 2021-03-29 18:02
link: https://example.com/posts/links
---
See [a row of words that is so long that it does not fit into one line](/wide?a=1&b=2#c), and
[the café](https://example.org/café), and [a call](tel:555-0100), and [a file](file:///etc/passwd),
and [a trap](https://example.org/&#27;]0;gone&#7;&#x9c;), and [a note](#below).
"""

_LINK = re.compile(rb"\x1b\]8;([^;\x1b]*);([^\x1b]*)\x1b\\(.*?)\x1b\]8;;\x1b\\", re.DOTALL)
_STYLE = re.compile(rb"\x1b\[[\d;]*m")


def test_links_reach_the_terminal_whole_and_clean(start: Start, tmp_path: Path) -> None:
    (tmp_path / "links.md").write_text(ARTICLE, encoding="utf-8")
    session = start(PROGRAM, tmp_path / "links.md", columns=80, rows=24)
    session.wait_for("Links of many kinds")
    session.press("\r")
    session.wait_for("a note")
    links: dict[str, set[str]] = {}
    texts: dict[str, str] = {}
    for parameters, address, text in _LINK.findall(session.output):
        links.setdefault(address.decode("ascii"), set()).add(parameters.decode("ascii"))
        texts[address.decode("ascii")] = _STYLE.sub(b"", text).decode()
    assert links == {
        "https://example.com/posts/links": {"id=link-0"},
        # Both of its lines bear one id, so that the terminal underlines them as one.
        "https://example.com/wide?a=1&b=2#c": {"id=link-1"},
        "https://example.org/caf%C3%A9": {"id=link-2"},
        "https://example.com/posts/links#below": {"id=link-6"},
        **{address: ids for address, ids in links.items() if "gone" in address},
    }
    for address in links:
        assert re.fullmatch("[!-~]+", address)
    assert session.title != "gone"
    assert texts["https://example.org/caf%C3%A9"].strip().endswith("café")
    session.press("q")
    session.press("q")
    assert session.wait_end() == 0
