"""Code: its lines as they stand, or cut where it is in a cell of a table."""

from collections.abc import Iterable, Iterator, Sequence

from tui.document.model import Code, Measure, Role, Run, Span
from tui.document.paragraphs import set_spans

_CODE: frozenset[Role] = frozenset({"code"})


def set_code(block: Code, width: int | None, measure: Measure) -> Iterator[Sequence[Run]]:
    """Yield the lines of a code block.

    Args:
        block: the code.
        width: where its lines are cut, in cells; None for nowhere.
        measure: counts the cells of a string.
    """
    spans: Iterable[Span] = block.spans
    if block.language and not spans:
        from tui.document.highlight import highlight

        spans = highlight(block.text, block.language)
    if width is not None:
        yield from set_spans(tuple(spans) or (Span(block.text),), width, measure, _CODE)
    elif spans:
        yield from _cut_lines(spans)
    else:
        yield from _plain_lines(block.text)


def _plain_lines(text: str) -> Iterator[Sequence[Run]]:
    """Yield the lines of a text as they stand."""
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield (Run(text[start:end], _CODE, None, start),) if end > start else ()
        start = end + 1


def _cut_lines(spans: Iterable[Span]) -> Iterator[Sequence[Run]]:
    """Yield the lines of preformatted spans as they stand."""
    runs: list[Run] = []
    at = 0
    for span in spans:
        for number, piece in enumerate(span.text.split("\n")):
            if number:
                yield runs
                runs = []
                at += 1
            if piece:
                runs.append(Run(piece, span.roles | _CODE, span.link, at))
                at += len(piece)
    yield runs
