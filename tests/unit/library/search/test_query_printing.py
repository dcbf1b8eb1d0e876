from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.library.query import Days, Query
from tui.library.search.query_language import Category, parse
from tui.library.search.query_printing import lifted, print_days, print_query, without

TODAY = date(2021, 3, 29)


def read(text: str) -> Query:
    return lifted(Query(text), relative=False, today=TODAY)


def day(text: str) -> date:
    return date.fromisoformat(text)


def days(first: str, last: str) -> Days:
    return Days(day(first), day(last))


@pytest.mark.parametrize(
    ("query", "text"),
    [
        (Query(), ""),
        (Query("南京 软件"), "南京 软件"),
        (Query(category=("金融", "国内")), "category:/金融/国内"),
        (Query(category=("Open Source", "a/b")), r'category:"/Open Source/a\/b"'),
        (
            Query(category=("“国家队”", "c:\\", "国际／国内")),
            "category:/\\“国家队\\”/c:\\\\/国际\\／国内",
        ),
        (Query(category=()), "category:/"),
        (Query(tag="a/b", author="Ann Lee", label="茶"), 'tag:/a/b author:"/Ann Lee" label:/茶'),
        (Query(tag="", author='“A"\\'), 'tag:/ author:/\\“A\\"\\\\'),
        (Query("x", days=days("2021-03-01", "2021-03-31")), "date:2021-03 x"),
        (Query(unread=True, bookmarked=True), "is:unread is:bookmarked"),
        (Query(sort="title"), "sort:title"),
        (Query("x", sort="relevance", reverse=True), "sort:-relevance x"),
        (Query(reverse=True), "sort:-date"),
        (
            Query('"open', ("a",), Days(day("2020-05-01"), None), unread=True, sort="title"),
            'category:/a date:2020-05.. is:unread sort:title "open',
        ),
    ],
)
def test_a_query_is_printed_and_read_back(query: Query, text: str) -> None:
    assert print_query(query) == text
    assert read(text) == query


@pytest.mark.parametrize(
    ("range_", "text"),
    [
        (days("2021-03-29", "2021-03-29"), "2021-03-29"),
        (days("2021-03-01", "2021-03-05"), "2021-03-01..2021-03-05"),
        (days("2021-03-01", "2021-06-30"), "2021-03..2021-06"),
        (days("2019-01-01", "2021-12-31"), "2019..2021"),
        (days("0033-01-01", "0033-12-31"), "0033"),
        (Days(None, day("2020-12-31")), "..2020"),
        (Days(None, day("0001-12-31")), "..0001"),
        (Days(day("9999-12-31"), None), "9999-12-31.."),
        (Days(), "0001..9999"),
    ],
)
def test_days_are_as_short_as_they_can_be(range_: Days, text: str) -> None:
    assert print_days(range_) == text


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("a date:2021-03 b", Query("a b", days=days("2021-03-01", "2021-03-31"))),
        ("ｃａｔｅｇｏｒｙ：／金融／国内 x", Query("x", ("金融", "国内"))),
        ('category:"/a b//c/"x', Query("x", ("a b", "c"))),
        ("IS:unread is:bookmarked", Query(unread=True, bookmarked=True)),
        ("sort:title a sort:-date", Query("a", reverse=True)),
        ("a OR date:2021", Query("a OR date:2021")),
        ("-is:unread is:read", Query("-is:unread is:read")),
        ("category:/a category:/b", Query("category:/b", ("a",))),
        ("category:金融", Query("category:金融")),
        ("date:today is:unread", Query("date:today", unread=True)),
        ("date:2021 OR -b 。 OR", Query("-b", days=days("2021-01-01", "2021-12-31"))),
        ("titel:x date:2021-13 is:unread", Query("titel:x date:2021-13", unread=True)),
    ],
)
def test_what_is_typed_becomes_the_same_filters(text: str, query: Query) -> None:
    assert read(text) == query


def test_days_that_count_from_today_go_on_counting_as_text() -> None:
    assert read("date:7d").days is None
    counted = lifted(Query("date:7d"), relative=True, today=TODAY)
    assert counted == Query(days=days("2021-03-23", "2021-03-29"))


