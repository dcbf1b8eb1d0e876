"""Line breaking: the places where lines may break (Unicode UAX #14), and filling of lines.

In plain text, a quick search finds a safe break near the end of a line; elsewhere the breaks
are tried word by word.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from unicodedata import category

from apsw.unicode import grapheme_next_break, line_break_next_break

from tui.articles.late_pattern import late
from tui.document.model import Measure

_ADDING_UP = re.compile(
    "[^\x00-\x1f\x7f-\xa0\xad\u115f\u1160\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff0-\uffff\U0001f000-\U0001faff\U000e0000-\U000e0fff]*"
)
"""Text whose width is the sum of its characters' widths: no joiners, selectors or emoji."""

_PLAIN = late(
    "[ -~\u00a1-\u00ac\u00ae-\u02af\u0391-\u03ff\u0400-\u0482\u048a-\u052f\u1e00-\u1eff"
    "\u2013\u2014\u2018-\u201d\u2026\u3001-\u3011\u3041-\u3096\u30a1-\u30fc\u4e00-\u9fff"
    "\uac00-\ud7a3\uff01-\uff5e]*"
)
"""Text in which each character is also a grapheme of its own, so that it can be cut anywhere."""

_ENOUGH = 8
"""The least characters that are worth a leap."""

_NEAR = 8
"""The number of characters before the end of a line searched for a break between ideographs."""

_SPACES = 4
"""The number of spaces before the end of a line that are tried as a safe break."""

_WIDE = "\u2e80"
"""The first character of a range in which most letters are wide."""

_WITH_MARKS = "\u0900\u109f"
"""The first and the last of the letters of India, Thailand and their neighbours, of which many
carry marks without a width of their own."""

_NO_OPENING = frozenset(",.;:")
"""Characters, besides letters and digits, that may precede the space of a safe break."""


class Widths:
    """A cache of the widths of single characters, in cells."""

    def __init__(self, measure: Measure) -> None:
        """Begin empty; `measure` counts the cells of a string."""
        self.measure = measure
        self._known: dict[str, int] = {}

    def totals(self, text: str) -> list[int]:
        """Return the cells before each place after a character of plain text."""
        try:
            return list(accumulate(map(self._known.__getitem__, text)))
        except KeyError:
            for character in set(text) - self._known.keys():
                self._known[character] = self.measure(character)
            return list(accumulate(map(self._known.__getitem__, text)))


@lru_cache(maxsize=4)
def widths_by(measure: Measure) -> Widths:
    """Return the cache of a measure."""
    return Widths(measure)


def leap(text: str, line: int, end: int, width: int, widths: Widths) -> tuple[int, int]:
    """Return a safe break near the end of a line, and the cells up to it.

    A line may always break between two ideographs, and before a letter after a space, unless
    an opening bracket or the like precedes the space (Unicode UAX #14, rules 14 to 18, 31).

    Args:
        text: the text.
        line: the place where the line begins.
        end: the place where the text ends.
        width: the width of the line, in cells.
        widths: the widths of single characters.

    Returns:
        The place and its cells; `line` and 0 where no break is safe.
    """
    found = _ADDING_UP.match(text, line, min(line + _most(text, line, width), end))
    stop = found.end() if found else line
    if stop - line < _ENOUGH:
        return line, 0
    chunk = text[line:stop]
    totals = None
    if chunk.isascii():
        stop = min(stop, line + width)
    else:
        totals = widths.totals(chunk)
        stop = line + bisect_right(totals, width)
    at = stop if stop == end else _sure_break(text, line, stop)
    if at == line:
        return line, 0
    return at, totals[at - line - 1] if totals else at - line


def _most(text: str, line: int, width: int) -> int:
    """Return an estimate of the characters that fit on a line, from its first one."""
    first = text[line]
    if first >= _WIDE:
        return width // 2 + width // 8
    return width * 3 // 2 if _WITH_MARKS[0] <= first <= _WITH_MARKS[1] else width


def _sure_break(text: str, line: int, stop: int) -> int:
    """Return the last safe break up to a place, or `line`."""
    for at in range(stop, max(line + 1, stop - _NEAR), -1):
        if "\u4e00" <= text[at - 1] <= "\u9fff" and "\u4e00" <= text[at] <= "\u9fff":
            return at
    at = stop
    for _ in range(_SPACES):
        # The space may be just before the place, but not at the beginning of the line.
        space = text.rfind(" ", line + 1, at)
        if space < 0:
            break
        at = space
        last = space - 1
        while last > line and text[last] > "\u02ff" and category(text[last])[0] == "M":
            last -= 1
        if text[space + 1].isalpha() and (text[last].isalnum() or text[last] in _NO_OPENING):
            return space + 1
    return line


def cells_up_to(text: str, start: int, end: int, width: int, widths: Widths) -> int | None:
    """Return the place where `width` cells of plain text end; None if the text is not plain."""
    stop = min(start + width + 1, end)
    chunk = text[start:stop]
    if chunk.isascii() and chunk.isprintable():
        return min(start + width, end)
    found = _PLAIN.match(text, start, stop)
    if found is None or found.end() < stop:
        return None
    # The characters after it may combine with the last character of the chunk.
    totals = widths.totals(chunk[:-1] if stop < end else chunk)
    return start + bisect_right(totals, width)


HANGING = " \u3000\t"
"""Spaces that hang at the end of a line and take no room there."""

_ADDRESS = late(r"[A-Za-z][A-Za-z0-9+.-]{0,30}://[!-~]+")
"""An address, which breaks best after its slashes. The longest registered scheme has 30 letters;
without a bound, a long word would be searched from each of its letters on."""

_CUTS = ("/", "?&#=._-")
"""The characters after which a long word is cut: the first if possible, else the others."""

