"""The index database: its tables, and what is kept in them beside the articles.

That of the full text is in full_text.py.
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import apsw

from tui.library.local_days import local_day, local_time, local_zone
from tui.library.search.folding import folds_chinese
from tui.library.storage.database import DamagedError, Pool, in_words, remove
from tui.library.storage.full_text import make_note_words, make_words

NAME = "index"
MARKS_STAMP = "marks"
"""The key in `meta` of the state of `user.db` that the marks were taken from."""
MARKS_MATCHED = "matched"
"""The key in `meta` that is set once every mark without its article was looked for."""
ROWS_STATE = "rows"
"""The key in `meta` of a number that is another one after each change of files and their rows."""
PIPED = "piped"
"""The key in `meta` that is set in an index of streams and containers, before any article came."""
LEVEL = "\x1f"
"""Stands between the levels of a category path."""
PATH = "\x1e"
"""Stands between category paths, and between tags."""
_ROOM = 32_000
"""Kilobytes of its pages that the writing connection may keep while it writes much: with the
usual two thousand it writes many of them, and reads them back, several times a transaction."""
_PAGE_SIZE = 8192
"""In bytes. With pages twice as large as usual, phrases are found in four fifths of the time."""
VERSION = 18
"""An index of any other version is made anew."""
_FOLDING_CHINESE = 1 << 16
"""Added to the version of an index that takes simplified and traditional characters for one."""

_TABLES = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID;

-- What lists and filters touch: narrow rows, so that 100,000 of them are few pages.
-- Words are kept under `place`, which goes back in time and is of one row only (see
-- rowid_order.py).
CREATE TABLE articles(
    id INTEGER PRIMARY KEY,
    place INTEGER NOT NULL,
    date REAL,
    day INTEGER NOT NULL,
    has INTEGER NOT NULL,
    filing INTEGER NOT NULL,
    read INTEGER NOT NULL DEFAULT 0,
    bookmarked INTEGER NOT NULL DEFAULT 0,
    highlights INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX read_ones ON articles(read) WHERE read;
CREATE INDEX bookmarked_ones ON articles(bookmarked) WHERE bookmarked;
CREATE INDEX highlighted_ones ON articles(highlights) WHERE highlights;
-- Each holds all that filters ask of a row, so that the row itself is not looked up.
CREATE INDEX by_day ON articles(day DESC, date DESC, id, read, bookmarked, has, filing, place);
CREATE INDEX by_place ON articles(place, day, date, read, bookmarked, has, filing);
CREATE INDEX by_filing ON articles(filing, day, read, bookmarked, has);

-- What a row of the list shows. `stored` is the whole article where no file holds it.
CREATE TABLE details(
    id INTEGER PRIMARY KEY,
    identity BLOB NOT NULL,
    text_hash BLOB NOT NULL,
    title TEXT NOT NULL,
    title_key TEXT NOT NULL,
    has_title INTEGER NOT NULL,
    author TEXT NOT NULL,
    has_time INTEGER NOT NULL,
    date_source TEXT NOT NULL,
    categories TEXT NOT NULL,
    tags TEXT NOT NULL,
    link TEXT NOT NULL,
    images INTEGER NOT NULL,
    words INTEGER NOT NULL,
    copies INTEGER NOT NULL,
    problems TEXT NOT NULL,
    content BLOB NOT NULL,
    piped INTEGER NOT NULL DEFAULT 0,
    stored TEXT
);
CREATE INDEX by_identity ON details(identity, text_hash, content);
CREATE INDEX without_file ON details(id) WHERE copies = 0 OR piped;
-- For one text in very many files: among their rows the one without a file is not looked for.
CREATE INDEX kept_ones ON details(identity, text_hash) WHERE copies = 0;
CREATE INDEX by_title ON details(title_key, id);
CREATE INDEX by_words ON details(words, id);

-- `modified` is NULL where the file has to be looked into again.
CREATE TABLE files(
    path BLOB PRIMARY KEY,
    size INTEGER NOT NULL,
    modified INTEGER,
    article INTEGER NOT NULL,
    folded TEXT NOT NULL,
    problems TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX files_of ON files(article, path);
-- What an article links to and is called, as far as it has links or aliases (see links/).
CREATE TABLE links(
    article INTEGER PRIMARY KEY,
    far BLOB NOT NULL,
    near TEXT NOT NULL,
    aliases TEXT NOT NULL
);
CREATE TABLE link_names(
    name INTEGER NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY(name, article)
) WITHOUT ROWID;
CREATE TABLE passed_over(path BLOB PRIMARY KEY, why TEXT NOT NULL) WITHOUT ROWID;

-- Rows with the same identity and the same text, whose files differ in other things: see scope.py.
-- One that has lost its twins may stay here.
CREATE TABLE twins(id INTEGER PRIMARY KEY, key BLOB NOT NULL);
CREATE INDEX twins_of ON twins(key);
CREATE TRIGGER twin_came AFTER INSERT ON details WHEN EXISTS (
    SELECT 1 FROM details
    WHERE identity = NEW.identity AND text_hash = NEW.text_hash AND id <> NEW.id
) BEGIN
    INSERT OR IGNORE INTO twins SELECT id, NEW.identity || NEW.text_hash FROM details
    WHERE identity = NEW.identity AND text_hash = NEW.text_hash AND id <> NEW.id LIMIT 1;
    INSERT INTO twins VALUES(NEW.id, NEW.identity || NEW.text_hash);
END;
CREATE TRIGGER twin_went AFTER DELETE ON details BEGIN
    DELETE FROM twins WHERE id = OLD.id;
END;

-- Many articles have the same categories: these are kept once, as a filing. It is entered at
-- each of its paths and at every path above them; that without any path is number 0. How many
-- articles each has is kept too: to count a million takes longer than to show them all.
CREATE TABLE categories(id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE);
CREATE TABLE filings(
    id INTEGER PRIMARY KEY,
    paths TEXT NOT NULL UNIQUE,
    articles INTEGER NOT NULL DEFAULT 0
);
INSERT INTO filings(id, paths) VALUES(0, '');
CREATE TRIGGER article_came AFTER INSERT ON articles BEGIN
    UPDATE filings SET articles = articles + 1 WHERE id = NEW.filing;
END;
CREATE TRIGGER article_went AFTER DELETE ON articles BEGIN
    UPDATE filings SET articles = articles - 1 WHERE id = OLD.filing;
END;
CREATE TRIGGER article_moved AFTER UPDATE OF filing ON articles BEGIN
    UPDATE filings SET articles = articles - 1 WHERE id = OLD.filing;
    UPDATE filings SET articles = articles + 1 WHERE id = NEW.filing;
END;
CREATE TABLE filed(
    filing INTEGER NOT NULL,
    category INTEGER NOT NULL,
    PRIMARY KEY(filing, category)
) WITHOUT ROWID;
CREATE INDEX filed_in ON filed(category);

-- Tags, authors and labels, each with the articles that have it. `field` is one of NAMINGS.
CREATE TABLE names(
    id INTEGER PRIMARY KEY,
    field TEXT NOT NULL,
    name TEXT NOT NULL,
    UNIQUE(field, name)
);
CREATE TABLE named(
    name INTEGER NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY(name, article)
) WITHOUT ROWID;
PRAGMA user_version = {version};
"""


