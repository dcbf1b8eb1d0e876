"""Bookmarks as `user.db` keeps them: what to find an article by, and a copy of it.

A highlighted article has a copy too, in a table that has the same columns but those of notes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, Literal

import apsw

from tui.articles.article import Article, Problem
from tui.articles.clean_text import clean
from tui.articles.identity import with_https
from tui.articles.titles import UNTITLED, first_line
from tui.errors import StorageError
from tui.library.article_json import to_json, values_in
from tui.library.exchange.bookmark_values import readable_article
from tui.library.exchange.tidy_words import LONGEST_NOTE, clean_line, tidy_labels, tidy_note
from tui.library.indexing.entry import Entry, Shown, entry_of
from tui.library.storage.row_values import IS_KEY, RowValues, Tell, undecoded
from tui.library.values import Key, Notes

Table = Literal["bookmarks", "copies"]
"""A table of kept articles: those with a bookmark, and those with highlights."""

_OF_COPY = ("added", "article", "shown", "images", "words", "has")
_COLUMNS: Mapping[Table, tuple[str, ...]] = {
    "bookmarks": (*_OF_COPY, "note", "labels"),
    "copies": _OF_COPY,
}
"""The columns of each table that are not part of the key."""

_NO_IDENTITY = b""
"""Stands for the identity of each row that can't be found by its own, for it is damaged; the
number of the row stands for the hash of its text."""

_KEY = f"iif({IS_KEY}, identity, x''), iif({IS_KEY}, text_hash, CAST(rowid AS BLOB))"
_ROWS = {table: f"{_KEY}, {undecoded(*columns)}" for table, columns in _COLUMNS.items()}

_CALLED = {"article": "copy", "shown": "text", "body": "text", "added": "time", "has": "kinds"}
"""The words for damaged columns, and values of a copy, that differ from their names."""


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
    """The user's note on it."""
    labels: str = ""
    """The user's own labels, one a line."""
    damaged: tuple[str, ...] = ()
    """The columns that could not be read as they were written."""

    @property
    def label_list(self) -> tuple[str, ...]:
        """The user's own labels, one by one."""
        return split_labels(self.labels)

    @property
    def key(self) -> Key:
        """The key that the bookmark is found by."""
        return self.identity, self.text_hash

    def values(self) -> dict[str, Any]:
        """Return the values of its columns, by their names."""
        values = asdict(self)
        del values["damaged"]
        return values

    def with_key(self, key: Key) -> KeptArticle:
        """Return the same bookmark, to be found by another key."""
        return replace(self, identity=key[0], text_hash=key[1])

    def with_article(self, article: Article, key: Key) -> KeptArticle:
        """Return a bookmark of another article, kept and noted as this one.

        Args:
            article: The article.
            key: Its key.
        """
        added = datetime.fromtimestamp(self.added).astimezone()
        return keep(article, key, added, self.note, self.label_list)

    def with_text_of(self, other: KeptArticle) -> KeptArticle:
        """Return the copy and key of another bookmark, kept and noted as this one.

        Args:
            other: The other, whose note and labels are taken where this one has none.
        """
        return replace(
            other,
            added=self.added,
            note=self.note or other.note,
            labels=self.labels or other.labels,
        )

    def copy(self, tell: Tell) -> Article:
        """Return the article as it was kept; of a damaged bookmark, what can be read.

        Args:
            tell: Is told of a damaged one, as the problems of the article are.
        """
        values, whole = values_in(self.article)
        title = clean_line(first_line(self.shown)).strip() or UNTITLED
        article, wrong = readable_article(values, title, self.shown)
        damaged = (*self.damaged, *(() if whole else ("article",)), *wrong)
        if not damaged:
            return article
        names = ", ".join(dict.fromkeys(f"its {_CALLED.get(each, each)}" for each in damaged))
        why = f"not readable as it was kept: {names}"
        tell(f"The bookmark of “{article.title}” is damaged; {why}.")
        problem = Problem("The bookmark is not whole", shown_as=why)
        return article._replace(problems=(problem, *article.problems))

    def entry(self, article: Article | None, tell: Tell) -> Entry:
        """Return what the index takes in of the copy.

        Args:
            article: The article of the copy, where that is known.
            tell: As for `copy`.
        """
        shown = Shown(self.shown, self.images, self.words, self.has)
        return entry_of(article or self.copy(tell), self.key, shown)


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
        article: The article to be kept.
        key: Its key.
        added: When it is kept.
        note: The user's note on it.
        labels: The user's own labels.
    """
    from tui.library.indexing.entry_maker import look_at

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


def add(
    connection: apsw.Connection, kept: Sequence[KeptArticle], table: Table = "bookmarks"
) -> None:
    """Write bookmarks, or copies; those that are there already stay as they are."""
    columns = ("identity", "text_hash", *_COLUMNS[table])
    connection.executemany(
        f"INSERT OR IGNORE INTO {table}({', '.join(columns)})"
        f" VALUES({', '.join('?' * len(columns))})",
        (tuple(getattr(each, column) for column in columns) for each in kept),
    )


def take(
    connection: apsw.Connection, keys: Iterable[Key], table: Table = "bookmarks"
) -> list[KeptArticle]:
    """Remove bookmarks, or copies, and return what was removed."""
    taken: list[KeptArticle] = []
    for key in keys:
        statement = f"DELETE FROM {table} {this(key)} RETURNING {_ROWS[table]}"
        taken += _rows(connection, table, statement, key)
    return taken


def move(connection: apsw.Connection, before: Key, now: Key, table: Table = "bookmarks") -> None:
    """Have a bookmark, or a copy, found by another key; all else in its row stays as it is."""
    connection.execute(
        f"UPDATE {table} SET identity = ?3, text_hash = ?4 WHERE identity = ?1 AND text_hash = ?2",
        (*before, *now),
    )


def this(key: Key) -> str:
    """Return the condition that finds the row of a key, whose two parts are to be bound first."""
    if key[0] == _NO_IDENTITY:
        return f"WHERE ?1 = x'' AND rowid = CAST(?2 AS INTEGER) AND NOT ({IS_KEY})"
    return "WHERE identity = ?1 AND text_hash = ?2"


def of_identity(
    connection: apsw.Connection, identity: bytes, table: Table = "bookmarks"
) -> list[bytes]:
    """Return the text hashes of the bookmarks, or copies, of an identity.

    A copy whose key is damaged has none: its number could be that of a damaged bookmark.
    """
    if identity != _NO_IDENTITY:
        rows = f"SELECT text_hash FROM {table} WHERE identity = ? AND {IS_KEY}"
    elif table == "bookmarks":
        rows = f"SELECT CAST(rowid AS BLOB) FROM bookmarks WHERE ? = x'' AND NOT ({IS_KEY})"
    else:
        return []
    return [text_hash for (text_hash,) in connection.execute(rows, (identity,))]


def has(connection: apsw.Connection, key: Key, table: Table = "bookmarks") -> bool:
    """Tell whether there is a bookmark, or a copy, of a key."""
    return bool(connection.execute(f"SELECT EXISTS (SELECT 1 FROM {table} {this(key)})", key).get)


def without_text(connection: apsw.Connection, keys: Iterable[Key]) -> set[Key]:
    """Return those of some keys whose bookmark is a link without the text of its article."""
    found = (
        (key, connection.execute(f"SELECT shown = '' FROM bookmarks {this(key)}", key).get)
        for key in keys
    )
    return {key for key, is_bare in found if is_bare}


def get(connection: apsw.Connection, key: Key, table: Table = "bookmarks") -> KeptArticle | None:
    """Return one bookmark, or one copy, or None."""
    found = _rows(connection, table, f"SELECT {_ROWS[table]} FROM {table} {this(key)}", key)
    return next(found, None)


def kept_of(connection: apsw.Connection, key: Key) -> KeptArticle | None:
    """Return what is kept of an article: its bookmark, else the copy that its highlights have."""
    found = get(connection, key)
    return found if found or key[0] == _NO_IDENTITY else get(connection, key, "copies")


def identities(connection: apsw.Connection) -> set[bytes]:
    """Return the identities of all bookmarks and copies."""
    found = connection.execute(
        f"SELECT iif({IS_KEY}, identity, x'') FROM bookmarks"
        f" UNION SELECT identity FROM copies WHERE {IS_KEY}"
    )
    return {identity for (identity,) in found}


def keys_by_link(connection: apsw.Connection) -> dict[str, Key]:
    """Return the keys of all bookmarks with a link, by `identity.with_https` of it.

    Of several with one link, the first that was kept counts.
    """
    found = connection.execute(
        "SELECT iif(json_valid(article), article ->> '$.link', NULL), identity, text_hash"
        f" FROM bookmarks WHERE {IS_KEY} ORDER BY added DESC"
    )
    return {
        with_https(link): (identity, text_hash)
        for link, identity, text_hash in found
        if isinstance(link, str) and link
    }


def all_kept(connection: apsw.Connection) -> Iterator[KeptArticle]:
    """Yield every bookmark, the latest first."""
    latest_first = f"SELECT {_ROWS['bookmarks']} FROM bookmarks ORDER BY added DESC, rowid"
    yield from _rows(connection, "bookmarks", latest_first, ())


def _rows(
    connection: apsw.Connection, table: Table, statement: str, values: tuple[bytes, ...]
) -> Iterator[KeptArticle]:
    for identity, text_hash, *row in connection.execute(statement, values):
        columns = dict(zip(_COLUMNS[table], row, strict=True))
        yield read_row((identity, text_hash), {"note": "", "labels": "", **columns})


def read_row(key: Key, values: Mapping[str, object]) -> KeptArticle:
    """Return a bookmark as far as the values of its row can be read.

    Args:
        key: Its key.
        values: The values of its other columns.
    """
    row = RowValues(values)
    kept = KeptArticle(
        *key,
        row.moment("added"),
        row.text("article"),
        row.text("shown"),
        row.whole("images"),
        row.whole("words"),
        row.whole("has"),
        clean(row.text("note")),
        clean(row.text("labels")),
    )
    lost = ["identity"] if key[0] == _NO_IDENTITY else []
    return replace(kept, damaged=(*lost, *row.damaged))


ChangeOfNotes = Callable[[Notes], Notes]
"""Makes new notes of those that a bookmark has."""


def tidy_notes(notes: Notes) -> Notes:
    """Return notes fit to be kept.

    Raises:
        StorageError: The note is too long.
    """
    note = tidy_note(notes.note)
    if len(note) > LONGEST_NOTE:
        raise StorageError(f"A note can have {LONGEST_NOTE:,} characters at most.")
    return Notes(note, tidy_labels(notes.labels))


def key_there(connection: apsw.Connection, key: Key, any_text: bool) -> Key | None:
    """Return the key of the bookmark of an article; None where it has none.

    Args:
        connection: `user.db`.
        key: The key of the article.
        any_text: Whether a bookmark of another text with its identity counts too.
    """
    texts = of_identity(connection, key[0])
    if key[1] in texts:
        return key
    return (key[0], texts[0]) if texts and any_text else None


def notes_of(connection: apsw.Connection, key: Key) -> Notes | None:
    """Return the notes of a bookmark; None where there is no such bookmark."""
    kept = get(connection, key)
    return Notes(kept.note, kept.label_list) if kept else None


def put_notes(connection: apsw.Connection, key: Key, notes: Notes) -> None:
    """Write those notes of a bookmark that are others than it has; the others stay as they are."""
    before = notes_of(connection, key)
    if before is None or before == notes:
        return
    changed = {}
    if notes.note != before.note:
        changed["note"] = notes.note
    if notes.labels != before.labels:
        changed["labels"] = join_labels(notes.labels)
    values = ", ".join(f"{column} = ?{number}" for number, column in enumerate(changed, 3))
    connection.execute(f"UPDATE bookmarks SET {values} {this(key)}", (*key, *changed.values()))


def change_notes(
    connection: apsw.Connection, keys: Iterable[Key], change: ChangeOfNotes
) -> list[tuple[Key, Notes]]:
    """Change the notes of bookmarks, and return those that changed as they were before.

    Args:
        connection: `user.db`, in a transaction.
        keys: The keys of the bookmarks; those without one are passed over.
        change: Makes the new notes.
    """
    changed: list[tuple[Key, Notes]] = []
    for key in keys:
        before = notes_of(connection, key)
        if before is not None and (now := change(before)) != before:
            put_notes(connection, key, now)
            changed.append((key, before))
    return changed


def with_labels(notes: Notes, add: Collection[str], remove: Collection[str]) -> Notes:
    """Return notes with some labels more, and without others."""
    labels = [label for label in notes.labels if label not in remove]
    return notes._replace(labels=tuple(dict.fromkeys([*labels, *add])))


def filled_notes(notes: Notes, others: Notes) -> Notes:
    """Return notes with what they lack taken from others; what is there stays."""
    return Notes(notes.note or others.note, notes.labels or others.labels)


def edited_notes(now: Notes, shown: Notes, wanted: Notes) -> Notes:
    """Return notes after an edit; what others have changed meanwhile is not lost.

    Args:
        now: The notes as they are.
        shown: The notes as they were when the user began to edit them.
        wanted: The notes as the user left them.
    """
    own = [label for label in wanted.labels if label in now.labels or label not in shown.labels]
    of_others = [label for label in now.labels if label not in shown.labels]
    note = now.note if wanted.note == shown.note else wanted.note
    return Notes(note, tuple(dict.fromkeys([*own, *of_others])))
