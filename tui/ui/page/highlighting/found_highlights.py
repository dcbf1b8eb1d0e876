"""The highlights of an article, and where they stand in the text that a host shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.cells import cell_len
from textual.message import Message

from tui.document.passages import Passage
from tui.document.quotes import Quote, find_all
from tui.library.library import Library
from tui.library.values import Colour, Highlight
from tui.ui.page.links import Spot, Target
from tui.ui.page.lookups.text_lookup import TextLookup
from tui.ui.page.page_builder import Page, Text
from tui.ui.page.page_host import PageHost

COLOUR_SIGNS: Mapping[Colour, str] = {"yellow": "│", "green": "║", "blue": "┊"}
"""The signs of the colours, which tell them apart where no colour can be seen."""


class PlacedHighlight(NamedTuple):
    """A highlight, and where it stands."""

    highlight: Highlight
    passage: Passage | None
    """In segments of `Text.paragraphs`; None where the text has its words no more."""


@dataclass(eq=False, repr=False)
class HighlightsFound(Message):
    """The highlights of an article have been read, and their words looked for."""

    text: Text
    placed: Sequence[PlacedHighlight]
    """In reading order; those without a place come last."""


class FoundHighlights:
    """The highlights of the page that a host shows; they are the same at every width."""

    def __init__(self, host: PageHost, library: Library) -> None:
        """Know of none.

        Args:
            host: The widget that shows the page; it handles `HighlightsFound`.
            library: The library of the highlights.
        """
        self._host = host
        self._library = library
        self.lookup = TextLookup(host, "highlights", self._look, self._text_changed)
        """The look-up of the highlights of the page."""
        self.placed: Sequence[PlacedHighlight] = ()
        """All of them, in reading order; those without a place come last."""

    def _text_changed(self, same_article: bool) -> None:
        # Another text of the same article has other segments: the old places mean nothing there.
        self.placed = [each._replace(passage=None) for each in self.placed] if same_article else ()

    def take(self, message: HighlightsFound) -> bool:
        """Take in what was found; return whether it is of the text that is shown."""
        if message.text is not self._host.text:
            return False
        self.placed = message.placed
        self._host.refresh()
        return True

    def _look(self, text: Text) -> HighlightsFound:
        articles = self._library.highlights.of([text.id])
        highlights = [each for article in articles for each in article.highlights]
        known = (
            {each.highlight.id: each for each in self.placed} if text is self.lookup.text else {}
        )
        sought = [
            each for each in highlights if each.id not in known or known[each.id].passage is None
        ]
        quotes = [Quote(each.exact, each.prefix, each.suffix) for each in sought]
        found = dict(
            zip(
                [each.id for each in sought],
                find_all(text.paragraphs, quotes, first_of_body(text)) if quotes else (),
                strict=True,
            )
        )
        placed = [
            PlacedHighlight(each, found[each.id] if each.id in found else known[each.id].passage)
            for each in highlights
        ]
        placed.sort(key=lambda each: (each.passage is None, each.passage or ()))
        return HighlightsFound(text, placed)

    # -- knowing

    def get(self, id: int | None) -> PlacedHighlight | None:
        """Return the highlight of a number; None where there is none."""
        return next((each for each in self.placed if each.highlight.id == id), None)

    def around(self, passage: Passage) -> PlacedHighlight | None:
        """Return the shortest highlight that has the whole of a passage; None where none has."""
        holding = [
            each
            for each in self.placed
            if each.passage is not None
            and each.passage.start <= passage.start
            and passage.end <= each.passage.end
        ]
        return min(holding, key=lambda each: len(each.highlight.exact), default=None)

    def on_segment(self, segment: int) -> list[PlacedHighlight]:
        """Return the highlights that have text of a segment, in reading order."""
        return [
            each
            for each in self.placed
            if each.passage is not None
            and each.passage.start.segment <= segment <= each.passage.end.segment
        ]

    def spots_on(self, page: Page, number: int) -> list[Spot]:
        """Return the highlights that begin on a line of a page, each where it begins."""
        line = page.lines[number]
        spots = []
        for highlight, passage in self.on_segment(line.paragraph):
            if passage is None or highlight.id is None:
                continue
            segment, offset = passage.start
            if segment == line.paragraph and page.line_at(segment, offset) == number:
                cell = 0
                for run in line.runs:
                    if run.start is not None and run.start <= offset < run.start + len(run.text):
                        cell += cell_len(run.text[: offset - run.start])
                        break
                    cell += cell_len(run.text)
                spots.append(Spot(Target("highlight", highlight.id), number, cell))
        return spots

    def said_of(self, id: int) -> str:
        """Return what is said of a highlight: its colour and its note."""
        placed = self.get(id)
        if placed is None:
            return ""
        note = " ".join(placed.highlight.note.split())
        said = f"{placed.highlight.colour} highlight"
        return f"{said} · {note}" if note else said


def first_of_body(text: Text) -> int:
    """Return the number of the first segment of the body of a text."""
    return text.starts[0] if text.starts else len(text.paragraphs)
