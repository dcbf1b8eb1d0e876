"""The units of a text: characters as readers see them, words, sentences (Unicode UAX #29)."""

import re
from collections.abc import Callable, Iterator

from apsw import unicode

Unit = tuple[int, int]
"""A stretch of a text: its first character, and the one after its last, from 0."""

Units = Callable[[str], Iterator[Unit]]
"""A function that yields the units of a text, in order; none overlaps another."""


_UNSPACED = re.compile(
    # Thai and Lao, Burmese, Khmer; kana, Chinese characters; kana of half a width.
    "[\u0e01-\u0e3e\u0e40-\u0e4e\u0e50-\u0eff\u1000-\u1049\u1050-\u109f\u1780-\u17d3\u17e0-\u17ff"
    "\u3005-\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff"
    "\uff66-\uff9f\U00020000-\U0003ffff]+"
)
"""A run of letters of scripts without spaces."""


def characters(text: str) -> Iterator[Unit]:
    """Yield the grapheme clusters of a text: a letter with its combining marks, one emoji."""
    for start, end, _ in unicode.grapheme_iter_with_offsets(text):
        yield start, end


def words(text: str) -> Iterator[Unit]:
    """Yield the words of a text: stretches that hold a letter, a digit or an emoji.

    Where a script has no spaces, each Chinese character is a word.
    """
    end = 0
    while end < len(text):
        start, end = unicode.word_next(text, end, emoji=True, regional_indicator=True)
        if start < end:
            yield start, end


def sentences(text: str) -> Iterator[Unit]:
    """Yield the sentences of a text, without the white space around them."""
    for start, end, sentence in unicode.sentence_iter_with_offsets(text):
        if stripped := sentence.strip():
            first = start + sentence.index(stripped[0])
            yield first, min(end, first + len(stripped))


def whole(text: str) -> Iterator[Unit]:
    """Yield the whole of a text, unless it is blank."""
    if text.strip():
        yield 0, len(text)


def word_around(text: str, offset: int) -> Unit:
    """Return the word at a character, or what stands between two words there.

    Where a script has no spaces, it is all that stands between two marks or spaces: a single
    character is hardly what is meant, and where words begin only a dictionary could tell.

    Args:
        text: The text.
        offset: The character, from 0 to the length of the text.
    """
    if run := next(
        (run for run in _UNSPACED.finditer(text) if run.start() <= offset < run.end()), None
    ):
        return run.span()
    start = 0
    while start < len(text):
        end = unicode.word_next_break(text, start)
        if end > offset:
            return start, end
        start = end
    return offset, offset
