"""What the user wrote about articles finds them: by plain words, by field, in every order."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.library.making import article, found, ids_of, open_library, write
from tui.library.library import Library
from tui.library.query import Query
from tui.library.search import answers, orders
from tui.library.search.matches import terms_of
from tui.library.values import NO_NOTES, Notes


def note(library: Library, title: str, text: str = "", *labels: str) -> None:
    (id,) = ids_of(library, f'title:"{title}"')
    shown = library.bookmarks.notes(id) or NO_NOTES
    library.bookmarks.edit_notes(id, shown, Notes(text, labels))


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path) as library:
        library.add(
            [
                article("Lamps", "A lamp needs oil.", day=1),
                article("Boats", "A boat needs oil. 南京", day=2),
                article("Huts", "A hut needs straw, like a zebra.", day=3, tags=("glass",)),
                article("Kites", "A kite needs wind.", day=4),
            ]
        )
        note(library, "Lamps", "Striped like a zebra, seen in 南京市", "glassware", "to do")
        note(library, "Kites", "", "to read")
        yield library


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("zebra", ["Huts", "Lamps"]),
        ("zeb", ["Huts", "Lamps"]),
        ("z", ["Huts", "Lamps"]),
        ('"zeb"', []),
        ("zebra oil", ["Lamps"]),
        ("zebra -oil", ["Huts"]),
        ("needs -zebra", ["Kites", "Boats"]),
        ("-zebra", ["Kites", "Boats"]),
        ("zebra OR wind", ["Kites", "Huts", "Lamps"]),
        ("zebra OR is:unread", ["Kites", "Huts", "Boats", "Lamps"]),
        ("京", ["Boats", "Lamps"]),
        ("南京市", ["Lamps"]),
        ("glass", ["Huts", "Lamps"]),
        ("text:zebra", ["Huts"]),
        ("note:zebra", ["Lamps"]),
        ('note:"like a zebra"', ["Lamps"]),
        ("label:glassware", ["Lamps"]),
        ("label:zebra", []),
        ('label:"to do"', ["Lamps"]),
        ("label:to", ["Kites", "Lamps"]),
        ("-label:to", ["Huts", "Boats"]),
        ("has:note", ["Lamps"]),
        ("-has:notes", ["Kites", "Huts", "Boats"]),
        ("is:bookmarked -has:note", ["Kites"]),
    ],
)
def test_words_of_notes_and_labels_find_articles(
    shelf: Library, text: str, wanted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert found(shelf, text) == wanted
    query = Query(text)
    assert list(shelf.search.find(query, limit=1).ids) == list(shelf.search.find(query).ids[:1])
    assert sum(shelf.search.days(query).values()) == len(wanted)
    monkeypatch.setattr(answers, "_LARGE", 0)
    assert shelf.search.first_page(query, 1).problem == ""
    first = shelf.search.first_rows(query, 9, lambda: False, None, lambda _: None)
    assert first is not None
    assert [row.title for row in shelf.search.summaries(first.ids)] == wanted


@pytest.mark.parametrize("ranked", [0, 10_000])
def test_the_best_match_is_the_one_in_the_own_words(
    shelf: Library, ranked: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(orders, "_RANKED", ranked)
    assert found(shelf, Query("zebra", sort="relevance")) == ["Lamps", "Huts"]
    assert found(shelf, Query("zebra", sort="relevance", reverse=True)) == ["Huts", "Lamps"]
    assert found(shelf, Query("zebra", sort="title")) == ["Huts", "Lamps"]


def test_a_search_typed_on_finds_what_notes_hold(shelf: Library) -> None:
    before = shelf.search.find(Query("ze"))
    for text in ("zeb", "zebra", "zebra oil"):
        now = shelf.search.find(Query(text), before=before)
        assert list(now.ids) == ids_of(shelf, text)
        before = now


def test_the_passage_says_that_it_is_of_the_note(shelf: Library) -> None:
    lamps, huts = ids_of(shelf, "title:lamps")[0], ids_of(shelf, "title:huts")[0]
    shown = shelf.articles.snippet(lamps, terms_of("zebra"))
    assert shown.text.startswith("Note: Striped like a zebra")
    assert [shown.text[start:end] for start, end in shown.matches] == ["zebra"]
    assert shelf.articles.snippet(lamps, terms_of("label:to")).text == "Labels: glassware, to do"
    assert not shelf.articles.snippet(huts, terms_of("zebra")).text.startswith("Note")
    assert shelf.articles.snippet(lamps, terms_of("oil")).text == "A lamp needs oil."


def test_changed_undone_and_dropped_notes_find_what_they_say_now(shelf: Library) -> None:
    note(shelf, "Lamps", "about a whale")
    assert found(shelf, "zebra") == ["Huts"]
    assert found(shelf, "whale") == ["Lamps"]
    shelf.marks.undo()
    assert found(shelf, "note:zebra label:glassware") == ["Lamps"]
    shelf.bookmarks.set_bookmarked(ids_of(shelf, "title:lamps"), False)
    assert found(shelf, "note:zebra OR label:glassware OR has:note") == []


def test_notes_find_edited_and_reindexed_files_too(tmp_path: Path) -> None:
    path = write(tmp_path / "articles" / "a.md", "Lamps", "A lamp needs oil. " * 9)
    with open_library(tmp_path) as library:
        library.update([path.parent])
        note(library, "Lamps", "a zebra")
        write(path, "Lamps", "A lamp needs oil. " * 9 + "And a wick.")
        library.update([path.parent])
        assert found(library, "zebra wick") == ["Lamps"]
        library.update([path.parent], rebuild=True)
        assert found(library, "note:zebra") == ["Lamps"]
    with open_library(tmp_path, in_memory=True) as library:
        assert found(library, "note:zebra") == ["Lamps"]


WORDS = st.sampled_from(["sun", "sunny", "moon", "star"])


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    body=st.lists(WORDS, max_size=3),
    written=st.lists(WORDS, min_size=1, max_size=3),
    wanted=st.lists(st.tuples(st.booleans(), WORDS), min_size=1, max_size=3),
)
def test_a_note_is_searched_as_if_it_stood_in_the_text(
    tmp_path_factory: pytest.TempPathFactory,
    body: list[str],
    written: list[str],
    wanted: list[tuple[bool, str]],
) -> None:
    with open_library(tmp_path_factory.mktemp("notes"), in_memory=True) as library:
        library.add([article("x", " ".join(body)), article("y", "moon")])
        note(library, "x", " ".join(written))
        text = " ".join(f"{'-' if negated else ''}{word}" for negated, word in wanted)
        holds = all(
            any(each.startswith(word) for each in body + written) != negated
            for negated, word in wanted
        )
        assert ("x" in found(library, text)) == holds
