"""`newsreader bookmarks`: the group of its commands, each imported when it is run."""

import click

from tui.cli.command_line.lazy_group import lazy_group
from tui.cli.options import HELP

_COMMANDS = {
    "list": "list:list_bookmarks",
    "add": "add:add",
    "remove": "add:remove",
    "note": "notes:note",
    "label": "notes:label",
    "export": "export:export",
    "import": "import_:import_",
}
"""The module of each command in this package, and the command's name there."""


@click.group(cls=lazy_group(__package__, _COMMANDS), context_settings=HELP)
def command() -> None:
    """List, add and remove bookmarks, annotate them, export and import them.

    Without a command, the bookmarks are listed. A bookmark keeps a copy of its article,
    which can be read even when the file is gone.
    """
