"""The open files of the index, and the one row that is listed of several that say the same.

The index is one for all folders. Files with the same identity and the same text are listed as one
row, but they may differ in other things, such as the date of the file or the title that its name
makes. Then each has a row of its own in the index, a twin of the others. Of twins one is listed:
that whose file comes first among those that are open. So a row says what the file that it names
says, and is found, sorted and counted by that.
"""

import os
from pathlib import Path

import apsw

from tui.library.storage.index_db import ROWS_STATE, get_meta

Ranges = list[tuple[bytes, bytes]]
"""The first path of each range, and the first one after it; sorted, without overlap."""

EVERYTHING: Ranges = [(b"", b"\xff")]
"""All paths; each begins with a slash."""

OPEN = "f.path < (SELECT high FROM scope WHERE low <= f.path ORDER BY low DESC LIMIT 1)"
"""Asks of a row `f` of `files` whether that file is open."""

SHOWN = "coalesce((SELECT shown FROM hidden WHERE id = f.article), f.article)"
"""The row that is listed for a row `f` of `files`."""

_HIDE = f"""
INSERT INTO hidden SELECT id, shown FROM (
    SELECT id, first_value(id) OVER (PARTITION BY key ORDER BY path, id) AS shown
    FROM (
        SELECT id, key, coalesce((
            SELECT f.path FROM files AS f WHERE f.article = twins.id AND {OPEN}
            ORDER BY f.path LIMIT 1
        ), x'ff') AS path
        FROM twins
    )
) WHERE id <> shown
"""


def path_ranges(folders: tuple[Path, ...]) -> Ranges:
    """Return the ranges of paths at or below some folders, sorted, none within another."""
    found: Ranges = []
    for folder in sorted({os.fsencode(folder.absolute()) for folder in folders}):
        below = folder.rstrip(b"/") + b"/"
        found += [(folder, folder + b"\0"), (below, below[:-1] + b"0")]
    ranges: Ranges = []
    for low, high in sorted(found):
        if not ranges or high > ranges[-1][1]:
            ranges.append((low, high))
    return ranges


def set_scope(connection: apsw.Connection, folders: tuple[Path, ...] | None) -> Ranges:
    """Note on a connection what is open: in its tables `scope` and `hidden`.

    Nothing is done where they hold just that, as they mostly do.

    Args:
        connection: The connection.
        folders: Files and folders, absolute; None for all that the index has.

    Returns:
        The ranges of their paths.
    """
    ranges = EVERYTHING if folders is None else path_ranges(folders)
    state = get_meta(connection, ROWS_STATE)
    is_same = connection.execute("SELECT low, high FROM scope ORDER BY low").fetchall() == ranges
    if is_same and connection.execute("SELECT state FROM hidden_at").get == state:
        return ranges
    connection.execute("DELETE FROM scope; DELETE FROM hidden; DELETE FROM hidden_at")
    connection.executemany("INSERT INTO scope VALUES(?, ?)", ranges)
    connection.execute(_HIDE)
    connection.execute("INSERT INTO hidden_at VALUES(?)", (state,))
    return ranges


def is_everything(connection: apsw.Connection, ranges: Ranges) -> bool:
    """Tell whether no file of the index lies between the ranges."""
    end = b""
    for low, high in ranges:
        if connection.execute(
            "SELECT 1 FROM files WHERE path >= ? AND path < ? LIMIT 1", (end, low)
        ).get:
            return False
        end = high
    return not connection.execute("SELECT 1 FROM files WHERE path >= ? LIMIT 1", (end,)).get


def hides(connection: apsw.Connection) -> bool:
    """Tell whether some rows are not listed, since twins of them are; see `set_scope`."""
    return bool(connection.execute("SELECT 1 FROM hidden LIMIT 1").get)
