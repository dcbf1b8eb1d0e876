from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.articles.article import Article, BodyFormat
from tui.articles.article_files import save, written
from tui.articles.clean_text import clean, one_line
from tui.articles.containers.cat_stream import split_stream
from tui.articles.reading import read_article

_words = st.text("aB7é湖\"'#:-[]{}|>*%@!,. ", min_size=2, max_size=12).map(
    lambda text: one_line(f"x {text}")
)
_name = st.sampled_from(["Ada Ray", "湖边", "grey: one", "#7", "a's", "- b", "[x]", "Ünder"])
_line = st.sampled_from(["---", "", "words", "- a", "# Heading"])
_articles = st.builds(
    lambda **fields: Article(**fields),
    title=st.one_of(_name, _words),
    body=st.lists(_line, max_size=12).map(lambda lines: clean("\n".join(lines))),
    format=st.just("markdown"),
    author=st.sampled_from(["", "Ada Ray", "湖边", "grey: one"]),
    date=st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)).map(
        lambda date: date.replace(microsecond=0, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    ),
    has_time=st.just(True),
    categories=st.lists(
        st.lists(_name, min_size=1, max_size=3).map(tuple), max_size=3, unique=True
    ).map(tuple),
    tags=st.lists(_name.map(lambda name: name.lstrip("#")), max_size=3, unique=True).map(tuple),
    link=st.sampled_from(["", "https://quay.example/a?b=1&c=2#d"]),
)


@settings(max_examples=30, deadline=None)
@given(st.lists(_articles, min_size=1, max_size=4))
def test_files_in_a_row_are_read_as_the_same_articles(articles: list[Article]) -> None:
    stream = "".join(written(article, article.body) for article in articles)
    read = split_stream(stream.encode())
    assert len(read) == len(articles)
    for before, after in zip(articles, read, strict=True):
        for field in ("title", "author", "date", "has_time", "categories", "tags", "link"):
            assert getattr(after, field) == getattr(before, field), field
        assert [line.strip() for line in after.body.strip().split("\n")] == [
            line.strip() for line in before.body.strip().split("\n")
        ]


def test_a_day_without_a_time() -> None:
    article = Article("One", "Words.", "markdown", date=datetime(2024, 2, 3).astimezone())
    assert "date: '2024-02-03'\n" in written(article, article.body)
    article = article._replace(has_time=True, date=datetime(2024, 2, 3, 4, 5, tzinfo=UTC))
    assert "date: '2024-02-03T04:05:00+00:00'\n" in written(article, article.body)


def test_the_time_of_a_file_is_no_date_of_its_article() -> None:
    article = Article("One", "Words.", "markdown", date=datetime(2024, 2, 3).astimezone())
    assert "date:" not in written(article._replace(date_source="file time"), article.body)
    assert "date:" in written(article._replace(date_source="file name"), article.body)


@pytest.mark.parametrize("body", ["```sh\nls", "Words.\n<pre>\nls", "<!-- open", "~~~~\n~~~"])
def test_code_that_is_left_open_takes_in_no_other_file(body: str) -> None:
    article = Article("One", body, "markdown")
    stream = "".join([written(article, body), written(article, body), written(article, "```\n")])
    assert len(split_stream(stream.encode())) == 3


@pytest.mark.parametrize(
    ("format", "body"),
    [
        ("markdown", "The ferry *stops* here.\n\n---\ntitle: Quoted\n---\n"),
        ("html", "<p>The ferry <b>stops</b> here.</p>\n"),
        ("html", "<!DOCTYPE html><html><body><p>The ferry stops.</p></body></html>\n"),
        ("text", "The ferry *stops* here, at 5 < 6.\n"),
    ],
)
def test_saved_articles_are_read_as_the_same(format: BodyFormat, body: str, tmp_path: Path) -> None:
    date = datetime(2021, 3, 29, 18, 5, tzinfo=UTC)
    article = Article(
        "Ferry: a / b?", body, format, None, "Ada Ray", date, True, "front matter",
        (("湖", "Ferries"),), ("tide",), "https://quay.example/ferry",
    )  # fmt: skip
    assert save([article, article], tmp_path / "new" / "folder") == 2
    for path in (tmp_path / "new" / "folder").iterdir():
        found = read_article(path)
        for field in ("title", "author", "date", "categories", "tags", "link", "format"):
            assert getattr(found, field) == getattr(article, field)
        assert found.body.split() == article.body.split()
