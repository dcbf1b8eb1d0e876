"""The loader of pages, which reads and sets articles in worker threads."""

import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from threading import Event, Lock
from time import sleep
from typing import NamedTuple, TypeVar

from textual.message import Message
from textual.worker import Worker, get_current_worker

from tui.document.model import Block, Line, Link
from tui.errors import NewsreaderError
from tui.library.library import Library
from tui.library.search.matches import Terms
from tui.library.values import NO_NOTES, Notes, Position
from tui.ui.page.page_builder import Page, Text, batches, is_long, make_page, read_texts, window
from tui.ui.page.page_host import PageHost

_PATIENCE = 0.5
"""The longest that the setting of a page waits for the screen to be drawn, in seconds."""


@dataclass(eq=False, repr=False)
class PageBegun(Message, bubble=False):
    """The first lines of a page are laid out."""

    page: Page
    place: Position | None
    """The place to begin at; None for the top."""
    continued: bool
    """Whether the page holds all that the page before it shows of the same article."""
    drawn: Event = field(default_factory=Event)
    """Set once its lines are on the screen, or never will be."""


@dataclass(eq=False, repr=False)
class LinesLaid(Message, bubble=False):
    """More lines of a page are laid out."""

    page: Page
    lines: list[Line]
    complete: bool
    drawn: Event = field(default_factory=Event)
    """Set once they are taken in and drawn, or never will be."""


@dataclass(eq=False, repr=False)
class PageFailed(Message, bubble=False):
    """An article can't be shown."""

    id: int
    reason: str


@dataclass(eq=False, repr=False)
class PageOutdated(Message, bubble=False):
    """The file of an article differs from its page."""

    page: Page


@dataclass(eq=False, repr=False)
class NotesOutdated(Message, bubble=False):
    """The notes on an article differ from those on its page."""

    page: Page


class PageFormat(NamedTuple):
    """The format of a page."""

    width: int
    """Of the lines, in cells."""
    justified: bool
    terms: Terms
    """The terms that are highlighted."""
    whole_page: bool = False
    """Whether the whole of a saved page is shown, not only its main article."""


class PageLoader:
    """The loader of the pages of one host, which it posts to that; one at a time."""

    def __init__(
        self, host: PageHost, library: Library, look: Callable[[Text, Sequence[Line]], None]
    ) -> None:
        """Begin with nothing to do.

        Args:
            host: The widget whose workers load, and that handles the messages of this module.
            library: The library of the articles and reading positions.
            look: Looks for the pictures of some lines; called in worker threads.
        """
        self._host = host
        self._library = library
        self._look = look
        self._worker: Worker[None] | None = None

    def read(
        self,
        id: int,
        format: PageFormat,
        place: Position | None = None,
        before: Text | None = None,
    ) -> None:
        """Read an article and set it, instead of anything else that is under way.

        Args:
            id: The article's.
            format: The format of its page.
            place: Where to begin; None: where the reader left it.
            before: The text that the place is in, where the article has been edited since.
        """
        self._work(lambda: self._read(id, format, place, before))

    def look_again(self, page: Page) -> None:
        """Compare a page with its article; post `PageOutdated` where they differ."""
        self._host.run_worker(
            lambda: self._look_again(page), thread=True, exclusive=True, group="look again"
        )

    def look_at_notes(self, page: Page) -> None:
        """Compare the notes on a page with those that are kept; post `NotesOutdated`."""
        self._host.run_worker(
            lambda: self._look_at_notes(page), thread=True, exclusive=True, group="notes"
        )

    def set_again(self, page: Page, format: PageFormat, place: Position | None) -> None:
        """Set a page's text in another format, beginning at a place of it."""
        text = page.text
        if text.whole:
            self._work(lambda: self._set_again(page, format, place))
        else:
            self.read(text.id, format, place)

    def stop(self) -> None:
        """Stop the load that is under way."""
        if self._worker is not None:
            self._worker.cancel()

    def drop(self, page: Page, with_text: bool) -> None:
        """Free a long page that is not shown any more, in a worker.

        Args:
            page: The page; nothing else may use it any more.
            with_text: Whether no other page shows its text.
        """
        dropped = [page]
        self._host.run_worker(lambda: take_apart(dropped, with_text), thread=True, group="dropped")

    def _work(self, load: Callable[[], None]) -> None:
        self._worker = self._host.run_worker(load, thread=True, exclusive=True, group="page")

    # In a worker thread: nothing below touches a widget.

    def _look_again(self, page: Page) -> None:
        try:
            article = self._library.articles.read(page.text.id)
        except NewsreaderError:
            return  # The article is gone: the list says so, and the page can still be read.
        if article != page.text.article:
            self._host.post_message(PageOutdated(page))

    def _look_at_notes(self, page: Page) -> None:
        if self._notes(page.text.id) != page.notes:
            self._host.post_message(NotesOutdated(page))

    def _notes(self, id: int) -> Notes:
        try:
            return self._library.bookmarks.notes(id) or NO_NOTES
        except NewsreaderError:
            return NO_NOTES  # The article can be read without them.

    def _titles(self, id: int, links: list[Link]) -> dict[int, str]:
        """Return the titles of the kept articles that links lead to, by the number of the link."""
        try:
            kept = self._library.links.lead(id, [link.url for link in links])
        except NewsreaderError:
            return {}  # The links are shown by the names of their files then.
        return {link.number: kept[link.url].title for link in links if link.url in kept}

    def _read(
        self, id: int, format: PageFormat, place: Position | None, before: Text | None
    ) -> None:
        worker = get_current_worker()
        try:
            place = place or self._library.positions.load(id)
            article = self._library.articles.read(id)
            with long_work() if is_long(article) else nullcontext():
                page: Page | None = None
                for text in read_texts(
                    id,
                    article,
                    lambda: worker.is_cancelled,
                    format.whole_page,
                    lambda links: self._titles(id, links),
                ):
                    if worker.is_cancelled:
                        return
                    if page is None and place is not None and before is not None:
                        place = place_in(text.paragraphs, place, before.paragraphs)
                    page = self._set(text, format, place, before=page)
        except NewsreaderError as error:
            if not worker.is_cancelled:
                self._host.post_message(PageFailed(id, str(error)))

    def _set_again(self, page: Page, format: PageFormat, place: Position | None) -> None:
        with long_work() if is_long(page.text.article) else nullcontext():
            self._set(page.text, format, place, like=page)

    def _set(
        self,
        text: Text,
        format: PageFormat,
        place: Position | None,
        before: Page | None = None,
        like: Page | None = None,
    ) -> Page:
        """Set a text and post its lines.

        Args:
            text: The article, or the beginning of it.
            format: The format of its page.
            place: Where to begin; None: at the top.
            before: The page of the same article that is shown meanwhile.
            like: A page with the same matches, perhaps.
        """
        worker, post, look = get_current_worker(), self._host.post_message, self._look
        notes = self._notes(text.id)
        page = make_page(text, format.width, format.terms, format.justified, like, notes)
        if before is None and place is not None:
            before = window(page, place)
            if before is not None and not worker.is_cancelled:
                look(text, before.lines)
                self._show(PageBegun(before, place, continued=False))
        last = before.lines[-1].paragraph if before else 0
        begun = False
        for lines in batches(page, place, lambda: worker.is_cancelled):
            look(text, lines)
            if begun:
                self._show(LinesLaid(page, lines, complete=False))
                continue
            page.add(lines)  # No other thread has the page yet.
            if page.lines[-1].paragraph >= last:
                self._show(PageBegun(page, place, continued=before is not None))
                begun = True
        if not worker.is_cancelled:
            post(LinesLaid(page, [], complete=text.whole))
        return page

    def _show(self, message: PageBegun | LinesLaid) -> None:
        """Post lines; on a long page, wait until they are drawn.

        Two busy threads take turns, and a frame would take twice its time.
        """
        self._host.post_message(message)
        if is_long(message.page.text.article):
            message.drawn.wait(_PATIENCE)


