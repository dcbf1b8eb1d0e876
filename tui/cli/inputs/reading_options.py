"""The options of the commands that read piped input and containers."""

from collections.abc import Callable
from functools import wraps
from typing import Any, get_args

import click

from tui.articles.containers import Kind
from tui.cli.inputs.reading_choice import Reading


def reading_options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command `--as` and `--base`, which it gets as one `Reading` named `reading`."""

    @click.option(
        "--as",
        "kind",
        type=click.Choice(get_args(Kind)),
        help="Read piped input, and files that hold many articles, as this kind. By default the"
        " content decides.",
    )
    @click.option(
        "--base",
        metavar="URL",
        default="",
        help="The address that the relative links of what is piped in begin with.",
    )
    @wraps(command)
    def with_reading(*args: Any, kind: Kind | None, base: str, **options: Any) -> int:
        return command(*args, reading=Reading(kind, base), **options)

    return with_reading
