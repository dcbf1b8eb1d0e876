"""The list by days against the list as a whole: the same rows at the same places."""

from array import array
from datetime import UTC, date, datetime
from itertools import groupby

import pytest

from tests.unit.library.making import open_library
from tui.articles.article import Article
from tui.library.library import Library
from tui.library.query import Days, Query
from tui.library.values import Stretch

QUERIES = [
    Query(),
    Query(reverse=True),
    Query("moths"),
    Query("灯", reverse=True),
    Query("-moths"),
    Query(category=("World",)),
    Query("moths", days=Days(date(2021, 3, 2), date(2021, 3, 4))),
    Query(days=Days(last=date(2021, 3, 3)), reverse=True),
    Query("nothing has this"),
]


def made(number: int) -> Article:
    dated = datetime(2021, 3, 1 + number % 5, number % 24, 30, tzinfo=UTC)
    return Article(
        f"Number {number}",
        "灯 of moths" if number % 3 else "A lamp",
        "text",
        date=None if number % 11 == 0 else dated,
        has_time=True,
        categories=(("World",),) if number % 2 else (),
        link=f"https://example.org/{number}",
    )


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Library:
    library = open_library(tmp_path_factory.mktemp("by-day"))
    ids = library.add([made(number) for number in range(60)])
    library.marks.set_read(ids[::2], True)
    return library


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_days_and_stretches_are_those_of_the_whole_list(shelf: Library, query: Query) -> None:
    whole = shelf.search.find(query)
    outline = shelf.search.outline(query)
    assert outline is not None
    groups = [(day, len(list(same))) for day, same in groupby(whole.days)]
    assert list(zip(outline.days, outline.counts, strict=True)) == groups
    assert outline.answer == whole._replace(ids=array("q"), days=array("q"))
    begin = 0
    for day, count in groups:
        for offset in range(count):
            place = begin + offset
            assert shelf.search.place_of(query, whole.ids[place]) == (day, offset)
            for length in (1, 7, 30):
                last = whole.days[min(place + length, len(whole.ids)) - 1]
                wanted = Stretch((min(day, last), max(day, last)), offset, length)
                length = min(length, len(whole.ids) - place)
                wanted = wanted._replace(length=length)
                assert shelf.search.stretch(query, wanted) == whole.ids[place : place + length]
        begin += count


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_the_next_unread_article_is_that_of_the_whole_list(shelf: Library, query: Query) -> None:
    ids = shelf.search.find(query).ids
    unread = set(shelf.search.find(query._replace(unread=True)).ids)
    for place, id in enumerate(ids):
        below = [each for each in ids[place + 1 :] if each in unread]
        above = [each for each in ids[:place][::-1] if each in unread]
        for step, beyond in ((1, below), (-1, above)):
            assert shelf.search.next_unread(query, id, step) == next(iter(beyond), None)
            listed = ids[place + 1 :] if step > 0 else ids[:place][::-1]
            assert shelf.search.first_unread(listed) == next(iter(beyond), None)


def test_what_is_not_listed_has_no_place(shelf: Library) -> None:
    lamp = shelf.search.find(Query("-moths")).ids[0]
    assert shelf.search.place_of(Query("moths"), lamp) is None
    assert shelf.search.place_of(Query(), 10_000) is None
    assert shelf.search.next_unread(Query(), 10_000, 1) is None
    early = Query("moths", days=Days(last=date(2021, 3, 1)))
    late = shelf.search.find(Query("moths", days=Days(first=date(2021, 3, 5)))).ids[0]
    assert shelf.search.place_of(early, late) is None


@pytest.mark.parametrize(
    "query",
    [
        Query(unread=True),
        Query(bookmarked=True),
        Query("is:unread"),
        Query("moths OR is:bookmarked"),
        Query(sort="title"),
        Query("moths", sort="relevance"),
    ],
    ids=str,
)
def test_lists_that_marks_change_or_in_another_order_are_not_laid_out_by_day(
    shelf: Library, query: Query
) -> None:
    assert shelf.search.outline(query) is None
