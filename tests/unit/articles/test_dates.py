import os
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.articles import date_format, dates
from tui.articles.date_format import (
    DateForm,
    DateOrder,
    date_in_column,
    date_in_short,
    day_in_words,
    days_in_words,
    in_words,
    local,
    time_in_words,
)
from tui.articles.dates import (
    date_in_address,
    date_in_name,
    date_in_path,
    from_timestamp,
    read_date,
)


@pytest.fixture(autouse=True)
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Put the machine into a zone eight hours east of Greenwich."""
    monkeypatch.setenv("TZ", "XST-8")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def _iso(value: object) -> str | None:
    read = read_date(value)
    return read.datetime.isoformat() if read else None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2021-03-29", "2021-03-29T00:00:00+08:00"),
        ("29 décembre 2021", "2021-12-29T00:00:00+08:00"),
        ("29 de março de 2021 11:15", "2021-03-29T11:15:00+08:00"),
        ("lunedì 29 marzo 2021", "2021-03-29T00:00:00+08:00"),
        ("29. März 2021", "2021-03-29T00:00:00+08:00"),
        ("29 марта 2021 г.", "2021-03-29T00:00:00+08:00"),
        ("٢٩ مارس ٢٠٢١", "2021-03-29T00:00:00+08:00"),
        ("2021-03-29 11:15:56", "2021-03-29T11:15:56+08:00"),
        ("2021-03-29 11:15:56 +0900", "2021-03-29T11:15:56+09:00"),
        ("2021-03-29 11:15:56+09:00", "2021-03-29T11:15:56+09:00"),
        ("2021-03-29 11:15:56 -0330", "2021-03-29T11:15:56-03:30"),
        ("2021-03-29T11:15:56Z", "2021-03-29T11:15:56+00:00"),
        ("2021-03-29T11:15:56.123456789Z", "2021-03-29T11:15:56.123456+00:00"),
        ("2021-03-29 11:15", "2021-03-29T11:15:00+08:00"),
        ("2021-3-9 1:02", "2021-03-09T01:02:00+08:00"),
        ("2021-03-29 24:00", "2021-03-30T00:00:00+08:00"),
        ("Mon, 29 Mar 2021 11:15:56 GMT", "2021-03-29T11:15:56+00:00"),
        ("Mon, 29 Mar 2021 11:15:56 +0200", "2021-03-29T11:15:56+02:00"),
        ("Mon, 29 Mar 2021 11:15:56 EST", "2021-03-29T11:15:56-05:00"),
        ("Fri Sep  3 11:15:56 CEST 2021", "2021-09-03T11:15:56+02:00"),
        ("Fri Sep  3 11:15:56 2021", "2021-09-03T11:15:56+08:00"),
        ("1919 17:34:23", "1919-01-01T17:34:23+08:00"),
        ("3020-01-02", "3020-01-02T00:00:00+08:00"),
        ("1616987756", "2021-03-29T03:15:56+00:00"),
        ("1616987756000", "2021-03-29T03:15:56+00:00"),
        (1616987756, "2021-03-29T03:15:56+00:00"),
        (1616987756.5, "2021-03-29T03:15:56.500000+00:00"),
        ("2021年3月29日 11:15", "2021-03-29T11:15:00+08:00"),
        ("2021年3月29日 星期一 11:15", "2021-03-29T11:15:00+08:00"),
        ("2021年3月29日，周一，下午3点5分", "2021-03-29T15:05:00+08:00"),
        ("2021年3月29日（月曜日）午後3:07", "2021-03-29T15:07:00+08:00"),
        ("2021年3月29日月曜日 11時15分30秒", "2021-03-29T11:15:30+08:00"),
        ("二〇二一年三月二十九日", "2021-03-29T00:00:00+08:00"),
        ("二零二一年十月十日 下午3点", "2021-10-10T15:00:00+08:00"),
        ("令和3年3月29日", "2021-03-29T00:00:00+08:00"),
        ("平成元年十一月三日", "1989-11-03T00:00:00+08:00"),
        ("民國110年3月29日", "2021-03-29T00:00:00+08:00"),
        ("2021. 3. 29.", "2021-03-29T00:00:00+08:00"),
        ("2021. 3. 29. (월) 오후 3:07", "2021-03-29T15:07:00+08:00"),
        ("21. 3. 29. 오전 3:07", "2021-03-29T03:07:00+08:00"),
        ("2021년 3월 29일 월요일 오후 3시 7분", "2021-03-29T15:07:00+08:00"),
        ("2021-03-29T09:30:12 (UTC +09:00)", "2021-03-29T09:30:12+09:00"),
        ("2021-03-29T09:30:12 (UTC -03:30)", "2021-03-29T09:30:12-03:30"),
        ("Mon, 29 Mar 21 11:15 UT", "2021-03-29T11:15:00+00:00"),
        ("29 Mar 98 11:15:56 EST", "1998-03-29T11:15:56-05:00"),
        ({"updated": "2022-05-06", "created": "2021-03-29"}, "2021-03-29T00:00:00+08:00"),
        ([["2021-03-29"]], "2021-03-29T00:00:00+08:00"),
        ("[[Mar 29th, 2021]]", "2021-03-29T00:00:00+08:00"),
        ("2021年3月29日 下午3:15", "2021-03-29T15:15:00+08:00"),
        ("2021年3月29日（月）11時15分", "2021-03-29T11:15:00+08:00"),
        ("2021년 3월 29일 오후 3:15", "2021-03-29T15:15:00+08:00"),
        ("2021/03/29", "2021-03-29T00:00:00+08:00"),
        ("2021.03.29 11:15", "2021-03-29T11:15:00+08:00"),
        ("20210329", "2021-03-29T00:00:00+08:00"),
        ("20210329111556", "2021-03-29T11:15:56+08:00"),
        ("29 March 2021", "2021-03-29T00:00:00+08:00"),
        ("March 29, 2021", "2021-03-29T00:00:00+08:00"),
        ("March 29th, 2021 at 11:15 PM", "2021-03-29T23:15:00+08:00"),
        ("12:30 is no date", None),
        ("Mon Mar 29 2021 11:15:56 GMT+0200 (CEST)", "2021-03-29T11:15:56+02:00"),
        ("2021-03-29T11:15:56+02:00[Europe/Berlin]", "2021-03-29T11:15:56+02:00"),
        ("2021-07-01 11:15 Europe/Berlin", "2021-07-01T11:15:00+02:00"),
        ("29.03.2021", "2021-03-29T00:00:00+08:00"),
        ("29/03/2021", "2021-03-29T00:00:00+08:00"),
        ("03/29/2021", "2021-03-29T00:00:00+08:00"),
        ("03/04/2021", "2021-03-04T00:00:00+08:00"),
        ("03.04.2021", "2021-04-03T00:00:00+08:00"),
        ("2021-03", "2021-03-01T00:00:00+08:00"),
        ("2021", "2021-01-01T00:00:00+08:00"),
        (date(2021, 3, 29), "2021-03-29T00:00:00+08:00"),
        (datetime(2021, 3, 29, 11, 15, tzinfo=UTC), "2021-03-29T11:15:00+00:00"),
        (["2021-03-29"], "2021-03-29T00:00:00+08:00"),
        ("Published on 3 September 2021", "2021-09-03T00:00:00+08:00"),
    ],
)
def test_every_shape(written: object, meant: str | None) -> None:
    assert _iso(written) == meant


@pytest.mark.parametrize(
    "written",
    [
        "2021-02-31",
        "2021-16-02",
        "31 February 2021",
        "2021-03-29 25:00",
        "Invalid Date",
        "",
        "soon",
        "0001-01-01",
        "9999-12-31",
        "0000-00-00",
        None,
        True,
        {},
        [],
        10**400,
        float("nan"),
        float("inf"),
        "9" * 5000,
        datetime.min.replace(tzinfo=timezone(timedelta(hours=8))),
        datetime.max.replace(tzinfo=timezone(timedelta(hours=-8))),
    ],
)
def test_what_is_no_date_is_none(written: object) -> None:
    assert read_date(written) is None


def test_a_time_is_known_from_a_day() -> None:
    with_time, without = read_date("2021-03-29 00:00"), read_date("2021-03-29")
    assert with_time and with_time.has_time
    assert without and not without.has_time


@pytest.mark.parametrize(
    "written",
    [
        "2021-03-29 11:15:56 +99:00",
        "2021-03-29 11:15:56 +0860",
        "Mon, 29 Mar 2021 11:15:56 -2400",
        "2021/03/29 11:15:56 +24:00",
        "2021-03-29 11:15:56 [Asia/Nowhere]",
    ],
)
def test_a_zone_that_does_not_exist_is_told(written: str) -> None:
    read = read_date(written)
    assert read and read.odd_zone
    assert read.datetime.isoformat() == "2021-03-29T11:15:56+08:00"


@pytest.mark.parametrize(
    "zone", ["", " +14:00", " -1200", " +2359", " CST", " XYZ", " [Asia/Tokyo]"]
)
def test_other_zones_are_not_odd(zone: str) -> None:
    read = read_date(f"2021-03-29 11:15:56{zone}")
    assert read and not read.odd_zone


def test_the_readers_own_zone_wins_over_another_of_its_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert _iso("2021-03-29 11:15:56 CST") == "2021-03-29T11:15:56-06:00"
    monkeypatch.setenv("TZ", "CST-8")
    time.tzset()
    assert _iso("2021-03-29 11:15:56 CST") == "2021-03-29T11:15:56+08:00"


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2021-03-29-name.md", "2021-03-29"),
        ("20211109 Name.md", "2021-11-09"),
        ("20230103.0 ⭐️⭐️ Name.md", "2023-01-03"),
        ("2021_3_9 name.md", "2021-03-09"),
        ("weekly 2021.03.29.md", "2021-03-29"),
        ("2021年3月29日.md", "2021-03-29"),
        ("20210329111556.md", "2021-03-29"),
        ("2021-13-41 2021-01-02.md", "2021-01-02"),
        ("123456789.md", None),
        ("20211341.md", None),
        ("name.md", None),
        ("v2.0.11.md", None),
    ],
)
def test_dates_in_names(name: str, day: str | None) -> None:
    read = date_in_name(name)
    assert (read.datetime.date().isoformat() if read else None) == day


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/a/2021/03/29", "2021-03-29"),
        ("/a/2021/3/9/b", "2021-03-09"),
        ("/a/published/202111", "2021-11-01"),
        ("/a/2021-03/b", "2021-03-01"),
        ("/2019/a/2021", "2021-01-01"),
        ("/a/1234/b", None),
        ("/a/20211", None),
    ],
)
def test_dates_in_paths(path: str, day: str | None) -> None:
    read = date_in_path(path)
    assert (read.datetime.date().isoformat() if read else None) == day


def test_dates_in_addresses_are_whole_days() -> None:
    read = date_in_address("2023/06/20/name")
    assert read and read.datetime.date() == date(2023, 6, 20)
    assert date_in_address("https://a.org/2023/06/name") is None


@pytest.mark.parametrize(
    ("form", "day", "moment", "shortly", "days"),
    [
        (
            DateForm(),
            "Monday 29 March 2021",
            "29 March 2021, 19:15",
            "29 Mar 2021",
            "29 to 31 March 2021",
        ),
        (
            DateForm("month day year", 12),
            "Monday, March 29, 2021",
            "March 29, 2021, 7:15 pm",
            "Mar 29, 2021",
            "March 29, 2021 to March 31, 2021",
        ),
        (
            DateForm("iso"),
            "Monday 2021-03-29",
            "2021-03-29 19:15",
            "2021-03-29",
            "2021-03-29 to 2021-03-31",
        ),
    ],
)
def test_the_form_of_dates_can_be_chosen(
    form: DateForm, day: str, moment: str, shortly: str, days: str
) -> None:
    when = datetime(2021, 3, 29, 11, 15, 56, tzinfo=UTC)
    date_format.use(form)
    try:
        assert day_in_words(when) == day
        assert in_words(when, True) == moment
        assert date_in_short(when) == shortly
        assert days_in_words(when, date(2021, 3, 31)) == days
    finally:
        date_format.use(DateForm())


@pytest.mark.parametrize(
    ("hour", "words"), [(0, "12:05 am"), (9, "9:05 am"), (12, "12:05 pm"), (23, "11:05 pm")]
)
def test_a_clock_of_twelve_hours(hour: int, words: str) -> None:
    date_format.use(DateForm(hours=12))
    try:
        assert time_in_words(datetime(2021, 3, 29, hour, 5)) == words
    finally:
        date_format.use(DateForm())


def test_words() -> None:
    moment = datetime(2021, 3, 29, 11, 15, 56, tzinfo=UTC)
    assert in_words(moment, True) == "29 March 2021, 19:15"
    assert in_words(moment, False) == "29 March 2021"
    assert day_in_words(date(2021, 3, 29)) == "Monday 29 March 2021"
    assert day_in_words(datetime(2021, 3, 29, 23, 0, tzinfo=UTC)) == "Tuesday 30 March 2021"


def test_the_date_of_a_file_says_so() -> None:
    moment = datetime(2021, 3, 29, 11, 15, tzinfo=UTC)
    assert in_words(moment, True, "file time") == "29 March 2021, 19:15 (file's date)"
    assert in_words(moment, True, "file name") == "29 March 2021, 19:15"


def test_times_of_files_out_of_range() -> None:
    assert from_timestamp(1e20) is None
    moment = from_timestamp(0)
    assert moment and moment.isoformat() == "1970-01-01T08:00:00+08:00"


@given(st.datetimes(), st.integers(-23 * 60, 23 * 60))
def test_no_moment_raises(moment: datetime, minutes: int) -> None:
    zoned = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    for value in (moment, zoned, zoned.isoformat(), moment.isoformat(" ")):
        read = read_date(value)
        if read:
            assert read.datetime.tzinfo
            assert in_words(read.datetime, read.has_time)
            assert day_in_words(read.datetime)
            read.datetime.astimezone(UTC)
    assert local(zoned).tzinfo


@given(st.text(st.sampled_from("0123456789-/:.年月日 TZ+MarAPMgmt,")) | st.text())
def test_no_text_raises(text: str) -> None:
    read_date(text)
    date_in_name(text)
    date_in_path(text)
    date_in_address(text)


@given(st.floats() | st.integers())
def test_no_number_raises(number: float) -> None:
    read_date(number)


def test_the_zone_of_this_test_is_the_one_it_asks_for() -> None:
    assert os.environ["TZ"] == "XST-8"
    assert datetime(2021, 1, 1).astimezone().utcoffset() == timedelta(hours=8)


NUMBERS = st.sampled_from(["0", "1", "00", "01", "09", "12", "23", "24", "29", "31", "59", "60"])
ZONES = st.sampled_from(["", "Z", " z", "+0800", "-00:00", "+05:59", "+08:60", " +24:00", "Z "])
ISO = st.builds(
    "{}-{}-{}{}{}:{}{}{}".format,
    st.sampled_from(["0001", "1970", "2023", "2024", "9999", "２０２４"]),
    NUMBERS,
    NUMBERS,
    st.sampled_from(["T", "t", " ", "  ", "\u3000"]),
    NUMBERS,
    NUMBERS,
    st.sampled_from(["", ":00", ":59", ":60", ":99", ":05.5", ":05,1234567", ":05.123456789"]),
    ZONES,
)
MAIL = st.builds(
    "{}{} {} {} {}:{}:{} {}".format,
    st.sampled_from(["", "Mon, ", "Xyz, "]),
    NUMBERS,
    st.sampled_from(["Jan", "Feb", "Sep", "Dec"]),
    st.sampled_from(["0001", "1970", "2024"]),
    NUMBERS,
    NUMBERS,
    st.sampled_from(["00", "59", "60", "99"]),
    st.sampled_from(["GMT", "UTC", "+0000", "-0730", "+0860"]),
)


@given(ISO | ISO.map(lambda text: text[:10]) | MAIL, st.sampled_from(["XST-8", "GMT0", "UTC0"]))
def test_dates_as_most_write_them_are_read_like_the_others(text: str, zone: str) -> None:
    quick = _in_zone(zone, text)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(dates, "_as_most_write", lambda _: None)
        assert repr(quick) == repr(_in_zone(zone, text))


def _in_zone(zone: str, text: str) -> dates.DateRead | None:
    """Read a date on a machine that lies in a zone."""
    os.environ["TZ"] = zone
    time.tzset()
    return read_date(text)


@pytest.mark.parametrize(
    ("order", "whole", "short"),
    [
        ("day month year", " 9 Mar 2021", " 9 Mar 21"),
        ("month day year", "Mar  9 2021", "Mar  9 21"),
        ("iso", "2021-03-09", "21-03-09"),
    ],
)
def test_the_day_as_a_column(order: DateOrder, whole: str, short: str) -> None:
    date_format.use(DateForm(order))
    try:
        assert date_in_column(date(2021, 3, 9), True) == whole
        assert date_in_column(date(2021, 3, 9), False) == short
    finally:
        date_format.use(DateForm())


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("15 HAZİRAN 2024", "2024-06-15"),
        ("15 MAYIS 2024", "2024-05-15"),
        ("1 EKİM 2024", "2024-10-01"),
        ("3 FÉVRIER 2024", "2024-02-03"),
    ],
)
def test_months_in_capitals_of_any_language(written: str, day: str) -> None:
    read = read_date(written)
    assert read is not None
    assert read.datetime.date().isoformat() == day
