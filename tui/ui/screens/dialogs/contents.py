"""The contents of an article: its headings, and the articles that link to it."""

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
from tui.ui.filters.filtered_rows import GUTTER, FilteredRows
from tui.ui.page.jumps import PageHeading
from tui.ui.screens.dialogs.dialog import FilterDialog, row_bindings

_INDENT = 2
_SHARE = 6
"""Cells for how far down the article a heading stands."""


class LinkedFrom(NamedTuple):
    """The heading above the articles that link to this one."""

    text: str = "Linked from"


ContentsRow = PageHeading | LinkedFrom | KeptArticle


class HeadingList(FilteredRows[ContentsRow]):
    """The headings and the articles that link to this one, of which a filter leaves some."""

    LOOKS = "heading-list"
    NOTHING = "No matching heading"

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
        """A heading was clicked."""

        heading: PageHeading | KeptArticle

    def __init__(
        self,
        headings: Sequence[PageHeading],
        linking: Sequence[KeptArticle],
        here: int,
        *,
        id: str,
    ) -> None:
        """Make the list, the cursor on the heading that the reader is under.

        Args:
            headings: All headings, in order.
            linking: The articles that link to this one.
            here: The number of the paragraph where the reader is.
            id: The widget's id.
        """
        self._headings, self._linking = headings, linking
        rows: list[ContentsRow] = [*headings, *self._below_heading(linking)]
        super().__init__(rows, len(rows), id=id)
        self._top_level = min((heading.level for heading in headings), default=1)
        under = bisect_right([heading.paragraph for heading in headings], here)
        self._here = headings[under - 1] if under else None
        # Without headings, the first row is the heading above the articles.
        self._cursor = max(0, under - 1) if headings else 1

    def filter(self, text: str) -> None:
        """Show the headings that have all the words that were typed, or parts of words."""
        words = fold(text).split()
        headings = [each for each in self._headings if _has(words, each.text)]
        linking = [each for each in self._linking if _has(words, each.title)]
        rows: list[ContentsRow] = [*headings, *self._below_heading(linking)]
        kept = self.chosen or self._here
        first = 0 if headings else min(1, len(linking))
        self.show_rows(rows, rows.index(kept) if kept in rows else first)

    @staticmethod
    def _below_heading(linking: Sequence[KeptArticle]) -> list[ContentsRow]:
        return [LinkedFrom(), *linking] if linking else []

    @property
    def chosen(self) -> PageHeading | KeptArticle | None:
        """The heading or article under the cursor; None on the heading above the articles."""
        row = self.current
        return None if isinstance(row, LinkedFrom) else row

    def choose_row(self, row: ContentsRow, x: int) -> None:  # noqa: ARG002
        """Choose the heading or the article."""
        if not isinstance(row, LinkedFrom):
            self.post_message(self.HeadingChosen(row))

    def draw_row(self, row: ContentsRow, under: list[str], at_cursor: bool, width: int) -> Strip:
        """Return a heading with its place in the article, or an article by its title."""
        if isinstance(row, PageHeading):
            return self._draw_heading(row, under, at_cursor, width)
        base = self._style(*under)
        is_article = isinstance(row, KeptArticle)
        style = base if is_article else self._style("heading-list--chapter", *under)
        words = row.title if isinstance(row, KeptArticle) else row.text
        lead = ("›" if at_cursor else " ").ljust(GUTTER + (_INDENT if is_article else 0))
        segments = [
            Segment(lead, base),
            Segment(cut(collapse(words), width - len(lead) - 1), style),
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
            Segment("›" if at_cursor else " ", base),
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


class Contents(FilterDialog[PageHeading | KeptArticle]):
    """Picks a heading, or an article that links to this one; its result is None when cancelled."""

    BINDINGS: ClassVar[list[BindingType]] = row_bindings("contents", "Go there")

    def __init__(
        self, headings: Sequence[PageHeading], linking: Sequence[KeptArticle], here: int
    ) -> None:
        """Make the dialog.

        Args:
            headings: The headings, in order.
            linking: The articles that link to this one; at least one where there is no heading.
            here: The number of the paragraph where the reader is.
        """
        self._list = HeadingList(headings, linking, here, id="contents-list")
        super().__init__("Contents", "Type a part of a heading", self._list, _HINTS)

    def on_heading_list_heading_chosen(self, event: HeadingList.HeadingChosen) -> None:
        """Go to what was clicked."""
        event.stop()
        self.dismiss(event.heading)

    def action_choose(self) -> None:
        """Go to the heading or the article under the cursor."""
        heading = self._list.chosen
        if heading is not None:
            self.dismiss(heading)
