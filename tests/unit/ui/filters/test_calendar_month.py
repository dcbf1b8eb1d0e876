from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.library.query import Days
from tui.ui.filters.calendar_month import (
    SHADES,
    DayCounts,
    add_days,
    add_months,
    articles_in_words,
    between,
    days_in_words,
    month_grid,
    month_of,
    read_days,
    year_of,
)

TODAY = date(2021, 3, 29)


def day(text: str) -> date:
    return date.fromisoformat(text)


def days(first: str, last: str) -> Days:
    return Days(day(first), day(last))


def test_weeks_start_on_monday() -> None:
    weeks = month_grid(2021, 3)
    assert weeks[0] == [date(2021, 3, n) for n in range(1, 8)]
    assert weeks[-1][2:] == [date(2021, 3, 31), None, None, None, None]


@given(st.integers(1, 9999), st.integers(1, 12))
def test_every_day_of_a_month_is_there_once(year: int, month: int) -> None:
    weeks = month_grid(year, month)
    assert len(weeks) <= 6
    assert all(len(week) == 7 for week in weeks)
    found = [each for week in weeks for each in week if each]
    whole = month_of(date(year, month, 1))
    assert (found[0], found[-1]) == (whole.first, whole.last)
    assert found == sorted(set(found))
    for week in weeks:
        assert all(each is None or each.weekday() == n for n, each in enumerate(week))


@given(st.dates(), st.integers(-200_000, 200_000))
def test_months_and_days_never_leave_the_calendar(start: date, count: int) -> None:
    assert date.min <= add_months(start, count) <= date.max
    assert date.min <= add_days(start, count * 100) <= date.max


def test_a_shorter_month_has_its_last_day_instead() -> None:
    assert add_months(day("2021-03-31"), -1) == day("2021-02-28")
    assert add_months(day("2020-01-31"), 1) == day("2020-02-29")
    assert add_months(day("2020-02-29"), 12) == day("2021-02-28")
    assert add_months(day("2021-12-05"), 1) == day("2022-01-05")


def test_ranges() -> None:
    assert month_of(day("2020-02-11")) == days("2020-02-01", "2020-02-29")
    assert year_of(day("2020-02-11")) == days("2020-01-01", "2020-12-31")
    assert between(day("2021-05-01"), day("2021-04-01")) == days("2021-04-01", "2021-05-01")


@pytest.mark.parametrize(
    ("range_", "words"),
    [
        (days("2021-03-29", "2021-03-29"), "29 March 2021"),
        (days("2021-03-01", "2021-03-31"), "March 2021"),
        (days("2021-03-01", "2021-06-30"), "March to June 2021"),
        (days("2020-03-01", "2021-06-30"), "March 2020 to June 2021"),
        (days("2021-01-01", "2021-12-31"), "2021"),
        (days("2019-01-01", "2021-12-31"), "2019 to 2021"),
        (days("2021-03-09", "2021-03-18"), "9 to 18 March 2021"),
        (days("2021-03-09", "2021-04-18"), "9 March to 18 April 2021"),
        (days("2020-03-09", "2021-04-18"), "9 March 2020 to 18 April 2021"),
        (Days(day("2021-03-09"), None), "since 9 March 2021"),
        (Days(None, day("2021-03-09")), "until 9 March 2021"),
        (Days(), "all dates"),
    ],
)
def test_a_range_in_words(range_: Days, words: str) -> None:
    assert days_in_words(range_) == words


def test_numbers_of_articles_in_words() -> None:
    assert [articles_in_words(n) for n in (0, 1, 2, 36012)] == [
        "no articles",
        "1 article",
        "2 articles",
        "36,012 articles",
    ]


@pytest.mark.parametrize(
    ("text", "range_"),
    [
        ("2021", days("2021-01-01", "2021-12-31")),
        (" 2021-03 ", days("2021-03-01", "2021-03-31")),
        ("2021-3", days("2021-03-01", "2021-03-31")),
        ("2021/03/29", days("2021-03-29", "2021-03-29")),
        ("2021-03..2021-06", days("2021-03-01", "2021-06-30")),
        ("2021-03 .. 2021-06", days("2021-03-01", "2021-06-30")),
        ("..2020", Days(None, day("2020-12-31"))),
        ("2020-05..", Days(day("2020-05-01"), None)),
        ("today", days("2021-03-29", "2021-03-29")),
        ("Yesterday", days("2021-03-28", "2021-03-28")),
        ("7d", days("2021-03-23", "2021-03-29")),
        ("99999d", Days(add_days(TODAY, -99998), TODAY)),
        ("9999-12", days("9999-12-01", "9999-12-31")),
    ],
)
def test_typed_dates(text: str, range_: Days) -> None:
    assert read_days(text, TODAY) == range_


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "Type a date"),
        ("..", "A range needs a date"),
        ("...", "A range needs a date"),
        ("20", "Not a date: 20"),
        ("soon", "Not a date: soon"),
        ("2021-13", "There is no month 13"),
        ("0000", "There is no year 0"),
        ("2021-02-30", "February 2021 has no day 30"),
        ("2021-06..2021-03", "The range ends before it starts"),
        ("2021-03..soon", "Not a date: soon"),
    ],
)
def test_what_is_no_date_is_said_in_one_line(text: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem) as caught:
        read_days(text, TODAY)
    assert "\n" not in str(caught.value)


@given(st.text("0123456789-./dty ", max_size=24))
def test_nothing_typed_fails_otherwise(text: str) -> None:
    try:
        read = read_days(text, TODAY)
    except ValueError as error:
        assert str(error)
    else:
        assert read.first is None or read.last is None or read.first <= read.last


@given(st.dictionaries(st.dates(), st.integers(0, 50), max_size=40), st.dates(), st.dates())
def test_a_range_has_the_articles_of_its_days(
    counts: dict[date, int], one: date, other: date
) -> None:
    range_ = between(one, other)
    assert range_.first and range_.last
    known = DayCounts(counts)
    expected = sum(n for each, n in counts.items() if range_.first <= each <= range_.last)
    assert known.within(range_) == expected
    assert known.within(Days()) == sum(counts.values())
    assert (
        known.within(Days(range_.first)) + known.within(Days(None, add_days(range_.first, -1)))
        == sum(counts.values())
        or range_.first == date.min
    )


def test_a_range_the_wrong_way_round_has_none() -> None:
    assert DayCounts({TODAY: 3}).within(Days(day("2022-01-01"), day("2020-01-01"))) == 0


def test_a_day_still_to_come_is_not_the_newest() -> None:
    counts = DayCounts({day("2020-01-02"): 1, day("3020-01-01"): 1})
    assert counts.newest(TODAY) == day("2020-01-02")
    assert counts.last == day("3020-01-01")
    assert DayCounts({day("3020-01-01"): 1}).newest(TODAY) == day("3020-01-01")
    assert DayCounts({}).newest(TODAY) == TODAY


def test_busier_days_have_a_deeper_shade() -> None:
    counts = DayCounts({TODAY + timedelta(days=n): n for n in range(100)})
    shades = [counts.shade(TODAY + timedelta(days=n)) for n in range(100)]
    assert shades == sorted(shades)
    assert set(shades) == set(range(SHADES + 1))


def test_one_day_with_an_import_leaves_the_others_their_shades() -> None:
    numbers = {TODAY + timedelta(days=n): n % 10 + 1 for n in range(50)}
    numbers[day("2020-01-01")] = 90_000
    counts = DayCounts(numbers)
    assert {counts.shade(each) for each in numbers} == set(range(1, SHADES + 1))
