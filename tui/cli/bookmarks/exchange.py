"""`newsreader bookmarks export` and `import`: bookmarks go out and come in."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.articles.clean_text import harmless_sentence
from tui.cli.library_access import open_library
from tui.cli.options import HELP
from tui.cli.output import counted, say
from tui.cli.places import why_not
from tui.cli.progress import ProgressLine
from tui.cli.standard_input import PIPE, read_pipe
from tui.errors import NewsreaderError, cause
from tui.library.library import Library
from tui.library.progress_rate import Pace
from tui.library.values import Bookmark, Progress

if TYPE_CHECKING:
    from tui.library.exchange.formats import Format
    from tui.library.exchange.parsed_bookmarks import Found, Unread

_CHOICE = click.Choice(["json", "markdown", "html", "opml"])
_PATIENCE = 0.5
"""After how many seconds it is drawn how far the work is."""
_MOST_NAMED = 50
"""How many things that could not be read are named one by one, for each file."""


@click.command("export", context_settings=HELP)
@click.argument("target", metavar="[FILE|FOLDER|-]", default=PIPE)
@click.option("--format", "wanted", type=_CHOICE, help="What to write; else as the name ends.")
def export(target: str, wanted: Format | None) -> int:
    """Write all bookmarks to a file or a folder, or print them.

    JSON holds everything; so does Markdown, a folder of article files which newsreader can
    open. HTML is for browsers, OPML for outliners and feed readers: these hold links only.
    Without a FILE, or for -, JSON is printed. What an earlier export wrote is brought up to
    date; no other file is written over.
    """
    from tui.library.exchange.formats import LINKS_ONLY, format_of_path

    if target != PIPE:
        _refuse_unwritable(target)
    format = wanted or ("json" if target == PIPE else format_of_path(Path(target)))
    if format is None and not Path(target).suffix:
        format = "markdown"
    if format is None:
        raise NewsreaderError(
            f"{target} could be anything: --format says whether json, markdown, html or opml."
        )
    with open_library() as library:
        bookmarks = [
            # A file that is gone is not named; the copy remembers where it was.
            each._replace(article=each.article._replace(path=each.path))
            for each in library.bookmarks.all()
        ]
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
        print(harmless_sentence(f"{target}: {counted(len(bookmarks) - without, 'bookmark')}"))
    return 1 if without else 0


def _refuse_unwritable(target: str) -> None:
    """Raise a `NewsreaderError` where the system can't have a file or a folder at a path."""
    from tui.library.exchange.export_files import unwritable

    try:
        Path(target).stat()
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        raise unwritable(Path(target), error) from error
    if problem := why_not(target):
        raise NewsreaderError(problem)


def _export_file(bookmarks: Sequence[Bookmark], target: str, format: Format) -> None:
    from tui.library.exchange import export_files, formats

    data = formats.to_bytes(bookmarks, format)
    if target == PIPE:
        # Bytes, so that the very same comes in again whatever the locale is.
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    path = Path(target)
    if path.is_dir():
        raise NewsreaderError(f"{target} is a folder, and {format} makes one file.")
    if path.exists() and not formats.is_own(_read(target)[:4096], format):
        raise NewsreaderError(
            f"{target} is there already, and is no {format} that newsreader wrote."
            " Name another file."
        )
    export_files.remove_leftovers_beside(path)
    export_files.replace(path, data)


def _export_folder(bookmarks: Sequence[Bookmark], target: str) -> int:
    from tui.library.exchange import markdown_folder

    path = Path(target)
    if target == PIPE or (path.exists() and not path.is_dir()):
        raise NewsreaderError("Markdown makes a file for each bookmark: name a folder for them.")
    with ProgressLine(_PATIENCE, what="Writing") as line:
        pace, total = Pace(), len(bookmarks)
        done = markdown_folder.export(bookmarks, path, lambda number: line(pace.at(number, total)))
    counts = f"{done.new:,} new, {done.changed:,} changed, {done.unchanged:,} unchanged"
    print(harmless_sentence(f"{target}: {counts}"))
    for edited in done.edited:
        say(f"{edited} was edited since it was written, and was left as it is.")
    return 1 if done.edited else 0


