"""The named places of an article: its headings, and the anchors that links lead to."""

import re
from typing import NamedTuple
from urllib.parse import unquote, urldefrag

from tui.document.layout.page import page_anchors, page_headings
from tui.ui.common.browser import absolute
from tui.ui.page.page_builder import Text

TOP = ""
"""The name of the top of an article: where `#` and `#top` lead."""


class PageHeading(NamedTuple):
    """A heading of an article."""

    level: int
    """1 to 6."""
    text: str
    paragraph: int
    """Its number (`Line.paragraph`)."""
    share: float
    """The part of the article's text above it, 0 to 1."""


def headings(text: Text) -> list[PageHeading]:
    """Return the headings of an article, in order."""
    found = page_headings(text.article, text.document, text.minutes)
    at = {paragraph for _, _, paragraph in found}
    above: dict[int, int] = {}
    characters = 0
    for number, paragraph in enumerate(text.paragraphs):
        if number in at:
            above[number] = characters
        characters += len(paragraph)
    return [
        PageHeading(level, " ".join(words.split()), number, above[number] / max(1, characters))
        for level, words, number in found
        if words.strip()
    ]


def name_inside(address: str, base: str) -> str | None:
    """Return the name of the place in the same article that an address leads to.

    Args:
        address: As the article has it.
        base: The article's own address, perhaps empty.

    Returns:
        The name, `TOP` for the top; None for an address that leads elsewhere.
    """
    page, name = urldefrag(address)
    if "#" not in address or (page and (not base or absolute(page, base) != urldefrag(base)[0])):
        return None
    name = unquote(name)
    return TOP if name.lower() == "top" else name


def paragraph_named(text: Text, name: str) -> int | None:
    """Return the number of the paragraph that bears a name; None where none does.

    Headings without a name of their own are known by their words, as the sites do that
    make the names themselves: `What is new?` is `what-is-new`.
    """
    if name == TOP:
        return 0
    anchors = page_anchors(text.article, text.document, text.minutes)
    for known in (name, f"user-content-{name}"):
        if known in anchors:
            return anchors[known]
    slug = _slug(name)
    found = page_headings(text.article, text.document, text.minutes) if slug else []
    return next((number for _, words, number in found if _slug(words) == slug), None)


def _slug(words: str) -> str:
    return re.sub(r"[\W_]+", "-", words.casefold()).strip("-")
