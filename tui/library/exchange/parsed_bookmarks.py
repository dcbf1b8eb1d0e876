"""What was found in a file of bookmarks."""

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
"""What every file of bookmarks that newsreader writes says in its first lines."""

DEEPEST = 20
"""How many of the folders that a link lies in give it a label, the innermost ones."""


class Unread(NamedTuple):
    """Something that could not be taken in."""

    line: int | None
    """The line, from 1; None where no single line is meant."""
    why: str
    """What is wrong, as a phrase: `the file ends in the middle`."""


class Found(NamedTuple):
    """The bookmarks of a file, and what of it could not be read."""

    bookmarks: Sequence[Bookmark]
    unread: Sequence[Unread]
    links: bool = False
    """Whether there are only links, with no copies of articles."""


class LinkRead(NamedTuple):
    """A link as a list of links tells of it, as it is written there."""

    title: str
    link: str
    added: str = ""
    note: str = ""
    labels: Sequence[str] = ()


def bookmark_of_link(read: LinkRead, now: datetime) -> Bookmark | str:
    """Return the bookmark of a link, or why there is none.

    Args:
        read: What was read.
        now: When it is kept, if the list does not say.
    """
    link = web_address(read.link)
    title = tidy_title(read.title) or link
    if not link:
        what = f"“{title}”" if title else "a bookmark without a title"
        where = f"leads to {one_line(read.link, 60)}" if read.link.strip() else "leads nowhere"
        return f"{what} {where}, which is no web address"
    date = read_date(read.added) if read.added else None
    added = date.datetime if date and is_in_time(date.datetime) else now
    article = Article(title, "", "text", link=link)
    return Bookmark(article, added, None, tidy_note(read.note), tidy_labels(read.labels))


def is_in_time(moment: datetime) -> bool:
    """Return whether a bookmark can have been made then."""
    return 1970 < moment.year < 5000


CUT_OFF = "the file ends in the middle"

_LAST = (
    re.compile(r".*(<(?:[A-Za-z/!?]|\Z).*)", re.DOTALL),
    # Its address or its icon may hold what looks like a tag.
    re.compile(r".*(<(?:a|outline)\s.*)", re.DOTALL | re.IGNORECASE),
)
"""What finds the last tag, and the last that can be an entry, with all that follows."""
_WHOLE_TAG = re.compile(
    r"""<!--.*?-->|<(?!!--)(?:[^>=]|=\s*(?:"[^"]*"|'[^']*'|(?!["'\s])))*+>""", re.DOTALL
)


def without_cut_tag(markup: str) -> str:
    """Return HTML or XML without the tag or the comment that it ends within.

    A parser takes half a tag for text, or half an address for a whole one.
    """
    for sign in _LAST:
        last = sign.match(markup)
        if last and not _WHOLE_TAG.match(last[1]):
            markup = markup[: last.start(1)]
    return markup


def at_the_end(text: str, why: str = CUT_OFF) -> Unread:
    """Return what is wrong with the end of a text, with the last line that says something.

    Args:
        text: The whole text.
        why: What is wrong, as a phrase.
    """
    return Unread(text.rstrip().count("\n") + 1, why)
