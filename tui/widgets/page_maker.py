"""Making a page: an article read, understood and laid out in batches, off the UI's thread."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from time import monotonic

from rich.cells import cell_len

from tui.articles.article import Article
from tui.document.model import Document, Line, Setting
from tui.document.page import lay_out_page, page_texts
from tui.document.reading import read_document
from tui.document.reading_time import count_words, minutes
from tui.library.library import Library
from tui.library.matches import Terms
from tui.library.values import Position
from tui.widgets.page_matches import PageMatches

_FIRST_LINES = 120
"""Lines of the first batch: more than a screenful of the tallest window."""

_FIRST_SECONDS = 0.15
"""How long the first batch may look for the place where the reader left off."""

_BATCH_SECONDS = 0.05
"""How much time's worth of lines later batches hold."""


@dataclass(frozen=True, slots=True)
class Text:
    """An article understood: the same at every width."""

    id: int
    article: Article
    document: Document
    paragraphs: list[str]
    """The text of each paragraph, by `Line.paragraph`."""
    minutes: int
    """How long reading it takes."""


@dataclass(slots=True)
class Page:
    """A text set at one width, as far as it has been laid out."""

    text: Text
    width: int
    matches: PageMatches
    lines: list[Line] = field(default_factory=list)
    first_lines: dict[int, int] = field(default_factory=dict)
    """The number of the first line of each paragraph."""
    widest: int = 0
    """The cells of the widest line; more than `width` where code is wider."""
    complete: bool = False

    def add(self, lines: list[Line]) -> None:
        """Take in the next lines."""
        for number, line in enumerate(lines, len(self.lines)):
            self.first_lines.setdefault(line.paragraph, number)
            if line.rigid:
                self.widest = max(self.widest, cell_len(line.text))
        self.lines.extend(lines)

    @property
    def height(self) -> int:
        """How many rows the page takes on the screen, with a blank one above and below."""
        return len(self.lines) + 2

    def row_of(self, number: int) -> int:
        """Return the row, from 0, that a line stands on."""
        return number + 1

    def line_on(self, row: int) -> int | None:
        """Return the number of the line that stands on a row, from 0; None for none."""
        return row - 1 if 1 <= row <= len(self.lines) else None

    def line_from(self, row: int) -> int:
        """Return the number of the first line on a row, or below it."""
        return max(0, row - 1)

    def place_at(self, number: int) -> tuple[int, int]:
        """Return the paragraph, and the characters into it, at which a line begins."""
        for line in self.lines[number:]:
            for run in line.runs:
                if run.start is not None:
                    return line.paragraph, run.start
        return (self.lines[-1].paragraph, 0) if self.lines else (0, 0)

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


def read_text(library: Library, id: int) -> Text:
    """Read and understand an article.

    Raises:
        NewsreaderError: The article can't be read; says why.
    """
    article = library.article(id)
    document = read_document(article)
    paragraphs = page_texts(article, document)
    words = sum(count_words(paragraph) for paragraph in paragraphs)
    return Text(id, article, document, paragraphs, minutes(words))


def make_page(text: Text, width: int, terms: Terms) -> Page:
    """Return an empty page of a text, its matches found."""
    return Page(text, width, PageMatches(text.paragraphs, terms))


def batches(
    page: Page, place: Position | None, cancelled: Callable[[], bool]
) -> Iterator[list[Line]]:
    """Lay a page out, the first screenful at once.

    Args:
        page: The page; its lines are left to the caller to add.
        place: Where to begin reading; the first batch reaches it if there is time.
        cancelled: Asked often; when it says yes no more lines come.

    Yields:
        The lines in order.
    """
    setting = Setting(page.width, cell_len)
    batch: list[Line] = []
    began = monotonic()
    first = True
    beyond = 0
    for line in lay_out_page(page.text.article, page.text.document, setting):
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
