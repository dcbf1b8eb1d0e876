"""Settings and types of options that several commands share."""

from collections.abc import Callable
from typing import Any

import click

HELP: dict[str, Any] = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
"""The settings of every command."""


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
