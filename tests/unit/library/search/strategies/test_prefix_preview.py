import random
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.unit.library.making import article, write
from tui.library.library import Library
from tui.library.query import Query
from tui.library.search.strategies import prefix_preview
from tui.library.values import Answer

WORDS = ("garden", "gardener's", "gate", "Gärten", "delta", "delp", "de", "花园 garden", "g")


@pytest.fixture
def many(piped: Library, monkeypatch: pytest.MonkeyPatch) -> Library:
    """A library of which a third of the articles are read for the first rows."""
    monkeypatch.setattr(prefix_preview, "_LARGE", 0)
    monkeypatch.setattr(prefix_preview, "_SHARE", 3)
    chance = random.Random(11)
    made = []
    for number in range(90):
        title = chance.choice([f"{number}", f"Garden {number}"])
        body = " ".join(chance.choices(WORDS, k=2))
        each = article(title, body, categories=chance.choice([(), (("a", "b"),)]))
        day = chance.choice([1, 2, 2, 3, None])
        moment = None if day is None else datetime(2021, 3, day, chance.randrange(24), tzinfo=UTC)
        made.append(each._replace(date=moment))
    piped.add(made)
    return piped


def told_of(library: Library, query: Query) -> tuple[list[Answer], Answer]:
    told: list[Answer] = []
    return told, library.search.find(query, 40, counted=False, so_far=told.append)


@pytest.mark.parametrize(
    "text",
    [
        "gar",
        "gart",
        "gar delp",
        "title:gar",
        "text:del",
        "gar -delta",
        "gar OR del",
        '"garden del',
        "花园 gar",
        "category:/a gar",
        "date:2021-03-02 gar",
        "is:unread gar",
    ],
)
@pytest.mark.parametrize("reverse", [False, True])
def test_what_is_told_early_is_how_the_answer_begins(
    many: Library, text: str, reverse: bool
) -> None:
    told, answer = told_of(many, Query(text, reverse=reverse))
    assert told
    for each in told:
        length = len(each.ids)
        assert length
        assert (each.ids, each.days) == (answer.ids[:length], answer.days[:length])
        assert not each.counted


@pytest.mark.parametrize(
    "text", ["ga", "g", "花园", '"garden"', "-gar", "", "gar sort:title", "x-y"]
)
def test_other_queries_wait_for_the_full_text(many: Library, text: str) -> None:
    told, answer = told_of(many, Query(text))
    assert not told
    assert answer.ids == many.search.find(Query(text)).ids[:40]


def test_words_that_nothing_begins_with_tell_nothing(many: Library) -> None:
    told, answer = told_of(many, Query("gaz"))
    assert not told and not answer.ids


def test_nothing_is_told_beyond_an_article_that_is_gone(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prefix_preview, "_LARGE", 0)
    monkeypatch.setattr(prefix_preview, "_SHARE", 1)
    for day in range(1, 6):
        write(folder / f"{day}.md", f"Day {day}", "A garden.", date=f"2021-03-0{day}")
    library.update([folder])
    told, answer = told_of(library, Query("garde"))
    assert [len(each.ids) for each in told] == [5] and len(answer.ids) == 5
    (folder / "3.md").unlink()
    told, answer = told_of(library, Query("garde"))
    assert [len(each.ids) for each in told] == [2] and len(answer.ids) == 5


def test_a_small_archive_tells_nothing_early(piped: Library) -> None:
    piped.add([article("Garden")])
    told, answer = told_of(piped, Query("garde"))
    assert not told and len(answer.ids) == 1
