"""Spans set as lines of runs, each run knowing where it stands in its text."""

from collections.abc import Iterable, Iterator, Sequence

from tui.document.layout.line_breaks import fill
from tui.document.model import Measure, Role, Run, Span

_RAISED = str.maketrans(
    "0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδθεφ",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᶿᵋᵠ",
)
_LOWERED = str.maketrans(
    "0123456789+-−=()aehijklmnoprstuvxβγρφχ",
    "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ",
)
_BETWEEN = frozenset(",/′ ")
"""What may stand between small characters at its usual size: `¹,²`, `¹/²`."""

_LONGEST = 12
"""The most characters that are made small, or marked; more are a text, and read as one."""

_OTHER_LETTERS = "\u0250"
"""Letters before this are Latin: `1ère` reads well as it is, `eπi` does not."""


def raised(span: Span, before: str = "") -> tuple[str, str, str]:
    """Return what stands before the characters of a span, these as shown, what stands after.

    10<sup>6</sup> would read as 106, and x<sup>π·i</sup> as a product: small characters are
    taken where there is one for each, else `^(…)` says what is raised and `_(…)` what is
    lowered. Each character is replaced by one, so that places in the text stay what they are.

    Args:
        span: the span.
        before: the character before it.
    """
    text = span.text
    if "superscript" in span.roles:
        small, sign = _RAISED, "^"
    elif "subscript" in span.roles:
        small, sign = _LOWERED, "_"
    else:
        return "", text, ""
    if len(text) > _LONGEST:
        return "", text, ""
    if all(ord(one) in small or one in _BETWEEN for one in text):
        return "", text.translate(small), ""
    if span.link is not None or not before.isalnum() or not text[:1].isalnum():
        return "", text, ""
    if not text.isalpha():
        return f"{sign}(", text, ")"
    if sign == "_" or len(text) == 1:
        return sign, text, ""
    return ("", text, "") if max(text) < _OTHER_LETTERS else (f"{sign}(", text, ")")


_SMALL: frozenset[Role] = frozenset({"superscript", "subscript"})

_Piece = tuple[int, int, str, frozenset[Role], int | None, int | None]
"""Characters of a span as they are shown, or what the layout puts around them: where they
begin and end in the text as it is shown, they themselves, their roles, their link, and where
they begin in the text as it is (None for what the layout puts there)."""


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
    if len(spans) == 1 and _SMALL.isdisjoint(spans[0].roles):
        only = spans[0]
        text, link, roles = only.text, only.link, only.roles | extra if extra else only.roles
        for start, end in text_lines(text, width, measure):
            yield (Run(text[start:end], roles, link, offset + start),) if end > start else ()
        return
    pieces = _pieces(spans, extra, offset)
    text = "".join([piece[2] for piece in pieces])
    number = 0
    for start, end in text_lines(text, width, measure):
        while number < len(pieces) - 1 and pieces[number][1] <= start:
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


def _pieces(spans: Iterable[Span], extra: frozenset[Role], offset: int) -> list[_Piece]:
    """Return what spans come to, in order."""
    pieces: list[_Piece] = []
    at, start = 0, offset
    before = ""
    for span in spans:
        text, roles = span.text, span.roles
        if extra:
            roles |= extra
        end = at + len(text)
        if _SMALL.isdisjoint(roles):
            pieces.append((at, end, text, roles, span.link, start))
        else:
            opening, text, closing = raised(span, before)
            for shown, place in ((opening, None), (text, start), (closing, None)):
                end = at + len(shown)
                if shown:
                    pieces.append((at, end, shown, roles, span.link, place))
                at = end
        at = end
        if text:
            before = text[-1]
        start += len(text)
    return pieces


def cells(runs: Iterable[Run], measure: Measure) -> int:
    """Return how many cells runs take side by side."""
    text = "".join([run.text for run in runs])
    return len(text) if text.isascii() else measure(text)
