from hypothesis import given
from hypothesis import strategies as st

from tui.articles.body_format import is_page
from tui.articles.metadata import Fields
from tui.articles.page_metadata.head_fields import read_head

_PAGE = """<!DOCTYPE html>
<!-- saved -->
<html lang="en"><head>
<title>Salt &amp; &lt;pepper&gt; - The Site</title>
<meta property="og:title" content="Salt &amp; &lt;pepper&gt;">
<meta name="author" content="A. Writer">
<meta name="description" content="About it">
<meta name="keywords" content="salt, pepper">
<meta property="og:updated_time" content="2022-01-01">
<meta property="article:published_time" content="2021-03-29T11:15:56+08:00">
<meta property="og:image" content="https://example.org/a.png">
<link rel="canonical" href="https://example.org/a">
</head><body><meta name="author" content="No one"><h1>Other</h1></body></html>"""


def test_a_head_is_read() -> None:
    fields = Fields(read_head(_PAGE))
    assert fields.title() == "Salt & <pepper>"
    assert fields.author() == "A. Writer"
    assert fields.excerpt() == "About it"
    assert fields.tags() == ("salt", "pepper")
    assert fields.link() == "https://example.org/a"
    assert fields.cover() == "https://example.org/a.png"
    assert fields.language() == "en"
    read, wrong = fields.date()
    assert read and read.datetime.isoformat() == "2021-03-29T11:15:56+08:00"
    assert wrong == []


def test_the_pages_own_title_counts_where_the_shared_one_differs() -> None:
    page = '<title>One &amp; two</title><meta property="og:title" content="Three">'
    assert Fields(read_head(page)).title() == "One & two"
    assert Fields(read_head(page.replace("One &amp; two", ""))).title() == "Three"


def test_an_address_is_no_author() -> None:
    page = '<meta property="article:author" content="https://facebook.com/x">'
    assert Fields(read_head(page)).author() == ""


def test_pages_are_told_by_how_they_begin() -> None:
    assert is_page("\n<!doctype HTML>")
    assert is_page('<?xml version="1.0"?>\n<!-- a -->\n<html>')
    assert is_page("<title>x</title><p>y")
    assert not is_page("<p>x")
    assert not is_page("<!-- " + "<!---->" * 2000)


_part = st.sampled_from(
    [
        "<head>",
        "<title>",
        "<meta name=",
        "=author content=",
        "'",
        '"',
        ">",
        "</head>",
        "<link href=",
    ]
)


@given(st.text(), st.lists(_part))
def test_no_page_raises(text: str, parts: list[str]) -> None:
    Fields(read_head(text.join(parts))).title()
