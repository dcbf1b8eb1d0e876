from itertools import accumulate
from unicodedata import east_asian_width

import pytest
from apsw.unicode import grapheme_iter, grapheme_next_break, line_break_next_break
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.corpus import corpus
from tui.document.layout.line_breaks import HANGING, fill
from tui.document.layout.paragraphs import text_lines

OTHER_LINE_ENDS = set("\x0b\x0c\r\x85\u2028\u2029")
"""What no document holds: see `clean_text`."""


def filled(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in fill(text, 0, len(text), width, cell_len)]


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("the quick brown fox", 10, ["the quick", "brown fox"]),
        ("ab cd", 2, ["ab", "cd"]),
        ("中文排版，不以逗号开头", 10, ["中文排版，", "不以逗号开", "头"]),
        ("一二三四，五", 8, ["一二三", "四，五"]),
        ("一二三（四五）", 8, ["一二三", "（四五）"]),
        ("abcdefgh ij", 3, ["abc", "def", "gh", "ij"]),
        (
            "see https://a.org/one/two-three?x=1",
            14,
            ["see", "https://a.org/", "one/", "two-three?x=1"],
        ),
        ("e\u0301" * 4, 2, ["e\u0301e\u0301"] * 2),
        ("👨‍👩‍👧👨‍👩‍👧", 2, ["👨‍👩‍👧"] * 2),
        ("中", 1, ["中"]),
        ("", 5, []),
        ("a\u00a0b c", 3, ["a\u00a0b", "c"]),
    ],
)
def test_lines(text: str, width: int, expected: list[str]) -> None:
    assert filled(text, width) == expected


def test_a_cut_word_leaves_no_closing_mark_behind() -> None:
    assert filled("aaaaaaaaaa）", 10) == ["aaaaaaaaa", "a）"]


def test_a_part_of_a_text() -> None:
    assert list(fill("xx\nab cd\nyy", 3, 8, 2, cell_len)) == [(3, 5), (6, 8)]


@given(st.text(st.characters(exclude_characters="\n"), max_size=200), st.integers(1, 60))
def test_nothing_is_lost_and_nothing_too_wide(text: str, width: int) -> None:
    at = 0
    for start, end in fill(text, 0, len(text), width, cell_len):
        assert at <= start <= end
        assert text[at:start].strip(" \u3000\t") == ""
        line = text[start:end]
        assert cell_len(line) <= width or grapheme_next_break(line, 0) == len(line)
        at = end
    assert text[at:].strip(" \u3000\t") == ""


def cells(text: str) -> int:
    """A simple measure: what counts here is only where lines may break."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def by_the_rules(text: str, breaks: list[int], width: int) -> list[tuple[int, int]] | None:
    """The lines of a text of which the allowed breaks are known; None if a word is too wide."""
    lines: list[tuple[int, int]] = []
    line = at = 0
    for place in breaks:
        core = text[at:place].rstrip(HANGING + "\n")
        if cells(core) > width:
            return None
        if at > line and cells(text[line:at] + core) > width:
            lines.append((line, at))
            line = at
        at = place
        if text[place - 1] == "\n":
            lines.append((line, place - 1))
            line = place
    if at > line or text.endswith("\n"):
        lines.append((line, at))
    return [(start, start + max(1, len(text[start:end].rstrip(HANGING)))) if end > start
            else (start, end) for start, end in lines]  # fmt: skip


def test_the_cases_of_unicode() -> None:
    """LineBreakTest.txt, at every width at which no word has to be cut.

    Left out are cases with line ends that no document holds, and those with addresses,
    which break at fewer places.
    """
    cases = 0
    for row in corpus("unicode", "LineBreakTest.txt").read_text("utf-8").splitlines():
        text, breaks = "", []
        for sign in row.partition("#")[0].split():
            if sign == "÷":
                breaks.append(len(text))
            elif sign != "×":
                text += chr(int(sign, 16))
        if not text or OTHER_LINE_ENDS & set(text) or "://" in text:
            continue
        breaks = [place for place in breaks if place]
        cases += 1
        for width in range(1, cells(text) + 2):
            expected = by_the_rules(text, breaks, width)
            if expected is not None:
                assert list(text_lines(text, width, cells)) == expected, (row, width)
    assert cases > 17_000


_pieces = st.sampled_from(
    [
        *"a中文é ，。（）!-—/3ёД、",
        "word",
        " and ",
        "ไทย",
        "e\u0301",
        "한국",
        "👩‍👩‍👧",
        "カー",
        "x-y",
        "(b) ",
    ]
)


@given(st.lists(_pieces, max_size=80).map("".join), st.integers(8, 60))
def test_lines_are_as_full_as_the_rules_allow(text: str, width: int) -> None:
    breaks = [0]
    while breaks[-1] < len(text):
        breaks.append(line_break_next_break(text, breaks[-1]))
    expected = by_the_rules(text, breaks[1:], width)
    if expected is not None:
        assert list(text_lines(text, width, cells)) == (expected or [(0, 0)])


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        (
            "https://example.org/2021/03/29/a-long-name-of-an-article.html?page=2#part",
            30,
            [
                "https://example.org/",
                "2021/03/29/a-long-name-",
                "of-an-article.html?page=2#part",
            ],
        ),
        ("(https://a.org/b)", 20, ["(https://a.org/b)"]),
        ("http://a.org/x, http://b.org/y", 14, ["http://a.org/", "x,", "http://b.org/y"]),
    ],
)
def test_addresses(text: str, width: int, expected: list[str]) -> None:
    assert filled(text, width) == expected


@pytest.mark.parametrize("width", range(1, 9))
@pytest.mark.parametrize(
    "whole",
    [
        *(
            "👨‍👩‍👧",
            "🇩🇪",
            "1️⃣",
            "👍🏽",
            "🧑🏽‍🚀",
            "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        ),
        *("e\u0301", "❤️", "❤︎", "✈️", "⌚︎", "葛\U000e0100", "か\u3099", "ｶﾞ", "한", "가\u11a8"),
        *("ที่", "กำ", "कि", "क्ष", "நி", "ক্ষ", "ཀྲ", "မြန်", "שָׁ", "مّ", "中", "a"),
    ],
)
def test_what_is_read_as_one_character_is_never_cut(whole: str, width: int) -> None:
    for text in (whole * 6, f"word {whole * 3} {whole} word", f"中{whole}文{whole}，"):
        places = {0, *accumulate(len(one) for one in grapheme_iter(text))}
        for start, end in fill(text, 0, len(text), width, cell_len):
            assert {start, end} <= places
            line = text[start:end]
            assert cell_len(line) <= width or grapheme_next_break(line, 0) == len(line)


def test_vowels_that_are_written_first_stay_with_their_consonant() -> None:
    assert filled("ไทยแลนด์", 4) == ["ไทย", "แลนด์"]


def test_a_long_word_takes_time_in_proportion() -> None:
    assert sum(1 for _ in fill("a" * 300_000, 0, 300_000, 60, cell_len)) == 5000
