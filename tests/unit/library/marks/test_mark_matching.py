"""Marks whose key no file has, and the articles that they are of."""

from pathlib import Path

import apsw
import pytest

from tests.unit.library.making import found, ids_of, open_library, write
from tui.library.library import Library

LINK = "http://weekly.example/"
OIL = "On lamps: oil has to be clean, and the wick trimmed straight across every evening."
BOATS = "This time nothing but boats, the tide, and a storm that kept all of them ashore."


def mark(library: Library, query: str = "") -> None:
    ids = ids_of(library, query)
    library.marks.set_read(ids, True)
    library.bookmarks.set_bookmarked(ids, True)


def with_file(library: Library, query: str) -> int:
    """Return how many articles that a query finds have a file."""
    return sum(1 for row in library.search.summaries(ids_of(library, query)) if row.copies)


@pytest.mark.parametrize("in_place", [True, False])
def test_the_next_issue_has_no_marks_and_the_kept_copy_stays(
    library: Library, folder: Path, in_place: bool
) -> None:
    first = write(folder / "1.md", "Weekly", OIL, link=LINK, date="2021-11-14")
    library.update([folder])
    mark(library)
    if not in_place:
        first.unlink()
    write(first if in_place else folder / "2.md", "Weekly", BOATS, link=LINK, date="2021-11-21")
    library.update([folder])
    assert with_file(library, "is:read") == with_file(library, "is:bookmarked") == 0
    (kept,) = library.bookmarks.all()
    assert kept.article.body.strip() == OIL
    assert found(library, "is:bookmarked wick") == ["Weekly"]


@pytest.mark.parametrize("date", ["2021-11-14", "2021-11-21"])
@pytest.mark.parametrize("at_once", [True, False])
def test_an_edited_text_of_a_moved_file_keeps_its_marks(
    library: Library, folder: Path, date: str, at_once: bool
) -> None:
    first = write(folder / "1.md", "Weekly", OIL, link=LINK, date="2021-11-14")
    library.update([folder])
    mark(library)
    first.unlink()
    if not at_once:
        library.update([folder])
        assert with_file(library, "") == 0
    text = OIL.replace("clean", "pure") if date == "2021-11-21" else BOATS
    write(folder / "moved" / "2.md", "Weekly", text, link=LINK, date=date)
    library.update([folder])
    assert with_file(library, "is:read") == with_file(library, "is:bookmarked") == 1
    assert len(library.bookmarks.all()) == len(found(library)) == 1


def test_of_several_articles_the_one_with_the_most_of_the_text_has_the_marks(
    library: Library, folder: Path
) -> None:
    first = write(folder / "1.md", "Weekly", OIL, link=LINK)
    write(folder / "2.md", "Weekly", BOATS, link=LINK)
    library.update([folder])
    mark(library, "wick")
    first.unlink()
    write(folder / "3.md", "Weekly", f"{OIL} Soap cleans the glass.", link=LINK)
    library.update([folder])
    assert with_file(library, "is:read soap") == with_file(library, "is:bookmarked soap") == 1
    assert found(library, "is:read boats") == []


def test_an_article_edited_beside_another_of_its_identity_keeps_its_marks(
    library: Library, folder: Path
) -> None:
    first = write(folder / "1.md", "Weekly", OIL, link=LINK, date="2021-11-14")
    write(folder / "2.md", "Weekly", BOATS, link=LINK, date="2021-11-21")
    library.update([folder])
    mark(library, "wick")
    write(first, "Weekly", f"{OIL} Soap cleans the glass.", link=LINK, date="2021-11-14")
    library.update([folder])
    assert with_file(library, "is:read soap") == with_file(library, "is:bookmarked soap") == 1
    assert found(library, "is:read boats") == []
    library.bookmarks.set_bookmarked(ids_of(library, "soap"), False)
    assert library.bookmarks.all() == []


def test_a_link_is_the_same_with_http_and_https(library: Library, folder: Path) -> None:
    first = write(folder / "1.md", "Weekly", OIL, link=LINK)
    write(folder / "copy.md", "Weekly", OIL, link=LINK.replace("http", "https"))
    library.update([folder])
    mark(library, "wick")
    first.unlink()
    library.update([folder])
    assert with_file(library, "is:read") == with_file(library, "is:bookmarked") == 1


def test_an_article_that_was_always_there_takes_no_marks(
    library: Library, folder: Path, tmp_path: Path
) -> None:
    first = write(folder / "1.md", "Weekly", OIL, link=LINK, date="2021-11-14")
    write(folder / "2.md", "Weekly", BOATS, link=LINK, date="2021-11-14")
    library.update([folder])
    mark(library, "wick")
    first.unlink()
    library.update([folder])
    assert with_file(library, "is:read") == with_file(library, "is:bookmarked") == 0
    library.close()
    (tmp_path / "cache" / "index.db").unlink()
    with open_library(tmp_path) as again:
        again.update([folder])
        assert with_file(again, "is:read") == with_file(again, "is:bookmarked") == 0
        assert found(again, "is:bookmarked wick") == ["Weekly"]


