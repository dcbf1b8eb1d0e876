"""Every parser by its name, and what it is asked to read: a piece repeated without end.

A parser that looks on from each piece to the end of the text takes a time that grows with the
square of its length, so one piece, repeated and put between two others, is the shape to seek.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import PurePath
from time import process_time
from typing import NamedTuple, get_args

from hypothesis import strategies as st
from rich.cells import cell_len

from tests.unit.document.setting import article
from tui.articles import categories, clean_text, dates, titles
from tui.articles.article import BodyFormat
from tui.articles.containers import Kind, cat_stream, kinds
from tui.articles.encoding.decode import decode
from tui.articles.front_matter.split import split
from tui.articles.reading import parse_article
from tui.document.body_parser import read_document
from tui.document.index_text.quick_text import look_quickly
from tui.document.layout.page import lay_out_page
from tui.document.model import Setting
from tui.document.template_tags.expansion import without_tags
from tui.document.to_markdown import to_markdown
from tui.errors import ArticleError
from tui.library.exchange import formats
from tui.library.search.query_language import parse

_PAGE = (
    "<!doctype html><html><head><title>A mill</title><meta charset=utf-8></head><body>"
    + "<p>The mill stands by the weir, and both are older than the lock below them.</p>" * 9
)
_NOW = datetime(2021, 3, 29, tzinfo=UTC)


def spent(read: Callable[[str], object], text: str) -> float:
    """Return the processor time that reading a text takes, in seconds."""
    began = process_time()
    read(text)
    return process_time() - began


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fail where something takes more processor time; a busy machine costs none."""
    began = process_time()
    yield
    took = process_time() - began
    assert took < seconds, f"took {took:.1f} seconds of the processor"


def _read(text: str, written: BodyFormat) -> None:
    read_document(article(text, written))
    look_quickly(article(text, written))


def _lay_out(text: str, written: BodyFormat) -> None:
    what = article(text, written)
    document = read_document(what)
    for width in (1, 2, 17, 80, 200):
        for _ in lay_out_page(what, document, Setting(width, cell_len)):
            pass


def _read_titles(text: str) -> None:
    titles.title_heading(text, "markdown")
    titles.title_heading(text, "html")
    titles.plain(text)
    titles.first_line(text)
    clean_text.one_line(clean_text.clean(text))


def _read_values(text: str) -> None:
    dates.read_date(text)
    dates.date_in_name(text)
    dates.date_in_path(PurePath(text))
    dates.date_in_address(f"https://a.example/{text}")
    for value in (text, text.split(), [[each] for each in text.split()]):
        categories.read_categories(value, in_posts=True)
        categories.read_tags(value, in_posts=True)


def _read_containers(text: str) -> None:
    for kind in (None, *get_args(Kind)):
        with suppress(ArticleError):
            kinds.read(text.encode("utf-8", "replace"), kind)


def _read_bookmarks(text: str) -> None:
    for kind in get_args(formats.Format):
        with suppress(ValueError):
            formats.from_bytes(text.encode("utf-8", "replace"), kind, _NOW)


class Parser(NamedTuple):
    """What reads a text, and what the text is made of."""

    read: Callable[[str], object]
    pieces: tuple[str, ...]


