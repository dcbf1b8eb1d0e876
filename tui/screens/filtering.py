"""The filters of a screen: every control changes one field of the one query."""

from pathlib import Path

from textual.screen import Screen

from tui.library.query import Query
from tui.screens import words
from tui.screens.asking import Asker, CategoriesCounted, DaysCounted
from tui.screens.picking import pick_category, pick_days
from tui.widgets.filter_bar import ChipLabel
from tui.widgets.search_box import SearchBox


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
        self._folders = folders
        self._asker = asker

    def ask(self, query: Query) -> None:
        """Make another query the current one, its text in the box."""
        if query.text != self._query.text:
            self.query_one(SearchBox).show(query.text)
        self._ask(query)

    def _ask(self, query: Query) -> None:
        if query != self._query:
            self._query = query
            self.ask_again()

    def ask_again(self) -> None:
        """Ask for the current query."""
        raise NotImplementedError

    def on_search_box_search_typed(self, message: SearchBox.SearchTyped) -> None:
        """Ask for what is typed."""
        # The box is not touched: more may have been typed since.
        self._ask(self._query._replace(text=message.text))

    def on_chip_label_chip_removed(self, message: ChipLabel.ChipRemoved) -> None:
        """Take one filter off."""
        self.ask(words.without(self._query, message.field, self._folders))

    def action_search(self) -> None:
        """Type a search."""
        # At once: keys that are typed ahead belong to the box already.
        self.set_focus(self.query_one(SearchBox))

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

    def action_only_bookmarks(self) -> None:
        """List only bookmarks, wherever their files are, or all articles again."""
        only = not self._query.bookmarked
        folders = None if only else self._folders
        self.ask(self._query._replace(bookmarked=only, folders=folders))

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
        self.ask(Query(folders=self._folders))
