"""The filter bar: the search box, and a chip for every filter that is on."""

from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tui.library.query import Query
from tui.widgets.chips import Chip, chips, fitting
from tui.widgets.search_box import SearchBox

_SHARE = 0.7
"""How much of the bar the chips may take."""

_BOX = 15
"""How many cells they leave to the box, with its slash."""


class ChipLabel(Static):
    """A filter that is on; a click takes it off."""

    DEFAULT_CSS = """
    ChipLabel {
        width: auto; height: 1; max-width: 100%; text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    @dataclass(eq=False, repr=False)
    class ChipRemoved(Message):
        """The user takes one filter off."""

        field: str
        """The field of the `Query` that goes back to its default."""

    def __init__(self, chip: Chip) -> None:
        """Make the label of a chip."""
        super().__init__()
        self.say(chip.words)
        self._field = chip.field
        self.tooltip = "Click to take this filter off"

    def say(self, words: str) -> None:
        """Show the filter in these words."""
        self.update(Content(f"{words} ×"))

    def on_click(self, event: events.Click) -> None:
        """Take the filter off."""
        event.stop()
        self.post_message(self.ChipRemoved(self._field))


class FilterBar(Horizontal):
    """Says what is filtered; every control posts a change of one field of the query."""

    DEFAULT_CSS = """
    FilterBar { height: auto; }
    FilterBar #slash { width: 3; height: 1; }
    FilterBar #search { width: 1fr; min-width: 12; }
    FilterBar #chips { width: auto; max-width: 70%; height: 1; }
    """

    def __init__(self, query: Query, *, id: str) -> None:
        """Make the bar for a query."""
        super().__init__(id=id)
        self._query = query

    def compose(self) -> ComposeResult:
        """Make the box and the chips."""
        yield Static(Content(" / "), id="slash")
        yield SearchBox(self._query.text, id="search")
        with Horizontal(id="chips"):
            yield from self._labels()

    async def show(self, query: Query) -> None:
        """Show the filters of another query; the text in the box is the box's own."""
        before, self._query = self._query, query
        if chips(before) != chips(query):
            holder = self.query_one("#chips")
            async with holder.batch():
                await holder.remove_children()
                # Which, unlike `mount`, does nothing once the app leaves.
                await holder.mount_all(self._labels())
            self._fit()

    def on_resize(self) -> None:
        """Say as much of the filters as there is room for."""
        self._fit()

    def _fit(self) -> None:
        if self.size.width:
            room = min(int(self.size.width * _SHARE), self.size.width - _BOX)
            words = fitting(chips(self._query), room)
            for label, shown in zip(self.query(ChipLabel), words, strict=False):
                label.say(shown)

    def _labels(self) -> list[Static]:
        return [ChipLabel(chip) for chip in chips(self._query)]
