"""Where the search's words stand in a page, paragraph by paragraph and line by line."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from tui.document.model import Line, Run
from tui.library.matches import Terms, find_matches


@dataclass(frozen=True, slots=True)
class Match:
    """One place that the search found."""

    paragraph: int
    start: int
    """In characters of the paragraph's text."""
    end: int


class PageMatches:
    """The matches of one page, in reading order."""

    def __init__(self, texts: Sequence[str], terms: Terms) -> None:
        """Find them.

        Args:
            texts: The text of each paragraph, by its number.
            terms: What is searched for.
        """
        self.all: list[Match] = [
            Match(number, start, end)
            for number, text in enumerate(texts)
            for start, end in (find_matches(text, terms) if terms else ())
        ]
        self._by_paragraph: dict[int, list[Match]] = {}
        for match in self.all:
            self._by_paragraph.setdefault(match.paragraph, []).append(match)

    def __len__(self) -> int:
        return len(self.all)

    def index_at(self, paragraph: int, offset: int) -> int:
        """Return the number of the first match at or after a place."""
        keys = [(match.paragraph, match.start) for match in self.all]
        return bisect_right(keys, (paragraph, offset - 1))

    def split(self, line: Line) -> list[tuple[Run, Match | None]]:
        """Cut a line's runs where matches begin and end.

        Returns:
            The runs in order, each with the match that it is part of.
        """
        matches = self._by_paragraph.get(line.paragraph)
        if not matches:
            return [(run, None) for run in line.runs]
        return [piece for run in line.runs for piece in _split_run(run, matches)]


def _split_run(run: Run, matches: Sequence[Match]) -> list[tuple[Run, Match | None]]:
    if run.start is None:
        return [(run, None)]
    pieces: list[tuple[Run, Match | None]] = []
    at, end = run.start, run.start + len(run.text)

    def piece(upto: int, match: Match | None) -> None:
        nonlocal at
        if upto > at and run.start is not None:
            text = run.text[at - run.start : upto - run.start]
            pieces.append((Run(text, run.roles, run.link, at), match))
            at = upto

    for match in matches:
        if match.end <= at or match.start >= end:
            continue
        piece(max(at, match.start), None)
        piece(min(end, match.end), match)
    piece(end, None)
    return pieces
