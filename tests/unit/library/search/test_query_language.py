from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.library.query import Days
from tui.library.search.query_language import Category, Clause, Flag, Term, parse

TODAY = date(2021, 3, 29)


def clauses(text: str) -> tuple[Clause, ...]:
    parsed = parse(text, TODAY)
    assert parsed.problem == ""
    return parsed.clauses


def test_words_must_all_be_found() -> None:
    assert clauses("南京 Software") == (
        Clause((Term(("南京",), prefix=True),)),
        Clause((Term(("software",), prefix=True),)),
    )


def test_a_phrase_is_taken_as_it_is_quoted() -> None:
    assert clauses('"exact  phrase"') == (Clause((Term(("exact", "phrase")),)),)


def test_an_open_phrase_is_still_being_typed() -> None:
    assert clauses('"exact phr') == (Clause((Term(("exact", "phr"), prefix=True),)),)


def test_a_minus_excludes() -> None:
    assert clauses("-word") == (Clause((Term(("word",), prefix=True),), negated=True),)
    assert clauses("word*") == clauses("word") and clauses("南*") == clauses("南")
    assert clauses("title:word*") == clauses("title:word")
    assert clauses('"word*"') != clauses("word") and clauses("path:word*") != clauses("path:word")
    assert clauses("a-b") == (Clause((Term(("a-b",), prefix=True),)),)


def test_or_joins_its_neighbours() -> None:
    assert clauses("a OR b c") == (
        Clause((Term(("a",), prefix=True), Term(("b",), prefix=True))),
        Clause((Term(("c",), prefix=True),)),
    )
    assert clauses("a or b") != clauses("a OR b")


@pytest.mark.parametrize("text", ["OR", "OR a", "a OR", "a OR OR b", "OR OR", "-", "- a", "title:"])
def test_unfinished_queries_are_no_problem(text: str) -> None:
    assert parse(text).problem == ""


@pytest.mark.parametrize("name", ["title", "author", "category", "tag", "text", "link", "path"])
def test_fields(name: str) -> None:
    assert clauses(f"{name}:x") == (Clause((Term(("x",), prefix=True, field=name),)),)
    assert clauses(f'{name.upper()}:"x"') == (Clause((Term(("x",), field=name),)),)


def test_full_width_signs_mean_the_same() -> None:
    assert clauses("ｔｉｔｌｅ：“南京”　－软件") == clauses('title:"南京" -软件')


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021", (2021, 1, 1), (2021, 12, 31)),
        ("2021-02", (2021, 2, 1), (2021, 2, 28)),
        ("2021-03-29", (2021, 3, 29), (2021, 3, 29)),
        ("2021/3/9", (2021, 3, 9), (2021, 3, 9)),
        ("2021-03..2021-06", (2021, 3, 1), (2021, 6, 30)),
        ("..2020", None, (2020, 12, 31)),
        ("2020..", (2020, 1, 1), None),
        ("today", (2021, 3, 29), (2021, 3, 29)),
        ("yesterday", (2021, 3, 28), (2021, 3, 28)),
        ("7d", (2021, 3, 23), (2021, 3, 29)),
        ("２０２１", (2021, 1, 1), (2021, 12, 31)),
    ],
)
def test_dates(
    text: str, first: tuple[int, int, int] | None, last: tuple[int, int, int] | None
) -> None:
    wanted = Days(first and date(*first), last and date(*last))
    assert clauses(f"date:{text}") == (Clause((wanted,)),)


@pytest.mark.parametrize(
    "text",
    [
        "2021-13",
        "2021-06..2021-03",
        "2021-02-30",
        "0000",
        "..",
        "99999y",
        "0d",
        "soon",
        "2021-",
        "1..x",
    ],
)
def test_a_bad_date_is_said(text: str) -> None:
    parsed = parse(f"date:{text} word")
    assert text in parsed.problem
    assert "\n" not in parsed.problem
    assert parsed.clauses == (Clause((Term(("word",), prefix=True),)),)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("soon", "write 2021, 2021-03"),
        ("0d", "write 2021, 2021-03"),
        ("9999y", "there is no day so far back"),
        ("2021-13", "there is no month 13"),
        ("2021-02-30..2022", "February 2021 has no day 30"),
        ("2021-06..2021-03", "the range ends before it starts"),
        ("..", "a range needs a date before or after its two dots"),
    ],
)
def test_what_is_wrong_with_a_date_is_said_in_a_sentence(text: str, problem: str) -> None:
    said = parse(f"date:{text}", TODAY).problem
    assert said.startswith(f"“{text}” is no date: {problem}")
    assert said.endswith(".")


def test_flags() -> None:
    assert clauses("is:unread has:images") == (Clause((Flag("unread"),)), Clause((Flag("image"),)))
    assert "unread" in parse("is:old").problem
    assert "table" in parse("has:legs").problem


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("/金融/国内", ("金融", "国内")),
        ("/a/", ("a",)),
        ("//a//b", ("a", "b")),
        ("/", ()),
        ('"/a b/c"', ("a b", "c")),
        ('"/a b', ("a b",)),
        (r"/a\ b", ("a b",)),
        (r"/a\/b\\", ("a/b\\",)),
        (r'"/\"a\""', ('"a"',)),
        ("/a\\", ("a\\",)),
        ("/a\0", ("a\ufffd",)),
    ],
)
def test_a_category_that_begins_with_a_slash_is_a_path(text: str, path: tuple[str, ...]) -> None:
    assert clauses(f"x -category:{text}")[1:] == (Clause((Category(path),), negated=True),)
    assert clauses(f"Ｃategory：{text}") == (Clause((Category(path),)),)


def test_only_a_category_has_a_path() -> None:
    assert clauses("link:/a/b") == (Clause((Term(("/a/b",), prefix=True, field="link"),)),)
    assert clauses("category:a/b") == (Clause((Term(("a", "b"), prefix=True, field="category"),)),)


def test_sort() -> None:
    assert parse("sort:relevance x").sort == "relevance"
    assert (parse("sort:－Title").sort, parse("sort:-title").reverse) == ("title", True)
    assert parse("sort:-title sort:date").reverse is False
    assert "relevance, date, title, words or random" in parse("sort:size").problem


def test_an_unknown_field_is_said() -> None:
    assert "“titel:”" in parse("titel:x").problem


@pytest.mark.parametrize("text", ["https://example.org/a", "12:30", "公告：苏粤", "C:x", "(a b)"])
def test_what_only_looks_like_a_field_is_text(text: str) -> None:
    assert parse(text).problem == ""
    assert parse(text).terms


@pytest.mark.parametrize("text", ["。", "!?", "，，", '"..."', "***"])
def test_punctuation_alone_is_said(text: str) -> None:
    assert parse(text).clauses == ()
    assert "no letter" in parse(text).problem
    assert parse(f"word {text}").problem == ""


def test_endless_queries_are_cut() -> None:
    assert "first" in parse("word " * 5000).problem
    assert len(parse("word " * 5000).clauses) <= 100
    assert "first" in parse("字" * 100_000).problem


FIELDS = st.sampled_from(
    ['date:"', "date:", "is:", "has:“", "sort:-", "category:/", '-category:"/']
)
ODD = st.text(st.characters(codec=None)) | st.text(
    'ab"“”:-－.OR 软，\0\ud800\\/ title date is 0129d'
)


@given(ODD | st.tuples(FIELDS, ODD).map("".join))
def test_any_text_is_understood_or_said_in_one_clear_sentence(text: str) -> None:
    problem = parse(text).problem
    assert "\n" not in problem
    assert not problem or (problem.endswith(".") and len(problem) < 200)
