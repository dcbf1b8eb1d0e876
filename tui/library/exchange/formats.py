"""The formats in which bookmarks go out and come in, and how each is recognised."""

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
"""The formats that carry links, and no copies of articles."""

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
"""What may stand before the first element of HTML and XML."""
_SURE: dict[Format, re.Pattern[str]] = {
    "json": re.compile(rf"{json_bookmarks.HEAD.pattern}|\s*\[\s*(?:\{{\s*[\"}}]|\]\s*\Z)"),
    "opml": re.compile(rf"{_BEFORE}<(?:!doctype\s+)?opml\b", re.IGNORECASE | re.DOTALL),
    "html": re.compile(rf"{_BEFORE}<!doctype\s+netscape-bookmark", re.IGNORECASE | re.DOTALL),
    "markdown": re.compile(r"\s*---"),
}
"""How a file begins that can be nothing else, whatever it is called."""
_LIKELY: dict[Format, re.Pattern[str]] = {
    "json": re.compile(r"\s*\{\s*[\"}]"),
    "html": re.compile(
        rf"{_BEFORE}<(?:!doctype\s+)?html\b|(?=\s*<).*?<dt>\s*<(?:a|h3)\b",
        re.IGNORECASE | re.DOTALL,
    ),
}
"""How a file begins that is this, if it is no article: those may begin so in Markdown."""


def format_of_path(path: Path) -> Format | None:
    """Return the format that a path asks for: by its end, Markdown for a folder.

    Raises:
        OSError: The system can't have such a path.
    """
    if path.is_dir():
        return "markdown"
    return _SUFFIXES.get(path.suffix.lower())


def format_of_file(path: Path | None, data: bytes) -> Format | None:
    """Return the format of a file: what it clearly holds, else what its name says, or None.

    Args:
        path: Its name; None for what has none.
        data: How it begins, or all of it.
    """
    sure = format_of_data(data)
    named = _SUFFIXES.get(path.suffix.lower()) if path else None
    if sure or named == "markdown":
        return sure or named
    return _matching(_LIKELY, data) or named


def format_of_data(data: bytes) -> Format | None:
    """Return the format that a file's first lines show beyond doubt, or None."""
    return _matching(_SURE, data)


def _matching(signs: dict[Format, re.Pattern[str]], data: bytes) -> Format | None:
    start = decode(data[:_SAMPLE]).text
    return next((format for format, sign in signs.items() if sign.match(start)), None)


def to_bytes(bookmarks: Sequence[Bookmark], format: Format) -> bytes:
    """Return the file of bookmarks, in a format that makes one file of them all."""
    text: str = _ONE_FILE[format].to_text(bookmarks)
    return text.encode("utf-8", "replace")


def from_bytes(data: bytes, format: Format, now: datetime) -> Found:
    """Return the bookmarks of a file in one of the formats.

    Args:
        data: The whole file.
        format: Its format.
        now: When bookmarks are kept that do not say so themselves.
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
            return Found((), (Unread(None, "this is no bookmark, but an article as any other"),))
        return Found((bookmark,), ())
    found: Found = _ONE_FILE[format].from_text(text, now)
    return found


def is_own(data: bytes, format: Format) -> bool:
    """Return whether newsreader wrote a file of bookmarks, so that it may write it anew.

    Args:
        data: How the file begins.
        format: What it shall be: one format is not written over another.
    """
    own = MARK.encode() in data[:500] and format_of_data(data) == format
    return own or not data.strip()
