"""The query language: what is typed into the search box, understood.

`南京 软件` both words · `"exact phrase"` · `-word` · `a OR b` · `title:` `author:`
`category:` `tag:` `text:` `link:` `path:` `note:` `label:` · `links:` what links to an article ·
`category:/金融/国内` that category and all below it · `tag:/a` `author:/…` `label:/…` that whole
name · `category:""` `tag:""` … without any · `date:2021-03..2021-06` … · `words:>1500` ·
`is:unread` · `has:image` · `sort:relevance`, `sort:-date` the other way round. Any text is legal;
full-width signs mean the same.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from tui.articles.article import CategoryPath
from tui.articles.date_format import MONTHS
from tui.articles.late_pattern import late
from tui.library.query import HAS, NAMINGS, Days, Grouping, Lengths, Sort
from tui.library.search.folding import fold, is_spelled, is_word_character
from tui.library.search.unfinished import may_go_on

LONGEST = 4000
"""The most characters of a query that are looked at."""
MOST_TERMS = 100
"""The most conditions of a query that are looked at."""

TEXT_FIELDS = {"title": "title", "author": "author", "category": "category", "tag": "tag"}
TEXT_FIELDS["text"] = "body"
"""The fields that are searched in the full text, each with the column of the index."""
PLACE_FIELDS = ("link", "path", "links")
"""The fields that are searched outside the full text."""
NOTE_FIELDS = ("note", "label")
"""The fields that are searched in what the user wrote about articles."""
_SORTS: dict[str, Sort] = {
    "relevance": "relevance",
    "date": "date",
    "title": "title",
    "words": "words",
    "random": "random",
}
_FLAGS = ("read", "unread", "bookmarked")
_MARKS = ("note", "highlight")
"""The words of `has:` besides those in `HAS`: things that the user has added to an article."""

WORDS = {"is": _FLAGS, "has": (*HAS, *_MARKS), "sort": tuple(_SORTS)}
"""The fields that take one of a few words, with these."""

FIELDS = (*TEXT_FIELDS, *PLACE_FIELDS, *NOTE_FIELDS, "date", "words", "is", "has", "sort")
"""Every name that can stand before a colon."""

QUOTES = '"“”„‟＂'
"""Any of them opens a phrase, and any of them closes it."""
SLASHES = "/／"
"""Either of them parts the levels of a category's path."""
_BEGIN = r"\s*(?P<minus>[-－](?=\S))?"
_NAME = "[A-Za-zＡ-Ｚａ-ｚ]"
_TOKEN = late(
    rf"{_BEGIN}(?:(?P<field>{_NAME}{{2,}})[:：](?!//))?"
    rf"(?:[{QUOTES}](?P<phrase>[^{QUOTES}]*)(?P<closed>[{QUOTES}])?|(?P<word>[^\s{QUOTES}]*))"
)
_PATH_TOKEN = late(
    rf"{_BEGIN}(?P<field>{_NAME}{{{len('tag')},{len('category')}}})[:：]"
    rf"(?:[{QUOTES}](?P<phrase>[{SLASHES}](?:\\.?|[^\\{QUOTES}])*)(?P<closed>[{QUOTES}])?"
    rf"|(?P<word>[{SLASHES}](?:\\.?|[^\\\s{QUOTES}])*))",
    re.DOTALL,
)
"""A category's path, or a whole name: a backslash before a sign takes its meaning from it."""
_LEVEL = re.compile(rf"(?:\\.?|[^\\{SLASHES}])+", re.DOTALL)

_DATE_FORMS = "write 2021, 2021-03, 2021-03-29, 2021-03..2021-06, today, yesterday or 7d"
"""The message where a text does not look like a date at all."""

_COUNT_FORMS = "write >1500, <300, ..300, 300..1500 or 300"
"""The message where a text is no number of words, and no range of them."""

_COUNTS = re.compile(
    r"(?P<sign>[<>]=?)(?P<bound>\d{1,15})|(?P<exact>\d{1,15})"
    r"|(?P<fewest>\d{1,15})?\.\.(?P<most>\d{1,15})?"
)

_DAY = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_AGO = re.compile(r"(\d{1,5})([dwmy])")
_LENGTHS = {"d": 1, "w": 7, "m": 30, "y": 365}


class Term(NamedTuple):
    """Words to be found one after the other."""

    chunks: tuple[str, ...]
    """Folded, without white space in them; at least one holds something to find."""
    prefix: bool = False
    """Whether the last word may go on: it is still being typed, or was not quoted."""
    field: str = ""
    """`title`, `author`, `category`, `tag`, `text`, `link`, `path`, `links`, `note` or `label`;
    empty for any text, notes and labels too."""


