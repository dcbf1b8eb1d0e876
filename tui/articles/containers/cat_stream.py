"""Streams of joined files, such as that of `cat *.md`, divided into the files as they come."""

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from itertools import islice

from tui.articles.article import Article
from tui.articles.clean_text import clean
from tui.articles.containers.entries import Contents, numbered
from tui.articles.containers.quoted_text import Quotes
from tui.articles.containers.wide_text import Narrowed
from tui.articles.front_matter import keys
from tui.articles.front_matter.recovery import key_of
from tui.articles.front_matter.split import FrontMatter, split
from tui.articles.reading import parse_article

LOOKAHEAD = 64 * 1024
"""The most bytes after a place that are read to decide whether an article begins there."""

_NEAR = 4 * 1024
"""The bytes that are read first: nearly all front matters are shorter."""
_MANY_KEYS = 8
"""So many lines that look like keys, directly above a place, are a list or a conversation."""
_MOST_IN_VAIN = 20
"""How often a place below so many keys is read for nothing in one article: each is read to the end
of the list, so the time would grow with the square of its length."""
_MOST_BRACES = 200
"""How many braces at the beginnings of lines may begin nothing in one article: so much is code."""
_MARK = b"\xef\xbb\xbf"
_KEY = re.compile(rb"[^\W\d_][^\r\n:]{0,30}::?[ \t]|%[ ]")
_STARTS = re.compile(
    rb"(?P<page><!doctype[ ]html\b|<html\b)"
    rb"|(?P<fence>-{3,}|\+{3,}|;{3,})[ \t]*\r?\n"
    rb"|(?P<brace>\{)(?=[ \t]*\r?\n|[ \t]*\")"
    rb"|(?P<comment>\[(?:\#|//|comment)\]:[ \t])"
    rb"|(?P<key>%s)" % _KEY.pattern,
    re.IGNORECASE,
)
"""What an article may begin with, at the beginning of a line."""
_PLACES = (
    rb"(?=[-+;{\[<\xef])(?:^(?!\xef)|\xef\xbb\xbf(?=[-+;{\[<])"
    rb"|(?<=[^\s|+;-])(?=(?:-{3,}|\+{3,}|;{3,})[ \t]*\r?$|\[\#\]:[ ])|</html\s*>(?=<)"
    rb"|(?<=\n-{3}|\n`{3})(?=(?:\+{3,}|;{3,})[ \t]*\r?$|\[\#\]:[ ]|\{[ \t]*(?:\r?$|\")"
    rb"|<!doctype[ ]html\b|<html\b)"
    rb"|(?<=[^\s\"'`(=>])(?=(?:<!doctype[ ]html\b[^>]*>\s*)?<html\b[^>]*>\s*<head\b))"
)
_FENCED = re.compile(_PLACES, re.MULTILINE | re.IGNORECASE)
"""Beginnings of lines that may be those of an article, and fences glued to a file's last line.
The signs come first, since they are found the fastest."""
_UNFENCED = re.compile(_PLACES + rb"|^(?=%s)" % _KEY.pattern, re.MULTILINE | re.IGNORECASE)
"""Those, and lines that begin with a key, or as pandoc's title block does."""
_PROLOGUE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|(?><!--.*?-->)\s*|<!doctype[^>]*>\s*)*\Z", re.DOTALL | re.IGNORECASE
)
"""What stands before `<html>` in its own page."""
_OTHER_FENCE = re.compile(r"[^\s-]-{3,}\n|[^\s+]\+{3,}\n|^(?:\+{3,}|;{3,})[ \t]*$", re.MULTILINE)
"""The fence of the next file in what is thus no front matter, also after a last line without an
end."""
_HEAD = re.compile(rb"<html\b[^>]*>\s*<(?:head|body|title|meta)\b", re.IGNORECASE)
_COMMENT = re.compile(rb"\[(?:#|//|comment)\]:")


def read_articles(data: bytes) -> Contents:
    """Read one article, or several joined files. Raises nothing."""
    return Contents("articles", numbered(split_stream(data)))


def split_stream(data: bytes, name: str = "") -> list[Article]:
    """Read piped input: one article, or several joined files.

    Raises nothing; empty or blank input gives no articles.

    Args:
        data: all of the input.
        name: the title of an article without one.
    """
    return list(articles([data], name))


def articles(chunks: Iterable[bytes], name: str = "") -> Iterator[Article]:
    """Yield the articles of a stream, each as soon as it is known to be whole.

    Args:
        chunks: the bytes as they come, in pieces of any size.
        name: the title of an article without one.
    """
    yield from articles_of(divided(chunks), name)


def articles_of(parts: Iterable[bytes], name: str = "") -> Iterator[Article]:
    """Yield the articles of the parts of a stream; those without text have none.

    Args:
        parts: joined files, divided.
        name: the title of an article without one.
    """
    for part in parts:
        article = parse_article(part, path=None, name=name)
        if not any(problem.kind in ("empty", "unreadable") for problem in article.problems):
            yield article


