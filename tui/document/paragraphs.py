"""Spans set as lines of runs, each run knowing where it stands in its text."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tui.document.line_breaks import fill
from tui.document.model import Measure, Role, Run, Span
from tui.document.raised import raised


class _Piece(NamedTuple):
    """Characters of a span as they are shown, or what the layout puts around them."""

    shown_from: int
    """Where they begin in the text as it is shown."""
    shown_to: int
    text: str
    roles: frozenset[Role]
    link: int | None
    start: int | None
    """Where they begin in the text as it is; None for what the layout puts there."""


def set_spans(
    spans: Sequence[Span],
    width: int,
    measure: Measure,
    extra: frozenset[Role] = frozenset(),
    offset: int = 0,
) -> Iterator[tuple[Run, ...]]:
    r"""Yield the lines of a paragraph, each as its runs.

    Args:
        spans: the paragraph; a `\n` breaks the line.
        width: of the lines, in cells, 1 or more.
        measure: counts the cells of a string.
        extra: roles that each run gets.
        offset: where the paragraph begins in the text that `Run.start` counts in.
    """
    pieces = list(_pieces(spans, extra, offset))
    text = "".join([piece.text for piece in pieces])
    number = 0
    for start, end in text_lines(text, width, measure):
        while number < len(pieces) - 1 and pieces[number].shown_to <= start:
            number += 1
        runs: list[Run] = []
        at, one = start, number
        while at < end:
            first, last, shown, roles, link, place = pieces[one]
            stop = min(end, last)
            if stop > at:
                place = None if place is None else place + at - first
                runs.append(Run(shown[at - first : stop - first], roles, link, place))
                at = stop
            one += 1
        yield tuple(runs)


def text_lines(text: str, width: int, measure: Measure) -> Iterator[tuple[int, int]]:
    r"""Yield the start and end of every line of a text in which `\n` breaks lines."""
    if len(text) <= width and text.isascii() and "\n" not in text and text[-1:].strip():
        yield 0, len(text)
        return
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end > start:
            yield from fill(text, start, end, width, measure)
        else:
            yield start, start
        start = end + 1


def _pieces(spans: Iterable[Span], extra: frozenset[Role], offset: int) -> Iterator[_Piece]:
    """Yield what spans come to, in order."""
    at, start = 0, offset
    before = ""
    for span in spans:
        roles = span.roles | extra if extra else span.roles
        opening, text, closing = raised(span, before) if span.roles else ("", span.text, "")
        for shown, place in ((opening, None), (text, start), (closing, None)):
            if shown:
                yield _Piece(at, at + len(shown), shown, roles, span.link, place)
                at += len(shown)
        if text:
            before = text[-1]
        start += len(span.text)


def cells(runs: Iterable[Run], measure: Measure) -> int:
    """Return how many cells runs take side by side."""
    text = "".join([run.text for run in runs])
    return len(text) if text.isascii() else measure(text)
