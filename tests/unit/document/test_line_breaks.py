import pytest
from apsw.unicode import grapheme_next_break
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.document.line_breaks import fill


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
            ["see https://", "a.org/one/two-", "three?x=1"],
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


def test_a_long_word_takes_time_in_proportion() -> None:
    assert sum(1 for _ in fill("a" * 300_000, 0, 300_000, 60, cell_len)) == 5000
