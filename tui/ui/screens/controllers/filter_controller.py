"""The filters of the current query: box, chips, pickers and saved queries."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, get_args

from rich.cells import cell_len

from tui.library.query import Query, Sort, new_seed
from tui.library.search.query_language import parse
from tui.library.search.query_printing import lifted, print_query
from tui.ui.filters.filter_bar import SearchBox

if TYPE_CHECKING:
    from pathlib import Path

    from textual.screen import Screen

    from tui.ui.common.frame_lines import RuleLine
    from tui.ui.filters.filter_bar import ChipLabel, FilterBar
    from tui.ui.screens.controllers.list_controller import ListController
    from tui.ui.screens.controllers.query_pickers import QueryPickers
    from tui.ui.screens.controllers.query_saving import QueriesChanged
    from tui.ui.screens.controllers.query_worker import DaysCounted, LikenessFound
    from tui.ui.screens.controllers.search_origin import Origin


_EXAMPLES = (
    "Type words",
    '"a phrase"',
    "-without",
    "title:word",
    "date:2021-03",
    "is:unread",
    "words:>1500",
    "note:word",
    "has:image",
    "sort:title",
    "either OR other",
    "category:/path",
    "author:name",
    "tag:word",
)
"""What can be typed into the search box, the most useful first."""

_MARGINS = 6
"""The cells of the line below the box that these leave free."""


class FilterController:
    """Changes one field of the current query for each control."""

    def __init__(
        self,
        screen: Screen[None],
        bar: FilterBar,
        rule: RuleLine,
        listing: ListController,
        folders: tuple[Path, ...] | None,
    ) -> None:
        """Make the controller.

        Args:
            screen: Opens the dialogs and shows the notices.
            bar: The search box and the chips.
            rule: The line below them, which says what can be typed.
            listing: Holds the current query and asks for its rows.
            folders: What is open, absolute; None for what was piped in.
        """
        self._screen = screen
        self._bar = bar
        self._rule = rule
        self._list = listing
        self._folders = folders
        self._typed = listing.query
        """The current query as the bar shows it: typed filters are text until they are kept."""
        self._unedited: Query | None = None
        """The query before an edit of the whole query began, while there is one."""
        self._origin: Origin | None = None
        """Where the search began that is on; None where none is, or where that is not known."""
        self._edit_origin: Origin | None = None
        """Where that edit began."""

    @cached_property
    def pickers(self) -> QueryPickers:
        """The dialogs that change the query, imported and made with the first of them."""
        from tui.ui.screens.controllers.query_pickers import QueryPickers

        return QueryPickers(self._screen, self.ask)

    @property
    def _query(self) -> Query:
        return self._list.query

    @property
    def _box(self) -> SearchBox:
        return self._bar.query_one(SearchBox)

    def ask(self, query: Query) -> None:
        """Make another query the current one, its text in the box.

        The next keys are about the rows that it finds, and wait for them.
        """
        self._unedited = self._edit_origin = None
        if not query.text:
            self._origin = None
        self._box.show(query.text)
        self._ask(query)
        self._list.hold_keys()

    def _ask(self, typed: Query) -> None:
        self._typed = typed
        query = self._understand(typed)
        if query != self._query:
            self._list.ask(query)
        else:
            self._screen.call_next(self.show_chips)

    def _understand(self, typed: Query) -> Query:
        """Return a query with its typed filters as if they had been picked."""
        query = typed._replace(text="")
        if typed.text.strip():
            query = lifted(typed, relative=False)
        return self._with_seed(query).open_in(self._folders)

    def _with_seed(self, query: Query) -> Query:
        """Return a query at random in a new order, or in that of the list where it stands so."""
        if query.sort != "random":
            return query._replace(seed=0)
        same = self._query.sort == "random"
        return query._replace(seed=self._query.seed if same else new_seed())

    async def show_chips(self) -> None:
        """Show the filters that are on as chips, except those that the box says."""
        # Words that gave way to the first letter by themselves would take a frame of their own,
        # and the rows would come one frame later.
        self._show_examples()
        await self._bar.show(self._typed)

    # -- the box and the chips

    def action_search(self) -> None:
        """Turn to the search box."""
        self._origin = self._origin or self._list.origin()
        # At once: keys that are typed ahead belong to the box already.
        self._screen.set_focus(self._box)

    def on_search_box_search_typed(self, message: SearchBox.SearchTyped) -> None:
        """Ask for the text in the box, its last word left out where that is a half-typed filter."""
        # The box is not touched, and may say more by now than the message.
        text = message.box.value
        if parse(text).unfinished:
            self._list.say_problem("")
            # The word before its colon was searched for as any other.
            text = " ".join(text.split()[:-1])
        self._ask(self._typed._replace(text=text))

    def on_search_box_typing_turned(self) -> None:
        """Show below the empty box what can be typed, or take it away."""
        self._show_examples()

    def on_resize(self) -> None:
        """Show as many examples as there is room for now."""
        self._show_examples()

    def _show_examples(self) -> None:
        words = ""
        for example in _EXAMPLES if self._box.waits else ():
            longer = f"{words}   {example}" if words else example
            if cell_len(longer) + _MARGINS > self._screen.size.width:
                break
            words = longer
        self._rule.left = words

    def on_search_box_search_left(self, message: SearchBox.SearchLeft) -> None:
        """Turn typed filters into chips, or restore the query before the typing."""
        if message.kept:
            self.ask(self._understand(self._typed._replace(text=message.box.value)))
        elif self._unedited is not None:
            self._go_back(self._unedited, self._edit_origin)
        else:
            self._go_back(self._typed._replace(text=""), self._origin)

    def on_article_list_back_wanted(self) -> None:
        """Go back from the results of a search to where it began."""
        if self._query.text:
            self._go_back(self._query._replace(text=""), self._origin)

    def _go_back(self, query: Query, origin: Origin | None) -> None:
        """Restore the query before a search or an edit, and lead back to where that began."""
        if origin is not None:
            self._list.go_back(self._understand(query), origin)
        self.ask(query)

    def on_chip_label_chip_removed(self, message: ChipLabel.ChipRemoved) -> None:
        """Set one field back to its default."""
        default = Query._field_defaults[message.field]
        query = self._query._replace(**{message.field: default})
        # The order of likeness goes with it.
        self.ask(query._replace(sort="date") if message.field == "like" else query)

    def action_edit_query(self) -> None:
        """Put the whole query with its filters into the box, to be edited there."""
        query, origin = self._query, self._list.origin()
        self.ask(Query(print_query(query)))
        self._unedited, self._edit_origin = query, origin
        self.action_search()

    def action_clear_filters(self) -> None:
        """Clear the search and all filters."""
        self.ask(Query())

    # -- articles like one article

    def action_more_like_this(self) -> None:
        """Look for the articles that share the rarest words with the one under the cursor."""
        summary = self._list.current
        if summary is None:
            self._screen.notify("There is no article to find others like.", timeout=4)
            return
        query = Query().open_in(self._folders)
        self._list.worker.find_like(query, summary.id, summary.title)

    def on_likeness_found(self, message: LikenessFound) -> None:
        """List the articles that are like one, below it."""
        if len(message.like.ids) == 1:
            self._screen.notify("No other article shares its rare words.", timeout=4)
            return
        self.ask(Query(like=message.like, sort="relevance").open_in(self._folders))
        self._list.turn_to_list()

    # -- filters that are on or off

    def action_only_bookmarks(self) -> None:
        """List only bookmarks, wherever their files are, or all articles again."""
        self.ask(self._query._replace(bookmarked=not self._query.bookmarked))

    def action_only_unread(self) -> None:
        """List only unread articles, or all again."""
        self.ask(self._query._replace(unread=not self._query.unread))

    def action_sort_by_title(self) -> None:
        """Sort by title, or by date again."""
        self.ask(self._query._replace(sort="date" if self._query.sort == "title" else "title"))

    def action_sort_by_date(self) -> None:
        """Sort by date."""
        self._sort_by("date")

    def action_sort_by_words(self) -> None:
        """Sort by length, in words."""
        self._sort_by("words")

    def action_sort_by_relevance(self) -> None:
        """Sort by how well articles fit the search."""
        self._sort_by("relevance")

    def action_sort_randomly(self) -> None:
        """Sort in an order of chance."""
        self._sort_by("random")

    def _sort_by(self, sort: Sort) -> None:
        self.ask(self._query._replace(sort=sort))

    def action_sort(self) -> None:
        """Sort by the next of the orders; by relevance only where there is something to find."""
        query = self._query
        orders = [sort for sort in get_args(Sort) if query.text or sort != "relevance"]
        at = orders.index(query.sort) + 1 if query.sort in orders else 0
        self.ask(query._replace(sort=orders[at % len(orders)]))

    def action_reverse_order(self) -> None:
        """Reverse the order."""
        self.ask(self._query._replace(reverse=not self._query.reverse))

    # -- the date picker

    def action_pick_date(self) -> None:
        """Count the days to pick from."""
        self._list.worker.count_days(self._query)

    def on_days_counted(self, counted: DaysCounted) -> None:
        """Let the user pick a day or a range of days."""
        self.pickers.pick_days(counted.counts, self._query, self._list.day_at_cursor)

    # -- saved queries

    def action_saved_queries(self) -> None:
        """Let the user call a saved query, or remove one."""
        self.pickers.saved.pick()

    def action_save_query(self) -> None:
        """Save the current query under a name."""
        self.pickers.saved.save(self._query)

    def on_queries_changed(self, message: QueriesChanged) -> None:
        """Say that a query was saved or removed."""
        self._screen.notify(message.note, timeout=4)
