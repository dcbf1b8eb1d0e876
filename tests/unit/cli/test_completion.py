import os
import subprocess
from pathlib import Path

import pytest

from tests.unit.cli.conftest import PROGRAM, environment
from tui.cli.command_line.command_table import COMMANDS
from tui.cli.main import run
from tui.paths import Paths
from tui.saved_queries import save_query

pytestmark = pytest.mark.usefixtures("home")


@pytest.fixture
def complete(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> "Completion":
    return Completion(capsys, monkeypatch)


class Completion:
    """Asks as fish does; the answer is a line of a kind, a value and perhaps a help."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._capsys = capsys
        self._monkeypatch = monkeypatch

    def __call__(self, *words: str) -> list[str]:
        """Return what the last word can become; a path to be completed as `file`."""
        with self._monkeypatch.context() as patch:
            patch.setenv("_NEWSREADER_COMPLETE", "bash_complete")
            patch.setenv("COMP_WORDS", "\n".join(["newsreader", *words]))
            patch.setenv("COMP_CWORD", str(len(words)))
            assert run([]) == 0
        lines = [line.split(",", 1) for line in self._capsys.readouterr().out.splitlines() if line]
        return [value if kind == "plain" else kind for kind, value in lines]


def test_the_first_word_is_a_command_or_a_path(complete: Completion) -> None:
    assert complete("") == list(COMMANDS)
    assert complete("li") == ["list"]
    assert complete("arch") == ["file"]
    assert "--version" in complete("-")


def test_commands_have_options_and_paths(complete: Completion) -> None:
    assert complete("list", "--no-u") == ["--no-update"]
    assert complete("list", "arch") == ["file"]
    assert complete("show", "--format", "m") == ["markdown"]
    assert "import" in complete("bookmarks", "")


def test_queries_have_fields_and_words(complete: Completion) -> None:
    assert complete("list", "-q", "ti") == ["title:"]
    assert complete("list", "-q", "is:") == ["is:read", "is:unread", "is:bookmarked"]
    assert complete("list", "-q", "title:i") == []


def test_categories_come_from_the_index(
    complete: Completion, archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Paths.of_user().settings
    settings.parent.mkdir(parents=True)
    settings.write_text(f"folders = [{str(archive)!r}]")
    (archive / "trap.md").write_text("---\ncategories: [world, '$(touch trap)']\n---\nInk.\n")
    assert run(["index"]) == 0
    capsys.readouterr()
    assert complete("list", "-q", "category:/w") == ["category:/world", "category:/world/economy"]
    assert complete("list", "-q", "category:/金融/") == ["category:/金融/新浪财经"]


def test_saved_queries_have_names(complete: Completion) -> None:
    save_query(Paths.of_user().settings, "weekend", "is:unread")
    save_query(Paths.of_user().settings, "work", "chips")
    assert complete("list", "--saved", "we") == ["weekend"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_has_a_script(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert "_NEWSREADER_COMPLETE" in script
    assert f"{shell}_complete" in script


def test_bash_takes_its_script_and_completes(home: Path) -> None:
    script = (
        'source <("$0" completion bash); COMP_WORDS=(newsreader li); COMP_CWORD=1;'
        ' _newsreader_completion newsreader; echo "${COMPREPLY[@]}"'
    )
    done = subprocess.run(
        ["bash", "-c", script, PROGRAM],
        env=environment(home) | {"PATH": f"{PROGRAM.parent}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("list\n", "")
