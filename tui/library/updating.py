"""What the library does with files and pipes: updates and piped articles."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tui.articles.article import Article
from tui.library.conditions import conditions_of
from tui.library.copies import to_json
from tui.library.database import Pool
from tui.library.entry import make_entry
from tui.library.marks import settle
from tui.library.problems import count_noted
from tui.library.query import Query
from tui.library.scan import Scan
from tui.library.shelving import Shelf
from tui.library.user_data import UserData
from tui.library.values import Progress, Report


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
        warnings = count_noted(connection, absolute)
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


def bring_in(
    index: Pool, user: UserData, paths: Sequence[Path], cancelled: Callable[[], bool]
) -> bool:
    """Bring the index up to date with what has changed; see `Library.bring_in`."""
    scan = Scan(index, user, paths, lambda _: None, cancelled, partly=True)
    scan.run()
    counts = scan.counts
    return bool(counts.added or counts.changed or counts.removed)


def add_piped(index: Pool, user: UserData, articles: Sequence[Article]) -> list[int]:
    """Take in articles that no file holds; see `Library.add`."""
    entries = [(make_entry(article), to_json(article)) for article in articles]
    with index.writing() as connection:
        shelf = Shelf(connection)
        ids = [shelf.put_piped(entry, stored) for entry, stored in entries]
        settle(shelf, connection, user)
    return ids
