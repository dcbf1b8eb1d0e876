"""The places of a query's words in a text, to be highlighted there.

A start shows no query's words, so the search in a text is imported late.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tui.document.chunked_search import merged

if TYPE_CHECKING:
    from tui.library.search.query_language import Term
    from tui.library.search.text.folded_text import FoldedText
    from tui.library.search.text.phrases import Phrase

Terms = tuple["Term | Phrase", ...]
"""The terms that a query looks for, without those it excludes; or a phrase for one text."""


def terms_of(query_text: str) -> Terms:
    """Return what a query looks for in the text of articles; never raises."""
    if not query_text.strip():
        return ()
    from tui.library.search.query_language import parse

    return tuple(term for term in parse(query_text).terms if term.field not in ("link", "path"))


def phrase(text: str) -> Terms:
    """Return what finds a text just as it is typed, within words too; never raises."""
    from tui.library.search.text.phrases import Phrase

    found = Phrase(text)
    return (found,) if found else ()


def find_matches(text: str, terms: Terms) -> list[tuple[int, int]]:
    """Return the ranges of `text` that the terms match, sorted, none overlapping another.

    Args:
        text: Any text, as it is shown.
        terms: The result of `terms_of` or `phrase`.

    Returns:
        Pairs of the first character and the one after the last, into `text` as it is,
        though case, width and diacritics do not matter.
    """
    if not terms or not text:
        return []
    from tui.library.search.text.folded_text import FoldedText

    folded = FoldedText(text)
    return merged({place for term in terms for place in places(folded, term)})


def places(folded: FoldedText, term: Term | Phrase) -> Iterator[tuple[int, int]]:
    """Yield where one term stands, in order, as ranges of the original text."""
    from tui.library.search.query_language import Term

    if isinstance(term, Term):
        found = folded.find(term.chunks, prefix=term.prefix)
        return (folded.original(start, end) for start, end in found)
    return iter(term.ranges(folded))
