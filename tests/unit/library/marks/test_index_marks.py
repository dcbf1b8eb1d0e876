import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.corpus import ROOT
from tests.unit.library.making import article, found, ids_of, open_library, write
from tui.articles.article import Article
from tui.errors import ArticleError, StorageError
from tui.library.library import Library, Position
from tui.library.query import Query


def read_titles(library: Library) -> list[str]:
    return sorted(found(library, "is:read"))


def test_read_marks(three: Library) -> None:
    three.marks.set_read(ids_of(three, "title:one OR title:two"), True)
    assert read_titles(three) == ["one", "two"]
    assert three.search.find(Query()).unread == 1
    three.marks.set_read(ids_of(three, "title:one"), False)
    assert read_titles(three) == ["two"]


def test_all_of_a_query_can_be_marked(three: Library) -> None:
    three.marks.set_read(ids_of(three, "title:one"), True)
    assert three.marks.mark_all_read(Query("-title:two")) == 1
    assert read_titles(three) == ["one", "three"]
    assert three.marks.mark_all_read(Query("-title:two")) == 0


def test_marks_are_undone_one_by_one(three: Library) -> None:
    assert three.marks.undo() is None
    three.marks.set_read(ids_of(three, "title:one"), True)
    three.marks.mark_all_read(Query())
    three.bookmarks.set_bookmarked(ids_of(three, "title:two"), True)
    three.bookmarks.set_bookmarked(ids_of(three, "title:two"), False)
    three.marks.set_read(ids_of(three, "title:three"), False)
    assert three.marks.undo() == "1 article is read again"
    assert read_titles(three) == ["one", "three", "two"]
    assert three.marks.undo() == "1 article is bookmarked again"
    assert found(three, "is:bookmarked") == ["two"]
    assert three.marks.undo() == "1 article is bookmarked no more"
    assert three.bookmarks.all() == []
    assert three.marks.undo() == "2 articles are unread again"
    assert read_titles(three) == ["one"]
    assert three.marks.undo() == "1 article is unread again"
    assert three.marks.undo() is None


def test_marks_survive_a_restart_and_the_loss_of_the_index(three: Library, tmp_path: Path) -> None:
    three.marks.set_read(ids_of(three, "title:one"), True)
    three.bookmarks.set_bookmarked(ids_of(three, "title:two"), True)
    three.close()
    with open_library(tmp_path) as library:
        assert read_titles(library) == ["one"]
        assert found(library, "is:bookmarked") == ["two"]
    shutil.rmtree(tmp_path / "cache")
    with open_library(tmp_path) as library:
        library.update([tmp_path / "articles"])
        assert read_titles(library) == ["one"]
        assert found(library, "is:bookmarked") == ["two"]
        assert len(found(library)) == 3


def test_marks_survive_a_move_and_an_edit(three: Library, folder: Path) -> None:
    three.marks.set_read(ids_of(three, "title:one"), True)
    three.bookmarks.set_bookmarked(ids_of(three, "title:one"), True)
    (folder / "one.md").rename(folder / "other.md")
    three.update([folder])
    assert read_titles(three) == found(three, "is:bookmarked") == ["one"]
    write(folder / "other.md", "one", "A text that was edited.", date="2021-03-01")
    three.update([folder])
    assert read_titles(three) == found(three, "is:bookmarked") == ["one"]
    assert len(found(three)) == 3


def test_an_edited_article_stays_read_when_another_of_its_identity_comes(
    three: Library, folder: Path
) -> None:
    three.marks.set_read(ids_of(three, "title:one"), True)
    write(folder / "one.md", "one", "A text that was edited.", date="2021-03-01")
    three.update([folder])
    write(folder / "new.md", "one", "A new text.", date="2021-03-01")
    three.update([folder])
    assert found(three, "is:read text:edited") == ["one"]
    assert found(three, "is:unread text:new") == ["one"]


