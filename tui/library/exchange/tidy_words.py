"""Notes, labels and addresses, made fit to be kept."""

import re
from collections.abc import Iterable

from tui.articles.clean_text import TITLE_LENGTH, clean

LONGEST_NOTE = 50_000
"""The most characters of a note; more is an article of its own."""

_LONGEST_LABEL = 200
_LONGEST_ADDRESS = 4000
_SCHEMES = re.compile(r"(?:https?|gemini|gopher|ftp)://[^/\s]", re.IGNORECASE)
_ADDRESS = re.compile(r"(\b(?:href|(?:html|xml)?url)\s*=\s*)(\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_BARE = re.compile(r"&(?=[A-Za-z][A-Za-z0-9]*(?![A-Za-z0-9;]))")
_WHITE = re.compile(r"[^\S\u3000]+")
_DIVIDES = re.compile(r"[,，\n]")


def tidy_note(text: str) -> str:
    """Return a note without control codes, and without white space around it."""
    return clean(text).strip()


def tidy_labels(labels: Iterable[str]) -> tuple[str, ...]:
    """Return labels of one line each, every one once; a comma divides two."""
    found = (
        " ".join(part.split())[:_LONGEST_LABEL].rstrip()
        for label in labels
        for part in _DIVIDES.split(clean(label))
    )
    return tuple(dict.fromkeys(label for label in found if label))


def clean_line(text: str) -> str:
    """Return a text as one clean line; nothing else of it changes."""
    return clean(text).replace("\n", " ")


def tidy_title(text: str) -> str:
    """Return a title of one line, cut where it is longer than any title."""
    line = _WHITE.sub(" ", clean(text)).strip()
    return line if len(line) <= TITLE_LENGTH else f"{line[: TITLE_LENGTH - 1].rstrip()}…"


def with_bare_ampersands(html: str) -> str:
    """Return HTML in whose addresses `&copy=2` stays as it is: browsers write no `&amp;` there.

    In an attribute no name stands for a sign without its semicolon where more follows (HTML,
    13.2.5.73); Python's parser takes it for one.
    """
    return _ADDRESS.sub(lambda found: found[1] + _BARE.sub("&amp;", found[2]), html)


def web_address(text: str) -> str:
    """Return the address of a web page, or the empty string where it is none."""
    address = clean(text).strip().replace("\n", "").replace("\t", "").replace(" ", "%20")
    return address if _SCHEMES.match(address) and len(address) <= _LONGEST_ADDRESS else ""
