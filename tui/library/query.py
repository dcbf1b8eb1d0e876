"""The query: what is asked of the index, as one frozen value."""

import os
from datetime import date
from pathlib import Path
from typing import Any, Literal, NamedTuple

from tui.articles.article import CategoryPath

Sort = Literal["date", "title", "relevance", "words", "random"]

Grouping = Literal["category", "tag", "author", "label"]
"""What articles can be counted and picked by; the `Query` has a field of the same name."""

NAMINGS: tuple[Grouping, ...] = ("tag", "author", "label")
"""Those whose groups are names, and no paths."""


class Days(NamedTuple):
    """A range of local days, both ends taken in; None leaves an end open."""

    first: date | None = None
    last: date | None = None


class Lengths(NamedTuple):
    """A range of numbers of words, both ends taken in; None leaves an end open."""

    fewest: int | None = None
    most: int | None = None


HAS = {"image": 1, "video": 2, "table": 4, "code": 8, "link": 16, "warning": 32}
"""The things that a query can ask an article to have (`has:image` …), each with its bit."""


class Likeness(NamedTuple):
    """The articles that are like one article."""

    title: str
    """The title of that article."""
    ids: tuple[int, ...]
    """Itself, and the others, the nearest first."""


SEEDS = 1 << 31
"""The number of seeds of orders at random, from 0."""


def new_seed() -> int:
    """Return a seed that nobody can foretell; the module `random` takes 4 ms to import."""
    return int.from_bytes(os.urandom(4), "big") % SEEDS


class Query(NamedTuple):
    """Text, category, days and flags together; all of them must hold."""

    text: str = ""
    """As typed, in the query language (see search/query_language.py). Any text is legal."""
    category: CategoryPath | None = None
    """The category and everything below it."""
    days: Days | None = None
    unread: bool = False
    """Only articles not read yet."""
    bookmarked: bool = False
    """Only bookmarks."""
    folders: tuple[Path, ...] | None = None
    """The open folders: only articles with a file at or below one of these; None: all, and those
    without a file."""
    sort: Sort = "date"
    """`date`: newest first; `title`: A to Z; `relevance`: best first; `words`: longest first;
    `random`: in the order that the seed gives."""
    reverse: bool = False
    elsewhere: bool = False
    """Bookmarks count wherever their files are, and where these are gone."""
    tag: str | None = None
    """A whole tag; the empty string: only articles without any. None: no filter."""
    author: str | None = None
    """As for `tag`."""
    label: str | None = None
    """As for `tag`: a label that the user has given to a bookmark."""
    seed: int = 0
    """Which of the orders at random is asked for, below `SEEDS`."""
    like: Likeness | None = None
    """Only these articles; `relevance` without a text is their order."""

    def open_in(self, folders: tuple[Path, ...] | None) -> "Query":
        """Return the query for what is open; one for bookmarks finds those elsewhere, too.

        Args:
            folders: The open folders, as in `folders`.
        """
        return self._replace(folders=folders, elsewhere=self.bookmarked)

    def picked(self, grouping: Grouping) -> CategoryPath | None:
        """Return the group that is asked for; a name is a path of one level.

        Returns:
            None where there is no such filter; the empty path for articles without any.
        """
        value: CategoryPath | str | None = getattr(self, grouping)
        if isinstance(value, str):
            return (value,) if value else ()
        return value

    def picking(self, grouping: Grouping, group: CategoryPath | None) -> "Query":
        """Return the query asking for another group, as `picked` returns it."""
        if grouping == "category":
            return self._replace(category=group)
        values: dict[str, Any] = {grouping: group if group is None else "".join(group[:1])}
        return self._replace(**values)
