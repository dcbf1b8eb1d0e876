"""Bookmarks and read marks: written one after the other in a thread, then told."""

from asyncio import wrap_future
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from textual.message import Message
from textual.screen import Screen

from tui.articles.article import Summary
from tui.errors import NewsreaderError
from tui.library.library import Library
from tui.library.query import Query
from tui.screens.asking import Failed


@dataclass(eq=False, repr=False)
class Marked(Message):
    """One article has been marked; it is on the disk."""

    summary: Summary
    note: str
    """What to tell the user; empty: the row says enough."""
    unread_change: int
    """How many more articles are unread now: 1, 0 or -1."""


@dataclass(eq=False, repr=False)
class ManyMarked(Message):
    """Many articles may have changed their marks."""

    note: str


class Marker:
    """Writes marks in the order in which the user made them."""

    def __init__(self, screen: Screen[None], library: Library) -> None:
        """Make a marker.

        Args:
            screen: Who gets the messages.
            library: Where the marks are kept.
        """
        self._screen = screen
        self._library = library
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="marks")

    async def settled(self) -> None:
        """Return once all that was asked for until now is written and told."""
        await wrap_future(self._thread.submit(lambda: None))

    def close(self) -> None:
        """Wait until everything is written."""
        self._thread.shutdown(wait=True)

    def toggle_bookmark(self, id: int) -> None:
        """Bookmark an article, or take its bookmark off."""
        self._submit(lambda: self._toggle_bookmark(id))

    def toggle_read(self, id: int) -> None:
        """Mark an article as read, or as unread."""
        self._submit(lambda: self._set_read(id, None))

    def mark_read(self, id: int) -> None:
        """Mark an article as read."""
        self._submit(lambda: self._set_read(id, True))

    def mark_all_read(self, query: Query) -> None:
        """Mark everything that a query finds as read."""
        self._submit(lambda: self._mark_all_read(query))

    def undo(self) -> None:
        """Take the last mark back."""
        self._submit(self._undo)

    def _submit(self, what: Callable[[], Message | None]) -> None:
        def work() -> None:
            try:
                message = what()
            except NewsreaderError as error:
                message = Failed(str(error))
            if message is not None:
                self._screen.post_message(message)

        self._thread.submit(work)

    def _summary(self, id: int) -> Summary | None:
        return next(iter(self._library.summaries([id])), None)

    def _toggle_bookmark(self, id: int) -> Message | None:
        before = self._summary(id)
        if before is None:
            return None
        self._library.set_bookmark([id], not before.bookmarked)
        after = self._summary(id)
        note = "Bookmark taken off" if before.bookmarked else "Bookmarked"
        return Marked(after, note, 0) if after else ManyMarked(note)

    def _set_read(self, id: int, read: bool | None) -> Message | None:
        before = self._summary(id)
        if before is None or before.read == read:
            return None
        wanted = not before.read if read is None else read
        self._library.set_read([id], wanted)
        after = self._summary(id)
        return Marked(after, "", -1 if wanted else 1) if after else None

    def _mark_all_read(self, query: Query) -> Message:
        count = self._library.mark_all_read(query)
        noun = "article" if count == 1 else "articles"
        return ManyMarked(f"{count:,} {noun} marked as read · U undoes it")

    def _undo(self) -> Message:
        words = self._library.undo()
        return ManyMarked(words or "There is nothing to undo.")
