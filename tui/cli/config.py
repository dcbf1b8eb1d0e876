"""`newsreader config`: the settings file, and the mistakes in it."""

from pathlib import Path

import click

from tui.articles.terminal_text import harmless_sentence
from tui.cli.options import HELP
from tui.cli.output import say
from tui.library.search.query_mistakes import all_mistakes
from tui.paths import Paths
from tui.settings_file import create_settings


@click.command(context_settings=HELP)
@click.option("--check", is_flag=True, help="Print each mistake with its line, and write nothing.")
def command(check: bool) -> int:
    """Print where the settings are, and write a file with comments where there is none.

    Every setting stands in it with its default, as a comment. A file that exists is left as
    it is. With --check the exit status is 1 where there are mistakes.
    """
    path = Paths.of_user().settings
    if check:
        return _check(path)
    written = create_settings(path)
    print(harmless_sentence(str(path)))
    if written:
        say("It is new: every setting stands in it as a comment.")
    return 0


def _check(path: Path) -> int:
    mistakes = all_mistakes(path)
    for mistake in mistakes:
        print(harmless_sentence(str(mistake)))
    if not mistakes:
        there = path.exists()
        say(
            f"{path}: no mistakes." if there else f"There is no file {path}: the defaults are used."
        )
    return 1 if mistakes else 0
