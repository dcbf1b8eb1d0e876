"""Where the code is in Markdown, so that what looks like markup there is left alone."""

import re
from collections.abc import Callable, Iterator

from tui.document.markdown_parser import parser

_TAGS = re.compile(
    r"<(pre|code|script|style|textarea|xmp|kbd|samp|tt)(?=[\s>])|</(pre|code|script|style"
    r"|textarea|xmp|kbd|samp|tt)\s*>",
    re.IGNORECASE,
)


def code_ranges(markdown: str) -> list[tuple[int, int]]:
    """Return where code begins and ends, in characters: in order, none in another.

    Fenced and indented blocks, code among the words, and the code of HTML.
    """
    found = sorted(_marked(markdown))
    html = list(_html(markdown))
    if html:
        found = sorted(found + html)
    merged: list[tuple[int, int]] = []
    for start, end in found:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def outside_code(
    markdown: str, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str]
) -> str:
    """Return Markdown in which a pattern is replaced where it begins outside of code."""
    codes = iter(code_ranges(markdown))
    code = next(codes, None)
    parts: list[str] = []
    at = 0
    for match in pattern.finditer(markdown):
        while code and code[1] <= match.start():
            code = next(codes, None)
        if code and code[0] < match.end():
            continue
        parts += [markdown[at : match.start()], replace(match)]
        at = match.end()
    return "".join(parts) + markdown[at:]


def _marked(markdown: str) -> Iterator[tuple[int, int]]:
    """Yield the code that Markdown's own marks make."""
    places = []
    for event, place in parser().events_with_range(markdown):
        if isinstance(event, dict):
            start = event.get("Start")
            if "Code" in event or (isinstance(start, dict) and "CodeBlock" in start):
                places.append((place["start"], place["end"]))
    if markdown.isascii():
        yield from places
        return
    # The parser counts bytes.
    data = markdown.encode("utf-8")
    byte = character = 0
    for start, end in places:
        if start < byte:
            continue
        character += len(data[byte:start].decode("utf-8"))
        length = len(data[start:end].decode("utf-8"))
        yield character, character + length
        byte, character = end, character + length


def _html(markdown: str) -> Iterator[tuple[int, int]]:
    """Yield the code that tags of HTML make; one that is not closed makes none."""
    name, start = "", 0
    for found in _TAGS.finditer(markdown):
        if not name and found[1]:
            name, start = found[1].lower(), found.start()
        elif name and found[2] and found[2].lower() == name:
            yield start, found.end()
            name = ""
