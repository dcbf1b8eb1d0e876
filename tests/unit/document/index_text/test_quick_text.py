from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.corpus import CORPUS, parameter, post_sets
from tests.unit.document.setting import article
from tui.articles.article import Article, BodyFormat
from tui.articles.clean_text import clean
from tui.articles.files import is_article
from tui.articles.reading import read_article
from tui.document.body_parser import read_document
from tui.document.index_text.quick_text import QuickText, look_quickly, quick_text
from tui.document.model import Code, Table, walk
from tui.document.text_segments import shown_text
from tui.resources import sample_articles


def by_document(article: Article) -> QuickText:
    """Return what the document of an article says, in the form of a quick text."""
    document = read_document(article)
    kinds = {type(block) for block in walk(document.blocks)}
    text, pictures = shown_text(document), len(document.pictures)
    return QuickText(text, bool(document.links), Code in kinds, pictures, Table in kinds)


_piece = st.one_of(
    st.sampled_from(
        [
            "<p>", "</p>", "<p class='a b' style=\"text-align:center\">", "<div>", "</div>", "<b>",
            "</b>", "<em>", "</em>", "<span class=x>", "<span class=\"x\">", "</span>", "<ul>",
            "</ul>", "<li>", "</li>", "<blockquote>", "</blockquote>", "<h2>", "</h2>", "<br>",
            "<br/>", "<hr>", "<a href=\"https://e.org/?a&b\">", "<a>", "<a href='javascript:x'>",
            "</a>", "<pre><code>", "</code></pre>", "<code>", "</code>", "<img src=\"a.png\" alt>",
            "<img src='b' alt='c  &amp; d'>", "<img width=\"1\" src=\"t.gif\">", "<!-- more -->",
            "<p style='display:none'>", "<p hidden>", "&nbsp;", "&lt;", "&amp;", "&#27;", "&#8212;",
            "& ", "&copy", "a", "b c", "\u4e2d", "\u6587", " ", "  ", "\n", "\n\n", "\t", "\u3000",
            "\u2009", "\xad", "\u202b", "\u25a3", "www.e.org", "a@e.org", "<x-y>", "<", ">",
            "**", "# ", "- ", "> ", "    ", "`", "[a](b)", "![a](b)", "<p>d</p>", "<p>e f</p>\n",
            "<h2>j</h2>", "<li>k &amp; l</li>\n", "<p class='a'>  m\n n</p>", "<p hidden>o</p>",
            "<ruby>\u6f22<rt>k</rt></ruby>", "<ruby>", "<rt>", "</rt>", "</ruby>", "<dl>", "<dt>",
            "</dt>", "<dd>", "</dd>", "</dl>", "<dl><dt>l<dd>m</dl>", "<figure>", "</figure>",
            "<figcaption>", "</figcaption>", "<figure class='caption'><img src=\"c.png\" alt='q'>",
            "<figure><img src='d'><figcaption>r</figcaption></figure>", "<table>", "</table>",
            "<thead>", "</thead>", "<tbody>", "</tbody>", "<tr>", "</tr>", "<td>", "</td>",
            "<th>", "</th>", "<td>n</td>", "<tr><td>s</td><td>t<br>u</td></tr>", "<td></td>",
            "<td rowspan=\"2\">v</td>", "<table role='none'>", "<script src=\"w.js\"></script>",
            "|a|b|\n|-|-|\n|c|d|\n", "<div><p>g</p></div>", "<ul><li>h</li><li>i",
            "<p>\u4e2d\n<b>\u6587</b></p>",
        ]
    ),
    st.text(max_size=3),
)  # fmt: skip
_format: st.SearchStrategy[BodyFormat] = st.sampled_from(["html", "markdown"])


def agrees(article: Article) -> bool:
    """Return whether an article has a quick text, and fail where its document differs."""
    quick = look_quickly(article)
    if quick is None:
        return False
    assert quick._replace(addresses=()) == by_document(article), article.path
    addresses = set(map(unescape, quick.addresses))
    assert addresses.issuperset(link.url for link in read_document(article).links), article.path
    return True


@settings(deadline=None, max_examples=300)
@given(st.lists(_piece, max_size=12).map("".join), _format)
def test_the_quick_text_of_any_html_is_the_document_s(body: str, format: BodyFormat) -> None:
    agrees(article(clean(body), format))


