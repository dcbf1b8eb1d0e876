"""`newsreader show`: the options of the command; `pages` prints."""

from typing import get_args

import click

from tui.cli.inputs.reading_choice import Reading
from tui.cli.inputs.reading_options import reading_options
from tui.cli.options import HELP, color_option, complete_paths, whole
from tui.cli.output import Color
from tui.cli.printing.pages import Format, show


@click.command(context_settings=HELP)
@click.argument("paths", metavar="[PATH|-]...", nargs=-1, shell_complete=complete_paths)
@click.option(
    "--width",
    type=whole(1, 10_000),
    metavar="N",
    help="Set the text at this width, in cells. By default the terminal's width, at most the"
    " reading width in the settings.",
)
@click.option(
    "--format",
    "style",
    type=click.Choice(get_args(Format)),
    help="text: plain lines. ansi: with bold, underlines and links, for a terminal. markdown:"
    " the article as Markdown. json: one object a line. By default ansi on a terminal, else"
    " text.",
)
@click.option(
    "--justified/--ragged",
    default=None,
    help="Stretch the lines of running text to the width, or not. By default the settings decide.",
)
@click.option(
    "--whole",
    "whole_page",
    is_flag=True,
    help="Show all of a saved page, not only its main article.",
)
@color_option
@click.option(
    "--no-pager",
    is_flag=True,
    help="Don't send what is longer than the terminal through $PAGER.",
)
@reading_options
def command(
    paths: tuple[str, ...],
    width: int | None,
    style: Format | None,
    justified: bool | None,
    whole_page: bool,
    color: Color,
    no_pager: bool,
    reading: Reading,
) -> int:
    """Print articles as the reader sets them.

    A PATH is a file, a folder (all its articles, by name), a feed, mbox, JSON, zip or tar of
    articles, or - for piped input. Without a PATH, piped input is read.
    """
    return show(
        paths,
        width,
        style,
        justified,
        reading,
        whole_page=whole_page,
        color=color,
        paged=not no_pager,
    )
