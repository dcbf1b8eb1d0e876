"""The title of an article whose front matter names none."""

import os
import re
from pathlib import Path

from tui.articles.article import BodyFormat
from tui.articles.clean_text import one_line
from tui.articles.encoding.decode import decode

UNTITLED = "Untitled"
_SAMPLE = 40_000
_LINE_LENGTH = 80
_LONGEST = 2_000
"""The most characters of a line that are read."""
_HTML_HEADING = re.compile(
    r"<h([1-6])(?:\s[^<>]*)?>(.{0,3000}?)</h\1\s*>", re.IGNORECASE | re.DOTALL
)
_ATX = re.compile(r"[ ]{0,3}#{1,6}[ \t]+(.+?)(?:[ \t]+#+)?[ \t]*\Z")
_SETEXT = re.compile(r"[ ]{0,3}(?:=+|-{2,})[ \t]*\Z")
_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")
_NO_PARAGRAPH = re.compile(r"[ ]{4}|\t|[ ]{0,3}(?:[>#|]|[-*+][ \t]|\d{1,9}[.)][ \t]|<|\Z)")
_IMAGE = re.compile(r"!\[([^\]]*)\](?:\([^()\s]*(?:\s[^()]*)?\)|\[[^\]]*\])?")
_LINK = re.compile(r"\[([^\[\]]+)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\[\]]*\])")
_EMPHASIS = re.compile(
    r"(\*{1,3}|~~)(?=\S)(.+?)(?<=\S)\1|(?<!\w)(_{1,3})(?=\S)(.+?)(?<=\S)\3(?!\w)"
)
_CODE = re.compile(r"(`+)(.+?)(?<!`)\1(?!`)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_HIDING = 0xF7000
_HIDDEN = re.compile("[\U000f7021-\U000f707e]")
_ATTRIBUTES = re.compile(r"\s*\{[:#.][^{}]*\}\s*\Z")
_DAY_BEFORE = re.compile(
    r"(?:\d{4}[-_.]\d{1,2}[-_.]\d{1,2}|(?:19|20)\d{6}(?:\.\d+)?)(?=[-_ .]\S)[-_ .]+"
)
_SITE = re.compile(r"\s*[|｜_–—·•»«]|\s+[-:/]+\s|\s*::")
_INDEX = frozenset({"index", "_index"})


def first_heading(body: str, written: BodyFormat) -> str:
    """Return the text of the first heading that is not empty, or the empty string.

    Code is skipped. Plain text has no headings, and other formats give their title themselves.
    """
    if written not in ("html", "markdown"):
        return ""
    sample = body[:_SAMPLE]
    if written == "markdown":
        heading = _markdown_heading(sample)
        if heading:
            return heading
    if "<h" in sample or "<H" in sample:
        for found in _HTML_HEADING.finditer(sample):
            title = one_line(re.sub(r"<[^<>]*>", "", found[2]))
            if title:
                return title
    return ""


def _markdown_heading(body: str) -> str:
    """Return the first heading with `#` before it or a line under it (CommonMark 4.2, 4.3)."""
    fence = before = ""
    for whole in body.split("\n"):
        line = whole[:_LONGEST]
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not line.strip(" `~"):
                fence = ""
            continue
        if mark:
            fence, before = mark[1], ""
            continue
        atx = _ATX.match(line)
        if atx:
            title = plain(atx[1])
        elif before and _SETEXT.match(line):
            title = plain(before)
        else:
            # Of a paragraph of several lines, only the last one becomes the title.
            before = "" if _NO_PARAGRAPH.match(line) else line.strip()
            continue
        if title:
            return title
        before = ""
    return ""


def plain(markdown: str) -> str:
    """Return a line of Markdown as one line of text without markup."""
    # Escaped characters are not markup: they move to the private use area meanwhile.
    text = _ESCAPED.sub(lambda found: chr(_HIDING + ord(found[1])), markdown)
    text = _ATTRIBUTES.sub("", text)
    text = _IMAGE.sub(r"\1", text)
    text = _LINK.sub(r"\1", text)
    text = _CODE.sub(r"\2", text)
    for _ in range(3):
        text = _EMPHASIS.sub(lambda found: found[2] or found[4], text)
    return one_line(_HIDDEN.sub(lambda found: chr(ord(found[0]) - _HIDING), text))


def without_site(title: str, heading: str) -> str:
    """Return a page's title without the name of its site: `Words | The Site`.

    The name is removed only where the page's heading is the rest of the title.
    """
    rest = title.removeprefix(heading)
    return heading if heading and rest != title and _SITE.match(rest) else title


def name_of(path: Path) -> str:
    """Return a file's name without its suffix and a day before it, printable and never empty.

    The name of `index.md` is that of its folder. A name that is not UTF-8 is read in its
    likeliest encoding.
    """
    stem = path.stem
    if stem.lower() in _INDEX and path.parent.name:
        stem = path.parent.name
    words = one_line(printable(stem))
    rest = words[found.end() :] if (found := _DAY_BEFORE.match(words)) else words
    return rest or words or UNTITLED


def printable(name: str) -> str:
    """Return a file's name as text, with bytes that are not UTF-8 decoded if possible."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        try:
            return decode(os.fsencode(name)).text
        except UnicodeEncodeError:
            return name.encode("utf-8", "replace").decode("utf-8")
    return name


def first_line(body: str) -> str:
    """Return the first line of a text that contains a word, cut at 80 characters."""
    for line in body[:_SAMPLE].split("\n"):
        words = one_line(re.sub(r"<[^<>]*>", "", line), _LINE_LENGTH)
        if re.search(r"\w", words):
            return words
    return ""
