"""Feeds in XML: RSS 0.9x, 1.0 (RDF) and 2.0, and Atom, by feedparser."""

import re
from functools import partial
from html import escape, unescape
from io import BytesIO
from typing import Any

import feedparser

from tui.articles.article import Article, BodyFormat
from tui.articles.containers.entries import Contents, absolute, article_of, numbered, plain
from tui.errors import ArticleError

_HTML = ("text/html", "application/xhtml+xml")
_TEXTS = ("text/plain", "text/markdown", *_HTML)
"""The types of contents that are read: Atom allows any, also pictures in base64."""
_RELATIVE = re.compile(
    r"(?<=[\s\"'])((?:href|src)\s*=\s*)([\"'])(?!#|[a-z][a-z\d+.-]*:)(.*?)\2", re.I
)
"""An attribute with a relative address: Atom's `xml:base` says where it leads."""
_FIRST_ELEMENT = re.compile(rb"<\w")
_BLANK_LINES = re.compile(rb"\n\s+")


def read_feed(data: bytes) -> Contents:
    """Read a feed.

    Entities and characters that XML does not allow lose no entry: feedparser reads such a
    feed with a parser for HTML.

    Raises:
        ArticleError: It is no feed.
    """
    # Scripts are never run, and links are resolved where they are opened: without both steps,
    # reading takes a quarter of the time.
    feed = feedparser.parse(BytesIO(_tidy(data)), sanitize_html=False, resolve_relative_uris=False)
    version = feed.get("version", "")  # Missing where there are no bytes at all.
    if not version and not feed.entries:
        raise ArticleError("the feed can't be read")
    name = "Atom feed" if version.startswith("atom") else "RSS feed"
    articles = [_article(entry, feed.feed) for entry in feed.entries]
    return Contents(name, numbered(articles), ("entry", "entries"))


def _tidy(data: bytes) -> bytes:
    """Return a feed without blank lines before its first element.

    feedparser looks from each of them to the end of all white space.
    """
    first = _FIRST_ELEMENT.search(data)
    at = first.start() if first else len(data)
    return _BLANK_LINES.sub(b"\n", data[:at]) + data[at:]


def _article(entry: Any, feed: Any) -> Article:
    texts: list[Any] = [
        one
        for one in (*entry.get("content", ()), entry.get("summary_detail") or {})
        if (one.get("type") or "text/plain") in _TEXTS
    ]
    content: Any = max(texts, key=lambda one: len(one.get("value") or ""), default={})
    written: BodyFormat = "html" if content.get("type") in _HTML else "text"
    body = content.get("value") or ""
    if written == "html" and content.get("base"):
        body = _RELATIVE.sub(partial(_joined, content["base"]), body)
    media = _media(entry, body)
    if media and written == "text":
        body, written = f"<pre>{escape(body)}</pre>" if body else "", "html"
    title = entry.get("title_detail") or {}
    link = entry.get("link")
    values: dict[str, object] = {
        "title": title.get("value") if title.get("type") in _HTML else plain(title.get("value")),
        "author": _authors(entry) or _authors(feed),
        "date": entry.get("published"),
        "created": entry.get("created"),
        "updated": entry.get("updated"),
        "tags": [plain(tag.get("label") or tag.get("term")) for tag in entry.get("tags", ())],
        "link": absolute(link, feed.get("link") or "") if link else "",
        "guid": entry.get("id"),
        "lang": content.get("language") or feed.get("language"),
    }
    return article_of(values, body + media, written)


def _joined(base: str, found: re.Match[str]) -> str:
    return f"{found[1]}{found[2]}{escape(absolute(unescape(found[3]), base))}{found[2]}"


def _authors(source: Any) -> list[object]:
    """Return the names of the authors of an entry or a feed; mail addresses for want of them."""
    named = [one.get("name") or one.get("email") for one in source.get("authors", ()) if one]
    return [plain(name) for name in named or [source.get("author")] if name]


def _media(entry: Any, body: str) -> str:
    """Return HTML for the enclosures and pictures that the body does not show."""
    shown: list[str] = []
    for one in [*entry.get("enclosures", ()), *entry.get("media_content", ())]:
        address = one.get("href") or one.get("url") or ""
        if not address or address in body or any(address in part for part in shown):
            continue
        url = escape(address)
        if (one.get("type") or one.get("medium") or "").startswith("image"):
            shown.append(f'<p><img src="{url}"></p>')
        else:
            shown.append(f'<p><a href="{url}">{url}</a></p>')
    return "".join(shown)
