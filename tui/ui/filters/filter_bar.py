"""The filter bar: the search box, and a chip for each filter that is on."""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input, Static

from tui.articles.date_format import date_in_short
from tui.commands import Where
from tui.library.query import NAMINGS, Days, Query
from tui.library.search.query_language import LONGEST
from tui.ui.common.cells import cut_middle
from tui.ui.common.key_bindings import bindings

_UNPRINTABLE = re.compile(r"[\0-\x1f\x7f-\x9f\u2028\u2029]+")
"""Line ends, tabs and other control codes."""


class SearchBox(Input):
    """The box for a text in the query language."""

    WHERE: ClassVar[Where] = "search"
    BINDINGS: ClassVar[list[BindingType]] = bindings("search")

    DEFAULT_CSS = """
    SearchBox { height: 1; border: none; padding: 0; }
    SearchBox:focus { border: none; }
    """

    virtual_size = Reactive(Size(0, 0), layout=False)
    """The size of the text; that of the box does not depend on it, so that a letter more or less
    moves nothing else."""

    @dataclass(eq=False, repr=False)
    class SearchTyped(Message):
        """The text has changed."""

        box: "SearchBox"

    @dataclass(eq=False, repr=False)
    class TypingTurned(Message):
        """The user has come to the box, or gone."""

    @dataclass(eq=False, repr=False)
    class SearchLeft(Message):
        """The user is done typing."""

        box: "SearchBox"
        kept: bool
        """Whether the text stays in the box."""

    def __init__(self, text: str, *, id: str) -> None:
        """Make a box with a text in it."""
        # Not `compact`, which looks the same but has the box styled twice.
        super().__init__(text, placeholder="search", select_on_focus=False, id=id)

    def watch_virtual_size(self, virtual_size: Size) -> None:
        """Scroll no further than the text goes."""
        self._scroll_update(virtual_size)

    def on_focus(self) -> None:
        """Move the terminal's cursor here: input methods show their choices beside it."""
        # A key that comes early may find the box without its place on the screen.
        self.call_after_refresh(self._bring_cursor)
        self.post_message(self.TypingTurned())

    def on_blur(self) -> None:
        """Post that the user has gone."""
        self.post_message(self.TypingTurned())

    @property
    def waits(self) -> bool:
        """Whether the box is empty and the user may type."""
        return self.has_focus and not self.value

    def on_resize(self) -> None:
        """Move the terminal's cursor along."""
        self._bring_cursor()

    def _bring_cursor(self) -> None:
        if self.has_focus:
            self.app.cursor_position = self.cursor_screen_offset
            self.refresh()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Post that the text has changed."""
        event.stop()
        self.post_message(self.SearchTyped(self))

    def on_paste(self, event: events.Paste) -> None:
        """Take in all of a pasted text as one line; Textual's box would take its first line."""
        event.stop()
        event.prevent_default()
        line = _UNPRINTABLE.sub(" ", event.text[: LONGEST + 1]).strip()
        self.replace(line, *sorted(self.selection))

    def show(self, text: str) -> None:
        """Put a text in without a post."""
        if text != self.value:
            with self.prevent(Input.Changed):
                self.value = text
                self.cursor_position = len(text)

    def action_keep_search(self) -> None:
        """Go to the list, and keep the text."""
        self.post_message(self.SearchLeft(self, kept=True))

    async def action_query_help(self) -> None:
        """Open the help at what can be typed here."""
        await self.app.run_action("app.help('search')")

    def action_leave_search(self) -> None:
        """Go back to the list, and drop the text."""
        self.post_message(self.SearchLeft(self, kept=False))


_AROUND = 5
"""Cells that a chip takes beside its words: the cross, the space around, the gap to the next."""

_FEWEST = 4
"""The cells that stay of cut words."""

_SHARE = 0.7
"""The largest part of the bar for the chips."""

_BOX = 15
"""The cells that the chips leave to the box, with its slash."""


_ORDERS = {"words": "by length", "random": "at random"}
"""The orders that are not called by what they sort by."""


class Chip(NamedTuple):
    """One filter that is on."""

    field: str
    """The field of the `Query`."""
    words: str
    short: str
    """The words where there is little room."""


def chips(query: Query) -> list[Chip]:
    """Return the filters that are on, apart from the text, which its box shows."""
    found: list[Chip] = []
    if query.like is not None:
        found.append(Chip("like", f"like: {query.like.title}", query.like.title))
    if query.category is not None:
        name = " › ".join(query.category) if query.category else "none"
        found.append(Chip("category", f"category {name}", name))
    for naming in NAMINGS:
        if (name := getattr(query, naming)) is not None:
            found.append(Chip(naming, f"{naming} {name or 'none'}", name or f"no {naming}"))
    if query.days is not None:
        days = days_in_words(query.days)
        found.append(Chip("days", f"date {days}", days))
    if query.unread:
        found.append(Chip("unread", "unread", "unread"))
    if query.bookmarked:
        found.append(Chip("bookmarked", "bookmarks", "bookmarks"))
    if query.sort != "date" and (query.like is None or query.sort != "relevance"):
        words = _ORDERS.get(query.sort, f"by {query.sort}")
        found.append(Chip("sort", words, words.removeprefix("by ")))
    if query.reverse:
        found.append(Chip("reverse", "reversed", "reversed"))
    return found


def fitting(found: Sequence[Chip], room: int) -> list[str]:
    """Return the words of chips, as long as all of them fit into `room` cells.

    Where they don't, they are short, and then the longest is cut.
    """
    whole = [chip.words for chip in found]
    if sum(cell_len(words) + _AROUND for words in whole) <= room:
        return whole
    short = [chip.short for chip in found]
    widths = [cell_len(words) for words in short]
    over = sum(widths) + _AROUND * len(widths) - room
    while over > 0 and max(widths, default=0) > _FEWEST:
        widths[widths.index(max(widths))] -= 1
        over -= 1
    return [cut_middle(words, width) for words, width in zip(short, widths, strict=True)]


def days_in_words(days: Days) -> str:
    """Return a range of days in few words: a day, a month, a year, or both ends."""
    first, last = days.first, days.last
    if first is None and last is None:
        return "any"
    if first is None or last is None:
        return f"from {_day(first)}" if first else f"until {_day(last)}"
    if first == last:
        return _day(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year} – {last.year}"
    ends_month = last.day == monthrange(last.year, last.month)[1]
    if first.day == 1 and ends_month and (first.year, first.month) == (last.year, last.month):
        return f"{first:%B} {first.year}"
    return f"{_day(first)} – {_day(last)}"


def _day(day: date | None) -> str:
    return date_in_short(day) if day else ""


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
        self.tooltip = "Clear this filter"

    def say(self, words: str) -> None:
        """Show the filter in these words."""
        self.update(Content(f"{words} ×"))

    def on_click(self, event: events.Click) -> None:
        """Take the filter off."""
        event.stop()
        self.post_message(self.ChipRemoved(self._field))


class FilterBar(Horizontal):
    """The bar of the filters; every control posts a change of one field of the query."""

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
        """Fit the words of the filters to the new width."""
        self._fit()

    def _fit(self) -> None:
        if self.size.width:
            room = min(int(self.size.width * _SHARE), self.size.width - _BOX)
            words = fitting(chips(self._query), room)
            for label, shown in zip(self.query(ChipLabel), words, strict=False):
                label.say(shown)

    def _labels(self) -> list[Static]:
        return [ChipLabel(chip) for chip in chips(self._query)]
