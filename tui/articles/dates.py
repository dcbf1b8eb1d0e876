"""Dates in all the forms of front matters, feeds, file names, paths and addresses."""

import re
import time as clock
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from pathlib import PurePath
from typing import NamedTuple

from tui.articles.date_format import MONTHS, local
from tui.articles.front_matter import keys
from tui.articles.late_pattern import late
from tui.articles.month_names import in_english

ZONES = {
    "UT": 0,
    "UTC": 0,
    "GMT": 0,
    "WET": 0,
    "WEST": 60,
    "BST": 60,
    "CET": 60,
    "CEST": 120,
    "MEZ": 60,
    "MESZ": 120,
    "EET": 120,
    "EEST": 180,
    "SAST": 120,
    "MSK": 180,
    "PKT": 300,
    "IST": 330,  # codespell:ignore
    "WIB": 420,
    "HKT": 480,
    "SGT": 480,
    "PHT": 480,
    "AWST": 480,
    "JST": 540,
    "KST": 540,
    "ACST": 570,
    "AEST": 600,
    "AEDT": 660,
    "NZST": 720,
    "NZDT": 780,
    "BRT": -180,
    "ART": -180,
    "AST": -240,
    "ADT": -180,
    "EST": -300,
    "EDT": -240,
    # RFC 2822, 4.3: North American where a name has several owners.
    "CST": -360,
    "CDT": -300,
    "MST": -420,
    "MDT": -360,
    "PST": -480,
    "PDT": -420,
    "AKST": -540,
    "AKDT": -480,
    "HST": -600,
}
"""Minutes east of Greenwich. A date with any other name is in local time."""

_MONTH_NUMBERS = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_LONGEST = 200
"""The most characters of a date that are read."""
_FIRST_YEAR, _LAST_YEAR = 2, 9998
"""The years of which every moment exists in every zone; 1 and 9999 mean `never` anyway."""

_TIME = (
    r"(?P<half>[上下]午|凌晨|早上|中午|傍晚|晚上|夜|午前|午後|오전|오후)?\s*"
    r"(?P<hour>\d{1,2})(?:[:：](?P<minute>\d{2})|\s*[时時点點시]\s*(?:(?P<minute2>\d{1,2})\s*[分분])?)"
    r"(?:\s*[:：]?\s*(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?(?:\s*[秒초])?)?"
    r"(?:\s*(?P<ampm>[AaPp])\.?[Mm]\b\.?)?"
)
_ZONE = (
    r"(?:\s*(?P<z>[Zz])\b"
    r"|\s*\(?(?:(?:UTC|GMT)\s*)?(?P<sign>[+\-\u2212])(?P<zh>\d{1,2}):?(?P<zm>\d{2})?(?!\d)"
    r"|\s+(?P<zone>[A-Z]{2,5})\b|\s*\[?(?P<place>[A-Z][A-Za-z_]+/[A-Za-z_/]+)\]?)?"
)
_WEEKDAY = (
    r"(?:(?:星期|[周週])[一二三四五六日天]|[日月火水木金土]曜日?|[일월화수목금토]요일"
    r"|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b|[(（][^)）]{1,9}[)）])"
)
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_ISO = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
    r"(?:(?:[Tt]|\s+)(?P<hour>\d{1,2}):(?P<minute>\d{2})"
    r"(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"(?:\s*(?P<z>[Zz])|\s*(?P<sign>[+-])(?P<zh>\d{2}):?(?P<zm>\d{2}))?)?\s*\Z"
)
_MAIL = re.compile(
    r"(?:[A-Z][a-z]{2}, )?(?P<day>\d{1,2}) "
    r"(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (?P<year>\d{4}) "
    r"(?P<time>(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)) "
    r"(?:(?P<zone>GMT|UTC)|(?P<sign>[+-])(?P<zh>\d\d)(?P<zm>\d\d))\Z"
)
"""The form of feeds (RFC 822); it is also one of the forms below, which are slower."""

