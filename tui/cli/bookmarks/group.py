"""`newsreader bookmarks`: the group of its commands, each imported when it is run."""

from pkgutil import resolve_name

import click

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


class _LazyGroup(click.Group):
    """A group that imports its commands on demand; options without a command are for `list`."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = resolve_name(f"{__package__}.{_COMMANDS[cmd_name]}")
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        # A shell that completes the word behind `bookmarks` looks for the commands.
        bare = not args and not ctx.resilient_parsing
        if bare or (args and args[0].startswith("-") and args[0] not in ctx.help_option_names):
            args = ["list", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_LazyGroup, context_settings=HELP)
def command() -> None:
    """List, add and remove bookmarks, annotate them, export and import them.

    Without a command, the bookmarks are listed. A bookmark keeps a copy of its article,
    which can be read even when the file is gone.
    """