def test_a_mark_means_one_of_several_articles_of_an_identity(
    library: Library, folder: Path
) -> None:
    for week in range(3):
        write(folder / f"{week}.md", "Weekly", f"Week {week}.", link="https://example.org/")
    library.update([folder])
    library.marks.set_read(ids_of(library, '"week 1"'), True)
    library.bookmarks.set_bookmarked(ids_of(library, '"week 2"'), True)
    assert len(found(library, "is:read")) == len(found(library, "is:bookmarked")) == 1
    library.marks.set_read(ids_of(library, '"week 2"'), False)
    assert len(found(library, "is:read")) == 1


def test_a_mark_is_not_taken_by_the_first_article_of_an_identity_that_comes(
    library: Library, folder: Path, tmp_path: Path
) -> None:
    for name in ("first", "second"):
        write(folder / name / "a.md", "Weekly", f"The {name}.", link="https://example.org/")
    library.update([folder])
    library.marks.set_read(ids_of(library, '"the second"'), True)
    library.update([folder / "first"], rebuild=True)
    assert found(library, "is:read") == []
    library.update([folder])
    assert found(library, 'is:read "the second"') == ["Weekly"]
    assert found(library, "is:read first") == []
    library.close()
    with open_library(tmp_path) as again:
        again.update([folder], rebuild=True)
        assert found(again, "is:read first") == []


def test_a_bookmark_outlives_its_file(three: Library, folder: Path, tmp_path: Path) -> None:
    three.bookmarks.set_bookmarked(ids_of(three, "title:one"), True)
    (folder / "one.md").unlink()
    three.update([folder])
    (row,) = three.search.summaries(three.search.find(Query(bookmarked=True)).ids)
    assert (row.title, row.path, row.copies) == ("one", None, 0)
    assert three.articles.read(row.id).body.strip() == "Text of one."
    assert found(three, "text:one") == ["one"]
    assert found(three, Query(folders=(folder,))) == ["three", "two"]
    assert found(three, Query(bookmarked=True, folders=(folder,))) == []
    three.close()
    shutil.rmtree(tmp_path / "cache")
    shutil.rmtree(folder)
    with open_library(tmp_path) as library:
        (row,) = library.search.summaries(library.search.find(Query("text", bookmarked=True)).ids)
        assert library.articles.read(row.id).title == "one"
        (bookmark,) = library.bookmarks.all()
        assert (bookmark.article.title, bookmark.id) == ("one", row.id)
        library.bookmarks.set_bookmarked([row.id], False)
        assert found(library) == []
        assert library.marks.undo() == "1 article is bookmarked again"
        assert found(library) == ["one"]


def test_a_file_that_comes_back_takes_its_bookmark(three: Library, folder: Path) -> None:
    three.bookmarks.set_bookmarked(ids_of(three, "title:one"), True)
    (folder / "one.md").rename(folder.parent / "aside.md")
    three.update([folder])
    (folder.parent / "aside.md").rename(folder / "back.md")
    three.update([folder])
    (row,) = three.search.summaries(three.search.find(Query(bookmarked=True)).ids)
    assert (row.copies, row.path) == (1, folder / "back.md")
    assert len(found(three)) == 3


def test_a_file_that_comes_back_edited_takes_its_bookmark(three: Library, folder: Path) -> None:
    three.bookmarks.set_bookmarked(ids_of(three, "title:one"), True)
    (folder / "one.md").unlink()
    three.update([folder])
    write(folder / "one.md", "one", "Edited meanwhile.", date="2021-03-01")
    three.update([folder])
    (row,) = three.search.summaries(three.search.find(Query(bookmarked=True)).ids)
    assert (row.title, row.copies) == ("one", 1)
    assert len(found(three)) == 3


def test_an_article_whose_file_vanished_is_read_from_the_copy(three: Library, folder: Path) -> None:
    (bookmarked,) = ids_of(three, "title:one")
    (plain,) = ids_of(three, "title:two")
    three.bookmarks.set_bookmarked([bookmarked], True)
    for path in folder.iterdir():
        path.unlink()
    assert three.articles.read(bookmarked).title == "one"
    with pytest.raises(ArticleError, match="not there"):
        three.articles.read(plain)
    with pytest.raises(StorageError, match="No bookmark"):
        three.bookmarks.set_bookmarked([plain], True)
    with pytest.raises(StorageError):
        three.articles.read(12345)