_SHAPES = (  # The first that fits counts, so the order matters.
    # 2021/03/29, 2021.3.29 11:15, 2021年3月29日 星期一 下午11:15, 2021. 3. 29. 오후 3:07
    r"(?<!\d)(?P<year>\d{4})\s*(?:[-/._]|[年년])\s*(?P<month>\d{1,2})\s*(?:[-/._]|[月월])\s*"
    r"(?P<day>\d{1,2})(?!\d)\s*[日号號일.]?"
    rf"(?:(?:\s*[Tt,，]?\s*|[\s,，]*{_WEEKDAY}[\s,，]*|\s+at\s+){_TIME}{_ZONE})?",
    # 21. 3. 29. 오후 3:07: the short form of Korean
    r"\A(?P<year>\d{2})\. (?P<month>\d{1,2})\. (?P<day>\d{1,2})\."
    rf"(?:\s*(?:{_WEEKDAY}\s*)?{_TIME}{_ZONE})?\Z",
    # 20210329, 20210329111556, 20210329T111556Z
    r"(?<!\d)(?P<year>(?:1[6-9]|[2-9]\d)\d\d)(?P<month>\d\d)(?P<day>\d\d)"
    rf"(?:[T ]?(?P<hour>\d\d):?(?P<minute>\d\d):?(?P<second>\d\d)?{_ZONE})?(?!\d)",
    # Fri Sep  3 11:15:56 CEST 2021
    rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})\s+{_TIME}(?:\s+(?P<zone>[A-Za-z]{{2,5}})"
    r"|\s+(?P<sign>[+-])(?P<zh>\d\d):?(?P<zm>\d\d))?\s+(?P<year>\d{4})(?!\d)",
    # Mon, 29 Mar 21 11:15 UT: the year of RFC 822
    rf"(?<!\d)(?P<day>\d{{1,2}})[ -]{_MONTH}[ -](?P<year>\d{{2}})(?![\d:])"
    rf"(?:\s+{_TIME}{_ZONE})?\s*\Z",
    # Mon, 29 Mar 2021 11:15:56 GMT; 29 March 2021; 29-Mar-2021; 29th of March, 2021
    r"(?<!\d)(?P<day>\d{1,2})(?:st|[nr]d|th)?[\s\-/.]*(?:of\s+)?"
    rf"{_MONTH}[\s\-/,]*(?P<year>\d{{4}})(?!\d)"
    rf"(?:(?:\s*,?\s*(?:at\s+)?|T|:){_TIME}{_ZONE})?",
    # March 29, 2021 at 11:15 PM; Mon Mar 29 2021 11:15:56 GMT+0800 (China Standard Time)
    rf"\b{_MONTH}\s*(?P<day>\d{{1,2}})(?:st|[nr]d|th)?\s*,?\s+(?P<year>\d{{4}})(?!\d)"
    rf"(?:\s*,?\s*(?:at\s+)?{_TIME}{_ZONE})?",
    # 29.03.2021, 29/03/2021, 03/29/2021
    r"(?<!\d)(?P<day>\d{1,2})(?P<mark>[./\-])(?P<month>\d{1,2})(?P=mark)(?P<year>\d{4})(?!\d)"
    rf"(?:\s*,?\s*{_TIME}{_ZONE})?",
    # 2021-03, 2021年3月, 2021
    r"\A(?P<year>\d{4})(?:\s*(?:[-/.]|年\s*)(?P<month>\d{1,2})\s*月?)?\s*年?\Z",
    # March 2021
    rf"\A{_MONTH}\s*,?\s*(?P<year>\d{{4}})\Z",
    # 1919 17:34:23: browsers read it as the first day of a year
    rf"\A(?P<year>\d{{4}})\s+{_TIME}{_ZONE}\Z",
)
_EPOCH = late(r"[+-]?\d{9,19}(?:\.\d*)?\Z")
_NUMERALS = "〇一二三四五六七八九"
_NUMBER = late(rf"[零○{_NUMERALS}十]+(?=\s*[年月日号號])")
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
"""The years before the first ones of Japanese eras, and of the Republic of China's calendar."""
_YEAR_OF_ERA = late(rf"({'|'.join(_ERAS)})\s*(\d{{1,3}}|元)\s*年")
_AFTERNOON = frozenset(["下午", "傍晚", "晚上", "夜", "午後", "오후"])
_MORNING = frozenset(["上午", "凌晨", "早上", "午前", "오전"])

_IN_NAME = late(
    r"(?<!\d)(?P<year>1[89]\d\d|20\d\d|2100)(?P<mark>[-_.年]?)(?P<month>\d{1,2})(?:(?P=mark)|月)"
    r"(?P<day>\d{1,2})(?!\d)日?|(?<!\d)(?P<y>1[89]\d\d|20\d\d)(?P<m>\d\d)(?P<d>\d\d)(?=\d{4,6}(?!\d))"
)
_AFTER_DAY = late(
    r"(?:(?:T?\d{2}[-.:]?\d{2}(?:[-.:]?\d{2})?|\.\d+)?(?=[-_ .\u3000])|(?<=日))[-_ .\u3000]*(?=\S)"
)
"""The characters between the date in a name and the rest: a time, a number, spaces."""
_NAME_PARTS = (("year", "y"), ("month", "m"), ("day", "d"))
_IN_PATH = late(
    r"(?:^|/)(?P<year>19\d\d|20\d\d)"
    r"(?:(?P<mark>[-/_.]?)(?P<month>0[1-9]|1[0-2]|(?<=/)[1-9])"
    r"(?:(?P=mark)(?P<day>0[1-9]|[12]\d|3[01]|(?<=/)[1-9]))?)?(?=/|$)"
)
_IN_ADDRESS = late(r"/((?:19|20)\d\d/\d\d/\d\d)(?=/|$)")


