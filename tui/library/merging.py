"""Putting the pieces of the full text together once an archive has been taken in.

Each transaction of a scan adds a piece (a segment) of its own. A search opens every piece for
every word, and the words of a phrase are walked in all of them, so that many pieces make it
twice as slow. FTS5's `automerge` keeps them few; this makes one of them.
"""

from collections.abc import Callable

import apsw

from tui.library.database import Pool

_STEP = 500
"""Pages written in a transaction: others who want to write meanwhile wait some 50 ms."""

_SHARE = 4
"""Merging writes the whole full text anew: worth it once a quarter of the articles are new."""


def merge_words(index: Pool, new: int, cancelled: Callable[[], bool]) -> None:
    """Put all pieces of the full text together where much has been taken in.

    What is interrupted is gone on with by `automerge`, bit by bit.

    Args:
        index: The index.
        new: How many articles have been taken in since the last time.
        cancelled: Asked before each step; once it says yes, this stops.

    Raises:
        StorageError: The index can't be written.
    """
    with index.reading() as connection:
        articles: int = connection.execute("SELECT count(*) FROM articles").get
    if new * _SHARE < articles:
        return
    # A number below zero puts all pieces up for merging (FTS5, section 6.10).
    pages = -_STEP
    while not cancelled():
        with index.writing() as connection:
            if not _merged(connection, pages):
                return
        pages = _STEP


def _merged(connection: apsw.Connection, pages: int) -> bool:
    """Merge so many pages; tell whether there was anything to do."""
    before = connection.total_changes()
    connection.execute("INSERT INTO words(words, rank) VALUES('merge', ?)", (pages,))
    # The statement itself counts as one change.
    return connection.total_changes() - before > 1
