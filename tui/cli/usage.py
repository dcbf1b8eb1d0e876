"""`newsreader` with options: `--help`, `--version`."""

import click

from tui.cli.command_table import COMMANDS, load
from tui.cli.inputs.reading_choice import Reading
from tui.cli.inputs.reading_options import reading_options
from tui.cli.open import open_paths
from tui.cli.options import HELP


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
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@click.version_option(
    None, "-V", "--version", package_name="newsreader", message="newsreader %(version)s",
    help="Print the version and exit.",
)  # fmt: skip
@reading_options
def command(paths: tuple[str, ...], reading: Reading) -> int:
    """Read the articles that you keep: files, folders or piped input.

    Without a PATH, the folders in the settings are opened, or a few samples when there are
    none. A PATH of - is piped input.
    """
    return open_paths(paths, reading)
