"""The values that the library answers with, plain and frozen."""

from array import array
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from tui.articles.article import Article, CategoryPath, ProblemKind
from tui.articles.terminal_text import counted
from tui.library.local_days import date_of
from tui.library.query import Query

Key = tuple[bytes, bytes]
"""The key by which a mark finds its article: the identity, and the hash of the text."""


class Answer(NamedTuple):
    """The result of a query: numbers only, so that 100,000 rows take little room."""

    query: Query
    """The query that was asked."""
    ids: "array[int]"
    """The articles in the order of the list; no more than the limit."""
    days: "array[int]"
    """The local day of each, as the number yyyymmdd; 0 where there is no date."""
    total: int
    """How many articles match, the limit aside."""
    all: int
    """How many articles are in the query's folders, whatever else it asks."""
    unread: int
    """How many of the matching articles are unread."""
    problem: str = ""
    """The first thing in the text that was not understood, in one line; empty when all was."""

    @property
    def counted(self) -> bool:
        """Whether the numbers are known; they are -1 where only the first rows were asked for."""
        return self.total >= 0


class Tally(NamedTuple):
    """The number of articles of one group."""

    all: int
    unread: int


class Tallies(NamedTuple):
    """Articles counted by category, tag, author or label."""

    total: Tally
    """All articles together."""
    counts: dict[CategoryPath, Tally]
    """By path, or by a name as a path of one level; empty: those without any. A category counts
    the articles below it, too. Groups without an article are left out."""


class Outline(NamedTuple):
    """The result of a query by day: enough to lay out a list of millions."""

    answer: Answer
    """The numbers, without any row."""
    days: "array[int]"
    """The days that have articles, as yyyymmdd, in the order of the list; 0 is no date."""
    counts: "array[int]"
    """How many articles each of them has."""

    @property
    def by_date(self) -> dict[date, int]:
        """How many articles each day has, but those without a date."""
        return by_date(self.days, self.counts)


class Stretch(NamedTuple):
    """Rows of a list by days that follow one another."""

    days: tuple[int, int]
    """The earliest and the latest of their days, as yyyymmdd; 0 is no date."""
    offset: int
    """How many rows of the first of their days, in the order of the list, come before them."""
    length: int
    """How many rows."""


class Progress(NamedTuple):
    """How far an update has come."""

    done: int
    """Files read so far; while the folders are being looked through, files found."""
    total: int | None
    """Files to read; None while the folders are still being looked through."""
    rate: float | None = None
    """Files read in a second, of late; None while that is not known."""
    left: float | None = None
    """How many seconds it will still take; None while that is not known."""


class Report(NamedTuple):
    """The result of an update."""

    articles: int
    """Articles in the folders now; copies count once."""
    added: int
    """Files that were new; so are the numbers below: files."""
    changed: int
    removed: int
    unchanged: int
    warnings: int
    """How many things in the files could not be shown as they stand."""
    seconds: float
    """How long it took."""
    other_kinds: dict[str, int]
    """How many files in the folders look like writing and are not read, by the end of their names
    in lower case, the most first."""

    def others_in_words(self) -> str:
        """Return how many files of other kinds there are; the empty string for none."""
        if not self.other_kinds:
            return ""
        total = sum(self.other_kinds.values())
        files = counted(total, "file of another kind", "files of other kinds")
        return f"{files}: {', '.join(f'{n:,} {end}' for end, n in self.other_kinds.items())}"


class Position(NamedTuple):
    """Where the reader of an article is."""

    paragraph: int
    """The number of the stretch of text, from 0, as `Line.paragraph` counts them."""
    offset: int
    """Characters into it, from 0."""
    share: float
    """How much of the article lies above, from 0 to 1."""


class Notes(NamedTuple):
    """The user's note and labels on a bookmarked article."""

    note: str = ""
    labels: tuple[str, ...] = ()
    """The user's own labels, in the order in which they came."""


NO_NOTES = Notes()
"""Where the user has said nothing."""


Colour = Literal["yellow", "green", "blue"]
COLOURS: tuple[Colour, ...] = get_args(Colour)
"""The colours of highlights, by name; the first is that of one whose colour is not said."""


def colour_of(name: str) -> Colour:
    """Return the colour of a name; the first one for any other name."""
    return next((each for each in COLOURS if each == name), COLOURS[0])


class Highlight(NamedTuple):
    """A passage of an article that the user has marked."""

    exact: str
    """Its words; a line end stands between two segments of the text."""
    added: datetime
    """When it was marked, in the local zone."""
    prefix: str = ""
    """The text before it; empty where it is not known, as of one that another program made."""
    suffix: str = ""
    """The text after it, likewise."""
    colour: Colour = COLOURS[0]
    note: str = ""
    """The user's note on it."""
    id: int | None = None
    """Its number; None for one that is not (yet) in the library."""


class Highlighted(NamedTuple):
    """An article with its highlights."""

    article: Article
    """The copy; its path is where the file was when the first highlight was made."""
    highlights: tuple[Highlight, ...]
    """The earliest first."""
    id: int | None = None
    """The row in the index, if there is one."""
    key: Key | None = None
    """The key of the article; None for one that is not (yet) in the library."""
    path: Path | None = None
    """Where its file is now; None where it has none any more, or none that is known."""


class Bookmark(NamedTuple):
    """A kept article."""

    article: Article
    """The copy; its path is where the file was when it was kept."""
    added: datetime
    """When it was kept, in the local zone."""
    id: int | None
    """The row in the index, if there is one."""
    note: str = ""
    """The user's note on it."""
    labels: tuple[str, ...] = ()
    """The user's own labels, in the order in which they came."""
    key: Key | None = None
    """The key of the bookmark; None for one that is not (yet) in the library."""
    path: Path | None = None
    """Where its file is now; None where it has none any more, or none that is known."""
    highlights: tuple[Highlight, ...] = ()
    """Those that are exported with it, or were found beside it in an export."""
    is_bookmarked: bool = True
    """Whether it is a bookmark; else the article is kept for its highlights only."""
    read: bool = False
    """Whether the program that it comes from has it as read; not filled in by the library."""


class FileProblem(NamedTuple):
    """Something that is wrong with a file, or kept it from being shown just as it stands."""

    path: Path
    line: int | None
    """The line of the file, from 1; None where no single line is meant."""
    problem: str
    shown_as: str
    """The replacement that the reader sees."""
    kind: ProblemKind = "other"
    copy_of: Path | None = None
    """The file whose row a copy is counted in; None for what is no copy."""


def by_date(days: Iterable[int], counts: Iterable[int]) -> dict[date, int]:
    """Return how many articles each day has, in the order of time, but those without a date.

    Args:
        days: The days as yyyymmdd, 0 for no date.
        counts: How many articles each of them has.
    """
    pairs = sorted(zip(days, counts, strict=True))
    return {day: count for number, count in pairs if (day := date_of(number))}
