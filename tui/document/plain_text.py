"""The plain text of a document, for search and for counting words."""

import re

from tui.document.model import Document, Heading, Image, Paragraph, Table
from tui.document.text_segments import plain, stretches

_CJK = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u3105-\u312f\u31a0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_CHARACTER = re.compile(f"[{_CJK}]")
_CHARACTERS = re.compile(f"[{_CJK}][{_CJK}]*")
_WORD = re.compile(r"\w\w*(?:['’]\w+)*")
"""These patterns begin with a single character, which is faster than with a repetition."""
_JOINED = re.compile(r"\w'(?=\w)")
_PARTED = bytes(
    0x61 if chr(code).isascii() and chr(code).isalnum() or code == 0x5F else 0x20
    for code in range(256)
)
"""A table that turns ASCII letters, digits and underscores into `a` and the rest into spaces, so
that each word begins with ` a`."""

_A_MINUTE = 250
"""The words, or CJK characters, read in a minute: studies report means of about 240 and 255 for
adults (Brysbaert 2019; Trauzettel-Klosinski and Dietz 2012)."""

_ENOUGH = 100_000
"""The number of characters that are counted; the rest is extrapolated."""


def count_words(text: str) -> int:
    """Return how many words a text has; a CJK character is one."""
    if text.isascii():
        # Ten times as fast as a pattern; every article of an archive is counted.
        words = f" {text}".encode().translate(_PARTED).count(b" a")
        return words - len(_JOINED.findall(text)) if "'" in text else words
    if not _CHARACTER.search(text):
        return len(_WORD.findall(text))
    rest, runs = _CHARACTERS.subn(" ", text)
    return len(text) - len(rest) + runs + len(_WORD.findall(rest))


def minutes(words: int) -> int:
    """Return the reading time of a number of words in minutes, at least 1."""
    return max(1, round(words / _A_MINUTE))


def shown_text(document: Document) -> str:
    r"""Return every visible word of a document, one segment of text a line.

    A row of a table (or rows that share a cell) is one line, with tabs between its cells. Of
    pictures it contains captions and alternative texts, and of media their titles, but none
    of the text that the layout adds.
    """
    lines: list[str] = []
    for text, block in stretches(document.blocks):
        if isinstance(block, Image):
            picture = block.picture
            text = picture.caption or picture.alt
        elif isinstance(block, Table):
            text = text.replace("\n", "\t")
        elif "▣" in text and isinstance(block, Paragraph | Heading):
            # The mark of a picture in the text is between two spaces.
            text = plain(span for span in block.spans if "image" not in span.roles)
            text = text.replace("  ", " ")
        if text:
            lines.append(text)
    return "\n".join(lines)


def same_words(one: str, other: str) -> bool:
    """Return whether two texts are equal, ignoring spaces and case."""
    return "".join(one.split()).casefold() == "".join(other.split()).casefold()


def count_shown(document: Document) -> int:
    """Return the number of words that a document shows; for a very long one, an estimate."""
    total = counted = words = 0
    for text, _ in stretches(document.blocks):
        total += len(text)
        if counted < _ENOUGH:
            text = text[: _ENOUGH - counted]
            words += count_words(text)
            counted += len(text)
    return words if counted == total else words * total // max(1, counted)
