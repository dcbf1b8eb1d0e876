"""The cells of a page's lines and the places of its text: each leads to the other."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.cells import cell_len

from tui.document.model import Line, Run
from tui.document.passages import Passage, Place
from tui.document.text_units import characters
from tui.ui.page.page_builder import Page

What = TypeVar("What")
"""What is said of a run of a line, such as the number of the match that it is part of."""


def character_at(page: Page, number: int, cell: int) -> Passage | None:
    """Return the character at a cell of a line.

    Where the layout has no text there, it is an empty passage at the nearest end of text: on
    the same line, else above it, else below it. None where the page has no text.

    Args:
        page: The page.
        number: The number of the line, from 0 on; one after the last is none of the page's.
        cell: The cell, counted from where the line begins; it may lie outside the line.
    """
    lines = page.lines
    if number < len(lines) and (found := _on_line(lines[number], cell)):
        return found
    for above in reversed(lines[:number]):
        if (place := _last_place(above)) is not None:
            return Passage(place, place)
    for below in lines[number:]:
        if (found := _on_line(below, 0)) is not None:
            return Passage(found.start, found.start)
    return None


def _on_line(line: Line, cell: int) -> Passage | None:
    """Return the character at a cell, or the end of text nearest to it; None without text."""
    nearest: tuple[int, int] | None = None
    x = 0
    for run in line.runs:
        width = cell_len(run.text)
        if run.start is not None:
            if x <= cell < x + width:
                return _in_run(run, run.start, line.paragraph, cell - x)
            ends = (x - cell, run.start), (cell - x - width + 1, run.start + len(run.text))
            nearest = min([one for one in (*ends, nearest) if one is not None and one[0] > 0])
        x += width
    if nearest is None:
        return None
    place = Place(line.paragraph, nearest[1])
    return Passage(place, place)


def _in_run(run: Run, first: int, segment: int, cell: int) -> Passage:
    x = 0
    for start, end in characters(run.text):
        x += cell_len(run.text[start:end])
        if cell < x:
            return Passage(Place(segment, first + start), Place(segment, first + end))
    place = Place(segment, first + len(run.text))
    return Passage(place, place)


def _last_place(line: Line) -> Place | None:
    ends = [run.start + len(run.text) for run in line.runs if run.start is not None]
    return Place(line.paragraph, max(ends)) if ends else None


def selected_pieces(
    pieces: Iterable[tuple[Run, What]], paragraph: int, passage: Passage
) -> Iterator[tuple[tuple[Run, What], bool]]:
    """Yield the pieces of a line, cut where a passage begins and ends, and whether it has them.

    What the layout has put between two characters of the passage that follow each other, such
    as the spaces of a justified line, belongs to it.

    Args:
        pieces: The runs of the line, in order, and what is said of each.
        paragraph: The number of the line's segment (`Line.paragraph`).
        passage: The passage.
    """
    (first, start), (last, end) = passage
    begin = start if paragraph == first else 0
    stop = end if paragraph == last else None
    waiting: list[tuple[Run, What]] = []
    """The text of the layout after `reached`."""
    reached: int | None = None
    """The place after the last character of text that the passage has on the line."""
    for run, match in pieces:
        if run.start is None or not first <= paragraph <= last:
            waiting.append((run, match))
            continue
        within = reached == run.start and (stop is None or run.start < stop)
        yield from ((piece, within) for piece in waiting)
        waiting.clear()
        for part, selected in _cut(run, run.start, begin, stop):
            yield (part, match), selected
            reached = None if not selected else (part.start or 0) + len(part.text)
    yield from ((piece, False) for piece in waiting)


def _cut(run: Run, first: int, begin: int, stop: int | None) -> Iterator[tuple[Run, bool]]:
    length = len(run.text)
    start = min(max(begin - first, 0), length)
    end = length if stop is None else min(max(stop - first, start), length)
    for a, b, selected in ((0, start, False), (start, end, True), (end, length, False)):
        if a < b:
            yield Run(run.text[a:b], run.roles, run.link, first + a), selected
