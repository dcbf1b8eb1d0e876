"""The program without a command: `--help`, `--version`; and `newsreader completion`.

The scripts with which shells complete command lines are click's. A shell that completes runs
newsreader with the environment variable `COMPLETION_VARIABLE`, and `complete` answers it.
"""

import os
from typing import Literal, get_args

import click
from click.shell_completion import CompletionItem, get_completion_class, shell_complete

from tui.cli.command_line.command_table import COMMANDS, COMPLETION_VARIABLE, load
from tui.cli.inputs.reading_choice import Reading
from tui.cli.inputs.reading_options import reading_options
from tui.cli.open import open_paths
from tui.cli.options import HELP, complete_paths

Shell = Literal["bash", "zsh", "fish"]

_PROGRAM = "newsreader"


class _Front(click.Command):
    """The program itself, whose help lists the commands."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, "[PATH]...")
        formatter.write_usage(ctx.command_path, "COMMAND [OPTION]... [PATH]...", "       ")

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, load(name).get_short_help_str(limit=70)) for name in COMMANDS]
            )
        formatter.write_paragraph()
        formatter.write_text(
            f"`{ctx.command_path} COMMAND --help` explains a command. Open a folder that has the"
            " name of a command as ./list."
        )


@click.command(cls=_Front, context_settings=HELP)
@click.argument("paths", metavar="[PATH]...", nargs=-1, shell_complete=complete_paths)
@click.version_option(
    None, "-V", "--version", package_name="newsreader", message="newsreader %(version)s",
    help="Print the version and exit.",
)  # fmt: skip
@reading_options
def front(paths: tuple[str, ...], reading: Reading) -> int:
    """Read the articles that you keep: files, folders or piped input.

    Without a PATH, the folders in the settings are opened, or a few samples when there are
    none. A PATH of - is piped input.
    """
    return open_paths(paths, reading)


class _Program(click.Group):
    """The program as the shells see it: its first word is a command, or a path."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        return load(cmd_name) if cmd_name in COMMANDS else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] in COMMANDS:
            return super().resolve_command(ctx, args)
        return _PROGRAM, front, args

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        found = super().shell_complete(ctx, incomplete)
        return found or complete_paths(ctx, front.params[0], incomplete)


_program = _Program(_PROGRAM, params=front.params[1:], context_settings=HELP)


def complete() -> int:
    """Print what the words in the environment can go on with, as the shell's script asks.

    Returns:
        The exit status.
    """
    asked = os.environ[COMPLETION_VARIABLE]
    return shell_complete(_program, {}, _PROGRAM, COMPLETION_VARIABLE, asked)


@click.command(context_settings=HELP)
@click.argument("shell", type=click.Choice(get_args(Shell)))
def command(shell: Shell) -> int:
    """Print the script with which a shell completes newsreader.

    Put `eval "$(newsreader completion bash)"` into ~/.bashrc, `eval "$(newsreader completion
    zsh)"` into ~/.zshrc, or `newsreader completion fish | source` into
    ~/.config/fish/config.fish.
    """
    kind = get_completion_class(shell)
    assert kind is not None  # The three are click's own.
    print(kind(_program, {}, _PROGRAM, COMPLETION_VARIABLE).source(), end="")
    return 0
