from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.articles.test_categories import anything
from tui.articles.front_matter import keys
from tui.articles.metadata import Fields


@pytest.mark.parametrize(
    "key",
    [
        "date",
        "published",
        "created",
        "published_at",
        "Date",
        "updated",
        "lastmod",
        "publishDate",
        "pubDate",
    ],
)
def test_every_key_of_a_date(key: str) -> None:
    read, wrong = Fields({key: "2021-03-29"}).date()
    assert read and read.datetime.date() == date(2021, 3, 29)
    assert wrong == []


def test_the_first_date_that_exists_counts() -> None:
    fields = Fields({"updated": "2022-01-01", "published": "2021-03-29", "Date": "Invalid Date"})
    read, wrong = fields.date()
    assert read and read.datetime.date() == date(2021, 3, 29)
    assert wrong == [("Date", "Invalid Date", False)]


def test_published_may_be_a_switch() -> None:
    assert Fields({"published": "true", "date": ""}).date() == (None, [])


@pytest.mark.parametrize("key", ["link", "source", "url", "permalink", "original"])
def test_every_key_of_a_link(key: str) -> None:
    assert Fields({key: "https://example.org/a"}).link() == "https://example.org/a"


@pytest.mark.parametrize(
    ("value", "link"),
    [
        ("/2013/0901/name/", ""),
        ("新浪财经", ""),
        ("javascript:alert(1)", ""),
        ("[A title](https://example.org/a)", "https://example.org/a"),
        ("<https://example.org/a>", "https://example.org/a"),
        ("https://en.wikipedia.org/wiki/A_(b)", "https://en.wikipedia.org/wiki/A_(b)"),
        ("//example.org/a", "https://example.org/a"),
        ("www.example.org", "https://www.example.org"),
        ("https://example.org/\x1b[31m\n/a", "https://example.org//a"),
        (["https://example.org/a", "https://example.org/b"], "https://example.org/a"),
    ],
)
def test_links_are_addresses(value: object, link: str) -> None:
    assert Fields({"link": value}).link() == link


def test_a_name_for_a_source_leaves_the_url() -> None:
    assert Fields({"source": "新浪", "url": "https://a.org"}).link() == "https://a.org"


@pytest.mark.parametrize(
    ("value", "author"),
    [
        ("新浪财经", "新浪财经"),
        (["A", "B"], "A, B"),
        ({"name": "A", "email": "a@b.org"}, "A"),
        ([{"name": "A"}, "B", "A"], "A, B"),
        ("Seth Kenlon https://opensource.com/users/seth", "Seth Kenlon"),
        ("Bob <bob@example.org>", "Bob"),
        ("@bob", "@bob"),
        (7, "7"),
        ("Odo Quill (Image by Fen)", "Odo Quill (Image by Fen)"),
        ("Jo (https://jo.example), Bo <https://bo.example>", "Jo, Bo"),
        ("[[Mira]]", "Mira"),
        (["[[Mira]]", "[[people/jan|Jan]]"], "Mira, Jan"),
        ([["people/jan|Jan"]], "Jan"),
        ([[["Mira"]], [["Bo"]]], "Mira, Bo"),
        ("[Jo](https://jo.example)", "Jo"),
        ({"name": "Mira", "url": "https://mira.example"}, "Mira"),
        ({"family": "Beck", "given": "Jo"}, "Jo Beck"),
        ({"jo": {"name": "Jo"}, "bo": {"name": "Bo"}}, "Jo, Bo"),
    ],
)
def test_authors(value: object, author: str) -> None:
    assert Fields({"author": value}).author() == author


@pytest.mark.parametrize("key", ["headimg", "thumbnail", "cover", "image"])
def test_every_key_of_a_cover(key: str) -> None:
    assert Fields({key: "a.png"}).cover() == "a.png"


def test_shapes_of_covers() -> None:
    assert Fields({"photos": ["a.png", "b.png"]}).cover() == "a.png"
    assert Fields({"cover": {"image": "a.png", "alt": "x"}}).cover() == "a.png"
    assert Fields({"cover": "false", "image": "b.png"}).cover() == "b.png"