_LONG = 8
"""The most characters per cell; of a longer word only the start is measured."""

_CLOSING = frozenset({"Pe", "Pf"})
_OPENING = frozenset({"Ps", "Pi"})
_CLOSING_CHARACTERS = frozenset("!%),.:;?]}。、，．：；？！％｡､ะาๅๆฯະາຯໆ")
"""Characters, besides brackets and quotes, that belong to the word before them."""
_OPENING_CHARACTERS = frozenset("เแโใไເແໂໃໄ")
"""Vowels of Thai and Lao that are written before their consonant."""


def fill(
    text: str, start: int, end: int, width: int, measure: Measure
) -> Iterator[tuple[int, int]]:
    """Yield the lines of a part of a text, each as full as possible (first fit).

    An address breaks after its slashes where the parts between them fit on a line. A word
    wider than a line is cut, if possible after one of `/?&#=._-`; a character wider than a
    line has a line of its own.

    Args:
        text: the text, without line breaks from start to end.
        start: the beginning of the part, in characters.
        end: the end of the part.
        width: the width of the lines, in cells, 1 or more.
        measure: counts the cells of a string.

    Yields:
        The start and the end of each line in the text, without the spaces between lines.
    """
    line = at = after = start
    used = 0
    known: dict[str, int] = {}
    widths = widths_by(measure)
    addresses = _addresses(text, start, end)
    while at < end:
        if after <= at:
            if at == line:
                at, used = leap(text, line, end, width, widths)
                if at == end:
                    break
            after = _next_break(text, at, end, width, addresses)
        # The rest of a word that was cut has no break in it and is not searched again.
        if after - at <= width * _LONG:
            segment = text[at:after]
            core = segment.rstrip(HANGING)
            cells = len(core) if core.isascii() else _cells(core, known, measure)
            if used + cells <= width:
                hanging = len(segment) - len(core)
                used += cells + (measure(segment[len(core) :]) if hanging else 0)
                at = after
                continue
        if at > line:
            yield line, _without_spaces(text, line, at)
            after = at
        else:
            cut, at = _cut_word(text, at, after, width, widths)
            yield line, cut
        line, used = at, 0
    if at > line:
        yield line, _without_spaces(text, line, at)


def _addresses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the ranges of addresses, the last one first."""
    if text.find("://", start, end) < 0:
        return []
    return [found.span() for found in _ADDRESS.finditer(text, start, end)][::-1]


def _next_break(text: str, at: int, end: int, width: int, addresses: list[tuple[int, int]]) -> int:
    """Return the next place where a line may break, and remove addresses before it.

    In an address, that is after its next slash, if the text up to there fits on a line.
    """
    first = after = line_break_next_break(text, at)
    while addresses and addresses[-1][1] <= at:
        addresses.pop()
    if addresses and addresses[-1][0] < first:
        stop = min(addresses[-1][1], end)
        while after < stop and (text[after - 1] != "/" or "/" in (text[after - 2], text[after])):
            if after - at > width:
                return min(first, end)
            after = line_break_next_break(text, after)
        if len(text[at:after].rstrip(HANGING)) > width:
            return min(first, end)
    return min(after, end)


def _cells(word: str, known: dict[str, int], measure: Measure) -> int:
    """Return the cells of a word, cached: most words of Chinese are one common character."""
    cells = known.get(word)
    if cells is None:
        cells = known[word] = measure(word)
    return cells


def _without_spaces(text: str, start: int, end: int) -> int:
    """Return the end of a text without the spaces at its end; one character always stays."""
    while end > start + 1 and text[end - 1] in HANGING:
        end -= 1
    return end


def _cut_word(text: str, start: int, after: int, width: int, widths: Widths) -> tuple[int, int]:
    """Cut a word that is wider than the line.

    Args:
        text: the text.
        start: the beginning of the word, and of the line.
        after: the next place where the line may break.
        width: the width of the line, in cells.
        widths: the widths of single characters.

    Returns:
        The end of the line, and the beginning of the next one.
    """
    stop = _without_spaces(text, start, after)
    cut = _cut(text, start, stop, width, widths)
    end = _without_spaces(text, start, cut)
    while cut < stop and text[cut] in HANGING:
        cut += 1
    return end, cut if cut < stop else after


def _cut(text: str, start: int, end: int, width: int, widths: Widths) -> int:
    """Return the place to cut a word that is wider than the line, after `start`, up to `end`."""
    plain = cells_up_to(text, start, end, width, widths)
    if plain is not None and plain > start:
        ends: list[int] | range = range(start + 1, plain + 1)
    else:
        ends = _graphemes(text, start, end, width, widths.measure)
    if ends[-1] >= end:
        return end
    for marks, share in zip(_CUTS, (3, 2), strict=True):
        least = start + (ends[-1] - start) // share
        for stop in reversed(ends):
            if stop <= least:
                break
            before, after = text[stop - 1], text[stop]
            if before in marks and after not in marks and _may_part(before, after):
                return stop
    for stop in reversed(ends[-4:]):
        if _may_part(text[stop - 1], text[stop]):
            return stop
    return ends[-1]


def _graphemes(text: str, start: int, end: int, width: int, measure: Measure) -> list[int]:
    """Return the ends of the graphemes that fit on a line, of at least one."""
    ends: list[int] = []
    used = 0
    at = start
    while at < end:
        after = min(grapheme_next_break(text, at), end)
        used += measure(text[at:after])
        if ends and used > width:
            break
        ends.append(after)
        at = after
        if used > width:
            break
    return ends


def _may_part(before: str, after: str) -> bool:
    """Return whether a line may break between two characters."""
    return (
        category(before) not in _OPENING
        and before not in _OPENING_CHARACTERS
        and category(after) not in _CLOSING
        and after not in _CLOSING_CHARACTERS
    )
