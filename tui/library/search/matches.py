"""The places of a query's words, or of a phrase, in a text, to be highlighted there.

The rules are those of the library's search: case, width and diacritics do not matter.
"""

import re
import sys
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from tui.document.chunked_search import merged
from tui.library.search.folding import fold, is_spelled, is_word_character
from tui.library.search.query_language import PLACE_FIELDS, Term, parse

_LONGEST_PHRASE = 1000
"""The most characters of a phrase that are looked at."""

_BETWEEN = "\x0b"
"""Stands between paragraphs that are looked through together; no text of an article has it."""

_TOGETHER = 50_000
"""About how many characters are looked through together, since each time has its cost."""

_AS_TYPED = {"'": "['‘’]", '"': '["“”„]', "-": "[-‐‑–—]"}
"""Signs of texts that share one key on keyboards."""


class _Characters(dict[str, tuple[str, bool]]):
    """The folded form of each character, and whether it joins the one before it."""

    def __missing__(self, character: str) -> tuple[str, bool]:
        joins = (
            unicodedata.category(character)[0] == "M"
            or character in "\uff9e\uff9f\u200d"
            or "\u1160" <= character <= "\u11ff"
        )
        known = self[character] = (fold(character), joins)
        return known


_CHARACTERS = _Characters()


class FoldedText:
    """A text in folded form, with the way back."""

    def __init__(self, text: str) -> None:
        """Fold a text.

        Args:
            text: Any text, as it is shown.
        """
        self._size = len(text)
        self._starts: list[int] | None = None
        self._origins: list[int] = []
        if text.isascii():
            self.text = fold(text)
            return
        known = [_CHARACTERS[character] for character in text]
        self.text = "".join([folded for folded, _ in known])
        if all([len(folded) == 1 and not joins for folded, joins in known]):
            return
        self._fold_clusters(text, [joins for _, joins in known])

    def _fold_clusters(self, text: str, joins: list[bool]) -> None:
        """Fold characters together with the marks that follow them."""
        pieces: list[str] = []
        self._starts = []
        length = 0
        start = 0
        while start < len(text):
            end = start + 1
            while end < len(text) and joins[end]:
                end += 1
            piece = fold(text[start:end])
            if piece:
                self._starts.append(length)
                self._origins.append(start)
                pieces.append(piece)
                length += len(piece)
            start = end
        self._starts.append(length)
        self._origins.append(len(text))
        self.text = "".join(pieces)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of the original text that a range of the folded text came from."""
        if self._starts is None:
            return start, end
        first = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, end - 1)
        return self._origins[first], self._origins[last]

    def find(self, chunks: Sequence[str], *, prefix: bool) -> Iterator[tuple[int, int]]:
        """Yield the ranges of the folded text where chunks stand one after the other.

        The rules are the search's: within text without spaces anywhere, else only from
        the beginning of a word.

        Args:
            chunks: Folded, without white space.
            prefix: Whether the last word may go on after the end.
        """
        # What is nothing but signs is no word to the index, which passes over it.
        chunks = [chunk for chunk in chunks if is_spelled(chunk) or _first_word(chunk)]
        if not chunks:
            return
        lead = chunks[0]
        sought = lead if is_spelled(lead) else _first_word(lead)
        position = self.text.find(sought) if sought else -1
        while position >= 0:
            end = self._matches(position, chunks, prefix)
            if end is not None:
                yield position, end
                position = self.text.find(sought, end)
            else:
                position = self.text.find(sought, position + 1)

    def _matches(self, position: int, chunks: Sequence[str], prefix: bool) -> int | None:
        """Return where chunks that begin at a position end, or None where they do not match."""
        end = position
        for place, chunk in enumerate(chunks):
            if place:
                begin = end
                while begin < len(self.text) and not is_word_character(self.text[begin]):
                    begin += 1
                if begin == end:
                    return None
                end = begin
            last = place == len(chunks) - 1
            stop = self._literal(end, chunk)
            if stop is None or not self._is_spelled_at(end, stop):
                stop = self._words(end, chunk, prefix and last, before=place == 0)
            if stop is None:
                return None
            end = stop
        return end

    def _literal(self, start: int, chunk: str) -> int | None:
        return start + len(chunk) if self.text.startswith(chunk, start) else None

    def _is_spelled_at(self, start: int, end: int) -> bool:
        """Tell whether a range lies within a chunk of text without spaces."""
        place = bisect_right(self._spelled, (start, sys.maxsize)) - 1
        return place >= 0 and end <= self._spelled[place][1]

    @cached_property
    def _spelled(self) -> list[tuple[int, int]]:
        """The ranges of the chunks that are spelled out."""
        if not is_spelled(self.text):
            return []
        return [found.span() for found in re.finditer(r"\S+", self.text) if is_spelled(found[0])]

    def _words(self, start: int, chunk: str, prefix: bool, before: bool) -> int | None:
        """Return where the words of a chunk end, punctuation between them aside."""
        if before and start and is_word_character(self.text[start - 1]):
            return None
        end = start
        words = list(_words_of(chunk))
        for place, word in enumerate(words):
            begin = end
            if place:
                while begin < len(self.text) and not is_word_character(self.text[begin]):
                    begin += 1
            if not self.text.startswith(word, begin):
                return None
            end = begin + len(word)
            goes_on = end < len(self.text) and is_word_character(self.text[end])
            if goes_on and not (prefix and place == len(words) - 1):
                return None
        return end


def _words_of(chunk: str) -> Iterator[str]:
    word = ""
    for character in chunk:
        if is_word_character(character):
            word += character
        elif word:
            yield word
            word = ""
    if word:
        yield word


def _first_word(chunk: str) -> str:
    return next(_words_of(chunk), "")


class Phrase:
    """A text to be found just as it is typed, within words too.

    Two phrases that find the same are equal.
    """

    field = ""
    """A phrase is of no field: it is looked for in any text."""

    def __init__(self, text: str) -> None:
        """Find a text; white space in it stands for any other. One without text finds nothing."""
        self._chunks = tuple(fold(text[:_LONGEST_PHRASE]).split())
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
        joined = _BETWEEN.join(texts)
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
            starts.append(starts[-1] + len(text) + len(_BETWEEN))
        for start, end in self.ranges(folded):
            number = bisect_right(starts, start) - 1
            yield first + number, start - starts[number], end - starts[number]


def _pattern_of(chunk: str) -> str:
    return "".join(_AS_TYPED.get(character) or re.escape(character) for character in chunk)


Terms = tuple[Term | Phrase, ...]
"""The terms that a query looks for, without those it excludes; or a phrase for one text."""


def terms_of(query_text: str) -> Terms:
    """Return what a query looks for in the text of articles; never raises."""
    return tuple(term for term in parse(query_text).terms if term.field not in PLACE_FIELDS)


def phrase(text: str) -> Terms:
    """Return what finds a text just as it is typed, within words too; never raises."""
    found = Phrase(text)
    return (found,) if found else ()


def find_matches(text: str, terms: Terms) -> list[tuple[int, int]]:
    """Return the ranges of `text` that the terms match, sorted, none overlapping another.

    Args:
        text: Any text, as it is shown.
        terms: The result of `terms_of` or `phrase`.

    Returns:
        Pairs of the first character and the one after the last, into `text` as it is,
        though case, width and diacritics do not matter.
    """
    if not terms or not text:
        return []
    folded = FoldedText(text)
    return merged({place for term in terms for place in places(folded, term)})


def places(folded: FoldedText, term: Term | Phrase) -> Iterator[tuple[int, int]]:
    """Yield where one term stands, in order, as ranges of the original text."""
    if isinstance(term, Term):
        found = folded.find(term.chunks, prefix=term.prefix)
        return (folded.original(start, end) for start, end in found)
    return iter(term.ranges(folded))
