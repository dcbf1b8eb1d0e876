"""Taking in what changes in the folders while the user reads; the place in the list stays."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from textual.message import Message
from textual.screen import Screen

from tui.errors import NewsreaderError
from tui.library.library import Library
from tui.library.watch import Changed, Unwatched, Watch
from tui.screens.asking import Failed
from tui.widgets.list_rows import ROW_LINES

if TYPE_CHECKING:
    from tui.widgets.article_list import ArticleList
    from tui.widgets.list_rows import ListRows

_NEAR = 20
"""How many rows on either side of one that is gone are tried in its stead."""


@dataclass(eq=False, repr=False)
class FilesChanged(Message):
    """Files have changed, and the index knows."""


@dataclass(eq=False, repr=False)
class FilesUnwatched(Message):
    """Changes of files are not noticed, or not all."""

    reason: str


class FolderWatcher:
    """Watches for a screen."""

    def __init__(
        self, screen: Screen[None], library: Library, folders: tuple[Path, ...], since: int
    ) -> None:
        """Begin to watch.

        Args:
            screen: Who gets the messages.
            library: What is brought up to date.
            folders: What is open, absolute.
            since: Nanoseconds since 1970; what has changed from then on is taken in first.
        """
        self._screen = screen
        self._library = library
        self._folders = folders
        self._watch = Watch(folders, since)
        self._stopped = False
        # No worker: all of those come to an end while the program runs.
        self._thread = Thread(target=self._run, name="watch", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Watch no more; what is being taken in is left where it is."""
        self._stopped = True
        self._watch.stop()
        self._thread.join()

    def _run(self) -> None:
        for message in self._watch.messages():
            if isinstance(message, Unwatched):
                self._screen.post_message(FilesUnwatched(message.reason))
            elif isinstance(message, Changed):
                self._take_in(message)

    def _take_in(self, message: Changed) -> None:
        try:
            changed = self._bring_in(message)
        except NewsreaderError as error:
            if not self._stopped:
                self._screen.post_message(Failed(str(error)))
            return
        if changed and not self._stopped:
            self._screen.post_message(FilesChanged())

    def _bring_in(self, message: Changed) -> bool:
        def cancelled() -> bool:
            return self._stopped

        if message.paths is not None:
            return self._library.bring_in([Path(path) for path in message.paths], cancelled)
        report = self._library.update(self._folders, cancelled=cancelled)
        return bool(report.added or report.changed or report.removed)


@contextmanager
def place_kept(listing: ArticleList, rows: ListRows) -> Iterator[None]:
    """Keep the place in the list while it is given other rows.

    Where the article under the cursor is gone, the cursor goes to the next that is there;
    a list that shows its top goes on to show it, with what is new.

    Args:
        listing: The list.
        rows: What it will show.
    """
    at_top = listing.scroll_offset.y == 0
    if listing.moved and (id := listing.current_id) is not None and rows.index_of(id) is None:
        _leave(listing, rows)
    yield
    cursor = listing.cursor
    if at_top and cursor < len(rows) and rows.top(cursor) + ROW_LINES <= listing.size.height:
        listing.scroll_to(y=0, animate=False)


def _leave(listing: ArticleList, rows: ListRows) -> None:
    """Go to the nearest article that is among the rows, rather one below than above."""
    at, ids = listing.cursor, listing.ids
    below = range(at + 1, min(at + 1 + _NEAR, len(ids)))
    above = range(at - 1, max(-1, at - 1 - _NEAR), -1)
    for place in (*below, *above):
        if rows.index_of(ids[place]) is not None:
            listing.select(place)
            return
