"""Where a line of plain text surely breaks, found at once instead of word by word."""

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate

from tui.document.model import Measure

PLAIN = re.compile(
    "[ -~\u00a1-\u00ac\u00ae-\u02af\u0391-\u03ff\u0400-\u0482\u048a-\u052f\u1e00-\u1eff"
    "\u2013\u2014\u2018-\u201d\u2026\u3001-\u3011\u3041-\u3096\u30a1-\u30fc\u4e00-\u9fff"
    "\uac00-\ud7a3\uff01-\uff5e]*"
)
"""Text in which each character stands for itself, so that their cells add up."""

_ENOUGH = 8
"""Characters; fewer are not worth a leap."""

_BACK = 30
"""How many characters back from the end of the line a sure break is looked for."""

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

    A line may always break between two ideographs, and before a letter after a space, but
    where that follows an opening bracket or such (Unicode UAX #14, rules 14 to 18, 31).

    Args:
        text: what is set.
        line: where the line begins.
        end: where the text to be set ends.
        width: of the line, in cells.
        widths: the cells of single characters.

    Returns:
        The place and its cells; `line` and 0 where no place is sure.
    """
    found = PLAIN.match(text, line, min(line + width, end))
    stop = found.end() if found else line
    if stop - line < _ENOUGH:
        return line, 0
    chunk = text[line:stop]
    totals = None
    if not chunk.isascii():
        totals = widths.totals(chunk)
        stop = line + bisect_right(totals, width)
    at = stop if stop == end else _sure_break(text, line, stop)
    if at == line:
        return line, 0
    return at, totals[at - line - 1] if totals else at - line


def _sure_break(text: str, line: int, stop: int) -> int:
    """Return the last sure break up to a place, or `line`."""
    for at in range(stop, max(line + 1, stop - _BACK), -1):
        before, after = text[at - 1], text[at]
        if before == " ":
            word = text[at - 2]
            if after.isalpha() and (word.isalnum() or word in _NO_OPENING):
                return at
        elif "\u4e00" <= before <= "\u9fff" and "\u4e00" <= after <= "\u9fff":
            return at
    return line


def cells_up_to(text: str, start: int, end: int, width: int, widths: Widths) -> int | None:
    """Return where so many cells of plain text end, or None where it is not plain so far."""
    stop = min(start + width + 1, end)
    chunk = text[start:stop]
    if chunk.isascii() and chunk.isprintable():
        return min(start + width, end)
    found = PLAIN.match(text, start, stop)
    if found is None or found.end() < stop:
        return None
    # Whatever follows may belong to the last character that was looked at.
    totals = widths.totals(chunk[:-1] if stop < end else chunk)
    return start + bisect_right(totals, width)
