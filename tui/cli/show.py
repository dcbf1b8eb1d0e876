"""`newsreader show`: articles on standard output, as the reader pane sets them."""

import os
import shutil
import sys
from collections.abc import Sequence
from typing import get_args

import click
from rich.cells import cell_len

from tui.cli.inputs.reading_choice import RECOGNISED, Reading
from tui.cli.inputs.reading_options import reading_options
from tui.cli.inputs.sources import Sources
from tui.cli.inputs.standard_input import PIPE, is_piped
from tui.cli.line_printer import PRINTERS, Format
from tui.cli.options import HELP, whole
from tui.cli.output import counted, is_terminal, say
from tui.cli.places import read_settings
from tui.document.model import Setting
from tui.errors import NewsreaderError


@click.command(context_settings=HELP)
@click.argument("paths", metavar="[PATH|-]...", nargs=-1)
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
@reading_options
def command(
    paths: tuple[str, ...],
    width: int | None,
    style: Format | None,
    justified: bool | None,
    reading: Reading,
) -> int:
    """Print articles as the reader sets them.

    A PATH is a file, a folder (all its articles, by name), a feed, mbox, JSON, zip or tar of
    articles, or - for piped input. Without a PATH, piped input is read.
    """
    return show(paths, width, style, justified, reading)


def show(
    given: Sequence[str],
    width: int | None = None,
    style: Format | None = None,
    justified: bool | None = None,
    reading: Reading = RECOGNISED,
) -> int:
    """Print articles.

    Args:
        given: Paths as typed; none for piped input.
        width: In cells, 1 or more; None for the terminal's, at most the reading width.
        style: The format; None for the default of standard output.
        justified: Whether lines are stretched to the width; None to follow the settings.
        reading: How piped input and containers are read.

    Returns:
        The exit status: 0, or 1 when something could not be read.

    Raises:
        NewsreaderError: Nothing could be read.
    """
    if not given and not is_piped():
        raise NewsreaderError(
            "Nothing to show: name a file, as in `newsreader show a.md`, or pipe one in."
        )
    style = style or _suitable()
    setting = _setting(width, justified)
    sources = Sources(given or [PIPE], reading)
    shown = 0
    for article in sources.articles():
        if shown and style in ("text", "ansi"):
            print(f"\n{'─' * setting.width}\n")
        for line in PRINTERS[style](article, setting):
            print(line)
        shown += 1
    if not shown:
        raise NewsreaderError(*(sources.problems or ["There is no article to show."]))
    for problem in sources.problems:
        say(problem)
    if len(sources.problems) > 1:
        say(f"{counted(shown, 'article')} shown, {len(sources.problems):,} could not be.")
    return 1 if sources.problems else 0


def _suitable() -> Format:
    """Return the default format for standard output."""
    able = is_terminal(sys.stdout) and os.environ.get("TERM") != "dumb"
    return "ansi" if able else "text"


def _setting(width: int | None, justified: bool | None) -> Setting:
    """Return the parameters of the layout, with the user's settings as defaults.

    The default width is the terminal's, at most the reading width.
    """
    if width is None or justified is None:
        settings = read_settings()
        for problem in settings.problems:
            say(problem)
        if width is None:
            terminal = shutil.get_terminal_size((settings.reading_width, 24)).columns
            width = min(terminal or 1, settings.reading_width)
        if justified is None:
            justified = settings.justified
    return Setting(width, cell_len, justified)
