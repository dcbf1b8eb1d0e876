"""Marks that follow their articles to other keys.

Where a file is edited, its marks follow at once. Once all files have been looked at, each mark
whose key no file has is looked for by its evidence (see mark_sources.py): in the file that it
was made in, then among the articles with its identity.
"""

import contextlib
import os
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

import apsw

from tui.articles.identity import (
    EMPTY_TEXT,
    composed,
    former_identity,
    is_one_text,
    key_of,
    shared_runs,
    with_https,
)
from tui.library.indexing.entry import Entry
from tui.library.marks import bookmark_rows, highlight_rows, mark_sources, reading_state, undo
from tui.library.marks.bookmark_rows import Table
from tui.library.marks.mark_sources import OWN_DATE, Source
from tui.library.storage.database import UnwritableError
from tui.library.storage.row_values import Tell
from tui.library.storage.user_db import UserData, count_change
from tui.library.values import Key

_EMPTY = bytes.fromhex(EMPTY_TEXT)

_MOST_COMPARED = 100
"""The most articles of one identity whose texts are compared with that of a mark."""


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

        It is where the identity stays, and the date is no other; where the text stays, and no
        more than one of link, title and date is another, nor all that was said gone; else where
        one of these stays, and none is another.
        """
        if not self.readable or not entry.content:
            return False
        date = entry.date if entry.date_source == "front matter" else None
        same = [
            before == after
            for before, after in (
                (with_https(self.link), with_https(entry.link)),
                (composed(self.title), composed(entry.title if entry.has_title else "")),
                (self.date, date),
            )
            if before not in (None, "") and after not in (None, "")
        ]
        if self.key[0] == entry.identity:
            return None in (self.date, date) or self.date == date
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
    """Have marks kept by the present keys of articles that were edited.

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
        marked = {
            identity
            for identity, _ in mark_sources.marked_keys(connection, {key[0] for key in edited})
        }
        marked |= undo.identities(connection)
    # A mark stays where another file says still what it was made of.
    moved = {
        before: now
        for before, now in edited.items()
        if before[0] in marked and not _is_held(index, before)
    }
    return _move(index, user, moved)


def match_marks(
    index: apsw.Connection,
    user: UserData,
    identities: Collection[bytes] | None,
    since: int = 0,
) -> tuple[dict[Key, Key], tuple[str, str] | None, bool]:
    """Have marks whose key no file has kept by the keys of their articles, where there are such.

    Args:
        index: The index, in a transaction, once all files have been looked at.
        user: The user's data.
        identities: Those that have changed in the index; None for a new index, all of whose
            keys may be others than before.
        since: The last row that was there before the files were looked at: the rows up to it
            are of other articles.

    Returns:
        The keys, each with the one that the mark has now; the stamps as `move_marks` does; and
        whether all could be looked for: files that are there may not be in the index yet.
    """
    moved: dict[Key, Key] = {}
    whole = True
    with user.pool.reading() as connection:
        lost = [
            key
            for key in sorted(mark_sources.marked_keys(connection, identities))
            if not _is_held(index, key)
        ]
        former: dict[bytes, bytes] = {}
        texts: dict[bytes, list[_Candidate]] | None = None
        if lost and identities is None:
            former = _former_identities(index)
            texts = _by_text(index, {text_hash for _, text_hash in lost})
        for key in lost:
            source = mark_sources.source_of(connection, key, user.tell)
            here = _in_file(index, source.path) if source.path is not None else None
            if here is None and source.path is not None and os.path.lexists(source.path):
                whole = False  # The file is not in the index yet.
                continue
            heir = _heir(index, source, here, former.get(key[0], key[0]), texts, since)
            if heir is None and texts is not None:
                heir = _kept_key(connection, key, user.tell)
            if heir:
                moved[key] = heir
    return moved, _move(index, user, moved), whole


class _Candidate(NamedTuple):
    """An article that a mark may be of."""

    key: Key
    date: float | None
    size: int | None = None
    modified: int | None = None
    is_text: bool = False
    """Whether its identity is made of its text; see `identity`."""


def _former_identities(index: apsw.Connection) -> dict[bytes, bytes]:
    """Return the identities that articles had under the rule before, with those of now."""
    linked = index.execute("SELECT identity, link, title FROM details WHERE link <> ''")
    return {
        former: identity
        for identity, link, title in linked
        if (former := former_identity(link, title))
    }


def _by_text(index: apsw.Connection, wanted: Collection[bytes]) -> dict[bytes, list[_Candidate]]:
    """Return the articles with some texts, by their hashes."""
    found: dict[bytes, list[_Candidate]] = {}
    for identity, text_hash, date in index.execute(
        f"SELECT DISTINCT identity, text_hash, {OWN_DATE} FROM details JOIN articles USING(id)"
        " WHERE copies > 0"
    ):
        if text_hash in wanted and text_hash != _EMPTY:
            found.setdefault(text_hash, []).append(_Candidate((identity, text_hash), date))
    return found


def _kept_key(user: apsw.Connection, key: Key, tell: Tell) -> Key | None:
    """Return the key of a bookmark or highlights whose key is of the rule before; else None."""
    kept = bookmark_rows.kept_of(user, key)
    copy = kept.copy(tell) if kept else None
    if copy and former_identity(copy.link, copy.title) == key[0]:
        return key_of(copy)[0], key[1]
    return None