def test_an_import_of_an_older_text_finds_the_article(library: Library, folder: Path) -> None:
    first = write(folder / "1.md", "Weekly", OIL, link=LINK, date="2021-11-14")
    library.update([folder])
    mark(library)
    (exported,) = library.bookmarks.all()
    library.bookmarks.set_bookmarked(ids_of(library, ""), False)
    write(first, "Weekly", OIL.replace("clean", "pure"), link=LINK, date="2021-11-14")
    library.update([folder])
    library.bookmarks.import_([exported])
    assert found(library, "is:bookmarked") == found(library) == ["Weekly"]


def test_a_file_that_is_not_in_the_index_yet_keeps_its_marks(
    library: Library, folder: Path
) -> None:
    write(folder / "old" / "1.md", "Weekly", OIL, link=LINK, date="2021-11-14")
    write(folder / "new" / "1.md", "Weekly", f"{OIL} Soap.", link=LINK, date="2021-11-14")
    library.update([folder])
    mark(library, "-soap")
    library.update([folder / "new"], rebuild=True)
    assert with_file(library, "is:read") == with_file(library, "is:bookmarked") == 0
    library.update([folder])
    assert with_file(library, "is:read -soap") == with_file(library, "is:bookmarked -soap") == 1
    assert with_file(library, "is:read soap") == 0


@pytest.mark.parametrize("mended", ["title", "date", "link"])
@pytest.mark.parametrize("has_moved", [True, False])
def test_other_rules_for_fields_lose_no_mark(
    tmp_path: Path, folder: Path, mended: str, has_moved: bool
) -> None:
    """A version that reads a field otherwise opens the user's data with an index of its own."""
    values = {"title": "Weekly", "date": "2021-11-14", "link": LINK}
    file = write(folder / "1.md", body=OIL, **values)
    write(folder / "2.md", body=BOATS, **values)
    with open_library(tmp_path) as library:
        library.update([folder])
        mark(library, "wick")
    (tmp_path / "cache" / "index.db").unlink()
    # What another version would make of the file is what this one makes of another file; its
    # size and time of modification stay where it is not moved.
    write(file, body=OIL, **{**values, mended: values[mended].swapcase() + "1"})
    if has_moved:
        file.rename(folder / "moved.md")
    with open_library(tmp_path) as library:
        library.update([folder])
        assert with_file(library, "is:read wick") == with_file(library, "is:bookmarked wick") == 1
        assert found(library, "is:read boats") == []
        assert len(library.bookmarks.all()) == 1


@pytest.mark.parametrize("titles", [["Lamp oil"], ["Lamp oil", "Lampenöl"]])
def test_a_text_is_known_under_another_title_where_it_has_but_one(
    tmp_path: Path, folder: Path, titles: list[str]
) -> None:
    """The version before kept no evidence, and took the title of an undated text elsewhere."""
    write(folder / "0.md", "Contents", OIL)
    with open_library(tmp_path) as library:
        library.update([folder])
        library.marks.set_read(ids_of(library, ""), True)
    user = apsw.Connection(str(tmp_path / "data" / "user.db"))
    user.execute("DELETE FROM sources")
    user.close()
    (tmp_path / "cache" / "index.db").unlink()
    for number, title in enumerate(titles):
        write(folder / f"{number}.md", title, OIL)
    with open_library(tmp_path) as again:
        again.update([folder])
        assert with_file(again, "is:read") == (len(titles) == 1)


# -- evidence of the articles that are marked (see mark_sources.py)


def evidence(folder: Path) -> int:
    """Return of how many articles there is evidence."""
    user = apsw.Connection(str(folder / "data" / "user.db"), flags=apsw.SQLITE_OPEN_READONLY)
    count: int = user.execute("SELECT count(*) FROM sources").get
    user.close()
    return count


def test_evidence_goes_with_the_last_mark_of_an_article(
    library: Library, folder: Path, tmp_path: Path
) -> None:
    for number in range(3):
        write(folder / f"{number}.md", f"Kiln {number}", f"Brick {number}.")
    library.update([folder])
    ids = ids_of(library, "")
    library.marks.set_read(ids, True)
    library.bookmarks.set_bookmarked(ids[:1], True)
    assert evidence(tmp_path) == 3
    library.marks.set_read(ids, False)
    assert evidence(tmp_path) == 1
    library.bookmarks.set_bookmarked(ids[:1], False)
    assert evidence(tmp_path) == 0
    library.marks.undo()
    assert evidence(tmp_path) == 1
    library.marks.undo()
    assert evidence(tmp_path) == 3
    library.marks.undo()
    library.marks.undo()
    assert evidence(tmp_path) == 0


def test_a_read_mark_that_undo_brought_back_follows_its_article(
    library: Library, folder: Path
) -> None:
    file = write(folder / "1.md", "Weekly", OIL, link=LINK)
    library.update([folder])
    library.marks.set_read(ids_of(library, ""), True)
    library.marks.set_read(ids_of(library, ""), False)
    library.marks.undo()
    file.unlink()
    write(folder / "2.md", "Weekly", f"{OIL} Soap cleans the glass.", link=LINK)
    library.update([folder])
    assert found(library, "is:read") == ["Weekly"]
