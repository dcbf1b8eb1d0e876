"""A quick search for a safe line break in plain text, instead of one word by word."""

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from unicodedata import category

from tui.document.model import Measure

_ADDING_UP = re.compile(
    "[^\x00-\x1f\x7f-\xa0\xad\u115f\u1160\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff0-\uffff\U0001f000-\U0001faff\U000e0000-\U000e0fff]*"
)
"""Text whose width is the sum of its characters' widths: no joiners, selectors or emoji."""

_PLAIN = re.compile(
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
