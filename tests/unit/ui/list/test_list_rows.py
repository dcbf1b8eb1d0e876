from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.ui.list.row_places import ROW_LINES, DayHeading, Entry, Gap, ListRows


def every_line(rows: ListRows) -> list[Entry | DayHeading | Gap]:
    return [rows.at(line) for line in range(rows.height)]


def test_days_are_headed_and_parted_by_an_empty_line() -> None:
    rows = ListRows([7, 8, 9, 10], [20210329, 20210329, 20210328, 20210328], grouped=True)
    assert every_line(rows) == [
        DayHeading(20210329),
        Entry(0, 0),
        Entry(0, 1),
        Entry(1, 0),
        Entry(1, 1),
        Gap(),
        DayHeading(20210328),
        Entry(2, 0),
        Entry(2, 1),
        Entry(3, 0),
        Entry(3, 1),
    ]


def test_articles_alone_on_their_days_follow_each_other_without_headings() -> None:
    rows = ListRows([1, 2, 3, 4, 5], [5, 4, 3, 3, 2], grouped=True)
    assert every_line(rows) == [
        Entry(0, 0),
        Entry(0, 1),
        Entry(1, 0),
        Entry(1, 1),
        Gap(),
        DayHeading(3),
        Entry(2, 0),
        Entry(2, 1),
        Entry(3, 0),
        Entry(3, 1),
        Gap(),
        Entry(4, 0),
        Entry(4, 1),
    ]
    assert [rows.is_alone(place) for place in range(5)] == [True, True, False, False, True]


def test_in_a_dense_list_each_line_is_an_article() -> None:
    rows = ListRows([7, 8, 9], [3, 3, 2], grouped=True)
    rows.dense = True
    assert every_line(rows) == [Entry(0, 0), Entry(1, 0), Entry(2, 0)]
    assert rows.top(2) == 2
    assert rows.near(1, 40) == range(1, 3)
    assert not any(rows.is_first_of_day(place) or rows.is_alone(place) for place in range(3))


def test_without_groups_rows_follow_each_other() -> None:
    rows = ListRows([7, 8], [20210329, 20200101], grouped=False)
    assert every_line(rows) == [Entry(0, 0), Entry(0, 1), Entry(1, 0), Entry(1, 1)]


def test_no_articles_take_no_lines() -> None:
    rows = ListRows([], [], grouped=True)
    assert rows.height == 0
    assert rows.at(0) == Gap()
    assert rows.near(0, 40) == range(0)


@pytest.mark.parametrize("line", [-1, 8, 1000])
def test_lines_outside_are_gaps(line: int) -> None:
    rows = ListRows([7, 8, 9], [3, 3, 2], grouped=True)
    assert rows.at(line) == Gap()


@given(st.lists(st.integers(0, 5), max_size=40).map(lambda days: sorted(days, reverse=True)))
def test_every_article_has_its_lines_and_every_day_one_heading(days: list[int]) -> None:
    rows = ListRows(list(range(len(days))), days, grouped=True)
    lines = every_line(rows)
    entries = [line for line in lines if isinstance(line, Entry)]
    assert entries == [
        Entry(index, inner) for index in range(len(days)) for inner in range(ROW_LINES)
    ]
    headings = [line.day for line in lines if isinstance(line, DayHeading)]
    assert headings == [day for day, members in groupby(days) if len(list(members)) > 1]
    for index in range(len(days)):
        assert rows.at(rows.top(index)) == Entry(index, 0)
        assert rows.is_alone(index) == (days.count(days[index]) == 1)
        above = rows.at(rows.top(index) - 1)
        assert isinstance(above, DayHeading) == rows.is_first_of_day(index)


def test_articles_near_a_line() -> None:
    rows = ListRows([7, 8, 9], [3, 3, 2], grouped=True)
    assert rows.near(-5, 8) == range(1)
    assert rows.near(2, 3) == range(2)
    assert rows.near(0, 100) == range(3)


def test_an_article_is_found_by_its_id() -> None:
    rows = ListRows([7, 8, 9], [3, 3, 2], grouped=True)
    assert rows.index_of(9) == 2
    assert rows.index_of(1) is None
