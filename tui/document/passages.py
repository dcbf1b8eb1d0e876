"""Passages: stretches of an article's text, by the segments that its layout numbers."""

from collections.abc import Sequence
from typing import NamedTuple


class Place(NamedTuple):
    """A place between two characters of a text that is divided into segments."""

    segment: int
    """The number of the segment, from 0: an index of `page_texts`, and `Line.paragraph`."""
    offset: int
    """The characters of the segment before the place: 0 to the length of the segment."""


class Passage(NamedTuple):
    """A stretch of text from a start to an end, which is not before the start."""

    start: Place
    end: Place


def text_of(texts: Sequence[str], passage: Passage) -> str:
    """Return the text of a passage as it reads; a line end stands between two segments.

    Args:
        texts: The segments, from `page_texts`.
        passage: The passage; its segments are numbers of `texts`.
    """
    (first, start), (last, end) = passage
    parts = list(texts[first : last + 1])
    parts[-1] = parts[-1][:end]
    parts[0] = parts[0][start:]
    return "\n".join(parts)
