"""The plain text of a document, for search and for counting words."""

from tui.document.model import Document, Heading, Image, Paragraph, Table
from tui.document.reading_time import count_words
from tui.document.text_segments import plain, stretches

_ENOUGH = 100_000
"""The number of characters that are counted; the rest is extrapolated."""


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
