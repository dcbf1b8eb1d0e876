"""Clean-up of notes, labels, titles and addresses before they are stored."""

import re
from collections.abc import Iterable, Sequence

from tui.articles.clean_text import TITLE_LENGTH, clean, one_line

LONGEST_NOTE = 50_000
"""The most characters of a note."""

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
    """Return labels of one line each, without duplicates; a comma separates two."""
    found = (
        " ".join(part.split())[:_LONGEST_LABEL].rstrip()
        for label in labels
        for part in _DIVIDES.split(clean(label))
    )
    return tuple(dict.fromkeys(label for label in found if label))


def clean_line(text: str) -> str:
    """Return a text as one clean line, otherwise unchanged."""
    return clean(text).replace("\n", " ")


def tidy_title(text: str) -> str:
    """Return a title of one line, cut at the longest title."""
    line = _WHITE.sub(" ", clean(text)).strip()
    return line if len(line) <= TITLE_LENGTH else f"{line[: TITLE_LENGTH - 1].rstrip()}…"


def with_bare_ampersands(html: str) -> str:
    """Return HTML with `&` escaped in addresses such as `?a&copy=2`, as browsers don't do.

    In an attribute, an entity without a semicolon does not count if a letter, a digit or `=`
    follows (HTML, 13.2.5.73), but Python's parser expands it.
    """
    return _ADDRESS.sub(lambda found: found[1] + _BARE.sub("&amp;", found[2]), html)


def web_address(text: str) -> str:
    """Return the address of a web page, or the empty string for other text."""
    address = clean(text).strip().replace("\n", "").replace("\t", "").replace(" ", "%20")
    return address if _SCHEMES.match(address) and len(address) <= _LONGEST_ADDRESS else ""


def in_words(names: Sequence[str], most: int) -> str:
    """Return names as one line, with commas between them.

    Args:
        names: The names.
        most: The number of names after which `…` stands for the rest.
    """
    shown = [one_line(name, 40) or "“”" for name in names[:most]]
    return ", ".join([*shown, *(["…"] if len(names) > most else [])])
