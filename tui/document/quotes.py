"""Quotes: passages of a text kept by their words and the words around them, and found again.

A quote is the TextQuoteSelector of the W3C Web Annotation Data Model (4.2.4). It is sought in
three ways, each where the one before finds nothing: letter for letter; without regard to white
space and to the width of characters; and, for a passage that was edited, by the words that it
shares with a stretch of the text, the words around it among them.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple

from tui.document.passages import Passage, Place, text_of

AROUND = 64
"""The characters that a quote keeps of the text before its passage, and of the text after it."""

_TELLING = 12
"""The weight from which words are taken for the passage wherever they stand. Fewer, such as a
name, stand in other places too: these must have something of their surroundings left."""

_LEAST_AROUND = 0.25
"""The least share of the surroundings, on one side, that is something of them."""

_LEAST_SHARED = (0.85, 0.65, 0.5)
"""The least share of an edited passage's words, by weight, that must still stand there: where
none of its surroundings do, where those on one side do, and where those on both sides do."""

_MOST_PLACES = 64
"""A pair of words that stands in more places than these says nothing about the place."""

_MOST_COMPARED = 500
"""The most places with the same words that are compared."""

_MOST_TRIED = 3
"""The number of stretches that an edited passage is compared with, the likeliest ones."""

_WIDE = "\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_WIDE}]|[^\W{_WIDE}]+|[^\w\s]")
"""A word, one character of a script without spaces, or a punctuation mark."""
_IS_WIDE = re.compile(f"[{_WIDE}]")
_RUN = re.compile(r"\S+")

_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
"""The full-width forms of ASCII, each with the character of ordinary width."""


class Quote(NamedTuple):
    """A passage by its words."""

    exact: str
    """The words of the passage; a line end stands between two segments."""
    prefix: str = ""
    """The text before it, up to `AROUND` characters; empty where it is not known."""
    suffix: str = ""
    """The text after it, likewise."""


def quote_of(texts: Sequence[str], passage: Passage, first: int = 0) -> Quote:
    """Return the quote of a passage.

    Args:
        texts: The segments, from `page_texts`.
        passage: The passage.
        first: The first segment of the body, whose text alone counts as surroundings.
    """
    (start, start_offset), (end, end_offset) = passage
    before = [texts[start][:start_offset]]
    while len("\n".join(before)) < AROUND and start > first:
        start -= 1
        before.insert(0, texts[start])
    after = [texts[end][end_offset:]]
    while len("\n".join(after)) < AROUND and end + 1 < len(texts):
        end += 1
        after.append(texts[end])
    return Quote(text_of(texts, passage), "\n".join(before)[-AROUND:], "\n".join(after)[:AROUND])


def find(texts: Sequence[str], quote: Quote, first: int = 0) -> Passage | None:
    """Return the passage that a quote is of; None where the text has its words no more.

    Args:
        texts: The segments, from `page_texts`.
        quote: The quote.
        first: The first segment to look in: that of the body.
    """
    return find_all(texts, [quote], first)[0]


def find_all(texts: Sequence[str], quotes: Sequence[Quote], first: int = 0) -> list[Passage | None]:
    """Return for each quote what `find` does; the text is taken apart only once."""
    text = _Text(texts, first)
    return [text.find(quote) for quote in quotes]


class _Word(NamedTuple):
    """A word of a text, where it stands."""

    folded: str
    """Without difference of case and width."""
    start: int
    end: int

    @property
    def weight(self) -> int:
        """How much it says: its characters, two for one of a script without spaces."""
        return 2 if _IS_WIDE.match(self.folded) else self.end - self.start


class _Text:
    """A text in which quotes are sought. Its forms are made when the first quote needs them."""

    def __init__(self, texts: Sequence[str], first: int) -> None:
        self._first = first
        self._text = "\n".join(texts[first:])
        self._starts = [0, *accumulate(len(text) + 1 for text in texts[first:])]

    def find(self, quote: Quote) -> Passage | None:
        exact = quote.exact.strip()
        if not exact:
            return None
        spans = list(_occurrences(self._text, exact)) or self._unspaced_spans(exact)
        span = self._best(spans, quote) or self._edited(quote)
        return Passage(self._place(span[0]), self._end(span[1])) if span else None

    # -- the exact words

    def _unspaced_spans(self, exact: str) -> list[tuple[int, int]]:
        """Return where words stand whatever white space is between them and how wide they are."""
        sought = _unspaced(exact)
        return [
            (self._spaced(start), self._spaced(end - 1) + 1)
            for start, end in _occurrences(self._bare, sought)
        ]

    @cached_property
    def _bare(self) -> str:
        return _unspaced(self._text)

    @cached_property
    def _runs(self) -> tuple[list[int], list[int]]:
        """Where each run of the text that is not white space begins: in `_bare`, and in it."""
        bare, spaced, length = [], [], 0
        for run in _RUN.finditer(self._text):
            bare.append(length)
            spaced.append(run.start())
            length += run.end() - run.start()
        return bare, spaced

    def _spaced(self, position: int) -> int:
        """Return the place in the text of a character of `_bare`."""
        bare, spaced = self._runs
        run = bisect_right(bare, position) - 1
        return spaced[run] + position - bare[run]

    def _best(self, spans: Sequence[tuple[int, int]], quote: Quote) -> tuple[int, int] | None:
        """Return the place whose surroundings agree best; None where they speak against all."""
        if not spans or not (quote.prefix.strip() or quote.suffix.strip()):
            return spans[0] if spans else None
        telling = sum(word.weight for word in _words(quote.exact)) >= _TELLING
        if telling and len(spans) == 1:
            return spans[0]
        unchanged = [span for span in spans if self._stands_between(span, quote)]
        if len(unchanged) == 1:
            return unchanged[0]
        spans = (unchanged or spans)[:_MOST_COMPARED]
        agreed = [self._agreement(span, quote) for span in spans]
        best = max(range(len(spans)), key=lambda number: (sum(agreed[number]), -number))
        return spans[best] if telling or max(agreed[best]) >= _LEAST_AROUND else None

    def _stands_between(self, span: tuple[int, int], quote: Quote) -> bool:
        """Tell whether the surroundings of a place are those of a quote, letter for letter."""
        before = span[0] - len(quote.prefix)
        return (
            before >= 0
            and self._text.startswith(quote.prefix, before)
            and self._text.startswith(quote.suffix, span[1])
        )

    def _agreement(self, span: tuple[int, int], quote: Quote) -> tuple[float, float]:
        """Return how much of the surroundings before and after a place agree, each 0 to 2."""
        before = _unspaced(self._text[max(span[0] - 3 * AROUND, 0) : span[0]])
        after = _unspaced(self._text[span[1] : span[1] + 3 * AROUND])
        return (
            _likeness(_unspaced(quote.prefix)[::-1], before[::-1]),
            _likeness(_unspaced(quote.suffix), after),
        )

    # -- an edited passage

    @cached_property
    def _words(self) -> list[_Word]:
        return list(_words(self._text))

    @cached_property
    def _pairs(self) -> dict[tuple[str, str], list[int]]:
        """The numbers of the words at which each pair of words begins."""
        found: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, (one, other) in enumerate(pairwise(self._words)):
            found[one.folded, other.folded].append(number)
        return found

    def _edited(self, quote: Quote) -> tuple[int, int] | None:
        """Return the stretch that is plainly the passage, edited; None where there is none."""
        before, exact, after = (
            list(_words(part)) for part in (quote.prefix, quote.exact, quote.suffix)
        )
        sought = [*before, *exact, *after]
        inside = range(len(before), len(before) + len(exact))
        found = [
            stretch
            for start in self._likely_starts(sought)
            if (stretch := self._compare(sought, inside, start))
        ]
        return max(found)[1] if found else None

    def _likely_starts(self, sought: Sequence[_Word]) -> list[int]:
        """Return the words at which the sought ones begin most likely, the likeliest first."""
        starts: list[int] = []
        for number, (one, other) in enumerate(pairwise(sought)):
            places = self._pairs.get((one.folded, other.folded), ())
            if len(places) <= _MOST_PLACES:
                starts += [place - number for place in places]
        votes: dict[int, int] = defaultdict(int)
        width = max(8, len(sought) // 2)
        for start in starts:  # Each counts for both windows that it lies in.
            votes[start // width] += 1
            votes[start // width + 1] += 1
        likely = sorted(votes, key=lambda window: -votes[window])[:_MOST_TRIED]
        return [(window - 1) * width for window in likely if votes[window] > 1 or len(sought) < 4]

    def _compare(
        self, sought: Sequence[_Word], inside: range, start: int
    ) -> tuple[int, tuple[int, int]] | None:
        """Compare words with the stretch of the text that begins near a word.

        Args:
            sought: The words of the passage, and those before and after it.
            inside: The numbers of those of the passage itself.
            start: The word of the text.

        Returns:
            The weight of all words that are shared, and the place of the passage; None where too
            little of the passage is there.
        """
        first = max(start - 8, 0)
        room = 2 * max(8, len(sought) // 2) + 2 * len(inside)
        words = self._words[first : first + 8 + len(sought) + room]
        blocks = SequenceMatcher(
            None, [each.folded for each in sought], [each.folded for each in words], autojunk=False
        ).get_matching_blocks()
        shared = {
            block.a + step: block.b + step
            for block in blocks
            if block.size > 1 or (block.size and sought[block.a].weight > 4)
            for step in range(block.size)
        }
        own = [shared[number] for number in inside if number in shared]
        if not own:
            return None
        begin = shared.get(inside.start - 1, own[0] - 1) + 1
        end = shared.get(inside.stop, own[-1] + 1)
        kept = sum(sought[number].weight for number in inside if number in shared)
        whole = sum(sought[number].weight for number in inside)
        now = sum(word.weight for word in words[begin:end])
        sides = 0
        for side in (range(inside.start), range(inside.stop, len(sought))):
            weight = sum(sought[number].weight for number in side)
            there = sum(sought[number].weight for number in side if number in shared)
            sides += bool(weight) and there >= _LEAST_AROUND * weight
        if kept < _LEAST_SHARED[sides] * max(whole, now) or whole < _TELLING:
            return None
        total = sum(sought[number].weight for number in shared)
        return total, (words[begin].start, words[end - 1].end)

    # -- places

    def _place(self, position: int) -> Place:
        segment = bisect_right(self._starts, position) - 1
        return Place(self._first + segment, position - self._starts[segment])

    def _end(self, position: int) -> Place:
        """Return the place after the last character before a position."""
        segment, offset = self._place(position - 1)
        return Place(segment, offset + 1)


def _occurrences(text: str, sought: str) -> Iterator[tuple[int, int]]:
    """Yield every place of a text, in order, that has some characters."""
    start = text.find(sought) if sought else -1
    while start >= 0:
        yield start, start + len(sought)
        start = text.find(sought, start + 1)


def _unspaced(text: str) -> str:
    """Return a text without white space, its characters of one width."""
    return "".join(text.split()).translate(_NARROW)


def _words(text: str) -> Iterator[_Word]:
    for found in _WORD.finditer(text):
        yield _Word(found[0].translate(_NARROW).casefold(), *found.span())


def _likeness(kept: str, now: str) -> float:
    """Return how alike two surroundings are that begin at the passage, from 0 to 2.

    It is the share of the kept one's pairs of characters that the other one has, and the share
    of it that stands right beside the passage.
    """
    if not kept:
        return 0.0 if now else 1.0
    beside = next(
        (number for number, pair in enumerate(zip(kept, now, strict=False)) if pair[0] != pair[1]),
        min(len(kept), len(now)),
    )
    pairs = {kept[at : at + 2] for at in range(len(kept))}
    return sum(pair in now for pair in pairs) / len(pairs) + beside / len(kept)