class Flag(NamedTuple):
    """`is:` and `has:`."""

    name: str
    """`read`, `unread`, `bookmarked`, `note`, `highlight`, or a key of `HAS`."""


class Category(NamedTuple):
    """`category:` with a path that begins with a slash."""

    path: CategoryPath
    """The category, with everything below it; empty: articles without any."""


class Name(NamedTuple):
    """`tag:`, `author:` or `label:` with a whole name after a slash."""

    naming: Grouping
    name: str
    """The name; empty: articles without any."""


Condition = Term | Days | Lengths | Flag | Category | Name

Place = tuple[int, int]
"""The first character of a piece of text, and the first one after it."""


class Clause(NamedTuple):
    """Conditions of which one must hold; or, negated, none."""

    conditions: tuple[Condition, ...]
    negated: bool = False
    places: tuple[Place, ...] = ()
    """Where each condition stands in the text, with the white space before it."""

    def __eq__(self, other: object) -> bool:
        """Tell whether the other asks for the same, wherever it stands."""
        return isinstance(other, Clause) and self[:2] == other[:2]

    def __ne__(self, other: object) -> bool:
        """Tell whether the other asks for something else."""
        return not self == other

    def __hash__(self) -> int:
        """Return the hash of what is asked for."""
        return hash(self[:2])

    def is_about(self, kind: type[Days | Category]) -> bool:
        """Tell whether it asks for certain days, or categories, and for nothing else."""
        return not self.negated and all(isinstance(each, kind) for each in self.conditions)


class Parsed(NamedTuple):
    """A query understood: every clause must hold."""

    clauses: tuple[Clause, ...] = ()
    sort: Sort | None = None
    """The order that `sort:` asks for; None without it."""
    reverse: bool = False
    """Whether `sort:` asks for it the other way round."""
    problem: str = ""
    """The first thing that was not understood, in one line."""
    unfinished: bool = False
    """Whether the last word is a field whose value is still to come, or half typed."""
    sorts: tuple[Place, ...] = ()
    """Where each `sort:` that was understood stands in the text."""
    idle: tuple[Place, ...] = ()
    """The places of each `OR` that joins nothing, and of words that can't be searched for."""

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms that articles are found by, to be highlighted in them."""
        return tuple(
            condition
            for clause in self.clauses
            if not clause.negated
            for condition in clause.conditions
            if isinstance(condition, Term)
        )


class _Parser:
    """Collects clauses from the tokens, left to right."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.place: Place = (0, 0)
        """Where the token stands that is being understood."""
        self.clauses: list[Clause] = []
        self.sort: Sort | None = None
        self.reverse = False
        self.problem = ""
        self.unfinished = False
        """Whether the last token is a field without a value that can be understood."""
        self.passed_over = ""
        """The first piece that holds nothing to search for."""
        self.sorts: list[Place] = []
        self.idle: list[Place] = []
        self.joining: list[Place] = []
        """The last tokens, as far as each is an `OR` that has something before it."""

    def take(self, token: re.Match[str]) -> None:
        """Understand one token."""
        self.place = token.span()
        self.unfinished = False
        negated = token["minus"] is not None
        name = fold(token["field"] or "")
        quoted = token["phrase"] is not None
        value = token["phrase"] if quoted else token["word"]
        if not value and token["closed"] and (nothing := _group(name, "")):
            self._add(nothing, negated)
            return
        if not value or (value in "-－" and not quoted):
            self.unfinished = not value and name in FIELDS
            return
        if not quoted and not negated and not name and value in ("OR", "ＯＲ"):
            (self.joining if self.clauses else self.idle).append(self.place)
            return
        if name == "sort":
            self._set_sort(value)
            return
        if token.re.pattern == _PATH_TOKEN.pattern and (group := _group(name, value)):
            self._add(group, negated)
            return
        closed = quoted and bool(token["closed"])
        condition = self._condition(name, value, closed)
        if condition is not None:
            self._add(condition, negated)

    def _add(self, condition: Condition, negated: bool) -> None:
        before = self.clauses[-1] if self.clauses else None
        if self.joining and before and not before.negated and not negated:
            conditions = (*before.conditions, condition)
            self.clauses[-1] = Clause(conditions, places=(*before.places, self.place))
        else:
            self.idle += self.joining
            self.clauses.append(Clause((condition,), negated, (self.place,)))
        self.joining = []

    def _condition(self, name: str, value: str, closed: bool) -> Condition | None:
        if name == "date":
            return self._days(value)
        if name == "words":
            return self._lengths(value)
        if name in ("is", "has"):
            return self._flag(name, fold(value))
        if name and name not in (*TEXT_FIELDS, *PLACE_FIELDS, *NOTE_FIELDS):
            known = ", ".join(FIELDS)
            self._object(f"There is no field “{_short(name)}:”; there are {known}.")
            return None
        return self._term(name, value, closed)

    def _days(self, value: str) -> Days | None:
        try:
            return read_days(fold(value), self.today)
        except DateError as error:
            self._object(f"“{_short(value)}” is no date: {error}.")
            self.unfinished = may_go_on("date", fold(value))
            return None

    def _lengths(self, value: str) -> Lengths | None:
        lengths = read_lengths(fold(value))
        if lengths is None:
            self._object(f"“{_short(value)}” is no number of words: {_COUNT_FORMS}.")
            self.unfinished = may_go_on("words", fold(value))
        return lengths

    def _term(self, name: str, value: str, closed: bool) -> Term | None:
        folded = fold(value)
        if name == "category":
            folded = re.sub("[/›>]", " ", folded)
        if not closed and name not in PLACE_FIELDS:
            folded = folded.rstrip("*")  # Elsewhere typed after the beginning of a word.
        chunks = tuple(folded.split())
        if not chunks or not (name in PLACE_FIELDS or any(map(_is_findable, chunks))):
            self.passed_over = self.passed_over or value
            self.idle.append(self.place)
            return None
        return Term(chunks, prefix=not closed and is_word_character(chunks[-1][-1]), field=name)

    def _flag(self, name: str, value: str) -> Flag | None:
        known = WORDS[name]
        if value in known:
            return Flag(value)
        if name == "has" and value.removesuffix("s") in known:
            return Flag(value.removesuffix("s"))
        self.unfinished = may_go_on(name, value, known)
        self._object(f"“{name}:” takes {_either(known)}, not “{_short(value)}”.")
        return None

    def _set_sort(self, value: str) -> None:
        folded = fold(value)
        name = folded.removeprefix("-")
        if name in _SORTS:
            self.sort, self.reverse = _SORTS[name], name != folded
            self.sorts.append(self.place)
        else:
            self.unfinished = may_go_on("sort", name, WORDS["sort"])
            self._object(f"“sort:” takes {_either(_SORTS)}, not “{_short(value)}”.")

    def _object(self, problem: str) -> None:
        self.problem = self.problem or problem


