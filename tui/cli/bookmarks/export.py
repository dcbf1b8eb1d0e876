"""`newsreader bookmarks export`: all bookmarks to a file, a folder or standard output."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from tui.articles.terminal_text import harmless_sentence
from tui.cli.inputs.standard_input import PIPE
from tui.cli.library_access import ProgressLine, open_library
from tui.cli.options import HELP
from tui.cli.output import counted, say
from tui.cli.places import read_file, why_not
from tui.errors import NewsreaderError, unwritable
from tui.library.exchange import export_files, formats, markdown_folder
from tui.library.exchange.bookmark_values import with_highlights
from tui.library.exchange.formats import FORMATS, LINKS_ONLY, Format, format_of_path
from tui.library.progress_rate import Pace
from tui.library.values import Bookmark


@click.command("export", context_settings=HELP)
@click.argument("target", metavar="[FILE|FOLDER|-]", default=PIPE)
@click.option("--format", "wanted", type=click.Choice(FORMATS), help="By default as the name ends.")
def export(target: str, wanted: Format | None) -> int:
    """Write all bookmarks to a file or a folder, or print them.

    JSON and Markdown hold everything, and highlighted articles too; Markdown is a folder of
    article files, which newsreader can open. HTML is for browsers, OPML for outliners and feed
    readers: they hold links only. Without a FILE, or for -, JSON is printed. Files of an earlier
    export are updated; no other file is overwritten.
    """
    if target != PIPE:
        _refuse_unwritable(target)
    format = wanted or ("json" if target == PIPE else format_of_path(Path(target)))
    if format is None and not Path(target).suffix:
        format = "markdown"
    if format is None:
        raise NewsreaderError(
            f"The suffix of {target} is not of a known format."
            " Add --format json, markdown, html or opml."
        )
    with open_library() as library:
        bookmarks = [
            # The copy remembers the path of a file that is gone; it is not exported.
            each._replace(article=each.article._replace(path=each.path))
            for each in library.bookmarks.all()
        ]
        if format not in LINKS_ONLY:
            bookmarks = with_highlights(bookmarks, library.highlights.all())
    if not bookmarks:
        say("There are no bookmarks yet.")
        return 1
    if format == "markdown":
        return _export_folder(bookmarks, target)
    _export_file(bookmarks, target, format)
    without = sum(not each.article.link for each in bookmarks) if format in LINKS_ONLY else 0
    if without:
        have = "has" if without == 1 else "have"
        say(f"{counted(without, 'bookmark')} {have} no link: JSON and Markdown hold those too.")
    if target != PIPE:
        what = "bookmark" if all(each.is_bookmarked for each in bookmarks) else "kept article"
        print(harmless_sentence(f"{target}: {counted(len(bookmarks) - without, what)}"))
    return 1 if without else 0


def _refuse_unwritable(target: str) -> None:
    """Raise `NewsreaderError` where the system allows no file or folder at a path."""
    try:
        Path(target).stat()
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        raise unwritable(Path(target), error) from error
    if problem := why_not(target):
        raise NewsreaderError(problem)


def _export_file(bookmarks: Sequence[Bookmark], target: str, format: Format) -> None:
    data = formats.to_bytes(bookmarks, format)
    if target == PIPE:
        # Bytes, so that an import reads the same text whatever the locale is.
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    path = Path(target)
    if path.is_dir():
        raise NewsreaderError(f"{target} is a folder, but {format} is one file: name a file.")
    if path.exists() and not formats.is_own(read_file(target)[:4096], format):
        raise NewsreaderError(
            f"{target} exists already and is not {format} that newsreader wrote. Name another file."
        )
    export_files.remove_leftovers_beside(path)
    export_files.replace(path, data)


def _export_folder(bookmarks: Sequence[Bookmark], target: str) -> int:
    path = Path(target)
    if target == PIPE or (path.exists() and not path.is_dir()):
        raise NewsreaderError("Markdown makes a file for each bookmark: name a folder for them.")
    with ProgressLine(0.5, what="Writing") as line:
        pace, total = Pace(), len(bookmarks)
        done = markdown_folder.export(bookmarks, path, lambda number: line(pace.at(number, total)))
    counts = f"{done.new:,} new, {done.changed:,} changed, {done.unchanged:,} unchanged"
    print(harmless_sentence(f"{target}: {counts}"))
    for edited in done.edited:
        say(f"{edited} was edited since the export wrote it and was left unchanged.")
    return 1 if done.edited else 0
