"""Marks in the index: kept in step with `user.db`, which holds the truth.

A mark is of the article that has its key, identity and text; mark_migration.py has marks follow
their articles to other keys. A bookmark without an article has a row of its own, made from its
copy; so has a highlighted one. Notes and labels are in the index too, so that what the user wrote
of an article finds it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

import apsw

from tui.articles.article import Article
from tui.library.indexing.index_writer import IndexWriter
from tui.library.marks import bookmark_rows, highlight_rows, reading_state
from tui.library.marks.mark_migration import match_marks, move_marks
from tui.library.search.folding import fold, spell
from tui.library.storage.index_db import (
    MARKS_MATCHED,
    MARKS_STAMP,
    ROWS_STATE,
    get_meta,
    set_meta,
)
from tui.library.storage.row_values import Tell
from tui.library.storage.user_db import UserData, stamp_of
from tui.library.values import NO_NOTES, Key, Notes

_FEW = 1000
"""The most identities whose read marks are set one by one; else all are set at once."""


@dataclass(frozen=True, slots=True)
class _Row:
    id: int
    text_hash: bytes
    copies: int
    piped: int


def advance(index: apsw.Connection, before: str, after: str) -> bool:
    """Note that one change of marks was carried over to the index.

    Args:
        index: The index, in a transaction.
        before: The stamp of `user.db` before the change.
        after: The stamp after it.

    Returns:
        Whether the index knew everything before the change; if not, it needs `synchronise`.
    """
    if get_meta(index, MARKS_STAMP) != before:
        return False
    set_meta(index, MARKS_STAMP, after)
    return True


def synchronise(index: apsw.Connection, user: UserData) -> None:
    """Set every mark in the index as `user.db` has it; within a transaction of the index."""
    with user.pool.reading() as connection, connection:
        set_meta(index, MARKS_STAMP, stamp_of(connection))
        set_meta(index, MARKS_MATCHED, 0)
        touched = bookmark_rows.identities(connection)
        touched.update(
            identity
            for (identity,) in index.execute(
                "SELECT identity FROM details WHERE (copies = 0 AND NOT piped)"
                " OR id IN (SELECT id FROM articles WHERE bookmarked)"
                " OR id IN (SELECT id FROM articles WHERE highlights)"
            )
        )
        writer = IndexWriter(index)
        for identity in touched:
            _settle_kept(writer, index, connection, user.tell, identity)
        if damaged := reading_state.count_damaged(connection):
            user.tell(f"{damaged:,} of the read marks can't be read any more.")
        if index.execute("SELECT 1 FROM details LIMIT 1").get:
            _set_read(index, reading_state.all_read(connection))


def show_all_read(index: apsw.Connection, user: UserData) -> None:
    """Set all read marks in the index as `user.db` has them; within a transaction."""
    with user.pool.reading() as connection:
        _set_read(index, reading_state.all_read(connection))


def show_read(index: apsw.Connection, user: UserData, identities: Collection[bytes]) -> None:
    """Set read marks in the index as `user.db` has them; within a transaction.

    Args:
        index: The index.
        user: The user's data.
        identities: The identities whose marks have changed.
    """
    with user.pool.reading() as connection:
        if len(identities) > _FEW:
            _set_read(index, reading_state.all_read(connection))
            return
        for identity in identities:
            index.execute(
                "UPDATE articles SET read = 0"
                " WHERE read AND id IN (SELECT id FROM details WHERE identity = ?)",
                (identity,),
            )
            if marked := reading_state.read_of_identity(connection, identity):
                _settle_read(index, identity, set(marked))


def _set_read(index: apsw.Connection, marks: Iterable[Key]) -> None:
    index.execute(
        "CREATE TEMP TABLE IF NOT EXISTS marked(identity BLOB, text_hash BLOB);"
        "CREATE TEMP TABLE IF NOT EXISTS wanted(id INTEGER PRIMARY KEY);"
        "DELETE FROM marked; DELETE FROM wanted"
    )
    index.executemany("INSERT INTO marked VALUES(?, ?)", marks)
    index.execute(
        "INSERT OR IGNORE INTO wanted SELECT details.id FROM marked CROSS JOIN details"
        " ON details.identity = marked.identity AND details.text_hash = marked.text_hash;"
        "UPDATE articles SET read = 1 WHERE NOT read AND id IN wanted;"
        "UPDATE articles SET read = 0 WHERE read AND id NOT IN wanted;"
        "DELETE FROM marked; DELETE FROM wanted"
    )


def settle(
    writer: IndexWriter,
    index: apsw.Connection,
    user: UserData,
    copies: Mapping[Key, Article] | None = None,
) -> set[bytes]:
    """Set the marks of every identity that the writer has touched; within a transaction.

    Marks of articles that were edited are moved first to the present keys of these.

    Args:
        writer: The writer that has touched them.
        index: The index.
        user: The user's data.
        copies: Articles of bookmarks that need not be read from their copies.

    Returns:
        The identities whose marks may not have found their articles; see `match`.
    """
    state = get_meta(index, ROWS_STATE)
    set_meta(index, ROWS_STATE, int(state or 0) + 1)
    touched, added, edited = writer.take_touched()
    if edited and (stamps := move_marks(index, user, edited)):
        advance(index, *stamps)
    with user.pool.reading() as connection:
        touched |= _with_marks(index, connection, added)
        for identity in touched:
            # First, since a bookmark may be given a row that is read.
            _settle_kept(writer, index, connection, user.tell, identity, copies)
            marked = set(reading_state.read_of_identity(connection, identity))
            if marked:
                _settle_read(index, identity, marked)
    return touched


def match(
    index: apsw.Connection,
    user: UserData,
    changed: Collection[bytes],
    *,
    since: int | None = None,
) -> None:
    """Have marks that have lost their article find it again; within a transaction.

    Args:
        index: The index.
        user: The user's data.
        changed: The identities to look at, such as those that `settle` returned.
        since: Where folders were looked through, the last row that was there before. After that
            all marks are looked at once in a new index.
    """
    is_new = since is not None and not get_meta(index, MARKS_MATCHED)
    if not (is_new or changed):
        return
    moved, stamps, is_whole = match_marks(
        index, user, None if is_new else changed, 0 if is_new else since or 0
    )
    if stamps:
        advance(index, *stamps)
    if is_new and is_whole:
        set_meta(index, MARKS_MATCHED, 1)
    if moved:
        writer = IndexWriter(index)
        writer.touch(identity for pair in moved.items() for identity, _ in pair)
        settle(writer, index, user)


def _with_marks(
    index: apsw.Connection, user: apsw.Connection, identities: Collection[bytes]
) -> set[bytes]:
    """Return those of some identities that have marks, or rows without a file."""
    return {
        *_among(user, "read_marks WHERE true", identities),
        *_among(user, "bookmarks WHERE true", identities),
        *_among(user, "copies WHERE true", identities),
        *_among(index, "details WHERE (copies = 0 OR piped)", identities),
    }


def _among(
    connection: apsw.Connection, rows: str, identities: Collection[bytes]
) -> Iterator[bytes]:
    """Yield those of some identities that are among some rows; mostly there are no such rows."""
    if connection.execute(f"SELECT 1 FROM {rows} LIMIT 1").get is None:
        return
    found = connection.executemany(
        f"SELECT identity FROM {rows} AND identity = ? LIMIT 1",
        ((identity,) for identity in identities),
    )
    yield from (identity for (identity,) in found)


def _rows(index: apsw.Connection, identity: bytes) -> list[_Row]:
    return [
        _Row(*row)
        for row in index.execute(
            "SELECT id, text_hash, copies, piped FROM details WHERE identity = ?", (identity,)
        )
    ]


def _settle_read(index: apsw.Connection, identity: bytes, marked: set[bytes]) -> None:
    """Set the read marks of one identity."""
    rows = _rows(index, identity)
    index.executemany(
        "UPDATE articles SET read = ?1 WHERE id = ?2 AND read <> ?1",
        ((row.text_hash in marked, row.id) for row in rows),
    )


def _settle_kept(
    writer: IndexWriter,
    index: apsw.Connection,
    user: apsw.Connection,
    tell: Tell,
    identity: bytes,
    copies: Mapping[Key, Article] | None = None,
) -> None:
    """Give each kept article of one identity its row, and take rows away that nothing holds.

    The rows are found by the notes on their bookmarks and highlights.
    """
    rows = _rows(index, identity)
    bookmarked = bookmark_rows.of_identity(user, identity)
    highlights = highlight_rows.counts(user, identity)
    kept = dict.fromkeys((*bookmarked, *bookmark_rows.of_identity(user, identity, "copies")))
    filed = [row for row in rows if row.copies]
    without_file = {row.id: row for row in rows if not row.copies}
    shown: dict[int, tuple[bool, int]] = {}
    notes = {row.id: NO_NOTES for row in filed}
    for text_hash in kept:
        held = {row.id for row in filed if row.text_hash == text_hash}
        if not held:
            left = (id for id, row in without_file.items() if row.text_hash == text_hash)
            id = next(left, None)
            if id is None:
                id = _put_copy(writer, user, tell, (identity, text_hash), copies or {})
            else:
                del without_file[id]
            held = set() if id is None else {id}
        for id in held:
            shown[id] = text_hash in bookmarked, highlights.get(text_hash, 0)
        notes.update(dict.fromkeys(held, notes_on(user, (identity, text_hash))))
    for id in without_file:
        writer.remove(id)
    for id in {*shown, *(row.id for row in filed)}:
        index.execute(
            "UPDATE articles SET bookmarked = ?1, highlights = ?2 WHERE id = ?3"
            " AND (bookmarked <> ?1 OR highlights <> ?2)",
            (*shown.get(id, (False, 0)), id),
        )
    for id, written in notes.items():
        show_notes(index, id, written)
        writer.names.set_labels([id], written.labels)


def _put_copy(
    writer: IndexWriter, user: apsw.Connection, tell: Tell, key: Key, copies: Mapping[Key, Article]
) -> int | None:
    """Make a row from the copy that is kept of an article; None where none is any more."""
    kept = bookmark_rows.kept_of(user, key)
    return writer.insert(kept.entry(copies.get(key), tell)) if kept else None


def notes_on(user: apsw.Connection, key: Key) -> Notes:
    """Return all that the user wrote about an article.

    Args:
        user: `user.db`.
        key: The article's key.
    """
    note, labels = bookmark_rows.notes_of(user, key) or NO_NOTES
    written = [note] if note else []
    return Notes("\n".join(written + highlight_rows.notes(user, key)), labels)


def show_notes(index: apsw.Connection, id: int, notes: Notes) -> None:
    """Have a row of the index found by these notes, and by no others; within a transaction."""
    wanted = (notes.note, bookmark_rows.join_labels(notes.labels)) if any(notes) else None
    if index.execute("SELECT note, labels FROM noted WHERE id = ?", (id,)).get == wanted:
        return
    index.execute("DELETE FROM noted WHERE id = ?", (id,))
    if wanted:
        index.execute("INSERT INTO noted VALUES(?, ?, ?)", (id, *wanted))
        words = (spell(fold(text)).tokens for text in wanted)
        index.execute("INSERT INTO note_words(rowid, note, label) VALUES(?, ?, ?)", (id, *words))
