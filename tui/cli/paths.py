"""`newsreader paths`: the paths of the user's settings and data."""

import click

from tui.articles.terminal_text import harmless_sentence
from tui.cli.options import HELP
from tui.cli.output import json_line
from tui.cli.places import settings_for_command
from tui.paths import Paths
from tui.resources import sample_articles


@click.command(context_settings=HELP)
@click.option("--json", "as_json", is_flag=True, help="Print the paths as a JSON object.")
def command(as_json: bool) -> int:
    """Print where the settings, the bookmarks and the index are kept.

    A path is printed even if nothing is there yet.
    """
    paths = Paths.of_user()
    kept = {
        "settings": paths.settings,
        "bookmarks": paths.user_db,
        "backups": paths.backups,
        "feeds": paths.feeds,
        "index": paths.index_db,
        "images": paths.images,
    }
    articles = [str(folder) for folder in settings_for_command().folders or (sample_articles(),)]
    if as_json:
        print(json_line({"articles": articles, **{name: str(kept[name]) for name in kept}}))
        return 0
    for name, path in [*(("articles", folder) for folder in articles), *kept.items()]:
        print(harmless_sentence(f"{name:<10} {path}"))
    return 0
