"""Rows of the databases in which anything may stand: each is read, and blocks no other."""

import json
import shutil
from pathlib import Path

import apsw
import pytest

from tests.unit.library.making import found, ids_of, open_library, write
from tui.document.quotes import Quote
from tui.library.library import Library, Position
from tui.library.query import Query
from tui.library.values import Bookmark

COLUMNS = {
    "bookmarks": "identity text_hash added article shown images words has note labels",
    "read_marks": "identity text_hash added",
    "positions": "identity text_hash saved paragraph offset share",
    "sessions": "key value",
    "undo_steps": "made words step",
    "state": "key value",
    "sources": "path size modified date runs",
    "highlights": "identity text_hash added exact prefix suffix colour note",
    "copies": "identity text_hash added article shown images words has",
}
ALL = [f"{table}.{column}" for table, columns in COLUMNS.items() for column in columns.split()]

DAMAGED = {
    "bookmarks": "shown LIKE '%one says%'",
    "read_marks": "added = (SELECT max(added) FROM read_marks)",
    "undo_steps": "id = (SELECT max(id) FROM undo_steps)",
    "state": "key = 'changes'",
    "sources": "path LIKE '%one.md'",
}
"""The row that is damaged of each table that has several."""

VALUES = {
    "no UTF-8": "CAST(x'4fff4b' AS TEXT)",
    "blob": "x'00ff'",
    "null": "NULL",
    "infinite": "9e999",
    "object": """'{"title": "\\ud800", "body": 5, "text": "\\udc00", "dropped": [{}, 1]}'""",
}

