"""`newsreader bookmarks import`: bookmarks from files, folders or standard input."""

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

import click

from tui.articles.terminal_text import counted, harmless_sentence
from tui.cli.inputs.standard_input import PIPE, is_stream, name_of, read_pipe
from tui.cli.library_access import ProgressLine, open_library
from tui.cli.options import HELP
from tui.cli.output import say
from tui.cli.places import read_file, why_not
from tui.errors import NewsreaderError
from tui.library.exchange import formats, markdown_folder
from tui.library.exchange.formats import FORMATS, Format
from tui.library.exchange.parsed_bookmarks import Found, Unread
from tui.library.exchange.services import service_exports
from tui.library.library import Library
from tui.library.values import Bookmark, Highlighted, Progress

_MOST_NAMED = 50
"""The most faults of one file that are named one by one."""

_OF_SERVICES = (None, "json", "html")
"""The formats asked for that may be those of a service."""

_TAKEN = (
    f"What can be imported: exports of {service_exports.SERVICES}, bookmark files of browsers"
    " (HTML), outlines (OPML), and what `newsreader bookmarks export` writes."
)


@click.command("import", context_settings=HELP)
@click.argument("paths", metavar="PATH|-...", nargs=-1, required=True)
@click.option(
    "--format", "wanted", type=click.Choice(FORMATS), help="By default as the content looks."
)
@click.option("--dry-run", is_flag=True, help="Only print what would be imported.")
def import_(paths: tuple[str, ...], wanted: Format | None, dry_run: bool) -> int:
    """Import bookmarks from files, folders or standard input.

    Exports of `newsreader bookmarks export` are restored completely. Exports of the services
    wallabag, Omnivore (zip or folder too) and Karakeep (JSON), Pocket (CSV, zip or HTML),
    Instapaper, Raindrop and Readwise Reader (CSV) give links with their titles, dates, labels,
    notes and texts; what was archived there is read here. Bookmark files of browsers (HTML)
    and outlines (OPML) give links; the names of their folders become labels. Existing
    bookmarks only gain a note, labels or a text that they lack, so that an import can be
    repeated.
    """
    now = datetime.now().astimezone()
    with open_library() as library:
        counts = [_import(library, path, wanted, now, dry_run) for path in dict.fromkeys(paths)]
    if not any(read for read, _ in counts):
        return 2 if any(unread for _, unread in counts) else 1
    return 0 if all(read and not unread for read, unread in counts) else 1


def _import(
    library: Library, path: str, wanted: Format | None, now: datetime, dry_run: bool
) -> tuple[int, int]:
    """Import a path and print the counts; return how many bookmarks were read and not read."""
    bookmarks: list[Bookmark] = []
    links = True
    unread = 0
    services: dict[str, None] = {}
    with ProgressLine(0.5) as line:
        try:
            for name, found in _found(path, wanted, now):
                bookmarks += found.bookmarks
                links = links and found.links
                services |= {found.service: None} if found.service else {}
                unread += len(found.unread)
                if found.unread:
                    line.wipe()
                    _report(name, found.unread)
                line(Progress(len(bookmarks), None))
        except NewsreaderError as error:
            line.wipe()
            say(str(error))
            return 0, 1
        if not bookmarks and not unread:
            line.wipe()
            say(f"There are no bookmarks in {name_of(path)}.")
            return 0, 0
        by_link = bool(services)
        kept = [each for each in bookmarks if each.is_bookmarked]
        taken = None
        if dry_run:
            new = library.bookmarks.count_new(kept, links=links, by_link=by_link)
        else:
            new = library.bookmarks.import_(kept, links=links, by_link=by_link, progress=line)
            taken = library.highlights.import_(
                [
                    Highlighted(each.article, each.highlights, key=each.key)
                    for each in bookmarks
                    if each.highlights
                ]
            )
    name = name_of(path) + (f" ({', '.join(services)})" if services else "")
    counts = f"{new:,} {'would be ' if dry_run else ''}new, {len(kept) - new:,} there already"
    if taken and (taken.new or taken.there):
        counts += f"; of highlights {taken.new:,} new, {taken.there:,} there already"
    print(harmless_sentence(f"{name}: {counts}{f', {unread:,} not read' if unread else ''}"))
    return len(bookmarks), unread


def _found(path: str, wanted: Format | None, now: datetime) -> Iterator[tuple[str, Found]]:
    """Yield the name of each file of a path, and the bookmarks in it.

    Raises:
        NewsreaderError: The path can't be read, or holds no bookmarks in a known format.
    """
    if not is_stream(path) and (problem := why_not(path)):
        raise NewsreaderError(problem)
    if path != PIPE and Path(path).is_dir():
        yield from _first_of(service_exports.read_folder(Path(path), now), _in_folder(path, now))
        return
    data = read_pipe(path) if is_stream(path) else read_file(path)
    name = name_of(path, begins=True)
    file = None if path == PIPE else Path(path)
    if wanted in _OF_SERVICES:
        of_service = service_exports.read(data, name, now)
        yield from _first_of(of_service, _of_program(file, name, data, wanted, now))
    else:
        yield from _of_program(file, name, data, wanted, now)


def _first_of(
    first: Iterable[tuple[str, Found]], second: Iterable[tuple[str, Found]]
) -> Iterator[tuple[str, Found]]:
    """Yield what the first has; what the second has where that is nothing."""
    empty = True
    for each in first:
        empty = False
        yield each
    if empty:
        yield from second


def _of_program(
    file: Path | None, name: str, data: bytes, wanted: Format | None, now: datetime
) -> Iterator[tuple[str, Found]]:
    """Yield the bookmarks in a file of newsreader, a browser or an outliner.

    Raises:
        NewsreaderError: It is of another kind.
    """
    format = wanted or formats.format_of_file(file, data)
    is_foreign = format == "json" and formats.is_foreign_json(data)
    if format and not is_foreign:
        yield name, formats.from_bytes(data, format, now)
    elif data.strip():
        raise NewsreaderError(f"{name} {service_exports.looks_like(data)}. {_TAKEN}")


def _in_folder(path: str, now: datetime) -> Iterator[tuple[str, Found]]:
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


def _report(name: str, unread: Sequence[Unread]) -> None:
    """Print the parts of a file that were not read, with their lines."""
    for line, why in unread[:_MOST_NAMED]:
        say(f"{name}{f', line {line}' if line else ''}: {why}.")
    if len(unread) > _MOST_NAMED:
        say(f"{name}: {len(unread) - _MOST_NAMED:,} more could not be read.")
