"""Articles read and set as pages for the reader pane, in a worker."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from threading import Event, Lock
from time import sleep
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from textual.message import Message
from textual.worker import Worker, get_current_worker

from tui.document.model import Block
from tui.errors import NewsreaderError
from tui.library.values import NO_NOTES, Notes, Position
from tui.ui.page.page_builder import Page

if TYPE_CHECKING:
    from tui.document.model import Line
    from tui.library.library import Library
    from tui.library.search.matches import Terms
    from tui.library.values import Position
    from tui.ui.page.page_builder import Page, Text
    from tui.ui.page.page_view import PageView


def place_in(after: Sequence[str], place: Position, before: Sequence[str]) -> Position:
    """Return a place among the paragraphs of an article in its new state.

    Args:
        after: The paragraphs that the article has now.
        place: A place among those that it had.
        before: Those.
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
    """Return with how many paragraphs that are the same two texts begin."""
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count


_PATIENCE = 0.5
"""How many seconds the setting of a page waits at most for the screen to be drawn."""


@dataclass(eq=False, repr=False)
class PageBegun(Message, bubble=False):
    """A page is there with its first lines."""

    page: Page
    place: Position | None
    """Where to begin; None: at the top."""
    continued: bool
    """Whether it holds all that the page before it shows of the same article."""
    drawn: Event = field(default_factory=Event)
    """Set once its lines are on the screen, or never will be."""


@dataclass(eq=False, repr=False)
class LinesLaid(Message, bubble=False):
    """More lines of a page are there."""

    page: Page
    lines: list[Line]
    complete: bool
    drawn: Event = field(default_factory=Event)
    """Set once they are taken in and drawn, or never will be."""


@dataclass(eq=False, repr=False)
class PageFailed(Message, bubble=False):
    """The article can't be shown."""

    id: int
    reason: str


@dataclass(eq=False, repr=False)
class PageOutdated(Message, bubble=False):
    """The file of an article says something else than its page."""

    page: Page


@dataclass(eq=False, repr=False)
class NotesOutdated(Message, bubble=False):
    """What the reader says about an article is something else than on its page."""

    page: Page


class Manner(NamedTuple):
    """How a page is set."""

    width: int
    """Of the lines, in cells."""
    justified: bool
    terms: Terms
    """What is searched for."""


