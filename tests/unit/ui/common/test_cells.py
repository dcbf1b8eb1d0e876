import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.ui.common.cells import cut, cut_folders, cut_middle, cut_path, pad

FAMILY = "👨\u200d👩\u200d👧"


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("short", 10, "short"),
        ("a longer text", 8, "a longe…"),
        ("国家队名单", 10, "国家队名单"),
        ("国家队名单", 6, "国家…"),
        ("国家队名单", 7, "国家队…"),
        ("anything", 1, "…"),
        ("anything", 0, ""),
    ],
)
def test_text_is_cut_between_characters(text: str, width: int, expected: str) -> None:
    assert cut(text, width) == expected


@given(st.text(max_size=60), st.integers(0, 40))
def test_no_text_is_wider_than_asked(text: str, width: int) -> None:
    printable = "".join(character for character in text if character.isprintable())
    assert cell_len(cut(printable, width)) <= width
    assert cell_len(pad(printable, width)) == width


def test_a_path_loses_its_outer_levels_first() -> None:
    path = ("金融", "新浪财经", "国内")
    assert cut_path(path, 40) == "金融 › 新浪财经 › 国内"
    assert cut_path(path, 20) == "… › 新浪财经 › 国内"
    assert cut_path(path, 8) == "… › 国内"
    assert cut_path(path, 3) == "国…"
    assert cut_path((), 3) == ""


@pytest.mark.parametrize(
    ("path", "width", "expected"),
    [
        ("~/archive", 9, "~/archive"),
        ("~/archive", 8, "archive"),
        ("/data/news/2021/march", 16, "…/2021/march"),
        ("/data/news/2021/march", 12, "…/2021/march"),
        ("/data/news/2021/march", 11, "…/march"),
        ("/data/新闻/三月", 8, "…/三月"),
        ("/data/a-very-long-name-of-one-folder", 12, "a-very-l…der"),
        ("~/My notes/2021/march", 13, "…/2021/march"),
        ("standard input and /data/news/march", 27, "standard input and …/march"),
        ("standard input and /data/news/march", 12, "…/news/march"),
        ("standard input", 9, "standa…ut"),
        ("3 folders", 0, ""),
    ],
)
def test_a_file_s_path_keeps_its_end(path: str, width: int, expected: str) -> None:
    assert cut_folders(path, width) == expected


@pytest.mark.parametrize("width", range(1, 40))
def test_what_is_cut_in_the_middle_fits_and_keeps_both_ends(width: int) -> None:
    for text in ("https://example.com/a/long/way/end.html", "https://例子.中国/很长的路/结尾"):
        shorter = cut_middle(text, width)
        assert cell_len(shorter) <= width
        if cell_len(text) <= width:
            assert shorter == text
        else:
            head, tail = shorter.split("…")
            assert text.startswith(head)
            assert text.endswith(tail)


def test_a_width_of_nothing_shows_nothing() -> None:
    assert cut_middle("text", 0) == ""


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("cafe\u0301s and more", 6, "cafe\u0301s…"),
        ("e" + "\u0301" * 9 + "bcdef", 3, "e" + "\u0301" * 9 + "b…"),
        (FAMILY * 3, 5, FAMILY * 2 + "…"),
        ("a\nb" * 9, 3, "a\nb…"),
        ("\u200b" * 90, 3, "…"),
    ],
)
def test_no_grapheme_is_halved(text: str, width: int, expected: str) -> None:
    assert cut(text, width) == expected
