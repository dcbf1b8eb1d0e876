"""Piped input, such as that of `cat *.md`, divided into articles."""

import re
from bisect import bisect_left

from tui.articles.article import Article
from tui.articles.clean_text import clean
from tui.articles.encoding.decode import decode
from tui.articles.front_matter import keys
from tui.articles.front_matter.recovery import key_of
from tui.articles.front_matter.split import split
from tui.articles.html_head import is_page
from tui.articles.reading import article_of_text, problems_of_text

_FENCE = re.compile(r"(?P<fence>-{3}|\+{3})[ \t]*$", re.MULTILINE)
_CLOSING = re.compile(r"^(?:-{3}|\+{3})[ \t]*$", re.MULTILINE)
_CODE = re.compile(r"^[ ]{0,3}(`{3,}|~{3,})([^\n]*)$", re.MULTILINE)
_TOML_KEY = re.compile(r"[\w.-]+[ \t]*=|\[")
_LONGEST = 20_000
"""The most characters of a front matter in a stream of several."""
_FENCES_AHEAD = 50
"""The number of fences of code searched for the closing one."""


def split_stream(data: bytes, name: str = "") -> list[Article]:
    """Read piped input: one article, or several joined files.

    The input is divided where a front matter begins: a fence, keys that include a title or a
    date, and a closing fence. A rule in a body does not divide it, nor does a front matter
    inside a fence of code. A fence after the last line of a file without a line end counts
    too. Raises nothing; empty or blank input gives no articles.

    Args:
        data: all of the input.
        name: the title of an article without one.
    """
    decoded = decode(data)
    text = clean(decoded.text)
    if not text.strip():
        return []
    problems = problems_of_text(decoded, text)
    articles: list[Article] = []
    for number, part in enumerate(divided(text)):
        if part.strip():
            first = problems if number == 0 else []
            articles.append(article_of_text(part, path=None, name=name, problems=first))
    return articles


def divided(text: str) -> list[str]:
    """Return the parts of a text that each begin with a front matter of their own.

    Joined, they are the text. A text that does not begin with a fenced front matter is one
    part.
    """
    if is_page(text) or split(text).kind not in ("yaml", "toml"):
        return [text]
    closings = [found.start() for found in _CLOSING.finditer(text)]
    code = _Code(text)
    starts = [0]
    at = 0
    while found := _FENCE.search(text, at):
        end = _end_of_front_matter(text, found, closings)
        if end and not code.holds(found.start(), end):
            if text[starts[-1] : found.start()].strip():
                starts.append(found.start())
            code.restart(end)
        at = max(end or 0, found.end())
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def _end_of_front_matter(text: str, fence: re.Match[str], closings: list[int]) -> int | None:
    """Return the end of the front matter that a fence opens; None if it opens none."""
    mark = fence["fence"]
    start = fence.end() + 1
    first = bisect_left(closings, start)
    end = closings[first] if first < len(closings) else len(text)
    if end - start > _LONGEST or not text.startswith(mark, end):
        return None
    lines = text[start:end].split("\n")
    if any(line.rstrip().endswith(mark) for line in lines):
        return None
    # The first line must be a key: a blank line more often follows a rule.
    content = [line for line in lines if not line.startswith("#")]
    if mark == "+++":
        names = [line.partition("=")[0] for line in lines if _TOML_KEY.match(line)]
        begins = bool(content and _TOML_KEY.match(content[0]))
    else:
        names = [key for key in map(key_of, lines) if key]
        begins = bool(content and key_of(content[0])) and not _has_prose(lines)
    telling = any(keys.normal(name) in keys.TELLING for name in names)
    return end + len(mark) if begins and telling else None


def _has_prose(lines: list[str]) -> bool:
    """Return whether a line after a blank one is neither a key nor part of a value."""
    blank = False
    for line in lines:
        if not line.strip():
            blank = True
            continue
        if blank and not line.startswith((" ", "\t", "- ", "#")) and not key_of(line):
            return True
        blank = False
    return False


class _Code:
    """The fences of code in a text, read from its beginning to its end."""

    def __init__(self, text: str) -> None:
        self._fences = [
            (found.start(), found[1], not found[2].strip()) for found in _CODE.finditer(text)
        ]
        self._next = 0
        self._open = ""

    def restart(self, at: int) -> None:
        """Treat all code as closed: an article begins here, and open code has no end."""
        self._open = ""
        while self._next < len(self._fences) and self._fences[self._next][0] < at:
            self._next += 1

    def holds(self, start: int, end: int) -> bool:
        """Return whether code opens before `start` and closes after `end`."""
        while self._next < len(self._fences) and self._fences[self._next][0] < start:
            _, mark, bare = self._fences[self._next]
            if not self._open:
                self._open = mark
            elif bare and mark.startswith(self._open):
                self._open = ""
            self._next += 1
        ahead = self._fences[self._next : self._next + _FENCES_AHEAD]
        return bool(self._open) and any(
            at >= end and bare and mark.startswith(self._open) for at, mark, bare in ahead
        )