class PageSetter:
    """Reads articles and sets pages for one view, one at a time; tells it by messages."""

    def __init__(self, view: PageView, library: Library) -> None:
        """Make a setter that has nothing to do.

        Args:
            view: What gets the messages; what it knows of pictures is asked for their sizes.
            library: Where articles and reading positions are.
        """
        self._view = view
        self._library = library
        self._worker: Worker[None] | None = None

    def read(
        self,
        id: int,
        manner: Manner,
        place: Position | None = None,
        before: Text | None = None,
    ) -> None:
        """Read an article and set it, instead of anything else that is under way.

        Args:
            id: The article's.
            manner: How to set it.
            place: Where to begin; None: where the reader left it.
            before: The text that the place is in, where the article has been edited since.
        """
        self._work(lambda: self._read(id, manner, place, before))

    def look_again(self, page: Page) -> None:
        """See whether a page still says what its article does."""
        self._view.run_worker(
            lambda: self._look_again(page), thread=True, exclusive=True, group="look again"
        )

    def look_at_notes(self, page: Page) -> None:
        """See whether a page still shows what the reader says about its article."""
        self._view.run_worker(
            lambda: self._look_at_notes(page), thread=True, exclusive=True, group="notes"
        )

    def set_again(self, page: Page, manner: Manner, place: Position | None) -> None:
        """Set a page's text in another manner, beginning at a place of it."""
        text = page.text
        if text.whole:
            self._work(lambda: self._set_again(page, manner, place))
        else:
            self.read(text.id, manner, place)

    def stop(self) -> None:
        """Leave what is under way."""
        if self._worker is not None:
            self._worker.cancel()

    def drop(self, page: Page, with_text: bool) -> None:
        """Let a long page go that is not shown any more.

        Args:
            page: It must not be used any more by anyone.
            with_text: Whether no other page shows its text.
        """
        pass  # MERGED

        dropped = [page]
        self._view.run_worker(lambda: take_apart(dropped, with_text), thread=True, group="dropped")

    def _work(self, what: Callable[[], None]) -> None:
        self._worker = self._view.run_worker(what, thread=True, exclusive=True, group="page")

    # In a worker thread: nothing below touches a widget. What it imports is not needed for
    # the first frame.

    def _look_again(self, page: Page) -> None:
        try:
            article = self._library.articles.read(page.text.id)
        except NewsreaderError:
            return  # The article is gone: the list says so, and the page can still be read.
        if article != page.text.article:
            self._view.post_message(PageOutdated(page))

    def _look_at_notes(self, page: Page) -> None:
        if self._notes(page.text.id) != page.notes:
            self._view.post_message(NotesOutdated(page))

    def _notes(self, id: int) -> Notes:
        try:
            return self._library.bookmarks.notes(id) or NO_NOTES
        except NewsreaderError:
            return NO_NOTES  # The article can be read without them.

    def _read(self, id: int, manner: Manner, place: Position | None, before: Text | None) -> None:
        pass  # MERGED
        pass  # MERGED
        from tui.ui.page.page_builder import is_long, read_texts

        worker = get_current_worker()
        try:
            place = place or self._library.positions.load(id)
            article = self._library.articles.read(id)
        except NewsreaderError as error:
            if not worker.is_cancelled:
                self._view.post_message(PageFailed(id, str(error)))
            return
        with long_work() if is_long(article) else nullcontext():
            page: Page | None = None
            for text in read_texts(id, article):
                if worker.is_cancelled:
                    return
                if page is None and place is not None and before is not None:
                    place = place_in(text.paragraphs, place, before.paragraphs)
                page = self._set(text, manner, place, before=page)

    def _set_again(self, page: Page, manner: Manner, place: Position | None) -> None:
        pass  # MERGED
        from tui.ui.page.page_builder import is_long

        with long_work() if is_long(page.text.article) else nullcontext():
            self._set(page.text, manner, place, like=page)

    def _set(
        self,
        text: Text,
        manner: Manner,
        place: Position | None,
        before: Page | None = None,
        like: Page | None = None,
    ) -> Page:
        """Set a text and post its lines.

        Args:
            text: The article, or the beginning of it.
            manner: How to set it.
            place: Where to begin; None: at the top.
            before: The page of the same article that is shown meanwhile.
            like: A page with the same matches, perhaps.
        """
        from tui.ui.page.page_builder import batches, make_page, window

        worker, post, look = get_current_worker(), self._view.post_message, self._view.pictures.look
        notes = self._notes(text.id)
        page = make_page(text, manner.width, manner.terms, manner.justified, like, notes)
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
            page.add(lines)  # Nobody else has the page yet.
            if page.lines[-1].paragraph >= last:
                self._show(PageBegun(page, place, continued=before is not None))
                begun = True
        if not worker.is_cancelled:
            post(LinesLaid(page, [], complete=text.whole))
        return page

    def _show(self, message: PageBegun | LinesLaid) -> None:
        """Have lines shown; on a long page, leave Python to the screen until they are.

        Two threads that both have much to do take turns, and a frame would take twice its time.
        """
        from tui.ui.page.page_builder import is_long

        self._view.post_message(message)
        if is_long(message.page.text.article):
            message.drawn.wait(_PATIENCE)


Thing = TypeVar("Thing")

_AT_A_TIME = 500
"""How many objects are dropped before every other thread may have its turn."""

_REST = 0.001
"""How many seconds lie between: whoever opens the next article must not wait for this."""

_TURN = 0.001
"""How many seconds a thread goes on while the screen's waits for its turn; Python's own number
is 0.005, and for one key the screen waits many times."""

_lock = Lock()
_makers = 0
"""How many threads are making a long page."""

_usual_turn = 0.0
"""What `_TURN` was before, while there are any."""


@contextmanager
def long_work() -> Iterator[None]:
    """Make a long page: nothing is collected meanwhile, and what was made never is.

    Pages hold no cycles, so that they go when nobody refers to them any more. The threads take
    short turns.
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
    """Drop a page that nobody shows any more, bit by bit; runs in a thread of its own.

    Args:
        dropped: Holds the page, and nothing else refers to it: it is taken out of here.
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