def _either(words: Iterable[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} or {last}"


def parse(text: str, today: date | None = None) -> Parsed:
    """Understand a query. Never raises, whatever the text is.

    The conditions, the places to highlight and the comparison with the query before all need
    the same text understood, so the latest results are remembered.

    Args:
        text: The text as typed.
        today: The local day that `today` and `7d` count from; None: today.
    """
    return _parse(text[: LONGEST + 1], today or date.today())


@lru_cache(maxsize=16)
def _parse(text: str, today: date) -> Parsed:
    parser = _Parser(today)
    if len(text) > LONGEST:
        parser.problem = f"Only the first {LONGEST:,} characters are searched for."
        text = text[:LONGEST]
    position = 0
    while position < len(text):
        token = _token(text, position)
        if token is None or token.end() == position:
            break
        position = token.end()
        if sum(len(clause.conditions) for clause in parser.clauses) >= MOST_TERMS:
            parser.problem = f"Only the first {MOST_TERMS} words are searched for."
            break
        parser.take(token)
    nothing = not (parser.clauses or parser.sort or parser.problem)
    if nothing and parser.passed_over.strip():
        parser.problem = f"“{_short(parser.passed_over)}” has no letter or digit to search for."
    return Parsed(
        tuple(parser.clauses),
        parser.sort,
        parser.reverse,
        parser.problem,
        parser.unfinished and not text[-1].isspace(),
        tuple(parser.sorts),
        tuple(sorted([*parser.idle, *parser.joining])),
    )


def _token(text: str, position: int) -> re.Match[str] | None:
    path = _PATH_TOKEN.match(text, position)
    if path is not None and _group(fold(path["field"]), ""):
        return path
    return _TOKEN.match(text, position)


def _group(field: str, value: str) -> Category | Name | None:
    """Return what a field asks for with a path or a whole name; None for other fields.

    Args:
        field: The field, folded.
        value: What follows it, with the slash at its beginning; empty for articles without any.
    """
    if field == "category":
        return Category(_levels(value))
    for naming in NAMINGS:
        if field == naming:
            return Name(naming, _unescaped(value[1:]))
    return None


def _unescaped(value: str) -> str:
    """Return a name as it is stored."""
    storable = re.sub("[\0\ud800-\udfff]", "\ufffd", value)
    return re.sub(r"\\(.)", r"\1", storable, flags=re.DOTALL)


def _levels(value: str) -> CategoryPath:
    """Return the levels of a path as it is written, without those that are empty."""
    return tuple(map(_unescaped, _LEVEL.findall(value)))


def _is_findable(chunk: str) -> bool:
    """Tell whether a folded chunk holds more than punctuation."""
    if any(map(is_word_character, chunk)):
        return True
    return is_spelled(chunk) and any(unicodedata.category(each)[0] == "S" for each in chunk)


def _short(value: str) -> str:
    """Return a piece of the query as it can stand in a message of one line."""
    shown = "".join(character if character.isprintable() else " " for character in value)
    return shown if len(shown) <= 30 else shown[:29] + "…"


class DateError(ValueError):
    """Typed text that means no day; the message says why, and can follow a colon."""

    def __init__(self, part: str, reason: str = "") -> None:
        """Make the error.

        Args:
            part: The part of the text that means no day.
            reason: Why; empty where it does not look like a date at all.
        """
        super().__init__(reason or _DATE_FORMS)
        self.part = part
        self.reason = reason


def read_days(text: str, today: date) -> Days:
    """Return the days that a folded text means.

    Args:
        text: One day, month or year; two of them with `..` between, one side of which may
            be left out; `today`, `yesterday`; `7d` for the last seven days, `2w`, `3m`, `1y`.
        today: The local day.

    Raises:
        DateError: It means none.
    """
    first, dots, last = text.partition("..")
    if not dots:
        return _days(text, today)
    if not first and not last.strip("."):
        raise DateError(text, "a range needs a date before or after its two dots")
    start = _days(first, today).first if first else None
    end = _days(last, today).last if last else None
    if start and end and start > end:
        raise DateError(text, "the range ends before it starts")
    return Days(start, end)


def read_lengths(text: str) -> Lengths | None:
    """Return the numbers of words that a folded text means; None where it means none.

    Args:
        text: `300`, `>1500`, `>=1500`, `<300`, `<=300`, or two numbers with `..` between, one of
            which may be left out.
    """
    found = _COUNTS.fullmatch(text)
    if found is None or text == "..":
        return None
    if found["exact"]:
        return Lengths(int(found["exact"]), int(found["exact"]))
    if found["sign"]:
        step = 0 if found["sign"].endswith("=") else 1
        bound = int(found["bound"])
        return Lengths(bound + step) if ">" in found["sign"] else Lengths(None, bound - step)
    fewest, most = (int(end) if end else None for end in (found["fewest"], found["most"]))
    return None if fewest and most and fewest > most else Lengths(fewest, most)


def is_relative(text: str) -> bool:
    """Tell whether what `read_days` takes counts from the day on which it is read."""
    return any(map(str.isalpha, text))


def _days(text: str, today: date) -> Days:
    if text == "today":
        return Days(today, today)
    if text == "yesterday":
        yesterday = today - timedelta(days=1)
        return Days(yesterday, yesterday)
    ago = _AGO.fullmatch(text)
    if ago:
        length = int(ago[1]) * _LENGTHS[ago[2]]
        if not 0 < length <= today.toordinal():
            raise DateError(text, "there is no day so far back" if length else "")
        return Days(date.fromordinal(today.toordinal() - length + 1), today)
    written = _DAY.fullmatch(text)
    if written is None:
        raise DateError(text)
    year, month, day = (int(part) if part else None for part in written.groups())
    return _written(text, year or 0, month, day)


def _written(text: str, year: int, month: int | None, day: int | None) -> Days:
    if not year:
        raise DateError(text, "there is no year 0")
    if month is None:
        return Days(date(year, 1, 1), date(year, 12, 31))
    if not 1 <= month <= 12:
        raise DateError(text, f"there is no month {month}")
    length = monthrange(year, month)[1]
    if day is None:
        return Days(date(year, month, 1), date(year, month, length))
    if not 1 <= day <= length:
        raise DateError(text, f"{MONTHS[month - 1]} {year} has no day {day}")
    return Days(date(year, month, day), date(year, month, day))
