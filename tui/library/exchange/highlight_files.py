"""Highlights as files: JSON with everything, CSV with Readwise's columns, Markdown to read."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, NamedTuple, get_args

from tui.articles.article import Article
from tui.articles.clean_text import clean, one_line
from tui.articles.dates import read_date
from tui.articles.encoding.decode import decode
from tui.articles.titles import UNTITLED
from tui.errors import NewsreaderError
from tui.library.exchange.bookmark_values import (
    article_of,
    as_json,
    highlight_of,
    highlight_values,
    key_in,
)
from tui.library.exchange.json_bookmarks import objects
from tui.library.exchange.parsed_bookmarks import Unread, is_in_time, separator_of
from tui.library.exchange.tidy_words import tidy_note, tidy_title, web_address
from tui.library.values import Highlight, Highlighted, colour_of

HighlightFormat = Literal["markdown", "json", "csv"]
HIGHLIGHT_FORMATS: tuple[HighlightFormat, ...] = get_args(HighlightFormat)

MARK = "newsreader highlights"
"""The mark at the beginning of every JSON file of highlights that newsreader writes."""

COLUMNS = ("Highlight", "Title", "Author", "URL", "Note", "Location", "Date")
"""The columns of CSV, those that Readwise imports."""

_COLUMN_NAMES = {
    "highlight": ("highlight",),
    "title": ("title", "book title", "document title"),
    "author": ("author", "book author", "document author"),
    "url": ("url", "source url"),
    "note": ("note",),
    "colour": ("color", "colour"),
    "date": ("date", "highlighted at"),
}
"""The names, in lower case, that columns have in exports of Readwise and others."""

_HEAD = re.compile(r'\s*\{[^\[\]{}]{0,500}"highlights"\s*:\s*\[')
_OF_ARTICLE = ("title", "author", "date", "has_time", "date_source", "categories", "tags", "link")
_MOST_IN_A_FIELD = 10_000_000
"""The most characters of one field of CSV."""


class Listed(NamedTuple):
    """A highlight to be listed or exported."""

    highlight: Highlight
    article: Highlighted
    location: int | None
    """The number of its paragraph, from 1; None where the text has its words no more."""


class FoundHighlights(NamedTuple):
    """The highlights of a file, and the parts that could not be read."""

    articles: Sequence[Highlighted]
    unread: Sequence[Unread]

    @property
    def total(self) -> int:
        """How many highlights there are."""
        return sum(len(each.highlights) for each in self.articles)


# -- out


def as_object(listed: Listed) -> dict[str, Any]:
    """Return a highlight, with what identifies its article, as an object for JSON."""
    highlight, of, location = listed
    article = of.article
    known = {
        "title": article.title,
        "author": article.author,
        "date": article.date.isoformat() if article.date else None,
        "has_time": article.has_time,
        "date_source": article.date_source,
        "categories": article.categories,
        "tags": article.tags,
        "link": article.link,
        "path": str(of.path) if of.path else None,
        "key": f"{of.key[0].hex()}-{of.key[1].hex()}" if of.key else None,
    }
    return {
        "id": highlight.id,
        **highlight_values(highlight),
        "location": location,
        "article": known,
    }


def to_json(listed: Iterable[Listed]) -> str:
    """Return highlights as one JSON object, each on a line of its own."""
    lines = ",\n".join(as_json(as_object(each)) for each in listed)
    return f'{{"format": "{MARK}", "version": 1, "highlights": [\n{lines}\n]}}\n'


def to_csv(listed: Iterable[Listed]) -> str:
    """Return highlights as CSV with Readwise's columns."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for highlight, of, location in listed:
        article = of.article
        date = highlight.added.isoformat(" ", "seconds")
        writer.writerow(
            (highlight.exact, article.title, article.author, article.link, highlight.note)
            + (location or "", date)
        )
    return text.getvalue()


def to_markdown(listed: Iterable[Listed]) -> str:
    """Return highlights as Markdown: a heading for each article, each passage as a quotation."""
    parts: list[str] = []
    before = None
    for highlight, of, _ in listed:
        if of is not before:
            parts += _heading(of.article)
            before = of
        parts.append("\n".join(f"> {line}".rstrip() for line in highlight.exact.split("\n")))
        if highlight.note:
            parts.append(highlight.note)
    return "\n\n".join(parts) + "\n" if parts else ""