PRIMARY = {f"{table}.{column}" for table in COLUMNS for column in ("identity", "text_hash", "key")}
PRIMARY -= {"bookmarks.identity", "bookmarks.text_hash"}
"""Columns that SQLite lets hold no NULL, whatever their table is said to be."""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of a library with three bookmarks; of `one` there are marks of every kind."""
    root = tmp_path_factory.mktemp("template")
    for number, name in enumerate(("one", "two", "three"), 1):
        write(root / "articles" / f"{name}.md", name, f"{name} says.", date=f"2021-03-0{number}")
    with open_library(root) as library:
        library.update([root / "articles"])
        (one,) = ids_of(library, "title:one")
        library.positions.save(one, Position(1, 2, 0.5))
        library.sessions.save("x", {"text": "chips"})
        library.marks.set_read(ids_of(library, "title:two"), True)
        library.bookmarks.set_bookmarked(ids_of(library, "title:two title:three"), True)
        for name in ("two", "three"):
            library.bookmarks.set_bookmarked(ids_of(library, f"title:{name}"), True)
        library.marks.set_read([one], True)
        library.bookmarks.set_bookmarked([one], True)
        library.highlights.add(one, Quote("one says"), note="Loud.")
        kept = next(each for each in library.bookmarks.all() if each.article.title == "one")
        assert kept.key
        library.bookmarks.set_note(kept.key, "A note.")
        library.bookmarks.change_labels(kept.key, add=["later"])
    return root


@pytest.fixture
def articles(template: Path) -> Path:
    """The articles, which no test changes."""
    return template / "articles"


@pytest.fixture
def kept(template: Path, tmp_path: Path) -> Path:
    """A copy of that library."""
    shutil.copytree(template, tmp_path, ignore=lambda *_: ["articles"], dirs_exist_ok=True)
    return tmp_path


def damage(folder: Path, table: str, column: str, value: str) -> None:
    """Put a value into a column of one row, though the table forbids it."""
    connection = apsw.Connection(str(folder / "data" / "user.db"))
    schema = connection.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (table,)).get
    rows = DAMAGED.get(table, "true")
    for sql, change in (
        (schema.replace("NOT NULL", ""), f"UPDATE {table} SET {column} = {value} WHERE {rows}"),
        (schema, ""),
    ):
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute("UPDATE sqlite_schema SET sql = ? WHERE name = ?", (sql, table))
        connection.execute("PRAGMA writable_schema=RESET")
        connection.execute(change)
    assert connection.execute("SELECT changes()").get == 1
    connection.close()


def row_of_one(folder: Path) -> list[object]:
    """Return the bookmark of `one` as it stands in the database."""
    columns = ", ".join(
        f"hex({column}), typeof({column})" for column in COLUMNS["bookmarks"].split()
    )
    connection = apsw.Connection(str(folder / "data" / "user.db"))
    rows = connection.execute(f"SELECT {columns} FROM bookmarks ORDER BY rowid DESC")
    row = list(next(rows))
    connection.close()
    return row


def title(bookmark: Bookmark) -> str:
    return bookmark.article.title


DAMAGES = [
    (place, value)
    for place in ALL
    for value in VALUES
    # One value that is no text and no number is enough for what is read as the others are.
    if value == "infinite" or not place.startswith(("sources", "highlights", "copies"))
]


@pytest.mark.parametrize(("place", "value"), DAMAGES)
def test_a_damaged_row_blocks_no_other(kept: Path, articles: Path, place: str, value: str) -> None:
    if value == "null" and place in PRIMARY:
        pytest.skip("SQLite can't be made to hold it")
    table, column = place.split(".")
    damage(kept, table, column, VALUES[value])
    before = row_of_one(kept)
    with open_library(kept) as library:
        bookmarks = look_at_everything(library, articles)
        assert row_of_one(kept) == before
        for each in bookmarks:
            assert each.key is not None
            assert library.bookmarks.change_labels(each.key, add=["more"]) is not None
            assert library.bookmarks.set_note(each.key, "Another note.")
        assert {each.note for each in library.bookmarks.all()} == {"Another note."}
        for each in bookmarks:
            assert each.id is not None
            library.bookmarks.set_bookmarked([each.id], False)
            assert each.key not in [left.key for left in library.bookmarks.all()]
        assert library.bookmarks.all() == []
        assert library.marks.undo() == "1 article is bookmarked again"
        assert len(library.bookmarks.all()) == 1
        while library.marks.undo():
            pass
        library.update([articles], rebuild=True)
        assert library.renewals == 0
        assert not any("was damaged" in notice for notice in library.notices)


def look_at_everything(library: Library, articles: Path) -> list[Bookmark]:
    """Read all that there is; return the bookmarks."""
    library.update([articles])
    bookmarks = library.bookmarks.all()
    assert len(bookmarks) == 3
    assert {"two", "three"} <= set(map(title, bookmarks))
    for id in library.search.find(Query()).ids:
        library.articles.read(id)
        library.bookmarks.notes(id)
        library.positions.load(id)
    library.sessions.load("x")
    library.highlights.all()
    library.marks.changed()
    return bookmarks


@pytest.mark.parametrize("column", ["added", "article", "shown", "images", "note", "labels"])
def test_a_damaged_bookmark_is_named_and_shown(kept: Path, column: str) -> None:
    damage(kept, "bookmarks", column, f"CAST(CAST({column} AS BLOB) || x'ff' AS TEXT)")
    with open_library(kept) as library:
        one = next(each for each in library.bookmarks.all() if "one" in each.article.title)
        assert "one says." in one.article.body
        assert one.article.problems[0].problem == "The bookmark is not whole"
        (notice,) = library.notices
        assert "“one" in notice and "damaged" in notice
        library.bookmarks.all()
        assert library.notices == [notice]


def test_what_can_be_read_of_a_copy_is_shown(kept: Path) -> None:
    values: dict[str, object] = {
        "title": "one",
        "body": "Text.",
        "format": "text",
        "date": "2021-99-99",
    }
    values |= {"categories": [[1]], "tags": ["kept"], "has_time": "\x1b[2J", "link": None}
    damage(kept, "bookmarks", "article", f"'{json.dumps(values)}'")
    with open_library(kept) as library:
        (one,) = (each for each in library.bookmarks.all() if each.article.title == "one")
        assert (one.article.tags, one.article.body) == (("kept",), "Text.")
        assert (one.article.date, one.article.categories) == (None, ())
        assert "its date, its categories" in library.notices[0]


def test_values_of_a_copy_that_is_no_json_any_more(kept: Path) -> None:
    damage(kept, "bookmarks", "article", """replace(article, '"author": ', '"author" ')""")
    with open_library(kept) as library:
        (one,) = (each for each in library.bookmarks.all() if each.article.title == "one")
        assert (one.article.title, one.article.format) == ("one", "markdown")
        assert one.article.date is not None


def test_a_label_leaves_a_damaged_note_as_it_is(kept: Path) -> None:
    damage(kept, "bookmarks", "note", "CAST(x'41ff42' AS TEXT)")
    with open_library(kept) as library:
        (one,) = (each for each in library.bookmarks.all() if each.article.title == "one")
        assert one.note == "A\ufffdB"
        assert one.key is not None
        library.bookmarks.change_labels(one.key, add=["more"])
        library.marks.undo()
    assert "41FF42" in row_of_one(kept)


def test_a_step_of_which_a_part_is_damaged_is_undone_in_part(kept: Path) -> None:
    with open_library(kept) as library:
        library.bookmarks.set_bookmarked(library.search.find(Query("is:bookmarked")).ids, False)
        damage(kept, "undo_steps", "step", """replace(step, '"has":0', '"has":"x"')""")
        damage(kept, "undo_steps", "step", "json_insert(step, '$.kept[#]', 5, '$.read', 7)")
        assert library.marks.undo() == "3 articles are bookmarked again"
        assert len(library.bookmarks.all()) == 3
        assert "undone in part" in library.notices[0]


def test_damaged_read_marks_are_counted(kept: Path, articles: Path) -> None:
    damage(kept, "read_marks", "text_hash", "x'00'")
    with open_library(kept) as library:
        library.update([articles], rebuild=True)
        assert found(library, "is:read") == ["two"]
        assert "1 of the read marks" in library.notices[0]


def test_a_damaged_file_gives_its_damaged_rows_too(kept: Path) -> None:
    damage(kept, "bookmarks", "note", "CAST(x'41ff42' AS TEXT)")
    before = row_of_one(kept)
    path = kept / "data" / "user.db"
    connection = apsw.Connection(str(path))
    page = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'positions'").get
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xd7" * 4096)
    with open_library(kept) as library:
        library.positions.load(ids_of(library, "title:one")[0])
        assert set(map(title, library.bookmarks.all())) == {"one", "two", "three"}
    assert row_of_one(kept) == before


@pytest.mark.parametrize(
    "change",
    [
        "details SET title = CAST(x'ff' AS TEXT)",
        "details SET author = x'00'",
        "details SET problems = '{'",
        "details SET categories = x'ff'",
        "articles SET date = 9e999",
        "articles SET date = 'never'",
    ],
)
def test_a_damaged_row_has_the_index_made_anew(kept: Path, articles: Path, change: str) -> None:
    connection = apsw.Connection(str(kept / "cache" / "index.db"))
    connection.execute(f"UPDATE {change}")
    connection.close()
    with open_library(kept) as library:
        library.search.summaries(library.search.find(Query()).ids)
        library.update([articles])
        assert found(library) == ["three", "two", "one"]
        assert found(library, "is:bookmarked") == ["three", "two", "one"]
        assert library.notices == ["The index was damaged: it is being made anew."]