class DateRead(NamedTuple):
    """A date that was read."""

    datetime: datetime
    """In the zone that was written, else in the local one."""
    has_time: bool
    """Whether a time of day was written."""
    odd_zone: bool = False
    """Whether the written zone does not exist; the date is then in the local zone."""


@cache
def _shapes() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of the rarer forms; compiling them takes a while."""
    return tuple(re.compile(shape, re.IGNORECASE if "jan" in shape else 0) for shape in _SHAPES)


def read_date(value: object) -> DateRead | None:
    """Return the date in a value, or None where there is none that exists.

    A value is a string in any form, a date or a datetime, seconds, milliseconds or
    microseconds since 1970, a list, whose first date counts, or a map (`created`, `updated`),
    whose date is the one that would count in a front matter. Where the order of day and month
    is ambiguous, slashes mean month first, as in a browser's `new Date`, and dots and hyphens
    day first. A year of two digits is one of 1950 to 2049 (RFC 2822, 4.3). Raises nothing.
    """
    try:
        if isinstance(value, str):
            return _read_text(value)
        if isinstance(value, datetime):
            return _bounded(value, True)
        if isinstance(value, date):
            return _bounded(datetime.combine(value, time()), False)
        if isinstance(value, bool):
            return None
        if isinstance(value, int | float):
            return _read_text(str(value))
        if isinstance(value, list | tuple):
            return next(filter(None, map(read_date, value[:5])), None)
        if isinstance(value, dict):
            return read_date(keys.by_rank(value, keys.DATE))
    except (ValueError, OverflowError, OSError, RecursionError):
        return None
    return None


def _read_text(text: str) -> DateRead | None:
    found = _ISO.match(text) or _MAIL.match(text)
    if found:
        return _as_most_write(found) or _from_match(found)
    text = text[:_LONGEST].strip()
    if _EPOCH.match(text) and not _plain_day(text):
        return _from_epoch(float(text))
    if not text.isascii():
        text = _NUMBER.sub(lambda found: str(_number(found[0])), text)
        text = _YEAR_OF_ERA.sub(_year_in_era, text)
    read = _first_shape(text)
    if read or not re.search(r"[^\W\d_]", text):
        return read
    english = in_english(text)
    return _first_shape(english) if english != text else None


def _first_shape(text: str) -> DateRead | None:
    for shape in _shapes():
        found = shape.search(text)
        if found:
            return _from_match(found)
    return None


def _number(numerals: str) -> int:
    """Return the number in Chinese numerals: digit by digit, or with tens (`二十九`)."""
    digits = numerals.replace("零", "〇").replace("○", "〇")
    tens, ten, ones = digits.rpartition("十")
    value = int("".join(str(_NUMERALS.index(digit)) for digit in ones) or 0)
    return value + 10 * (_number(tens) if tens else 1) if ten else value


def _year_in_era(found: re.Match[str]) -> str:
    return f"{_ERAS[found[1]] + (1 if found[2] == '元' else int(found[2]))}年"


def _as_most_write(found: re.Match[str]) -> DateRead | None:
    """Return the date of a match of `_ISO` or `_MAIL`; None where only `_from_match` can."""
    try:
        if found.re is _ISO:
            if (found["zm"] or "00") > "59":
                return None
            return _bounded(datetime.fromisoformat(found[0]), found["hour"] is not None)
        day, month, year, time_of_day, zone = found.group("day", "month", "year", "time", "zone")
        if not zone or zone in clock.tzname:
            return None
        text = f"{year}-{_MONTH_NUMBERS[month.lower()]:02}-{day:0>2} {time_of_day}Z"
        return _bounded(datetime.fromisoformat(text), True)
    except ValueError:
        return None


def _plain_day(digits: str) -> bool:
    """Return whether 12 or 14 digits are a moment written without separators."""
    return (
        len(digits) in (12, 14)
        and "19" <= digits[:2] <= "20"
        and "01" <= digits[4:6] <= "12"
        and "01" <= digits[6:8] <= "31"
        and digits[8:10] < "24"
    )


def _from_epoch(number: float) -> DateRead | None:
    """Return the date of seconds, milliseconds … since 1970, told apart by their size."""
    while abs(number) >= 1e11:
        number /= 1000
    return _bounded(datetime.fromtimestamp(number, UTC), True)


def _from_match(found: re.Match[str]) -> DateRead | None:
    part = found.groupdict()
    month, day = part.get("month") or "1", part.get("day") or "1"
    mark = part.get("mark")
    if mark and (int(month) > 12 or mark == "/" and int(day) <= 12):
        month, day = day, month
    number = int(month) if month.isdecimal() else _MONTH_NUMBERS[month[:3].lower()]
    year = int(part["year"])
    if len(part["year"]) == 2:
        year += 2000 if year < 50 else 1900
    moment = datetime(year, number, int(day))
    if not part.get("hour"):
        return _bounded(moment, False)
    zone = _zone(part, moment)
    odd = zone is None and bool(part.get("sign") or part.get("place"))
    return _bounded(_with_time(moment, part).replace(tzinfo=zone), True, odd_zone=odd)


def _with_time(moment: datetime, part: dict[str, str | None]) -> datetime:
    """Return the day at the time in the parts of a match."""
    hour = int(part["hour"] or 0)
    minute = int(part.get("minute") or part.get("minute2") or 0)
    second = min(int(part.get("second") or 0), 59) if part.get("second") != "99" else 99
    half = part.get("half") or ""
    afternoon = (part.get("ampm") or "").lower() == "p" or half in _AFTERNOON
    morning = (part.get("ampm") or "").lower() == "a" or half in _MORNING
    if afternoon and hour < 12:
        hour += 12
    if morning and hour == 12:
        hour = 0
    fraction = ((part.get("fraction") or "0") + "000000")[:6]
    whole = moment.replace(
        hour=0 if hour == 24 else hour, minute=minute, second=second, microsecond=int(fraction)
    )
    return whole + timedelta(days=1) if hour == 24 else whole


def _zone(part: dict[str, str | None], moment: datetime) -> tzinfo | None:
    """Return the zone in the parts of a match; None for local time."""
    if part.get("z"):
        return UTC
    if part.get("sign"):
        hours, minutes_more = int(part["zh"] or 0), int(part.get("zm") or 0)
        if hours >= 24 or minutes_more >= 60:
            return None
        offset = timedelta(hours=hours, minutes=minutes_more)
        return timezone(-offset if part["sign"] != "+" else offset)
    if part.get("zone"):
        name = (part["zone"] or "").upper()
        # CST is a zone of China in China and of North America elsewhere: the local one wins.
        if name in clock.tzname:
            return None
        minutes = ZONES.get(name)
        return None if minutes is None else timezone(timedelta(minutes=minutes))
    if part.get("place"):
        from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

        try:
            # The author meant the offset of that moment; the rules of the zone are not kept.
            offset_then = ZoneInfo(part["place"] or "").utcoffset(moment)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return None
        return None if offset_then is None else timezone(offset_then)
    return None


def _bounded(moment: datetime, has_time: bool, *, odd_zone: bool = False) -> DateRead | None:
    """Return the date with a zone; None where its year is out of range."""
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        return None
    if moment.tzinfo is None or moment.utcoffset() is None:
        moment = local(moment.replace(tzinfo=None))
    return DateRead(moment, has_time, odd_zone)


def from_timestamp(seconds: float) -> datetime | None:
    """Return the local time of a file's timestamp, or None where it is out of range."""
    try:
        return local(datetime.fromtimestamp(seconds, UTC))
    except (ValueError, OverflowError, OSError):
        return None


