from datetime import UTC, datetime
from itertools import pairwise

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.library.search.strategies.rowid_order import DAY, first_place, free_place


@pytest.fixture
def articles() -> apsw.Connection:
    connection = apsw.Connection(":memory:")
    connection.execute("CREATE TABLE articles(place INTEGER UNIQUE)")
    return connection


def put(connection: apsw.Connection, date: float | None) -> int:
    place = free_place(connection, date)
    connection.execute("INSERT INTO articles VALUES(?)", (place,))
    return place


DATES = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC))


@given(st.lists(DATES, min_size=2))
def test_places_go_back_day_by_day(dates: list[datetime]) -> None:
    for before, after in pairwise(sorted(dates, reverse=True)):
        first, second = (first_place(date.timestamp()) for date in (before, after))
        assert 0 < first < 1 << 63
        assert (first == second) == (before.date() == after.date())
        assert first <= second


def test_places_of_a_day_are_dense(articles: apsw.Connection) -> None:
    places = [put(articles, 86_400.0 * 20_000 + number) for number in range(3)]
    assert places == [places[0], places[0] + 1, places[0] + 2]
    assert places[0] % DAY == 0


def test_without_a_date_is_after_all(articles: apsw.Connection) -> None:
    first, second = put(articles, None), put(articles, None)
    assert second == first + 1
    assert put(articles, datetime(1, 1, 1, tzinfo=UTC).timestamp()) < first


def test_a_full_day_goes_on_in_the_one_before(articles: apsw.Connection) -> None:
    first = first_place(0.0)
    articles.execute("INSERT INTO articles VALUES(?)", (first + DAY - 1,))
    articles.execute("INSERT INTO articles VALUES(?)", (first + DAY,))
    assert put(articles, 0.0) == first + DAY + 1
