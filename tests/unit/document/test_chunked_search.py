"""Tests of searches a piece at a time: they find what one search finds."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from tui.document.chunked_search import has_line, holds, places

TEXTS = st.text("ab\n: <", max_size=40)
PIECES = st.integers(1, 9)
LINE = re.compile(r"\n[ ]*:[ ]+\S")


@settings(max_examples=60)
@given(TEXTS, st.sampled_from(["a", "ab", "ba\n", "<a <"]), PIECES)
def test_words_are_found_where_they_are(text: str, words: str, piece: int) -> None:
    assert holds(text, words, piece) == (words in text)


@settings(max_examples=60)
@given(TEXTS, PIECES)
def test_a_line_is_found_where_it_is(text: str, piece: int) -> None:
    assert has_line(text, LINE, piece) == bool(LINE.search(text))


@settings(max_examples=60)
@given(TEXTS, st.sampled_from(["a", "ab", "aa"]), st.integers(0, 9), PIECES)
def test_places_are_those_that_one_search_finds(
    text: str, words: str, start: int, piece: int
) -> None:
    found = [match.start() for match in re.compile(words).finditer(text, start)]
    assert list(places(text, words, start, piece)) == found
