"""Articles as JSON: how a bookmark's copy and a piped article are kept."""

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from tui.articles.article import Article, Problem

_DECODER = json.JSONDecoder(strict=False)


def to_values(article: Article) -> dict[str, Any]:
    """Return everything that is known of an article, as JSON can hold it."""
    return {
        "title": article.title,
        "body": article.body,
        "format": article.format,
        "path": None if article.path is None else str(article.path),
        "author": article.author,
        "date": None if article.date is None else article.date.isoformat(),
        "has_time": article.has_time,
        "date_source": article.date_source,
        "categories": [list(path) for path in article.categories],
        "tags": list(article.tags),
        "link": article.link,
        "excerpt": article.excerpt,
        "cover": article.cover,
        "language": article.language,
        "problems": [list(problem) for problem in article.problems],
        "has_title": article.has_title,
        "aliases": list(article.aliases),
    }


def to_json(article: Article) -> str:
    """Return everything that is known of an article, as one JSON object."""
    return json.dumps(to_values(article))


def from_json(text: str) -> Article:
    """Return the article that `to_json` wrote; keys that are missing get their defaults.

    Raises:
        ValueError: The text is not what `to_json` writes.
    """
    return from_values(json.loads(text))


def from_values(values: dict[str, Any]) -> Article:
    """Return the article that `to_values` told of; keys that are missing get their defaults.

    Raises:
        ValueError: The values are not what `to_values` returns.
    """
    try:
        values["path"] = Path(values["path"]) if values.get("path") else None
        values["date"] = datetime.fromisoformat(values["date"]) if values.get("date") else None
        values["categories"] = tuple(map(tuple, values.get("categories", ())))
        values["tags"] = tuple(values.get("tags", ()))
        values["aliases"] = tuple(values.get("aliases", ()))
        values["problems"] = tuple(Problem(*problem) for problem in values.get("problems", ()))
        known = Article._fields
        return Article(**{key: value for key, value in values.items() if key in known})
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"no article: {error}") from error


def values_in(text: str) -> tuple[dict[str, Any], bool]:
    """Return the values that `to_json` wrote, and whether they are in a whole JSON object.

    If not, those are returned that can be read one by one.
    """
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        values = None
    if isinstance(values, dict):
        return values, True
    return dict(_single_values(text)), False


def _single_values(text: str) -> Iterator[tuple[str, object]]:
    for key in Article._fields:
        # Within a string each quote has a backslash before it, so no text looks like this.
        head = f'"{key}": '
        start = text.find(head)
        if start >= 0:
            with suppress(ValueError, RecursionError):
                yield key, _DECODER.raw_decode(text, start + len(head))[0]
