import re
from pathlib import Path

import pyromark
import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.corpus import corpora
from tests.seeds import SEEDS, Seed
from tui.articles.body_format import body_format, is_html
from tui.articles.front_matter.split import split


@pytest.mark.parametrize("seed", SEEDS)
def test_the_seed_is_html(seed: Seed) -> None:
    body = split(seed.path.read_text(encoding="utf-8")).body
    assert "\n            <style>" in body
    assert body_format(body, ".md", fenced=True) == "html"


@pytest.mark.parametrize(
    "body",
    [
        "<div>\n<p>a</p>\n\n\n    <div>b</div>\n</div>\n",
        "<p>a *not* b</p>\n\n<p>c</p>",
        "<!-- x -->\n\n<div>\n\n    <style>a { b: c }</style>\n\n<p>x</p></div><!-- * y * -->",
        "<div>\n<pre>\n\n# code\n\n    more *code*\n</pre>\n</div>",
        "<div>\n\n<img src=a.png>\n\nplain words, 中文。\n\n</div>",
    ],
)
def test_html_through_and_through(body: str) -> None:
    assert is_html(body)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "words",
        "<div>\n\n# Heading\n\n</div>",
        '<div align="center">\n\n**bold** words\n\n</div>',
        "<div>\n\n- item\n\n</div>",
        "<div>\n\n    npm install\n\n</div>",
        "<div>\n\n[link](https://a.org)\n\n</div>",
        "<div>a</div>\n\nwords at the end",
        "words\n\n<div>a</div>",
        "<span>a</span>",
        "<https://example.org>",
        "<div>\n\n1. one\n\n</div>",
        "<!-- only -->",
        "<div><!-- never closed",
    ],
)
def test_markdown_stays_markdown(body: str) -> None:
    assert not is_html(body)


def _words(html: str) -> list[str]:
    body = LexborHTMLParser(f"<body>{html}").body
    return body.text(separator=" ").split() if body else []


@pytest.mark.parametrize("posts", corpora("posts"))
def test_posts_that_are_html_would_read_the_same_as_markdown(posts: Path) -> None:
    found = 0
    for path in sorted(posts.rglob("*.md")):
        body = split(path.read_text(encoding="utf-8", errors="replace")).body
        if is_html(body):
            found += 1
            if re.search(r"\n\s*\n(?: {4}|\t)", body):
                # Here Markdown would show the tags as code: what the rule is there for.
                assert "&lt;" in pyromark.html(body)
                continue
            assert _words(pyromark.html(body)) == _words(body), path.name
    assert 0 < found < 20


@pytest.mark.parametrize(
    ("body", "suffix", "fenced", "written"),
    [
        ("# x", ".md", False, "markdown"),
        ("# x", ".TXT", True, "text"),
        ("# x", ".Htm", False, "html"),
        ("# x", "", False, "markdown"),
        ("a [link](https://a.org)", "", False, "markdown"),
        ("Just words.\nAnd more.", "", False, "text"),
        ("Just words.", "", True, "markdown"),
        ("<!doctype html><p>x", "", False, "html"),
        ("<p>x</p>", "", False, "html"),
        ("words", ".rst", False, "rst"),
    ],
)
def test_formats(body: str, suffix: str, fenced: bool, written: str) -> None:
    assert body_format(body, suffix, fenced=fenced) == written
