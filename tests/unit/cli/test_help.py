"""The help of every command, and that the README tells of the same commands and options."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tests.corpus import ROOT
from tui.cli.command_line.command_table import COMMANDS, load
from tui.cli.completion import front
from tui.cli.main import run

README = ROOT / "README.md"


def all_commands() -> Iterator[tuple[str, click.Command]]:
    """Yield each command, and each command of a command, by the words that call it."""
    yield "newsreader", front
    for name in COMMANDS:
        yield from below(f"newsreader {name}", load(name))


def below(words: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield words, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from below(f"{words} {name}", inner)


def options(command: click.Command) -> Iterator[click.Option]:
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            yield parameter


def section(title: str) -> str:
    """Return what the README says below a heading of the second level."""
    text = README.read_text(encoding="utf-8")
    found = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"README.md has no section {title}"
    return found[1]


@pytest.mark.parametrize(("words", "command"), list(all_commands()), ids=lambda each: str(each))
def test_each_command_has_help(
    words: str, command: click.Command, capsys: pytest.CaptureFixture[str]
) -> None:
    for option in ("--help", "-h"):
        assert run([*words.split()[1:], option]) == 0
        text = capsys.readouterr().out
        assert text.startswith(f"Usage: {words} ")
        assert command.help
        assert command.help.split(".")[0].split() == text.split("\n\n")[1].split(".")[0].split()
    for each in options(command):
        assert each.help, f"{each.opts} has no help"
        assert each.opts[-1] in text


def test_the_program_s_help_names_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    text = capsys.readouterr().out
    for name in COMMANDS:
        assert re.search(rf"^  {name}  +\w", text, re.MULTILINE)


def test_help_wins_wherever_it_stands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([str(tmp_path), "--help"]) == 0
    assert capsys.readouterr().out.startswith("Usage: newsreader [PATH]...")


@pytest.mark.parametrize(("words", "command"), list(all_commands()), ids=lambda each: str(each))
def test_the_readme_tells_of_each_command(words: str, command: click.Command) -> None:
    commands = section("Commands")
    assert f"`{words}" in commands
    for option in options(command):
        assert any(f"`{name}" in commands for name in option.opts), f"{words} {option.opts}"


def test_the_readme_tells_of_no_other_option() -> None:
    known = {name for _, command in all_commands() for each in options(command)
             for name in (*each.opts, *each.secondary_opts)} | {"--help", "-h"}  # fmt: skip
    assert set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", section("Commands"))) <= known