_HTML = (
    "<p>", "<div>", "<b>", "<i", "a>", "<a href=x>", "<ul><li>", "<table><tr><td>",
    "<td colspan=9>", "<pre>", "</p>", "</b>", "</div>", "</table>", "<!--", "-->",
    "<![CDATA[", "]]>", "<script>", "</script>", "<style>", "<br>", "<img src=x>", "<svg>",
    "<select><option>", "<h1>", "<blockquote>", "<details><summary>", "<ruby>x<rt>",
    "<math><mi>", "<dl><dt>", "<dd>", "<input>", "<textarea>", "<q>", "<sup>", "<font size=1>",
    "&amp;", "&#x41;", "&nbsp", "<", ">", '"', "'", "=", "<a ", "x='", 'y="',
    "<p style='display:none'>", "<!", "</", " ", "\n", "\t", "x", "文，", "\u3000",
    "https://a.example/(", "<code>", "\u202e", "ש", "e\u0301", "-", "\u00ad", "a-b",
)  # fmt: skip
_MARKDOWN = (
    "*", "**", "_", "__", "`", "```", "~~~", "[", "]", "(", ")", "[a](b)", "![", "<a", "<!--",
    ">", "-", "1.", "#", "=", "---", "|", "|-|", "^", "[^1]", "[^1]:", "~", "~~", "==", "%%",
    "$", "$$", "\\(", "\\[", "\\", "&", "&#x", ":::", "!!!", "???", "===", ":a:", "{:", "{",
    "}", "{%", "%}", "{{", "}}", "{% raw %}", "{{<", ">}}", "[[", "]]", "++", "https://",
    "www.", "a@b.c", "x", "文", "“", "”", "，", "。", "<div>", "</div>", "<b>", "</b>", "a ", " ",
    "  ", "    ", "\n", "\n\n", "\t", "> ", "- ", "1. ", "# ", "[a]: b\n", ": x\n", "||",
    "%% ", "export ", "import ", "<A b={", "==a", "$a$", "\\begin{a}", "{% note %}\n", "x\n",
    "|a|b|\n", "|-|-|\n", "::: note\n", "!!! note\n", "```x\n", "<!-- tab ", "[caption]",
    "\\$", "'",
)  # fmt: skip
_FRONT = (
    "---\n", "+++\n", ";;;\n", "{", "}", "[", "]", "{\n", "}\n", '"a": ', '"', "'", ",", ":",
    ": ", "- ", "? ", "&a ", "*a ", "!!a ", "| ", "> ", "#", "# ", "a: b\n", "title: x\n",
    "Title: x\n", "a = 1\n", "[a]\n", "[[a]]\n", "a.b", "[#]: a: b\n", "[//]: # (a: b)\n",
    "<!--", "-->", "a:: b\n", "% ", "\n", "\n\n", " ", "  ", "\t", "x", "标题：", "：",
    "date: 2021-01-01\n", "tags: [", "1", ":59", "<<<<<<<\n", "=======\n", "\\", "<html>",
    "<!doctype html>", "</html>", "```\n", "\ufeff",
)  # fmt: skip
_VALUES = (
    "1", "12", "2021", "-03", "-29", "T", "11:15", ":59", "+08:00", "Z", "GMT", "Mon,",
    "March", "3月", "年", "日", "/", "-", ".", ",", ":", ";", "#", ">", "<", "[", "]", "(", ")",
    '"', "'", "a", "x", "文", "上午", "pm", "ago", " ", "  ", "\n", "\t", "/a", "1e9", "\\",
    "://", "||", "->",
)  # fmt: skip
_QUERY = (
    '"', "-", "(", ")", "OR ", "a ", "title:", "date:", "..", "words:", ">", "is:read ", "a",
    "文", " ", "'", "*", "tag:", "sort:", "\\", ":", "date:7d ", "2021-", "/", "AND ", "links:",
    "|",
)  # fmt: skip
_FILES = (
    "From a@b.c Mon Mar 29 2021\n", "Subject: x\n", "MIME-Version: 1.0\n", "\n", "--a\n",
    "=?utf-8?q?", "?=", "<rss><channel>", "<item>", "</item>", "<title>", "<![CDATA[", "]]>",
    "<feed>", "<entry>", "<opml>", "<outline text='a'>", "&lt;", '{"title": "a"}\n', '{"a": [',
    "[", "{", '"', ",", "}", "]", "<DL><p>", "<DT><A HREF='x'>", "</A>", "<DD>", "<H3>",
    "<?xml ?>", "<!DOCTYPE a [", "<!ENTITY a 'b'>", "a,b\n", '"a', "x", " ",
    "Content-Type: multipart/mixed; boundary=a\n", "---\n", "title: a\n", "- ",
    "* [a](https://b.c) ", "# ", "> ", "=", "=3D", "http://a.example/ ", "(", ")", ";",
    "Received: ",
)  # fmt: skip

PARSERS: dict[str, Parser] = {
    "html": Parser(lambda text: _read(text, "html"), _HTML),
    "a saved page": Parser(lambda text: _read(_PAGE + text, "html"), _HTML),
    "what a page says of itself": Parser(
        lambda text: parse_article((_PAGE + text).encode("utf-8", "replace"), path=None), _HTML
    ),
    "markdown": Parser(lambda text: _read(text, "markdown"), _MARKDOWN),
    "plain text": Parser(lambda text: _read(text, "text"), _MARKDOWN),
    "template tags": Parser(without_tags, _MARKDOWN),
    "lines of html": Parser(lambda text: _lay_out(text, "html"), _HTML),
    "lines of markdown": Parser(lambda text: _lay_out(text, "markdown"), _MARKDOWN),
    "html to markdown": Parser(lambda text: to_markdown(article(text, "html")), _HTML),
    "front matter": Parser(split, _FRONT),
    "an article": Parser(
        lambda text: parse_article(text.encode("utf-8", "replace"), path=None), _FRONT
    ),
    "titles": Parser(_read_titles, _MARKDOWN),
    "dates and categories": Parser(_read_values, _VALUES),
    "queries": Parser(parse, _QUERY),
    "streams": Parser(
        lambda text: list(cat_stream.divided([text.encode("utf-8", "replace")])), _FRONT
    ),
    "containers": Parser(_read_containers, _FILES),
    "bookmarks": Parser(_read_bookmarks, _FILES),
    "encodings": Parser(lambda text: decode(text.encode("utf-16-le", "replace")[1:]), _MARKDOWN),
}


def repeated(before: str, piece: str, after: str, length: int) -> str:
    """Return a text of about a length: a piece again and again between two others."""
    return before + piece * (length // max(len(piece), 1)) + after


def repetitions(parser: Parser, length: int) -> st.SearchStrategy[str]:
    """Return texts of up to a length for a parser."""
    few = st.lists(st.sampled_from(parser.pieces), max_size=3).map("".join)
    more = st.lists(st.sampled_from(parser.pieces), min_size=1, max_size=4).map("".join)
    return st.builds(repeated, few, more, few, st.integers(1, length))
