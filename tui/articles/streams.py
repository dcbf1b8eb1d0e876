"""What is piped in, divided into articles again."""

import re

from tui.articles import keys
from tui.articles.article import Article
from tui.articles.decode import decode
from tui.articles.front_matter import split
from tui.articles.html_page import is_page
from tui.articles.reading import article_of_text, problems_of_text
from tui.articles.recovered import key_of
from tui.articles.text import clean

_FENCE = re.compile(r"(?P<fence>-{3}|\+{3})[ \t]*$", re.MULTILINE)
_CODE = re.compile(r"^[ ]{0,3}(`{3,}|~{3,})([^\n]*)$", re.MULTILINE)
_TOML_KEY = re.compile(r"[\w.-]+[ \t]*=|\[")
_LONGEST = 20_000


def split_stream(data: bytes, name: str = "") -> list[Article]:
    """Read what was piped in: one article, or several files put together.

    `cat *.md` is divided where a front matter begins: a fence, keys among which is a
    title or a date, and a closing fence. A rule in a body divides nothing, and neither
    does a front matter that is shown inside a fence of code. A fence glued to the last
    line of a file without a line end counts too. Raises nothing; empty or blank input
    gives no articles.

    Args:
        data: all that was piped in.
        name: what to call an article without a title.
    """
    decoded = decode(data)
    text = clean(decoded.text)
    if not text.strip():
        return []
    problems = problems_of_text(decoded.text, decoded.encoding, decoded.sure)
    articles: list[Article] = []
    for number, part in enumerate(divided(text)):
        if part.strip():
            first = problems if number == 0 else []
            articles.append(article_of_text(part, path=None, name=name, problems=first))
    return articles


def divided(text: str) -> list[str]:
    """Return the parts of a text that each begin with a front matter of their own."""
    if is_page(text) or split(text).kind not in ("yaml", "toml"):
        return [text]
    starts: list[int] = []
    at = 0
    while found := _FENCE.search(text, at):
        end = _end_of_front_matter(text, found)
        if end and not _in_code(text, starts[-1] if starts else 0, found.start(), end):
            starts.append(found.start())
        at = max(end or 0, found.end())
    if not starts or text[: starts[0]].strip():
        starts.insert(0, 0)
    ends = [*starts[1:], len(text)]
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def _end_of_front_matter(text: str, fence: re.Match[str]) -> int | None:
    """Return where the front matter that a fence opens has ended; None if it opens none."""
    mark = fence["fence"]
    closing = re.compile(rf"^{re.escape(mark)}[ \t]*$", re.MULTILINE)
    start = fence.end() + 1
    end = closing.search(text, start, start + _LONGEST)
    if not end:
        return None
    lines = text[start : end.start()].split("\n")
    if mark == "+++":
        names = [line.partition("=")[0] for line in lines if _TOML_KEY.match(line)]
        begins = bool(_TOML_KEY.match(lines[0]))
    else:
        names = [key for key in map(key_of, lines) if key]
        begins = bool(key_of(next((line for line in lines if line.strip()), "")))
    telling = any(keys.normal(name) in keys.TELLING for name in names)
    prose = any(not line.strip() for line in lines) and mark == "---" and _has_prose(lines)
    return end.end() if begins and telling and not prose else None


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


def _in_code(text: str, since: int, start: int, end: int) -> bool:
    """Return whether a fence of code opens before the place and closes after it."""
    opened = ""
    for found in _CODE.finditer(text, since):
        if found.start() >= start and not opened:
            return False
        if not opened:
            opened = found[1]
        elif found[1].startswith(opened) and not found[2].strip():
            if found.start() >= end:
                return True
            opened = ""
    return False
