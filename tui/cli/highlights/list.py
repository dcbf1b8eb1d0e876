"""`newsreader highlights list` and `remove`: as text or in a format, and by number."""

from collections.abc import Iterator, Sequence

import click

from tui.articles.terminal_text import harmless, harmless_sentence
from tui.cli.highlights.selection import selected
from tui.cli.library_access import open_library
from tui.cli.options import HELP, complete_paths
from tui.cli.output import json_line, say
from tui.library.exchange.highlight_files import (
    HIGHLIGHT_FORMATS,
    HighlightFormat,
    Listed,
    as_object,
    to_text,
)
from tui.paths import shorten

NONE_YET = "There are no highlights yet."
NONE_THERE = "There is no highlight in what was asked for."

query_option = click.option(
    "-q",
    "--query",
    "text",
    metavar="QUERY",
    default="",
    help="Only those of articles that a query of the search box finds.",
)
"""The option of commands for the highlights of some articles."""


@click.command("list", context_settings=HELP)
@click.argument("paths", metavar="[PATH]...", nargs=-1, shell_complete=complete_paths)
@query_option
@click.option(
    "--format", "format", type=click.Choice(HIGHLIGHT_FORMATS), help="By default text to read."
)
def list_highlights(paths: tuple[str, ...], text: str, format: HighlightFormat | None) -> int:
    """List the highlights, those of the article highlighted last first.

    Without a PATH all are listed. `remove` accepts the number before a passage. A passage that
    the text of its article does not hold any more is listed too, and said to be missing. As
    JSON each is an object on a line of its own.
    """
    with open_library() as library:
        listed, missing = selected(library, paths, text)
    if not listed:
        if not library.notices:  # Else they may be where they can't be read.
            say(NONE_THERE if paths or text.strip() else NONE_YET)
        return 1
    if format == "json":
        for each in listed:
            print(json_line(as_object(each)))
    elif format:
        print(harmless(to_text(listed, format)), end="")
    else:
        print("\n".join(_as_text(listed)))
    return 1 if missing else 0


def _as_text(listed: Sequence[Listed]) -> Iterator[str]:
    """Yield lines: each article's title and place, then its passages with their notes."""
    before = None
    for highlight, of, location in listed:
        if of is not before:
            if before is not None:
                yield ""
            before = of
            where = shorten(of.path) if of.path else of.article.link
            yield harmless_sentence(of.article.title)
            if where:
                yield harmless_sentence(f"{'':8}{where}")
        lines = highlight.exact.split("\n")
        yield harmless_sentence(f"{highlight.id or '':>6}  {lines[0]}")
        yield from (harmless_sentence(f"{'':8}{line}") for line in lines[1:])
        if highlight.note:
            note = highlight.note.replace("\n", " ")
            yield harmless_sentence(f"{'':8}Note: {note}")
        if location is None:
            yield f"{'':8}(not in the text any more)"


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
