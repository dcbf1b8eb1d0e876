"""What the library does with files and pipes: updates, piped articles, reports of problems."""

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import apsw

from tui.articles.article import Article
from tui.library.conditions import conditions_of, path_ranges
from tui.library.copies import to_json
from tui.library.database import Pool
from tui.library.entry import make_entry, problems_from_json
from tui.library.marks import settle
from tui.library.query import Query
from tui.library.scan import Scan
from tui.library.shelving import Shelf
from tui.library.user_data import UserData
from tui.library.values import FileProblem, Progress, Report


def update(
    index: Pool,
    user: UserData,
    folders: tuple[Path, ...],
    progress: Callable[[Progress], None],
    cancelled: Callable[[], bool],
) -> Report:
    """Bring the index up to date and make the day's backup; see `Library.update`."""
    began = time.monotonic()
    user.back_up_today()
    absolute = tuple(folder.absolute() for folder in folders)
    scan = Scan(index, user, absolute, progress, cancelled)
    scan.run()
    with index.reading() as connection:
        conditions = conditions_of(connection, Query(folders=absolute))
        articles = connection.execute(
            f"SELECT count(*) FROM articles AS a WHERE {conditions.sql()}", conditions.values
        ).get
        warnings = len(problems_in(connection, absolute))
    counts = scan.counts
    return Report(
        articles=articles,
        added=counts.added,
        changed=counts.changed,
        removed=counts.removed,
        unchanged=counts.unchanged,
        warnings=warnings,
        seconds=time.monotonic() - began,
    )


def add_piped(index: Pool, user: UserData, articles: Sequence[Article]) -> list[int]:
    """Take in articles that no file holds; see `Library.add`."""
    entries = [(make_entry(article), to_json(article)) for article in articles]
    with index.writing() as connection:
        shelf = Shelf(connection)
        ids = [shelf.put_piped(entry, stored) for entry, stored in entries]
        settle(shelf, connection, user)
    return ids


def problems_in(connection: apsw.Connection, folders: Sequence[Path] | None) -> list[FileProblem]:
    """Return the problems of files, and what was passed over; see `Library.problems`."""
    ranges = path_ranges(tuple(folders)) if folders is not None else [(b"", b"\xff")]
    found: list[FileProblem] = []
    for low, high in ranges:
        for path, problems in connection.execute(
            "SELECT path, problems FROM files WHERE problems <> '' AND path >= ? AND path < ?",
            (low, high),
        ):
            found += [
                FileProblem(Path(os.fsdecode(path)), each.line, each.problem, each.shown_as)
                for each in problems_from_json(problems)
            ]
        for path, why in connection.execute(
            "SELECT path, why FROM passed_over WHERE path >= ? AND path < ?", (low, high)
        ):
            found.append(FileProblem(Path(os.fsdecode(path)), None, why, "not shown"))
    return sorted(found, key=lambda each: (each.path, each.line or 0))
