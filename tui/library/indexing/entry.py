"""The values that the index takes in of an article or a file; `entry_maker` makes them."""

import json
import os
import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from tui.articles.article import Article, CategoryPath, Problem
from tui.library.links.references import Links, links_of
from tui.library.local_days import local_day
from tui.library.query import HAS
from tui.library.search.folding import fold, initials_column, initials_of, spell


@dataclass(frozen=True, slots=True)
class Shown:
    """A body as it is shown."""

    text: str
    images: int
    """The number of pictures."""
    words: int
    """The number of words; a CJK character is one."""
    has: int
    """The bits of `HAS`."""
    problems: tuple[Problem, ...] = ()
    """What was too much to be read."""
    addresses: tuple[str, ...] = ()
    """Where its links lead."""


_NO_TEXT = "an article without text"
_LONGEST_KEY = 80
_MOST_KNOWN = 1000
"""The number of authors, categories and tags to remember: most articles share theirs."""


class Entry(NamedTuple):
    """One article, ready to be written into the index."""

    identity: bytes
    text_hash: bytes
    title: str
    has_title: bool
    """Whether the text itself says it."""
    author: str
    date: float | None
    """Seconds since 1970."""
    has_time: bool
    day: int
    """The local day as yyyymmdd; 0 without a date."""
    date_source: str
    categories: tuple[CategoryPath, ...]
    tags: tuple[str, ...]
    link: str
    images: int
    words: int
    has: int
    """The bits of `HAS`."""
    title_key: str
    problems: str
    """The problems as JSON: a list of `[problem, line, shown as, kind]`."""
    content: bytes
    """The hash of everything that a file says of its article; empty where it can't be read."""
    columns: tuple[str, str, str, str, str, str]
    """Title, author, categories, tags and body for the full text, folded and spelled; and the
    letters that their words begin with."""
    links: Links
    """What the body links to, and what the article is called."""


def entry_of(article: Article, key: tuple[bytes, bytes], shown: Shown) -> Entry:
    """Return the entry of an article whose body was read before.

    Args:
        article: The article.
        key: Its identity, and the hash of its text.
        shown: What its body shows.
    """
    categories = " ".join(" ".join(path).replace("/", " ") for path in article.categories)
    common = (article.author, categories, " ".join(article.tags))
    folded_title = fold(article.title)
    texts = (
        _searched(folded_title),
        *map(_searched_again, common),
        _searched(fold(shown.text)),
    )
    title, author, category, tag, body = (tokens for tokens, _ in texts)
    initials = initials_column([found for _, found in texts])
    return Entry(
        *key,
        title=article.title,
        has_title=article.has_title,
        author=article.author,
        date=None if article.date is None else article.date.timestamp(),
        has_time=article.has_time,
        day=local_day(article.date),
        date_source=article.date_source,
        categories=article.categories,
        tags=article.tags,
        link=article.link,
        images=shown.images,
        words=shown.words,
        has=shown.has,
        title_key=title_key(folded_title),
        problems=problems_to_json((*article.problems, *shown.problems)),
        content=_content(article, key[1]),
        columns=(title, author, category, tag, body, initials),
        links=links_of(
            folded_path(str(article.path)) if article.path else "",
            article.link,
            article.aliases,
            shown.addresses,
        ),
    )


def _searched(folded: str) -> tuple[str, frozenset[str]]:
    """Return what the full text has of a folded text, and the initials of its words."""
    tokens, words = spell(folded)
    return tokens, initials_of(words)


@lru_cache(_MOST_KNOWN)
def _searched_again(text: str) -> tuple[str, frozenset[str]]:
    return _searched(fold(text))


def _content(article: Article, text_hash: bytes) -> bytes:
    body = article.body
    values = (
        # The hash is that of the body without the white space around it.
        text_hash,
        body[: -len(body.lstrip()) or None],
        body[len(body.rstrip()) :],
        article.title,
        article.has_title,
        article.author,
        article.date,
        article.has_time,
        article.date_source,
        article.categories,
        article.tags,
        article.link,
        article.excerpt,
        article.cover,
        article.language,
        article.problems,
        article.aliases,
    )
    return blake2b(repr(values).encode("utf-8", "replace"), digest_size=16).digest()


def title_key(folded: str) -> str:
    """Return what a folded title is sorted by: without quotes before it, numbers by value."""
    key = folded.lstrip(" \"'“”‘’«»「『《〈【[(#*_-—–…·.")
    return re.sub(r"\d+", lambda number: number[0].zfill(8), key)[:_LONGEST_KEY]


def problems_to_json(problems: tuple[Problem, ...]) -> str:
    """Return problems as a JSON list; the empty string for none."""
    if not problems:
        return ""
    return json.dumps(problems)


class FileEntry(NamedTuple):
    """A file and what the index takes in of it."""

    path: str
    folded: str
    """The path as queries look for it."""
    entry: Entry


def unreadable(path: str, why: str) -> FileEntry:
    """Return the entry of a file that can't be read; each update tries again.

    Args:
        path: The file.
        why: The reason, as a sentence.
    """
    problem = Problem(why.rstrip("."), None, _NO_TEXT, "unreadable")
    entry = _without_text(_named(path)._replace(problems=(problem,)))
    return FileEntry(path, folded_path(path), entry._replace(content=b""))


def given_up(path: str, why: str) -> FileEntry:
    """Return the entry of a file that takes too much to read; it is read again once it changes.

    Args:
        path: The file.
        why: The reason, in words.
    """
    return FileEntry(path, folded_path(path), entry_given_up(_named(path), why))


def entry_given_up(article: Article, why: str) -> Entry:
    """Return the entry of an article whose body takes too much to read.

    Args:
        article: The article.
        why: The reason, in words.
    """
    problem = Problem(why, None, _NO_TEXT, "given up")
    return _without_text(article._replace(problems=(*article.problems, problem)))


def _named(path: str) -> Article:
    """Return an article that has the name of a file, and nothing else of it."""
    name = os.fsencode(Path(path).name).decode("utf-8", "replace")
    return Article(title=Path(name).stem or "?", body="", format="text", path=Path(path))


def _without_text(article: Article) -> Entry:
    name = os.fsencode(article.path) if article.path else article.body.encode("utf-8", "replace")
    digest = blake2b(name, digest_size=16).digest()
    return entry_of(article, (digest, digest), Shown("", images=0, words=0, has=HAS["warning"]))


def folded_path(path: str) -> str:
    """Return a path folded, without the bytes of its name that are no UTF-8."""
    return fold(path.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))
