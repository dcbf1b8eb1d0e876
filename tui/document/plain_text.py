"""A document as plain text, to be searched and counted."""

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
"""A pattern that begins with a single character is found faster than one that begins with a
repetition."""
_JOINED = re.compile(r"\w'(?=\w)")
_PARTED = bytes(
    0x61 if chr(code).isascii() and chr(code).isalnum() or code == 0x5F else 0x20
    for code in range(256)
)
"""What ASCII becomes so that a word begins where a letter, always the same, follows a space."""

_A_MINUTE = 250
"""How many words, or CJK characters, are read in a minute: means of about 240 and 255 are
reported for adults (Brysbaert 2019; Trauzettel-Klosinski and Dietz 2012)."""


def count_words(text: str) -> int:
    """Return how many words a text has; a CJK character is one."""
    if text.isascii():
        # Ten times as fast as a pattern, and each article of an archive is counted once.
        words = f" {text}".encode().translate(_PARTED).count(b" a")
        return words - len(_JOINED.findall(text)) if "'" in text else words
    if not _CHARACTER.search(text):
        return len(_WORD.findall(text))
    rest, runs = _CHARACTERS.subn(" ", text)
    return len(text) - len(rest) + runs + len(_WORD.findall(rest))


def minutes(words: int) -> int:
    """Return how many minutes reading takes, at least 1."""
    return max(1, round(words / _A_MINUTE))


__all__ = ["count_shown", "count_words", "minutes", "same_words", "shown_text"]

_ENOUGH = 100_000
"""How many characters are counted to know how long reading the rest will take."""


def shown_text(document: Document) -> str:
    r"""Return every visible word of a document, one stretch of text a line.

    A row of a table (or rows that share a cell) is one line, its cells parted by tabs. Of
    what the reader generates only captions and alternative texts of pictures are in it, and
    titles of media.
    """
    lines: list[str] = []
    for text, block in stretches(document.blocks):
        if isinstance(block, Image):
            picture = block.picture
            text = picture.caption or picture.alt
        elif isinstance(block, Table):
            text = text.replace("\n", "\t")
        elif "▣" in text and isinstance(block, Paragraph | Heading):
            # The mark of a picture among the words stands between two spaces.
            text = plain(span for span in block.spans if "image" not in span.roles)
            text = text.replace("  ", " ")
        if text:
            lines.append(text)
    return "\n".join(lines)


def same_words(one: str, other: str) -> bool:
    """Return whether two texts are the same but for their spaces and capitals."""
    return "".join(one.split()).casefold() == "".join(other.split()).casefold()


def count_shown(document: Document) -> int:
    """Return how many words a document shows; of a very long one, nearly how many."""
    total = counted = words = 0
    for text, _ in stretches(document.blocks):
        total += len(text)
        if counted < _ENOUGH:
            text = text[: _ENOUGH - counted]
            words += count_words(text)
            counted += len(text)
    return words if counted == total else words * total // max(1, counted)
