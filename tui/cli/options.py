"""What several commands' options have in common."""

from typing import Any

import click

HELP: dict[str, Any] = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
"""The settings of every command."""


class Whole(click.ParamType):
    """A whole number between two others, explained in words."""

    name = "number"

    def __init__(self, least: int, most: int) -> None:
        """Take numbers from `least` to `most`, both included."""
        self._least, self._most = least, most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number that a word says."""
        try:
            number = int(value)
        except ValueError:
            number = self._least - 1
        if not self._least <= number <= self._most:
            self.fail(f"{value} is no number from {self._least:,} to {self._most:,}.", param, ctx)
        return number
