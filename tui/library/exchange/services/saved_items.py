"""An item of a read-later service, and its conversion to a bookmark."""

import ast
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from html import unescape
from typing import Any, NamedTuple

from tui.articles.article import Article, BodyFormat
from tui.articles.clean_text import clean
from tui.articles.dates import DateRead, read_date
from tui.articles.titles import first_line
from tui.library.exchange.parsed_bookmarks import is_in_time, why_no_link
from tui.library.exchange.tidy_words import (
    clean_line,
    tidy_labels,
    tidy_note,
    tidy_title,
    web_address,
)
from tui.library.values import Bookmark

STARRED = "starred"
"""The label of items that a service marks as favourites: newsreader has no such mark."""

_DAYLIGHT = re.compile(r"\d{1,8}\Z")
"""Seconds since 1970 with so few digits that `read_date` would take them for a day."""
_ESCAPED = re.compile(r"&(?:amp|lt|gt|quot|apos|#\d{1,6}|#x[\da-f]{1,5});", re.IGNORECASE)
"""What services take over from the head of a page without reading it as HTML."""
_TRUE = frozenset({"1", "true", "yes"})


class SavedItem(NamedTuple):
    """An item as a service exports it: texts may hold anything."""

    link: str
    title: str = ""
    added: object = None
    """The time when it was saved, as `read_date` takes it."""
    labels: Sequence[str] = ()
    notes: Sequence[str] = ()
    """The user's own words, then the passages that are marked; empty ones do not count."""
    body: str = ""
    format: BodyFormat = "html"
    author: str = ""
    published: object = None
    excerpt: str = ""
    cover: str = ""
    language: str = ""
    read: bool = False


def bookmark_of(item: SavedItem, now: datetime) -> Bookmark | str:
    """Return the bookmark of an item, or the reason why it can't be one, as a phrase.

    An item without an address has a text of its own.

    Args:
        item: The item.
        now: The time of the bookmark, if the export gives none.
    """
    link, body = web_address(item.link), clean(item.body)
    title = tidy_title(_ESCAPED.sub(lambda found: unescape(found[0]), item.title))
    if not link and (item.link.strip() or not body.strip()):
        return why_no_link(title, item.link)
    added, published = _moment(item.added), _moment(item.published)
    article = Article(
        title or link or tidy_title(first_line(body)) or "Note",
        body,
        item.format if body else "text",
        author=clean_line(item.author).strip(),
        date=published.datetime if published else None,
        has_time=bool(published and published.has_time),
        date_source="front matter" if published else "none",
        link=link,
        excerpt=clean_line(item.excerpt).strip(),
        cover=web_address(item.cover),
        language=clean_line(item.language).strip().replace("_", "-"),
        has_title=bool(title),
    )
    kept = added.datetime if added and is_in_time(added.datetime) else now
    note = "\n\n".join(filter(None, map(tidy_note, item.notes)))
    return Bookmark(article, kept, None, note, tidy_labels(item.labels), read=item.read)


def _moment(value: object) -> DateRead | None:
    text = str(value) if isinstance(value, int | float) else value
    if isinstance(text, str) and _DAYLIGHT.match(text.strip()):
        text = text.strip().zfill(9)
    return read_date(text) if text else None


def quoted(passage: str, comment: str = "") -> str:
    """Return a passage of an article that the user marked, as a part of a note.

    Args:
        passage: The passage.
        comment: The user's comment on it.
    """
    lines = "\n".join(f"> {line}".rstrip() for line in passage.strip().splitlines())
    return "\n\n".join(filter(None, (lines, comment.strip())))


def text_in(values: Mapping[str, Any], key: str) -> str:
    """Return the text or the number under a key as text; the empty string for anything else."""
    value = values.get(key)
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def names_in(value: object, *keys: str) -> list[str]:
    """Return the names in a value of JSON.

    Args:
        value: A text with commas between the names, or a list of names, or of objects.
        keys: The keys under which an object may have its name.
    """
    if isinstance(value, str):
        return [value]
    if not isinstance(value, list):
        return []
    named = (
        next((text for key in keys if (text := text_in(each, key))), "")
        if isinstance(each, dict)
        else each
        for each in value
    )
    return [name for name in named if isinstance(name, str) and name]


def objects_in(values: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    """Return the objects of the list under a key; the empty list where there is none."""
    value = values.get(key)
    found: Iterable[Any] = value if isinstance(value, list) else ()
    return [each for each in found if isinstance(each, dict)]


def is_true(value: object) -> bool:
    """Return whether a value means yes: `true`, `1`, `"1"` or `"true"`."""
    return str(value).strip().lower() in _TRUE


def listed_names(cell: str) -> list[str]:
    """Return the names in a cell: a list as JSON or Python write it, else with commas."""
    text = cell.strip()
    if text.startswith("[") and text.endswith("]"):
        for read in (json.loads, ast.literal_eval):
            try:
                value = read(text)
            except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
                continue
            return names_in(value)
    return [text]
