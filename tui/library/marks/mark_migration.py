"""Articles that were edited, and the marks that follow them."""

import contextlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import apsw

from tui.articles.article import Article
from tui.articles.identity import EMPTY_TEXT, composed, key_of
from tui.errors import ArticleError
from tui.library.indexing.entry import Entry
from tui.library.marks import bookmark_rows, reading_state, undo
from tui.library.storage.article_rows import is_unique
from tui.library.storage.database import UnwritableError
from tui.library.storage.row_values import IS_KEY
from tui.library.storage.user_db import UserData, count_change
from tui.library.values import Key

_EMPTY = bytes.fromhex(EMPTY_TEXT)


class Said(NamedTuple):
    """The article as its file said it."""

    key: Key
    link: str
    title: str
    """Empty where only the file is called so."""
    date: float | None
    """Of its author, in seconds since 1970."""
    readable: int

    @property
    def _says_anything(self) -> bool:
        return bool(self.link or self.title or self.date is not None)

    def is_edited_to(self, entry: Entry) -> bool:
        """Tell whether another content of the same file is the same article, edited.

        It is where the identity stays; where the text stays, and no more than one of link,
        title and date is another, nor all that was said gone; else where one of these stays,
        and none is another.
        """
        if not self.readable or not entry.content:
            return False
        if self.key[0] == entry.identity:
            return True
        date = entry.date if entry.date_source == "front matter" else None
        same = [
            before == after
            for before, after in (
                (self.link, entry.link),
                (composed(self.title), composed(entry.title if entry.has_title else "")),
                (self.date, date),
            )
            if before not in (None, "") and after not in (None, "")
        ]
        if self.key[1] == entry.text_hash != _EMPTY:
            return same.count(False) <= 1 and (bool(same) or not self._says_anything)
        return bool(same) and all(same)


def said_by(index: apsw.Connection, id: int) -> Said | None:
    """Return what the file of a row said; None where there is no such row."""
    row = index.execute(
        "SELECT identity, text_hash, link, CASE WHEN has_title THEN title ELSE '' END,"
        " CASE date_source WHEN 'front matter' THEN date END, content <> x''"
        " FROM details JOIN articles USING(id) WHERE id = ?",
        (id,),
    ).get
    return Said((row[0], row[1]), *row[2:]) if row else None


def move_marks(
    index: apsw.Connection, user: UserData, edited: Mapping[Key, Key]
) -> tuple[str, str] | None:
    """Have marks kept by what their articles are found by now.

    Args:
        index: The index, in a transaction, where all rows are as they are now.
        user: The user's data.
        edited: The keys that edited articles had, each with the key it has now.

    Returns:
        The stamps of `user.db` before and after; None where nothing had to be moved, or can't
        be written.

    Raises:
        StorageError: `user.db` is locked, or damaged; the articles are to be looked at again.
    """
    with user.pool.reading() as connection:
        marked = _marked(connection, {identity for identity, _ in edited})
        marked |= undo.identities(connection)
    # What another file says still keeps its marks.
    moved = {
        before: now
        for before, now in edited.items()
        if before[0] in marked and not _is_held(index, before)
    }
    if not moved:
        return None
    # Whose data can't be written now can't be told of articles anything.
    with contextlib.suppress(UnwritableError), user.pool.writing() as connection:
        moved |= _older(index, connection, moved)
        of_bookmarks = {
            before: now
            for before, now in moved.items()
            # Else it is found as it is, and stays with the text that it was made of.
            if before[0] != now[0] or not is_unique(index, now[0])
        }
        stayed = _move_bookmarks(index, user, connection, of_bookmarks)
        reading_state.move(connection, moved)
        undo.move(
            connection,
            moved,
            {before: now for before, now in of_bookmarks.items() if before not in stayed},
        )
        return count_change(connection)
    return None


def _older(
    index: apsw.Connection, user: apsw.Connection, moved: Mapping[Key, Key]
) -> dict[Key, Key]:
    """Return where marks of older texts go: those of an article that stood alone go with it."""
    return {
        (before[0], text_hash): now
        for before, now in moved.items()
        if before[0] != now[0] and not _is_there(index, before[0])
        for text_hash in _texts(user, before[0])
        if (before[0], text_hash) not in moved
    }


def _move_bookmarks(
    index: apsw.Connection, user: UserData, connection: apsw.Connection, moved: Mapping[Key, Key]
) -> set[Key]:
    """Have bookmarks found by other keys.

    A copy is corrected as its article was, but keeps the text that it was made of.

    Returns:
        What those are found by that stay as they are, since there is a bookmark of what their
        article is now already.
    """
    stayed: set[Key] = set()
    for before, now in moved.items():
        kept = bookmark_rows.get(connection, before)
        if kept is None:
            continue
        if bookmark_rows.get(connection, now) is not None:
            stayed.add(before)
            continue
        article, text = _article(index, now), kept.copy(user.tell).body.strip()
        if article and article.body.strip() == text and not kept.damaged:
            bookmark_rows.take(connection, [before])
            bookmark_rows.add(connection, [kept.with_article(article, now)])
        else:
            bookmark_rows.move(connection, before, now)
    return stayed


def _article(index: apsw.Connection, key: Key) -> Article | None:
    """Return the article that is found by a key; None where its file says that no more."""
    from tui.articles.reading import read_article

    path: bytes | None = index.execute(
        "SELECT min(path) FROM files JOIN details ON details.id = article"
        " WHERE identity = ? AND text_hash = ?",
        key,
    ).get
    try:
        article = read_article(Path(os.fsdecode(path))) if path else None
    except ArticleError:
        return None
    return article if article and key_of(article) == key else None


def _marked(user: apsw.Connection, identities: Iterable[bytes]) -> set[bytes]:
    """Return those of some identities that marks are kept by."""
    return {
        identity
        for (identity,) in user.executemany(
            "SELECT ?1 WHERE EXISTS (SELECT 1 FROM read_marks WHERE identity = ?1)"
            " OR EXISTS (SELECT 1 FROM bookmarks WHERE identity = ?1)"
            " OR EXISTS (SELECT 1 FROM positions WHERE identity = ?1)",
            ((identity,) for identity in identities),
        )
    }


def _texts(user: apsw.Connection, identity: bytes) -> list[bytes]:
    """Return the hashes of texts that marks of an identity are kept by."""
    found = user.execute(
        " UNION ".join(
            f"SELECT text_hash FROM {table} WHERE identity = ?1 AND {IS_KEY}"
            for table in ("read_marks", "bookmarks", "positions")
        ),
        (identity,),
    )
    return [text_hash for (text_hash,) in found]


def _is_held(index: apsw.Connection, key: Key) -> bool:
    """Tell whether any file says what articles are found by."""
    return bool(
        index.execute(
            "SELECT EXISTS (SELECT 1 FROM details WHERE identity = ? AND text_hash = ?"
            " AND copies > 0)",
            key,
        ).get
    )


def _is_there(index: apsw.Connection, identity: bytes) -> bool:
    """Tell whether any file holds an article of an identity."""
    return bool(
        index.execute(
            "SELECT EXISTS (SELECT 1 FROM details WHERE identity = ? AND copies > 0)", (identity,)
        ).get
    )
