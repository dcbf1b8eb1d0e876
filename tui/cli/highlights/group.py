"""`newsreader highlights`: the group of its commands, each imported when it is run."""

import click

from tui.cli.command_line.lazy_group import lazy_group
from tui.cli.options import HELP

_COMMANDS = {
    "list": "list:list_highlights",
    "export": "export:export",
    "import": "import_:import_",
    "remove": "list:remove",
}
"""The module of each command in this package, and the command's name there."""


@click.group(cls=lazy_group(__package__, _COMMANDS), context_settings=HELP)
def command() -> None:
    """List, export, import and remove highlights.

    Without a command, the highlights are listed. A highlighted article keeps a copy, which can
    be read even when the file is gone.
    """
