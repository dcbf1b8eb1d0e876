import os
import subprocess
import sys
from pathlib import Path

import apsw
import pytest

from tests.corpus import ROOT
from tests.unit.library.making import found, ids_of, open_library, write
from tui.library.library import Library
from tui.library.marks import bulk_marks
from tui.library.query import Query


def steps_in(folder: Path) -> list[str]:
    connection = apsw.Connection(str(folder / "data" / "user.db"))
    try:
        return [step for (step,) in connection.execute("SELECT step FROM undo_steps ORDER BY id")]
    finally:
        connection.close()


def start(script: str, folder: Path) -> "subprocess.Popen[str]":
    """Start a process that works with the library of a folder."""
    paths = (folder / "cache" / "index.db", folder / "data" / "user.db")
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, paths)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_steps_outlive_a_restart(three: Library, tmp_path: Path) -> None:
    three.marks.set_read(ids_of(three, "title:one"), True)
    three.bookmarks.set_bookmarked(ids_of(three, "title:two"), True)
    three.marks.mark_all_read(Query())
    three.close()
    with open_library(tmp_path) as library:
        assert library.marks.undo() == "2 articles are unread again"
        assert found(library, "is:read") == ["one"]
    with open_library(tmp_path) as library:
        assert library.marks.undo() == "1 article is bookmarked no more"
        assert library.marks.undo() == "1 article is unread again"
        assert library.marks.undo() is None
        assert found(library, "is:read") == found(library, "is:bookmarked") == []


_KILLED = """
import os, sys
from pathlib import Path
from tui.library.library import Library
from tui.library.query import Query
library = Library.open(Path(sys.argv[1]), Path(sys.argv[2]))
library.bookmarks.set_bookmarked(library.search.find(Query("title:one")).ids, True)
library.marks.mark_all_read(Query())
os.kill(os.getpid(), 9)
"""


def test_steps_of_a_killed_process_are_undone(three: Library, tmp_path: Path) -> None:
    three.close()
    killed = start(_KILLED, tmp_path)
    assert (killed.communicate()[1], killed.returncode) == ("", -9)
    with open_library(tmp_path) as library:
        assert len(found(library, "is:read")) == 3
        assert library.marks.undo() == "3 articles are unread again"
        assert library.marks.undo() == "1 article is bookmarked no more"
        assert library.marks.undo() is None


def test_a_dropped_bookmark_comes_back_whole(three: Library, folder: Path, tmp_path: Path) -> None:
    three.bookmarks.set_bookmarked(ids_of(three, "title:one"), True)
    (kept,) = three.bookmarks.all()
    assert kept.key is not None
    three.bookmarks.set_note(kept.key, "A note, 和汉字.")
    three.bookmarks.change_labels(kept.key, add=["later", "茶"])
    before = three.bookmarks.all()
    (folder / "one.md").unlink()
    three.update([folder])
    three.bookmarks.set_bookmarked(ids_of(three, "title:one"), False)
    assert found(three) == ["three", "two"]
    three.close()
    with open_library(tmp_path) as library:
        assert library.marks.undo() == "1 article is bookmarked again"
        assert [each._replace(id=None) for each in library.bookmarks.all()] == [
            each._replace(id=None, path=None) for each in before
        ]
        assert found(library, "is:bookmarked") == ["one"]


def test_the_latest_hundred_steps_are_kept(three: Library, tmp_path: Path) -> None:
    (id,) = ids_of(three, "title:one")
    for turn in range(105):
        three.marks.set_read([id], turn % 2 == 0)
    assert len(steps_in(tmp_path)) == 100
    for _ in range(100):
        assert three.marks.undo() is not None
    assert three.marks.undo() is None
    assert found(three, "is:read") == ["one"]


def test_marks_that_change_nothing_are_no_steps(three: Library, tmp_path: Path) -> None:
    ids = ids_of(three, "title:one")
    three.marks.set_read(ids, False)
    three.bookmarks.set_bookmarked(ids, False)
    three.marks.set_read(ids, True)
    three.bookmarks.set_bookmarked(ids, True)
    three.marks.set_read(ids, True)
    three.bookmarks.set_bookmarked(ids, True)
    assert len(steps_in(tmp_path)) == 2


