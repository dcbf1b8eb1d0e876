"""The query language: what is typed into the search box, understood.

`南京 软件` both words · `"exact phrase"` · `-word` · `a OR b` · `title:` `author:`
`category:` `tag:` `text:` `link:` `path:` · `date:2021-03..2021-06` … · `is:unread` ·
`has:image` · `sort:relevance`. Any text is legal; full-width signs mean the same.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date

from tui.library.date_words import BAD_DATE, read_days
from tui.library.folding import fold, is_spelled, is_word_character
from tui.library.query import Days, Sort
from tui.library.shown import HAS

LONGEST = 4000
"""How many characters of a query are looked at."""
MOST_TERMS = 100
"""How many conditions of a query are looked at."""

TEXT_FIELDS = {"title": "title", "author": "author", "category": "category", "tag": "tag"}
TEXT_FIELDS["text"] = "body"
"""The fields that are searched in the full text, each with the column of the index."""
_PLACE_FIELDS = ("link", "path")
_SORTS: dict[str, Sort] = {"relevance": "relevance", "date": "date", "title": "title"}
_FLAGS = ("read", "unread", "bookmarked")

_QUOTES = '"“”„‟＂'
_TOKEN = re.compile(
    rf"\s*(?P<minus>[-－](?=\S))?(?:(?P<field>[A-Za-zＡ-Ｚａ-ｚ]{{2,}})[:：](?!//))?"
    rf"(?:[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)(?P<closed>[{_QUOTES}])?|(?P<word>[^\s{_QUOTES}]*))"
)


@dataclass(frozen=True, slots=True)
class Term:
    """Words to be found one after the other."""

    chunks: tuple[str, ...]
    """Folded, without white space in them; at least one holds something to find."""
    prefix: bool = False
    """Whether the last word may go on: it is still being typed, or was not quoted."""
    field: str = ""
    """`title`, `author`, `category`, `tag`, `text`, `link` or `path`; empty for any text."""


@dataclass(frozen=True, slots=True)
class Flag:
    """`is:` and `has:`."""

    name: str
    """`read`, `unread`, `bookmarked`, or a key of `HAS`."""


Condition = Term | Days | Flag


@dataclass(frozen=True, slots=True)
class Clause:
    """Conditions of which one must hold; or, negated, none."""

    conditions: tuple[Condition, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query understood: every clause must hold."""

    clauses: tuple[Clause, ...] = ()
    sort: Sort | None = None
    """What `sort:` asks for, if anything."""
    problem: str = ""
    """The first thing that was not understood, in one line."""

    @property
    def terms(self) -> tuple[Term, ...]:
        """What articles are found by, to be shown where it stands in them."""
        return tuple(
            condition
            for clause in self.clauses
            if not clause.negated
            for condition in clause.conditions
            if isinstance(condition, Term)
        )


@dataclass(slots=True)
class _Parser:
    """Collects clauses from the tokens, left to right."""

    today: date
    clauses: list[Clause] = field(default_factory=list)
    sort: Sort | None = None
    problem: str = ""
    passed_over: str = ""
    """What holds nothing to search for."""
    joining: bool = False
    """Whether the last token was an `OR` that has something before it."""

    def take(self, token: re.Match[str]) -> None:
        """Understand one token."""
        negated = token["minus"] is not None
        name = fold(token["field"] or "")
        quoted = token["phrase"] is not None
        value = token["phrase"] if quoted else token["word"]
        if not value or (value in "-－" and not quoted):
            return
        if not quoted and not negated and not name and value in ("OR", "ＯＲ"):
            self.joining = bool(self.clauses)
            return
        if name == "sort":
            self._set_sort(value)
            return
        closed = quoted and bool(token["closed"])
        condition = self._condition(name, value, closed)
        if condition is not None:
            self._add(condition, negated)

    def _add(self, condition: Condition, negated: bool) -> None:
        before = self.clauses[-1] if self.clauses else None
        if self.joining and before and not before.negated and not negated:
            self.clauses[-1] = Clause((*before.conditions, condition))
        else:
            self.clauses.append(Clause((condition,), negated))
        self.joining = False

    def _condition(self, name: str, value: str, closed: bool) -> Condition | None:
        if name == "date":
            days = read_days(fold(value), self.today)
            if days is None:
                self._object(BAD_DATE.format(value=_short(value)))
            return days
        if name in ("is", "has"):
            return self._flag(name, fold(value))
        if name and name not in TEXT_FIELDS and name not in _PLACE_FIELDS:
            known = ", ".join((*TEXT_FIELDS, *_PLACE_FIELDS, "date", "is", "has", "sort"))
            self._object(f"There is no field “{_short(name)}:”; there are {known}.")
            return None
        return self._term(name, value, closed)

    def _term(self, name: str, value: str, closed: bool) -> Term | None:
        folded = fold(value)
        if name == "category":
            folded = re.sub("[/›>]", " ", folded)
        chunks = tuple(folded.split())
        if not chunks or not (name in _PLACE_FIELDS or any(map(_is_findable, chunks))):
            self.passed_over = self.passed_over or value
            return None
        return Term(chunks, prefix=not closed and is_word_character(chunks[-1][-1]), field=name)

    def _flag(self, name: str, value: str) -> Flag | None:
        known = _FLAGS if name == "is" else tuple(HAS)
        if value in known:
            return Flag(value)
        if name == "has" and value.removesuffix("s") in known:
            return Flag(value.removesuffix("s"))
        self._object(f"“{name}:” takes {' or '.join(known)}, not “{_short(value)}”.")
        return None

    def _set_sort(self, value: str) -> None:
        self.sort = _SORTS.get(fold(value))
        if self.sort is None:
            self._object(f"“sort:” takes {' or '.join(_SORTS)}, not “{_short(value)}”.")

    def _object(self, problem: str) -> None:
        self.problem = self.problem or problem


def parse(text: str, today: date | None = None) -> Parsed:
    """Understand a query. Never raises, whatever the text is.

    Args:
        text: What was typed.
        today: The local day that `today` and `7d` count from; None: today.
    """
    parser = _Parser(today or date.today())
    if len(text) > LONGEST:
        parser.problem = f"Only the first {LONGEST:,} characters are searched for."
        text = text[:LONGEST]
    position = 0
    while position < len(text):
        token = _TOKEN.match(text, position)
        if token is None or token.end() == position:
            break
        position = token.end()
        if sum(len(clause.conditions) for clause in parser.clauses) >= MOST_TERMS:
            parser.problem = f"Only the first {MOST_TERMS} words are searched for."
            break
        parser.take(token)
    if parser.passed_over.strip() and not parser.clauses and not parser.problem:
        parser.problem = f"“{_short(parser.passed_over)}” has no letter or digit to search for."
    return Parsed(tuple(parser.clauses), parser.sort, parser.problem)


def _is_findable(chunk: str) -> bool:
    """Tell whether a folded chunk holds more than punctuation."""
    if any(map(is_word_character, chunk)):
        return True
    return is_spelled(chunk) and any(unicodedata.category(each)[0] == "S" for each in chunk)


def _short(value: str) -> str:
    """Return a piece of the query as it can stand in a message of one line."""
    shown = "".join(character if character.isprintable() else " " for character in value)
    return shown if len(shown) <= 30 else shown[:29] + "…"
