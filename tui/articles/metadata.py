"""The metadata in a front matter: author, date, categories, tags, link and others."""

import re
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from tui.articles.article import Article, BodyFormat, CategoryPath, DateSource, Problem
from tui.articles.categories import LONGEST_KNOWN, flat, read_categories, read_tags, words_of
from tui.articles.clean_text import clean, one_line, without_links
from tui.articles.dates import DateRead, date_in_address, read_date
from tui.articles.front_matter import keys

_EXCERPT_LENGTH = 4000
_ADDRESS_LENGTH = 4000
_MOST_ALIASES = 50
_ADDRESS = re.compile(r"(?:https?|gemini|gopher|ftp)://[^\s<>\"“”]+", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\s*(?:<[^<>\s]*(?:@|://)[^<>\s]*>|\([^()\s]*(?:@|://)[^()\s]*\))")
"""A mail or web address in brackets, as it stands behind a name."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}\Z")
_NO_DATE = frozenset(
    {"", "true", "false", "null", "none", "~", "yes", "no", "today", "now", "last-modified"}
)
"""Values that name no day; the last ones are Quarto's, of the day when a page is made."""
_EMPTY: tuple[object, ...] = (None, "", [], {})
_LISTS = (list, tuple)
_NO_NAME = frozenset({"false", "true", "no", "yes"})


class WrongDate(NamedTuple):
    """A value that is not a valid date."""

    key: str
    words: str
    only_zone: bool
    """Whether only the time zone is wrong."""


class Fields:
    """The values of a front matter by their meaning, under whatever keys they have."""

    def __init__(self, values: dict[str, object], path: Path | None = None) -> None:
        """Read the values; the path decides whether Jekyll's rules apply."""
        written = tuple(values)
        names = keys.all_normal(written)
        self._written: dict[str, object] = {}
        said = dict(values) if names == written else self._renamed(names, values)
        for table in ("taxonomies", "extra", "params"):
            below = values.get(table)
            if isinstance(below, dict):
                for key, value in below.items():
                    said.setdefault(keys.normal(key), value)
        self._values = said
        self._names = keys.by_meaning(tuple(said))
        self._path = path

    def _renamed(self, names: tuple[str, ...], values: dict[str, object]) -> dict[str, object]:
        """Return the values by normalised keys, and keep the original spelling of the keys."""
        said: dict[str, object] = {}
        for name, (key, value) in zip(names, values.items(), strict=True):
            if name not in said or value not in (None, ""):
                said[name] = value
                self._written[name] = key
        return said

    def _said(self, meaning: keys.Meaning) -> list[tuple[str, object]]:
        """Return the keys of a meaning that are not empty, by rank, with their values."""
        names = self._names.get(meaning)
        if not names:
            return []
        values = self._values
        return [(name, values[name]) for name in names if values[name] not in _EMPTY]

    def article(
        self,
        body: str,
        written: BodyFormat,
        said: str,
        name: str,
        date: DateRead | None,
        source: DateSource,
        problems: tuple[Problem, ...],
    ) -> Article:
        """Return the article that these fields are of.

        Args:
            body: Its text.
            written: The format of the body.
            said: The title that the article gives itself; empty where it gives none.
            name: The title in that case; not empty.
            date: The date; None without one.
            source: Where the date comes from.
            problems: What is wrong with the article.
        """
        return Article(
            title=said or name,
            body=body,
            format=written,
            path=self._path,
            author=self.author(),
            date=date.datetime if date else None,
            has_time=date.has_time if date else False,
            date_source=source,
            categories=self.categories(),
            tags=self.tags(),
            link=self.link(),
            excerpt=self.excerpt(),
            cover=self.cover(),
            language=self.language(),
            problems=problems,
            has_title=bool(said),
            aliases=self.aliases(),
        )

    def _divides_at_spaces(self, value: object) -> bool:
        """Return whether Jekyll's rule applies: a list written as text in a `_posts` folder."""
        return isinstance(value, str) and self._path is not None and "_posts" in self._path.parts

    def title(self) -> str:
        """Return the title as one line of text, or the empty string."""
        return self._words("title")

    def title_if_no_heading(self) -> str:
        """Return the title for an article without a heading, such as its `subject`."""
        return self._words("title if no heading")

    def _words(self, meaning: keys.Meaning, length: int = 1000) -> str:
        for _, value in self._said(meaning):
            if isinstance(value, _LISTS):
                value = ", ".join(filter(None, map(words_of, value[:50])))
            elif isinstance(value, dict) and not words_of(value):
                # A text in several languages: `{en: …, zh: …}`.
                value = next((one for one in value.values() if isinstance(one, str)), "")
            words = one_line(value, length) if isinstance(value, str) else words_of(value)
            if words:
                return words
        return ""

    def author(self) -> str:
        """Return the authors, joined by `, `, without their addresses."""
        for _, value in self._said("author"):
            short = isinstance(value, str) and len(value) <= LONGEST_KNOWN
            author = _known_author(value) if short else _author(value)
            if author:
                return author
        return ""

    def date(self) -> tuple[DateRead | None, list[WrongDate]]:
        """Return the first date that exists, and the invalid values up to it."""
        wrong: list[WrongDate] = []
        for name, value in self._said("date"):
            read = read_date(value)
            if read and not read.odd_zone:
                return read, wrong
            words = words_of(value)
            # `r Sys.Date()` is a program of R Markdown.
            if words.lower() not in _NO_DATE and not words.startswith("`r "):
                key = str(self._written.get(name, name))
                wrong.append(WrongDate(key, words[:60], only_zone=read is not None))
            if read:
                return read, wrong
        return None, wrong

    def date_in_address(self) -> DateRead | None:
        """Return the day in the article's own address: `/2021/03/29/name`."""
        for _, value in self._said("paths"):
            for item in (value if isinstance(value, list) else [value])[:5]:
                read = date_in_address(item) if isinstance(item, str) else None
                if read:
                    return read
        return None

    def categories(self) -> tuple[CategoryPath, ...]:
        """Return the paths of categories."""
        for name, value in self._said("categories"):
            # Jekyll divides `categories` at spaces, `category` never.
            in_posts = name == "categories" and self._divides_at_spaces(value)
            paths = read_categories(value, in_posts=in_posts)
            if paths:
                return paths
        return ()

    def tags(self) -> tuple[str, ...]:
        """Return the tags; keywords where there are none."""
        for name, value in self._said("tags") + self._said("keywords"):
            tags = read_tags(value, in_posts=name == "tags" and self._divides_at_spaces(value))
            if tags:
                return tags
        return ()

    def link(self) -> str:
        """Return the first absolute address of the original."""
        for _, value in self._said("link"):
            for item in (value if isinstance(value, _LISTS) else [value])[:5]:
                if isinstance(item, dict):
                    item = item.get("url") or item.get("href")
                address = _address(item) if isinstance(item, str) else ""
                if address:
                    return address
        return ""

    def aliases(self) -> tuple[str, ...]:
        """Return the other names and addresses of the article, as they are written."""
        said = self._said("aliases")
        if not said:
            return ()
        items = [
            item
            for _, value in said
            for item in (flat(value) if isinstance(value, _LISTS) else [value])
        ]
        names = (one_line(item) for item in items[:_MOST_ALIASES] if isinstance(item, str))
        return tuple(dict.fromkeys(name for name in names if name))

    def excerpt(self) -> str:
        """Return the excerpt as one line of text."""
        return self._words("excerpt", _EXCERPT_LENGTH)

    def cover(self) -> str:
        """Return the address or file name of the picture."""
        for _, value in self._said("cover"):
            if isinstance(value, _LISTS):
                value = value[0]
            if isinstance(value, dict):
                names = ("url", "src", "image", "path", "feature", "relative_path", "href")
                value = next((value[name] for name in names if value.get(name)), None)
            if isinstance(value, str) and value.lower() not in _NO_NAME:
                cover = _unbroken(value)
                if cover and len(cover) <= _ADDRESS_LENGTH:
                    return cover
        return ""

    def language(self) -> str:
        """Return the language's BCP 47 tag."""
        for _, value in self._said("language"):
            tag = str(value).strip().replace("_", "-").split(".")[0]
            if _LANGUAGE.match(tag):
                return tag
        return ""


def _author(value: object) -> str:
    if isinstance(value, dict) and all(isinstance(item, dict) for item in value.values()):
        value = list(value.values())
    items = flat(value) if isinstance(value, _LISTS) else [value]
    names = [_name(without_links(_person(item))) for item in islice(items, 50)]
    return ", ".join(dict.fromkeys(filter(None, names)))


def _person(value: object) -> str:
    """Return the name in a string or a map: its `name`, else given and family name."""
    words = words_of(value)
    if words or not isinstance(value, dict):
        return words
    return " ".join(filter(None, (words_of(value.get(part)) for part in ("given", "family"))))


_known_author = lru_cache(1000)(_author)


def _name(words: str) -> str:
    """Return an author's name without a mail or web address beside it."""
    bare = _IN_BRACKETS.sub("", words) if "@" in words or "://" in words else words
    bare = _ADDRESS.sub("", bare) if "://" in bare else bare
    return bare.strip(" \t,;") or words


def _unbroken(text: str) -> str:
    """Return a text on one line, with line breaks removed."""
    if not text.isprintable():
        text = "".join(clean(text).split("\n"))
    return text.strip()


def _address(text: str) -> str:
    """Return the web address in a text, such as `[title](https://…)`, or the empty string."""
    text = _unbroken(text)
    if text.startswith("//"):
        text = f"https:{text}"
    elif text.startswith("www."):
        text = f"https://{text}"
    found = _ADDRESS.search(text)
    if not found or len(found[0]) > _ADDRESS_LENGTH:
        return ""
    address = found[0]
    return address if found.start() == 0 else address.rstrip(")].,;>'，。）】")
