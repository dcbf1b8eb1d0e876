"""Searches in texts of megabytes, a piece at a time: other threads wait for each search."""

import re
from collections.abc import Iterator

_PIECE = 500_000
"""How many characters are searched at a time: a millisecond's worth."""


def holds(text: str, words: str, piece: int = _PIECE) -> bool:
    """Return whether some words stand in a text."""
    if len(text) <= piece:
        return words in text
    beyond = len(words) - 1
    return any(
        text.find(words, start, start + piece + beyond) >= 0 for start in range(0, len(text), piece)
    )


def places(text: str, words: str, start: int = 0, piece: int = _PIECE) -> Iterator[int]:
    """Yield where some words stand in a text, from a place on, none of them over another."""
    beyond = len(words) - 1
    while start < len(text):
        end = start + piece
        at = text.find(words, start, end + beyond)
        if at >= 0:
            yield at
            end = at + len(words)
        start = end


def has_line(text: str, pattern: re.Pattern[str], piece: int = _PIECE) -> bool:
    r"""Return whether a pattern is found in a text.

    Args:
        text: The text.
        pattern: It begins with `\n`, and matches nothing of the line after the next.
        piece: How many characters are searched at a time.
    """
    start = 0
    while 0 <= start < len(text):
        end = text.find("\n", start + piece)
        if pattern.search(text, start, end if end >= 0 else len(text)):
            return True
        start = end
    return False


def has_as_many(text: str, words: str, count: int, piece: int = _PIECE) -> bool:
    """Return whether some words stand in a text so many times, none of them over another."""
    found = start = 0
    while found < count and start < len(text):
        end = text.find(words, start + piece)
        end = end if end >= 0 else len(text)
        found += text.count(words, start, end)
        start = end
    return found >= count
