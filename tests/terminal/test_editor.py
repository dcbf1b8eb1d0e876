"""The settings in the user's own editor, which has the terminal meanwhile."""

from pathlib import Path

import pytest

from tests.terminal.conftest import Start
from tests.terminal.pty_session import PROGRAM, PtySession
from tests.terminal.test_open import assert_sane

TITLE = "Swans on the mill pond"

EDITOR = """\
#!/bin/sh
echo "this is $(basename "$1"), of $(grep -c . "$1") lines"
read typed
echo "$typed" >> "$1"
"""
"""An editor that adds a typed line at the end of its file."""


@pytest.fixture
def opened(start: Start, tmp_path: Path) -> PtySession:
    """The program, open on an article, with that editor."""
    editor = tmp_path / "my editor"
    editor.write_text(EDITOR)
    editor.chmod(0o755)
    return open_with(start, tmp_path, f"'{editor}'")


def open_with(start: Start, folder: Path, editor: str) -> PtySession:
    """Open the program on an article, with an editor."""
    article = folder / "swans.md"
    article.write_text(f"---\ntitle: {TITLE}\ndate: 2021-03-29\n---\nOut of the fog.\n")
    session = start("env", f"VISUAL={editor}", PROGRAM, article)
    session.wait_for("Out of the fog.")
    return session


def open_settings(session: PtySession) -> None:
    """Choose the settings in the palette."""
    session.press(":")
    session.wait_for("Commands")
    session.press("settings")
    session.wait_for("Open the settings in your editor")
    session.press("\r")


def edit(session: PtySession, line: str) -> None:
    """Have the editor add a line to the settings."""
    open_settings(session)
    session.wait_for("this is config.toml")
    assert_sane(session)
    session.press(f"{line}\r")
    session.wait_for(TITLE)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("# nothing new", "The next start uses the settings as they are now."),
        ("no_such_setting = 1", "in the settings” names them."),  # The toast breaks its line.
    ],
)
def test_the_settings_are_edited(opened: PtySession, home: Path, line: str, words: str) -> None:
    edit(opened, line)
    opened.wait_for(words)
    assert (home / "config/newsreader/config.toml").read_text().endswith(f"\n{line}\n")
    opened.press("q")
    assert opened.wait_end() == 0
    assert_sane(opened)


def test_an_editor_that_there_is_not_is_named(start: Start, tmp_path: Path) -> None:
    session = open_with(start, tmp_path, "no-such-editor")
    open_settings(session)
    session.wait_for("The editor no-such-editor can't be started")
