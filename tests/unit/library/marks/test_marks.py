"""Several libraries on the same files: what one marks, the others see."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.corpus import ROOT
from tests.unit.library.making import found, ids_of, open_library, write
from tui.library.library import Library
from tui.library.query import Query
from tui.library.storage.store import SeenMarks


def test_own_marks_are_no_news(three: Library) -> None:
    ids = ids_of(three, "title:one")
    for bookmarked in (True, False):
        three.marks.set_read(ids, bookmarked)
        three.bookmarks.set_bookmarked(ids, bookmarked)
        three.marks.mark_all_read(Query())
        three.marks.undo()
        assert not three.marks.changed()


def test_marks_of_others_are_news_once(three: Library, other: Library) -> None:
    (id,) = ids_of(other, "title:one")
    changes: list[Callable[[], object]] = [
        lambda: other.marks.set_read([id], True),
        lambda: other.bookmarks.set_bookmarked([id], True),
        lambda: other.marks.undo(),
        lambda: other.marks.set_read([id], False),
    ]
    for change in changes:
        change()
        assert three.marks.changed()
        assert not three.marks.changed()
        assert not other.marks.changed()


def test_what_changes_nothing_is_no_news(three: Library, other: Library) -> None:
    other.marks.set_read(ids_of(other, "title:one"), False)
    other.sessions.save("x", {})
    other.marks.undo()
    assert not three.marks.changed()


def test_own_marks_do_not_hide_those_of_others(three: Library, other: Library) -> None:
    other.marks.set_read(ids_of(other, "title:one"), True)
    three.marks.set_read(ids_of(three, "title:two"), True)
    assert three.marks.changed()
    assert other.marks.changed()
    assert found(three, "is:read") == found(other, "is:read") == ["two", "one"]


def test_marks_made_before_the_opening_are_no_news(three: Library, tmp_path: Path) -> None:
    three.marks.mark_all_read(Query())
    with open_library(tmp_path) as later:
        assert not later.marks.changed()


def test_a_change_between_two_of_ones_own_is_told() -> None:
    seen = SeenMarks()
    seen.begin("db 1")
    seen.begin("db 9")
    seen.made("db 1", "db 2")
    seen.made("db 3", "db 4")
    assert seen.look("db 4")
    assert not seen.look("db 4")


def test_a_bookmark_is_set_although_the_index_still_shows_another_one(
    three: Library, tmp_path: Path
) -> None:
    ids = ids_of(three, "title:one")
    three.bookmarks.set_bookmarked(ids, True)
    with Library.open(tmp_path / "second.db", tmp_path / "data" / "user.db") as other:
        other.update([tmp_path / "articles"])
        other.bookmarks.set_bookmarked(ids_of(other, "title:one"), False)
        three.bookmarks.set_bookmarked(ids, True)
        assert found(three, "is:bookmarked") == found(other, "is:bookmarked") == ["one"]
        assert len(three.bookmarks.all()) == 1


_MARKING = """
import sys
from pathlib import Path
from tui.library.library import Library
from tui.library.query import Query
with Library.open(Path(sys.argv[1]), Path(sys.argv[2])) as library:
    ids = sorted(library.search.find(Query()).ids)[int(sys.argv[3])::2]
    for id in ids:
        library.marks.set_read([id], True)
        library.bookmarks.set_bookmarked([id], True)
"""


@pytest.mark.parametrize("shared", [True, False])
def test_no_mark_of_two_processes_is_lost(
    library: Library, folder: Path, tmp_path: Path, shared: bool
) -> None:
    for number in range(30):
        write(folder / f"{number}.md", f"Title {number}", f"Text {number}.")
    library.update([folder])
    index, user = tmp_path / "cache" / "index.db", tmp_path / "data" / "user.db"
    second = index if shared else tmp_path / "second.db"
    with Library.open(second, user) as other:
        other.update([folder])
    running = [
        subprocess.Popen(
            [sys.executable, "-c", _MARKING, str(path), str(user), str(turn)],
            cwd=ROOT,
            stderr=subprocess.PIPE,
            text=True,
        )
        for turn, path in enumerate((index, second))
    ]
    assert [(each.communicate()[1], each.returncode) for each in running] == [("", 0)] * 2
    for path in {index, second}:
        with Library.open(path, user) as library_of_one:
            assert library_of_one.search.find(Query(bookmarked=True)).total == 30
            assert library_of_one.search.find(Query()).unread == 0
    assert library.marks.changed()
    assert library.search.find(Query("is:read", bookmarked=True)).total == 30
