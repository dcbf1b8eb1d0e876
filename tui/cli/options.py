"""Settings and types of options that several commands share."""

from collections.abc import Callable
from typing import Any, get_args

import click
from click.shell_completion import CompletionItem

from tui.cli.output import Color

HELP: dict[str, Any] = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
"""The settings of every command."""

color_option = click.option(
    "--color",
    type=click.Choice(get_args(Color)),
    default="auto",
    help="Use bold, dim and colours on a terminal that has them (auto), always or never. NO_COLOR"
    " turns colours off, CLICOLOR_FORCE is like always.",
)
"""The option of commands whose output has styles."""


def complete_paths(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Have the shell complete the path."""
    return [CompletionItem(incomplete, type="file")]


def whole(least: int, most: int) -> Callable[[str], int]:
    """Return the type of an option for whole numbers from `least` to `most`."""

    def number(value: str) -> int:
        try:
            found = int(value)
        except ValueError:
            found = least - 1
        if not least <= found <= most:
            raise click.BadParameter(f"{value} must be a number from {least:,} to {most:,}.")
        return found

    return number
