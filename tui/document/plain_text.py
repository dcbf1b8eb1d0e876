"""A document as plain text, to be searched and counted."""

import re

from tui.document.model import Document, Heading, Image, Paragraph, Table
from tui.document.stretches import plain, stretches

_CJK = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u3105-\u312f\u31a0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_CHARACTERS = re.compile(f"[{_CJK}]+")
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_ENOUGH = 100_000
"""How many characters are counted to know how long reading the rest will take."""

_A_MINUTE = 250
"""How many words, or CJK characters, are read in a minute: means of about 240 and 255 are
reported for adults (Brysbaert 2019; Trauzettel-Klosinski and Dietz 2012)."""


def shown_text(document: Document) -> str:
    r"""Return every visible word of a document, one stretch of text a line.

    A row of a table is one line, its cells parted by tabs. Of what the reader generates
    only captions and alternative texts of pictures are in it, and titles of media.
    """
    lines: list[str] = []
    for text, block in stretches(document.blocks):
        if isinstance(block, Image):
            picture = block.picture
            text = picture.caption or picture.alt
        elif isinstance(block, Table):
            text = text.replace("\n", "\t")
        elif "▣" in text and isinstance(block, Paragraph | Heading):
            text = plain(span for span in block.spans if "image" not in span.roles)
        if text:
            lines.append(text)
    return "\n".join(lines)


def count_words(text: str) -> int:
    """Return how many words a text has; a CJK character is one."""
    if text.isascii():
        return len(_WORD.findall(text))
    rest, runs = _CHARACTERS.subn(" ", text)
    return len(text) - len(rest) + runs + len(_WORD.findall(rest))


def count_shown(document: Document) -> int:
    """Return how many words a document shows; of a very long one, nearly how many."""
    total = counted = words = 0
    for text, _ in stretches(document.blocks):
        total += len(text)
        if counted < _ENOUGH:
            words += count_words(text)
            counted += len(text)
    return words if counted == total else words * total // max(1, counted)


def minutes(words: int) -> int:
    """Return how many minutes reading takes, at least 1."""
    return max(1, round(words / _A_MINUTE))
