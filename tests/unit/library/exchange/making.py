"""Bookmarks of every kind, for the tests of this folder."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from hypothesis import strategies as st

from tui.articles.article import Article, DateSource, Problem
from tui.articles.clean_text import clean, one_line
from tui.library.exchange.tidy_words import tidy_labels, tidy_note, web_address
from tui.library.values import Bookmark

NOW = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)

AWKWARD = (
    "---",
    "- a: b",
    "key: value",
    "title: not one",
    "newsreader: “x”",
    "</A><DD>&amp;&lt;",
    "\"quoted\" \\ and 'so'",
    "*alias &anchor",
    "[[[{{{",
    "南京：软件",
    "🧑‍🚀 مرحبا",
    "# no comment",
    "../../etc/passwd",
    "]]>",
    "\u2067turned\u2069",
)

texts = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(AWKWARD), max_size=6).map("\n".join),
    st.lists(st.sampled_from(AWKWARD), max_size=3).map(" ".join),
)
lines = texts.map(one_line)
zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.datetimes(datetime(1971, 1, 2), datetime(4999, 1, 1), timezones=zones)
dates = st.datetimes(datetime(3, 1, 1), datetime(9990, 1, 1), timezones=zones)
problems = st.builds(Problem, lines, st.none() | st.integers(1, 999), lines)
labels = st.lists(texts, max_size=4).map(tidy_labels)
links = st.just("") | st.text(max_size=20).map(lambda rest: web_address(f"https://a.org/{rest}"))
sources: st.SearchStrategy[DateSource] = st.sampled_from(
    ["front matter", "file name", "path", "file time"]
)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Make an article as the library may hold it: all of its text is clean."""
    date = draw(st.none() | dates)
    return Article(
        title=draw(lines) or "Untitled",
        body=clean(draw(texts)),
        format=draw(st.sampled_from(["html", "markdown", "text"])),
        path=draw(st.sampled_from([None, Path("/a/b.md"), Path("/a/\udc80\n.md")])),
        author=draw(lines),
        date=date,
        has_time=draw(st.booleans()),
        date_source=draw(sources) if date else "none",
        categories=tuple(draw(st.lists(st.lists(lines, min_size=1).map(tuple), max_size=3))),
        tags=tuple(draw(st.lists(lines, max_size=3))),
        link=draw(links),
        excerpt=draw(lines),
        cover=draw(lines),
        language=draw(st.sampled_from(["", "en", "zh-Hant"])),
        problems=tuple(draw(st.lists(problems, max_size=2))),
    )


bookmarks = st.builds(
    Bookmark,
    articles(),
    moments,
    st.none(),
    texts.map(tidy_note),
    labels,
    st.none(),
    st.none(),
    highlights=st.just(()),
    is_bookmarked=st.just(True),
    read=st.just(False),
)


def link(title: str = "A title", address: str = "https://a.org/", **more: object) -> Bookmark:
    """Make a bookmark of a link."""
    kept = Bookmark(Article(title, "", "text", link=address), NOW, None)
    return kept._replace(**more)  # type: ignore[arg-type]
