"""Bookmarks as article files with front matter, which newsreader itself can open.

The front matter is read as leniently as any other. Values that would not come back exactly are
in its last line as JSON, so that a file gives the same bookmark again, and the article in it can
still be edited by hand.
"""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from tui.articles.clean_text import clean
from tui.articles.encoding.decode import decode
from tui.articles.front_matter.split import split
from tui.articles.reading import article_of_text, problems_of_text
from tui.library.exchange.bookmark_values import bookmark_of, name_of, sum_of, values_of
from tui.library.values import Bookmark

_KEY = "newsreader"
_TELLING = ("bookmarked", _KEY)
"""The keys that distinguish a bookmark from other articles."""

_LINE = re.compile(rf"^{_KEY}: (\".*\")\n", re.MULTILINE)
_UNPRINTED = re.compile("[\x7f-\x9f\xad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff0-\uffff]")


class Origin(NamedTuple):
    """The bookmark of an exported file, and the state of the file."""

    bookmark: str
    """The unique name of the bookmark (`bookmark_values.name_of`)."""
    untouched: bool
    """Whether the file was not edited since the export."""


def to_text(bookmark: Bookmark) -> str:
    """Return the text of the file of a bookmark."""
    front = _front_matter(bookmark)
    body = bookmark.article.body
    wanted = values_of(bookmark)
    read = _plainly(f"---\n{front}---\n{body}")
    kept = {key: value for key, value in wanted.items() if read.get(key) != value}
    kept["bookmark"] = name_of(bookmark)
    kept["sum"] = sum_of(f"---\n{front}---\n{body}")
    return f"---\n{front}{_KEY}: {json.dumps(json.dumps(kept))}\n---\n{body}"


def from_bytes(data: bytes, now: datetime) -> Bookmark | None:
    """Return the bookmark of a file, or None for a file that is not a bookmark.

    Args:
        data: The whole file.
        now: The time of the bookmark, if the file gives none.

    Raises:
        ValueError: The values written by newsreader are broken; the message gives the fault.
    """
    text = clean(decode(data).text)
    found = _LINE.search(text, 0, _end_of_front_matter(text))
    values = {} if found else split(text).values
    if not found and not any(key in values for key in _TELLING):
        return None
    try:
        kept = json.loads(json.loads(found[1]) if found else str(values.get(_KEY) or "{}"))
    except (ValueError, RecursionError) as error:
        raise ValueError(f"the value of “{_KEY}” is broken") from error
    if not isinstance(kept, dict):
        raise ValueError(f"the value of “{_KEY}” is broken")
    plain = _LINE.sub("", text, count=1) if found else text
    if kept.get("sum") != sum_of(plain):
        kept.pop("bookmark", None)  # After an edit by hand, it may be another article.
    return bookmark_of(_plainly(plain) | kept, now)


def origin(data: bytes) -> Origin | None:
    """Return the origin of an exported file; None for any other file."""
    try:
        text = data.decode("utf-8")
        found = _LINE.search(text, 0, _end_of_front_matter(text))
        kept = json.loads(json.loads(found[1])) if found else None
        if not found or not isinstance(kept, dict) or not isinstance(kept.get("bookmark"), str):
            return None
    except (ValueError, RecursionError):
        return None
    rest = text[: found.start()] + text[found.end() :]
    return Origin(kept["bookmark"], kept.get("sum") == sum_of(rest))


def line_of_own(data: bytes) -> int | None:
    """Return the line of newsreader's own values in a file, or None."""
    text = decode(data).text
    found = _LINE.search(text, 0, _end_of_front_matter(text))
    return text.count("\n", 0, found.start()) + 1 if found else None


def _end_of_front_matter(text: str) -> int:
    end = text.find("\n---\n", 3) if text.startswith("---\n") else 0
    return max(end + 1, 0)


def _front_matter(bookmark: Bookmark) -> str:
    """Return the lines of the front matter, with values in the part of YAML that is JSON."""
    article = bookmark.article
    date = article.date if article.date_source == "front matter" else None
    values: Mapping[str, object] = {
        "title": article.title,
        "author": article.author,
        "date": date and (date.isoformat(" ") if article.has_time else date.date().isoformat()),
        "categories": article.categories,
        "tags": article.tags,
        "link": article.link,
        "excerpt": article.excerpt,
        "cover": article.cover,
        "lang": article.language,
        "bookmarked": bookmark.added.isoformat(" ") if bookmark.is_bookmarked else "",
        "labels": bookmark.labels,
        "note": bookmark.note,
    }
    said = {key: value for key, value in values.items() if value}
    return "".join(
        f"{key}: {value if key in ('date', 'bookmarked') else _yaml(value)}\n"
        for key, value in said.items()
    )


def _yaml(value: object) -> str:
    r"""Return a value as one line of YAML, with invisible characters written as `\uXXXX`."""
    text = json.dumps(value, ensure_ascii=False)
    return _UNPRINTED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _plainly(text: str) -> dict[str, Any]:
    """Return the values of a file, read as an ordinary article."""
    decoded = decode(text.encode("utf-8", "replace"))
    text = clean(decoded.text)
    found = split(text)
    problems = problems_of_text(decoded, text)
    article = article_of_text(text, path=None, problems=problems, front=found)
    front = found.values
    labels = front.get("labels")
    added = front.get("bookmarked")
    values = values_of(Bookmark(article, datetime.now().astimezone(), None))
    values["note"] = str(front.get("note") or "")
    values["labels"] = [str(each) for each in labels] if isinstance(labels, list) else []
    values["added"] = str(added).replace(" ", "T", 1) if added else None
    return values
