"""Articles in JSON: an object a line, an array, and JSON Feed 1.1.

The keys are those of `list --json` and `show --format json`, of JSON Feed, of the REST interface
of WordPress, and others that exports use.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, get_args

from tui.articles.article import Article, BodyFormat, DateSource
from tui.articles.containers.entries import Contents, article_of, numbered, plain
from tui.articles.encoding.decode import decode
from tui.articles.files import is_article
from tui.articles.front_matter import keys
from tui.articles.front_matter.parsers import NotStrict, load_json
from tui.articles.identity import composed
from tui.articles.reading import read_article
from tui.errors import ArticleError

_SPACE = re.compile(r"[\s,\x1e]*")
"""The characters between values; RS begins each in RFC 7464."""
_BODIES: dict[str, BodyFormat | None] = {
    "body": None,
    "content": None,
    "content_html": "html",
    "html": "html",
    "body_html": "html",
    "content_markdown": "markdown",
    "markdown": "markdown",
    "content_text": "text",
    "full_text": None,
    "text": None,
}
_SUMMARIES = ("summary", "description", "excerpt", "snippet")
_INSIDE = ("rendered", "value", "content", "html", "text")
"""The keys of a text that is an object, as in WordPress and Feedly."""
_UNREAD = frozenset({"images", "path", *_BODIES})
"""Keys whose values are no metadata: `images` counts or lists those of the body."""
_SOURCES: tuple[DateSource, ...] = get_args(DateSource)
_ADDRESSES = frozenset((*keys.LINK, *keys.COVER, *keys.DATE))


class Rows(NamedTuple):
    """Objects in a text."""

    objects: list[dict[str, object]]
    feed: dict[str, object]
    """The JSON Feed around them; empty where there is none."""
    problems: tuple[str, ...] = ()


def read_json(data: bytes) -> Contents:
    """Read the articles of an array, a JSON Feed, or of objects one after another.

    Raises:
        ArticleError: It is no JSON, or holds no article.
    """
    rows = rows_of(decode(data).text)
    if not rows.objects:
        raise ArticleError("; ".join(rows.problems) or "the JSON holds no article")
    articles = [_article(row, rows.feed) for row in rows.objects]
    if rows.feed:
        return Contents("JSON Feed", numbered(articles), ("entry", "entries"))
    return Contents("JSON", numbered(articles), problems=rows.problems)


def rows_of(text: str) -> Rows:
    """Return the objects of a text. A line that is no JSON costs no other. Raises nothing."""
    objects: list[dict[str, object]] = []
    problems: list[str] = []
    at = _SPACE.match(text).end()  # type: ignore[union-attr]
    while at < len(text):
        try:
            value, at = load_json(text, at)
        except NotStrict as error:
            line = text.count("\n", 0, at) + 1
            problems.append(f"Line {line} is not valid JSON: {error}.")
            at = text.find("\n", at) + 1 or len(text)
            value = None
        if isinstance(value, dict) and isinstance(value.get("items"), list):
            return Rows([one for one in value["items"] if isinstance(one, dict)], value)
        items = value if isinstance(value, list) else [value]
        objects.extend(one for one in items if isinstance(one, dict))
        at = _SPACE.match(text, at).end()  # type: ignore[union-attr]
    return Rows(objects, {}, tuple(problems))


def _article(row: dict[str, object], feed: dict[str, object]) -> Article:
    body, written = _body(row)
    values = dict(_metadata(row))
    if "author" not in values and "authors" not in values:
        values["authors"] = plain(feed.get("authors") or feed.get("author"))
    article = article_of(values, body, written)
    source = next((each for each in _SOURCES if each == row.get("date_source")), None)
    if article.date and source:
        article = article._replace(date_source=source)
    if article.date and "has_time" not in row and _is_day(row.get("date"), article.date):
        article = article._replace(has_time=False)
    if "body" not in row and isinstance(row.get("path"), str):
        return _of_file(str(row["path"]), article) or article
    return article


def _metadata(row: dict[str, object]) -> Iterator[tuple[str, object]]:
    for key, value in row.items():
        name = keys.normal(key)
        if name in _UNREAD or name not in keys.KNOWN and name != "external_url":
            continue
        if isinstance(value, dict) and isinstance(value.get("rendered"), str):
            yield key, value["rendered"]
        else:
            yield key, value if name in _ADDRESSES else plain(value)


def _body(row: dict[str, object]) -> tuple[str, BodyFormat | None]:
    said = row.get("format")
    for key in (*_BODIES, *_SUMMARIES):
        text, html = _text(row.get(key))
        if text:
            known = _BODIES.get(key) or ("html" if html else None)
            return text, said if said in get_args(BodyFormat) else known  # type: ignore[return-value]
    return "", None


def _text(value: object) -> tuple[str, bool]:
    """Return the text of a value, and whether it is surely HTML."""
    if isinstance(value, dict):
        for key in _INSIDE:
            if isinstance(value.get(key), str):
                return value[key], key in ("rendered", "html")
    if isinstance(value, list):
        return "\n\n".join(filter(None, (_text(item)[0] for item in value[:1000]))), False
    return (value, False) if isinstance(value, str) else ("", False)


def _is_day(said: object, date: datetime) -> bool:
    """Return whether a date is midnight, which is how JSON writes a day without a time."""
    return isinstance(said, str) and date.timetz().replace(tzinfo=None) == datetime.min.time()


def _of_file(path: str, row: Article) -> Article | None:
    """Return the article of a file that a row names, if it is the one that the row tells of.

    Whoever wrote the row may name any file: none but a regular article file is opened, and
    nothing of it is shown unless title, link and the author's date agree.
    """
    if not Path(path).is_absolute() or not is_article(Path(path).name):
        return None
    try:
        article = read_article(Path(path))
    except ArticleError:
        return None
    same = composed(article.title) == composed(row.title) and article.link == row.link
    dated = article.date_source != "front matter" or article.date == row.date
    return article if same and dated else None
