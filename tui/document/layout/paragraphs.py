"""Paragraphs: spans set as lines of runs, which keep their places in the text, and justified.

Superscripts and subscripts are written in Unicode's small forms where there are such forms.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

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
"""Characters that may keep their size between small ones: `¹,²`, `¹/²`."""

_LONGEST = 12
"""The most characters that are made small or marked; longer text is readable as it is."""

_OTHER_LETTERS = "\u0250"
"""The first letter after Latin: `1ère` is readable as it is, `eπi` is not."""

_SMALL: frozenset[Role] = frozenset({"superscript", "subscript"})

_Piece = tuple[int, int, str, frozenset[Role], int | None, int | None]
"""A part of a span as it is shown, or text added by the layout: its start and its end in the
text as it is shown, its characters, its roles, its link, and its start in the original text
(None for added text)."""


def raised(span: Span, before: str = "") -> tuple[str, str, str]:
    """Return the text of a span as it is shown, with text to add before and after it.

    10<sup>6</sup> would read as 106, and x<sup>π·i</sup> as a product. Small characters are
    used where all have one; otherwise `^(…)` marks a superscript and `_(…)` a subscript. Each
    character is replaced by one character, so that places in the text stay valid.

    Args:
        span: the span.
        before: the character before it, or the empty string.
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
        width: the width of the lines, in cells, 1 or more.
        measure: counts the cells of a string.
        extra: roles added to each run.
        offset: the place of the paragraph in the text that `Run.start` refers to.
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
    r"""Yield the start and the end of every line of a text in which `\n` breaks lines."""
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
    """Return the pieces of spans, in order."""
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
    """Return the number of cells of runs side by side."""
    text = "".join([run.text for run in runs])
    return len(text) if text.isascii() else measure(text)


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