def test_undoing_takes_the_latest_step_of_all_processes(three: Library, other: Library) -> None:
    three.marks.set_read(ids_of(three, "title:one"), True)
    other.bookmarks.set_bookmarked(ids_of(other, "title:two"), True)
    three.marks.mark_all_read(Query())
    assert other.marks.undo() == "2 articles are unread again"
    assert three.marks.undo() == "1 article is bookmarked no more"
    assert other.marks.undo() == "1 article is unread again"
    assert three.marks.undo() is other.marks.undo() is None
    assert found(three, "is:read OR is:bookmarked") == []


_UNDOING = """
import sys
from pathlib import Path
from tui.library.library import Library
with Library.open(Path(sys.argv[1]), Path(sys.argv[2])) as library:
    while words := library.marks.undo():
        print(words)
"""


def test_no_step_is_undone_twice(three: Library, tmp_path: Path) -> None:
    (id,) = ids_of(three, "title:one")
    for turn in range(60):
        three.marks.set_read([id], turn % 2 == 0)
    running = [start(_UNDOING, tmp_path) for _ in range(2)]
    told: list[str] = []
    for each in running:
        out, problem = each.communicate()
        assert (problem, each.returncode) == ("", 0)
        told += out.splitlines()
    assert sorted(told) == ["1 article is read again"] * 30 + ["1 article is unread again"] * 30
    assert found(three, "is:read") == []


def forget_marks(folder: Path, condition: str) -> None:
    """Take read marks away as no step tells of it."""
    connection = apsw.Connection(str(folder / "data" / "user.db"))
    connection.execute(
        f"DELETE FROM read_marks WHERE {condition};"
        " UPDATE state SET value = value + 1 WHERE key = 'changes'"
    )
    connection.close()


def test_a_step_that_was_overtaken_changes_what_is_left(three: Library, tmp_path: Path) -> None:
    three.marks.mark_all_read(Query())
    forget_marks(tmp_path, "text_hash = (SELECT min(text_hash) FROM read_marks)")
    assert three.marks.undo() == "2 articles are unread again"
    assert found(three, "is:read") == []


def test_a_step_of_which_nothing_is_left_is_passed_over(three: Library, tmp_path: Path) -> None:
    three.bookmarks.set_bookmarked(ids_of(three, "title:two"), True)
    three.marks.mark_all_read(Query())
    forget_marks(tmp_path, "true")
    assert three.marks.undo() == "1 article is bookmarked no more"
    assert three.marks.undo() is None


def test_a_step_that_is_not_understood_is_passed_over(three: Library, tmp_path: Path) -> None:
    three.marks.set_read(ids_of(three, "title:one"), True)
    connection = apsw.Connection(str(tmp_path / "data" / "user.db"))
    for step in ("no JSON", "[]", "{}", '{"read": [1]}', '{"dropped": [{"x": 1}]}', "null"):
        connection.execute("INSERT INTO undo_steps(made, words, step) VALUES(0, 'x', ?)", (step,))
    connection.close()
    assert three.marks.undo() == "1 article is unread again"


def test_an_article_that_was_edited_since_is_unread_again(three: Library, folder: Path) -> None:
    three.marks.set_read(ids_of(three, "title:one"), True)
    write(folder / "one.md", "one", "A text that was edited.", date="2021-03-01")
    three.update([folder])
    assert found(three, "is:read") == ["one"]
    assert three.marks.undo() == "1 article is unread again"
    assert found(three, "is:read") == []
    three.update([folder], rebuild=True)
    assert found(three, "is:read") == []


def test_undoing_in_an_index_of_its_own(three: Library, tmp_path: Path) -> None:
    user = tmp_path / "data" / "user.db"
    three.bookmarks.set_bookmarked(ids_of(three, "title:one"), True)
    with Library.open(tmp_path / "second.db", user) as second:
        second.update([tmp_path / "articles"])
        second.marks.mark_all_read(Query())
        assert three.marks.undo() == "3 articles are unread again"
        assert found(second, "is:read") == []
        assert second.marks.undo() == "1 article is bookmarked no more"
    assert found(three, "is:bookmarked") == []


