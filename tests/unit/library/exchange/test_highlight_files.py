"""Highlights as files, out and in again, and files of others."""

import csv
import io
import json
from datetime import UTC, datetime

import pytest

from tui.articles.article import Article
from tui.errors import NewsreaderError
from tui.library.exchange.highlight_files import COLUMNS, Listed, from_bytes, to_text
from tui.library.values import Highlight, Highlighted

NOW = datetime(2024, 1, 2, tzinfo=UTC)
THEN = datetime(2023, 5, 4, 10, 11, 12, tzinfo=UTC)
FIRST = Highlight("Two\nlines, “quoted”", THEN, "before ", " after", "green", 'A "note"\n=1+1', 7)
SECOND = Highlight("Only words", THEN)
ARTICLE = Article(
    "*Mill* & weir",
    "Body.",
    "markdown",
    author="Ann, Bob",
    date=datetime(2021, 3, 4, tzinfo=UTC),
    date_source="front matter",
    tags=("water",),
    link="https://example.org/mill",
    has_title=True,
)
OF = Highlighted(ARTICLE, (FIRST, SECOND), 3, (bytes(16), bytes(range(16))))
LISTED = [Listed(FIRST, OF, 4), Listed(SECOND, OF, None)]


def test_json_gives_back_everything_but_the_body() -> None:
    data = to_text(LISTED, "json").encode()
    assert len(json.loads(data)["highlights"]) == 2
    found = from_bytes(data, "h.json", NOW)
    assert not found.unread
    assert [each.highlights for each in found.articles] == [
        (FIRST._replace(id=None),),
        (SECOND,),
    ]
    assert {each.key for each in found.articles} == {OF.key}
    (article,) = {each.article for each in found.articles}
    assert article == ARTICLE._replace(body="", format="text")


def test_csv_has_readwises_columns_and_comes_back() -> None:
    text = to_text(LISTED, "csv")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert text.splitlines()[0] == ",".join(COLUMNS)
    assert rows[0] == {
        "Highlight": FIRST.exact,
        "Title": ARTICLE.title,
        "Author": ARTICLE.author,
        "URL": ARTICLE.link,
        "Note": FIRST.note,
        "Location": "4",
        "Date": "2023-05-04 10:11:12+00:00",
    }
    found = from_bytes(text.encode("utf-8-sig"), "h.csv", NOW)
    first = found.articles[0]
    assert (first.article.title, first.article.link) == (ARTICLE.title, ARTICLE.link)
    assert first.highlights == (Highlight(FIRST.exact, THEN, note=FIRST.note),)


def test_csv_of_others_has_other_columns_in_any_order() -> None:
    text = (
        "Tags,Book Title,Highlighted at,Highlight,Book Author,Amazon Book ID,Note\r\n"
        'x,Weir,2023-05-04 10:11:12+00:00,"One, two\r\nthree",Ann,,\r\n'
        ",Mill,nonsense,Short,,\r\n,,,,\r\n,Lost,,,,\r\n"
    )
    found = from_bytes(text.encode(), "h.csv", NOW)
    assert [(each.article.title, *each.highlights) for each in found.articles] == [
        ("Weir", Highlight("One, two\nthree", THEN)),
        ("Mill", Highlight("Short", NOW)),
    ]
    assert [each.line for each in found.unread] == [6]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_comes_with_any_separator_and_with_colours(separator: str) -> None:
    rows = (("Highlight", "Title", "Color"), ("One", "Mill", "Blue"), ("Two", "Mill", "pink"))
    data = "\r\n".join(separator.join(row) for row in rows).encode("utf-16")
    found = from_bytes(data, "h.csv", NOW).articles
    assert [each.highlights[0].colour for each in found] == ["blue", "yellow"]


def test_markdown_reads_as_quotations_below_a_heading() -> None:
    assert to_text(LISTED, "markdown") == (
        "## \\*Mill\\* & weir\n\nAnn, Bob · <https://example.org/mill>\n\n"
        '> Two\n> lines, “quoted”\n\nA "note"\n=1+1\n\n> Only words\n'
    )


def test_what_a_file_says_brings_no_control_codes() -> None:
    data = b'Highlight,Title,URL,Note\n"a\x1b[31mb",T\x1b]0;x\x07,javascript:x,n\x9b1m\n'
    (each,) = from_bytes(data, "h.csv", NOW).articles
    assert (each.highlights[0].exact, each.article.link) == ("ab", "")
    assert all(map(str.isprintable, (each.article.title, each.highlights[0].note)))


@pytest.mark.parametrize(
    "data",
    [
        b"Just a text.\n",
        b'{"bookmarks": []}',
        b"[1, 2]",
        b"Title,URL\na,b\n",
        b"\x00\xff\x00",
        b"{",
    ],
)
def test_anything_else_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(NewsreaderError, match=r"^x\.y holds no highlights: .*\.$"):
        from_bytes(data, "x.y", NOW)
