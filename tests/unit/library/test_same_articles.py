"""Marks of articles that are known by something else after an edit."""

from pathlib import Path

import pytest

from tests.unit.library.making import age, found, ids_of, write
from tui.library.library import Library, Position
from tui.library.query import Query

LINK = "https://example.org/a"


def mark(library: Library, query: str = "") -> None:
    ids = ids_of(library, query)
    library.set_read(ids, True)
    library.set_bookmark(ids, True)
    library.save_position(ids[0], Position(3, 4, 0.5))


def marked(library: Library) -> list[str]:
    """Return the titles of the articles that have both marks; those with one only fail."""
    read, kept = found(library, "is:read"), found(library, "is:bookmarked")
    assert read == kept
    return read


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"link": LINK}, {"title": "A title corrected", "link": LINK}),
        ({"date": "2021-03-01"}, {"title": "A title corrected", "date": "2021-03-01"}),
        ({"date": "2021-03-01"}, {"date": "2021-03-02"}),
        ({}, {"title": "A title corrected"}),
        ({}, {"body": "Edited, and dated at last.", "date": "2021-03-01"}),
        ({"date": "2021-03-01"}, {"body": "Edited, with its source.", "link": LINK}),
    ],
)
def test_what_is_corrected_keeps_its_marks(
    library: Library, folder: Path, before: dict[str, str], after: dict[str, str]
) -> None:
    path = write(folder / "a.md", **before)
    library.update([folder])
    mark(library)
    write(path, **after)
    library.update([folder])
    assert marked(library) == [after.get("title", "A title")]
    (id,) = library.search(Query()).ids
    assert library.position(id) == Position(3, 4, 0.5)
    library.set_read([id], False)
    library.set_bookmark([id], False)
    assert marked(library) == []
    assert len(found(library)) == 1


@pytest.mark.parametrize(
    "other",
    [
        {"link": "https://example.org/b"},
        {"title": "Another title", "link": LINK},
        {"title": "Another title", "link": "https://example.org/b"},
    ],
)
def test_another_article_in_a_file_is_none_that_was_read(
    library: Library, folder: Path, other: dict[str, str]
) -> None:
    write(folder / "latest.md", link=LINK)
    library.update([folder])
    mark(library)
    write(folder / "latest.md", body="What is new today.", **other)
    library.update([folder])
    assert marked(library) == ["A title"]
    assert found(library, "is:unread text:today") == [other.get("title", "A title")]
    (kept,) = library.summaries(library.search(Query(bookmarked=True)).ids)
    assert (kept.title, kept.copies) == ("A title", 0)


def test_other_links_without_a_text_are_other_articles(library: Library, folder: Path) -> None:
    write(folder / "latest.md", body="", link=LINK)
    library.update([folder])
    mark(library)
    write(folder / "latest.md", "Another", body="", link="https://example.org/b")
    library.update([folder])
    assert found(library, "is:unread") == ["Another"]


def test_a_note_without_a_title_keeps_its_marks(library: Library, folder: Path) -> None:
    note = folder / "note.txt"
    note.write_text("One thought.", "utf-8")
    age(note)
    library.update([folder])
    mark(library)
    note.write_text("One thought, and another one.", "utf-8")
    library.update([folder])
    assert marked(library) == ["note"]
    assert len(found(library)) == 1


def test_a_note_with_a_title_keeps_its_marks(library: Library, folder: Path) -> None:
    write(folder / "2021-03-29-note.md", "Thoughts", "One thought.")
    library.update([folder])
    mark(library)
    write(folder / "2021-03-29-note.md", "Thoughts", "One thought, and another one.")
    library.update([folder])
    assert marked(library) == ["Thoughts"]
    assert len(found(library)) == 1


def test_marks_of_an_older_text_follow_too(library: Library, folder: Path) -> None:
    write(folder / "a.md", link=LINK)
    library.update([folder])
    mark(library)
    write(folder / "a.md", body="Edited once.", link=LINK)
    library.update([folder])
    write(folder / "a.md", "A title corrected", body="Edited once.", link=LINK)
    library.update([folder])
    assert marked(library) == ["A title corrected"]


def test_what_was_done_before_can_still_be_undone(library: Library, folder: Path) -> None:
    write(folder / "a.md", link=LINK)
    library.update([folder])
    mark(library)
    library.set_bookmark(ids_of(library, ""), False)
    write(folder / "a.md", "A title corrected", link=LINK)
    library.update([folder])
    write(folder / "a.md", "A title corrected", body="And edited.", link=LINK)
    library.update([folder])
    assert library.undo() == "1 article is bookmarked again"
    assert marked(library) == ["A title corrected"]
    assert len(found(library)) == 1
    assert library.undo() == "1 article is bookmarked no more"
    assert library.undo() == "1 article is unread again"
    assert found(library, "is:read") == []


def test_each_of_several_takes_its_own_marks(library: Library, folder: Path) -> None:
    for week in range(3):
        write(folder / f"{week}.md", "Weekly", f"Week {week}.", link=LINK)
    library.update([folder])
    mark(library, '"week 1"')
    for week in range(3):
        write(folder / f"{week}.md", f"Weekly, number {week}", f"Week {week}.", link=LINK)
    library.update([folder])
    assert marked(library) == ["Weekly, number 1"]


def test_a_copy_that_is_left_keeps_the_marks(library: Library, folder: Path) -> None:
    for name in ("a", "b"):
        write(folder / f"{name}.md", link=LINK)
    library.update([folder])
    mark(library)
    write(folder / "b.md", "A title corrected", link=LINK)
    library.update([folder])
    assert marked(library) == ["A title"]
    assert found(library, "is:unread") == ["A title corrected"]


def test_titles_tell_articles_of_one_text_apart(library: Library, folder: Path) -> None:
    for name in ("One", "Two"):
        write(folder / f"{name}.md", name, "Not translated yet.")
        (folder / f"{name}.txt").write_text("Nothing here.", "utf-8")
    library.update([folder])
    assert sorted(found(library)) == ["One", "One", "Two"]
    assert found(library, "title:two") == ["Two"]
    rows = library.summaries(library.search(Query("nothing")).ids)
    assert [row.copies for row in rows] == [2]


def test_a_full_disk_loses_no_mark(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tui.errors import StorageError
    from tui.library import reading_state

    write(folder / "a.md", link=LINK)
    library.update([folder])
    mark(library)

    def fail(*_: object) -> None:
        raise StorageError("The disk is full.")

    monkeypatch.setattr(reading_state, "move", fail)
    write(folder / "a.md", "A title corrected", link=LINK)
    library.update([folder])
    assert [each.article.title for each in library.bookmarks()] == ["A title"]
