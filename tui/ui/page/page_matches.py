"""The matches of a search in a page, by paragraph and by line."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from sys import maxsize
from typing import NamedTuple

from tui.document.model import Line, Run
from tui.library.search.matches import Phrase, Terms, find_matches


class Match(NamedTuple):
    """One match of a search; matches sort in reading order."""

    paragraph: int
    start: int
    """In characters of the paragraph's text."""
    end: int


class PageMatches:
    """The matches of one page, in reading order."""

    def __init__(
        self,
        texts: Sequence[str],
        terms: Terms,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        """Find the matches.

        Args:
            texts: The text of each paragraph, by its number.
            terms: The terms of the search.
            cancelled: Called often; the rest is left out once it returns true.
        """
        self.terms = terms
        self.all: list[Match] = []
        for found in _places(texts, terms):
            if cancelled():
                return
            self.all += [Match(*place) for place in found]

    def __len__(self) -> int:
        return len(self.all)

    def index_at(self, paragraph: int, offset: int) -> int:
        """Return the number of the first match at or after a place."""
        return bisect_left(self.all, (paragraph, offset, 0))

    def split(self, line: Line) -> list[tuple[Run, int | None]]:
        """Cut a line's runs where matches begin and end.

        Returns:
            The runs in order, each with the number of the match that it is part of.
        """
        if not self.all:
            return [(run, None) for run in line.runs]
        return [piece for run in line.runs for piece in self._split_run(run, line.paragraph)]

    def _split_run(self, run: Run, paragraph: int) -> list[tuple[Run, int | None]]:
        if run.start is None:
            return [(run, None)]
        pieces: list[tuple[Run, int | None]] = []
        at, end = run.start, run.start + len(run.text)

        def piece(upto: int, number: int | None) -> None:
            nonlocal at
            if upto > at and run.start is not None:
                text = run.text[at - run.start : upto - run.start]
                pieces.append((Run(text, run.roles, run.link, at), number))
                at = upto

        # None overlaps another, so only the one before can reach into the run.
        first = max(0, bisect_left(self.all, (paragraph, at, maxsize)) - 1)
        for number in range(first, len(self.all)):
            match = self.all[number]
            if match.paragraph > paragraph or match.start >= end:
                break
            if match.paragraph == paragraph and match.end > at:
                piece(max(at, match.start), None)
                piece(min(end, match.end), number)
        piece(end, None)
        return pieces


def _places(texts: Sequence[str], terms: Terms) -> Iterator[list[tuple[int, int, int]]]:
    """Yield the paragraph, the start and the end of every match, a few at a time."""
    if not terms:
        return
    if len(terms) == 1 and isinstance(terms[0], Phrase):
        yield from terms[0].places(texts)
        return
    for number, text in enumerate(texts):
        yield [(number, start, end) for start, end in find_matches(text, terms)]
