"""The format of a body, by the name of its file or by what it looks like."""

import re

from tui.articles.article import BodyFormat
from tui.articles.late_pattern import late
from tui.articles.suffixes import SUFFIXES

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|(?><!--.*?-->)\s*)*<(?:!doctype\s+html|html|head|body|title|meta|link)\b",
    re.I | re.S,
)
_BLOCK = (
    "address|article|aside|blockquote|body|center|dd|details|dialog|dir|div|dl|dt|fieldset"
    "|figcaption|figure|footer|form|h[1-6]|header|hr|html|iframe|li|main|menu|nav|ol|p|section"
    "|summary|table|tbody|td|tfoot|th|thead|tr|ul|x-verbatim"
)
_FIRST = re.compile(rf"<(?:{_BLOCK})(?=[\s/>])", re.IGNORECASE)
_LAST = re.compile(rf"(?:</(?:{_BLOCK})\s*>|<(?:hr|x-verbatim)[^<>]*>)\Z", re.IGNORECASE)
_CHUNK = re.compile(rf"</?(?:{_BLOCK})(?=[\s/>])", re.IGNORECASE)
_REGION = re.compile(r"<(?=[!pst])(?:!--|(pre|script|style|textarea|svg)(?=[\s/>]))", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_MARKDOWN_INSIDE = re.compile(r"<[a-z][^<>]*\smarkdown(?:[=>]|\s)")
"""A tag whose content is Markdown (kramdown, Python-Markdown)."""
_BLANK_LINE = re.compile(r"\n[ \t\u3000]*\n")
_MARKED = late(
    r"[*`~|\\]|\[[^\]]{0,300}\]|(?<!\w)_|_(?!\w)|^\s*(?:[#>+=-]|\d+[.)]\s)", re.MULTILINE
)
_MARKDOWN = late(
    r"^(?:#{1,6}[ \t]+\S|(?:```|~~~)|>[ \t]|[-*+][ \t]+\S|\|.*\|[ \t]*$|(?:={3,}|-{3,})[ \t]*$)"
    r"|\]\(|\]:[ \t]*\S{1,500}$|\*\*\S|`[^`\n]+`|^\d{1,3}\.[ \t]+\S",
    re.MULTILINE,
)


def is_page(text: str) -> bool:
    """Return whether the text is a whole HTML page, judged by its beginning.

    The tags of `html`, `head` and `body` may be left out (HTML 13.1.2.4).
    """
    return bool(_PAGE.match(text[:4096]))


def body_format(body: str, suffix: str, *, fenced: bool) -> BodyFormat:
    """Return the format of a body.

    Args:
        body: the article's own text.
        suffix: the suffix of its file, with the dot, in any case; empty without a file.
        fenced: whether it had a front matter: then it is Markdown, unless the suffix says
            otherwise.
    """
    known = SUFFIXES.get(suffix.lower())
    if known and known != "markdown":
        return known
    if is_html(body):
        return "html"
    if known or fenced:
        return "markdown"
    if is_page(body):
        return "html"
    return "markdown" if _MARKDOWN.search(body, 0, 100_000) else "text"


def is_html(body: str) -> bool:
    """Return whether a Markdown body consists of HTML only, as programs generate it.

    It must begin and end with a block's tag, and Markdown must leave each chunk between
    blank lines unchanged, apart from its indentation: four spaces before a tag would begin
    code (CommonMark 4.4), which the author of such a body never meant. A chunk of Markdown
    inside, as under `<div align="center">`, makes the body Markdown.
    """
    if body.lstrip()[:1] != "<" or _MARKDOWN_INSIDE.search(body):
        return False
    bare = _without_verbatim(body.strip()).strip()
    if not _FIRST.match(bare) or not _LAST.search(bare[-200:]):
        return False
    return all(
        _CHUNK.match(chunk.lstrip()) or _untouched(chunk)
        for chunk in _BLANK_LINE.split(bare)
        if chunk.strip()
    )


def _untouched(chunk: str) -> bool:
    """Return whether Markdown would show a chunk of text and inline tags as HTML does."""
    indented = chunk.lstrip("\n").startswith(("    ", "\t"))
    if indented and not chunk.lstrip().startswith("<"):
        return False
    return not _MARKED.search(_TAG.sub("", chunk))


def _without_verbatim(body: str) -> str:
    """Return HTML without comments, and with a placeholder for each verbatim element."""
    if not _REGION.search(body):
        return body
    parts: list[str] = []
    at = 0
    lower = body.lower()
    while region := _REGION.search(body, at):
        parts.append(body[at : region.start()])
        name = (region[1] or "").lower()
        end_mark = f"</{name}" if name else "-->"
        end = lower.find(end_mark, region.end())
        if end < 0:
            return "".join(parts)
        close = lower.find(">", end)
        at = len(body) if close < 0 else close + 1
        if name:
            parts.append("<x-verbatim>")
    parts.append(body[at:])
    return "".join(parts)
