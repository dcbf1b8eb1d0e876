"""Justified lines: their spaces are widened to fill the width of the page."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from tui.document.layout.paragraphs import cells
from tui.document.model import Measure, Role, Run

_WIDEST = 2
"""The most cells, on average, by which a space is widened; otherwise a line stays ragged."""

_FIXED: frozenset[Role] = frozenset({"code", "keyboard", "formula"})
"""Roles of text with significant spaces."""

_PAUSES = frozenset("，。、；：？！")
"""Wide punctuation after which wide text may get a space."""


def justify(
    runs: tuple[Run, ...], width: int, measure: Measure, from_right: bool = False
) -> tuple[Run, ...]:
    """Return a line stretched to a width, or unchanged where that would look worse.

    Spaces are widened evenly. Text without spaces lacks a cell or two where a wide character
    did not fit: they are added after punctuation, and then also between wide and other text,
    one at each place.

    Args:
        runs: the line, not wider than the width.
        width: the width, in cells.
        measure: counts the cells of a string.
        from_right: whether spare cells that can't be shared out evenly go to the right end.
            Lines that alternate leave no rivers of white space.

    Returns:
        The runs; added runs have no `start`.
    """
    spare = width - cells(runs, measure)
    if spare <= 0:
        return runs
    places = list(_spaces(runs))
    if len(places) * _WIDEST >= spare:
        return _widened(runs, _shares(places, spare, from_right))
    for wanted in (_follows_pause, _parts_scripts):
        places = sorted({*places, *_seams(runs, wanted)})
        if len(places) >= spare:
            return _widened(runs, _shares(places, spare, from_right))
    return runs


def _spaces(runs: Sequence[Run]) -> Iterator[tuple[int, int]]:
    """Yield the places after spaces: the number of the run, and that of the character."""
    for number, run in enumerate(runs):
        if not _FIXED.isdisjoint(run.roles) or run.start is None:
            continue
        at = run.text.find(" ")
        while at >= 0:
            yield number, at + 1
            at = run.text.find(" ", at + 1)


def _seams(runs: Sequence[Run], wanted: Callable[[str, str], bool]) -> Iterator[tuple[int, int]]:
    """Yield the places in wide text where the characters on both sides allow a space."""
    for number, run in enumerate(runs):
        if not _FIXED.isdisjoint(run.roles) or run.start is None or run.text.isascii():
            continue
        for at in range(1, len(run.text)):
            if wanted(run.text[at - 1], run.text[at]):
                yield number, at


def _follows_pause(before: str, after: str) -> bool:
    return before in _PAUSES and after not in _PAUSES


def _parts_scripts(before: str, after: str) -> bool:
    return _is_wide(before) != _is_wide(after) and before.isalnum() and after.isalnum()


def _is_wide(character: str) -> bool:
    return "\u2e80" <= character <= "\u9fff" or "\uac00" <= character <= "\ud7a3"


def _shares(
    places: Sequence[tuple[int, int]], spare: int, from_right: bool
) -> list[tuple[int, int, int]]:
    """Return the places that get cells, each with their number."""
    count = len(places)
    # Rounding to the nearest puts a single cell into the middle of the line.
    ends = [(2 * spare * at + count) // (2 * count) for at in range(count + 1)]
    shares = [end - start for start, end in pairwise(ends)]
    if from_right:
        shares.reverse()
    return [(*place, share) for place, share in zip(places, shares, strict=True) if share]


def _widened(runs: tuple[Run, ...], places: Sequence[tuple[int, int, int]]) -> tuple[Run, ...]:
    """Return the runs with added spaces."""
    result: list[Run] = []
    waiting = list(reversed(places))
    for number, run in enumerate(runs):
        done = 0
        while waiting and waiting[-1][0] == number:
            _, at, share = waiting.pop()
            result.append(_part(run, done, at))
            result.append(Run(" " * share, run.roles, run.link))
            done = at
        if done < len(run.text):
            result.append(_part(run, done, len(run.text)))
    return tuple(result)


def _part(run: Run, start: int, end: int) -> Run:
    place = None if run.start is None else run.start + start
    return Run(run.text[start:end], run.roles, run.link, place)
