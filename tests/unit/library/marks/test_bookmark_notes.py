import threading
from datetime import UTC, datetime
from pathlib import Path

import apsw
import pytest

from tests.unit.library.making import article, found, ids_of, open_library, write
from tui.errors import StorageError
from tui.library.library import Library
from tui.library.query import Query
from tui.library.values import Bookmark, Key, Notes, Progress

WHEN = datetime(2021, 3, 29, tzinfo=UTC)


def kept(title: str = "A title", body: str = "Text.", **more: str) -> Bookmark:
    return Bookmark(article(title, body, link=more.get("link", "")), WHEN, None)


def only(library: Library) -> Bookmark:
    (bookmark,) = library.bookmarks.all()
    return bookmark


def key_of(library: Library) -> Key:
    key = only(library).key
    assert key
    return key


@pytest.fixture
def one(library: Library) -> Library:
    """A library with one bookmark."""
    assert library.bookmarks.import_([kept()]) == 1
    return library


def test_notes_and_labels_outlive_a_restart(one: Library, tmp_path: Path) -> None:
    key = key_of(one)
    assert one.bookmarks.set_note(key, " A note\x1b[31m ")
    assert one.bookmarks.change_labels(key, add=["b, a", "b"]) == ("b", "a")
    with open_library(tmp_path) as other:
        assert only(other)[3:6] == ("A note", ("b", "a"), key)
        assert other.bookmarks.change_labels(key, add=["c"], remove=["b"]) == ("a", "c")
        assert other.bookmarks.set_note(key, "")
    assert only(one)[3:5] == ("", ("a", "c"))


def test_what_is_no_bookmark_takes_no_note(one: Library) -> None:
    gone = (b"x" * 16, b"y" * 16)
    assert not one.bookmarks.set_note(gone, "x")
    assert one.bookmarks.change_labels(gone, add=["x"]) is None
    with pytest.raises(StorageError, match="50,000"):
        one.bookmarks.set_note(key_of(one), "x" * 50_001)