@pytest.mark.parametrize("key", ["excerpt", "description", "summary"])
def test_every_key_of_an_excerpt(key: str) -> None:
    assert Fields({key: "<p>Two\nlines</p>"}).excerpt() == "Two lines"


def test_a_day_that_a_program_fills_in_is_no_mistake() -> None:
    for value in ("last-modified", "today", "`r Sys.Date()`"):
        assert Fields({"date": value}).date() == (None, [])


def test_titles_are_words() -> None:
    assert Fields({"title": {"en": "Low tide", "zh": "低潮"}}).title() == "Low tide"
    assert Fields({"title": 2021}).title() == "2021"
    assert Fields({"title": date(2021, 3, 29)}).title() == "2021-03-29"
    assert Fields({"Title": "a &amp; <em>b</em>\n c"}).title() == "a & b c"
    assert Fields({"title": None, "post_title": "x"}).title() == "x"
    assert Fields({"title": ["转载"]}).title() == "转载"


def test_zola_keeps_categories_and_authors_in_tables() -> None:
    fields = Fields(
        {"taxonomies": {"categories": ["a", "b"], "tags": ["t"]}, "extra": {"author": "A"}}
    )
    assert fields.categories() == (("a", "b"),)
    assert fields.tags() == ("t",)
    assert fields.author() == "A"


def test_categories_by_either_name() -> None:
    assert Fields({"category": "a b"}, Path("/x/_posts/y.md")).categories() == (("a b",),)
    assert Fields({"categories": "a b"}, Path("/x/_posts/y.md")).categories() == (("a", "b"),)
    assert Fields({"categories": [], "category": "a"}).categories() == (("a",),)


@pytest.mark.parametrize(
    ("value", "tags"),
    [
        ("[[rope]] [[old knots]]", ("rope", "old knots")),
        ("rope, [[craft/knots|knots]]", ("rope", "knots")),
        ([["rope"], ["#craft/knots"]], ("rope", "craft/knots")),
        ("[rope, knots]", ("rope", "knots")),
    ],
)
def test_tags_as_links_and_in_lists(value: object, tags: tuple[str, ...]) -> None:
    assert Fields({"tags": value}).tags() == tags


def test_keywords_stand_in_for_tags() -> None:
    assert Fields({"keywords": "a, b"}).tags() == ("a", "b")
    assert Fields({"keywords": "a, b", "tags": ["c"]}).tags() == ("c",)


def test_languages() -> None:
    assert Fields({"lang": "zh_CN"}).language() == "zh-CN"
    assert Fields({"lang": "not a language!"}).language() == ""


def test_a_day_in_the_address() -> None:
    read = Fields({"path": "2023/06/20/name"}).date_in_address()
    assert read and read.datetime.date() == date(2023, 6, 20)


@given(st.dictionaries(st.sampled_from(sorted(keys.KNOWN)), anything))
def test_no_values_raise(values: dict[str, object]) -> None:
    fields = Fields(values, Path("/a/_posts/b.md"))
    fields.date()
    fields.date_in_address()
    fields.categories()
    fields.tags()
    for text in (
        fields.title(),
        fields.author(),
        fields.link(),
        fields.excerpt(),
        fields.cover(),
        fields.language(),
    ):
        assert "\n" not in text and "\0" not in text


def test_keys_are_found_by_what_they_say() -> None:
    found = keys.by_meaning(("updated", "title", "url", "date", "other"))
    assert found["date"] == ["date", "updated"]
    assert found["title"] == ["title"]
    assert found["link"] == found["paths"] == ["url"]
    assert set(found) == {"title", "date", "link", "paths", "aliases"}


def test_an_empty_repetition_hides_no_value() -> None:
    assert Fields({"Title": "a", "title": ""}).title() == "a"
    assert Fields({"Title": "", "title": "a"}).title() == "a"
    assert Fields({"Title": "a", "title": []}).title() == ""
