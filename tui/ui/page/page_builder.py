"""The page of an article: its text, its lines and their rows, laid out in batches.

The functions that make pages run in worker threads.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from time import monotonic
from typing import NamedTuple

from rich.cells import cell_len

from tui.articles.article import Article
from tui.document.body_parser import LONG, read_in_steps
from tui.document.layout.page import (
    lay_out_from,
    lay_out_page,
    page_starts,
    page_texts,
    reading_minutes,
)
from tui.document.model import Document, Line, Link, Setting
from tui.document.template_tags.post_links import untitled, with_titles
from tui.library.indexing.bounded_reading import read_document
from tui.library.search.matches import Terms
from tui.library.values import NO_NOTES, Notes, Position
from tui.ui.page.page_matches import PageMatches

Place = tuple[int, int]
"""A place in an article: the number of a paragraph, and the characters into it."""


@dataclass(frozen=True, slots=True)
class Text:
    """An article understood: the same at every width."""

    id: int
    article: Article
    document: Document
    paragraphs: list[str]
    """The text of each paragraph, by `Line.paragraph`."""
    starts: list[int]
    """For each block of the body the number of its first paragraph."""
    minutes: int
    """The minutes that reading all of it takes."""
    whole_page: bool = False
    """Whether this is the whole of a saved page, shown instead of its main article."""

    @property
    def whole(self) -> bool:
        """Whether this is all of the article, and not the beginning of a long one."""
        return self.document.part == 1.0


class Gap(NamedTuple):
    """A row that stands above a line and belongs to its picture."""

    line: int
    """The number of the line below."""
    row: int
    """Its number among the rows above that line, from 0."""


class PageRows:
    """Rows between lines; row 0 is blank, and so is the one after the last line."""

    def __init__(self) -> None:
        """Make a page without pictures."""
        self._lines: list[int] = []
        """The lines that have rows above them, in order."""
        self._heights: list[int] = []
        self._above: list[int] = [0]
        """The number of such rows above the first of these lines, the second … and in all."""

    @property
    def extra(self) -> int:
        """The number of rows that hold no line."""
        return self._above[-1]

    def height_above(self, line: int) -> int:
        """Return the number of rows directly above a line."""
        at = bisect_left(self._lines, line)
        return self._heights[at] if at < len(self._lines) and self._lines[at] == line else 0

    def set_height(self, line: int, height: int) -> None:
        """Put some rows, 0 or more, directly above a line."""
        at = bisect_left(self._lines, line)
        known = at < len(self._lines) and self._lines[at] == line
        if known and height:
            self._heights[at] = height
        elif known:
            del self._lines[at], self._heights[at]
        elif height:
            self._lines.insert(at, line)
            self._heights.insert(at, height)
        total = self._above[at]
        del self._above[at + 1 :]
        for rows in self._heights[at:]:
            total += rows
            self._above.append(total)

    def row_of(self, line: int) -> int:
        """Return the row, from 0, that a line stands on."""
        return line + 1 + self._above[bisect_right(self._lines, line)]

    def line_from(self, row: int) -> int:
        """Return the number of the line on a row, or of the first one below it."""
        return max(0, self._find(row)[0])

    def line_on(self, row: int) -> int | None:
        """Return the number of the line on a row; None where no line can stand."""
        line, above = self._find(row)
        return line if line >= 0 and not above else None

    def gap_on(self, row: int) -> Gap | None:
        """Return the row of a picture that is a row of the page; None for none."""
        line, above = self._find(row)
        if line < 0 or not above:
            return None
        height = self.height_above(line)
        return Gap(line, height - above)

    def _find(self, row: int) -> tuple[int, int]:
        """Return the line on or below a row, and how many rows further down it stands."""
        # The last picture that begins at or above the row: its first row is that of its
        # line without any rows above, and all rows of the pictures before it.
        at = bisect_right(range(len(self._lines)), row, key=self._first_row) - 1
        if at < 0:
            return row - 1, 0
        line, end = self._lines[at], self._first_row(at) + self._heights[at]
        return (line, end - row) if row < end else (line + row - end, 0)

    def _first_row(self, at: int) -> int:
        return self._lines[at] + 1 + self._above[at]


@dataclass(slots=True)
class Page:
    """A text set at one width, as far as it has been laid out."""

    text: Text
    width: int
    matches: PageMatches
    justified: bool = False
    notes: Notes = NO_NOTES
    """The reader's notes on the article."""
    lines: list[Line] = field(default_factory=list)
    first_lines: dict[int, int] = field(default_factory=dict)
    """The number of the first line of each paragraph."""
    widest: int = 0
    """The cells of the widest line; more than `width` where code is wider."""
    complete: bool = False
    """Whether every line of the whole article is there."""
    rows: PageRows = field(default_factory=PageRows)
    """The rows of the lines, with pictures between them."""

    def add(self, lines: list[Line]) -> None:
        """Take in the next lines."""
        for number, line in enumerate(lines, len(self.lines)):
            self.first_lines.setdefault(line.paragraph, number)
            if line.rigid:
                self.widest = max(self.widest, cell_len(line.text))
        self.lines.extend(lines)

    @property
    def height(self) -> int:
        """The number of rows of the page, with a blank one above and below."""
        return len(self.lines) + self.rows.extra + 2

    def margin_in(self, width: int) -> int:
        """Return the cells to the left of the page, in the middle of a view of a width."""
        return max(0, (width - self.width) // 2)

    def row_of(self, number: int) -> int:
        """Return the row, from 0, that a line stands on."""
        return self.rows.row_of(number)

    def top_of(self, number: int) -> int:
        """Return the row that a line begins on, its picture's first one where it has one."""
        return self.rows.row_of(number) - self.rows.height_above(number)

    def line_on(self, row: int) -> int | None:
        """Return the number of the line that stands on a row, from 0; None for none."""
        number = self.rows.line_on(row)
        return number if number is not None and number < len(self.lines) else None

    def line_from(self, row: int) -> int:
        """Return the number of the first line on a row, or below it."""
        return self.rows.line_from(row)

    def place_at(self, number: int) -> Place:
        """Return the paragraph, and the characters into it, at which a line begins."""
        for line in islice(self.lines, number, None):
            for run in line.runs:
                if run.start is not None:
                    return line.paragraph, run.start
        return (self.lines[-1].paragraph, 0) if self.lines else (0, 0)

    def share_at(self, row: int) -> float:
        """Return the part of the article above a row, 0 to 1."""
        if self.complete:
            return min(1.0, row / self.height)
        # The rest is not laid out yet: only its paragraphs can be counted.
        number = min(self.line_from(row), len(self.lines) - 1)
        above = self.lines[number].paragraph if self.lines else 0
        return min(0.99, above / max(1, len(self.text.paragraphs)) * self.text.document.part)

    def line_at(self, paragraph: int, offset: int) -> int | None:
        """Return the number of the line that shows a place; None while it is not laid out."""
        first = self.first_lines.get(paragraph)
        if first is None:
            return None
        found = first
        for number in range(first, len(self.lines)):
            line = self.lines[number]
            starts = [run.start for run in line.runs if run.start is not None]
            if line.paragraph != paragraph or (starts and starts[0] > offset):
                break
            if starts:
                found = number
        return found


_FIRST_LINES = 120
"""Lines of the first batch: more than a screenful of the tallest window."""

_FIRST_SECONDS = 0.15
"""The seconds that the first batch may take to reach the place where the reader left off."""

_BATCH_SECONDS = 0.15
"""The seconds that the lines of a later batch take to lay out."""

_BEFORE = 200
"""The number of blocks before the reader's place at which a window on a long page begins."""

_WINDOW_SECONDS = 0.1
"""The seconds that a window on a long page may take to lay out."""


def is_long(article: Article) -> bool:
    """Return whether an article is read in steps."""
    return len(article.body) > LONG


def read_texts(
    id: int,
    article: Article,
    cancelled: Callable[[], bool],
    whole_page: bool = False,
    titles: Callable[[list[Link]], Mapping[int, str]] = lambda _: {},
) -> Iterator[Text]:
    """Understand an article; yield all of it, but first the beginnings of a long one.

    Args:
        id: The article's.
        article: The article.
        cancelled: Asked now and then while a large one is read.
        whole_page: Whether to read the whole of a saved page, not only its main article.
        titles: Returns the titles of the articles that links without words lead to, where they
            are kept, by the number of the link.

    Raises:
        ArticleError: The article takes too much time or memory, or reading it was cancelled.
        StorageError: No process can be started to read it.
    """
    read = partial(read_document, cancelled=cancelled, whole=whole_page)
    for document in read_in_steps(article, read, whole_page):
        links = untitled(article.body, document)
        if links and (words := titles(links)):
            document = with_titles(document, words)
        minutes = reading_minutes(document)
        yield Text(
            id,
            article,
            document,
            page_texts(article, document, minutes),
            page_starts(article, document, minutes),
            minutes,
            whole_page,
        )


def make_page(
    text: Text,
    width: int,
    terms: Terms,
    justified: bool = False,
    like: Page | None = None,
    notes: Notes = NO_NOTES,
) -> Page:
    """Return an empty page of a text, its matches found.

    Args:
        text: What to show.
        width: Of the lines, in cells.
        terms: The terms of the search.
        justified: Whether full lines are stretched to the width.
        like: Another page; its matches are taken over where they are the same.
        notes: The reader's notes on the article.
    """
    if like is not None and like.text is text and like.matches.terms == terms:
        matches = like.matches
    else:
        matches = PageMatches(text.paragraphs, terms)
    return Page(text, width, matches, justified, notes)


def batches(
    page: Page, place: Position | None, cancelled: Callable[[], bool]
) -> Iterator[list[Line]]:
    """Lay a page out, the first screenful at once.

    Args:
        page: The page; its lines are left to the caller to add.
        place: Where to begin reading; the first batch reaches it if there is time.
        cancelled: Called often; no more lines come once it returns true.

    Yields:
        The lines in order.
    """
    setting = Setting(page.width, cell_len, page.justified)
    batch: list[Line] = []
    began = monotonic()
    first = True
    beyond = 0
    text = page.text
    for line in lay_out_page(text.article, text.document, setting, text.minutes, *page.notes):
        if cancelled():
            return
        batch.append(line)
        passed = place is None or line.paragraph > place.paragraph
        beyond += passed
        if first:
            full = beyond >= _FIRST_LINES or monotonic() - began > _FIRST_SECONDS
            full = full and len(batch) >= _FIRST_LINES
        else:
            full = monotonic() - began > _BATCH_SECONDS
        if full:
            yield batch
            batch, began, first = [], monotonic(), False
    yield batch


def window(page: Page, place: Position) -> Page | None:
    """Return the part of a long page around a place, soon; None where that is its beginning.

    Args:
        page: An empty page.
        place: The place that must be on it.
    """
    text = page.text
    block = bisect_right(text.starts, place.paragraph) - 1 - _BEFORE
    if block <= 0:
        return None
    part = Page(text, page.width, page.matches, page.justified, page.notes)
    setting = Setting(page.width, cell_len, page.justified)
    began = monotonic()
    lines: list[Line] = []
    beyond = 0
    for line in lay_out_from(text.article, text.document, setting, block, text.starts[block]):
        lines.append(line)
        beyond += line.paragraph > place.paragraph
        if beyond >= _FIRST_LINES or monotonic() - began > _WINDOW_SECONDS:
            break
    part.add(lines)
    return part if beyond else None
