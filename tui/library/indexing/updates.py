"""Updates of the index: of whole folders, and of single files that have changed."""

import os
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock

import apsw

from tui.articles.files import OTHER_KIND
from tui.library.indexing.scan import Scan
from tui.library.query import Query
from tui.library.search.conditions import conditions_of
from tui.library.storage.scope import path_ranges
from tui.library.storage.store import Store
from tui.library.values import Progress, Report


class Updates:
    """Brings the index up to date, one update at a time."""

    def __init__(self, store: Store) -> None:
        """Make the part; `store` has both databases."""
        self._store = store
        self._updating = Lock()

    def update(
        self,
        folders: Sequence[Path],
        rebuild: bool,
        progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> Report:
        """Bring the index up to date with folders and files; see `Library.update`."""
        absolute = tuple(folder.absolute() for folder in folders)

        def work() -> Report:
            return self._update(absolute, progress, cancelled)

        with self._updating:
            if rebuild:
                self._store.start_anew()
            self._store.synchronise()
            return self._store.guarded(work)

    def _update(
        self,
        folders: tuple[Path, ...],
        progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> Report:
        began = time.monotonic()
        index, user = self._store.index, self._store.user
        user.back_up_today()
        scan = Scan(index, user, folders, progress, cancelled)
        scan.run()
        with index.reading() as connection:
            conditions = conditions_of(connection, Query(folders=folders))
            articles = connection.execute(
                f"SELECT count(*) FROM articles AS a WHERE {conditions.sql()}", conditions.values
            ).get
            warnings = _count_noted(connection, folders)
            other_kinds = _count_others(connection, folders)
        counts = scan.counts
        return Report(
            articles=articles,
            added=counts["added"],
            changed=counts["changed"],
            removed=counts["removed"],
            unchanged=counts["unchanged"],
            warnings=warnings,
            seconds=time.monotonic() - began,
            other_kinds=other_kinds,
        )

    def bring_in(self, paths: Sequence[Path], cancelled: Callable[[], bool]) -> bool:
        """Bring the index up to date with what has changed; see `Library.bring_in`."""

        def work() -> bool:
            index, user = self._store.index, self._store.user
            scan = Scan(index, user, paths, lambda _: None, cancelled, partly=True)
            scan.run()
            counts = scan.counts
            return bool(counts["added"] or counts["changed"] or counts["removed"])

        with self._updating:
            return self._store.guarded(work)


def _count_noted(connection: apsw.Connection, folders: Sequence[Path]) -> int:
    """Return how many things were noted when files were read, or passed over, in folders."""
    count = 0
    for bounds in path_ranges(tuple(folders)):
        count += connection.execute(
            "SELECT coalesce(sum(json_array_length(problems)), 0) FROM files"
            " WHERE problems <> '' AND path >= ? AND path < ?",
            bounds,
        ).get
        count += connection.execute(
            "SELECT count(*) FROM passed_over WHERE why <> ? AND path >= ? AND path < ?",
            (OTHER_KIND, *bounds),
        ).get
    return count


def _count_others(connection: apsw.Connection, folders: Sequence[Path]) -> dict[str, int]:
    """Return how many files of other kinds lie in folders; see `Report.other_kinds`."""
    counts: Counter[str] = Counter()
    for bounds in path_ranges(tuple(folders)):
        counts.update(
            os.fsdecode(os.path.splitext(path)[1]).lower()  # noqa: PTH122 - no Path of bytes
            for (path,) in connection.execute(
                "SELECT path FROM passed_over WHERE why = ? AND path >= ? AND path < ?",
                (OTHER_KIND, *bounds),
            )
        )
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
