from datetime import date

import pytest

from tui.library.query import Days, Query
from tui.ui.filters.filter_bar import Chip, chips, days_in_words, fitting


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2021, 3, 29), date(2021, 3, 29), "29 Mar 2021"),
        (date(2021, 3, 1), date(2021, 3, 31), "March 2021"),
        (date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        (date(2021, 1, 1), date(2021, 12, 31), "2021"),
        (date(2020, 1, 1), date(2021, 12, 31), "2020 – 2021"),
        (date(2021, 3, 1), date(2021, 3, 30), "1 Mar 2021 – 30 Mar 2021"),
        (date(2021, 3, 2), None, "from 2 Mar 2021"),
        (None, date(9999, 12, 31), "until 31 Dec 9999"),
        (None, None, "any"),
    ],
)
def test_a_range_is_said_shortly(first: date | None, last: date | None, words: str) -> None:
    assert days_in_words(Days(first, last)) == words


def test_a_bare_query_has_no_chips() -> None:
    assert chips(Query(text="words have the box")) == []


def test_every_filter_has_its_chip() -> None:
    query = Query(
        category=("金融", "国内"),
        days=Days(date(2021, 3, 29), date(2021, 3, 29)),
        unread=True,
        bookmarked=True,
        sort="title",
        reverse=True,
    )
    assert chips(query) == [
        Chip("category", "category 金融 › 国内", "金融 › 国内"),
        Chip("days", "date 29 Mar 2021", "29 Mar 2021"),
        Chip("unread", "unread", "unread"),
        Chip("bookmarked", "bookmarks", "bookmarks"),
        Chip("sort", "by title", "title"),
        Chip("reverse", "reversed", "reversed"),
    ]


@pytest.mark.parametrize(
    ("room", "words"),
    [
        (39, ["category 金融 › 国内", "date 2021"]),
        (38, ["金融 › 国内", "2021"]),
        (25, ["金融 › 国内", "2021"]),
        (24, ["金融 ›…内", "2021"]),
        (0, ["金…", "2021"]),
    ],
)
def test_chips_are_shorter_where_there_is_less_room(room: int, words: list[str]) -> None:
    query = Query(category=("金融", "国内"), days=Days(date(2021, 1, 1), date(2021, 12, 31)))
    assert fitting(chips(query), room) == words
