"""HTML whose elements lie too deep in one another, made shallow before it is parsed."""

import re
from collections.abc import Iterator

from tui.document.long_texts import has_as_many

MAX_ELEMENTS = 2000
"""How many blocks may lie in one another. A parser looks through all of them for each new
one (HTML, 13.2.4.2: the stack of open elements), so that 100,000 would take half a minute."""

_PIECE = 10_000
"""How many characters are searched at a time: other threads wait for each search in a text."""

_NESTING = re.compile(
    r"<(/?)(?:address|article|aside|blockquote|center|details|dialog|dir|div|dl|fieldset"
    r"|figcaption|figure|footer|form|header|hgroup|listing|main|menu|nav|ol|pre|search"
    r"|section|summary|ul|button)(?=[\s/>])[^<>]*>",
    re.IGNORECASE,
)


def shallow(html: str) -> str:
    """Return HTML without the block tags that lie deeper than any page's.

    What is left out is only ever a tag, never text. Elements whose end tags may be left
    out (`<p>`, `<li>`) close each other and are not counted.
    """
    if not has_as_many(html, "<", MAX_ELEMENTS * 2):
        return html
    if _deepest(html) <= MAX_ELEMENTS:
        return html
    depth = 0

    def judge(found: re.Match[str]) -> str:
        nonlocal depth
        if found[1]:
            kept = depth <= MAX_ELEMENTS
            depth -= depth > 0
            return found[0] if kept else ""
        depth += 1
        return found[0] if depth <= MAX_ELEMENTS else ""

    return _NESTING.sub(judge, html)


def _deepest(html: str) -> int:
    """Return how deep the blocks lie in one another."""
    depth = deepest = 0
    for found in _tags(html):
        if found[1]:
            depth -= depth > 0
        else:
            depth += 1
            deepest = max(deepest, depth)
    return deepest


def _tags(html: str) -> Iterator[re.Match[str]]:
    """Yield the tags of blocks, looking at a piece of the text at a time."""
    start = 0
    while start < len(html):
        end = start + _PIECE
        if end < len(html):
            # A tag that is counted holds no other `<`, so that none is cut here.
            end = html.rfind("<", start + 1, end)
            end = html.find("<", start + _PIECE) if end < 0 else end
        yield from _NESTING.finditer(html, start, end if end >= 0 else len(html))
        start = end if end >= 0 else len(html)
