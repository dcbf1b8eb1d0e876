"""The caches of a list: summaries and snippets of the rows near the screen, read in workers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from time import monotonic, sleep

from textual.message import Message
from textual.widget import Widget
from textual.worker import get_current_worker

from tui.articles.article import Summary
from tui.errors import StorageError
from tui.library.search.matches import Terms
from tui.library.search.snippets import Snippet, has_passages
from tui.ui.list.row_places import ListRows, ManyRows

_KEPT = 2_000
"""The most summaries, and the most snippets, that are remembered; a screen shows fewer than a
hundred."""


class KnownRows:
    """The rows of a list, and the summaries of those that have been near the screen."""

    @dataclass(eq=False, repr=False)
    class RowsRead(Message):
        """Rows that were not known yet have been read."""

        rows: ListRows
        blocks: Mapping[int, Sequence[int]]
        """Ids, where they were not known either."""
        summaries: list[Summary]

    @dataclass(eq=False, repr=False)
    class RowsNotRead(Message):
        """Rows could not be read."""

        reason: str

    def __init__(self, widget: Widget, load: Callable[[Sequence[int]], list[Summary]]) -> None:
        """Begin with no rows.

        Args:
            widget: The widget whose workers read, and that handles the messages.
            load: Reads summaries by id; called in a worker thread.
        """
        self._widget = widget
        self._load = load
        self.rows = ListRows((), (), grouped=True)
        """The places of the rows."""
        self._summaries: dict[int, Summary] = {}
        self._asked: set[int] = set()
        """Ids on their way, or gone from the index: not to be asked for again."""
        self._asked_blocks: set[int] = set()

    def begin(self, rows: ListRows, summaries: Sequence[Summary]) -> None:
        """Take other rows, with the summaries that are known already."""
        self.rows = rows
        self._asked.clear()
        self._asked_blocks.clear()
        self._summaries.clear()
        self.remember(summaries)

    def remember(self, summaries: Sequence[Summary]) -> None:
        """Remember the present summaries of some rows."""
        for summary in summaries:
            self._summaries[summary.id] = summary
        while len(self._summaries) > _KEPT:
            del self._summaries[next(iter(self._summaries))]

    def get(self, id: int | None) -> Summary | None:
        """Return the summary of an article; None where it is not known yet."""
        return None if id is None else self._summaries.get(id)

    @property
    def ids(self) -> list[int]:
        """The ids of the articles whose summaries are known."""
        return list(self._summaries)

    def want(self, places: range) -> None:
        """Read the rows at some places that are not known yet, in a worker."""
        unknown = self.rows.unknown(places) if isinstance(self.rows, ManyRows) else ()
        blocks = [block for block in unknown if block not in self._asked_blocks]
        ids = [id for place in places if (id := self.rows.id_at(place)) is not None]
        missing = [id for id in ids if id not in self._summaries and id not in self._asked]
        if not blocks and not missing:
            return
        self._asked.update(missing)
        self._asked_blocks.update(blocks)
        self._widget.run_worker(
            partial(self._read, self.rows, places, blocks, missing), thread=True, group="rows"
        )

    def _read(
        self, rows: ListRows, places: range, blocks: Sequence[int], ids: Sequence[int]
    ) -> None:
        found: dict[int, Sequence[int]] = {}
        wanted = [*ids]
        try:
            if isinstance(rows, ManyRows):
                for block in blocks:
                    found[block] = rows.fetch(block)
                    wanted += rows.among(places, block, found[block])
            summaries = self._load(wanted)
        except StorageError as error:
            self._widget.post_message(self.RowsNotRead(str(error)))
            return
        self._widget.post_message(self.RowsRead(rows, found, summaries))

    def take(self, message: RowsRead) -> bool:
        """Remember what has been read; return whether it is of the rows that are listed."""
        if message.rows is not self.rows:
            return False
        if isinstance(self.rows, ManyRows):
            for block, ids in message.blocks.items():
                self.rows.learn(block, ids)
        self._asked_blocks.difference_update(message.blocks)
        self.remember(message.summaries)
        self._asked.difference_update(summary.id for summary in message.summaries)
        return True


Load = Callable[[int, Terms, int], Snippet]
"""The function that makes the snippet of an article, for some terms, of a length in characters."""

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
        self._terms = terms if self._load and has_passages(terms) else ()
        self._fresh.clear()
        self._asked = frozenset()
        self._widget.workers.cancel_group(self._widget, "snippets")
        if not self._terms:
            self._known.clear()

    def on_screen(self, id: int, rows: ListRows, top: int, height: int) -> Snippet | None:
        """Return the snippet of an article on the screen; None where it is not known yet.

        Args:
            id: The article.
            rows: The rows; where its snippet is missing, those of all on the screen are made.
            top: The first line of the list that is on the screen.
            height: The lines of the screen.
        """
        if self._terms and id not in self._fresh and id not in self._asked:
            places = rows.near(top, height)
            self._want([other for place in places if (other := rows.id_at(place)) is not None])
        return self._known.get(id)

    def _want(self, ids: Sequence[int]) -> None:
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
