"""Lines of text: where they may break (Unicode UAX #14), and how they are filled."""

from collections.abc import Iterator
from unicodedata import category

from apsw.unicode import grapheme_next_break, line_break_next_break

from tui.document.model import Measure

HANGING = " \u3000\t"
"""Spaces that end a line without being seen, and take no room there."""

_CUTS = "/?&.-"
"""Where an address is cut, if it must be: after these."""

_LONG = 8
"""Characters for a cell; of a longer word only the start is measured."""

_CLOSING = frozenset({"Pe", "Pf"})
_OPENING = frozenset({"Ps", "Pi"})
_CLOSING_CHARACTERS = frozenset("!%),.:;?]}。、，．：；？！％｡､")


def fill(
    text: str, start: int, end: int, width: int, measure: Measure
) -> Iterator[tuple[int, int]]:
    """Yield the lines of a stretch of text: each as full as it can be (first fit).

    A word that no line holds is cut, an address after one of `/?&.-`; a character that no
    line holds stands on a line of its own.

    Args:
        text: what the stretch is part of; it holds no line breaks from start to end.
        start: of the stretch, in characters.
        end: of the stretch.
        width: of the lines, in cells, 1 or more.
        measure: counts the cells of a string.

    Yields:
        The start and the end of each line in the text, without the spaces between lines.
    """
    line = at = after = start
    used = 0
    known: dict[str, int] = {}
    while at < end:
        # What is left of a word that was cut has no break in it: it is not looked for again.
        if after <= at:
            after = min(line_break_next_break(text, at), end)
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
            line, used = at, 0
            continue
        stop = _without_spaces(text, at, after)
        cut = _cut(text, at, stop, width, measure)
        yield line, _without_spaces(text, line, cut)
        while cut < stop and text[cut] in HANGING:
            cut += 1
        line = at = cut if cut < stop else after
        used = 0
    if at > line:
        yield line, _without_spaces(text, line, at)


def _cells(word: str, known: dict[str, int], measure: Measure) -> int:
    """Return the cells of a word: most in Chinese are one character, and come again."""
    cells = known.get(word)
    if cells is None:
        cells = known[word] = measure(word)
    return cells


def _without_spaces(text: str, start: int, end: int) -> int:
    """Return the end of the text before the spaces at its end; at least one character stays."""
    while end > start + 1 and text[end - 1] in HANGING:
        end -= 1
    return end


def _cut(text: str, start: int, end: int, width: int, measure: Measure) -> int:
    """Return where to cut a word that is wider than the line: after `start`, at most at `end`."""
    if text[start : start + width + 1].isascii():
        ends = list(range(start + 1, min(start + width, end) + 1))
    else:
        ends = _graphemes(text, start, end, width, measure)
    if ends[-1] >= end:
        return end
    half = start + (ends[-1] - start) // 2
    for stop in reversed(ends):
        if stop <= half:
            break
        if text[stop - 1] in _CUTS and text[stop] not in _CUTS:
            return stop
    for stop in reversed(ends[-4:]):
        if _may_part(text[stop - 1], text[stop]):
            return stop
    return ends[-1]


def _graphemes(text: str, start: int, end: int, width: int, measure: Measure) -> list[int]:
    """Return the ends of the graphemes that a line has room for, at least of one."""
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
    """Return whether a line may end with one character and the next begin with another."""
    return (
        category(before) not in _OPENING
        and category(after) not in _CLOSING
        and after not in _CLOSING_CHARACTERS
    )
