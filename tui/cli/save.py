"""`newsreader save`: article files of what is given or piped in."""

from pathlib import Path

import click

from tui.articles.article_files import save
from tui.articles.terminal_text import counted
from tui.cli.inputs.reading_choice import Reading, with_piped
from tui.cli.inputs.reading_options import reading_options
from tui.cli.inputs.sources import Sources
from tui.cli.options import HELP, complete_paths
from tui.cli.output import say
from tui.errors import NewsreaderError


@click.command(context_settings=HELP)
@click.argument("folder", shell_complete=complete_paths)
@click.argument("paths", metavar="[PATH|-]...", nargs=-1, shell_complete=complete_paths)
@reading_options
def command(folder: str, paths: tuple[str, ...], reading: Reading) -> int:
    """Save articles as files in a folder, with front matter and body.

    A PATH is a file, a folder, a feed, mbox, JSON, zip or tar of articles, or - for piped
    input. Without a PATH, piped input is saved. The names come from date and title; no file
    that exists is changed.
    """
    given = with_piped(paths)
    if not given:
        raise click.UsageError("Name the articles to save, or pipe them in.")
    sources = Sources(given, reading)
    # All are read before the first is written: the folder may be inside one that is given.
    articles = list(sources.articles())
    if not articles:
        raise NewsreaderError(*(sources.problems or ["There is no article to save."]))
    saved = save(articles, Path(folder))
    for problem in sources.problems:
        say(problem)
    say(f"{folder}: {counted(saved, 'article')} saved.")
    return 1 if sources.problems else 0
