"""Where a line of plain text surely breaks, found at once instead of word by word."""

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
"""Text whose cells are those of its characters: no joiners, no selectors, no emoji."""

_PLAIN = re.compile(
    "[ -~\u00a1-\u00ac\u00ae-\u02af\u0391-\u03ff\u0400-\u0482\u048a-\u052f\u1e00-\u1eff"
    "\u2013\u2014\u2018-\u201d\u2026\u3001-\u3011\u3041-\u3096\u30a1-\u30fc\u4e00-\u9fff"
    "\uac00-\ud7a3\uff01-\uff5e]*"
)
"""Text in which each character also stands for itself, so that a line may end anywhere."""

_ENOUGH = 8
"""Characters; fewer are not worth a leap."""

_NEAR = 8
"""How many characters back from the end of the line a break between ideographs is looked for."""

_SPACES = 4
"""At how many spaces before the end of the line a sure break is looked for."""

_WIDE = "\u2e80"
"""From here on most letters are wide."""

_WITH_MARKS = "\u0900\u109f"
"""From the one to the other, letters of India, Thailand and their neighbours: many have marks
without a width of their own."""

_NO_OPENING = frozenset(",.;:")
"""What, besides letters and figures, may stand before a space at which a line surely breaks."""


class Widths:
    """The cells of single characters, measured when first asked for."""

    def __init__(self, measure: Measure) -> None:
        """Know nothing yet but what measures."""
        self.measure = measure
        self._known: dict[str, int] = {}

    def totals(self, text: str) -> list[int]:
        """Return for each place after a character of plain text how many cells lie before it."""
        try:
            return list(accumulate(map(self._known.__getitem__, text)))
        except KeyError:
            for character in set(text) - self._known.keys():
                self._known[character] = self.measure(character)
            return list(accumulate(map(self._known.__getitem__, text)))


@lru_cache(maxsize=4)
def widths_by(measure: Measure) -> Widths:
    """Return the cells of single characters as a measure counts them, remembered."""
    return Widths(measure)


def leap(text: str, line: int, end: int, width: int, widths: Widths) -> tuple[int, int]:
    """Return a place near the end of a line where it may surely break, and the cells up to it.

    A line may always break between two ideographs, and before a letter after a space, except
    where that follows an opening bracket or the like (Unicode UAX #14, rules 14 to 18, 31).

    Args:
        text: what is set.
        line: where the line begins.
        end: where the text to be set ends.
        width: of the line, in cells.
        widths: the cells of single characters.

    Returns:
        The place and its cells; `line` and 0 where no place is sure.
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
    """Return about how many characters a line has room for, by its first one."""
    first = text[line]
    if first >= _WIDE:
        return width // 2 + width // 8
    return width * 3 // 2 if _WITH_MARKS[0] <= first <= _WITH_MARKS[1] else width


def _sure_break(text: str, line: int, stop: int) -> int:
    """Return the last sure break up to a place, or `line`."""
    for at in range(stop, max(line + 1, stop - _NEAR), -1):
        if "\u4e00" <= text[at - 1] <= "\u9fff" and "\u4e00" <= text[at] <= "\u9fff":
            return at
    at = stop
    for _ in range(_SPACES):
        # The space may stand just before the place, but not where the line begins.
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
    """Return where so many cells of plain text end, or None where it is not plain so far."""
    stop = min(start + width + 1, end)
    chunk = text[start:stop]
    if chunk.isascii() and chunk.isprintable():
        return min(start + width, end)
    found = _PLAIN.match(text, start, stop)
    if found is None or found.end() < stop:
        return None
    # Whatever follows may belong to the last character that was looked at.
    totals = widths.totals(chunk[:-1] if stop < end else chunk)
    return start + bisect_right(totals, width)
