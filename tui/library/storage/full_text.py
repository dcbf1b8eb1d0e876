"""The full text: its table in the index, and what is written into it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import apsw

from tui.library.search.folding import BREAK, TOKENIZER

if TYPE_CHECKING:
    from tui.library.indexing.entry import Entry


_TABLE = """
CREATE VIRTUAL TABLE words USING fts5(
    initials, title, author, category, tag, body,
    content='', contentless_delete=1,
    tokenize="{tokenizer}"
);
INSERT INTO words(words, rank) VALUES('rank', 'bm25(0.0, 8.0, 3.0, 3.0, 4.0, 1.0)');
-- A leaf fills a page of the database (in bytes; see index_db.py).
INSERT INTO words(words, rank) VALUES('pgsz', 8130);
-- A transaction of a scan is written at once (in bytes). Each adds a piece, which every search
-- opens: sixteen of a size are merged as they come. Fewer pieces would be searched no faster.
INSERT INTO words(words, rank)
VALUES('hashsize', 16777216), ('automerge', 16), ('crisismerge', 32);
"""

_NOTES = """
CREATE VIRTUAL TABLE note_words USING fts5(
    note, label, content='', contentless_delete=1, tokenize="{tokenizer}"
);
-- What the user wrote about an article: `note_words` finds it, by the number of its row.
CREATE TABLE noted(id INTEGER PRIMARY KEY, note TEXT NOT NULL, labels TEXT NOT NULL);
CREATE TRIGGER note_went AFTER DELETE ON noted BEGIN
    DELETE FROM note_words WHERE rowid = OLD.id;
END;
CREATE TRIGGER noted_article_went AFTER DELETE ON details BEGIN
    DELETE FROM noted WHERE id = OLD.id;
END;
"""


def make_words(connection: apsw.Connection) -> None:
    """Make the table of articles, empty."""
    connection.execute(_TABLE.format(tokenizer=TOKENIZER))


def make_note_words(connection: apsw.Connection) -> None:
    """Make the tables of notes and labels, empty; that of the rows' details is there."""
    connection.execute(_NOTES.format(tokenizer=TOKENIZER))


def write_words(connection: apsw.Connection, entries: Iterable[tuple[int, Entry]]) -> None:
    """Write the words of articles.

    Args:
        connection: The connection.
        entries: The articles, each with its place (see rowid_order.py), which has none yet.
    """
    connection.executemany(
        "INSERT INTO words(rowid, title, author, category, tag, body, initials)"
        " VALUES(?,?,?,?,?,?,?)",
        ((place, *entry.columns) for place, entry in entries),
    )


def has_spelled(entry: Entry) -> bool:
    """Tell whether the body of an article holds text without spaces."""
    return BREAK in entry.columns[4]


def matching(match: str, entries: Mapping[int, Entry]) -> set[int]:
    """Return those of some articles that a full-text expression finds.

    Args:
        match: The expression.
        entries: The articles, each with a number of its own.
    """
    connection = apsw.Connection(":memory:")
    try:
        make_words(connection)
        write_words(connection, entries.items())
        found = connection.execute("SELECT rowid FROM words WHERE words MATCH ?", (match,))
        return {id for (id,) in found}
    finally:
        connection.close()
