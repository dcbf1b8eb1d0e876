"""What is typed and what is picked find the same, and count the same."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.unit.library.making import article, open_library
from tui.library.library import Library
from tui.library.query import Days, Query
from tui.library.search.query_printing import lifted

MARCH_2 = Days(date(2021, 3, 2), date(2021, 3, 2))


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Five articles in categories that are easy to take for one another."""
    folder: Path = tmp_path_factory.mktemp("shelf")
    with open_library(folder, in_memory=True) as library:
        library.add(
            [
                article("One", "alpha", day=1, categories=(("Go", "Open Source"),)),
                article("Two", "alpha beta", day=2, categories=(("go",),)),
                article("Three", "beta", day=2, categories=(("Open Source",), ("a/b", "c"))),
                article("Four", "alpha", day=3, categories=(("金融", "国内"),)),
                article("Five", "alpha", day=3),
            ]
        )
        yield library


def titles(library: Library, query: Query) -> list[str]:
    return [row.title for row in library.search.summaries(library.search.find(query).ids)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("category:/Go", ["One"]),
        ("category:/go", ["Two"]),
        ("category:/GO", ["Two", "One"]),
        ('category:"/open source"', ["Three"]),
        (r"category:/a\/b", ["Three"]),
        ("category:/a/b", []),
        ("category:／金融／国内", ["Four"]),
        ("category:/国内", []),
        ("category:/", ["Five"]),
        ("-category:/", ["Four", "Two", "Three", "One"]),
        ("category:/go OR category:/金融 alpha", ["Four", "Two"]),
        ("-category:/金融 date:2021-03-03", ["Five"]),
        ("category:/\ud800", []),
    ],
)
def test_typed_categories(shelf: Library, text: str, found: list[str]) -> None:
    for asked in (Query(text), lifted(Query(text), relative=True)):
        assert sorted(titles(shelf, asked)) == sorted(found)


def test_typed_orders(shelf: Library) -> None:
    newest = titles(shelf, Query("alpha"))
    assert titles(shelf, lifted(Query("alpha sort:-date"), relative=True)) == newest[::-1]
    assert titles(shelf, lifted(Query("sort:title"), relative=True))[0] == "Five"
    assert titles(shelf, lifted(Query("sort:-title"), relative=True))[0] == "Two"


@pytest.mark.parametrize(
    ("text", "picked"),
    [
        ("alpha category:/金融", Query("alpha", ("金融",))),
        ("alpha date:2021-03-02", Query("alpha", days=MARCH_2)),
        ("category:/go date:2021-03-02 is:unread", Query("", ("go",), MARCH_2, True)),
    ],
)
def test_typed_is_picked(shelf: Library, text: str, picked: Query) -> None:
    assert lifted(Query(text), relative=False) == picked
    for asked in (Query(text), lifted(Query(text), relative=True)):
        answer, other = shelf.search.find(asked), shelf.search.find(picked)
        assert answer[1:] == other[1:]
        assert shelf.search.categories(asked) == shelf.search.categories(picked)
        assert shelf.search.days(asked) == shelf.search.days(picked)


def test_days_in_the_text_leave_the_calendar_whole(shelf: Library) -> None:
    typed = Query("date:2021-03-02 OR date:today -date:2021-03-01", days=MARCH_2)
    assert list(shelf.search.days(typed)) == [date(2021, 3, 2), date(2021, 3, 3)]
