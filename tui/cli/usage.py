"""`newsreader` with options: `--help`, `--version`."""

import click

from tui.cli.command_table import COMMANDS, load
from tui.cli.open import open_paths
from tui.cli.options import HELP


class _Front(click.Command):
    """The program's own help: how to open, then the commands."""

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
            f"`{ctx.command_path} COMMAND --help` tells more of a command. A folder that is"
            " called like a command is opened as ./list."
        )


@click.command(cls=_Front, context_settings=HELP)
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@click.version_option(
    None, "-V", "--version", package_name="newsreader", message="newsreader %(version)s",
    help="Print the version and stop.",
)  # fmt: skip
def command(paths: tuple[str, ...]) -> int:
    """Read the articles that you keep: files and folders of them, or what is piped in.

    Without a PATH the folders of the settings are opened, or a few samples when there
    are none. A PATH of - stands for what is piped in.
    """
    return open_paths(paths)
