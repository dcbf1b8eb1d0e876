"""The title of an article whose front matter names none."""

import os
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from tui.articles.article import BodyFormat
from tui.articles.clean_text import one_line, without_links
from tui.articles.dates import without_day
from tui.articles.encoding.decode import decode
from tui.articles.late_pattern import late
from tui.articles.markups.emoji import EMOJI

UNTITLED = "Untitled"
_SAMPLE = 400_000
"""The most characters of a body in which headings are looked for."""
_LINE_LENGTH = 80
_LONGEST = 2_000
"""The most characters of a line that are read."""
_HTML_HEADING = late(r"<h([1-6])(?:\s[^<>]*)?>((?:[^<]|<(?!/?h[1-6]))*+)</h\1\s*>", re.IGNORECASE)
"""A heading; it holds no other, so that looking for its end stays short."""
_UNREAD_HTML = late(
    r"<!--.*?(?:-->|\Z)|<(script|style|template|title|pre)\b[^<>]*>.*?(?:</\1\s*>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<[^<>]*>")
_BLANK = re.compile(r"(?:\s|(?><!--.*?-->))*", re.DOTALL)
_FIRST_LEVEL = late(
    r"^[ ]{0,3}(?:(?P<fence>`{3,}|~{3,})[^\n]*|#[ \t]+(?P<atx>[^\n]+)|(?P<line>=+)[ \t]*$"
    r"|(?P<html><h1[\s>]))|<!--.*?(?:-->|\Z)",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
"""The signs that a heading of the first level begins with or ends in, and those that hide one."""
_ATX = late(r"[ ]{0,3}#{1,6}[ \t]+([^\n]+)")
_CLOSING = re.compile(r"(?:^|[ \t])#+[ \t]*\Z")
_SETEXT = late(r"[ ]{0,3}(?:=+|-+)[ \t]*\Z")
_NO_PARAGRAPH = late(
    r"[ ]{4}|\t|[ ]{0,3}(?:[>|<]|`{3}|~{3}|#{1,6}(?:[ \t]|\Z)|[-*+](?:[ \t]|\Z)"
    r"|\d{1,9}[.)][ \t]|\Z)"
)
_IMAGE = late(r"!\[([^\]]*)\](?:\([^()\s]*(?:\s[^()]*)?\)|\[[^\]]*\])?")
_EMPHASIS = late(r"(\*{1,3}|~~)(?=\S)(.+?)(?<=\S)\1|(?<!\w)(_{1,3})(?=\S)(.+?)(?<=\S)\3(?!\w)")
_NAMED = re.compile(r"(?<![A-Za-z0-9_:]):([a-z0-9_+-]++):(?![A-Za-z0-9_:])")
_MARKED = late(r"(?<![=\w<])==(?=[^\s=>])((?:[^=]|=(?!=))+)(?<=[^\s<])==(?![=\w])")
_CODE = re.compile(r"(`+)(.+?)(?<!`)\1(?!`)")
_TEMPLATE_TAG = late(rf"{_CODE.pattern}|\{{%.*?%\}}|\{{\{{.*?\}}\}}")
"""A tag of Hexo, Jekyll or Hugo, which has no words; code, which has, matches first."""
_ESCAPED = late(r"\\([!-/:-@\[-`{-~])")
_HIDING = 0xF7000
_HIDDEN = re.compile("[\U000f7021-\U000f707e]")
_ATTRIBUTES = late(r"\s*\{(?:[ \t]*[:#.-][^{}]*|/\*[^{}]*\*/)\}\s*\Z")
_NOTION_ID = re.compile(r"[ -][0-9a-f]{32}\Z")
_CONTAINER = late(r"[ ]{0,3}(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])")
_FENCE = late(r"[ ]{0,3}(?:`{3}|~{3})")
_BLOCK_SIGNS = late(r"^[ \t]*(?:(?:>|#{1,6}(?=[ \t])|[-*+][ \t]|\d{1,9}[.)][ \t])[ \t]*)+")
_FORMULA = late(r"(?<![\\$\w])(\${1,2})(?=[^\s$])([^$]*[^\s$\\])\1(?![\d$])")
"""A formula between dollars, which no digit follows: `$5 and $6` is none (pandoc's rule)."""
_SITE = late(r"\s*[|｜_–—·•»«]|\s+[-:/]+\s|\s*::")
_BUNDLED = frozenset({"index", "_index", "readme", "content", "article", "post"})
"""The names of files that are called by their folder."""


def title_heading(body: str, written: BodyFormat) -> str:
    """Return the heading that is the title of an article, or the empty string.

    It is the heading that is the first block of the body, else the only one of the first level.
    Headings without words do not count; plain text has none, and other
    formats give their title themselves.
    """
    if written not in ("html", "markdown"):
        return ""
    sample = body[:_SAMPLE]
    first, others = _html_headings(sample) if written == "html" else _markdown_headings(sample)
    two = [] if first else list(islice(others, 2))
    return first or (two[0] if len(two) == 1 else "")


def _html_headings(body: str) -> tuple[str, Iterator[str]]:
    """Return the heading that is the first block, and all headings of the first level."""
    shown = _UNREAD_HTML.sub("", body)
    found = _HTML_HEADING.search(shown)
    first = _html_words(found) if found and not _TAG.sub("", shown[: found.start()]).strip() else ""
    ones = (_html_words(found) for found in _HTML_HEADING.finditer(shown) if found[1] == "1")
    return first, filter(None, ones)


def _html_words(heading: re.Match[str]) -> str:
    words = _TAG.sub("", heading[2][:_LONGEST])
    return one_line(_TEMPLATE_TAG.sub(r"\1\2\1", words))


def _markdown_headings(body: str) -> tuple[str, Iterator[str]]:
    """Return the heading that is the first block, and all headings of the first level.

    They have `#` before them or a line under them (CommonMark 4.2, 4.3), or are HTML.
    """
    start = _BLANK.match(body)
    at = start.end() if start else 0
    if body[at : at + 1] == "<":
        return _html_headings(body[at:].split("\n\n", 1)[0])[0], _first_level(body, at)
    at = body.rfind("\n", 0, at) + 1
    atx = _ATX.match(body, at)
    if atx:
        return plain(_CLOSING.sub("", atx[1][:_LONGEST])), _first_level(body, at)
    paragraph: list[str] = []
    for line in body[at : at + _LONGEST].split("\n"):
        if paragraph and _SETEXT.match(line):
            return plain(" ".join(paragraph)), _first_level(body, at)
        if _NO_PARAGRAPH.match(line):
            break
        paragraph.append(line.strip())
    return "", _first_level(body, at)


def _first_level(body: str, at: int) -> Iterator[str]:
    """Yield the headings of the first level that have words."""
    while found := _FIRST_LEVEL.search(body, at):
        at = found.end()
        words = ""
        if fence := found["fence"]:
            closing = re.compile(rf"^ {{0,3}}{fence[0]}{{{len(fence)},}}[ \t]*$", re.MULTILINE)
            closed = closing.search(body, at)
            at = closed.end() if closed else len(body)
        elif found["atx"]:
            words = plain(_CLOSING.sub("", found["atx"][:_LONGEST]))
        elif found["line"]:
            words = plain(_paragraph_before(body, found.start()))
        elif found["html"] and (heading := _HTML_HEADING.match(body, found.start("html"))):
            words, at = _html_words(heading), heading.end()
        if words:
            yield words


def _paragraph_before(body: str, end: int) -> str:
    """Return the paragraph that ends at a line, without line ends; the empty string if none does.

    A line that only goes on with a list or a quotation is no paragraph of its own.
    """
    lines: list[str] = []
    for line in reversed(body[max(end - _LONGEST, 0) : end].removesuffix("\n").split("\n")):
        if _NO_PARAGRAPH.match(line):
            return "" if _CONTAINER.match(line) else " ".join(reversed(lines))
        lines.append(line.strip())
    return " ".join(reversed(lines))


def plain(markdown: str) -> str:
    """Return a line of Markdown as one line of text without markup."""
    # Escaped characters are not markup: they move to the private use area meanwhile.
    text = _ESCAPED.sub(lambda found: chr(_HIDING + ord(found[1])), markdown)
    text = _ATTRIBUTES.sub("", _TEMPLATE_TAG.sub(r"\1\2\1", text))
    text = without_links(_IMAGE.sub(r"\1", text))
    text = _CODE.sub(r"\2", text)
    if ":" in text:
        text = _NAMED.sub(lambda found: EMOJI.get(found[1], found[0]), text)
    if "==" in text:
        text = _MARKED.sub(r"\1", text)
    for _ in range(3):
        text = _EMPHASIS.sub(lambda found: found[2] or found[4], text)
    return one_line(_HIDDEN.sub(lambda found: chr(ord(found[0]) - _HIDING), text))


def without_site(title: str, page: str) -> str:
    """Return a page's title without the name of its site: `Words | The Site`.

    The name is removed only where a heading of the page is the rest of the title.
    """
    for found in _HTML_HEADING.finditer(page[:_SAMPLE]):
        heading = _html_words(found)
        if heading and title.startswith(heading) and _SITE.match(title, len(heading)):
            return heading
    return title


def bundle_of(path: Path) -> Path | None:
    """Return the folder that an article is called and dated by, for `index.md` and the like.

    A language may stand in the file's name (`index.zh-cn.md`).
    """
    return path.parent if path.stem.split(".")[0].lower() in _BUNDLED and path.parent.name else None


def name_of(path: Path) -> str:
    """Return a file's name without its suffix and the date before it, printable and never empty.

    The name of `index.md` is that of its folder. A name that is not UTF-8 is read in its
    likeliest encoding; the identifier that Notion adds is no part of a name.
    """
    bundle = bundle_of(path)
    words = one_line(printable(bundle.name if bundle else path.stem))
    return without_day(_NOTION_ID.sub("", words)) or words or UNTITLED


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


def first_line(body: str, written: BodyFormat = "text") -> str:
    """Return the first line of a text that contains a word, without markup, cut at 80 characters.

    Args:
        body: The text.
        written: Its format; signs of Markdown, fences and the dollars of formulas are left out.
    """
    for line in body[:_SAMPLE].split("\n"):
        shown = _without_signs(line[:_LONGEST]) if written == "markdown" else line
        words = one_line(_TAG.sub("", shown), _LINE_LENGTH)
        if re.search(r"\w", words):
            return words
    return ""


def _without_signs(line: str) -> str:
    """Return a line of Markdown without markup; nothing for the fence of code."""
    if _FENCE.match(line):
        return ""
    return plain(_FORMULA.sub(r"\2", _BLOCK_SIGNS.sub("", line, count=1)))
