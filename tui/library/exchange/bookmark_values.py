"""Conversion of complete bookmarks to plain values for JSON, and back."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any, get_args

from tui.articles.article import Article, BodyFormat, DateSource, Problem
from tui.articles.clean_text import clean
from tui.articles.identity import identity, text_hash
from tui.library.article_json import from_values, to_values
from tui.library.exchange.parsed_bookmarks import is_in_time
from tui.library.exchange.tidy_words import clean_line, tidy_labels, tidy_note
from tui.library.values import COLOURS, Bookmark, Highlight, Highlighted, Key, colour_of

_LINE_AT = Problem._fields.index("line")
_NAME = re.compile(r"([0-9a-f]{32})-([0-9a-f]{32})\Z")
_SURROGATE = re.compile("[\ud800-\udfff]")


class WrongValueError(ValueError):
    """A value is not valid; the message gives the fault, as a phrase."""

    def __init__(self, key: str, wrong: str) -> None:
        """Make the error.

        Args:
            key: The key of the value.
            wrong: The fault, as a phrase after the key: `is no text`.
        """
        super().__init__(f"“{key}” {wrong}")
        self.key = key


def name_of(bookmark: Bookmark) -> str:
    """Return the unique name of a bookmark, in hexadecimal digits."""
    if bookmark.key:
        return f"{bookmark.key[0].hex()}-{bookmark.key[1].hex()}"
    return f"{identity(bookmark.article)}-{text_hash(bookmark.article)}"


def sum_of(text: str) -> str:
    """Return a checksum that shows whether a text was edited, in hexadecimal digits."""
    return blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()


def values_of(bookmark: Bookmark) -> dict[str, Any]:
    """Return all data of a bookmark as values for JSON."""
    values = to_values(bookmark.article)
    values["added"] = bookmark.added.isoformat()
    values["note"] = bookmark.note
    values["labels"] = list(bookmark.labels)
    if bookmark.highlights:
        values["highlights"] = [highlight_values(each) for each in bookmark.highlights]
    if not bookmark.is_bookmarked:
        values["bookmarked"] = False
    return values


def with_highlights(
    bookmarks: Sequence[Bookmark], articles: Sequence[Highlighted]
) -> list[Bookmark]:
    """Return bookmarks with their highlights, then highlighted articles without a bookmark."""
    by_key = {each.key: each for each in articles}
    own = [
        each._replace(highlights=by_key.pop(each.key).highlights) if each.key in by_key else each
        for each in bookmarks
    ]
    others = [
        Bookmark(
            each.article._replace(path=each.path),
            min(highlight.added for highlight in each.highlights),
            each.id,
            key=each.key,
            path=each.path,
            highlights=each.highlights,
            is_bookmarked=False,
        )
        for each in by_key.values()
    ]
    return [*own, *others]


def highlight_values(highlight: Highlight) -> dict[str, Any]:
    """Return all data of a highlight but its number as values for JSON."""
    values = {**highlight._asdict(), "added": highlight.added.isoformat()}
    del values["id"]  # It means nothing elsewhere.
    return values


def highlight_of(values: Mapping[str, Any], now: datetime) -> Highlight:
    """Return the highlight with the values of `highlight_values`, without a number.

    Args:
        values: The values in a file; all but `exact` may be missing.
        now: The time of the highlight, if the file gives none.

    Raises:
        WrongValueError: A value is not valid.
    """
    exact = clean(_text(values, "exact")).strip("\n")
    if not exact.strip():
        raise WrongValueError("exact", "holds no words")
    prefix, suffix = clean(_text(values, "prefix")), clean(_text(values, "suffix"))
    colour = colour_of(_one_of(values, "colour", COLOURS, COLOURS[0]))
    note = tidy_note(_text(values, "note"))
    return Highlight(exact, added_of(values, now), prefix, suffix, colour, note)


def added_of(values: Mapping[str, Any], now: datetime) -> datetime:
    """Return the time at which something was kept; `now` if its values give none.

    Raises:
        WrongValueError: It is no time at which anything was kept.
    """
    added = _moment(values, "added") or now
    if not is_in_time(added):
        raise WrongValueError("added", f"is {added.date()}, when nothing was kept")
    return added


def bookmark_of(values: Mapping[str, Any], now: datetime) -> Bookmark:
    """Return the bookmark with the values of `values_of`; missing values get their defaults.

    Text is cleaned, since the file may come from anybody.

    Args:
        values: The values in a file.
        now: The time of the bookmark, if the file gives none.

    Raises:
        WrongValueError: A value is not valid.
        ValueError: There is neither a title nor a link.
    """
    article = article_of(values)
    added = added_of(values, now)
    note = tidy_note(_text(values, "note"))
    labels = tidy_labels(_texts(values, "labels"))
    marked = [_object(each, "highlights") for each in _list(values, "highlights")]
    bookmark = Bookmark(
        article,
        added,
        None,
        note,
        labels,
        highlights=tuple(highlight_of(each, now) for each in marked),
        is_bookmarked=values.get("bookmarked") is not False,
    )
    return _named(bookmark, values.get("bookmark"))


def _named(bookmark: Bookmark, name: object) -> Bookmark:
    """Return a bookmark with the key in its name, if that differs from the key of its copy.

    The keys differ where the article was edited after the copy was made.
    """
    return bookmark if name == name_of(bookmark) else bookmark._replace(key=key_in(name))


def key_in(name: object) -> Key | None:
    """Return the key that `name_of` wrote; None for anything else."""
    found = _NAME.match(name) if isinstance(name, str) else None
    return (bytes.fromhex(found[1]), bytes.fromhex(found[2])) if found else None


def article_of(values: Mapping[str, Any]) -> Article:
    """Return the article with the values of `to_values`; missing ones get their defaults.

    Raises:
        WrongValueError: A value is not valid.
        ValueError: There is neither a title nor a link.
    """
    link = clean_line(_text(values, "link")).strip()
    title = clean_line(_text(values, "title")).strip() or link
    if not title:
        raise ValueError("there is neither a title nor a link")
    date = _moment(values, "date")
    if date and not 1 < date.year < 9999:
        raise WrongValueError("date", f"is {date.date()}, which is out of range")
    lines = ("author", "excerpt", "cover", "language")
    checked = {
        "title": title,
        "body": clean(_text(values, "body")),
        "format": _one_of(values, "format", get_args(BodyFormat), "markdown"),
        "path": _path(_text(values, "path")),
        "date": date.isoformat() if date else None,
        "has_time": values.get("has_time") is True,
        "has_title": values.get("has_title") is True,
        "date_source": _one_of(values, "date_source", get_args(DateSource), "none"),
        "categories": [_names(path, "categories") for path in _list(values, "categories")],
        "tags": [clean_line(tag) for tag in _texts(values, "tags")],
        "link": link,
        "problems": [_problem(each) for each in _list(values, "problems")],
        **{key: clean_line(_text(values, key)) for key in lines},
    }
    return from_values(checked)


def readable_article(
    values: Mapping[str, Any], title: str, text: str
) -> tuple[Article, Sequence[str]]:
    """Return the article of values that may be damaged, and the keys of invalid ones.

    Args:
        values: The values of `to_values`; any of them may be missing or invalid.
        title: The title to use without a valid one; not empty.
        text: The plain text to use without a valid body.
    """
    known, wrong = dict(values), []
    if not isinstance(known.get("body"), str):
        known |= {"body": text, "format": "text"}
        wrong.append("body")
    if not (isinstance(known.get("title"), str) and clean_line(known["title"]).strip()):
        known["title"] = title
        wrong.append("title")
    while True:
        try:
            return article_of(known), wrong
        except WrongValueError as error:
            known[error.key] = None  # `article_of` then uses the default.
            wrong.append(error.key)


def _text(values: Mapping[str, Any], key: str) -> str:
    text = values.get(key)
    if text is None:
        return ""
    if not isinstance(text, str):
        raise WrongValueError(key, "is no text")
    return text


def _list(values: Mapping[str, Any], key: str) -> list[Any]:
    found = values.get(key)
    if found is None:
        return []
    if not isinstance(found, list):
        raise WrongValueError(key, "is no list")
    return found


def _object(value: object, key: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise WrongValueError(key, "holds something that is none")
    return value


def _texts(values: Mapping[str, Any], key: str) -> list[str]:
    found = _list(values, key)
    if not all(isinstance(each, str) for each in found):
        raise WrongValueError(key, "holds more than texts")
    return found


def _names(path: object, key: str) -> list[str]:
    return [clean_line(name) for name in _texts({key: path}, key)]


def _one_of(values: Mapping[str, Any], key: str, known: tuple[str, ...], default: str) -> str:
    word = _text(values, key) or default
    if word not in known:
        raise WrongValueError(key, f"is none of {', '.join(known)}")
    return word


def _moment(values: Mapping[str, Any], key: str) -> datetime | None:
    text = _text(values, key)
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
        return moment if moment.tzinfo else moment.astimezone()
    except (ValueError, OverflowError) as error:
        raise WrongValueError(key, f"is no date: {clean_line(text)[:60]}") from error


def _path(text: str) -> str | None:
    return text if text and "\0" not in text and Path(text).is_absolute() else None


def _problem(values: object) -> list[Any]:
    """Return the values of a `Problem`, which had fewer fields in older files."""
    if not isinstance(values, list) or not 1 <= len(values) <= len(Problem._fields):
        raise WrongValueError("problems", "holds something that is no problem")
    texts = [value for at, value in enumerate(values) if at != _LINE_AT]
    lines = values[_LINE_AT : _LINE_AT + 1]
    if not all(isinstance(each, str) for each in texts) or not all(
        each is None or isinstance(each, int) for each in lines
    ):
        raise WrongValueError("problems", "holds something that is no problem")
    return [clean_line(each) if isinstance(each, str) else each for each in values]


def as_json(value: object) -> str:
    r"""Return one line of JSON that every encoding of Unicode can represent.

    Lone surrogates, which occur in file names, are written as `\udcXX`.
    """
    text = json.dumps(value, ensure_ascii=False)
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
