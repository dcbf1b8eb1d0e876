"""A document as plain text, to be searched and counted."""

from tui.document.model import Document, Heading, Image, Paragraph, Table
from tui.document.reading_time import count_words, minutes
from tui.document.stretches import plain, stretches

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
