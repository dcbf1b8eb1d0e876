"""The two ends of a selection of text, and their movements."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tui.document.passages import Passage, Place
from tui.document.text_units import Units


class Ends(NamedTuple):
    """A selection: the end that stays, and the one that moves, in either order."""

    anchor: Place
    head: Place


def passage_between(texts: Sequence[str], ends: Ends) -> Passage | None:
    """Return the passage between two ends; None where no character is between them.

    It begins and ends in segments that it has characters of.

    Args:
        texts: The segments of the text.
        ends: The ends, in either order.
    """
    start, end = sorted(ends)
    while start.segment < end.segment and start.offset >= len(texts[start.segment]):
        start = Place(start.segment + 1, 0)
    while start.segment < end.segment and not end.offset:
        end = Place(end.segment - 1, len(texts[end.segment - 1]))
    return Passage(start, end) if start < end else None


def spanning(first: Passage, last: Passage) -> Ends:
    """Return the ends of a selection from one passage to another, which may be before it.

    Both passages are within the selection.
    """
    if last.start < first.start:
        return Ends(first.end, last.start)
    return Ends(first.start, max(first.end, last.end))


def moved(texts: Sequence[str], ends: Ends, step: int, units: Units) -> Ends:
    """Return a selection whose head has moved by a unit.

    A head at the end of the selection stops at the ends of units, one at its start at their
    starts; a unit that is taken off takes the punctuation beside it along. A selection that
    would have no characters left turns around instead, and takes in the next unit on the other
    side.

    Args:
        texts: The segments of the text.
        ends: The selection.
        step: 1 to move on, -1 to move back.
        units: Yields the units of a segment.
    """
    anchor, head = ends
    if (head >= anchor) == (step > 0):
        return Ends(anchor, _border(texts, head, step, units, ends=step > 0) or head)
    nearer = _without_unit(texts, head, step, units)
    if nearer is not None and (nearer < anchor) == (head < anchor) and nearer != anchor:
        return Ends(anchor, nearer)
    beyond = _border(texts, anchor, step, units, ends=step > 0)
    return Ends(head, beyond) if beyond is not None else ends


def _without_unit(texts: Sequence[str], head: Place, step: int, units: Units) -> Place | None:
    """Return where the head of a selection is once its outermost unit is taken off."""
    far = _border(texts, head, step, units, ends=step > 0)
    if far is None:
        return None
    beside = Place(far.segment, far.offset - step)  # A unit may begin where another one ends.
    return _border(texts, beside, step, units, ends=step < 0)


def _border(
    texts: Sequence[str], place: Place, step: int, units: Units, *, ends: bool
) -> Place | None:
    """Return the nearest end (or start) of a unit after a place, or before it; None for none."""
    segment, offset = place
    last = len(texts) if step > 0 else -1
    for number in range(segment, last, step):
        borders = _borders(texts[number], units, ends)
        if step > 0:
            found = next((at for at in borders if number > segment or at > offset), None)
        else:
            before = [at for at in borders if number < segment or at < offset]
            found = before[-1] if before else None
        if found is not None:
            return Place(number, found)
    return None


def _borders(text: str, units: Units, ends: bool) -> Iterator[int]:
    for unit in units(text):
        yield unit[1] if ends else unit[0]
