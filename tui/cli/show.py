"""`newsreader show`: articles to standard output, as the reader pane would set them."""

import os
import shutil
import sys
from collections.abc import Sequence
from typing import get_args

import click
from rich.cells import cell_len

from tui.cli.line_printer import PRINTERS, Format
from tui.cli.options import HELP, whole
from tui.cli.output import counted, is_terminal, say
from tui.cli.places import read_settings
from tui.cli.sources import Sources
from tui.cli.standard_input import PIPE, is_piped
from tui.document.model import Setting
from tui.errors import NewsreaderError


@click.command(context_settings=HELP)
@click.argument("paths", metavar="[PATH|-]...", nargs=-1)
@click.option(
    "--width",
    type=whole(1, 10_000),
    metavar="N",
    help="How wide to set the text, in cells. Without it: as wide as the terminal, but no wider"
    " than the reading width of the settings.",
)
@click.option(
    "--format",
    "style",
    type=click.Choice(get_args(Format)),
    help="text: plain lines. ansi: with bold, underlines and links, for a terminal. markdown:"
    " the article as Markdown. json: one object a line. Without it: ansi on a terminal, else"
    " text.",
)
@click.option(
    "--justified/--ragged",
    default=None,
    help="Whether the lines of running text are stretched to the width. Without it: what the"
    " settings say.",
)
def command(
    paths: tuple[str, ...], width: int | None, style: Format | None, justified: bool | None
) -> int:
    """Print articles as the reader would set them.

    A PATH is a file, a folder (all its articles, by name), or - for what is piped in,
    which is also what is shown without any PATH.
    """
    return show(paths, width, style, justified)


def show(
    given: Sequence[str],
    width: int | None = None,
    style: Format | None = None,
    justified: bool | None = None,
) -> int:
    """Print articles.

    Args:
        given: Paths as typed; none: what is piped in.
        width: In cells, 1 or more; None for the terminal's, within the reading width.
        style: How to print; None for what suits standard output.
        justified: Whether lines are stretched to the width; None for what the settings say.

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
    sources = Sources(given or [PIPE])
    shown = 0
    for article in sources.articles():
        if shown and style != "json":
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
    """Return the format for standard output as it is."""
    able = is_terminal(sys.stdout) and os.environ.get("TERM") != "dumb"
    return "ansi" if able else "text"


def _setting(width: int | None, justified: bool | None) -> Setting:
    """Return how to set articles; the user's settings say what is not given.

    Without a width that is the terminal's, or less where the settings ask for less.
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
