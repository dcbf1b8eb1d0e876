from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.cells import cell_len

from tui.articles.article import Summary
from tui.ui.list.row_painter import Piece, first_line, second_line

SUMMARY = Summary(
    id=1,
    path=Path("/archive/a.md"),
    title="先进制造业集群名单公布：苏粤各占6席",
    author="新浪财经",
    date=datetime(2021, 3, 29, 19, 15, tzinfo=UTC),
    has_time=True,
    date_source="front matter",
    categories=(("金融", "新浪财经"),),
    tags=(),
    link="",
    images=0,
    words=300,
    read=False,
    bookmarked=False,
    copies=1,
    warnings=(),
)


def text(pieces: list[Piece]) -> str:
    return "".join(each for each, _ in pieces)


@pytest.mark.parametrize("width", [12, 30, 31, 60])
@pytest.mark.parametrize("bookmarked", [False, True])
def test_both_lines_fill_the_width(width: int, bookmarked: bool) -> None:
    summary = SUMMARY._replace(bookmarked=bookmarked)
    assert cell_len(text(first_line(summary, width, cursor=True))) == width
    assert cell_len(text(second_line(summary, width, cursor=False, with_day=True))) == width


def test_unread_and_bookmarked_are_seen_without_colour() -> None:
    assert text(first_line(SUMMARY, 40, cursor=False)).startswith(" ● 先进")
    assert text(first_line(SUMMARY._replace(read=True), 40, cursor=True)).startswith("▌  先进")
    starred = SUMMARY._replace(bookmarked=True)
    assert text(second_line(starred, 40, cursor=False, with_day=False)).endswith("★ ")


def test_the_second_line_says_time_and_category() -> None:
    assert text(second_line(SUMMARY, 40, False, with_day=False)).strip() == (
        "19:15  金融 › 新浪财经"
    )
    assert text(second_line(SUMMARY, 60, False, with_day=True)).strip() == (
        "29 Mar 2021, 19:15  金融 › 新浪财经"
    )


def test_without_categories_the_author_stands_there() -> None:
    summary = SUMMARY._replace(categories=(), has_time=False)
    assert text(second_line(summary, 40, False, with_day=False)).strip() == "新浪财经"


def test_the_date_of_the_file_says_so() -> None:
    of_file = SUMMARY._replace(date_source="file time")
    assert text(second_line(of_file, 60, False, with_day=False)).strip() == (
        "19:15  file's date  金融 › 新浪财经"
    )


def test_copies_are_counted() -> None:
    assert "3 copies" in text(second_line(SUMMARY._replace(copies=3), 60, False, with_day=False))


def test_matches_have_a_role_of_their_own() -> None:
    pieces = first_line(SUMMARY, 60, cursor=False, matches=[(0, 2)])
    assert ("先进", "match") in pieces
    assert text(pieces).strip().endswith("6席")