def divided(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the joined files of a stream; joined, they are the stream.

    UTF-16 and UTF-32 come out as UTF-8.

    Args:
        chunks: the bytes as they come, in pieces of any size.
    """
    stream = Stream()
    for chunk in chunks:
        yield from stream.feed(chunk)
    yield from stream.close()


class Stream:
    """Divides bytes of any encoding into files as they come."""

    def __init__(self) -> None:
        self._narrowed = Narrowed()
        self._divider = Divider()

    @property
    def held(self) -> int:
        """The number of bytes of the file that is not known to be whole yet."""
        return self._divider.held

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Take in the next bytes, and yield the files that end in them."""
        yield from self._divider.feed(self._narrowed.feed(data))

    def close(self) -> Iterator[bytes]:
        """Yield the rest at the end of the stream."""
        yield from self._divider.feed(self._narrowed.close())
        yield from self._divider.close()

    def so_far(self) -> list[bytes]:
        """Return the files of the rest as if the stream ended after its last whole line."""
        *files, last = [*deepcopy(self).close()] or [b""]
        return [*files, last[: last.rfind(b"\n") + 1]]


class Divider:
    """Divides a stream where a front matter or an HTML page begins.

    A front matter is what `front_matter.split` finds at the top of a file. In the middle of a
    stream it must also be more than prose between two rules, and not quoted. No more than
    `LOOKAHEAD` bytes are held back to decide that.
    """

    def __init__(self) -> None:
        self._held = bytearray()
        self._at = 0
        """The bytes before it are searched."""
        self._body = 0
        """The beginning of the body of the article that is held."""
        self._first: FrontMatter | None = None
        """The front matter at the top of the stream."""
        self._names: frozenset[str] = frozenset()
        """The keys of the front matter of the article that is held."""
        self._found: frozenset[str] = frozenset()
        """Those of the front matter at the place that is looked at."""
        self._quotes = Quotes()
        self._braces = 0
        """How many braces of the article began nothing."""
        self._in_vain = 0
        """How many places of the article below many keys were read, where no other one began."""

    @property
    def held(self) -> int:
        """The number of bytes of the file that is not known to be whole yet."""
        return len(self._held)

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Take in the next bytes, and yield the files that end in them."""
        self._held += data
        yield from self._divided(final=False)

    def close(self) -> Iterator[bytes]:
        """Yield the rest at the end of the stream."""
        yield from self._divided(final=True)
        if self._held:
            yield bytes(self._held)
            self._held.clear()

    def _divided(self, *, final: bool) -> Iterator[bytes]:
        if self._first is None:
            if not final and len(self._held) < LOOKAHEAD:
                return
            self._begin()
        # A line whose end has not come is searched later.
        known = len(self._held) if final else self._held.rfind(b"\n") + 1
        places = _UNFENCED if _is_unfenced(self._first) else _FENCED
        while place := places.search(self._held, self._at, known):
            start = place.end() if place[0] != _MARK else place.start()
            body = self._body_of(start, place.end(), final)
            if body is None:
                self._at = max(place.start(), self._body)
                return
            if body:
                yield bytes(self._held[:start])
                del self._held[:start]
                known -= start
                self._at = self._body = body - start
                self._names = self._found
                self._quotes = Quotes(self._at)
                self._braces = self._in_vain = 0
            else:
                self._at = place.end() + (place.end() == place.start())
        self._at = max(self._at, known)

    def _begin(self) -> None:
        """Read the front matter at the top of the stream."""
        self._first, self._body = _front_at(self._held, 0)
        self._at = self._body
        self._names = frozenset(self._first.values)
        self._quotes = Quotes(self._at)

    def _body_of(self, start: int, at: int, final: bool) -> int | None:
        """Return the beginning of the body of an article that begins at a place.

        Returns:
            The place of its body; 0 where no article begins; None where that is not known yet.
        """
        opening = _STARTS.match(self._held, at)
        line = self._held.rfind(b"\n", 0, start) + 1
        if not opening or line < start and not self._held[line:start].strip(b"> \t"):
            return 0
        whole = final or len(self._held) - at >= LOOKAHEAD
        self._found = frozenset()
        if opening["page"]:
            body = at if self._is_page(opening) else 0
        else:
            if (not whole or line < start) and not self._may_be_front(opening, line < start):
                return 0
            if not self._may_begin(opening):
                return 0
            amid_keys = bool(opening["key"]) and _is_amid_keys(self._held, start)
            if (
                amid_keys
                and self._in_vain >= _MOST_IN_VAIN
                or (opening["brace"] and self._braces >= _MOST_BRACES)
            ):
                return 0
            front, body = _front_at(self._held, at)
            decided = whole or body < len(self._held) and front.missing != "closing"
            if not decided:
                return None
            if not self._divides(front, opening, body):
                self._in_vain += amid_keys
                self._braces += bool(opening["brace"])
                return 0
            self._found = frozenset(front.values)
        if not body or not start:
            return 0
        alike = len(self._found) > 2 and self._found == self._names
        quoted = self._quotes.hold(self._held, start, body, whole, alike=alike)
        return None if quoted is None else 0 if quoted else body

    def _is_page(self, opening: re.Match[bytes]) -> bool:
        """Return whether a doctype or `<html>` begins a page of its own."""
        before = self._held[self._body : opening.start()]
        if _PROLOGUE.match(before):
            return False
        if opening["page"].lower() != b"<html":
            return True
        doctype = before.lower().rfind(b"<!doctype")
        if doctype >= 0 and _PROLOGUE.match(before, doctype):
            return False
        return bool(_HEAD.match(self._held, opening.start()))

    def _may_be_front(self, opening: re.Match[bytes], glued: bool) -> bool:
        """Return whether the next line with content, as far as it came, could be a key.

        After a fence glued to a last line only a known key counts.
        """
        if opening["fence"] is None:
            return True
        after = self._held[opening.end() : opening.end() + 1000].lstrip()
        line, end, _ = after.partition(b"\n")
        text = line.decode("utf-8", "replace").strip()
        begins = text[:1] in ('"', "{", "[", "#", "-", "+", ";", ".")
        key = key_of(text)
        if glued and end and key:
            return keys.normal(key) in keys.KNOWN
        return not end or begins or "=" in text or bool(key)

    def _may_begin(self, opening: re.Match[bytes]) -> bool:
        """Return whether a front matter, should it have no fences, may begin at a place."""
        if opening["comment"]:
            return not any(map(_COMMENT.search, _lines_above(self._held, opening.start(), 1)))
        return not opening["key"] or _is_unfenced(self._first)

    def _divides(self, front: FrontMatter, opening: re.Match[bytes], body: int) -> bool:
        """Return whether a front matter in the middle of a stream begins an article."""
        if _is_unfenced(front):
            # Prose may begin so: only a stream of such files is divided there.
            first = self._first
            alike = first and (first.kind, first.missing) == (front.kind, front.missing)
            return bool(alike) and (front.kind != "properties" or len(front.values) > 1)
        if opening["key"]:
            return False
        if front.kind == "comments":
            return True
        if not _is_certain(front):
            return False
        names = set(map(keys.normal, front.values))
        if front.missing or names & set(keys.TITLE):
            return True
        # A rule, or a foot such as `Tags: a, b`, above the next file's front matter is none.
        closing = self._held.rfind(b"\n", 0, max(body - 1, 0)) + 1
        after = _front_at(self._held, closing)[0]
        return not after.values or bool(after.missing) or not _is_certain(after)


def _front_at(held: bytearray, at: int) -> tuple[FrontMatter, int]:
    """Return the front matter at a place, and the place of the body after it."""
    for most in (_NEAR, LOOKAHEAD):
        window = bytes(held[at : at + most])
        # A line end is one byte in `split`; the bytes are counted by lines.
        front = split(clean(window.decode("utf-8", "replace")))
        if front.kind != "none" and front.body and not front.missing or len(window) < most:
            break
    if front.kind == "none":
        return front, at
    ends = islice(re.finditer(rb"\r\n|\n|\r", window), max(front.body_line - 2, 0), None)
    return front, at + next((end.end() for end in ends), len(window))


def _lines_above(held: bytearray, at: int, most: int) -> list[bytes]:
    """Return the last lines with content above a place, not far from it."""
    lines = bytes(held[max(at - _NEAR, 0) : at]).splitlines(keepends=True)
    return [line for line in lines if line.strip()][-most:]


def _is_amid_keys(held: bytearray, at: int) -> bool:
    above = _lines_above(held, at, _MANY_KEYS)
    return len(above) == _MANY_KEYS and all(map(_KEY.match, above))


def _is_unfenced(front: FrontMatter | None) -> bool:
    """Return whether a front matter begins with a key, as prose may."""
    return front is not None and (
        front.kind in ("header", "properties") or front.missing == "opening"
    )


def _is_certain(front: FrontMatter) -> bool:
    """Return whether a fenced block is a front matter and not prose between two rules."""
    names = set(map(keys.normal, front.values))
    telling = not keys.TELLING.isdisjoint(names)
    known = len(names & keys.KNOWN)
    if front.missing:
        return not names.isdisjoint(keys.TITLE) and known > 1
    if not front.block.strip():
        # Two fences that touch: an empty front matter, as Jekyll's documentation has it.
        return front.kind in ("yaml", "toml") and front.body_line - front.block_line == 1
    if front.kind == "json":
        return telling
    if _OTHER_FENCE.search(front.block):
        return False
    if front.block.split("\n", 1)[0].strip():
        return telling or len(names) > 1
    return telling and len(names) > 1 or not names.isdisjoint(keys.TITLE)
