"""The parser of Markdown, and the code that it finds, in which nothing counts as markup."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from urllib.parse import quote

from pyromark import Markdown, Options

from tui.document.chunked_search import merged
from tui.document.html.tags import CODE_TAGS


@cache
def parser(definitions: bool = True) -> Markdown:
    """Return the parser.

    Args:
        definitions: whether it reads definition lists.
    """
    options = (
        Options.ENABLE_TABLES
        | Options.ENABLE_FOOTNOTES
        | Options.ENABLE_STRIKETHROUGH
        | Options.ENABLE_TASKLISTS
        | Options.ENABLE_GFM
    )
    # `from_markdown` finds names of headings (`{#name}`) in the HTML: the parser takes any
    # braces at the end of a heading for attributes, so that `## f() {x}` would lose its end.
    if definitions:
        options |= Options.ENABLE_DEFINITION_LIST
    return Markdown(options=options)


_TAGS = re.compile(rf"<({CODE_TAGS})(?=[\s>])|</({CODE_TAGS})\s*>", re.IGNORECASE)


def code_ranges(markdown: str) -> list[tuple[int, int]]:
    """Return the ranges of code, in characters, in order and without overlaps.

    They cover fenced and indented blocks, inline code, and the code elements of HTML.
    """
    return merged([*_marked(markdown), *html_code_ranges(markdown)])


def outside_code(
    markdown: str, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str]
) -> str:
    """Return Markdown in which matches of a pattern outside code are replaced."""
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


_PRIVATE = tuple(map(chr, range(0xE000, 0xE100)))
"""Characters to which Unicode gives no meaning (23.5): they are no punctuation and no space."""


def unused_character(text: str) -> str:
    """Return a private character that a text holds neither as such nor percent-encoded.

    Raises:
        ValueError: the text holds all 256 that are tried.
    """
    for character in _PRIVATE:
        if character not in text and quote(character) not in text:
            return character
    raise ValueError(f"a text with {len(_PRIVATE)} private characters")


def _marked(markdown: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of code written in Markdown itself."""
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


def html_code_ranges(markdown: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of HTML's code elements that are closed."""
    name, start = "", 0
    for found in _TAGS.finditer(markdown):
        if not name and found[1]:
            name, start = found[1].lower(), found.start()
        elif name and found[2] and found[2].lower() == name:
            yield start, found.end()
            name = ""