@click.command("import", context_settings=HELP)
@click.argument("paths", metavar="PATH|-...", nargs=-1, required=True)
@click.option("--format", "wanted", type=_CHOICE, help="What it is; else as it looks.")
def import_(paths: tuple[str, ...], wanted: Format | None) -> int:
    """Take in bookmarks from files, from folders, or from what is piped in.

    What `newsreader bookmarks export` writes comes in as it was; links come in from
    browsers' bookmark files (HTML) and from outlines (OPML), the names of their folders as
    labels. Bookmarks that are there already stay as they are, but for a note or labels
    that they lack: so it is safe to repeat.
    """
    now = datetime.now().astimezone()
    with open_library() as library:
        counts = [_take_in(library, path, wanted, now) for path in dict.fromkeys(paths)]
    if not any(read for read, _ in counts):
        return 2 if any(unread for _, unread in counts) else 1
    return 0 if all(read and not unread for read, unread in counts) else 1


def _take_in(library: Library, path: str, wanted: Format | None, now: datetime) -> tuple[int, int]:
    """Take in what is in a path and say what came of it; return how much was (not) read."""
    bookmarks: list[Bookmark] = []
    links = True
    unread = 0
    with ProgressLine(_PATIENCE) as line:
        try:
            for name, found in _found(path, wanted, now):
                bookmarks += found.bookmarks
                links = links and found.links
                unread += len(found.unread)
                if found.unread:
                    line.wipe()
                    _tell(name, found.unread)
                line(Progress(len(bookmarks), None))
        except NewsreaderError as error:
            line.wipe()
            say(str(error))
            return 0, 1
        if not bookmarks and not unread:
            line.wipe()
            say(f"There are no bookmarks in {_called(path)}.")
            return 0, 0
        new = library.bookmarks.import_(bookmarks, links=links, progress=line)
    counts = f"{new:,} new, {len(bookmarks) - new:,} there already"
    print(
        harmless_sentence(f"{_called(path)}: {counts}{f', {unread:,} not read' if unread else ''}")
    )
    return len(bookmarks), unread


def _found(path: str, wanted: Format | None, now: datetime) -> Iterator[tuple[str, Found]]:
    """Yield each file of a path with what was found in it.

    Raises:
        NewsreaderError: It can't be read, or is nothing that holds bookmarks.
    """
    from tui.library.exchange import formats

    if path != PIPE and (problem := why_not(path)):
        raise NewsreaderError(problem)
    if path != PIPE and Path(path).is_dir():
        yield from _in_folder(path, now)
        return
    data = read_pipe() if path == PIPE else _read(path)
    name = "Standard input" if path == PIPE else path
    format = wanted or formats.format_of_file(None if path == PIPE else Path(path), data)
    if format:
        yield name, formats.from_bytes(data, format, now)
    elif data.strip():
        raise NewsreaderError(
            f"{name} holds no bookmarks that can be told: --format says what it is."
        )


def _in_folder(path: str, now: datetime) -> Iterator[tuple[str, Found]]:
    from tui.library.exchange import markdown_folder

    bookmarks = others = 0
    for file in markdown_folder.read(Path(path), now):
        if file.found is None:
            others += 1
        else:
            bookmarks += len(file.found.bookmarks)
            yield os.fspath(file.path), file.found
    without = (
        f"{counted(others, 'file')} in {path} without a bookmark; `newsreader bookmarks add`"
        " bookmarks articles."
    )
    if others and not bookmarks:
        raise NewsreaderError(without)
    if others:
        say(without)


def _called(path: str) -> str:
    return "standard input" if path == PIPE else path


def _read(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise NewsreaderError(f"{path} can't be read: {cause(error)}.") from error


def _tell(name: str, unread: Sequence[Unread]) -> None:
    """Say what of a file was not read, and where."""
    for line, why in unread[:_MOST_NAMED]:
        say(f"{name}{f', line {line}' if line else ''}: {why}.")
    if len(unread) > _MOST_NAMED:
        say(f"{name}: {len(unread) - _MOST_NAMED:,} more could not be read.")
