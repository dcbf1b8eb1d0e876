"""A phrase found in the paragraphs of one text, just as it is typed, within words too.

The folding is that of the library's search, so case, width and diacritics do not matter.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from tui.library.search.text.folded_text import FoldedText
from tui.library.search.text.folding import fold

_LONGEST = 1000
"""How many characters of a phrase are looked at."""

_PARTED = "\x0b"
"""Stands between paragraphs that are looked through together; no text of an article has it."""

_TOGETHER = 50_000
"""About how many characters are looked through together, since each time has its cost."""

_AS_TYPED = {"'": "['‘’]", '"': '["“”„]', "-": "[-‐‑–—]"}
"""Signs of texts that share one key on keyboards."""


class Phrase:
    """The text to be found; two phrases that find the same are equal."""

    field = ""
    """A phrase is of no field: it is looked for in any text."""

    def __init__(self, text: str) -> None:
        """Find a text; white space in it stands for any other. One without text finds nothing."""
        self._chunks = tuple(fold(text[:_LONGEST]).split())
        self._pattern = re.compile("[ \t\n]+".join(map(_pattern_of, self._chunks)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Phrase) and self._chunks == other._chunks

    def __hash__(self) -> int:
        return hash(self._chunks)

    def __bool__(self) -> bool:
        return bool(self._chunks)

    def places(self, texts: Sequence[str]) -> Iterator[list[tuple[int, int, int]]]:
        """Yield where the phrase stands in texts, in order, some texts at a time.

        Args:
            texts: The paragraphs of an article.

        Yields:
            The number of the text, the first character and the one after the last, of
            every place in the next texts; perhaps none.
        """
        first, length = 0, 0
        for number, text in enumerate(texts):
            length += len(text)
            if length > _TOGETHER:
                yield self._places(texts[first : number + 1], first)
                first, length = number + 1, 0
        yield self._places(texts[first:], first)

    def ranges(self, folded: FoldedText) -> list[tuple[int, int]]:
        """Return where the phrase stands in a text, as ranges of the original."""
        if not self._chunks:
            return []
        return [folded.original(*found.span()) for found in self._pattern.finditer(folded.text)]

    def _places(self, texts: Sequence[str], first: int) -> list[tuple[int, int, int]]:
        """Return the places in a few texts, the first of which has the number `first`."""
        joined = _PARTED.join(texts)
        if joined.isascii():
            return list(self._in_joined(FoldedText(joined), texts, first))
        # What is not ASCII takes longer to fold: only such paragraphs have to pay for it.
        return [
            (number, start, end)
            for number, text in enumerate(texts, first)
            for start, end in self.ranges(FoldedText(text))
        ]

    def _in_joined(
        self, folded: FoldedText, texts: Sequence[str], first: int
    ) -> Iterator[tuple[int, int, int]]:
        starts = [0]
        for text in texts:
            starts.append(starts[-1] + len(text) + len(_PARTED))
        for start, end in self.ranges(folded):
            number = bisect_right(starts, start) - 1
            yield first + number, start - starts[number], end - starts[number]


def _pattern_of(chunk: str) -> str:
    return "".join(_AS_TYPED.get(character) or re.escape(character) for character in chunk)
