"""Marks of articles that are known by something else after an edit."""

from datetime import datetime
from pathlib import Path
from types import ModuleType

import pytest

from tests.unit.library.making import age, found, ids_of, open_library, write
from tui.errors import StorageError
from tui.library.exchange import json_bookmarks, markdown_bookmarks
from tui.library.library import Library, Position
from tui.library.query import Query
from tui.library.storage.database import UnwritableError
from tui.library.values import Notes

LINK = "https://example.org/a"


def mark(library: Library, query: str = "") -> None:
    ids = ids_of(library, query)
    library.marks.set_read(ids, True)
    library.bookmarks.set_bookmarked(ids, True)
    library.positions.save(ids[0], Position(3, 4, 0.5))


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
    (id,) = library.search.find(Query()).ids
    assert library.positions.load(id) == Position(3, 4, 0.5)
    library.marks.set_read([id], False)
    library.bookmarks.set_bookmarked([id], False)
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
    (kept,) = library.search.summaries(library.search.find(Query(bookmarked=True)).ids)
    assert (kept.title, kept.copies) == ("A title", 0)


def test_other_links_without_a_text_are_other_articles(library: Library, folder: Path) -> None:
    write(folder / "latest.md", body="", link=LINK)
    library.update([folder])
    mark(library)
    write(folder / "latest.md", "Another", body="", link="https://example.org/b")
    library.update([folder])
    assert found(library, "is:unread") == ["Another"]


def test_a_text_that_says_nothing_of_itself_is_another_one_once_edited(
    library: Library, folder: Path
) -> None:
    note = folder / "note.txt"
    note.write_text("One thought.", "utf-8")
    age(note)
    library.update([folder])
    mark(library)
    note.write_text("Another thought.", "utf-8")
    library.update([folder])
    assert found(library, "is:unread") == ["note"]
    (kept,) = library.search.summaries(library.search.find(Query(bookmarked=True)).ids)
    assert kept.copies == 0


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
    library.bookmarks.set_bookmarked(ids_of(library, ""), False)
    write(folder / "a.md", "A title corrected", link=LINK)
    library.update([folder])
    write(folder / "a.md", "A title corrected", body="And edited.", link=LINK)
    library.update([folder])
    assert library.marks.undo() == "1 article is bookmarked again"
    assert marked(library) == ["A title corrected"]
    assert len(found(library)) == 1
    assert library.marks.undo() == "1 article is bookmarked no more"
    assert library.marks.undo() == "1 article is unread again"
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


@pytest.mark.parametrize("between", ["", "---\n", "\0\1\2\3" * 100, "Some text."])
def test_a_file_that_says_nothing_for_a_moment_hands_no_marks_on(
    library: Library, folder: Path, between: str
) -> None:
    slot = write(folder / "latest.md", link=LINK)
    library.update([folder])
    mark(library)
    slot.write_text(between, "utf-8")
    library.update([folder])
    write(slot, "Another title", "Never read.", link="https://example.org/b")
    library.update([folder])
    assert found(library, "is:unread") == ["Another title"]
    assert [each.article.title for each in library.bookmarks.all()] == ["A title"]
    write(slot, link=LINK)
    library.update([folder])
    assert marked(library) == ["A title"]
    assert len(found(library)) == 1


@pytest.mark.parametrize("at_once", [True, False])
def test_copies_that_are_corrected_keep_their_marks(
    library: Library, folder: Path, at_once: bool
) -> None:
    copies = [write(folder / f"{name}.md", link=LINK) for name in "abc"]
    library.update([folder])
    mark(library)
    for path in copies:
        write(path, "A title corrected", link=LINK)
        if not at_once:
            library.update([folder])
    library.update([folder])
    assert marked(library) == ["A title corrected"]
    (row,) = library.search.summaries(library.search.find(Query()).ids)
    assert row.copies == 3


def test_what_is_edited_and_copied_between_two_updates_is_one_row(
    library: Library, folder: Path
) -> None:
    one, two = (write(folder / f"{name}.md", name, f"Text {name}.") for name in "ab")
    library.update([folder])
    write(one, "a", "Text a, edited.")
    write(two, "b", "Text b, edited.")
    write(folder / "c.md", "b", "Text b, edited.")
    library.update([folder])
    rows = library.search.summaries(library.search.find(Query()).ids)
    assert sorted((row.title, row.copies) for row in rows) == [("a", 1), ("b", 2)]


def test_an_edited_article_of_a_shared_title_keeps_its_own_marks(
    library: Library, folder: Path
) -> None:
    for name in "ab":
        write(folder / f"{name}.md", "Notes", f"Text {name}.", link=LINK)
    library.update([folder])
    mark(library, '"text a"')
    write(folder / "a.md", "Notes", "Text a, edited.", link=LINK)
    library.update([folder])
    assert marked(library) == ["Notes"]
    assert len(found(library)) == 2
    (other,) = ids_of(library, '"text b"')
    assert library.positions.load(other) is None


def test_a_stranger_of_the_same_title_takes_no_marks(library: Library, folder: Path) -> None:
    write(folder / "a.md", "Introduction", "My text.")
    library.update([folder])
    mark(library)
    (folder / "a.md").unlink()
    write(folder / "b.md", "Introduction", "Of another book.")
    library.update([folder])
    assert found(library, "is:unread text:book") == ["Introduction"]
    assert marked(library) == ["Introduction"]