def test_another_process_changes_marks(three: Library, tmp_path: Path) -> None:
    with open_library(tmp_path) as other:
        other.marks.set_read(ids_of(other, "title:one"), True)
        other.bookmarks.set_bookmarked(ids_of(other, "title:two"), True)
        assert read_titles(three) == ["one"]
        assert found(three, "is:bookmarked") == ["two"]
    # The same with an index of its own, so that only user.db is shared.
    with Library.open(tmp_path / "second.db", tmp_path / "data" / "user.db") as other:
        other.update([tmp_path / "articles"])
        assert read_titles(other) == ["one"]
        other.marks.mark_all_read(Query())
        other.bookmarks.set_bookmarked(ids_of(other, "title:two"), False)
    assert read_titles(three) == ["one", "three", "two"]
    assert found(three, "is:bookmarked") == []


def test_piped_articles_have_marks_too(piped: Library) -> None:
    ids = piped.add([article("One", "Text one."), article("Two", "Text two.")])
    assert [piped.articles.read(id).title for id in ids] == ["One", "Two"]
    piped.bookmarks.set_bookmarked(ids[:1], True)
    piped.marks.set_read(ids[1:], True)
    piped.positions.save(ids[1], Position(3, 4, 0.5))
    assert [(row.copies, row.path) for row in piped.search.summaries(ids)] == [(1, None), (1, None)]
    assert piped.positions.load(ids[1]) == Position(3, 4, 0.5)
    assert found(piped, "is:bookmarked") == ["One"]


def test_positions_follow_an_edited_article(three: Library, folder: Path) -> None:
    (id,) = ids_of(three, "title:one")
    assert three.positions.load(id) is None
    three.positions.save(id, Position(1, 2, 0.25))
    write(folder / "one.md", "one", "A text that was edited.", date="2021-03-01")
    three.update([folder])
    assert three.positions.load(id) == Position(1, 2, 0.25)
    three.positions.save(id, Position(5, 0, 1.0))
    assert three.positions.load(id) == Position(5, 0, 1.0)
    assert three.positions.load(999) is None
    three.positions.save(999, Position(0, 0, 0.0))


def test_sessions(library: Library) -> None:
    assert library.sessions.load("layout") == {}
    library.sessions.save("layout", {"width": 40, "filters": ["a"]})
    library.sessions.save("layout", {"width": 50})
    assert library.sessions.load("layout") == {"width": 50}


def test_bookmarks_are_taken_in_from_elsewhere(
    three: Library, tmp_path: Path, folder: Path
) -> None:
    three.bookmarks.set_bookmarked(ids_of(three, "title:one"), True)
    with open_library(tmp_path / "elsewhere") as other:
        assert other.bookmarks.import_(three.bookmarks.all()) == 1
        assert other.bookmarks.import_(three.bookmarks.all()) == 0
        assert found(other, "is:bookmarked") == ["one"]
        assert other.bookmarks.all()[0].added == three.bookmarks.all()[0].added
        other.update([folder])
        assert len(found(other)) == 3


def test_a_copy_is_the_whole_article(piped: Library) -> None:
    kept = article(
        "T", "B", author="A", categories=(("a", "b"),), tags=("t",), link="https://e.org"
    )
    piped.bookmarks.set_bookmarked(piped.add([kept]), True)
    copy = piped.bookmarks.all()[0].article
    assert isinstance(copy, Article)
    assert copy == kept


_KILLED = """
import os, sys
from pathlib import Path
from tui.library.library import Library
from tui.library.query import Query
library = Library.open(Path(sys.argv[1]), Path(sys.argv[2]))
ids = library.search.find(Query()).ids
library.bookmarks.set_bookmarked(ids[:1], True)
library.marks.set_read(ids[1:2], True)
os.kill(os.getpid(), 9)
"""


def test_what_was_acknowledged_outlives_a_killed_process(three: Library, tmp_path: Path) -> None:
    three.close()
    index, user = tmp_path / "cache" / "index.db", tmp_path / "data" / "user.db"
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED, str(index), str(user)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert killed.returncode == -9
    with open_library(tmp_path) as library:
        assert found(library, "is:bookmarked") == ["three"]
        assert read_titles(library) == ["two"]
        assert library.notices == []
