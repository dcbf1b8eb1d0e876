"""The entries of containers, as articles."""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple
from urllib.parse import urljoin

from tui.articles.article import Article, BodyFormat, DateSource, Problem
from tui.articles.body_format import body_format
from tui.articles.clean_text import clean
from tui.articles.metadata import Fields
from tui.articles.titles import UNTITLED, first_line, title_heading


class Entry(NamedTuple):
    """An article of a container."""

    article: Article
    place: str
    """The place inside the container: a number from 1, or the name of a file in an archive.
    Joined to the container's path by `#`, as in `feed.xml#3`, it names the entry."""


class Contents(NamedTuple):
    """What a container holds."""

    name: str
    """The kind in words: `RSS feed`."""
    entries: list[Entry]
    things: tuple[str, str] = ("article", "articles")
    """The name of its entries, for one and for several."""
    shown: int | None = None
    """The number of things where one article shows several; None for that of the entries."""
    problems: tuple[str, ...] = ()
    """A sentence for each thing in it that could not be read."""


def absolute(address: str, base: str) -> str:
    """Return an address as seen from another (`base`); as it stands where that can't be told."""
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def based(articles: Sequence[Article], base: str) -> list[Article]:
    """Return articles whose links lead on from an address, if one is given."""
    if not base:
        return list(articles)
    return [each._replace(link=absolute(each.link, base)) for each in articles]


def kind_in_words(name: str, count: int, things: tuple[str, str]) -> str:
    """Return the kind of a container with the number of things in it: `mbox, 2 messages`."""
    counted = f"{count:,} {things[count != 1]}"
    return counted if name == "articles" else f"{name}, {counted}"


def numbered(articles: list[Article]) -> list[Entry]:
    """Return articles as entries that are named by their numbers."""
    return [Entry(article, str(number)) for number, article in enumerate(articles, 1)]


def article_of(values: dict[str, object], body: str, written: BodyFormat | None = None) -> Article:
    """Return the article of an entry.

    Args:
        values: The metadata under the keys of front matters; texts may hold HTML.
        body: The text.
        written: The format of the body; None to find out.
    """
    body = clean(body)
    written = written or body_format(body, "", fenced=True)
    fields = Fields(values)
    date, wrong = fields.date()
    source: DateSource = "front matter" if date else "none"
    said = fields.title() or fields.title_if_no_heading() or title_heading(body, written)
    name = first_line(body, written) or UNTITLED
    noted = tuple(Problem(f"“{one.words}” is not a valid date", kind="date") for one in wrong)
    return fields.article(body, written, said, name, date, source, noted)


def plain(value: object) -> object:
    """Return a value whose strings are plain text as one whose strings hold HTML."""
    if isinstance(value, str):
        return escape(value, quote=False)
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value