def _heading(article: Article) -> list[str]:
    title = re.sub(r"([\\`*_\[\]<>#])", r"\\\1", article.title)
    link = article.link if web_address(article.link) else ""
    about = [article.author, f"<{link}>" if link else ""]
    below = " · ".join(filter(None, about))
    return [f"## {title}", *([below] if below else [])]


_WRITERS = {"markdown": to_markdown, "json": to_json, "csv": to_csv}


def to_text(listed: Iterable[Listed], format: HighlightFormat) -> str:
    """Return highlights in a format; those of one article must follow one another."""
    return _WRITERS[format](listed)


def is_own(data: bytes, format: HighlightFormat) -> bool:
    """Tell whether a file is of highlights in a format, so that an export may replace it."""
    if not data.strip():
        return True
    text = decode(data).text.removeprefix("\ufeff")
    if format == "json":
        return MARK in text[:100]
    if format == "csv":
        return text.startswith(",".join(COLUMNS))
    return bool(re.match(r"## .+\n\n(?:[^>\n].*\n\n)?> ", text))


# -- in


def from_bytes(data: bytes, name: str, now: datetime) -> FoundHighlights:
    """Return the highlights of a file.

    Args:
        data: The whole file: JSON that newsreader wrote, or CSV with Readwise's columns.
        name: Its name, for messages.
        now: The time of highlights for which it gives none.

    Raises:
        NewsreaderError: It is neither.
    """
    text = decode(data).text.removeprefix("\ufeff")
    found: list[Highlighted] = []
    unread: list[Unread] = []
    is_json = text.lstrip()[:1] in ("{", "[")
    for line, each in _from_json(text, now) if is_json else _from_csv(text, name, now):
        if isinstance(each, Highlighted):
            found.append(each)
        else:
            unread.append(Unread(line, each))
    if is_json and not found and (unread or not _HEAD.match(text)):
        raise NewsreaderError(
            f"{name} holds no highlights: JSON of `newsreader highlights export` and CSV with the"
            f" columns {', '.join(COLUMNS)} can be imported."
        )
    return FoundHighlights(found, unread)


def _from_json(text: str, now: datetime) -> Iterator[tuple[int | None, Highlighted | str]]:
    for line, value in objects(text, _HEAD, "highlights"):
        if isinstance(value, Unread):
            yield value
            continue
        try:
            if not isinstance(value, dict) or not isinstance(value.get("article"), dict):
                raise ValueError("this is not a highlight with its article")
            yield line, _of_object(value, value["article"], now)
        except ValueError as error:
            yield line, str(error)


def _of_object(values: Mapping[str, Any], about: Mapping[str, Any], now: datetime) -> Highlighted:
    known = {key: about.get(key) for key in _OF_ARTICLE}
    article = article_of({**known, "has_title": True, "format": "text"})
    return Highlighted(article, (highlight_of(values, now),), key=key_in(about.get("key")))


def _from_csv(
    text: str, name: str, now: datetime
) -> Iterator[tuple[int | None, Highlighted | str]]:
    csv.field_size_limit(_MOST_IN_A_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text))
    try:
        columns = [column.strip().casefold() for column in next(reader, [])]
        places = {
            key: next((columns.index(each) for each in names if each in columns), None)
            for key, names in _COLUMN_NAMES.items()
        }
        if places["highlight"] is None or (places["title"] is None and places["url"] is None):
            raise NewsreaderError(
                f"{name} holds no highlights: a CSV file of them has the column Highlight, and"
                " Title or URL."
            )
        for row in reader:
            if any(map(str.strip, row)):
                cells = {
                    key: row[place] if place is not None and place < len(row) else ""
                    for key, place in places.items()
                }
                yield reader.line_num, _of_cells(cells, now)
    except csv.Error as error:
        yield reader.line_num, f"the CSV is broken: {error}"


def _of_cells(cells: Mapping[str, str], now: datetime) -> Highlighted | str:
    exact = clean(cells["highlight"]).strip()
    if not exact:
        return "there is no highlighted text"
    link = web_address(cells["url"])
    title = tidy_title(cells["title"]) or link or UNTITLED
    date = read_date(cells["date"].strip()) if cells["date"].strip() else None
    added = date.datetime if date and is_in_time(date.datetime) else now
    article = Article(title, "", "text", author=one_line(cells["author"], 500), link=link)
    article = article._replace(has_title=bool(cells["title"].strip()))
    colour = colour_of(cells["colour"].strip().casefold())
    highlight = Highlight(exact, added, colour=colour, note=tidy_note(cells["note"]))
    return Highlighted(article, (highlight,))
