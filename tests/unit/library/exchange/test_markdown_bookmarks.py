from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given

from tests.unit.library.exchange.making import NOW, bookmarks
from tui.articles.article import Article
from tui.articles.article_files import suffix_of
from tui.articles.identity import identity, text_hash
from tui.articles.reading import parse_article
from tui.library.exchange.markdown_bookmarks import (
    from_bytes,
    line_of_own,
    origin,
    to_text,
)
from tui.library.values import Bookmark

ARTICLE = Article(
    "Words: “more”",
    "# A heading\n\n---\n\nText\n",
    "markdown",
    author="Ada Ray",
    date=datetime(2021, 3, 29, 18, 2, tzinfo=UTC),
    has_time=True,
    date_source="front matter",
    categories=(("金融", "国内"), ("world",)),
    tags=("chips",),
    link="https://example.org/chips",
    excerpt="Short.",
    language="en",
    has_title=True,
)
BOOKMARK = Bookmark(ARTICLE, NOW, None, "A note\nof two lines", ("later", "工作"))


@given(bookmarks)
def test_there_and_back(kept: Bookmark) -> None:
    text = to_text(kept)
    found = from_bytes(text.encode(), NOW)
    assert found == kept
    assert to_text(found) == text
    seen = origin(text.encode())
    assert seen and seen.untouched


@pytest.mark.parametrize(
    ("format", "body"),
    [
        ("markdown", ARTICLE.body),
        ("html", "<p>one</p>\n<p>two</p>\n"),
        ("html", "Only <b>words</b>."),
        ("text", "# no heading\n"),
    ],
)
def test_any_reader_of_articles_reads_the_same_article(format: str, body: str) -> None:
    article = ARTICLE._replace(format=format, body=body)  # type: ignore[arg-type]
    path = Path(f"/folder/name{suffix_of(article)}")
    read = parse_article(to_text(BOOKMARK._replace(article=article)).encode(), path=path)
    assert read == article._replace(path=path)
    assert (identity(read), text_hash(read)) == (identity(article), text_hash(article))


def test_what_is_edited_by_hand_is_taken_in() -> None:
    text = to_text(BOOKMARK).replace("of two lines", "edited").replace("Ada Ray", "Bea")
    found = from_bytes(text.encode(), NOW)
    assert found
    assert (found.note, found.article.author) == ("A note\nedited", "Bea")
    seen = origin(text.encode())
    assert seen and not seen.untouched


def test_other_articles_are_no_bookmarks() -> None:
    for text in (
        "",
        "---\ntitle: x\n---\nbody",
        "newsreader: x",
        'a\n---\nnewsreader: "{}"\n---\n',
    ):
        assert from_bytes(text.encode(), NOW) is None
        assert origin(text.encode()) is None


@pytest.mark.parametrize("value", ["{", "[]", "3", "[" * 100_000, '{\\"date\\": 3}'])
def test_a_broken_value_is_explained(value: str) -> None:
    data = f'---\ntitle: x\nnewsreader: "{value}"\n---\nbody'.encode()
    with pytest.raises(ValueError, match="newsreader|date"):
        from_bytes(data, NOW)
    assert line_of_own(data) == 3
    assert origin(data) is None


def test_front_matter_written_anew_by_another_program() -> None:
    text = to_text(BOOKMARK)
    start = text.index("newsreader: ") + len("newsreader: ")
    end = text.index("\n", start)
    import json

    inner = json.loads(text[start:end]).replace("'", "''")
    found = from_bytes(f"{text[:start]}'{inner}'{text[end:]}".encode(), NOW)
    assert found == BOOKMARK
