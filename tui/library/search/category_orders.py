"""Categories that name one tree in several orders, as Jekyll's lists do: `[a, b]` and `[b, a]`.

Jekyll's categories have no order, Hexo's are a path, and one article can't tell which is meant.
An archive can: where the same names stand in several orders, the order that most articles have
counts for all of them; of two with as many articles the first by its letters. It follows from
the filings alone, so that it is the same for an index brought up to date and for one made anew.
"""

from collections import Counter
from typing import NamedTuple
from weakref import WeakKeyDictionary

import apsw

from tui.library.storage.category_sets import with_those_above
from tui.library.storage.index_db import LEVEL, PATH, ROWS_STATE, get_meta


class Orders(NamedTuple):
    """The orders that count; paths are joined by `LEVEL`."""

    usual: dict[str, str]
    """Each path in another order than the one that counts, and that one."""
    filings: dict[int, frozenset[str]]
    """The filings with such a path, and where they belong: their paths and those above them."""


_NONE = Orders({}, {})
_known: WeakKeyDictionary[apsw.Connection, tuple[object, Orders]] = WeakKeyDictionary()
"""The orders that each connection has read, and the state of the rows that they hold for."""


def orders_of(connection: apsw.Connection) -> Orders:
    """Return the orders of an index."""
    state = get_meta(connection, ROWS_STATE)
    known = _known.get(connection)
    if not known or known[0] != state:
        known = _known[connection] = (state, _read(connection))
    return known[1]


def _read(connection: apsw.Connection) -> Orders:
    rows: list[tuple[int, str, int]] = list(
        connection.execute(
            "SELECT id, paths, articles FROM filings WHERE articles AND instr(paths, ?)", (LEVEL,)
        )
    )
    counts: Counter[str] = Counter()
    for _, paths, articles in rows:
        for path in paths.split(PATH):
            if LEVEL in path:
                counts[path] += articles
    alike: dict[tuple[str, ...], list[str]] = {}
    for path in counts:
        alike.setdefault(tuple(sorted(path.split(LEVEL))), []).append(path)
    usual: dict[str, str] = {}
    for paths_alike in alike.values():
        if len(paths_alike) > 1:
            best = min(paths_alike, key=lambda path: (-counts[path], path))
            usual |= {path: best for path in paths_alike if path != best}
    if not usual:
        return _NONE
    filings = {
        filing: frozenset(
            with_those_above(
                tuple(usual.get(path, path).split(LEVEL)) for path in paths.split(PATH)
            )
        )
        for filing, paths, _ in rows
        if not usual.keys().isdisjoint(paths.split(PATH))
    }
    return Orders(usual, filings)
