"""The cache of a list's rows, which are read in a worker as they come near the screen."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from textual.message import Message
from textual.widget import Widget

from tui.articles.article import Summary
from tui.errors import StorageError
from tui.ui.list.row_places import ListRows, ManyRows

_KEPT = 2_000
"""The most summaries that are remembered; a screen shows fewer than a hundred."""


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
