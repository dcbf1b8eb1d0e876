"""Groups of commands whose modules are imported when a command is run."""

from collections.abc import Mapping
from pkgutil import resolve_name

import click


def lazy_group(package: str, commands: Mapping[str, str]) -> type[click.Group]:
    """Return a group that imports its commands on demand; without a command it is `list`.

    Args:
        package: The package that holds the commands.
        commands: The names of the commands, each with its module and its name there.
    """

    class LazyGroup(click.Group):
        """The group of these commands."""

        def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
            return sorted(commands)

        def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
            if cmd_name not in commands:
                return None
            command: click.Command = resolve_name(f"{package}.{commands[cmd_name]}")
            return command

        def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
            # A shell that completes the word behind the group looks for the commands.
            bare = not args and not ctx.resilient_parsing
            if bare or (args and args[0].startswith("-") and args[0] not in ctx.help_option_names):
                args = ["list", *args]
            return super().parse_args(ctx, args)

    return LazyGroup
