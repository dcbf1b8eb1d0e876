import threading
from datetime import UTC, datetime
from pathlib import Path

import apsw
import pytest

from tests.unit.library.making import article, open_library
from tui.errors import StorageError
from tui.library.library import Library
from tui.library.values import Bookmark, Key

WHEN = datetime(2021, 3, 29, tzinfo=UTC)


def kept(title: str = "A title", body: str = "Text.", **more: str) -> Bookmark:
    return Bookmark(article(title, body, link=more.get("link", "")), WHEN, None)


def only(library: Library) -> Bookmark:
    (bookmark,) = library.bookmarks()
    return bookmark


def key_of(library: Library) -> Key:
    key = only(library).key
    assert key
    return key


@pytest.fixture
def one(library: Library) -> Library:
    """A library with one bookmark."""
    assert library.import_bookmarks([kept()]) == 1
    return library


def test_notes_and_labels_outlive_a_restart(one: Library, tmp_path: Path) -> None:
    key = key_of(one)
    assert one.set_note(key, " A note\x1b[31m ")
    assert one.change_labels(key, add=["b, a", "b"]) == ("b", "a")
    with open_library(tmp_path) as other:
        assert only(other)[3:] == ("A note", ("b", "a"), key)
        assert other.change_labels(key, add=["c"], remove=["b"]) == ("a", "c")
        assert other.set_note(key, "")
    assert only(one)[3:5] == ("", ("a", "c"))


def test_what_is_no_bookmark_takes_no_note(one: Library) -> None:
    gone = (b"x" * 16, b"y" * 16)
    assert not one.set_note(gone, "x")
    assert one.change_labels(gone, add=["x"]) is None
    with pytest.raises(StorageError, match="50,000"):
        one.set_note(key_of(one), "x" * 50_001)


def test_several_at_once_lose_no_label(one: Library, tmp_path: Path) -> None:
    key = key_of(one)

    def work(number: int) -> None:
        with open_library(tmp_path) as library:
            for count in range(10):
                library.change_labels(key, add=[f"{number}-{count}"])

    threads = [threading.Thread(target=work, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(only(one).labels) == 30


def test_undoing_brings_notes_and_labels_back(one: Library) -> None:
    key = key_of(one)
    one.set_note(key, "A note")
    one.change_labels(key, add=["a"])
    row = only(one).id
    assert row is not None
    one.set_bookmark([row], False)
    assert one.bookmarks() == []
    one.undo()
    assert only(one)[3:5] == ("A note", ("a",))


def test_import_fills_in_and_never_overwrites(one: Library) -> None:
    noted = kept()._replace(note="first", labels=("a",))
    assert one.import_bookmarks([noted]) == 0
    assert only(one)[3:5] == ("first", ("a",))
    assert one.import_bookmarks([noted._replace(note="second", labels=("b",))]) == 0
    assert only(one)[3:5] == ("first", ("a",))


def test_one_that_comes_twice_gathers_its_labels(library: Library) -> None:
    twice = [kept()._replace(labels=("a",)), kept()._replace(labels=("b", "a"), note="n")]
    assert library.import_bookmarks(twice) == 1
    assert only(library)[3:5] == ("n", ("a", "b"))


def test_a_link_is_there_where_its_article_is(library: Library) -> None:
    whole = kept(link="https://a.org/")
    bare = whole._replace(article=whole.article._replace(body=""), note="n")
    assert library.import_bookmarks([whole]) == 1
    assert library.import_bookmarks([bare], links=True) == 0
    assert only(library).note == "n"
    assert only(library).article.body == "Text."
    assert library.import_bookmarks([bare]) == 1


def test_a_damaged_copy_still_shows_its_text(one: Library, tmp_path: Path) -> None:
    one.import_bookmarks([kept("Whole", "Whole text.")])
    connection = apsw.Connection(str(tmp_path / "data" / "user.db"))
    connection.execute("UPDATE bookmarks SET article = '{' WHERE shown = 'Text.'")
    connection.close()
    articles = {bookmark.article.title: bookmark.article for bookmark in one.bookmarks()}
    assert articles.keys() == {"Text.", "Whole"}
    assert articles["Text."].body == "Text."
    assert "not whole" in articles["Text."].problems[0].problem