def test_a_corrected_bookmark_is_the_one_that_is_exported(library: Library, folder: Path) -> None:
    path = write(folder / "a.md", "A titel", link=LINK)
    library.update([folder])
    mark(library)
    library.bookmarks.edit_notes(ids_of(library, "")[0], Notes(), Notes("Mine.", ("one",)))
    write(path, "A title", "And edited.", link=LINK)
    library.update([folder])  # Another article of that link: title and text are others.
    write(path, "A titel", link=LINK)
    library.update([folder])
    write(path, "A title", link=LINK)
    library.update([folder])
    (kept,) = library.bookmarks.all()
    assert (kept.article.title, kept.note, kept.labels) == ("A title", "Mine.", ("one",))
    assert library.bookmarks.import_([kept._replace(key=None)]) == 0


@pytest.mark.parametrize("module", [json_bookmarks, markdown_bookmarks])
def test_the_bookmark_of_an_edited_article_goes_out_and_comes_in_as_the_same(
    library: Library, folder: Path, tmp_path: Path, module: ModuleType
) -> None:
    path = write(folder / "2021-03-29-note.md", "Thoughts", "One thought.")
    library.update([folder])
    mark(library)
    write(path, "Thoughts", "One thought, and another one.")
    library.update([folder])
    assert marked(library) == ["Thoughts"]
    (kept,) = library.bookmarks.all()
    assert kept.article.body.strip() == "One thought."
    now = datetime.now().astimezone()
    if module is json_bookmarks:
        (back,) = json_bookmarks.from_text(json_bookmarks.to_text([kept]), now).bookmarks
    else:
        read = markdown_bookmarks.from_bytes(markdown_bookmarks.to_text(kept).encode(), now)
        assert read
        back = read
    assert library.bookmarks.import_([back]) == 0
    assert library.bookmarks.import_([back._replace(key=None)]) == 1
    library.marks.undo()
    with open_library(tmp_path / "elsewhere") as other:
        other.update([folder])
        assert other.bookmarks.import_([back]) == 1
        assert found(other, "is:bookmarked") == found(other) == ["Thoughts"]


def test_undo_knows_what_was_moved_without_a_mark(library: Library, folder: Path) -> None:
    path = write(folder / "a.md", link=LINK)
    library.update([folder])
    ids = ids_of(library, "")
    library.bookmarks.set_bookmarked(ids, True)
    library.bookmarks.set_bookmarked(ids, False)
    write(path, "A title corrected", link=LINK)
    library.update([folder])
    assert library.marks.undo() == "1 article is bookmarked again"
    (row,) = library.search.summaries(library.search.find(Query(bookmarked=True)).ids)
    assert (row.title, row.copies) == ("A title corrected", 1)


def test_undo_takes_back_no_more_than_it_says(library: Library, folder: Path) -> None:
    for name in "ab":
        write(folder / f"{name}.md", "Notes", f"Text {name}.", link=LINK)
    library.update([folder])
    one, two = ids_of(library, '"text a"'), ids_of(library, '"text b"')
    library.marks.set_read(one, True)
    library.marks.set_read(two, True)
    library.marks.set_read(one, False)
    library.marks.undo()
    assert library.marks.undo() == "1 article is unread again"
    assert found(library, "is:read text:a") == ["Notes"]
    assert found(library, "is:read text:b") == []


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
    rows = library.search.summaries(library.search.find(Query("nothing")).ids)
    assert [row.copies for row in rows] == [2]


def correct_in_vain(
    library: Library, folder: Path, patch: pytest.MonkeyPatch, error: StorageError
) -> None:
    """Correct the title of an article that has marks, which can't be moved."""
    from tui.library.marks import reading_state

    write(folder / "a.md", link=LINK)
    library.update([folder])
    mark(library)

    def fail(*_: object) -> None:
        raise error

    write(folder / "a.md", "A title corrected", link=LINK)
    patch.setattr(reading_state, "move", fail)


def test_a_locked_database_is_tried_again(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        correct_in_vain(library, folder, patch, StorageError("The bookmarks are locked."))
        with pytest.raises(StorageError, match="locked"):
            library.update([folder])
    assert marked(library) == ["A title"]
    library.update([folder])
    assert marked(library) == ["A title corrected"]
    assert len(found(library)) == 1


def test_articles_are_taken_in_where_no_mark_can_be_written(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    correct_in_vain(library, folder, monkeypatch, UnwritableError("", "The disk is full."))
    library.update([folder])
    assert found(library, "title:corrected") == ["A title corrected"]
    assert [each.article.title for each in library.bookmarks.all()] == ["A title"]


def test_two_bookmarks_stay_two(library: Library, folder: Path) -> None:
    one = write(folder / "a.md", "A titel", link=LINK)
    write(folder / "b.md", "A title", link=LINK)
    library.update([folder])
    library.bookmarks.edit_notes(ids_of(library, "title:title")[0], Notes(), Notes("Precious."))
    library.bookmarks.set_bookmarked(ids_of(library, "title:titel"), True)
    write(one, "A title", link=LINK)
    library.update([folder])
    assert library.marks.undo() == "1 article is bookmarked no more"
    (kept,) = library.bookmarks.all()
    assert (kept.article.title, kept.note) == ("A title", "Precious.")


def test_texts_that_go_from_file_to_file_keep_their_marks(library: Library, folder: Path) -> None:
    previous = write(folder / "previous.md", "Weekly", "Week 1.", link=LINK)
    current = write(folder / "current.md", "Weekly", "Week 2.", link=LINK)
    library.update([folder])
    mark(library, '"week 1"')
    write(current, "Weekly", "Week 3.", link=LINK)
    write(previous, "Weekly", "Week 2.", link=LINK)
    library.update([folder])
    assert found(library, 'is:unread "week 2"') == found(library, 'is:unread "week 3"')
    assert found(library, 'is:bookmarked "week 1"') == ["Weekly"]