def _set_up(connection: apsw.Connection) -> None:
    connection.execute(
        f"PRAGMA page_size={_PAGE_SIZE}; PRAGMA synchronous=NORMAL; PRAGMA temp_store=2;"
        " PRAGMA journal_mode=WAL"
    )
    connection.execute(
        "CREATE TEMP TABLE scope(low BLOB PRIMARY KEY, high BLOB NOT NULL) WITHOUT ROWID;"
        "CREATE TEMP TABLE hidden(id INTEGER PRIMARY KEY, shown INTEGER NOT NULL);"
        "CREATE TEMP TABLE hidden_at(state)"
    )
    wanted = VERSION + (_FOLDING_CHINESE if folds_chinese() else 0)
    if connection.pragma("user_version") == wanted:
        return
    connection.execute("BEGIN IMMEDIATE")
    # Another process may have made it between the two looks.
    version = connection.pragma("user_version")
    if version != wanted:
        if connection.execute("SELECT count(*) FROM sqlite_schema").get:
            raise apsw.NotADBError(f"version {version}")
        connection.execute(_TABLES.format(version=wanted))
        make_words(connection)
        make_note_words(connection)
        connection.execute("INSERT INTO meta VALUES('zone', ?)", (local_zone(),))
    connection.execute("COMMIT")


def open_index(path: Path | None, timeout: float) -> Pool:
    """Open the index; one that is damaged or of another version is replaced by an empty one.

    Args:
        path: The file; None keeps the index in memory.
        timeout: How long to wait for a locked database, in seconds.

    Raises:
        StorageError: The file can't be opened, made or replaced, or is locked.
    """
    try:
        return Pool(path, NAME, _set_up, timeout)
    except DamagedError:
        if path is None:
            raise
        with in_words(NAME, path):
            remove(path)
        return Pool(path, NAME, _set_up, timeout)


def is_of_former_version(path: Path) -> bool:
    """Tell whether a file is an index of an older version, which `open_index` would replace."""
    with contextlib.suppress(apsw.Error):  # A damaged one tells nothing, nor one that is not there.
        connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
        try:
            return bool(0 < connection.pragma("user_version") % _FOLDING_CHINESE < VERSION)
        finally:
            connection.close(True)
    return False


@contextlib.contextmanager
def with_room(index: Pool) -> Iterator[None]:
    """Have the index keep more of its pages in memory while much is written.

    Raises:
        StorageError: The index is closed.
    """
    with index.alone() as connection:
        before = connection.pragma("cache_size")
        connection.pragma("cache_size", -_ROOM)
    try:
        yield
    finally:
        with index.alone() as connection:
            connection.pragma("cache_size", before)
            connection.execute("PRAGMA shrink_memory")


def highest_row(connection: apsw.Connection) -> int:
    """Return the highest number of a row of `articles`; 0 where there is none.

    It takes no time that grows with them, and tells about how many they are.
    """
    last: int | None = connection.execute("SELECT max(id) FROM articles").get
    return last or 0


def is_of_zone(connection: apsw.Connection) -> bool:
    """Tell whether the local days in the index are those of the zone that holds now."""
    return get_meta(connection, "zone") == local_zone()


def follow_zone(connection: apsw.Connection) -> None:
    """Set the local days anew where the zone is another than when they were set.

    A date without a time stays on its day; so does one without a zone, but which those
    are only the files tell, so the next update reads them all.
    """
    if is_of_zone(connection):
        return
    dated: list[Any] = connection.execute(
        "SELECT id, date FROM articles JOIN details USING(id) WHERE date IS NOT NULL AND has_time"
    ).fetchall()
    connection.executemany(
        "UPDATE articles SET day = ? WHERE id = ?",
        ((local_day(local_time(date)), id) for id, date in dated),
    )
    connection.execute("UPDATE files SET modified = NULL")
    set_meta(connection, "zone", local_zone())


def set_meta(connection: apsw.Connection, key: str, value: str | int) -> None:
    """Remember a value of the index itself."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES(?, ?)", (key, value))


def get_meta(connection: apsw.Connection, key: str) -> str | int | None:
    """Return what `set_meta` remembered; None for what was never set."""
    value: str | int | None = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).get
    return value
