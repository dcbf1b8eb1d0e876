import os
from pathlib import Path

import pytest

from tui.config import UserCommand
from tui.errors import NewsreaderError
from tui.ui.screens.controllers.sharing.command_run import MOST_BYTES, CommandRun, arguments

VALUES = {"link": "https://quay.example/a?b=1&c=2", "title": "Ferries", "path": "/a b/c.md"}

HOSTILE = (
    "$(touch owned)",
    "`touch owned`",
    "'; touch owned; '",
    '"; touch owned; "',
    "x\ntouch owned",
    "${IFS}touch${IFS}owned",
    "| touch owned",
)


def run(line: str, *, shell: bool = False, **values: str) -> tuple[list[str], CommandRun]:
    """Run a command with a text of two lines, and return its lines and the run."""
    command = UserCommand("mine", line, shell=shell)
    done = CommandRun(command, "One\nTwo\n", {**VALUES, **values})
    return [line for lines in done.lines() for line in lines], done


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("trans -b :en", ["trans", "-b", ":en"]),
        ("note '{title} by me' {path}", ["note", "Ferries by me", "/a b/c.md"]),
        ("x --link={link} {links} {}", ["x", f"--link={VALUES['link']}", "{links}", "{}"]),
    ],
)
def test_without_a_shell_values_are_parts_of_one_argument(line: str, words: list[str]) -> None:
    assert arguments(UserCommand("mine", line), VALUES) == words


@pytest.mark.parametrize("title", ["-rf", "--help", "+!sh", "@list"])
def test_no_value_becomes_an_option(title: str) -> None:
    for line in ("printf %s[%s] {title}{link} x", "printf %s[%s] {link}{title} x"):
        (shown,), _ = run(line, title=title, link="")
        assert shown == f" {title}[x]"
    (shown,), _ = run("printf [%s] {title}", shell=True, title=title)
    assert shown == f"[ {title}]"
    assert run("printf %s --title={title}", title=title)[0] == [f"--title={title}"]


@pytest.mark.parametrize("title", HOSTILE)
@pytest.mark.parametrize(
    "line",
    [
        "echo {title}",
        "echo '{title}'",
        'echo "{title}"',
        'echo "of {title}, and" x',
        "echo 'of {title}, and' x",
        'echo "$(echo "{title}")"',
        "echo `echo {title}`",
    ],
)
def test_a_shell_reads_no_value_as_its_language(
    line: str, title: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run(line, shell=True, title=title)
    assert not os.listdir(tmp_path)  # noqa: PTH208


def test_the_shell_gets_each_value_as_one_word() -> None:
    for line in ("printf [%s] {title}", "printf [%s] '{title}'", 'printf [%s] "{title}"'):
        assert run(line, shell=True, title="a  * b")[0] == ["[a  * b]"]


def test_the_lines_of_both_streams_come_without_control_codes() -> None:
    lines, done = run("cat; printf '\\033[1mbold\\033]0;x\\007\\a\\tend' >&2", shell=True)
    assert lines == ["One", "Two", "bold    end"]
    assert done.outcome == (True, "done")


def test_letters_that_come_in_pieces_are_whole() -> None:
    lines, _ = run("printf '\\345\\215'; sleep 0.3; printf '\\227'", shell=True)
    assert lines == ["南"]


def test_too_much_output_ends_the_command() -> None:
    lines, done = run("yes words")
    assert len("\n".join(lines)) == MOST_BYTES
    assert done.outcome == (False, "stopped after 512 KB")


def test_what_a_command_leaves_behind_is_not_waited_for() -> None:
    lines, done = run("sleep 60 & echo $!", shell=True)
    os.kill(int(lines[0]), 9)
    assert done.outcome == (True, "done")


def test_a_command_has_no_terminal() -> None:
    lines, _ = run("(echo there > /dev/tty) 2>/dev/null || echo none", shell=True)
    assert lines == ["none"]


@pytest.mark.parametrize(
    ("line", "outcome"),
    [("exit 3", (False, "exit status 3")), ("kill -9 $$", (False, "ended by signal 9"))],
)
def test_the_end_is_said(line: str, outcome: tuple[bool, str]) -> None:
    assert run(line, shell=True)[1].outcome == outcome


def test_a_program_that_is_missing_is_said() -> None:
    with pytest.raises(NewsreaderError, match="mine can't be started: No such file"):
        run("no-such-program")