@pytest.mark.parametrize(
    "folder",
    [
        parameter(sample_articles(), "samples"),
        *post_sets("azu-ja", "hugo-docs", "lctt-zh", "nodejs", "yshalsager-ar"),
    ],
)
def test_the_quick_text_of_articles_is_the_document_s(folder: Path) -> None:
    """It must also be there: a reader that gives up on most articles would agree with all."""
    paths = sorted(path for path in folder.rglob("*") if is_article(path.name))
    if folder.is_relative_to(CORPUS):
        paths = paths[:60:3]
    quick = [agrees(read_article(path)) for path in paths]
    assert sum(quick) > len(quick) / 4


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<div>\n<p>\u3000\u3000\u4e2d\n\u6587</p>\n<p>a\nb</p></div>", "\u4e2d\u6587\na b"),
        ("<p>a<p>b<ul><li>c<li>d</ul>", "a\nb\nc\nd"),
        ("<p>a<br>b &lt; c</p>", "a\nb < c"),
        ("<pre><code>\n  x\n\ty\n</code></pre>", "  x\n    y"),
        ('<P CLASS="a">a</P>', "a"),
        ("<p>a<p>b</p>c<ul><li>d<li>e &amp; f</li></ul>", "a\nb\nc\nd\ne & f"),
        ('<img src="x"><p class="y">a</p>\n<h2> </h2><p></p><p>b\tc</p>', "a\nb c"),
        ('<p>a <img src="x" alt="c  d"></p><p>e</p>', "a\nc d\ne"),
        ("<p><ruby>\u6f22<rt>kan</rt>\u5b57<rt></rt></ruby>b</p>", "\u6f22(kan)\u5b57b"),
        ("<dl><dt>a</dt><dd><p>b<dt>c<dd>d</dl>e", "a\nb\nc\nd\ne"),
        (
            '<figure><a href="y"><img src="x" alt="a"></a><figcaption>b<p>c</p></figcaption>d',
            "b c\nd",
        ),
        ('<figure><img src="x"><figcaption> </figcaption></figure><p>d</p>', "d"),
        (
            "<table>\n<thead>\n<tr>\n<th>a</th>\n<th>b<br>c</th>\n</tr>\n</thead>\n"
            "<tr><td></td><td>d</td></tr><tr><td></td><td> </td></tr></table>e",
            "a\tb\tc\n\td\ne",
        ),
        ("<table><tr><td><p>a</p>b</td></tr></table>", "a\nb"),
        ('a<script async src="b.js"></script>c', "ac"),
    ],
)
def test_simple_html(html: str, text: str) -> None:
    found = quick_text(html)
    assert found is not None
    assert found.text == text == by_document(article(html)).text


@pytest.mark.parametrize(
    "html",
    [
        "a</div>b",
        "<p>a <img src=x alt=c> b</p>",
        '<p>a <img src="x" alt="c"> b</p>',
        "<table><tr><td>a</table>",
        "<pre><img src='x'>a</pre>",
        "<p hidden>a</p>",
        "<a><p>b</p></a>",
        "<h2><h3>b</h3></h2>",
        "a<li>b</li>",
        "<!-- <p>a</p> -->",
        '<b title="<p>a</p>">c</b>',
        '<span style="display:block">a</span>',
        "<script>a</script>",
        "<table><tr><td>a</td></tr>",
        "<table><b><tr><td>a</td></tr></b></table>",
        "<table>a<tr><td>b</td></tr></table>",
        '<table><tr><td rowspan="2">a</td></tr></table>',
        "<table><tr><td>a</td></tr><thead></thead></table>",
        "<p><rt>a</rt></p>",
        "<dd>a</dd>",
        "<figure><figcaption>a</figcaption><img src='b'></figure>",
        "<figure><blockquote><img src='b'></blockquote><figcaption>a</figcaption></figure>",
        "<b><p>a</b></p>",
        "a &copy b",
        "a < b",
    ],
)
def test_what_takes_a_parser(html: str) -> None:
    assert quick_text(html) is None


def _facts(html: str, find_links: bool = False) -> tuple[str, bool, bool, tuple[str, ...]]:
    quick = quick_text(html, find_links)
    assert quick is not None
    return quick.text, quick.links, quick.code, quick.addresses


def test_links_and_code() -> None:
    assert _facts('<a href="x"> </a>')[:3] == ("", False, False)
    assert _facts('<a href="x">y</a>') == ("y", True, False, ("x",))
    assert _facts("https://e.org") == ("https://e.org", False, False, ())
    assert _facts("https://e.org", True) == ("https://e.org", True, False, ("https://e.org",))
    html = '<p>www.e.org</p><a href="https://e.org/a#b">y</a>'
    assert _facts(html, True)[3] == ("https://www.e.org", "https://e.org/a#b")
    assert quick_text('<p><a href="javascript:x">y</a><a>z</a></p>') is None
    assert _facts('<a>y</a><a name="z">z</a>') == ("yz", False, False, ())
    assert _facts("<code>www.e.org</code>", True) == ("www.e.org", False, False, ())
    assert _facts("<pre>a</pre>") == ("a", False, True, ())
