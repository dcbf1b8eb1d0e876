"""A user of one's own for each test, and the command run as a user would run it."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]

PROGRAM = Path(sys.executable).with_name("newsreader")


def environment(home: Path, **more: str) -> dict[str, str]:
    """Return an environment whose user has all of their files in `home`."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("XDG_", "TEXTUAL", "LC_", "PYTEST"))
        and name not in {"NO_COLOR", "COLUMNS", "LINES", "LANG", "TERM"}
    }
    return kept | {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "TZ": "UTC",
        **more,
    }


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The empty home of the user who runs the test."""
    home = tmp_path / "home"
    home.mkdir()
    wanted = environment(home)
    for name in [name for name in os.environ if name not in wanted]:
        monkeypatch.delenv(name)
    for name, value in wanted.items():
        if name != "TZ":
            monkeypatch.setenv(name, value)
    return home


@pytest.fixture
def newsreader(home: Path, tmp_path: Path) -> Run:
    """Run the program in a process of its own, its output no terminal."""

    def run(
        *words: str | Path,
        input: str | bytes = b"",
        env: Mapping[str, str] | None = None,
        cwd: Path = tmp_path,
    ) -> "subprocess.CompletedProcess[str]":
        done = subprocess.run(
            [PROGRAM, *words],
            input=input.encode() if isinstance(input, str) else input,
            capture_output=True,
            env=environment(home, **(env or {})),
            cwd=cwd,
            timeout=60,
            check=False,
        )
        return subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
        )

    return run


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A folder of three articles."""
    folder = tmp_path / "archive"
    folder.mkdir()
    (folder / "chips.md").write_text(
        "---\ntitle: Chip makers add a night shift\nauthor: Ada Ray\n"
        "date: 2021-03-29 18:02:00 +0000\ncategories: [world, economy]\ntags: [chips, work]\n"
        "link: https://example.org/chips\n---\n\nThe **factories** now run at night.\n\n"
        "See [the report](/report.html).\n"
    )
    (folder / "nanjing.md").write_text(
        "---\ntitle: 南京全市软件业务收入约6000亿元\ndate: 2021-03-28 23:40:00 +0000\n"
        "categories: [金融, 新浪财经]\n---\n\n<p>　　近日，南京公布了软件业务收入。</p>"
        '<img data-src="https://example.org/a.png" alt="图">\n'
    )
    (folder / "old.md").write_text("# A note without a date\n\nIt says little.\n")
    os.utime(folder / "old.md", (1_000_000_000, 1_000_000_000))
    return folder
