"""Making articles and libraries for the tests of this folder."""

import itertools
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tui.articles.article import Article, CategoryPath
from tui.library.indexing import process_pool
from tui.library.library import Library
from tui.library.query import Query

LONG_AGO = 1_600_000_000
"""A time of modification at which no file is in doubt."""

_TIMES = itertools.count(LONG_AGO)


def write(path: Path, title: str = "A title", body: str = "Some text.", **values: str) -> Path:
    """Write an article file, later than the one before, but so long ago as to leave no doubt."""
    path.parent.mkdir(parents=True, exist_ok=True)
    front = "".join(f"{key}: {value}\n" for key, value in {"title": title, **values}.items())
    path.write_text(f"---\n{front}---\n\n{body}\n", encoding="utf-8")
    age(path, next(_TIMES))
    return path


def age(path: Path, seconds: int = LONG_AGO) -> None:
    """Set a file's time of modification."""
    os.utime(path, (seconds, seconds))


def article(
    title: str = "A title",
    body: str = "Some text.",
    *,
    author: str = "",
    day: int = 1,
    categories: tuple[CategoryPath, ...] = (),
    tags: tuple[str, ...] = (),
    link: str = "",
) -> Article:
    """Make an article as if piped in, of a day in March 2021."""
    return Article(
        title,
        body,
        "text",
        author=author,
        date=datetime(2021, 3, day, 12, tzinfo=UTC),
        has_time=True,
        date_source="front matter",
        categories=categories,
        tags=tags,
        link=link,
    )


def open_library(folder: Path, *, in_memory: bool = False) -> Library:
    """Open a library whose databases lie in a folder."""
    index = None if in_memory else folder / "cache" / "index.db"
    return Library.open(index, folder / "data" / "user.db")


def found(library: Library, query: Query | str = "") -> list[str]:
    """Return the titles that a query finds, in order."""
    asked = Query(text=query) if isinstance(query, str) else query
    answer = library.search.find(asked)
    assert answer.total == len(answer.ids) == len(answer.days)
    return [summary.title for summary in library.search.summaries(answer.ids)]


def ids_of(library: Library, text: str) -> list[int]:
    """Return the ids of what a query finds, in order."""
    return list(library.search.find(Query(text)).ids)


def patch_reader(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Have each process that reads files run some code before it begins."""
    path, rest = process_pool._COMMAND.split("}; ", 1)
    code = code.replace("{", "{{").replace("}", "}}")
    monkeypatch.setattr(process_pool, "_COMMAND", f"{path}}}\n{code}\n{rest}")
