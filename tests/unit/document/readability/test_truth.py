"""What a browser shows of real pages is in the lines, in order, and little else is."""

import pytest

from tests.corpus import SMALL, corpus
from tests.unit.document.readability.reading import in_order, lines_of, text_of
from tests.unit.document.readability.words import hashed, read_truth, signs, words

RECALL = 0.9998
PRECISION = 0.995


def test_every_visible_word_is_in_the_lines_in_order_and_little_else() -> None:
    common = shown = ours = 0
    short: list[str] = []
    for name, truth in read_truth().items():
        path = corpus("html", "readability", name, "expected.html")
        lines = lines_of(path.read_text("utf-8"))
        found = hashed(words(text_of(lines))), hashed(signs(text_of(lines, formulas=True)))
        for browser, reader in zip(truth, found, strict=True):
            kept = in_order(browser, reader)
            common, shown, ours = common + kept, shown + len(browser), ours + len(reader)
            if kept < len(browser):
                short.append(f"{name}: {len(browser) - kept} of {len(browser)} words missing")
    assert common / shown >= RECALL, short
    assert common / ours >= PRECISION


@pytest.mark.parametrize("name", [path.stem for path in sorted(SMALL.glob("html/pages/*.html"))])
def test_the_lines_of_a_saved_page_have_its_visible_words_and_no_other(name: str) -> None:
    lines = lines_of((SMALL / "html" / "pages" / f"{name}.html").read_text("utf-8"))
    expected = (SMALL / "expected" / f"{name}.txt").read_text("utf-8")
    assert words(text_of(lines)) == words(expected)


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