def test_a_filter_that_is_set_is_not_changed_by_another() -> None:
    query = Query("date:2021 category:/b is:unread", ("a",), days("2020-01-01", "2020-12-31"))
    assert lifted(query, relative=True) == query._replace(text="date:2021 category:/b", unread=True)


def test_days_and_categories_are_taken_out_of_the_text_too() -> None:
    query = Query("a date:2020 OR date:7d b -date:2019", days=days("2021-01-01", "2021-12-31"))
    assert without(query, Days) == Query("a b -date:2019")
    query = Query("category:/x category:y a OR category:/z", ("金融",))
    assert without(query, Category) == Query("category:y a OR category:/z")


PIECES = st.sampled_from(
    [
        *("a", "南京", "OR", "ＯＲ", "-", "。", '"', "“b c”", "title:", "titel:x", "tag:“x", "\\"),
        *("date:2021", "date:2021-03..2021-06", "-date:2020", "date:7d", "date:x", "sort:-title"),
        *("category:/a/b", 'category:"/a \\" b"', "category:/", "category:x", "category:/\\ "),
        *("tag:/a/b", 'author:"/A. \\" B"', "label:/", 'tag:""', "-label:/x", 'category:""'),
        *("is:unread", "is:bookmarked", "is:read", "has:image", "sort:relevance", "sort:size"),
        *("words:>9", "words:1..2", "sort:random"),
        *(" ", "  ", "\u3000", "－", "：", "\ud800", "/", "x\\"),
    ]
)
QUERIES = st.lists(PIECES, max_size=9).map(" ".join) | st.lists(PIECES, max_size=9).map("".join)
TEXTS = QUERIES | st.text(max_size=20) | st.text('ab"“:-.OR 软\\/\0\ud800 date is cat', max_size=40)

LEVELS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
PATHS = st.lists(LEVELS | st.text('/／\\"“ a', min_size=1), max_size=4).map(tuple)
RANGES = (
    st.tuples(st.none() | st.dates(), st.none() | st.dates())
    .filter(any)
    .map(lambda ends: Days(*ends) if None in ends else Days(*sorted(filter(None, ends))))
)
NAMES = st.none() | st.just("") | LEVELS | st.text('/\\"“ a', min_size=1)
SETS = st.builds(
    Query,
    text=TEXTS,
    category=st.none() | PATHS,
    days=st.none() | RANGES,
    unread=st.booleans(),
    bookmarked=st.booleans(),
    sort=st.sampled_from(["date", "title", "relevance", "words", "random"]),
    folders=st.none(),
    reverse=st.booleans(),
    elsewhere=st.just(False),
    tag=NAMES,
    author=NAMES,
    label=NAMES,
    seed=st.just(0),
    like=st.none(),
)


@settings(deadline=None)
@given(TEXTS)
def test_any_text_printed_back_asks_for_the_same(text: str) -> None:
    printed = print_query(Query(text))
    once, again = parse(text, TODAY), parse(printed, TODAY)
    assert set(again.clauses) == set(once.clauses)
    assert (again.sort, again.reverse, again.problem) == (once.sort, once.reverse, once.problem)
    assert print_query(Query(printed)) == printed


@settings(deadline=None)
@given(SETS)
def test_any_query_is_read_back_from_its_text(query: Query) -> None:
    same = lifted(query, relative=False)
    assert read(print_query(query)) == same
    assert lifted(same, relative=False) == same


@settings(deadline=None)
@given(RANGES)
def test_any_days_are_read_back(range_: Days) -> None:
    assert read(f"date:{print_days(range_)}") == Query(days=range_)


@settings(deadline=None)
@given(SETS)
def test_what_is_lifted_leaves_the_other_clauses(query: Query) -> None:
    before, after = parse(query.text).clauses, parse(lifted(query, relative=True).text).clauses
    assert set(after) <= set(before)
    assert all(len(clause.conditions) == 1 for clause in set(before) - set(after))
