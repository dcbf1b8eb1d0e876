"""Searches in long texts, one piece at a time, and ranges of characters.

Other threads wait for each search, so that one through megabytes would be felt.
"""

import re
from collections.abc import Iterable, Iterator

_PIECE = 500_000
"""The number of characters searched at a time, which takes about a millisecond."""


def holds(text: str, words: str, piece: int = _PIECE) -> bool:
    """Return whether a text contains some words."""
    if len(text) <= piece:
        return words in text
    beyond = len(words) - 1
    return any(
        text.find(words, start, start + piece + beyond) >= 0 for start in range(0, len(text), piece)
    )


def places(text: str, words: str, start: int = 0, piece: int = _PIECE) -> Iterator[int]:
    """Yield the places of some words in a text, from `start` on, without overlaps."""
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


def merged(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the ranges sorted, with overlapping ones merged; adjacent ones stay separate.

    Args:
        ranges: Pairs of the first character and the one after the last.
    """
    result: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if result and start < result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result
