"""No text of an article, a setting, a bookmark or a file name works on the terminal."""

import os
import re
from pathlib import Path

import pytest

from tests.hostile import HOSTILE, hostile_bookmarks, hostile_settings, write_hostile
from tui.cli.main import run
from tui.paths import Paths

_OWN = re.compile(
    r"\x1b\[[\d;]*m|\x1b\]8;(?:id=\w+)?;[!-~]*\x1b\\"  # Colours and hyperlinks.
)
_WORKS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


@pytest.fixture
def hostile(home: Path, tmp_path: Path) -> Path:
    """An archive, settings and bookmarks of hostile text."""
    assert home.is_dir()
    settings = Paths.of_user().settings
    settings.parent.mkdir(parents=True)
    settings.write_text(hostile_settings(), encoding="utf-8")
    return write_hostile(tmp_path / "archive")


COMMANDS: dict[str, list[str]] = {
    "list": ["list", "{archive}"],
    "list-json": ["list", "--json", "{archive}"],
    "list-nothing": ["list", "-q", f"{HOSTILE} nowhere", "{archive}"],
    "list-snippets": ["list", "-q", "press", "{archive}"],
    "list-missing": ["list", "{archive}/[/x]\x1b]0;owned\x07\nb"],
    "show": ["show", "{files}"],
    "show-ansi": ["show", "--format", "ansi", "{files}"],
    "show-json": ["show", "--format", "json", "{files}"],
    "show-markdown": ["show", "--format", "markdown", "{files}"],
    "show-missing": ["show", "\x1b]0;owned\x07\nb", "a\x9bb"],
    "check": ["check", "{archive}"],
    "check-json": ["check", "--json", "{archive}"],
    "index": ["index", "{archive}"],
    "paths": ["paths"],
    "paths-json": ["paths", "--json"],
    "add": ["bookmarks", "add", "{files}"],
    "import": ["bookmarks", "import", "{bookmarks}"],
    "bookmarks": ["bookmarks"],
    "bookmarks-json": ["bookmarks", "list", "--json"],
    "note": ["bookmarks", "note", "1", HOSTILE],
    "label": ["bookmarks", "label", "1", HOSTILE],
    "unknown-bookmark": ["bookmarks", "note", HOSTILE.replace("\x00", "")],
    "no-such-option": ["show", "--\x1b]0;owned\x07\x9b"],
    "extra-word": ["paths", "\x1b]0;owned\x07\x9b"],
    "no-such-format": ["show", "--format", HOSTILE],
    "no-number": ["show", "--width", "\x1b[2J"],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_commands_print_nothing_that_works(
    name: str, hostile: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    kept = hostile_bookmarks(tmp_path / "kept")
    files = [os.fspath(path) for path in sorted(hostile.rglob("*")) if path.is_file()]
    run(["bookmarks", "import", os.fspath(kept[0])])
    capfd.readouterr()
    run(_words(COMMANDS[name], hostile, files, kept))
    printed = capfd.readouterr()
    assert printed.out or printed.err
    for text in printed:
        assert not _WORKS.search(_OWN.sub("", text))


def _words(words: list[str], archive: Path, files: list[str], kept: list[Path]) -> list[str]:
    several = {"{files}": files, "{bookmarks}": list(map(os.fspath, kept))}
    return [
        each
        for word in words
        for each in several.get(word, [word.replace("{archive}", os.fspath(archive))])
    ]
