"""`newsreader highlights export`: highlights to a file or to standard output."""

import sys
from pathlib import Path

import click

from tui.articles.terminal_text import harmless_sentence
from tui.cli.highlights.list import NONE_THERE, NONE_YET, query_option
from tui.cli.highlights.selection import selected
from tui.cli.inputs.standard_input import PIPE
from tui.cli.library_access import open_library
from tui.cli.options import HELP, complete_paths
from tui.cli.output import counted, say
from tui.cli.places import read_file
from tui.errors import NewsreaderError
from tui.library.exchange import export_files
from tui.library.exchange.highlight_files import (
    HIGHLIGHT_FORMATS,
    HighlightFormat,
    is_own,
    to_text,
)

_SUFFIXES: dict[str, HighlightFormat] = {
    ".json": "json",
    ".csv": "csv",
    ".md": "markdown",
    ".markdown": "markdown",
}


@click.command("export", context_settings=HELP)
@click.argument("paths", metavar="[PATH]...", nargs=-1, shell_complete=complete_paths)
@query_option
@click.option(
    "-o", "--output", "target", metavar="FILE", default=PIPE, help="By default standard output."
)
@click.option(
    "--format",
    "wanted",
    type=click.Choice(HIGHLIGHT_FORMATS),
    help="By default as the FILE is called, else markdown.",
)
def export(paths: tuple[str, ...], text: str, target: str, wanted: HighlightFormat | None) -> int:
    """Write highlights to a file, or print them.

    All of them; with PATHs, or a QUERY, those of these articles. JSON holds everything, CSV the
    columns that Readwise imports, Markdown is for note programs. A file is written over only
    where it is an earlier export of highlights.
    """
    format = wanted or _SUFFIXES.get(Path(target).suffix.lower(), "markdown")
    with open_library() as library:
        listed, missing = selected(library, paths, text)
    if not listed:
        say(NONE_THERE if paths or text.strip() else NONE_YET)
        return 1
    data = to_text(listed, format).encode("utf-8", "replace")
    if target == PIPE:
        # Bytes, so that an import reads the same text whatever the locale is.
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return 1 if missing else 0
    path = Path(target)
    if path.is_dir():
        raise NewsreaderError(f"{target} is a folder: name a file.")
    if path.exists() and not is_own(read_file(target), format):
        raise NewsreaderError(
            f"{target} exists already and is no {format} of highlights. Name another file."
        )
    export_files.remove_leftovers_beside(path)
    export_files.replace(path, data)
    print(harmless_sentence(f"{target}: {counted(len(listed), 'highlight')}"))
    return 1 if missing else 0
