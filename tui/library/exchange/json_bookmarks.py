"""Bookmarks as JSON: complete, one on each line of an array."""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from tui.articles.clean_text import one_line
from tui.library.exchange.bookmark_values import as_json, bookmark_of, name_of, sum_of, values_of
from tui.library.exchange.parsed_bookmarks import (
    MARK,
    Found,
    LinkRead,
    Unread,
    at_the_end,
    bookmark_of_link,
)
from tui.library.exchange.tidy_words import in_words
from tui.library.values import Bookmark

HEAD = re.compile(r'\s*\{[^\[\]{}]{0,500}"bookmarks"\s*:\s*\[')
"""The beginning of an object with a list of bookmarks."""

_OWN_KEYS = frozenset({"link", "body"})
"""The keys of which every bookmark with an address or a text has one."""
_OTHER_KEYS = frozenset(
    {
        "added",
        "author",
        "bookmark",
        "bookmarked",
        "categories",
        "copies",
        "cover",
        "date",
        "date_source",
        "excerpt",
        "format",
        "has_time",
        "has_title",
        "id",
        "images",
        "labels",
        "language",
        "note",
        "path",
        "problems",
        "read",
        "snippet",
        "sum",
        "tags",
        "title",
        "warnings",
        "words",
    }
)
"""The other keys of bookmarks, and those that `list --json` and `bookmarks list --json` print."""
_MOST_NAMED = 8

_BETWEEN = re.compile(r"[\s,]*")
_NEXT = re.compile(r"^[ \t]*\{", re.MULTILINE)
_DECODER = json.JSONDecoder()


def to_text(bookmarks: Sequence[Bookmark]) -> str:
    """Return the bookmarks as one JSON object."""
    head = as_json({"format": MARK, "version": 1})[:-1]
    lines = ",\n".join(map(_line, bookmarks))
    return f'{head}, "bookmarks": [\n{lines}\n]}}\n'


def _line(bookmark: Bookmark) -> str:
    values = values_of(bookmark)
    if bookmark.key:  # The article may have been edited after the copy was made.
        values |= {"bookmark": name_of(bookmark), "sum": sum_of(as_json(values))}
    return as_json(values)


def from_text(text: str, now: datetime) -> Found:
    """Return the bookmarks of a JSON text, and the parts that could not be read.

    An array of objects and a sequence of objects are read too. After an error, reading goes on
    at the next line that begins an object.

    Args:
        text: The whole text.
        now: The time of bookmarks for which the text gives none.
    """
    found: list[Bookmark] = []
    unread: list[Unread] = []
    for line, value in objects(text):
        if isinstance(value, Unread):
            unread.append(value)
            continue
        try:
            if not isinstance(value, dict):
                raise ValueError(f"this is not a bookmark: {one_line(json.dumps(value), 60)}")
            found.append(_bookmark(value, now))
        except ValueError as error:
            unread.append(Unread(line, str(error)))
    return Found(found, unread, links=not any(each.article.body for each in found))


def foreign_keys(text: str) -> str:
    """Return the keys of the first object of a text if it is of no known kind, in words.

    Returns:
        The empty string if the object can be a bookmark, or there is no object.
    """
    found = (value for _, value in objects(text) if isinstance(value, dict))
    first: dict[str, object] = next(found, {})
    return _keys_in_words(first) if _is_foreign(first) else ""


def _is_foreign(values: dict[str, object]) -> bool:
    return _OWN_KEYS.isdisjoint(values) and not _OTHER_KEYS.issuperset(values)


def _keys_in_words(values: dict[str, object]) -> str:
    return in_words(list(values), _MOST_NAMED)


def _bookmark(values: dict[str, object], now: datetime) -> Bookmark:
    if _is_foreign(values):
        raise ValueError(f"this is not a bookmark: its keys are {_keys_in_words(values)}")
    link = values.get("link")
    if values.get("body") is None and isinstance(link, str) and link:
        # A list of links without copies, as other programs and `list --json` write it.
        title = values.get("title")
        only = bookmark_of_link(LinkRead(title if isinstance(title, str) else "", link), now)
        if isinstance(only, str):
            raise ValueError(only)
    name, written = values.pop("bookmark", None), values.pop("sum", None)
    if written == sum_of(as_json(values)):  # Otherwise it was edited by hand.
        values["bookmark"] = name
    return bookmark_of(values, now)


def objects(
    text: str, start: re.Pattern[str] = HEAD, what: str = "bookmarks"
) -> Iterator[tuple[int, object]]:
    """Yield each value of a list with its line, or an `Unread` for a broken one.

    Args:
        text: One JSON object that holds the list, an array, or a sequence of objects.
        start: The beginning of such an object, up to the first value.
        what: The values, in the plural, for messages.
    """
    head = start.match(text)
    array = bool(head) or text.lstrip().startswith("[")
    if not array and not text.lstrip().startswith("{"):
        yield 1, Unread(1, f"this is not JSON with {what}")
        return
    at = head.end() if head else text.index("[") + 1 if array else 0
    line, counted = 1, 0
    while True:
        between = _BETWEEN.match(text, at)
        at = between.end() if between else at
        line, counted = line + text.count("\n", counted, at), at
        if at >= len(text):
            if array:
                yield line, at_the_end(text)
            return
        if array and text[at] == "]":
            return
        try:
            value, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            yield line, _broken(error, line)
            following = _NEXT.search(text, at + 1)
            if not following:
                return
            at = following.start()
        else:
            yield line, value


def _broken(error: Exception, line: int) -> Unread:
    if isinstance(error, json.JSONDecodeError):
        return Unread(error.lineno, f"the JSON is broken: {error.msg}")
    return Unread(line, "the JSON is broken: it is nested too deep, or has too long a number")
