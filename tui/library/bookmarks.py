"""Bookmarks as `user.db` keeps them: what to find an article by, and a copy of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

import apsw

from tui.articles.article import Article, Problem
from tui.library.values import Key

if TYPE_CHECKING:
    from tui.library.entry import Entry


@dataclass(frozen=True, slots=True)
class KeptArticle:
    """One row of the bookmarks."""

    identity: bytes
    text_hash: bytes
    added: float
    """When it was kept, in seconds since 1970."""
    article: str
    """The copy, as JSON."""
    shown: str
    """The text that the body shows, so that it is found without reading the copy."""
    images: int
    words: int
    has: int
    note: str = ""
    """What the user wrote about it."""
    labels: str = ""
    """The user's own labels, one a line."""

    @property
    def label_list(self) -> tuple[str, ...]:
        """The user's own labels, one by one."""
        return split_labels(self.labels)

    @property
    def key(self) -> Key:
        """What the bookmark is found by."""
        return self.identity, self.text_hash

    def with_key(self, key: Key) -> KeptArticle:
        """Return the same bookmark, to be found by another key."""
        return replace(self, identity=key[0], text_hash=key[1])

    def with_article(self, article: Article, key: Key) -> KeptArticle:
        """Return a bookmark of another article, kept and noted as this one.

        Args:
            article: The article.
            key: What it is to be found by.
        """
        added = datetime.fromtimestamp(self.added).astimezone()
        return keep(article, key, added, self.note, self.label_list)

    def copy(self) -> Article:
        """Return the article as it was kept.

        Raises:
            ValueError: The copy is not whole.
        """
        from tui.library.copies import from_json

        return from_json(self.article)

    def copy_or_rest(self) -> Article:
        """Return the article as it was kept; where the copy is not whole, the text it showed."""
        try:
            return self.copy()
        except ValueError as error:
            from tui.articles.titles import UNTITLED, first_line

            problem = Problem("The bookmark's copy is not whole", shown_as=f"its text ({error})")
            title = first_line(self.shown) or UNTITLED
            return Article(title, self.shown, "text", problems=(problem,))

    def entry(self, article: Article | None = None) -> Entry:
        """Return what the index takes in of the copy.

        Args:
            article: What the copy holds, where that is known.

        Raises:
            ValueError: The copy is not whole.
        """
        from tui.library.entry import entry_of
        from tui.library.shown import Shown

        shown = Shown(self.shown, self.images, self.words, self.has)
        return entry_of(article or self.copy(), self.key, shown)


def join_labels(labels: Iterable[str]) -> str:
    """Return labels as the database keeps them, one a line."""
    return "\n".join(labels)


def split_labels(text: str) -> tuple[str, ...]:
    """Return what `join_labels` was given."""
    return tuple(filter(None, text.split("\n")))


def keep(
    article: Article, key: Key, added: datetime, note: str = "", labels: Sequence[str] = ()
) -> KeptArticle:
    """Return the bookmark of an article; reads its body. Never raises.

    Args:
        article: What is to be kept.
        key: What it is to be found by.
        added: When it is kept.
        note: What the user wrote about it.
        labels: The user's own labels.
    """
    from tui.library.copies import to_json
    from tui.library.shown import look_at

    shown = look_at(article)
    return KeptArticle(
        *key,
        added.timestamp(),
        to_json(article),
        shown.text,
        shown.images,
        shown.words,
        shown.has,
        note,
        join_labels(labels),
    )


def add(connection: apsw.Connection, kept: Sequence[KeptArticle]) -> None:
    """Write bookmarks; those that are there already stay as they are."""
    connection.executemany(
        "INSERT OR IGNORE INTO bookmarks VALUES(?,?,?,?,?,?,?,?,?,?)",
        (
            (
                each.identity,
                each.text_hash,
                each.added,
                each.article,
                each.shown,
                each.images,
                each.words,
                each.has,
                each.note,
                each.labels,
            )
            for each in kept
        ),
    )


def take(connection: apsw.Connection, keys: list[Key]) -> list[KeptArticle]:
    """Remove bookmarks and return what was removed."""
    taken: list[KeptArticle] = []
    for key in keys:
        taken += _rows(
            connection,
            "DELETE FROM bookmarks WHERE identity = ? AND text_hash = ? RETURNING *",
            key,
        )
    return taken


def of_identity(connection: apsw.Connection, identity: bytes) -> list[bytes]:
    """Return the text hashes of the bookmarks of an identity."""
    return [
        text_hash
        for (text_hash,) in connection.execute(
            "SELECT text_hash FROM bookmarks WHERE identity = ?", (identity,)
        )
    ]


def get(connection: apsw.Connection, key: Key) -> KeptArticle | None:
    """Return one bookmark, or None."""
    found = _rows(connection, "SELECT * FROM bookmarks WHERE identity = ? AND text_hash = ?", key)
    return next(found, None)


def identities(connection: apsw.Connection) -> set[bytes]:
    """Return the identities of all bookmarks."""
    return {identity for (identity,) in connection.execute("SELECT identity FROM bookmarks")}


def all_kept(connection: apsw.Connection) -> Iterator[KeptArticle]:
    """Yield every bookmark, the latest first."""
    latest_first = "SELECT * FROM bookmarks ORDER BY added DESC, rowid"
    yield from _rows(connection, latest_first, ())


def _rows(
    connection: apsw.Connection, statement: str, values: tuple[bytes, ...]
) -> Iterator[KeptArticle]:
    for row in connection.execute(statement, values):
        yield KeptArticle(*row)
