"""Line breaking: the places where lines may break (Unicode UAX #14), and filling of lines."""

import re
from collections.abc import Iterator
from unicodedata import category

from apsw.unicode import grapheme_next_break, line_break_next_break

from tui.document.layout.fast_wrap import Widths, cells_up_to, leap, widths_by
from tui.document.model import Measure

HANGING = " \u3000\t"
"""Spaces that hang at the end of a line and take no room there."""

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}://[!-~]+")
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
            line = after = at
            used = 0
            continue
        stop = _without_spaces(text, at, after)
        cut = _cut(text, at, stop, width, widths)
        yield line, _without_spaces(text, line, cut)
        while cut < stop and text[cut] in HANGING:
            cut += 1
        line = at = cut if cut < stop else after
        used = 0
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
