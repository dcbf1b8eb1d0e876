"""Counts by category, tag, author and label are those of what is listed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.library.making import article, found, ids_of, open_library, write
from tui.articles.identity import key_of
from tui.library.library import Library
from tui.library.query import Grouping, Query
from tui.library.search import tallies
from tui.library.values import NO_NOTES, Notes, Tally

GROUPINGS: tuple[Grouping, ...] = ("category", "tag", "author", "label")


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path, in_memory=True) as library:
        library.add(
            [
                article("One", "oak", author="Ann", tags=("a/b", "wood"), categories=(("x", "y"),)),
                article("Two", "oak elm", author="ann", day=2, tags=("Wood",)),
                article("Three", "elm", author="Bo", day=3, tags=("wood",), categories=(("x",),)),
                article("Four", "字", day=4),
            ]
        )
        (one,), (two,) = ids_of(library, "title:one"), ids_of(library, "title:two")
        library.bookmarks.edit_notes(one, NO_NOTES, Notes("", ("later", "茶")))
        library.bookmarks.edit_notes(two, NO_NOTES, Notes("", ("later",)))
        library.marks.set_read([two], True)
        yield library


@pytest.mark.parametrize("grouping", GROUPINGS)
@pytest.mark.parametrize(
    "query",
    [
        *(Query(text) for text in ("", "oak", "-oak", "字", "is:unread elm", "date:2021-03-02..")),
        *(Query(unread=True), Query(bookmarked=True), Query(category=("x",)), Query(category=())),
        *(
            Query(tag="wood"),
            Query(author=""),
            Query(label="later"),
            Query(tag="wood", author="Bo"),
        ),
    ],
)
def test_each_group_counts_what_it_lists(
    shelf: Library, query: Query, grouping: Grouping, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = shelf.search.tallies(query, grouping)
    for group, tally in counted.counts.items():
        listed = shelf.search.find(query.picking(grouping, group))
        assert tally == Tally(listed.total, listed.unread), group
    everything = shelf.search.find(query.picking(grouping, None))
    assert counted.total == Tally(everything.total, everything.unread)
    assert sum(tally.all for tally in counted.counts.values()) >= everything.total
    monkeypatch.setattr(tallies, "_CHARACTERS", 0)
    assert shelf.search.tallies(query, grouping) == counted


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("tag:/wood", ["Three", "One"]),
        ("tag:/WOOD", ["Three", "Two", "One"]),
        ("tag:/a/b", ["One"]),
        ("tag:/a", []),
        ('tag:""', ["Four"]),
        ("-tag:/", ["Three", "Two", "One"]),
        ("author:/Ann OR author:/Bo", ["Three", "One"]),
        ('author:"" OR tag:/Wood', ["Four", "Two"]),
        ("label:later", ["Two", "One"]),
        ('-label:"" -label:/茶', ["Two"]),
        ('category:""', ["Four", "Two"]),
    ],
)
def test_whole_names_are_asked_for_in_the_query_language(
    shelf: Library, text: str, titles: list[str]
) -> None:
    assert found(shelf, text) == titles


def test_labels_follow_every_change_of_a_bookmark(shelf: Library) -> None:
    def labels() -> dict[str, int]:
        counts = shelf.search.tallies(Query(), "label").counts
        return {group[0]: tally.all for group, tally in counts.items() if group}

    (one,), (three,) = ids_of(shelf, "title:one"), ids_of(shelf, "title:three")
    assert labels() == {"later": 2, "茶": 1}
    key = next(each.key for each in shelf.bookmarks.all() if each.article.title == "One")
    shelf.bookmarks.change_labels(key or key_of(article()), add=["new"], remove=["茶"])
    assert labels() == {"later": 2, "new": 1}
    shelf.marks.undo()
    assert labels() == {"later": 2, "茶": 1}
    shelf.bookmarks.set_bookmarked([one], False)
    assert labels() == {"later": 1}
    shelf.bookmarks.edit_notes(three, NO_NOTES, Notes("", ("later",)))
    assert labels() == {"later": 2}


def test_names_follow_their_files(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    write(folder / "one.md", "One", tags="[wood, iron]", author="Ann")
    gone = write(folder / "two.md", "Two", tags="[wood]", author="Bo")
    with open_library(tmp_path) as library:
        library.folders = (folder,)
        library.update([folder])
        asked = Query(folders=(folder,))
        assert set(library.search.tallies(asked, "tag").counts) == {("wood",), ("iron",)}
        write(folder / "one.md", "One", tags="[wood, lead]", author="Cy")
        gone.unlink()
        library.update([folder])
        assert library.search.tallies(asked, "tag").counts == {
            ("wood",): Tally(1, 1),
            ("lead",): Tally(1, 1),
        }
        assert set(library.search.tallies(asked, "author").counts) == {("Cy",)}


def _counted(library: Library) -> dict[tuple[str, ...], int]:
    counts = library.search.tallies(Query(), "category").counts
    for path, tally in counts.items():
        assert library.search.find(Query(category=path)).total == tally.all
    return {path: tally.all for path, tally in counts.items()}


def test_one_tree_in_several_orders_is_one_tree(library: Library, folder: Path) -> None:
    write(folder / "1.md", "One", "One.", categories="[sea, tide]")
    write(folder / "2.md", "Two", "Two.", categories="[tide, sea]")
    write(folder / "3.md", "Three", "Three.", categories="[sea, tide]")
    write(folder / "4.md", "Four", "Four.", categories="[[tide, moon], [tide, sea]]")
    write(folder / "5.md", "Five", "Five.", categories="[tide]")
    write(folder / "6.md", "Six", "Six.", categories="[tide, sea]")
    library.update([folder])
    assert _counted(library) == {("tide",): 6, ("tide", "sea"): 5, ("tide", "moon"): 1}
    # Another order counts once most articles have it.
    for name in ("2.md", "6.md"):
        (folder / name).unlink()
    library.update([folder])
    brought = _counted(library)
    assert brought == {("sea",): 3, ("sea", "tide"): 3, ("tide",): 2, ("tide", "moon"): 1}
    assert found(library, Query(category=("tide", "sea"))) == ["Four", "Three", "One"]
    assert found(library, Query(category=("SEA", "Tide"))) == ["Four", "Three", "One"]
    assert found(library, Query(category=("tide",))) == ["Five", "Four"]
    library.update([folder], rebuild=True)
    assert _counted(library) == brought


def test_orders_of_the_same_number_are_settled_by_their_letters(shelf: Library) -> None:
    shelf.add([article("Five", categories=(("y", "x"),))])
    counts = shelf.search.tallies(Query(), "category").counts
    assert counts[("x",)] == Tally(3, 3)
    assert ("y",) not in counts
