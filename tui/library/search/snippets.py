"""The piece of a text that shows best why a query found it. Pure: text and terms go in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from apsw.unicode import grapheme_next_break, line_break_next_break

from tui.document.chunked_search import merged
from tui.library.search.matches import FoldedText, Terms, places
from tui.library.search.query_language import NOTE_FIELDS, Term

ELLIPSIS = "…"

WIDTH = 160
"""The characters of the text in a snippet, where no other number is asked for."""

_TOGETHER = 160
"""Within how many characters words count as standing together."""

_MOST = 500
"""The most places of one term that are weighed against the others."""

_LONG_WORD = 20
"""The most characters of a word that are given up so that the next one stands whole."""


class Snippet(NamedTuple):
    """A piece of an article's text, in one line."""

    text: str = ""
    """With `…` where something was left out; empty where there is no text."""
    matches: tuple[tuple[int, int], ...] = ()
    """The ranges of `text` that the query found, in order."""
    first: int = 0
    """Where the place begins that says most; 0 where nothing was found."""


class Place(NamedTuple):
    """Where a term stands in a text."""

    start: int
    end: int
    term: int
    """The number of the term."""


def terms_in_text(terms: Terms) -> Terms:
    """Return those terms that are looked for in the text of an article, too."""
    return tuple(term for term in terms if term.field in ("", "text"))


def terms_in_notes(terms: Terms) -> Terms:
    """Return those terms that are looked for in notes and labels, as terms of any text."""
    return tuple(
        term._replace(field="") if isinstance(term, Term) else term
        for term in terms
        if term.field in ("", *NOTE_FIELDS)
    )


def has_passages(terms: Terms) -> bool:
    """Tell whether rows show passages of the texts, notes or labels that the terms match."""
    return any(term.field in ("", "text", *NOTE_FIELDS) for term in terms)


def snippet_of(text: str, terms: Terms, width: int = WIDTH) -> Snippet | None:
    """Return the piece of a text around the best place that a query matches.

    The best place is the one where most of the query's words stand together, the closest
    together, the earliest of those that are alike.

    Args:
        text: The text that an article shows.
        terms: The result of `terms_of`.
        width: The most characters of the text to return.

    Returns:
        The piece; None where nothing matches.
    """
    line = " ".join(text.split())
    folded = FoldedText(line)
    found = [
        Place(*place, number)
        for number, term in enumerate(terms_in_text(terms))
        for place in islice(places(folded, term), _MOST)
    ]
    best = best_place(found)
    if best is None:
        return None
    start, end = _bounds(line, best, width)
    piece = line[start:end].rstrip()
    lead = ELLIPSIS if start else ""
    shift = len(lead) - start
    cut = start + len(piece)
    inside = {(at.start, min(at.end, cut)) for at in found if start <= at.start < cut}
    matches = tuple((first + shift, last + shift) for first, last in merged(inside))
    tail = ELLIPSIS if end < len(line) else ""
    return Snippet(lead + piece + tail, matches, best[0] + shift)


def named(name: str, snippet: Snippet) -> Snippet:
    """Return a snippet with the name of what it is from before it."""
    lead = f"{name}: "
    matches = tuple((start + len(lead), end + len(lead)) for start, end in snippet.matches)
    return Snippet(lead + snippet.text, matches, snippet.first + len(lead))


def beginning_of(text: str, width: int = WIDTH) -> Snippet:
    """Return the beginning of a text as a snippet without matches."""
    line = " ".join(text[: width * 8].split())
    if len(line) <= width and len(text) <= width * 8:
        return Snippet(line)
    return Snippet(line[: word_end(line, width, 0)].rstrip() + ELLIPSIS)


def best_place(found: Sequence[Place]) -> tuple[int, int] | None:
    """Return where most terms stand together; None where there is none.

    Args:
        found: All places, in any order.
    """
    ordered = sorted(found)
    inside: Counter[int] = Counter()
    most, best = 0, None
    right = 0
    for left, place in enumerate(ordered):
        right = max(right, left)
        while right < len(ordered) and (
            right == left or ordered[right].end - place.start <= _TOGETHER
        ):
            inside[ordered[right].term] += 1
            right += 1
        count = len(inside)
        if count >= most:
            end = _reached(ordered, left, count)
            if best is None or count > most or end - place.start < best[1] - best[0]:
                most, best = count, (place.start, end)
        inside[place.term] -= 1
        if not inside[place.term]:
            del inside[place.term]
    return best


def _reached(ordered: Sequence[Place], left: int, count: int) -> int:
    """Return the end of the shortest run from `left` on that has `count` different terms."""
    seen: set[int] = set()
    end = 0
    for place in islice(ordered, left, None):
        if place.term not in seen:
            seen.add(place.term)
            end = max(end, place.end)
        if len(seen) == count:
            break
    return end


def _bounds(line: str, best: tuple[int, int], width: int) -> tuple[int, int]:
    """Return where to cut a line so that the best place has some text on either side."""
    if len(line) <= width:
        return 0, len(line)
    first, last = best
    before = max(0, width - (last - first)) // 3
    start = max(0, min(first - before, len(line) - width))
    start = word_start(line, start, first)
    if start + width >= len(line):
        return start, len(line)
    return start, word_end(line, start + width, min(last, start + width // 2))


def word_start(line: str, earliest: int, latest: int) -> int:
    """Return where a line may be cut, so that what is left begins with a whole word.

    Args:
        line: The line.
        earliest: The first place that will do.
        latest: The last place that will do; no further than this.
    """
    if earliest <= 0 or earliest >= latest:
        return max(0, min(earliest, latest))
    at = earliest - 1
    while at < earliest:
        at = line_break_next_break(line, at)
    if at <= min(latest, earliest + _LONG_WORD):
        return at
    return min(latest, _whole_character(line, earliest))


def word_end(line: str, latest: int, earliest: int) -> int:
    """Return where a line may be cut, so that what is left ends with a whole word.

    Args:
        line: The line.
        latest: The last place that will do.
        earliest: No earlier than this.
    """
    if latest >= len(line):
        return len(line)
    at = after = max(earliest, latest - _LONG_WORD)
    while after <= latest:
        at, after = after, line_break_next_break(line, after)
    if at > max(earliest, latest - _LONG_WORD):
        return at
    end = _whole_character(line, latest)
    return end if end == latest else max(earliest, _whole_character(line, latest - 8))


def _whole_character(line: str, place: int) -> int:
    """Return the first place from `place` on that does not halve what is seen as one character."""
    # No grapheme of real text is longer than eight code points.
    at = max(0, place - 16)
    while at < place:
        at = grapheme_next_break(line, at)
    return at