def place_in(after: Sequence[str], place: Position, before: Sequence[str]) -> Position:
    """Return a place among the paragraphs of an article that has been edited.

    Args:
        after: The paragraphs of the article as it is now.
        place: A place in the article as it was.
        before: The paragraphs of the article as it was.
    """
    number = place.paragraph
    if not after or number >= len(before):
        return place
    if number < _alike(before, after):
        return place
    from_end = len(before) - number
    if from_end <= _alike(before[::-1], after[::-1]):
        return place._replace(paragraph=len(after) - from_end)
    same = [at for at, text in enumerate(after) if text == before[number]]
    nearest = min(same, key=lambda at: abs(at - number), default=min(number, len(after) - 1))
    return place._replace(paragraph=nearest)


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Return the number of equal paragraphs at the beginning of two texts."""
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count


Thing = TypeVar("Thing")

_AT_A_TIME = 500
"""The number of objects that are freed before other threads have their turn."""

_REST = 0.001
"""The seconds between: the opening of the next article must not wait for this."""

_TURN = 0.001
"""The seconds that a thread goes on while the screen's thread waits for its turn. Python's own
number is 0.005, and for one key the screen waits many times."""

_lock = Lock()
_makers = 0
"""The number of threads that make a long page."""

_usual_turn = 0.0
"""The number that `_TURN` replaces, while there are any."""


@contextmanager
def long_work() -> Iterator[None]:
    """Suspend the garbage collector while a long page is made, and keep it off the page later.

    Pages hold no cycles, so they are freed when the last reference goes. Until the end threads
    take short turns.
    """
    global _makers, _usual_turn
    with _lock:
        if not _makers:
            _usual_turn = sys.getswitchinterval()
            sys.setswitchinterval(_TURN)
        _makers += 1
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            _makers -= 1
            gc.freeze()
            if not _makers:
                sys.setswitchinterval(_usual_turn)
                gc.enable()


def take_apart(dropped: list[Page], with_text: bool) -> None:
    """Free a page that is not shown any more, bit by bit; runs in a thread of its own.

    Args:
        dropped: A list of the page, which holds the only reference to it.
        with_text: Whether no other page shows its text.
    """
    page = dropped.pop()
    page.first_lines.clear()
    _empty(page.lines)
    blocks: list[Block] = []
    if with_text:
        blocks.extend(page.text.document.blocks)
        _empty(page.text.paragraphs)
    del page  # Now the blocks are held by their list alone.
    _empty(blocks)


def _empty(things: list[Thing]) -> None:
    while things:
        del things[-_AT_A_TIME:]
        sleep(_REST)
