"""The formats of exported and imported bookmarks, and their detection."""

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Literal, get_args

from tui.articles.encoding.decode import decode
from tui.library.exchange import (
    json_bookmarks,
    markdown_bookmarks,
    netscape_bookmarks,
    opml_bookmarks,
)
from tui.library.exchange.parsed_bookmarks import MARK, Found, Unread
from tui.library.values import Bookmark

Format = Literal["json", "markdown", "html", "opml"]
FORMATS: tuple[Format, ...] = get_args(Format)

LINKS_ONLY = frozenset[Format]({"html", "opml"})
"""The formats that contain links only, without copies of articles."""

_SUFFIXES: dict[str, Format] = {
    ".json": "json",
    ".jsonl": "json",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".opml": "opml",
    ".xml": "opml",
}
_ONE_FILE: dict[Format, ModuleType] = {
    "json": json_bookmarks,
    "html": netscape_bookmarks,
    "opml": opml_bookmarks,
}
_SAMPLE = 4096
_BEFORE = r"(?>\s+|<\?.*?\?>|<!--.*?-->)*+"
"""Text that may precede the first element of HTML and XML."""
_SURE: dict[Format, re.Pattern[str]] = {
    "json": re.compile(rf"{json_bookmarks.HEAD.pattern}|\s*\[\s*(?:\{{\s*[\"}}]|\]\s*\Z)"),
    "opml": re.compile(rf"{_BEFORE}<(?:!doctype\s+)?opml\b", re.IGNORECASE | re.DOTALL),
    "html": re.compile(rf"{_BEFORE}<!doctype\s+netscape-bookmark", re.IGNORECASE | re.DOTALL),
    "markdown": re.compile(r"\s*---"),
}
"""The beginnings that identify a format, whatever the file's name is."""
_LIKELY: dict[Format, re.Pattern[str]] = {
    "json": re.compile(r"\s*\{\s*[\"}]"),
    "html": re.compile(
        rf"{_BEFORE}<(?:!doctype\s+)?html\b|(?=\s*<).*?<dt>\s*<(?:a|h3)\b",
        re.IGNORECASE | re.DOTALL,
    ),
}
"""The beginnings that suggest a format, but that an article in Markdown may have too."""


def format_of_path(path: Path) -> Format | None:
    """Return the format of a path to write: by its suffix, and Markdown for a folder.

    Raises:
        OSError: The system does not allow such a path.
    """
    if path.is_dir():
        return "markdown"
    return _SUFFIXES.get(path.suffix.lower())


def format_of_file(path: Path | None, data: bytes) -> Format | None:
    """Return the format of a file, by clear signs in its content, else by its name, or None.

    Args:
        path: Its name; None for data without a name.
        data: Its beginning, or all of it.
    """
    sure = format_of_data(data)
    named = _SUFFIXES.get(path.suffix.lower()) if path else None
    if sure or named == "markdown":
        return sure or named
    return _matching(_LIKELY, data) or named


def format_of_data(data: bytes) -> Format | None:
    """Return the format that the beginning of a file identifies, or None."""
    return _matching(_SURE, data)


def _matching(signs: dict[Format, re.Pattern[str]], data: bytes) -> Format | None:
    start = decode(data[:_SAMPLE]).text
    return next((format for format, sign in signs.items() if sign.match(start)), None)


def to_bytes(bookmarks: Sequence[Bookmark], format: Format) -> bytes:
    """Return the content of a file with all bookmarks, in a format of a single file."""
    text: str = _ONE_FILE[format].to_text(bookmarks)
    return text.encode("utf-8", "replace")


def from_bytes(data: bytes, format: Format, now: datetime) -> Found:
    """Return the bookmarks of a file in one of the formats.

    Args:
        data: The whole file.
        format: Its format.
        now: The time of bookmarks for which the file gives none.
    """
    text = decode(data).text
    if not text.strip():
        return Found((), ())
    if format == "markdown":
        try:
            bookmark = markdown_bookmarks.from_bytes(data, now)
        except ValueError as error:
            return Found((), (Unread(markdown_bookmarks.line_of_own(data), str(error)),))
        if bookmark is None:
            return Found((), (Unread(None, "this is not a bookmark, but an ordinary article"),))
        return Found((bookmark,), ())
    found: Found = _ONE_FILE[format].from_text(text, now)
    return found


def is_foreign_json(data: bytes) -> bool:
    """Return whether JSON is of an unknown kind: its first object can't be a bookmark."""
    return bool(json_bookmarks.foreign_keys(decode(data).text))


def is_own(data: bytes, format: Format) -> bool:
    """Return whether newsreader wrote a file of bookmarks and may replace it.

    Args:
        data: The beginning of the file.
        format: The new format, which must be the same as the old one.
    """
    own = MARK.encode() in data[:500] and format_of_data(data) == format
    return own or not data.strip()
