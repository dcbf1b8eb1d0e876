"""The snippets of the rows on screen, made in a worker and kept while the search stands."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from time import monotonic, sleep

from textual.message import Message
from textual.widget import Widget
from textual.worker import get_current_worker

from tui.errors import StorageError
from tui.library.search.matches import Terms
from tui.library.search.snippets import Snippet, terms_in_text

Load = Callable[[int, Terms, int], Snippet]
"""The function that makes the snippet of an article, for some terms, of a length in characters."""

_KEPT = 2_000
"""The most snippets that are remembered."""

_PAUSE = 0.04
"""The seconds that the reading of articles waits for the next key."""

_EVERY = 0.05
"""The seconds after which the snippets that are ready are shown."""

_CHARACTERS = 240
"""The length of snippets in characters; the row cuts them to its width."""


class RowSnippets:
    """The cache of the snippets of a list."""

    @dataclass(eq=False, repr=False)
    class SnippetsLoaded(Message):
        """Some snippets have been made."""

        terms: Terms
        snippets: Mapping[int, Snippet]

    def __init__(self, widget: Widget, load: Load | None) -> None:
        """Begin with no snippets.

        Args:
            widget: The widget whose workers ask, and that handles the messages.
            load: Makes a snippet; called in a worker thread. None: the list has no snippets.
        """
        self._widget = widget
        self._load = load
        self._terms: Terms = ()
        self._known: dict[int, Snippet] = {}
        self._fresh: set[int] = set()
        """The ids of snippets of the answer that is listed; the others only stand in for them."""
        self._asked: frozenset[int] = frozenset()

    def begin(self, terms: Terms) -> None:
        """Take the terms of an answer that is now listed.

        Older snippets stay in sight until new ones are made: rows that change twice for each
        key would flicker.
        """
        self._terms = terms if self._load and terms_in_text(terms) else ()
        self._fresh.clear()
        self._asked = frozenset()
        self._widget.workers.cancel_group(self._widget, "snippets")
        if not self._terms:
            self._known.clear()

    def get(self, id: int) -> Snippet | None:
        """Return the snippet of an article; None where it is not known."""
        return self._known.get(id)

    def lacks(self, id: int) -> bool:
        """Return whether an article's snippet is wanted and has not been asked for."""
        return bool(self._terms) and id not in self._fresh and id not in self._asked

    def want(self, ids: Sequence[int]) -> None:
        """Make the snippets of the rows on screen, in a worker, and those of other rows no more."""
        missing = [id for id in ids if id not in self._fresh]
        self._asked = frozenset(missing)
        self._widget.run_worker(
            partial(self._make, missing, self._terms),
            thread=True,
            exclusive=True,
            group="snippets",
        )

    def take(self, message: SnippetsLoaded) -> bool:
        """Remember snippets; return whether they are of the present search."""
        if message.terms != self._terms:
            return False
        for id, snippet in message.snippets.items():
            self._known.pop(id, None)
            self._known[id] = snippet
        self._fresh.update(message.snippets)
        while len(self._known) > _KEPT:
            oldest = next(iter(self._known))
            del self._known[oldest]
            self._fresh.discard(oldest)
        return True

    def _make(self, ids: Sequence[int], terms: Terms) -> None:
        worker = get_current_worker()
        # A user who types on wants the next answer, for which no article is to be read.
        sleep(_PAUSE)
        made: dict[int, Snippet] = {}
        shown = monotonic()
        for id in ids:
            if worker.is_cancelled or self._load is None:
                return
            try:
                made[id] = self._load(id, terms, _CHARACTERS)
            except StorageError:
                break  # The next question to the library reports it.
            if monotonic() - shown > _EVERY:
                self._widget.post_message(self.SnippetsLoaded(terms, made))
                made, shown = {}, monotonic()
        if made and not worker.is_cancelled:
            self._widget.post_message(self.SnippetsLoaded(terms, made))
