"""The pictures of a page: their room between the lines, their fetching and drawing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from threading import Event

from textual.message import Message
from textual.worker import get_current_worker

from tui.articles.article import Article
from tui.document.model import Line, Picture
from tui.images.terminal.capabilities import CellSize
from tui.ui.page.page_builder import Page, Text
from tui.ui.page.page_host import ScrollingHost
from tui.ui.page.pictures.article_pictures import ArticlePictures, Known, progress
from tui.ui.page.pictures.drawing_worker import PictureDrawer, PictureDrawn
from tui.ui.page.pictures.picture_art import Art, fitting
from tui.ui.page.pictures.picture_rows import PictureRows, indent

_MOST_OF_HEIGHT = 0.65
"""The largest part of the view's height for a picture, so that its caption is seen with it."""

_MOST_ARTICLES = 3
"""The most articles whose pictures are known at once: the one shown, and those on their way."""

_MOST_FETCHED = 4
"""The most pictures that are fetched at once, with those of an article just left: each takes
one of the few threads that the program has."""

_HINT = "Not fetched yet: i shows the pictures of this article"


@dataclass(eq=False, repr=False)
class PictureChanged(Message, bubble=False):
    """More is known of a picture than before."""

    pictures: ArticlePictures
    number: int | None
    """None: perhaps of all."""


