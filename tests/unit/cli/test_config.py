import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.cli.conftest import environment
from tui.cli.main import run
from tui.commands import COMMANDS
from tui.config import SETTINGS, Settings, load_settings
from tui.settings_file import commented_settings


@pytest.fixture
def file(home: Path) -> Path:
    """The place of the settings file."""
    return home / "config/newsreader/config.toml"


def test_a_file_with_comments_is_written_once(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["config"]) == 0
    assert capsys.readouterr().out == f"{file}\n"
    assert file.read_text(encoding="utf-8") == commented_settings()
    assert file.stat().st_mode & 0o777 == 0o600
    assert load_settings(file) == Settings()
    file.write_text("# mine\n")
    assert run(["config"]) == 0
    assert file.read_text() == "# mine\n"


def test_a_link_to_no_file_is_left_as_it_is(file: Path, tmp_path: Path) -> None:
    file.parent.mkdir(parents=True)
    file.symlink_to(tmp_path / "nowhere")
    assert run(["config"]) == 0
    assert file.is_symlink()
    assert not (tmp_path / "nowhere").exists()


def test_a_file_that_can_t_be_written_is_named(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "config").write_text("a file")
    assert run(["config"]) == 2
    assert f"{home}/config" in capsys.readouterr().err


def test_the_comments_say_the_defaults(tmp_path: Path) -> None:
    """Without the comment signs before them, the settings are those of no file."""
    text = re.sub(r"(?m)^# (\w+ = )", r"\1", commented_settings())
    file = tmp_path / "config.toml"
    file.write_text(text, encoding="utf-8")
    read = load_settings(file)
    assert read.mistakes == ()
    assert {setting.name: getattr(read, setting.name) for setting in SETTINGS} == {
        **{setting.name: getattr(Settings(), setting.name) for setting in SETTINGS},
        "theme": "dark",
    }
    assert dict(read.keys) == {command.id: command.keys for command in COMMANDS}
    assert len(read.colors) == len(read.queries) == len(read.commands) == 1


def test_each_mistake_is_printed(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.parent.mkdir(parents=True)
    file.write_text(
        'folders = ["gone"]\ntheme = "\\u001b[31m"\n[queries]\nnew = "date:tomorrowish"\n'
        '[keys]\nbookmark = "foo+bar"\n'
    )
    assert run(["config", "--check"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(": ")[0] for line in lines] == [
        f"{file}, line {number}" for number in (1, 2, 4, 6)
    ]
    assert "\\x1b[31m" in lines[1]


def test_a_file_without_mistakes_is_praised(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["config", "--check"]) == 0
    assert "There is no file" in capsys.readouterr().err
    assert run(["config"]) == run(["config", "--check"]) == 0
    assert f"{file}: no mistakes." in capsys.readouterr().err


def test_the_check_imports_no_textual(home: Path) -> None:
    code = (
        "import sys; from tui.cli.main import run; run(['config', '--check']);"
        "sys.exit('textual' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], env=environment(home), check=False)
    assert done.returncode == 0


@pytest.mark.parametrize("command", [["list"], ["show"], ["index"], ["paths"]])
def test_every_command_names_the_mistakes(
    file: Path, tmp_path: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    file.parent.mkdir(parents=True)
    file.write_text("reading_width = 9\n")
    (tmp_path / "a.md").write_text("A text.\n")
    given = [] if command == ["paths"] else [str(tmp_path / "a.md")]
    assert run([*command, *given]) == 0
    assert capsys.readouterr().err.count("config.toml, line 1: `reading_width` must be") == 1
