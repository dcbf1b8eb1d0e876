from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.cells import cell_len

from tui.articles.article import CategoryPath, DateSource, Summary
from tui.library.search.snippets import Snippet
from tui.ui.list.row_painter import Piece, cells_needed, dense_line, first_line, second_line

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


@pytest.mark.parametrize("width", [9, 14, 24, 40, 60, 76, 77, 120])
@pytest.mark.parametrize("bookmarked", [False, True])
@pytest.mark.parametrize("date_source", ["front matter", "file time"])
def test_a_dense_row_fills_the_width(width: int, bookmarked: bool, date_source: DateSource) -> None:
    summary = SUMMARY._replace(bookmarked=bookmarked, date_source=date_source)
    snippet = Snippet("在公示期满后名单公布", ((1, 3),), 1)
    for found in (None, snippet):
        line = text(dense_line(summary, max(width, 20), cursor=True, snippet=found))
        assert cell_len(line) == max(width, 20)


def test_a_dense_row_has_signs_day_title_and_category() -> None:
    read = SUMMARY._replace(read=True, bookmarked=True, title="Short")
    line = text(dense_line(read, 80, cursor=True))
    assert line.startswith("▌ ★ 29 Mar 2021  Short ")
    assert line.rstrip().endswith("金融 › 新浪财经")
    assert text(dense_line(SUMMARY, 40, cursor=False)).startswith(" ●  29 Mar 21  先进")
    undated = SUMMARY._replace(date=None, date_source="none")
    assert text(dense_line(undated, 80, cursor=False)).startswith(" ●  No date      先进")


@pytest.mark.parametrize(
    ("title", "width", "end"),
    [
        ("Tea", 40, "  金融 › 新浪财经"),
        ("Tea", 34, "  … › 新浪财经"),
        ("Tea", 26, "  Tea"),  # A part of a level is not worth the room.
        ("A title that needs all of it", 48, "  A title that needs all of it"),
    ],
)
def test_a_short_title_leaves_room_for_the_category(title: str, width: int, end: str) -> None:
    line = text(dense_line(SUMMARY._replace(title=title), width, cursor=False))
    assert line.rstrip().endswith(end)
    assert cell_len(line) == width


def test_the_columns_of_dense_rows_stand_below_each_other() -> None:
    one = text(dense_line(SUMMARY, 90, cursor=False))
    other = text(dense_line(SUMMARY._replace(title="A very long title " * 9), 90, cursor=False))
    places = [cell_len(line[: line.index("金融")]) for line in (one, other)]
    assert places[0] == places[1]


def test_a_dense_row_says_that_a_date_is_only_the_files() -> None:
    of_file = SUMMARY._replace(date_source="file time")
    for width in (50, 80):
        assert "file's date" in text(dense_line(of_file, width, cursor=False))


def test_a_passage_follows_the_title_of_a_dense_row() -> None:
    snippet = Snippet("the lamps were dimmed for a year", ((4, 9),), 4)
    summary = SUMMARY._replace(title="Harbour lights")
    pieces = dense_line(summary, 70, cursor=False, snippet=snippet)
    assert ("lamps", "match") in pieces
    assert "Harbour lights  the lamps were" in text(pieces)


@pytest.mark.parametrize(("width", "day"), [(60, "Monday 29 March 2021"), (40, "Mon 29 Mar 2021")])
def test_a_row_alone_on_its_day_says_the_day(width: int, day: str) -> None:
    pieces = second_line(SUMMARY, width, False, with_day=False, alone=True)
    assert text(pieces).startswith(f"   {day}  19:15  ")
    assert cell_len(text(pieces)) == width


@pytest.mark.parametrize("dense", [False, True])
@pytest.mark.parametrize("alone", [False, True])
@pytest.mark.parametrize("categories", [(), (("world", "economy"),)])
@pytest.mark.parametrize("source", ["front matter", "file time"])
def test_nothing_is_cut_in_the_cells_that_a_row_needs(
    dense: bool, alone: bool, categories: tuple[CategoryPath, ...], source: DateSource
) -> None:
    for title in ("Short", "A title that is longer than all of the details below it together are"):
        summary = SUMMARY._replace(title=title, categories=categories, date_source=source)
        width = max(cells_needed(summary, dense, with_day=False, alone=alone), 48)
        lines = (
            [dense_line(summary, width, cursor=False)]
            if dense
            else [
                first_line(summary, width, cursor=False),
                second_line(summary, width, False, with_day=False, alone=alone),
            ]
        )
        assert "…" not in "".join(map(text, lines))
