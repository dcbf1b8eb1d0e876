"""Title, author, date and link of saved pages, from all places that name them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.corpus import SMALL
from tui.articles.metadata import Fields
from tui.articles.page_metadata.page_fields import read_page
from tui.articles.reading import read_article


def fields(body: str = "", head: str = "<title>The lamp</title>") -> Fields:
    return Fields(read_page(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"))


def json_ld(json: str) -> str:
    return f'<title>The lamp</title><script type="application/ld+json">{json}</script>'


@pytest.mark.parametrize(
    ("json", "author"),
    [
        ('{"@type": "NewsArticle", "author": "Nell Vale"}', "Nell Vale"),
        ('{"@type": "BlogPosting", "author": {"name": "Nell Vale"}}', "Nell Vale"),
        ('[{"@type": "Article", "author": [{"name": "Nell"}, "Olaf"]}]', "Nell, Olaf"),
        (
            '{"@graph": [{"@type": "WebPage"}, {"@id": "#1", "name": "Nell Vale"},'
            ' {"@type": ["Article", "Thing"], "author": {"@id": "#1"}}]}',
            "Nell Vale",
        ),
        ('{"@type": "Recipe", "author": "Nell Vale"}', "Nell Vale"),
        ('{"@type": "Article", "author": "https://a.example/nell"}', ""),
        ('{"@type": "Article", "author": {"@id": "#2"}}', ""),
        ('{"@type": "WebSite", "name": "Nell Vale"}', ""),
        ('{"@type": "Article", "author": "Nell', ""),
        ("[" * 100_000, ""),
        ("7", ""),
    ],
)
def test_the_author_in_json_ld(json: str, author: str) -> None:
    assert fields(head=json_ld(json)).author() == author


def test_the_head_comes_before_json_ld_and_that_before_the_body() -> None:
    ld = json_ld(
        '{"@type": "Article", "author": "B", "datePublished": "2021-02-03", "headline": "C"}'
    )
    body = '<h1>D</h1><a rel="author">Nell Vale</a><time datetime="2019-01-01">then</time>'
    found = fields(body, ld + '<meta name="author" content="A">')
    assert found.author() == "A"
    assert found.title() == "The lamp"
    date = found.date()[0]
    assert date is not None
    assert date.datetime.date().isoformat() == "2021-02-03"


@pytest.mark.parametrize(
    ("body", "author"),
    [
        ('<span itemprop="author">Nell Vale</span>', "Nell Vale"),
        ("<a href=/i rel='author'>Nell Vale</a>", "Nell Vale"),
        ('<p class="entry byline">By <b>Nell Vale</b></p>', "Nell Vale"),
        ('<h1>A</h1><p class="byline">By 3 editors of the desk</p>', ""),
        ('<div class="author">X</div><h1>A</h1><div class="author">Nell Vale</div>', "Nell Vale"),
        ("<p class=author-free>Nell Vale</p>", ""),
        ("<p>Nell Vale</p>", ""),
    ],
)
def test_the_author_in_the_body(body: str, author: str) -> None:
    assert fields(body).author() == author


@pytest.mark.parametrize(
    ("body", "day"),
    [
        (
            '<time datetime="2001-01-01">x</time><h1>A</h1><time datetime="2020-05-06">',
            "2020-05-06",
        ),
        (
            '<h1>A</h1><time datetime="2001-01-01"><time pubdate datetime="2020-05-06">',
            "2020-05-06",
        ),
        ('<meta itemprop="datePublished" content="2020-05-06">', "2020-05-06"),
    ],
)
def test_the_date_in_the_body(body: str, day: str) -> None:
    date = fields(body).date()[0]
    assert date is not None
    assert date.datetime.date().isoformat() == day


def test_a_wechat_page_has_its_own_variables() -> None:
    body = (
        '<a id="js_name">渡口周报</a><div id="js_content">水</div><script>var ct = "1616987756";'
        'var msg_link = "https://mp.example/s?a=1";</script>'
    )
    found = fields(body)
    assert found.author() == "渡口周报"
    assert found.link() == "https://mp.example/s?a=1"
    date = found.date()[0]
    assert date is not None
    assert date.datetime.isoformat() == "2021-03-29T03:15:56+00:00"


@pytest.mark.parametrize("title", ["The lamp | Mole News", "The lamp - Mole News", "The lamp"])
def test_the_name_of_the_site_is_no_part_of_the_title(title: str) -> None:
    head = f'<title>{title}</title><meta property="og:site_name" content="Mole News">'
    assert fields(head=head).title() == "The lamp"


def test_all_authors_count() -> None:
    head = (
        '<meta property="article:author" content="https://a.example/nell">'
        '<meta name="citation_author" content="Nell Vale">'
        '<meta name="citation_author" content="Olaf Quist">'
    )
    assert fields(head=head).author() == "Nell Vale, Olaf Quist"


def test_pages_of_the_small_corpus_have_author_and_date() -> None:
    news = read_article(SMALL / "html" / "pages" / "news.html")
    assert news.author == "Fenna Oduya"
    blog = read_article(SMALL / "html" / "pages" / "wordpress.html")
    assert blog.date is not None
    assert blog.date.isoformat() == "2020-08-23T17:02:11+02:00"
    assert blog.date_source == "front matter"


_part = st.sampled_from(
    ['<script type="application/ld+json">', "</script>", "<time datetime=", "<a rel=author ",
     "{", '"@graph":', "[", "]", '"author"', ">", 'js_content<script>var ct = "', '"'],
)  # fmt: skip


@given(st.text(), st.lists(_part))
def test_no_page_raises(text: str, parts: list[str]) -> None:
    Fields(read_page(text.join(parts))).author()


def test_a_headline_without_the_site_counts() -> None:
    page = (
        "<html><head><title>Low tide &amp; mud | Quay</title>"
        '<script type="application/ld+json">//<![CDATA[\n'
        '{"@type": "Article", "headline": "Low tide & mud", "dateCreated": "2021-03-29"}\n'
        "//]]></script></head><body></body></html>"
    )
    values = read_page(page)
    assert (values["title"], values["date"]) == ("Low tide & mud", "2021-03-29")
