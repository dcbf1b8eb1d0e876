"""The filters of a screen: every control changes one field of the one query."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from textual import on
from textual.screen import Screen

from tui.library.query import Query
from tui.ui.filters.filter_bar import ChipLabel, FilterBar
from tui.ui.filters.search_box import SearchBox
from tui.ui.screens.asking import Asker, CategoriesCounted, DaysCounted
from tui.ui.screens.pickers import pick_category, pick_days

if TYPE_CHECKING:
    from pathlib import Path

    from tui.ui.screens.query_saving import QueriesChanged, QueryKeeper


class FilteringScreen(Screen[None]):
    """A screen that has a current query; what it finds is shown by a subclass."""

    def __init__(self, query: Query, folders: tuple[Path, ...] | None, asker: Asker) -> None:
        """Make the screen.

        Args:
            query: What is listed at first.
            folders: What is open, absolute; None for what was piped in.
            asker: Counts categories and days.
        """
        super().__init__()
        self._query = query
        self._typed = query
        """The same query as the bar shows it: what is typed is text until it is kept."""
        self._unedited: Query | None = None
        """What an edit of the whole query began with, while there is one."""
        self._folders = folders
        self._asker = asker

    def ask(self, query: Query) -> None:
        """Make another query the current one, its text in the box."""
        self._unedited = None
        self.query_one(SearchBox).show(query.text)
        self._ask(query)

    def _ask(self, typed: Query) -> None:
        self._typed = typed
        query = self._understand(typed)
        if query != self._query:
            self._query = query
            self.ask_again()
        else:
            self.call_next(self.show_filters)

    def _understand(self, typed: Query) -> Query:
        """Return the query with what is typed of filters as if it had been picked."""
        query = typed._replace(text="")
        if typed.text.strip():
            from tui.library.search.query_printing import lifted

            query = lifted(typed, relative=False)
        return query.open_in(self._folders)

    async def show_filters(self) -> None:
        """Show the filters that are on as chips, but for what the box says."""
        await self.query_one(FilterBar).show(self._typed)

    def ask_again(self) -> None:
        """Ask for the current query."""
        raise NotImplementedError

    def on_search_box_search_typed(self, message: SearchBox.SearchTyped) -> None:
        """Ask for what is typed."""
        # The box is not touched, and may say more by now than the message.
        self._ask(self._typed._replace(text=message.box.value))

    @on(SearchBox.SearchLeft)
    def leave_box(self, message: SearchBox.SearchLeft) -> None:
        """Show what was typed of filters as chips, or take off what was typed."""
        if message.kept:
            self.ask(self._understand(self._typed._replace(text=message.box.value)))
        else:
            self.ask(self._unedited or self._typed._replace(text=""))

    def on_chip_label_chip_removed(self, message: ChipLabel.ChipRemoved) -> None:
        """Take one filter off."""
        default = Query._field_defaults[message.field]
        self.ask(self._query._replace(**{message.field: default}))

    def action_search(self) -> None:
        """Type a search."""
        # At once: keys that are typed ahead belong to the box already.
        self.set_focus(self.query_one(SearchBox))

    def action_edit_query(self) -> None:
        """Have the whole query in the box, its filters too, to be edited there."""
        from tui.library.search.query_printing import print_query

        query = self._query
        self.ask(Query(print_query(query)))
        self._unedited = query
        self.action_search()

    def action_pick_category(self) -> None:
        """Pick a category."""
        self._asker.count_categories(self._query)

    def action_pick_date(self) -> None:
        """Pick a date."""
        self._asker.count_days(self._query)

    def on_categories_counted(self, message: CategoriesCounted) -> None:
        """Open the category picker."""
        pick_category(self.app, message, self._query, self.ask)

    def on_days_counted(self, message: DaysCounted) -> None:
        """Open the date picker."""
        pick_days(self.app, message, self._query, self.ask)

    @cached_property
    def keeper(self) -> QueryKeeper:
        """Saves queries by name, and calls them again."""
        from tui.ui.screens.query_saving import QueryKeeper

        return QueryKeeper(self, self.ask)

    def action_saved_queries(self) -> None:
        """Call a saved query, or remove one."""
        self.keeper.pick()

    def action_save_query(self) -> None:
        """Save the query under a name."""
        self.keeper.save(self._query)

    def on_queries_changed(self, message: QueriesChanged) -> None:
        """Say what has become of a saved query."""
        self.notify(message.note, timeout=4)

    def action_only_bookmarks(self) -> None:
        """List only bookmarks, wherever their files are, or all articles again."""
        self.ask(self._query._replace(bookmarked=not self._query.bookmarked))

    def action_only_unread(self) -> None:
        """List only unread articles, or all again."""
        self.ask(self._query._replace(unread=not self._query.unread))

    def action_sort_by_title(self) -> None:
        """Sort by title, or by date again."""
        self.ask(self._query._replace(sort="date" if self._query.sort == "title" else "title"))

    def action_reverse_order(self) -> None:
        """Turn the order round."""
        self.ask(self._query._replace(reverse=not self._query.reverse))

    def action_clear_filters(self) -> None:
        """Take all filters off."""
        self.ask(Query())