class PagePictures:
    """The pictures of a host's page, each above the line of its caption."""

    def __init__(
        self,
        host: ScrollingHost,
        drawer: PictureDrawer,
        rearrange: Callable[[dict[int, int]], None],
    ) -> None:
        """Begin without pictures.

        Args:
            host: The widget that shows the page; it handles `PictureChanged`.
            drawer: The drawer of pictures for the same widget.
            rearrange: Changes how many rows stand above some lines of the page, by their
                numbers, while the screen stays where it is.
        """
        self._host = host
        self._drawer = drawer
        self._rearrange = rearrange
        self.rows = PictureRows(self._art_on, self._note_on)
        """The painter of their rows."""
        self._articles: list[ArticlePictures] = []
        """The pictures of the latest articles, newest last."""
        self._page: Page | None = None
        self._seen = 0
        """The number of lines of the page that have been searched for pictures."""
        self._lines: dict[int, int] = {}
        """The number of the line of each picture on the page, by the picture's number."""
        self._fetching: set[tuple[ArticlePictures, int]] = set()
        """The pictures that are being fetched: their articles' and their numbers."""
        self._room: tuple[int, int, CellSize | None] = (0, 0, None)
        """The cells and rows that there were for a picture when the rows were counted, and
        the size of a cell."""

    # -- knowledge

    def look(self, text: Text, lines: Iterable[Line]) -> None:
        """Look for the pictures of some lines, so that room is made for them at once.

        Runs in a worker thread, so touches no widget.
        """
        pictures: ArticlePictures | None = None
        for line in lines:
            if line.figure is not None and line.picture is not None:
                pictures = pictures or self.of_article(text.article)
                if pictures is None or get_current_worker().is_cancelled:
                    return
                pictures.look(picture_of(text, line.picture))

    def of_article(self, article: Article) -> ArticlePictures | None:
        """Return the pictures of an article; None where the application shows none."""
        for pictures in self._articles:
            if pictures.article is article:
                return pictures
        lender = self._drawer.lender
        if lender is None:
            return None
        made = ArticlePictures(article, lender.images)
        self._articles = [*self._articles, made][-_MOST_ARTICLES:]
        return made

    @property
    def _pictures(self) -> ArticlePictures | None:
        return self.of_article(self._page.text.article) if self._page is not None else None

    def _known(self, number: int) -> Known | None:
        return self._pictures.known(number) if self._pictures is not None else None

    # -- look-up

    @property
    def all(self) -> list[Picture]:
        """The pictures of the article in reading order, its cover first where it is shown."""
        if self._page is None:
            return []
        text = self._page.text
        cover = [picture_of(text, 0)] if 0 in self._lines else []
        return [*cover, *text.document.pictures]

    def nearest(self) -> int | None:
        """Return the number of the first picture on the screen, else of the next one below."""
        if self._page is None:
            return None
        first, _ = self._host.lines_shown
        below = (line.picture for line in self._page.lines[first:] if line.picture is not None)
        return next(below, None)

    def at(self, row: int) -> int | None:
        """Return the number of the picture that is seen on a row of the page, if any is."""
        gap = self._page.rows.gap_on(row) if self._page is not None else None
        return self._page.lines[gap.line].picture if self._page is not None and gap else None

    def leading_to(self, url: str) -> int | None:
        """Return the number of the picture at an address; None if a link has it, too."""
        if self._page is None or any(link.url == url for link in self._page.text.document.links):
            return None
        return next((picture.number for picture in self.all if picture.url == url), None)

    # -- room

    def settle(self, page: Page) -> None:
        """Make room for the pictures of the page's lines that are new."""
        if page is not self._page:
            if self._page is None or self._page.text.article is not page.text.article:
                self._drawer.forget()
            self.rows.forget()
            self._page, self._seen, self._lines = page, 0, {}
            self._room = self._room_now(page)
        if not page.text.document.pictures and not page.text.article.cover:
            return
        for number, line in enumerate(page.lines[self._seen :], self._seen):
            if line.figure is not None and line.picture is not None:
                self._lines.setdefault(line.picture, number)
                if self._lines[line.picture] == number:
                    page.rows.set_height(number, self._height(page, number))
        self._seen = len(page.lines)
        self._host.call_after_refresh(self._fetch_all)  # Once the view is where the reader was.

    def resized(self) -> None:
        """Make other room for the pictures where the view is higher or lower than before."""
        page = self._page
        if page is not None and self._lines and self._room_now(page) != self._room:
            self._room = self._room_now(page)
            self._measure(self._lines)

    def on_terminal_answered(self) -> None:
        """Draw pictures in the way and the cell size that the terminal has told."""
        self.resized()
        self._host.refresh()

    def on_unmount(self) -> None:
        """Free the pictures that the terminal keeps."""
        self.leave()

    def leave(self) -> None:
        """Drop the pictures, because no page is shown any more."""
        self._drawer.forget()
        self.rows.forget()
        self._page = None
        self._lines = {}

    def on_picture_changed(self, message: PictureChanged) -> None:
        """Show what is known now of a picture."""
        self.changed(message.pictures, message.number)

    def changed(self, pictures: ArticlePictures, number: int | None = None) -> None:
        """Make room by the present knowledge of a picture, or of all of them (None)."""
        if pictures is self._pictures:
            self._measure([number] if number is not None else self._lines)
            self._host.refresh()
        self._fetch_all()

    def on_picture_drawn(self, message: PictureDrawn) -> None:
        """Show a picture that is ready now."""
        if message.art is None:
            self.changed(message.pictures, message.number)
        elif self._drawer.take(message):
            self._host.refresh()

    def _measure(self, numbers: Iterable[int]) -> None:
        page = self._page
        if page is None:
            return
        first = self._first_elsewhere()
        heights = {}
        for number in {*numbers, *([first] if first is not None else [])}:
            line = self._lines.get(number)
            if line is not None:
                height = self._height(page, line)
                if height != page.rows.height_above(line):
                    heights[line] = height
        if heights:
            self._rearrange(heights)

    def _room_now(self, page: Page) -> tuple[int, int, CellSize | None]:
        lender = self._drawer.lender
        cell = lender.terminal.cell if lender is not None else None
        return page.width, max(3, int(self._host.size.height * _MOST_OF_HEIGHT)), cell

    def _height(self, page: Page, line: int) -> int:
        number = page.lines[line].picture
        known = self._known(number) if number is not None else None
        if known is None:
            return 0
        if known.facts is None:
            return 1 if self._note(known) else 0
        return self._size(page, line, known)[1]

    def _size(self, page: Page, line: int, known: Known) -> tuple[int, int]:
        """Return the cells and rows of a picture that has been fetched."""
        lender = self._drawer.lender
        assert known.facts is not None and lender is not None
        header = known.facts.header
        room = (max(1, self._room[0] - indent(page.lines[line])), self._room[1])
        return fitting(header.width, header.height, room, lender.terminal.cell)

    # -- words instead

    def _note(self, known: Known) -> str:
        """Return the words in place of a picture that is not shown; empty for none."""
        if known.fetched is not None:
            return progress(known.fetched)
        if known.failure:
            return known.failure
        if known.elsewhere and self._fetches:
            return "waiting …"
        asking = self._pictures is not None and self._pictures.images.mode == "ask"
        if known.elsewhere and asking and known.picture.number == self._first_elsewhere():
            return _HINT
        return ""

    def _first_elsewhere(self) -> int | None:
        """Return the number of the first picture that would have to be fetched."""
        for number in self._lines:
            known = self._known(number)
            if known is not None and known.elsewhere and not known.failure:
                return number
        return None

    # -- fetching

    @property
    def _fetches(self) -> bool:
        """Whether the settings say that pictures are fetched unasked."""
        return self._pictures is not None and self._pictures.images.mode == "always"

    def _fetch_all(self) -> None:
        """Fetch the missing pictures, a few at once, if the settings say so."""
        pictures, room = self._pictures, _MOST_FETCHED - len(self._fetching)
        if pictures is None or not self._fetches or room <= 0:
            return
        for number in self._waiting(pictures)[:room]:
            self._fetching.add((pictures, number))
            self._host.run_worker(
                partial(self._fetch, pictures, number), thread=True, group="fetch"
            )

    def _waiting(self, pictures: ArticlePictures) -> list[int]:
        """Return the numbers of the pictures to fetch, nearest to the screen first."""
        first, below = self._host.lines_shown

        def distance(number: int) -> int:
            line = self._lines[number]
            return max(first - line, line - below + 1, 0)

        return sorted(filter(partial(self._waits, pictures), self._lines), key=distance)

    def _waits(self, pictures: ArticlePictures, number: int) -> bool:
        known = pictures.known(number)
        if known is None or not known.elsewhere or known.failure:
            return False
        return known.fetched is None and (pictures, number) not in self._fetching

    def _fetch(self, pictures: ArticlePictures, number: int) -> None:
        """Fetch a picture; runs in a worker, so touches no widget."""
        worker = get_current_worker()
        left = Event()  # The reader who comes back soon finds it waiting, not failed.

        def cancelled() -> bool:
            if worker.is_cancelled or self._pictures is not pictures:
                left.set()
            return left.is_set()

        try:
            if not cancelled():
                pictures.fetch(number, partial(self._tell, pictures, number), cancelled)
        finally:
            self._fetching.discard((pictures, number))
        self._tell(pictures, number)  # Now there is room for another.

    def _tell(self, pictures: ArticlePictures, number: int | None) -> None:
        self._host.post_message(PictureChanged(pictures, number))

    # -- drawing

    def _note_on(self, page: Page, line: int) -> str:
        """Return the words that stand above a line instead of its picture."""
        number = page.lines[line].picture
        known = self._known(number) if number is not None else None
        return self._note(known) if known is not None and known.facts is None else ""

    def _art_on(self, page: Page, line: int) -> Art | None:
        """Return the picture above a line, if it is ready to be drawn."""
        number, pictures = page.lines[line].picture, self._pictures
        known = self._known(number) if number is not None else None
        if known is None or known.facts is None or pictures is None:
            return None
        return self._drawer.art(pictures, known.picture.number, self._size(page, line, known))


def picture_of(text: Text, number: int) -> Picture:
    """Return a picture of an article's page; number 0 is its cover."""
    if number == 0:
        return Picture(0, "", "", text.article.cover)
    return text.document.pictures[number - 1]
