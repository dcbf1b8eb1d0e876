"""Spans set as lines of runs, each run knowing where it stands in its text."""

from collections.abc import Iterable, Iterator, Sequence

from tui.document.line_breaks import fill
from tui.document.model import Measure, Role, Run, Span
from tui.document.stretches import plain

_RAISED = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_SMALL = frozenset("0123456789+-−=()")


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
    text = plain(spans)
    prepared = _prepared(spans, extra)
    number = 0
    for start, end in text_lines(text, width, measure):
        while number < len(prepared) - 1 and prepared[number][1] <= start:
            number += 1
        runs: list[Run] = []
        at, one = start, number
        while at < end:
            span_start, span_end, shown, roles, link = prepared[one]
            stop = min(end, span_end)
            if stop > at:
                piece = shown[at - span_start : stop - span_start]
                runs.append(Run(piece, roles, link, offset + at))
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


def _prepared(
    spans: Iterable[Span], extra: frozenset[Role]
) -> list[tuple[int, int, str, frozenset[Role], int | None]]:
    """Return for each span its start, its end, its text as shown, its roles and its link."""
    prepared = []
    at = 0
    for span in spans:
        roles = span.roles | extra if extra else span.roles
        end = at + len(span.text)
        prepared.append((at, end, shown_text(span), roles, span.link))
        at = end
    return prepared


def shown_text(span: Span) -> str:
    """Return the characters of a span, small raised or lowered ones where Unicode has them.

    10<sup>6</sup> would read as 106. Each character is replaced by one, so that places in
    the text stay what they are.
    """
    if "superscript" in span.roles and _SMALL.issuperset(span.text):
        return span.text.translate(_RAISED)
    if "subscript" in span.roles and _SMALL.issuperset(span.text):
        return span.text.translate(_LOWERED)
    return span.text


def cells(runs: Iterable[Run], measure: Measure) -> int:
    """Return how many cells runs take side by side."""
    text = "".join([run.text for run in runs])
    return len(text) if text.isascii() else measure(text)