def date_in_name(name: str) -> DateRead | None:
    """Return the first existing date in a file name: `2021-03-29-name.md`, `20211109 Name.md`."""
    return next((day for _, _, day in _days_in_name(name)), None)


def without_day(name: str) -> str:
    """Return a name without the date that it begins with; all of it where nothing follows."""
    begin, end, _ = next(_days_in_name(name), (None, 0, None))
    after = _AFTER_DAY.match(name, end) if begin == 0 else None
    return name[after.end() :] if after else name


def _days_in_name(name: str) -> Iterator[tuple[int, int, DateRead]]:
    """Yield the dates that exist in a file name, each with its beginning and its end."""
    for found in _IN_NAME.finditer(name):
        year, month, day = (found[long] or found[short] for long, short in _NAME_PARTS)
        if not found["mark"] and found["year"] and len(month + day) != 4:
            continue
        with suppress(ValueError):
            read = _bounded(datetime(int(year), int(month), int(day)), False)
            if read:
                yield found.start(), found.end(), read


def date_in_path(path: PurePath | str) -> DateRead | None:
    """Return the date in the folders of a path: `2021/03/29/`, `2021/03/`, `202111/`, `2021/`.

    The innermost date that exists counts; a month or a year alone is its first day.
    """
    folders = str(path).replace("\\", "/")
    for found in reversed(list(_IN_PATH.finditer(folders))):
        year, month, day = found["year"], found["month"] or "1", found["day"] or "1"
        try:
            return _bounded(datetime(int(year), int(month), int(day)), False)
        except ValueError:
            continue
    return None


def date_in_address(address: str) -> DateRead | None:
    """Return the whole day in an address, `https://a.org/2021/03/29/name`, or None."""
    found = _IN_ADDRESS.search(f"/{address[:_LONGEST]}")
    return read_date(found[1]) if found else None
