"""Streams and containers: shown as their articles come in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual.message import Message

from tui.articles.terminal_text import counted, harmless_sentence
from tui.errors import NOTHING_READABLE

if TYPE_CHECKING:
    from textual.screen import Screen

    from tui.library.indexing.intake import SourceRows, Taken
    from tui.ui.common.frame_lines import TitleBar
    from tui.ui.screens.controllers.list_controller import ListController
    from tui.ui.screens.split_view import SplitView


@dataclass(eq=False, repr=False)
class SourceAdvanced(Message):
    """More articles of a source are in the index, or it has come to its end."""

    number: int
    """The number of the source."""
    taken: Taken

    def can_replace(self, message: Message) -> bool:
        """Only the newest state of a source is worth drawing."""
        return isinstance(message, SourceAdvanced) and message.number == self.number


class IntakeController:
    """Lists the articles of sources as they come in, and says how far each is."""

    def __init__(
        self,
        screen: Screen[None],
        sources: Sequence[SourceRows],
        place: str,
        title: TitleBar,
        listing: ListController,
        split: SplitView,
    ) -> None:
        """Make the controller; `begin` follows the sources.

        Args:
            screen: Gets the messages and shows the notices.
            sources: The rows of each source.
            place: What else is open, in words; empty for nothing.
            title: Shows how far the sources are.
            listing: Asks for the rows again.
            split: The list and the reader.
        """
        self._screen = screen
        self._sources = sources
        self._place = place
        self._title = title
        self._listing = listing
        self._split = split
        self._taken = [source.taken for source in sources]

    def begin(self) -> None:
        """Show what is there, and follow the sources from now on."""
        for number, source in enumerate(self._sources):
            source.follow(partial(self._post, number))

    def _post(self, number: int, taken: Taken) -> None:
        self._screen.post_message(SourceAdvanced(number, taken))

    def on_source_advanced(self, message: SourceAdvanced) -> None:
        """List the articles, and say how far the source is."""
        before, now = self._taken[message.number], message.taken
        self._taken[message.number] = now
        self._listing.scanning = not all(taken.ended for taken in self._taken)
        places = [*map(in_words, self._taken), self._place]
        self._title.place = harmless_sentence(" and ".join(filter(None, places)))
        if all(taken.was_empty for taken in self._taken) and not self._place:
            self._screen.app.exit(return_code=NOTHING_READABLE)
            return
        for problem in now.problems:
            if problem not in before.problems:
                self._screen.notify(problem, severity="warning", timeout=15)
        if now.size != before.size and now == before._replace(size=now.size):
            return  # Only more bytes have come, and nothing to list.
        if before.waiting or before.ended:
            self._split.list.moved = True  # The reader stays at its article, even before any key.
        self._listing.ask_again()
        self._split.pane.pages.update()


def in_words(taken: Taken) -> str:
    """Return the name of a source with how far it is: `standard input (3 articles so far)`."""
    if taken.kind or taken.ended:
        return f"{taken.name} ({taken.kind or 'ended'})"
    if taken.size:
        return f"{taken.name} ({taken.size / 1_000_000:,.1f} MB so far)"
    return f"{taken.name} ({counted(taken.articles, 'article')} so far)"
