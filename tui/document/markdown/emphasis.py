"""Emphasis beside CJK characters, which the rules of CommonMark do not recognise."""

import re
from urllib.parse import quote

from tui.articles.late_pattern import late
from tui.document.markdown.parser import outside_code, unused_character

_CJK = (
    "\u1100-\u11ff\u2329\u232a\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff"
    "\ufe00-\ufe0e\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uffee\U00016fe0-\U0001b2ff\U0001f200-\U0001f265"
    "\U00020000-\U0003ffff\U000e0100-\U000e01ef"
)
"""Characters that are wide or Hangul and no emoji, and the variation selectors after them."""

_RUN = re.compile(r"(?:\*++|~~++)(?!\s)|\\[\\*~]")
"""A run of delimiters, or an escaped sign."""

_OTHER = r"(?:[^\w\s*~]|_)"
# A pattern that begins with a character is searched three times as fast as one with a choice.
_BESIDE = [
    [late(rf"{sign}(?:(?={kind})|(?<={kind}{sign}))") for kind in (f"[{_CJK}]", _OTHER)]
    for sign in (r"\*", "~~")
]
"""Delimiters beside CJK characters and beside punctuation. Without both, no run needs letters."""

_IS_CJK = late(f"[{_CJK}]")


_LATE = re.compile(r"\n(?<=[ \\]\n)[ \t>]*+(\*\*|~~)(?=[ \t]*(?:\n|\Z))")
_BREAK = late(r"(?:[ ]{2,}|\\)\n[ \t>]*(\*\*|~~)(?=[ \t]*(?:\n|\Z))")


def with_early_ends(markdown: str) -> str:
    """Return Markdown in which delimiters after a line break stand before it.

    Programs that make Markdown of `<b>words<br></b>` put the end on a line of its own, where it
    ends nothing.
    """
    if ("**" in markdown or "~~" in markdown) and _LATE.search(markdown):
        return outside_code(markdown, _BREAK, lambda found: f"{found[1]}  ")
    return markdown


def with_letters_beside(markdown: str) -> tuple[str, str]:
    """Return Markdown in which delimiters beside CJK characters open and close emphasis.

    By CommonMark (0.31, section 6.2) the stars of `说**“走”**又` neither open nor close, since
    punctuation is on one side and a letter on the other. The amendment for CJK
    (github.com/tats-u/markdown-cjk-friendly, specification.md) comes to this: a run of `*` or
    `~` beside a CJK character, with white space on neither side, is flanking on both. It is
    so for every parser where a letter is on both sides. (To `_` it changes nothing.)

    Returns:
        The Markdown with a private character on both sides of such runs, and the character,
        which `without_letters` removes again; the empty string where there is none. Code
        need not be told from text, since nothing else changes.
    """
    if markdown.isascii() or not any(
        mark in markdown and all(pattern.search(markdown) for pattern in patterns)
        for mark, patterns in zip("*~", _BESIDE, strict=True)
    ):
        return markdown, ""
    letter = unused_character(markdown)

    def flank(found: re.Match[str]) -> str:
        return f"{letter}{found[0]}{letter}" if _becomes_flanking(found) else found[0]

    text = _RUN.sub(flank, markdown)
    return text, letter if len(text) > len(markdown) else ""


def _becomes_flanking(found: re.Match[str]) -> bool:
    """Return whether a match is a run beside a CJK character, without white space beside it."""
    start, end = found.span()
    before, after = found.string[start - 1 : start], found.string[end : end + 1]
    if found[0][0] == "\\" or not before.strip() or not after.strip():
        return False
    return bool(_IS_CJK.match(before) or _IS_CJK.match(after))


def without_letters(html: str, letter: str) -> str:
    """Return the parser's HTML without the character that `with_letters_beside` added."""
    return html.replace(letter, "").replace(quote(letter), "") if letter else html