def _in_file(index: apsw.Connection, path: bytes) -> _Candidate | None:
    row = index.execute(
        f"SELECT identity, text_hash, {OWN_DATE}, size, modified FROM files"
        " JOIN details ON details.id = article JOIN articles USING(id) WHERE path = ?",
        (path,),
    ).get
    return _Candidate((row[0], row[1]), *row[2:]) if row else None


def _of_identity(index: apsw.Connection, identity: bytes, since: int) -> Iterator[_Candidate]:
    for *key, date, is_text in index.execute(
        f"SELECT DISTINCT identity, text_hash, {OWN_DATE},"
        f" link = '' AND date_source <> 'front matter' AND text_hash <> x'{EMPTY_TEXT}'"
        " FROM details JOIN articles USING(id)"
        " WHERE identity = ? AND copies > 0 AND id > ? LIMIT ?",
        (identity, since, _MOST_COMPARED),
    ):
        yield _Candidate((key[0], key[1]), date, is_text=bool(is_text))


def _heir(
    index: apsw.Connection,
    source: Source,
    here: _Candidate | None,
    identity: bytes,
    texts: Mapping[bytes, list[_Candidate]] | None,
    since: int,
) -> Key | None:
    """Return the key of the article that a mark is of; None where there is none.

    Args:
        index: The index.
        source: The evidence of the mark.
        here: The article that the index has in the file of the mark; None where there is none.
        identity: The identity of its article under the present rule.
        texts: The articles of a new index that have the texts of marks; None where the keys of
            marks are of this version: then `Said.is_edited_to` has judged what a file says now.
        since: See `match_marks`.
    """
    if here and (here.size, here.modified) == (source.size, source.modified or -1):
        return here.key
    same = texts.get(source.text_hash, []) if texts else []
    for each in same:
        if each.key[0] == identity:
            return each.key
    if len(same) == 1 and (None in (same[0].date, source.date) or same[0].date == source.date):
        return same[0].key
    candidates = list(_of_identity(index, identity, since))
    if texts is not None and len(candidates) == 1 and candidates[0].is_text:
        # The text is the same, and its hash has changed with a title that is read otherwise.
        return candidates[0].key
    if here and (here.key[0] == identity or texts is not None):
        candidates.append(here)
    dated = [each for each in candidates if each.date == source.date is not None]
    # Among those of a new index may be others of one date, which were always there.
    if len({each.key for each in dated}) == 1 and (texts is None or dated == [here]):
        return dated[0].key
    shares = [
        (shared_runs(source.runs, mark_sources.runs_of(index, each.key)), each.key)
        for each in dated or candidates
    ]
    share, key = max(shares, default=(0.0, None))
    return key if is_one_text(share) else None


def _move(
    index: apsw.Connection, user: UserData, moved: Mapping[Key, Key]
) -> tuple[str, str] | None:
    """Have marks and steps found by other keys; return as `move_marks` does."""
    if not moved:
        return None
    # Marks whose data can't be written now are looked for again with the next change.
    with contextlib.suppress(UnwritableError), user.pool.writing() as connection:
        changes = connection.total_changes()
        stayed = _move_kept(index, user, connection, moved, "bookmarks")
        of_bookmarks = {before: now for before, now in moved.items() if before not in stayed}
        # All highlights of an article have one copy.
        bookmark_rows.take(
            connection, _move_kept(index, user, connection, moved, "copies"), "copies"
        )
        highlight_rows.move(connection, moved)
        reading_state.move(connection, moved)
        undo.move(connection, moved, of_bookmarks)
        if connection.total_changes() > changes:
            mark_sources.write(
                connection, mark_sources.sources_of(index, sorted(set(moved.values())))
            )
            return count_change(connection)
    return None


def _move_kept(
    index: apsw.Connection,
    user: UserData,
    connection: apsw.Connection,
    moved: Mapping[Key, Key],
    table: Table,
) -> set[Key]:
    """Have bookmarks, or copies, found by other keys.

    A copy is corrected as its article was, but keeps the text that it was made of.

    Returns:
        The keys of those that stay as they are, since the article has a bookmark, or a copy, of
        its present key already.
    """
    stayed: set[Key] = set()
    for before, now in moved.items():
        kept = bookmark_rows.get(connection, before, table)
        if kept is None:
            continue
        if bookmark_rows.has(connection, now, table):
            stayed.add(before)
            continue
        article, text = mark_sources.article_of(index, now), kept.copy(user.tell).body.strip()
        if article and key_of(article) == now and article.body.strip() == text and not kept.damaged:
            bookmark_rows.take(connection, [before], table)
            bookmark_rows.add(connection, [kept.with_article(article, now)], table)
        else:
            bookmark_rows.move(connection, before, now, table)
    return stayed


def _is_held(index: apsw.Connection, key: Key) -> bool:
    """Tell whether the article of any file has a key."""
    return bool(
        index.execute(
            "SELECT EXISTS (SELECT 1 FROM details WHERE identity = ? AND text_hash = ?"
            " AND copies > 0)",
            key,
        ).get
    )
