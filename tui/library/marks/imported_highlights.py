"""Highlights from elsewhere, and the articles of the library that they belong to."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import apsw

from tui.articles.article import Article
from tui.articles.identity import composed, key_of, with_https
from tui.errors import ArticleError
from tui.library.marks.highlight_places import BodyText, same_words
from tui.library.marks.highlight_rows import HighlightRow
from tui.library.storage import article_rows
from tui.library.values import Highlight, Key

_MOST_COMPARED = 20
"""The most articles with one address or title that are looked into for the words."""


class Arrival(NamedTuple):
    """A highlight from elsewhere."""

    highlight: Highlight
    article: Article
    """Its article as far as that is known; mostly without a body."""
    key: Key | None = None
    """The key of its article, where the file gives one."""


class Home(NamedTuple):
    """The article that a highlight belongs to."""

    key: Key
    id: int | None
    """Its row in the index; None where it is not in the library."""
    article: Article | None = None
    """The article that stands for it where it is not in the library."""
    body: BodyText | None = None
    """Its text; None where that can't be read."""


class Homes:
    """The articles of the library, by what exports say about them."""

    def __init__(
        self,
        index: apsw.Connection,
        arrivals: Sequence[Arrival],
        read: Callable[[int], Article],
    ) -> None:
        """Look for the articles of highlights.

        Args:
            index: The index.
            arrivals: The highlights.
            read: Returns the article of a row; raises `ArticleError` where it can't be read.
        """
        self._index = index
        self._read = read
        self._bodies: dict[int, BodyText | None] = {}
        self._by_link: dict[str, list[int]] = {}
        self._by_title: dict[str, list[int]] = {}
        links = {_address(each.article.link) for each in arrivals} - {""}
        titles = {composed(each.article.title) for each in arrivals}
        # Rows with a file come first.
        for id, link, title in index.execute(
            "SELECT id, link, title FROM details ORDER BY copies = 0, id"
        ):
            if (address := _address(link)) in links:
                self._by_link.setdefault(address, []).append(id)
            if composed(title) in titles:
                self._by_title.setdefault(composed(title), []).append(id)
        self._stand_ins = _stand_ins(arrivals)

    def of(self, arrival: Arrival) -> Home:
        """Return the article of a highlight."""
        id = article_rows.row_of(self._index, arrival.key) if arrival.key else None
        if id is None:
            id = self._likeliest(arrival)
        if id is None:
            article = self._stand_ins[_described(arrival)]
            return Home(arrival.key or key_of(article), None, article)
        return Home(article_rows.keys(self._index, [id])[id], id, body=self._body(id))

    def _likeliest(self, arrival: Arrival) -> int | None:
        """Return the row of the article with an address, else a title, if possible with both."""
        title = composed(arrival.article.title)
        titled = self._by_title.get(title, [])
        linked = self._by_link.get(_address(arrival.article.link), [])
        among = [id for id in linked if id in set(titled)] or linked or titled
        if len(among) > 1:
            among = [id for id in among[:_MOST_COMPARED] if self._has(id, arrival)] or among
        return among[0] if among else None

    def _has(self, id: int, arrival: Arrival) -> bool:
        body = self._body(id)
        return body is not None and body.places([arrival.highlight]) != [None]

    def _body(self, id: int) -> BodyText | None:
        if id not in self._bodies:
            try:
                self._bodies[id] = BodyText.of(self._read(id))
            except ArticleError:
                self._bodies[id] = None
        return self._bodies[id]


def is_same(one: HighlightRow, other: HighlightRow) -> bool:
    """Tell whether two highlights of one article are of the same passage.

    Where the surroundings of one of them are not known, the words decide alone.
    """
    if not same_words(one.exact, other.exact):
        return False
    known = [each.prefix or each.suffix for each in (one, other)]
    return not all(known) or (one.prefix, one.suffix) == (other.prefix, other.suffix)


def _stand_ins(arrivals: Iterable[Arrival]) -> dict[tuple[str, str], Article]:
    """Return what stands for articles that are not here: their metadata, and their passages.

    By the passages it is known as the same text when the article comes.
    """
    found: dict[tuple[str, str], Article] = {}
    for each in arrivals:
        article = found.get(_described(each), each.article._replace(format="text", body=""))
        body = each.article.body or f"{article.body}\n\n{each.highlight.exact}".strip()
        format = each.article.format if each.article.body else "text"
        found[_described(each)] = article._replace(body=body, format=format)
    return found


def _described(arrival: Arrival) -> tuple[str, str]:
    return _address(arrival.article.link), composed(arrival.article.title)


def _address(link: str) -> str:
    """Return a link for comparison, without what makes no difference to a browser."""
    return with_https(link.strip()).rstrip("/")
