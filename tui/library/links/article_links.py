"""The part of the library that knows which links lead to kept articles, and from where."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import apsw

from tui.library.links.backlinks import linking_to
from tui.library.links.resolution import Resolver
from tui.library.storage.article_rows import ids_to_json
from tui.library.storage.scope import set_scope
from tui.library.storage.store import Store

_MOST = 3000
"""The most links of an article that are looked up."""


class KeptArticle(NamedTuple):
    """An article that a link leads to, or comes from."""

    id: int
    title: str


class ArticleLinks:
    """The links between kept articles. Its methods may be called from any thread."""

    def __init__(self, store: Store) -> None:
        """Make the part.

        Args:
            store: Both databases.
        """
        self._store = store

    def lead(self, id: int, addresses: Iterable[str]) -> dict[str, KeptArticle]:
        """Return the kept articles that links lead to, by their addresses.

        Args:
            id: The article that has the links.
            addresses: As the article has them; those that lead to nothing kept are left out.

        Raises:
            StorageError: The index can't be read.
        """

        def look(connection: apsw.Connection) -> dict[str, KeptArticle]:
            set_scope(connection, self._store.folders)
            resolver = Resolver(connection)
            origin = resolver.rows(id)
            wanted = list(dict.fromkeys(addresses))[:_MOST]
            found = {address: resolver.resolve(address, origin) for address in wanted}
            ids = {each for each in found.values() if each is not None}
            titles = _titles(connection, sorted(ids))
            return {
                address: titles[each]
                for address, each in found.items()
                if each is not None and each in titles
            }

        return self._store.ask(look)

    def linking_to(self, id: int) -> list[KeptArticle]:
        """Return the articles that link to one, newest first.

        Raises:
            StorageError: The index can't be read.
        """

        def look(connection: apsw.Connection) -> list[KeptArticle]:
            set_scope(connection, self._store.folders)
            found = linking_to(connection, id)
            return list(_titles(connection, found).values())

        return self._store.ask(look)


def _titles(connection: apsw.Connection, ids: Sequence[int]) -> dict[int, KeptArticle]:
    """Return some articles with their titles, newest first."""
    rows = connection.execute(
        "SELECT d.id, d.title FROM details AS d CROSS JOIN articles AS a ON a.id = d.id"
        " WHERE d.id IN (SELECT value FROM json_each(?)) ORDER BY a.day DESC, a.date DESC, a.id",
        (ids_to_json(ids),),
    )
    return {id: KeptArticle(id, title) for id, title in rows}
