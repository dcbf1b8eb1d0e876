"""The contents of an article: its headings and highlights, and the articles that link to it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip

from tui.document.inline_text import collapse
from tui.library.links.article_links import KeptArticle
from tui.library.search.folding import fold
from tui.ui.common.cells import cut, percent
from tui.ui.common.key_bindings import Hint
from tui.ui.filters.filtered_rows import GUTTER, FilteredRows, gutter
from tui.ui.page.highlighting.found_highlights import COLOUR_SIGNS, PlacedHighlight
from tui.ui.page.jumps import PageHeading
from tui.ui.screens.dialogs.dialog import FilterDialog, row_bindings

_INDENT = 2
_SHARE = 6
"""Cells for how far down the article a heading stands."""


_LOST = "not found in this text"
"""What is said of a highlight whose words the article has no more."""


class Section(NamedTuple):
    """The heading above the highlights, or above the articles that link to this one."""

    text: str


_HIGHLIGHTS, _LINKED_FROM = Section("Highlights"), Section("Linked from")

Entry = PageHeading | PlacedHighlight | KeptArticle
"""What can be chosen from the contents."""

ContentsRow = Entry | Section


class HeadingList(FilteredRows[ContentsRow]):
    """The headings, highlights and articles that link here, of which a filter leaves some."""

    LOOKS = "heading-list"
    NOTHING = "No matching heading or highlight"

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "heading-list--cursor",
        "heading-list--hover",
        "heading-list--chapter",
        "heading-list--share",
        "heading-list--here",
        "heading-list--empty",
    }

    DEFAULT_CSS = """
    HeadingList > .heading-list--cursor { text-style: reverse; }
    """

    @dataclass(eq=False, repr=False)
    class HeadingChosen(Message):
        """A heading, a highlight or an article was clicked."""

        heading: Entry

    def __init__(
        self,
        headings: Sequence[PageHeading],
        highlights: Sequence[PlacedHighlight],
        linking: Sequence[KeptArticle],
        here: int,
        *,
        id: str,
    ) -> None:
        """Make the list, the cursor on the heading that the reader is under.

        Args:
            headings: All headings, in order.
            highlights: The highlights, in order.
            linking: The articles that link to this one.
            here: The number of the paragraph where the reader is.
            id: The widget's id.
        """
        self._headings, self._highlights, self._linking = headings, highlights, linking
        rows = self._all_rows(headings, highlights, linking)
        super().__init__(rows, len(rows), id=id)
        self._top_level = min((heading.level for heading in headings), default=1)
        under = bisect_right([heading.paragraph for heading in headings], here)
        self._here = headings[under - 1] if under else None
        # Without headings, the first row is the name of a section.
        self._cursor = max(0, under - 1) if headings else 1

    def filter(self, text: str) -> None:
        """Show the headings that have all the words that were typed, or parts of words."""
        words = fold(text).split()
        headings = [each for each in self._headings if _has(words, each.text)]
        highlights = [
            each
            for each in self._highlights
            if _has(words, f"{each.highlight.exact} {each.highlight.note}")
        ]
        linking = [each for each in self._linking if _has(words, each.title)]
        rows = self._all_rows(headings, highlights, linking)
        kept = self.chosen or self._here
        first = 0 if headings else min(1, len(rows))
        self.show_rows(rows, rows.index(kept) if kept in rows else first)

    @staticmethod
    def _all_rows(
        headings: Sequence[PageHeading],
        highlights: Sequence[PlacedHighlight],
        linking: Sequence[KeptArticle],
    ) -> list[ContentsRow]:
        rows: list[ContentsRow] = [*headings]
        rows += [_HIGHLIGHTS, *highlights] if highlights else []
        rows += [_LINKED_FROM, *linking] if linking else []
        return rows

    @property
    def chosen(self) -> Entry | None:
        """The entry under the cursor; None on the name of a section."""
        row = self.current
        return None if isinstance(row, Section) else row

    def choose_row(self, row: ContentsRow, x: int) -> None:  # noqa: ARG002
        """Choose the entry."""
        if not isinstance(row, Section):
            self.post_message(self.HeadingChosen(row))

    def draw_row(self, row: ContentsRow, under: list[str], at_cursor: bool, width: int) -> Strip:
        """Return a heading with its place, a highlight by its words, or an article by its title."""
        if isinstance(row, PageHeading):
            return self._draw_heading(row, under, at_cursor, width)
        if isinstance(row, PlacedHighlight):
            return self._draw_highlight(row, under, at_cursor, width)
        base = self._style(*under)
        is_article = isinstance(row, KeptArticle)
        style = base if is_article else self._style("heading-list--chapter", *under)
        words = row.title if isinstance(row, KeptArticle) else row.text
        lead = gutter(at_cursor, GUTTER + (_INDENT if is_article else 0))
        segments = [
            Segment(lead, base),
            Segment(cut(collapse(words), width - len(lead) - 1), style),
        ]
        return Strip(segments).adjust_cell_length(width, base)

    def _draw_highlight(
        self, row: PlacedHighlight, under: list[str], at_cursor: bool, width: int
    ) -> Strip:
        """Draw the sign of the colour, the first words, and the note or that it was not found."""
        base = self._style(*under)
        highlight, passage = row
        beside = collapse(highlight.note) if passage is not None else _LOST
        lead = gutter(at_cursor)
        sign = f"{COLOUR_SIGNS[highlight.colour]} "
        room = width - len(lead) - len(sign) - 1
        words = cut(collapse(highlight.exact), room * 3 // 5 if beside else room)
        beside = cut(beside, max(0, room - cell_len(words) - 2))
        beside_style = base if at_cursor else self._style("heading-list--share", *under)
        sign_style = base if at_cursor else self._style("heading-list--here", *under)
        segments = [
            Segment(lead, base),
            Segment(sign, sign_style),
            Segment(words, base),
            Segment(f"  {beside}" if beside else "", beside_style),
        ]
        return Strip(segments).adjust_cell_length(width, base)

    def _draw_heading(
        self, row: PageHeading, under: list[str], at_cursor: bool, width: int
    ) -> Strip:
        base = self._style(*under)
        depth = row.level - self._top_level
        kind = () if depth else ("heading-list--chapter",)
        here = "▸" if row is self._here else " "
        # However deep the headings go, two thirds of the line stay for the words.
        indent = " " * min(depth * _INDENT, width // 3)
        share = percent(row.share).rjust(_SHARE)
        words = cut(row.text, width - GUTTER - len(indent) - _SHARE - 2)
        gap = width - GUTTER - len(indent) - cell_len(words) - _SHARE - 1
        share_style = base if at_cursor else self._style("heading-list--share", *under)
        here_style = base if at_cursor else self._style("heading-list--here", *under)
        segments = [
            Segment(gutter(at_cursor, 1), base),
            Segment(here + " ", here_style),
            Segment(indent + words, self._style(*kind, *under)),
            Segment(" " * max(0, gap), base),
            Segment(share + " ", share_style),
        ]
        return Strip(segments).adjust_cell_length(width, base)


def _has(words: Sequence[str], text: str) -> bool:
    """Tell whether a text has all of some folded words, or parts of words."""
    folded = fold(text)
    return all(word in folded for word in words)


_HINTS: tuple[Hint, ...] = (
    (("contents.choose",), "go there"),
    (("contents.up", "contents.down"), "move"),
    (("contents.cancel",), "cancel"),
)


class Contents(FilterDialog[Entry]):
    """Picks a heading, a highlight, or an article that links here; its result is None on cancel."""

    BINDINGS: ClassVar[list[BindingType]] = row_bindings("contents", "Go there")

    def __init__(
        self,
        headings: Sequence[PageHeading],
        highlights: Sequence[PlacedHighlight],
        linking: Sequence[KeptArticle],
        here: int,
    ) -> None:
        """Make the dialog.

        Args:
            headings: The headings, in order.
            highlights: The highlights, in order.
            linking: The articles that link to this one. At least one of the three is not empty.
            here: The number of the paragraph where the reader is.
        """
        self._list = HeadingList(headings, highlights, linking, here, id="contents-list")
        super().__init__("Contents", "Type a part of a heading or highlight", self._list, _HINTS)

    def on_heading_list_heading_chosen(self, event: HeadingList.HeadingChosen) -> None:
        """Go to what was clicked."""
        event.stop()
        self.dismiss(event.heading)

    def action_choose(self) -> None:
        """Go to what is under the cursor."""
        heading = self._list.chosen
        if heading is not None:
            self.dismiss(heading)
