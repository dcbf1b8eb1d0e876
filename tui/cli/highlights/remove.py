"""`newsreader highlights remove`."""

import click

from tui.articles.terminal_text import harmless_sentence
from tui.cli.library_access import open_library
from tui.cli.options import HELP
from tui.cli.output import say


@click.command("remove", context_settings=HELP)
@click.argument("numbers", metavar="NUMBER...", nargs=-1, required=True)
def remove(numbers: tuple[str, ...]) -> int:
    """Remove highlights by the numbers that `newsreader highlights list` prints."""
    with open_library() as library:
        known = {str(each.id): each for of in library.highlights.all() for each in of.highlights}
        wanted = [known[number] for number in dict.fromkeys(numbers) if number in known]
        library.highlights.remove([each.id for each in wanted if each.id is not None])
    for each in wanted:
        print(harmless_sentence(f"Removed: {' '.join(each.exact.split())}"))
    unknown = [number for number in dict.fromkeys(numbers) if number not in known]
    for number in unknown:
        say(f"There is no highlight {number}.")
    return 1 if unknown else 0