def test_undoing_many_at_once(library: Library, folder: Path, tmp_path: Path) -> None:
    for number in range(1100):
        write(folder / f"{number}.md", f"Title {number}", f"Text {number}.", date="2021-03-01")
    library.update([folder])
    library.marks.set_read(ids_of(library, 'title:"Title 7"'), True)
    assert library.marks.mark_all_read(Query()) == 1099
    write(folder / "8.md", "Title 8", "A text that was edited.", date="2021-03-01")
    library.update([folder])
    assert len(found(library, "is:read")) == 1100
    assert len(steps_in(tmp_path)[-1]) < 200
    assert library.marks.undo() == "1,099 articles are unread again"
    assert found(library, "is:read") == ["Title 7"]
    connection = apsw.Connection(str(tmp_path / "data" / "user.db"))
    assert connection.execute("SELECT count(*) FROM read_marks").get == 1
    connection.close()


def test_a_damaged_index_has_one_step_undone_only(three: Library, tmp_path: Path) -> None:
    three.marks.set_read(ids_of(three, "title:one"), True)
    three.marks.set_read(ids_of(three, "title:two"), True)
    index = tmp_path / "cache" / "index.db"
    index.write_bytes(os.urandom(index.stat().st_size))
    assert three.marks.undo() == "1 article is unread again"
    three.update([tmp_path / "articles"])
    assert found(three, "is:read") == ["one"]


def test_a_long_change_is_one_step_however_far_it_came(
    library: Library, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk_marks, "AT_A_TIME", 4)
    for number in range(10):
        write(folder / f"{number}.md", f"Title {number}", f"Text {number}.", date="2021-03-01")
    library.update([folder])
    ids = ids_of(library, "title:Title")
    library.bookmarks.set_bookmarked(ids[:1], True)
    asked = iter([False, False, True])
    done = library.bulk.bookmark(ids, ["sea"], cancelled=lambda: next(asked))
    assert done.changed == 8  # Two transactions of three; the first bookmark is labelled only.
    assert len(steps_in(tmp_path)) == 3
    assert library.bulk.drop(ids).changed == 8
    assert library.marks.undo() == "8 articles are bookmarked again"
    assert {kept.labels for kept in library.bookmarks.all()} == {("sea",)}
    assert library.bulk.unlabel(ids, ["sea"]).changed == 8
    assert library.marks.undo() == "8 articles are labelled as before"
    assert library.marks.undo() == "8 articles are labelled as before"
    assert [kept.labels for kept in library.bookmarks.all()] == [()]
    assert library.marks.undo() == "1 article is bookmarked no more"
    assert found(library, "is:bookmarked") == []


def test_an_article_that_can_not_be_read_holds_up_no_other(three: Library, folder: Path) -> None:
    (folder / "one.md").unlink()
    done = three.bulk.bookmark(ids_of(three, "title:one OR title:two"))
    assert done.changed == 1
    assert len(done.problems) == 1
    assert found(three, "is:bookmarked") == ["two"]


def test_many_marks_have_evidence(library: Library, folder: Path, tmp_path: Path) -> None:
    for number in range(1001):
        write(folder / f"{number}.md", f"Title {number}", f"Text {number}.", date="2021-03-01")
    library.update([folder])
    few = ids_of(library, "title:Title")[:5]
    library.marks.set_read(few, True)
    assert library.marks.set_read(ids_of(library, "title:Title"), True) == 1001 - len(few)
    connection = apsw.Connection(str(tmp_path / "data" / "user.db"))
    listed = list(connection.execute("SELECT path, size, modified, date, runs <> x'' FROM sources"))
    connection.close()
    assert {Path(os.fsdecode(path)) for path, *_ in listed} == set(folder.glob("*.md"))
    assert all(size and modified and date for _, size, modified, date, _ in listed)
    # What was known of a text stays known.
    assert sum(has_runs for *_, has_runs in listed) == len(few)
