"""The commands of `newsreader`, and the modules that hold them."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click

COMMANDS = {
    "show": "tui.cli.show",
    "list": "tui.cli.list",
    "index": "tui.cli.index",
    "check": "tui.cli.check",
    "save": "tui.cli.save",
    "bookmarks": "tui.cli.bookmarks.group",
    "highlights": "tui.cli.highlights.group",
    "paths": "tui.cli.paths",
    "config": "tui.cli.config",
    "completion": "tui.cli.completion",
}
"""The name of each command, and the module whose `command` it is, in the order of the help."""

COMPLETION_VARIABLE = "_NEWSREADER_COMPLETE"
"""The environment variable by which a shell asks for completions; the name that click gives it."""


def load(name: str) -> "click.Command":
    """Return a command by its name, one of `COMMANDS`; only its own module is imported."""
    command: click.Command = import_module(COMMANDS[name]).command
    return command
