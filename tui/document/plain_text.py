"""A document as plain text, to be searched and counted."""

import re

from tui.document.model import Document, Image, Table
from tui.document.stretches import stretches

_CJK = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u3105-\u312f\u31a0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_CHARACTERS = re.compile(f"[{_CJK}]+")
_WORD = re.compile(r"\w+(?:['’]\w+)*")
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
        if text:
            lines.append(text)
    return "\n".join(lines)


def count_words(text: str) -> int:
    """Return how many words a text has; a CJK character is one."""
    if text.isascii():
        return len(_WORD.findall(text))
    rest, runs = _CHARACTERS.subn(" ", text)
    return len(text) - len(rest) + runs + len(_WORD.findall(rest))


def minutes(words: int) -> int:
    """Return how many minutes reading takes, at least 1."""
    return max(1, round(words / _A_MINUTE))
