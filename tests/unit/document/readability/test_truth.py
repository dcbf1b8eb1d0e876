"""What a browser shows of real pages is in the lines, in order, and little else is."""

import pytest

from tests.corpus import corpus
from tests.unit.document.readability.reading import in_order, words_set
from tests.unit.document.readability.words import hashed, read_truth, words

RECALL = 0.9998
PRECISION = 0.995


def test_every_visible_word_is_in_the_lines_in_order_and_little_else() -> None:
    common = shown = ours = 0
    short: list[str] = []
    for name, truth in read_truth().items():
        path = corpus("html", "readability", name, "expected.html")
        found = hashed(words_set(path.read_text("utf-8")))
        kept = in_order(truth, found)
        common, shown, ours = common + kept, shown + len(truth), ours + len(found)
        if kept < len(truth):
            short.append(f"{name}: {len(truth) - kept} of {len(truth)} words missing")
    assert common / shown >= RECALL, short
    assert common / ours >= PRECISION


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It's 10² o’clock", ["it", "s", "102", "o", "clock"]),
        ("中文word、日本 한국", ["中", "文", "word", "日", "本", "한", "국"]),
        ("Vladi\xadmir", ["vladimir"]),
    ],
)
def test_words_as_they_are_compared(text: str, found: list[str]) -> None:
    assert words(text) == found


@pytest.mark.parametrize(
    ("first", "second", "common"),
    [("abcd", "abcd", 4), ("abcd", "bxd", 2), ("", "ab", 0), ("ab", "ba", 1), ("xay", "a", 1)],
)
def test_words_in_common_keep_their_order(first: str, second: str, common: int) -> None:
    assert in_order(hashed(first), hashed(second)) == common
