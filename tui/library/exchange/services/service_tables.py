"""Tables (CSV) of Pocket, Instapaper, Raindrop and Readwise Reader.

Pocket, 2024: `title,url,time_added,tags,status`. Instapaper: `URL,Title,Selection,Folder,
Timestamp,Tags`. Raindrop: `id,title,note,excerpt,url,folder,tags,created,cover,highlights,
favorite`. Readwise Reader: `Title,URL,ID,Document tags,Saved date,Reading progress,Location,
Seen`. A service is recognised by its columns, in any order. A spreadsheet may have written the
table again, with semicolons or tabs.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from tui.library.exchange.parsed_bookmarks import Found, Unread, first_cells, separator_of
from tui.library.exchange.services.saved_items import (
    STARRED,
    SavedItem,
    bookmark_of,
    is_true,
    listed_names,
    quoted,
)
from tui.library.exchange.tidy_words import in_words
from tui.library.values import Bookmark

Row = Mapping[str, str]
"""The cells of a row by the names of their columns, in lower case."""

_LONGEST_CELL = 50_000_000
"""The most characters of a cell; the standard library's own bound is too low for notes."""
_MOST_NAMED = 8
_HIGHLIGHT = re.compile(r"^Highlight:[ \t]*", re.MULTILINE)
_COMMENT = re.compile(r"^Note:[ \t]*", re.MULTILINE)


class ServiceTable(NamedTuple):
    """The table of a service."""

    name: str
    columns: tuple[frozenset[str], ...]
    """The columns that tell it, in lower case: all of one of these sets are there."""
    item_of: Callable[[Row], SavedItem]


def _pocket(row: Row) -> SavedItem:
    return SavedItem(
        row["url"],
        row.get("title", ""),
        row["time_added"],
        row.get("tags", "").split("|"),
        read=row.get("status", "").strip().lower() == "archive",
    )


def _instapaper(row: Row) -> SavedItem:
    folder = row["folder"].strip()
    return SavedItem(
        row["url"],
        row.get("title", ""),
        row.get("timestamp", ""),
        [
            *listed_names(row.get("tags", "")),
            *([] if folder.lower() in ("unread", "archive") else [folder]),
        ],
        [quoted(row.get("selection", ""))],
        read=folder.lower() == "archive",
    )


def _raindrop(row: Row) -> SavedItem:
    folders = [part.strip() for part in row["folder"].split("/")]
    starred = is_true(row.get("favorite", ""))
    return SavedItem(
        row["url"],
        row.get("title", ""),
        row["created"],
        [
            *listed_names(row.get("tags", "")),
            *(folder for folder in folders if folder.lower() != "unsorted"),
            *([STARRED] if starred else []),
        ],
        [row.get("note", ""), *_highlights(row.get("highlights", ""))],
        excerpt=row.get("excerpt", ""),
        cover=row.get("cover", ""),
    )


def _highlights(cell: str) -> Iterator[str]:
    """Yield the highlights in a cell of Raindrop; a line `Note:` begins the comment on one."""
    for part in _HIGHLIGHT.split(cell):
        passage, *comment = _COMMENT.split(part, maxsplit=1)
        yield quoted(passage, "".join(comment))


def _readwise(row: Row) -> SavedItem:
    place = row.get("location", "").strip().lower()
    try:
        is_whole = float(row.get("reading progress", "") or 0) >= 1
    except ValueError:
        is_whole = False
    return SavedItem(
        row["url"],
        row.get("title", ""),
        row["saved date"],
        [*listed_names(row.get("document tags", "")), *([place] if place == "shortlist" else [])],
        [row.get("document note", "")],
        author=row.get("author", ""),
        read=place == "archive" or is_whole,
    )


TABLES = (
    ServiceTable("Pocket", (frozenset({"url", "time_added"}),), _pocket),
    ServiceTable(
        "Instapaper",
        (frozenset({"url", "folder", "timestamp"}), frozenset({"url", "folder", "selection"})),
        _instapaper,
    ),
    ServiceTable("Raindrop", (frozenset({"url", "folder", "created"}),), _raindrop),
    ServiceTable("Readwise Reader", (frozenset({"url", "saved date"}),), _readwise),
)


def table_of(text: str) -> ServiceTable | None:
    """Return the table whose columns the first line of a text names, or None."""
    columns = set(_head(text))
    return next(
        (table for table in TABLES if any(known <= columns for known in table.columns)), None
    )


def columns_in_words(text: str) -> str:
    """Return the columns of a table of an unknown program; the empty string for other text."""
    head = _head(text)
    named = len(head) > 1 and all(head) and not any("<" in name or "{" in name for name in head)
    return in_words(head, _MOST_NAMED) if named else ""


def _head(text: str) -> list[str]:
    """Return the names of the columns in the first line, in lower case."""
    return [name.strip().lower() for name in first_cells(text, separator_of(text))]


def read_table(text: str, table: ServiceTable, now: datetime) -> Found:
    """Return the bookmarks of a table; a broken row is named by its line, and the rest is read.

    Args:
        text: The whole text.
        table: What it was recognised as.
        now: The time of bookmarks for which the table gives none.
    """
    found: list[Bookmark] = []
    unread: list[Unread] = []
    for line, row in _rows(text):
        read = row if isinstance(row, str) else bookmark_of(table.item_of(row), now)
        if isinstance(read, str):
            unread.append(Unread(line, read))
        else:
            found.append(read)
    return Found(found, unread, links=True, service=table.name)


def _rows(text: str) -> Iterator[tuple[int, Row | str]]:
    """Yield the rows below the head with the lines where they begin; for a broken one, why."""
    start = len(text) - len(text.lstrip("\ufeff\r\n \t"))
    above = text.count("\n", 0, start)
    csv.field_size_limit(_LONGEST_CELL)
    lines = io.StringIO(text[start:], newline="")
    rows = csv.reader(lines, delimiter=separator_of(text), strict=True)
    head: list[str] | None = None
    while True:
        line = above + rows.line_num + 1
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, f"the table is broken: {error}"
            continue
        if head is None:
            head = [cell.strip().lower() for cell in cells]
        elif not any(map(str.strip, cells)):
            continue
        elif len(cells) != len(head):
            yield line, f"the row has {len(cells)} cells in the place of {len(head)}"
        else:
            yield line, dict(zip(head, cells, strict=True))