def test_several_at_once_lose_no_label(one: Library, tmp_path: Path) -> None:
    key = key_of(one)

    def work(number: int) -> None:
        with open_library(tmp_path) as library:
            for count in range(10):
                library.bookmarks.change_labels(key, add=[f"{number}-{count}"])

    threads = [threading.Thread(target=work, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(only(one).labels) == 30


def test_undoing_brings_notes_and_labels_back(one: Library) -> None:
    key = key_of(one)
    one.bookmarks.set_note(key, "A note")
    one.bookmarks.change_labels(key, add=["a"])
    row = only(one).id
    assert row is not None
    one.bookmarks.set_bookmarked([row], False)
    assert one.bookmarks.all() == []
    one.marks.undo()
    assert only(one)[3:5] == ("A note", ("a",))


def test_a_change_of_notes_is_a_step_of_its_own(one: Library, tmp_path: Path) -> None:
    key = key_of(one)
    one.bookmarks.set_note(key, "first")
    one.bookmarks.set_note(key, "first")
    one.bookmarks.change_labels(key, add=["a", "b"])
    (row,) = one.search.find(Query(bookmarked=True)).ids
    one.bookmarks.edit_notes(row, Notes("first", ("a", "b")), Notes("second", ("b",)))
    one.bookmarks.edit_notes(row, Notes("second", ("b",)), Notes("second", ("b",)))
    one.close()
    with open_library(tmp_path) as library:
        for words, notes in (
            ("1 article is noted and labelled as before", ("first", ("a", "b"))),
            ("1 article is labelled as before", ("first", ())),
            ("1 article is noted as before", ("", ())),
        ):
            assert library.marks.undo() == words
            assert only(library)[3:5] == notes
        assert library.marks.undo() == "1 article is bookmarked no more"
        assert library.marks.undo() is None


def test_notes_of_an_article_that_is_not_bookmarked_bookmark_it(
    three: Library, folder: Path
) -> None:
    (row,) = ids_of(three, "title:one")
    assert three.bookmarks.notes(row) is None
    three.bookmarks.edit_notes(row, Notes(), Notes(" A note\x07 ", ("b, a",)))
    assert three.bookmarks.notes(row) == Notes("A note", ("b", "a"))
    assert found(three, "is:bookmarked") == ["one"]
    write(folder / "one.md", "one", "Another text.", date="2021-03-01")
    three.update([folder])
    assert three.bookmarks.notes(row) == Notes("A note", ("b", "a"))
    three.bookmarks.edit_notes(row, Notes("A note", ("b", "a")), Notes())
    assert three.bookmarks.notes(row) == Notes()
    assert three.marks.undo() == "1 article is noted and labelled as before"
    assert three.marks.undo() == "1 article is bookmarked no more"
    assert three.bookmarks.notes(row) is None


def test_an_edit_keeps_what_another_has_written_meanwhile(three: Library, other: Library) -> None:
    (row,) = ids_of(three, "title:one")
    three.bookmarks.edit_notes(row, Notes(), Notes("first", ("a", "b")))
    assert other.marks.changed()
    shown = Notes("first", ("a", "b"))
    other.bookmarks.edit_notes(row, shown, Notes("second", ("a", "b", "theirs")))
    three.bookmarks.edit_notes(row, shown, Notes("first", ("mine", "b")))
    assert three.bookmarks.notes(row) == Notes("second", ("mine", "b", "theirs"))
    assert three.marks.changed()
    three.bookmarks.edit_notes(row, shown, Notes("third", ("a", "b")))
    assert three.bookmarks.notes(row) == Notes("third", ("b", "mine", "theirs"))


def test_what_can_t_be_written_changes_nothing(three: Library, tmp_path: Path) -> None:
    row, gone = ids_of(three, "title:one")[0], 999
    with pytest.raises(StorageError, match="not in the index"):
        three.bookmarks.edit_notes(gone, Notes(), Notes("x"))
    with pytest.raises(StorageError, match="50,000"):
        three.bookmarks.edit_notes(row, Notes(), Notes("x" * 50_001))
    three.timeout = 0.01
    lock = apsw.Connection(str(tmp_path / "data" / "user.db"))
    lock.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageError, match="locked"):
        three.bookmarks.edit_notes(row, Notes(), Notes("x"))
    lock.close()
    assert three.bookmarks.notes(row) is None
    assert three.marks.undo() is None


def test_a_long_import_is_one_step_and_tells_how_far_it_is(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.library.marks.bookmarks.AT_A_TIME", 2)
    told: list[Progress] = []
    many = [kept(f"Title {number}", f"Text {number}.") for number in range(5)]
    assert library.bookmarks.import_(many, progress=told.append) == 5
    assert [(each.done, each.total) for each in told] == [(0, 5), (2, 5), (4, 5)]
    assert library.marks.undo() == "5 articles are bookmarked no more"
    assert library.marks.undo() is None


def test_an_interrupted_import_is_gone_on_with(
    library: Library, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tui.library.marks.bookmarks.AT_A_TIME", 2)
    many = [kept(f"Title {number}", f"Text {number}.") for number in range(5)]

    def interrupt(progress: Progress) -> None:
        if progress.done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        library.bookmarks.import_(many, progress=interrupt)
    with open_library(tmp_path) as other:
        assert len(found(other, "is:bookmarked")) == 4
        assert other.bookmarks.import_(many) == 1
        assert len(found(other, "is:bookmarked")) == 5


def test_undoing_an_import_takes_off_what_it_filled_in(one: Library) -> None:
    noted = [kept()._replace(note="n", labels=("a",)), kept("Another", "Text.")]
    assert one.bookmarks.import_(noted[:1]) == 0
    assert one.marks.undo() == "1 article is noted and labelled as before"
    assert only(one)[3:5] == ("", ())
    assert one.bookmarks.import_(noted) == 1
    assert one.marks.undo() == "1 article is bookmarked no more"
    assert only(one)[3:5] == ("", ())


def test_import_fills_in_and_never_overwrites(one: Library) -> None:
    noted = kept()._replace(note="first", labels=("a",))
    assert one.bookmarks.import_([noted]) == 0
    assert only(one)[3:5] == ("first", ("a",))
    assert one.bookmarks.import_([noted._replace(note="second", labels=("b",))]) == 0
    assert only(one)[3:5] == ("first", ("a",))


def test_one_that_comes_twice_gathers_its_labels(library: Library) -> None:
    twice = [kept()._replace(labels=("a",)), kept()._replace(labels=("b", "a"), note="n")]
    assert library.bookmarks.import_(twice) == 1
    assert only(library)[3:5] == ("n", ("a", "b"))


def test_a_link_is_there_where_its_article_is(library: Library) -> None:
    whole = kept(link="https://a.org/")
    bare = whole._replace(article=whole.article._replace(body=""), note="n")
    assert library.bookmarks.import_([whole]) == 1
    assert library.bookmarks.import_([bare], links=True) == 0
    assert only(library).note == "n"
    assert only(library).article.body == "Text."
    assert library.bookmarks.import_([bare]) == 1


def test_a_damaged_copy_still_shows_its_text(one: Library, tmp_path: Path) -> None:
    one.bookmarks.import_([kept("Whole", "Whole text.")])
    connection = apsw.Connection(str(tmp_path / "data" / "user.db"))
    connection.execute("UPDATE bookmarks SET article = '{' WHERE shown = 'Text.'")
    connection.close()
    articles = {bookmark.article.title: bookmark.article for bookmark in one.bookmarks.all()}
    assert articles.keys() == {"Text.", "Whole"}
    assert articles["Text."].body == "Text."
    assert "not whole" in articles["Text."].problems[0].problem
