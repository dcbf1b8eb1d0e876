"""The result of parsing a file of bookmarks: bookmarks, and the parts that were not read."""

import csv
import re
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from tui.articles.article import Article
from tui.articles.clean_text import one_line
from tui.articles.dates import read_date
from tui.library.exchange.tidy_words import tidy_labels, tidy_note, tidy_title, web_address
from tui.library.values import Bookmark

MARK = "newsreader bookmarks"
"""The mark in the first lines of every file of bookmarks that newsreader writes."""

DEEPEST = 20
"""The number of folders around a link, from the innermost, whose names become its labels."""

_SEPARATORS = ",;\t"
_LONGEST_HEAD = 4096


class Unread(NamedTuple):
    """A part of a file that could not be imported."""

    line: int | None
    """The line, from 1; None where the fault is not on a single line."""
    why: str
    """The fault, as a phrase: `the file ends in the middle`."""


class Found(NamedTuple):
    """The bookmarks of a file, and the parts that could not be read."""

    bookmarks: Sequence[Bookmark]
    unread: Sequence[Unread]
    links: bool = False
    """Whether there are only links, with no copies of articles."""
    service: str = ""
    """The read-later service that wrote the file, by its name; empty for other programs."""


class LinkRead(NamedTuple):
    """A link as it is written in a list of links."""

    title: str
    link: str
    added: str = ""
    note: str = ""
    labels: Sequence[str] = ()


def bookmark_of_link(read: LinkRead, now: datetime) -> Bookmark | str:
    """Return the bookmark of a link, or the reason why it can't be one, as a phrase.

    Args:
        read: The link.
        now: The time of the bookmark, if the list gives none.
    """
    link = web_address(read.link)
    title = tidy_title(read.title) or link
    if not link:
        return why_no_link(title, read.link)
    date = read_date(read.added) if read.added else None
    added = date.datetime if date and is_in_time(date.datetime) else now
    article = Article(title, "", "text", link=link)
    return Bookmark(article, added, None, tidy_note(read.note), tidy_labels(read.labels))


def why_no_link(title: str, link: str) -> str:
    """Return the reason why a link can't be a bookmark, as a phrase.

    Args:
        title: Its title, tidied; it may be empty.
        link: What stands in the place of its address.
    """
    what = f"“{title}”" if title else "a bookmark without a title"
    where = f"leads to {one_line(link, 60)}" if link.strip() else "leads nowhere"
    return f"{what} {where}, which is no web address"


def is_in_time(moment: datetime) -> bool:
    """Return whether a moment is a plausible time of a bookmark."""
    return 1970 < moment.year < 5000


CUT_OFF = "the file ends in the middle"

_LAST = (
    re.compile(r".*(<(?:[A-Za-z/!?]|\Z).*)", re.DOTALL),
    # The address or the icon of an entry may contain text that looks like a tag.
    re.compile(r".*(<(?:a|outline)\s.*)", re.DOTALL | re.IGNORECASE),
)
"""Patterns of the last tag, and of the last tag of an entry, each with the text after it."""
_WHOLE_TAG = re.compile(
    r"""<!--.*?-->|<(?!!--)(?:[^>=]|=\s*(?:"[^"]*"|'[^']*'|(?!["'\s])))*+>""", re.DOTALL
)


def without_cut_tag(markup: str) -> str:
    """Return HTML or XML without an incomplete tag or comment at its end.

    A parser would read half a tag as text, or half an address as a whole one.
    """
    for sign in _LAST:
        last = sign.match(markup)
        if last and not _WHOLE_TAG.match(last[1]):
            markup = markup[: last.start(1)]
    return markup


def at_the_end(text: str, why: str = CUT_OFF) -> Unread:
    """Return a fault at the end of a text, with the number of its last line that is not blank.

    Args:
        text: The whole text.
        why: The fault, as a phrase.
    """
    return Unread(text.rstrip().count("\n") + 1, why)


def separator_of(text: str) -> str:
    """Return the sign that parts the most columns in the first line of a table.

    Programs that calculate write what their country does between the columns.
    """
    return max(_SEPARATORS, key=lambda sign: len(first_cells(text, sign)))


def first_cells(text: str, separator: str) -> list[str]:
    """Return the cells of the first line of a table that has a sign between its columns."""
    first = text[:_LONGEST_HEAD].lstrip("\ufeff\r\n \t").partition("\n")[0]
    try:
        return next(csv.reader([first], delimiter=separator), [])
    except csv.Error:
        return []
