"""Rows are about what is open: their paths, dates and copies, whatever else the index holds."""

import os
import shutil
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from tests.unit.library.making import LONG_AGO, age, found, open_library, write
from tui.articles.article import Summary
from tui.articles.files import find_files
from tui.articles.identity import key_of
from tui.articles.reading import read_article
from tui.library.library import Library
from tui.library.query import Days, Query

DAY = 86_400


def note(path: Path, text: str = "Bring a ladder.", day: int = 0) -> Path:
    """Write a note that says nothing but its text; its date is that of the file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{text}\n", encoding="utf-8")
    age(path, LONG_AGO + day * DAY)
    return path


def rows(library: Library, *open_ones: Path, query: Query | None = None) -> list[Summary]:
    """Return the rows that are listed of some folders and files, as they stand in the index."""
    library.folders = open_ones
    answer = library.search.find((query or Query())._replace(folders=open_ones))
    assert answer.total == len(answer.ids)
    return library.search.summaries(answer.ids)


def day_of(row: Summary) -> int:
    """Return which day after `LONG_AGO` a row is of."""
    assert row.date is not None
    return (int(row.date.timestamp()) - LONG_AGO) // DAY


@pytest.fixture
def shed(library: Library, folder: Path) -> Library:
    """A library of one note in two folders, `a` and `b`, of two days."""
    note(folder / "a" / "ladder.md", day=1)
    note(folder / "b" / "ladder.md", day=5)
    library.update([folder])
    return library


def test_each_folder_has_its_own_copy(shed: Library, folder: Path) -> None:
    a, b = folder / "a", folder / "b"
    for place, day in ((a, 1), (b, 5)):
        (row,) = rows(shed, place)
        assert (row.path, row.copies, day_of(row)) == (place / "ladder.md", 1, day)
    for places in ((a, b), (b, a), (folder,), (folder, a)):
        (row,) = rows(shed, *places)
        assert (row.path, row.copies, day_of(row)) == (a / "ladder.md", 2, 1)


def test_copies_that_say_wholly_the_same_count_where_they_are_open(
    library: Library, folder: Path
) -> None:
    for name in ("a", "b", "b/c"):
        write(folder / name / "x.md", "Shelves", date="2021-03-29")
    library.update([folder])
    (row,) = rows(library, folder / "b")
    assert (row.path, row.copies) == (folder / "b" / "c" / "x.md", 2)
    (row,) = rows(library, folder / "a" / "x.md")
    assert (row.path, row.copies) == (folder / "a" / "x.md", 1)


def test_a_copy_elsewhere_that_is_gone_leaves_the_row_as_it_is(shed: Library, folder: Path) -> None:
    shutil.rmtree(folder / "a")
    shed.update([folder / "b"])
    (row,) = rows(shed, folder / "b")
    assert (row.path, row.copies, day_of(row)) == (folder / "b" / "ladder.md", 1, 5)


def test_a_file_that_is_gone_is_not_named_even_before_an_update(
    shed: Library, folder: Path
) -> None:
    (folder / "b" / "ladder.md").unlink()
    (row,) = rows(shed, folder)
    assert (row.path, row.copies) == (folder / "a" / "ladder.md", 1)
    (row,) = rows(shed, folder / "b")
    assert (row.path, row.copies) == (None, 0)


def test_a_moved_file_is_named_where_it_is(shed: Library, folder: Path) -> None:
    (folder / "a" / "ladder.md").rename(folder / "b" / "a ladder.md")
    shed.update([folder])
    assert rows(shed, folder / "a") == []
    (row,) = rows(shed, folder / "b")
    assert (row.path, row.title) == (folder / "b" / "a ladder.md", "a ladder")
    assert (row.copies, day_of(row)) == (2, 1)


def test_folders_whose_names_begin_alike_are_not_each_other(library: Library, folder: Path) -> None:
    for day, name in enumerate(("A", "A2", "A b", "A.md", "a")):
        note(folder / name / "n.md", day=day)
    library.update([folder])
    for day, name in enumerate(("A", "A2", "A b", "A.md", "a")):
        (row,) = rows(library, folder / name)
        assert (row.path, row.copies, day_of(row)) == (folder / name / "n.md", 1, day)


def test_filters_are_about_the_copy_that_is_shown(shed: Library, folder: Path) -> None:
    a, b = folder / "a", folder / "b"
    (row,) = rows(shed, a)
    assert row.date is not None
    that_day = Query(days=Days(row.date.date(), row.date.date()))
    assert [each.path for each in rows(shed, folder, query=that_day)] == [a / "ladder.md"]
    assert rows(shed, b, query=that_day) == []
    assert shed.search.days(Query(folders=(folder,))) == {row.date.date(): 1}
    assert list(shed.search.days(Query(folders=(b,)))) == [row.date.date() + timedelta(days=4)]
    assert shed.search.categories(Query(folders=(folder,))) == {}
    answer = shed.search.find(Query("ladder", folders=(folder,)))
    assert (answer.total, answer.all, answer.unread) == (1, 1, 1)


def test_categories_are_those_of_the_copy_that_is_shown(library: Library, folder: Path) -> None:
    values = {"date": "2021-03-29"}
    write(folder / "a" / "x.md", "Shelves", categories="Wood", **values)
    write(folder / "b" / "x.md", "Shelves", categories="Iron", **values)
    library.update([folder])
    assert library.search.categories(Query(folders=(folder,))) == {("Wood",): 1}
    assert library.search.categories(Query(folders=(folder / "b",))) == {("Iron",): 1}
    assert rows(library, folder, query=Query(category=("Iron",))) == []


def test_a_search_by_path_takes_in_open_files_only(shed: Library, folder: Path) -> None:
    by_path = Query(f"path:{folder.name}/b")
    assert [row.path for row in rows(shed, folder, query=by_path)] == [folder / "a" / "ladder.md"]
    assert len(rows(shed, folder / "b", query=by_path)) == 1
    assert rows(shed, folder / "a", query=by_path) == []


def test_a_list_keeps_its_order_by_the_copies_that_are_shown(
    library: Library, folder: Path
) -> None:
    for place, days in (("a", (1, 9)), ("b", (5, 3))):
        for name, day in zip(("ladder", "rope"), days, strict=True):
            note(folder / place / f"{name}.md", f"Bring a {name}.", day)
    library.update([folder])
    assert [row.title for row in rows(library, folder)] == ["rope", "ladder"]
    assert [row.title for row in rows(library, folder / "b")] == ["ladder", "rope"]


def test_marks_are_those_of_all_copies(shed: Library, folder: Path) -> None:
    (row,) = rows(shed, folder / "b")
    for marked in (True, False):
        shed.marks.set_read([row.id], marked)
        assert [rows(shed, folder / place)[0].read for place in ("a", "b", "")] == [marked] * 3
        shed.bookmarks.set_bookmarked([row.id], marked)
        of_all = [rows(shed, folder / place)[0].bookmarked for place in ("a", "b", "")]
        assert of_all == [marked] * 3


def test_marks_of_copies_are_there_again_in_a_new_index(shed: Library, folder: Path) -> None:
    (row,) = rows(shed, folder)
    shed.marks.set_read([row.id], True)
    shed.bookmarks.set_bookmarked([row.id], True)
    shed.update([folder], rebuild=True)
    for place in ("a", "b", ""):
        (row,) = rows(shed, folder / place)
        assert (row.read, row.bookmarked) == (True, True)


def test_an_article_is_read_from_what_is_open(shed: Library, folder: Path) -> None:
    for place in ("a", "b"):
        (row,) = rows(shed, folder / place)
        assert shed.articles.read(row.id).path == folder / place / "ladder.md"


def test_a_bookmark_elsewhere_stands_by_its_copy(shed: Library, folder: Path) -> None:
    other = note(folder / "c" / "rope.md", "Bring a rope.")
    shed.update([folder])
    shed.bookmarks.set_bookmarked([row.id for row in rows(shed, folder / "b")], True)
    other_place = folder / "c"
    everywhere = Query(bookmarked=True, elsewhere=True)
    (row,) = rows(shed, other_place, query=everywhere)
    assert (row.title, row.path, row.copies) == ("ladder", None, 0)
    note(folder / "b" / "ladder.md", "Another note by now.")
    assert shed.articles.read(row.id).body.strip() == "Bring a ladder."
    answer = shed.search.find(everywhere._replace(folders=(other_place,)))
    assert (answer.total, answer.all) == (1, 2)
    assert [row.path for row in rows(shed, other_place)] == [other]


def test_bookmarks_name_files_that_exist(shed: Library, folder: Path) -> None:
    a, b, moved = (folder / name for name in ("a/ladder.md", "b/ladder.md", "b/moved.md"))
    shed.bookmarks.set_bookmarked([row.id for row in rows(shed, folder / "a")], True)
    assert [each.path for each in shed.bookmarks.all()] == [a]
    a.unlink()
    b.rename(moved)
    shed.update([folder])
    assert [each.path for each in shed.bookmarks.all()] == [moved]
    moved.unlink()
    assert [each.path for each in shed.bookmarks.all()] == [None]
    note(a, "Another note by now.")
    shed.update([folder])
    assert [each.path for each in shed.bookmarks.all()] == [None]


def test_a_copy_that_is_piped_in_counts(piped: Library, folder: Path) -> None:
    path = note(folder / "ladder.md")
    piped.add([read_article(path)._replace(path=None, date=None, date_source="none")])
    piped.update([folder])
    (row,) = piped.search.summaries(piped.search.find(Query()).ids)
    assert (row.path, row.copies) == (path, 2)
    assert found(piped) == ["ladder"]


# -- A model: random folders, and what a plain scan of them gives.


class Wanted(NamedTuple):
    """What a row has to say."""

    path: Path
    title: str
    date: float
    date_source: str
    categories: tuple[tuple[str, ...], ...]
    copies: int


FOLDERS = ("A", "A/sub", "A b", "A2", "B")
PLACES = [f"{folder}/{name}" for folder in FOLDERS for name in ("n.md", "2020-05-04-n.md", "m.md")]
TEXTS = (
    "Oil the hinge.\n",
    "Mend the fence.\n",
    "---\ntitle: Fence\nlink: https://example.org/f\n---\nMend the fence.\n",
    "---\ntitle: Fence\nlink: https://example.org/f\ndate: 2021-03-29\n---\nMend the fence.\n",
    "---\ntitle: Fence\nlink: https://example.org/f\ncategories: Wood\n---\nMend the fence.\n",
)

places = st.sampled_from(PLACES)
choices = st.sets(st.sampled_from([*FOLDERS, *PLACES]), min_size=1, max_size=3)


def plain_scan(opened: Iterable[Path]) -> list[Wanted]:
    """Return what rows of some folders and files have to say, in the order of their paths."""
    files = [file.path for file in find_files(opened, lambda *_: None)]
    articles = {path: read_article(path) for path in files}
    copies: dict[tuple[bytes, bytes], list[Path]] = {}
    for path, article in articles.items():
        copies.setdefault(key_of(article), []).append(path)
    wanted = []
    for paths in copies.values():
        first = articles[paths[0]]
        assert first.date is not None
        moment = first.date.timestamp()
        values = (first.title, moment, first.date_source, first.categories)
        wanted.append(Wanted(paths[0], *values, len(paths)))
    return sorted(wanted)


class Archive(RuleBasedStateMachine):
    """Folders that change, one index for all of them, and any of them open."""

    def __init__(self) -> None:
        """Begin with empty folders."""
        super().__init__()
        self.root = Path(mkdtemp(prefix="scope-")).resolve()
        self.archive = self.root / "archive"
        for name in FOLDERS:
            (self.archive / name).mkdir(parents=True, exist_ok=True)
        self.library = open_library(self.root)
        self.clock = LONG_AGO

    def teardown(self) -> None:
        """Remove everything."""
        self.library.close()
        shutil.rmtree(self.root)

    def _paths(self, names: Iterable[str]) -> tuple[Path, ...]:
        paths = (self.archive / name for name in sorted(names))
        return tuple(path for path in paths if path.exists())

    @rule(place=places, text=st.sampled_from(TEXTS), days=st.integers(1, 500))
    def write(self, place: str, text: str, days: int) -> None:
        """Write a file."""
        path = self.archive / place
        path.write_text(text, encoding="utf-8")
        self.clock += days * DAY // 7
        os.utime(path, (self.clock, self.clock))

    @rule(place=places, to=places)
    def move(self, place: str, to: str) -> None:
        """Move a file, over another one if there is one."""
        if (self.archive / place).exists():
            (self.archive / place).replace(self.archive / to)

    @rule(place=places, to=places)
    def copy(self, place: str, to: str) -> None:
        """Copy a file together with its time."""
        if place != to and (self.archive / place).exists():
            shutil.copy2(self.archive / place, self.archive / to)

    @rule(place=places)
    def remove(self, place: str) -> None:
        """Remove a file."""
        (self.archive / place).unlink(missing_ok=True)

    @rule(names=choices)
    def look(self, names: set[str]) -> None:
        """Open some folders and files, and compare every row with a plain scan."""
        opened = self._paths(names)
        if not opened:
            return
        self.library.update(opened)
        listed = rows(self.library, *opened)
        said = [
            Wanted(
                row.path or Path(),
                row.title,
                row.date.timestamp() if row.date else 0,
                row.date_source,
                row.categories,
                row.copies,
            )
            for row in listed
        ]
        wanted = plain_scan(opened)
        assert sorted(said) == wanted
        assert [row.date for row in listed] == sorted(
            (row.date for row in listed if row.date), reverse=True
        )
        query = Query(folders=opened)
        assert sum(self.library.search.days(query).values()) == len(wanted)
        assert self.library.search.categories(query).get(("Wood",), 0) == sum(
            ("Wood",) in each.categories for each in wanted
        )
        outline = self.library.search.outline(query)
        assert outline is not None
        assert (outline.answer.total, outline.answer.all) == (len(wanted), len(wanted))


TestArchive = Archive.TestCase
TestArchive.settings = settings(deadline=None, max_examples=40, stateful_step_count=20)
