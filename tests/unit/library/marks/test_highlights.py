"""Highlights: kept, found, undone, at home with their articles, whatever becomes of these."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.unit.library.making import found, ids_of, open_library, write
from tui.articles.article import Article
from tui.document.quotes import Quote
from tui.errors import StorageError
from tui.library.library import Library
from tui.library.marks.highlight_places import BodyText
from tui.library.query import Query
from tui.library.values import Highlight, Highlighted

BODY = "The mill stood at the weir. It ground rye in winter and barley in spring. " * 3
WORDS = "It ground rye in winter"
QUOTE = Quote(WORDS, "The mill stood at the weir. ", " and barley in spring.")
SOME_DAY = datetime(2022, 3, 4, 5, 6, tzinfo=UTC)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    write(folder / "mill.md", "Mill", BODY, link="https://example.org/mill")
    write(folder / "gate.md", "Gate", "Oak is heavy.", link="https://example.org/gate")
    return folder


def highlight(library: Library, title: str = "Mill", note: str = "") -> Highlight:
    (id,) = ids_of(library, f"title:{title}")
    return library.highlights.add(id, QUOTE, note=note)


def kept(library: Library) -> list[tuple[str, str, str]]:
    """Return the title, the words and the note of all highlights."""
    return [
        (of.article.title, each.exact, each.note)
        for of in library.highlights.all()
        for each in of.highlights
    ]


def test_a_highlight_is_kept_counted_found_and_undone(tmp_path: Path, archive: Path) -> None:
    with open_library(tmp_path) as library:
        library.update([archive])
        highlight(library, note="Rye!")
    with open_library(tmp_path) as library:
        assert kept(library) == [("Mill", WORDS, "Rye!")]
        assert found(library, "has:highlight") == ["Mill"]
        assert found(library, "-has:highlight") == ["Gate"]
        (id,) = ids_of(library, "title:Mill")
        assert [row.highlights for row in library.search.summaries([id])] == [1]
        assert library.marks.undo() == "1 highlight is taken off again"
        assert (kept(library), found(library, "has:highlight")) == ([], [])


def test_note_and_colour_change_and_come_back(tmp_path: Path, archive: Path) -> None:
    with open_library(tmp_path) as library:
        library.update([archive])
        id = highlight(library, note="First.").id
        assert id is not None
        assert library.highlights.set_note(id, " Second.\x1b[2J ")
        assert library.highlights.recolour(id, "blue")
        (of,) = library.highlights.all()
        assert (of.highlights[0].note, of.highlights[0].colour) == ("Second.", "blue")
        assert library.marks.undo() == library.marks.undo() == "1 highlight is as before"
        (of,) = library.highlights.all()
        assert (of.highlights[0].note, of.highlights[0].colour) == ("First.", "yellow")
        assert not library.highlights.set_note(id + 1, "None there.")
        with pytest.raises(StorageError):
            library.highlights.set_note(id, "x" * 50_001)


def test_a_highlight_follows_its_article_and_outlives_it(tmp_path: Path, archive: Path) -> None:
    with open_library(tmp_path) as library:
        library.update([archive])
        (number,) = (highlight(library).id,)
        (archive / "mill.md").unlink()
        edited = f"A new beginning.\n\n{BODY}"
        moved = write(archive / "m" / "old.md", "Mill", edited, link="https://example.org/mill")
        library.update([archive])
        (of,) = library.highlights.all()
        assert of.path == moved and of.id is not None
        body = BodyText.of(library.articles.read(of.id))
        assert None not in body.places(of.highlights)
        moved.unlink()
        library.update([archive])
        assert found(library, Query("", folders=(archive,))) == ["Gate"]
        assert found(library, Query("has:highlight", folders=(archive,))) == ["Mill"]
        (id,) = ids_of(library, "has:highlight")
        assert WORDS in library.articles.read(id).body
        assert number is not None
        assert library.highlights.remove([number, number + 1]) == 1
        assert ids_of(library, "title:Mill") == []
        assert library.marks.undo() == "1 highlight is there again"
        assert found(library, "has:highlight") == ["Mill"]
        write(archive / "mill.md", "Mill", edited, link="https://example.org/mill")
        library.update([archive])
        assert found(library, Query("has:highlight", folders=(archive,))) == ["Mill"]


def test_highlights_and_bookmark_of_an_article_go_their_own_ways(
    tmp_path: Path, archive: Path
) -> None:
    with open_library(tmp_path) as library:
        library.update([archive])
        number = highlight(library).id
        (id,) = ids_of(library, "title:Mill")
        library.bookmarks.set_bookmarked([id], True)
        (archive / "mill.md").unlink()
        library.update([archive])
        library.bookmarks.set_bookmarked(ids_of(library, "title:Mill"), False)
        assert (found(library, "has:highlight"), library.bookmarks.all()) == (["Mill"], [])
        library.marks.undo()
        assert number is not None and library.highlights.remove([number]) == 1
        assert found(library, "is:bookmarked") == ["Mill"]
        assert found(library, "has:highlight") == []


def test_a_highlight_of_another_process_is_seen(tmp_path: Path, archive: Path) -> None:
    with open_library(tmp_path) as library:
        library.update([archive])
        highlight(library)
        read, write_ = os.pipe()
        if os.fork() == 0:
            with open_library(tmp_path) as other:
                (id,) = ids_of(other, "title:Gate")
                other.highlights.add(id, Quote("Oak is heavy."))
            os.write(write_, b"x")
            os._exit(0)
        assert os.read(read, 1) == b"x"
        os.wait()
        assert library.marks.changed()
        assert sorted(title for title, *_ in kept(library)) == ["Gate", "Mill"]
        library.bookmarks.set_bookmarked(ids_of(library, "title:Mill"), True)
        assert sorted(found(library, "has:highlight")) == ["Gate", "Mill"]


def arrived(title: str, link: str, exact: str, note: str = "") -> Highlighted:
    article = Article(title, "", "text", link=link, has_title=True)
    return Highlighted(article, (Highlight(exact, SOME_DAY, note=note),))


def test_an_import_finds_its_articles_and_can_be_repeated(tmp_path: Path, archive: Path) -> None:
    arrivals = [
        arrived("Another title", "http://example.org/mill/", "It ground  rye in winter"),
        arrived("Gate", "", "Oak is heavy."),
        arrived("Weir", "https://example.org/weir", "Far away.", "Where?"),
    ]
    with open_library(tmp_path) as library:
        library.update([archive])
        taken = library.highlights.import_(arrivals)
        assert (taken.new, taken.there) == (3, 0)
        assert [article.title for article in taken.homeless] == ["Weir"]
        assert sorted(kept(library)) == [
            ("Gate", "Oak is heavy.", ""),
            ("Mill", WORDS, ""),
            ("Weir", "Far away.", "Where?"),
        ]
        noted = [arrived("Mill", "https://example.org/mill", WORDS, "Later."), *arrivals]
        assert library.highlights.import_(noted)[:2] == (0, 4)
        assert ("Mill", WORDS, "Later.") in kept(library)
        library.marks.undo()
        assert library.marks.undo() == "3 highlights are taken off again"
        assert kept(library) == []


def test_highlights_without_an_article_are_the_same_with_surroundings_or_without(
    tmp_path: Path,
) -> None:
    whole = [
        arrived("Weir", "https://example.org/weir", words)._replace(
            key=(bytes(16), bytes(16)),
            highlights=(Highlight(words, SOME_DAY, "before ", " after"),),
        )
        for words in ("Far away.", "At night.")
    ]
    bare = [arrived("Weir", "https://example.org/weir", words) for words in ("Far away.", "At")]
    with open_library(tmp_path) as library:
        assert library.highlights.import_(whole)[:2] == (2, 0)
        assert library.highlights.import_(bare)[:2] == (1, 1)
        assert library.highlights.import_([*whole, *bare])[:2] == (0, 4)


def test_a_highlight_without_its_article_goes_home_when_that_comes(
    tmp_path: Path, archive: Path
) -> None:
    with open_library(tmp_path) as library:
        library.update([archive])
        words = "Water runs over the weir at night, they say."
        library.highlights.import_([arrived("Weir", "https://example.org/weir", words)])
        text = f"{words} Nobody has seen it. {BODY}"
        path = write(archive / "weir.md", "Weir", text, link="https://example.org/weir")
        library.update([archive])
        (of,) = library.highlights.all()
        assert of.path == path
        assert len(ids_of(library, "title:Weir")) == 1
