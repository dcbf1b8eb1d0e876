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
from tui.articles.containers.json_elements import Elements
from tui.articles.encoding.decode import decode
from tui.articles.files import is_article
from tui.articles.front_matter import keys
from tui.articles.front_matter.parsers import NotStrict, load_json
from tui.articles.identity import composed
from tui.articles.reading import read_article
from tui.errors import ArticleError

_BETWEEN = re.compile(r"[\s,\x1e\ufeff\[\]]*")
"""What stands between elements, also those of an array; RS begins each in RFC 7464."""
_ITEMS = re.compile(r"\"items\"\s*:\s*\[")
_WRAPPERS = ("items", "articles", "posts", "entries", "data", "results")
"""The keys of lists of articles: of JSON Feed and the answers of services."""
_OWN = frozenset({"title", "body", "content", "url", "link"})
"""Keys of an article, which is none of those."""
_MOST_PROBLEMS = 20
"""The most places that are said to be broken."""
_BODIES: dict[str, BodyFormat | None] = {
    "body": None,
    "contentencoded": "html",
    "content": None,
    "contenthtml": "html",
    "html": "html",
    "bodyhtml": "html",
    "articlebody": None,
    "contentmarkdown": "markdown",
    "markdown": "markdown",
    "bodymarkdown": "markdown",
    "contentmd": "markdown",
    "contents": None,
    "contenttext": "text",
    "textcontent": "text",
    "bodytext": "text",
    "plaintext": "text",
    "fulltext": None,
    "text": None,
}
"""The letters of the keys of bodies, the best first, and the formats that they tell of."""
_NAMES = {
    "resolvedtitle": "title", "giventitle": "title", "webtitle": "title", "heading": "title",
    "resolvedurl": "url", "givenurl": "url", "weburl": "url", "pageurl": "url",
    "isodate": "date", "publicationdate": "date", "webpublicationdate": "date", "postedat": "date",
}  # fmt: skip
"""The letters of keys that services use, and the names for them in a front matter."""
_NO_LETTER = re.compile(r"[^a-z]+")
_SUMMARIES = ("summary", "description", "excerpt", "snippet")
_INSIDE = ("rendered", "value", "content", "html", "text")
"""The keys of a text that is an object, as in WordPress and Feedly."""
_UNREAD = frozenset({"images", "path"})
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
    contents = read_elements(data, 1)
    if not contents.entries:
        why = " ".join(contents.problems) or "The JSON holds no article."
        raise ArticleError(f"{why[0].lower()}{why[1:].removesuffix('.')}")
    return contents


def read_elements(data: bytes, line: int) -> Contents:
    """Read the articles of a stream, or of a part of it. Raises nothing.

    Args:
        data: The bytes, divided by `Elements` or not.
        line: The number of the first line of them in the stream.
    """
    rows = rows_of(decode(data).text, line)
    articles = [_article(row, rows.feed) for row in rows.objects]
    if rows.feed:
        return Contents("JSON Feed", numbered(articles), ("entry", "entries"), None, rows.problems)
    return Contents("JSON", numbered(articles), problems=rows.problems)


def rows_of(text: str, line: int = 1, *, is_inner: bool = False) -> Rows:
    """Return the objects of a text. What is no JSON, or cut off, costs no other. Raises nothing.

    Args:
        text: Objects one after another, an array of them, or a JSON Feed.
        line: The number of the first line.
        is_inner: Whether it is the list in an object that is broken; no list is looked for in it.
    """
    objects: list[dict[str, object]] = []
    feed: dict[str, object] = {}
    problems: list[str] = []
    for part in _elements(text):
        at = 0
        while (at := _BETWEEN.match(part, at).end()) < len(part):  # type: ignore[union-attr]
            try:
                value, at = load_json(part, at)
            except NotStrict as error:
                number = line + part.count("\n", 0, at)
                why = str(error).removesuffix(" starting at")
                problems.append(
                    f"What begins in line {number:,} is cut off, or not valid JSON: {why}."
                )
                items = None if is_inner else _ITEMS.search(part, at)
                if items and part[at] == "{":
                    objects += rows_of(part[items.end() :], is_inner=True).objects
                at = len(part) if part[at] == "{" else part.find("\n", at) + 1 or len(part)
                continue
            if isinstance(value, dict):
                feed = value if isinstance(value.get("items"), list) else feed
                objects += _inside(value)
        line += part.count("\n")
    if len(problems) > _MOST_PROBLEMS:
        problems[_MOST_PROBLEMS:] = [f"{len(problems) - _MOST_PROBLEMS:,} more are broken."]
    return Rows(objects, feed, tuple(problems))


def _inside(value: dict[str, object]) -> list[dict[str, object]]:
    """Return the objects that one is wrapped around; itself where it is an article."""
    if _OWN.isdisjoint(value) or isinstance(value.get("items"), list):
        for key in _WRAPPERS:
            rows = value.get(key)
            if isinstance(rows, list) and (found := [row for row in rows if isinstance(row, dict)]):
                return found
    return [] if isinstance(value.get("items"), list) else [value]


def _elements(text: str) -> Iterator[str]:
    elements = Elements()
    for part in (*elements.feed(text.encode("utf-8", "replace")), *elements.close()):
        yield part.decode("utf-8", "replace")


def _article(row: dict[str, object], feed: dict[str, object]) -> Article:
    body, written = _body(row)
    values = dict(_metadata(row))
    for key, value in row.items():
        if value and (name := _NAMES.get(_letters(key))):
            values.setdefault(name, value if name in _ADDRESSES else plain(value))
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


def _letters(key: str) -> str:
    """Return the letters of a key: names are written `body_html`, `bodyHtml` and `body-html`."""
    return _NO_LETTER.sub("", key.lower())


def _metadata(row: dict[str, object]) -> Iterator[tuple[str, object]]:
    for key, value in row.items():
        name = keys.normal(key)
        if name in _UNREAD or _letters(key) in _BODIES:
            continue
        if name not in keys.KNOWN and name != "external_url":
            continue
        if isinstance(value, dict) and isinstance(value.get("rendered"), str):
            yield key, value["rendered"]
        else:
            yield key, value if name in _ADDRESSES else plain(value)


def _body(row: dict[str, object]) -> tuple[str, BodyFormat | None]:
    said = row.get("format")
    named = {_letters(key): value for key, value in reversed(row.items())}
    for key in (*_BODIES, *_SUMMARIES):
        text, html = _text(named.get(key))
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
