from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.library.making import article, open_library, write
from tui.library.library import Library
from tui.library.query import Query
from tui.library.search.strategies.narrowing import narrows

SIGNS = '南京软件aAbé "-:( OR title:text:'
TEXTS = [
    "南京软件",
    "京软 ab",
    "ab 南京",
    "bA 件a软",
    "é 京京 AB",
    "aé b 软件南京",
    "OR text title",
    "a b",
]


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library of short texts that share their words."""
    with open_library(tmp_path_factory.mktemp("texts"), in_memory=True) as library:
        library.add([article(*both) for both in zip(TEXTS, reversed(TEXTS), strict=True)])
        yield library


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("南京软", "南京"),
        ("南京", "南京"),
        ("softw", "soft"),
        ("soft ware", "soft"),
        ("soft war", "soft wa"),
        ("soft -hard", "soft"),
        ('"南京软', '"南京'),
        ('"soft w', '"soft'),
        ("a OR b cd", "a OR b c"),
        ("title:南京", "title:南"),
        ("-hard soft", "-hard sof"),
    ],
)
def test_who_types_on_asks_for_some_of_the_same(text: str, before: str) -> None:
    assert narrows(Query(text), Query(before))


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("南", "南京"),
        ("京南京", "南京"),
        ("soft -hardware", "soft -hard"),
        ("soft OR hard", "soft"),
        ("a OR bc", "a OR b"),
        ("title:soft", "author:soft"),
        ("sort:title soft", "soft"),
        ("colour:red", "colour"),
        ("か\u3099", "か"),
        ("soft", ""),
    ],
)
def test_other_texts_may_find_other_articles(text: str, before: str) -> None:
    assert not narrows(Query(text), Query(before))


def test_all_else_must_be_the_same() -> None:
    assert not narrows(Query("softw", unread=True), Query("soft"))
    assert not narrows(Query("softw"), Query("soft", category=("x",)))


@given(st.text(st.sampled_from(SIGNS), min_size=2, max_size=8), st.booleans())
@settings(max_examples=150)
def test_what_is_found_among_the_answers_before_is_what_a_search_finds(
    texts: Library, typed: str, unread: bool
) -> None:
    before = None
    for end in range(1, len(typed) + 1):
        query = Query(typed[:end], unread=unread)
        answer = texts.search.find(query, before=before)
        assert answer == texts.search.find(query)
        before = answer


def test_few_articles_are_read_instead_of_searched_for(library: Library, folder: Path) -> None:
    first = write(folder / "a.md", "A", "software and hardware")
    write(folder / "b.md", "B", "software")
    library.update([folder])
    before = library.search.find(Query("soft"))
    write(first, "A", "hardware and software")
    answer = library.search.find(Query("software har"), before=before)
    assert (len(answer.ids), answer.total, answer.all) == (1, 1, 2)
    write(first, "A", "soft")
    assert library.search.find(Query("softw"), before=before).total == 1
    first.unlink()
    assert library.search.find(Query("softw"), before=before).total == 2


def test_other_conditions_hold_too(library: Library, folder: Path) -> None:
    for day in range(1, 6):
        write(folder / f"{day}.md", f"Day {day}", "software", date=f"2021-03-0{day}")
    library.update([folder])
    for text in (
        "is:unread soft",
        "date:2021-03-02..2021-03-04 soft",
        "soft -day",
        "soft has:link",
    ):
        before = library.search.find(Query(text.replace("soft", "so")))
        library.marks.set_read(before.ids[:1], True)
        assert library.search.find(Query(text), before=before) == library.search.find(Query(text))
