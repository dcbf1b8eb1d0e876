"""What `show` and `list` print is read back as the same articles."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tui.articles.article import Article, BodyFormat
from tui.articles.clean_text import clean, one_line
from tui.articles.containers import kinds
from tui.articles.identity import key_of
from tui.cli.list import as_object
from tui.cli.output import json_line
from tui.cli.printing.pages import json, markdown
from tui.document.model import Setting
from tui.document.to_markdown import body_as_markdown
from tui.library.library import Library

_SETTING = Setting(40, len, False)
_PARTS = st.sampled_from(
    [
        "", "---", "+++", "title: Quoted", "date: 2020-02-30", "```", "~~~~", "```yaml", "- one",
        "# Heading", "Words, 湖边。", "*stars* and __bars__", "a | b", "|---|---|", "<p>one</p>",
        "<pre>", "</pre>", "<!-- kept", "-->", "{{ tag }}", "{% raw %}", "$x_1$", "> quoted", "\t",
        "    deep", "[a](https://quay.example/)", "From Ada Mon Jan", '{"title": "x"}', "===", "\\",
        "&amp; &lt;b&gt;", "<b>bold", "<!DOCTYPE html>", "<html><title>t</title>", ";;;",
    ]
)  # fmt: skip
_BODIES = st.lists(_PARTS, max_size=10).map(lambda lines: clean("\n".join(lines)))
_NAMES = st.sampled_from(["Ada Ray", "湖边", "grey: one", "#7", "a's", "- b", "[x]", '"q"', "1.0"])
_LISTS = st.lists(_NAMES.map(lambda name: name.lstrip("#")), max_size=2, unique=True).map(tuple)
_FORMATS: tuple[BodyFormat, ...] = ("markdown", "html", "text")
_ARTICLES = st.builds(
    lambda **fields: Article(**fields),
    title=st.one_of(_NAMES, st.text("aB7é'\"#:-[]{}|>*%@!,. <&", max_size=9)).map(
        lambda text: one_line(f"x {text}")
    ),
    body=_BODIES,
    format=st.sampled_from(_FORMATS),
    author=st.sampled_from(["", "Ada Ray", "湖边", "grey: one", "R&D <x>"]),
    date=st.one_of(
        st.none(),
        st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)).map(
            lambda date: date.replace(microsecond=0, tzinfo=timezone(timedelta(hours=-3)))
        ),
    ),
    has_time=st.just(True),
    date_source=st.just("front matter"),
    categories=st.lists(
        st.lists(_NAMES, min_size=1, max_size=3).map(tuple), max_size=2, unique=True
    ).map(tuple),
    tags=_LISTS,
    link=st.sampled_from(["", "https://quay.example/a?b=1&c=2#d"]),
)
_METADATA = ("title", "author", "date", "categories", "tags", "link")


def _back(printed: str) -> list[Article]:
    return [entry.article for entry in kinds.read(printed.encode()).entries]


@settings(max_examples=60)
@given(st.lists(_ARTICLES, min_size=1, max_size=3))
def test_json_is_read_as_the_same_articles(articles: list[Article]) -> None:
    printed = "".join(f"{line}\n" for one in articles for line in json(one, _SETTING))
    read = _back(printed)
    assert len(read) == len(articles)
    for before, after in zip(articles, read, strict=True):
        for field in (*_METADATA, *(("body", "format") if before.body else ())):
            assert getattr(after, field) == getattr(before, field), field


@settings(max_examples=60)
@given(st.lists(_ARTICLES, min_size=1, max_size=3))
@example([Article("x", "", "markdown"), Article("y", "```\nopen", "markdown")])
@example([Article("x", "---\ntitle: Quoted", "markdown"), Article("y", "", "markdown")])
def test_markdown_is_divided_into_the_same_articles(articles: list[Article]) -> None:
    printed = "".join(f"{line}\n" for one in articles for line in markdown(one, _SETTING))
    read = _back(printed)
    assert len(read) == len(articles)
    for before, after in zip(articles, read, strict=True):
        for field in _METADATA:
            assert getattr(after, field) == getattr(before, field), field
        words = body_as_markdown(before).split()
        assert after.body.split()[: len(words)] == words


@pytest.fixture(scope="module")
def user_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place for the marks of libraries whose index is in memory."""
    return tmp_path_factory.mktemp("marks") / "user.db"


@settings(max_examples=60)
@given(articles=st.lists(_ARTICLES, min_size=1, max_size=3))
def test_rows_are_read_as_the_same_articles(articles: list[Article], user_db: Path) -> None:
    alike = {key_of(article): article for article in articles}  # Copies share a row.
    with Library.open(index=None, user=user_db) as library:
        ids = library.add(list(alike.values()))
        rows = library.search.summaries(ids)
    read = _back("".join(f"{json_line(as_object(row))}\n" for row in rows))
    assert len(read) == len(alike)
    for before, after in zip(alike.values(), read, strict=True):
        for field in _METADATA:
            assert getattr(after, field) == getattr(before, field), field
