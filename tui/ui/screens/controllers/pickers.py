"""The pickers of filters and headings; their dialogs are imported when they are first opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual.app import App

from tui.library.query import Days, Query
from tui.library.search.query_language import Category
from tui.library.search.query_printing import without
from tui.ui.screens.controllers.query_worker import CategoriesCounted, DaysCounted

if TYPE_CHECKING:
    from tui.ui.page.anchors import PageHeading


def pick_category(
    app: App[None], counted: CategoriesCounted, query: Query, ask: Callable[[Query], None]
) -> None:
    """Let the user pick a category.

    Args:
        app: The application.
        counted: The categories there are.
        query: The query whose category changes.
        ask: Takes the changed query.
    """
    from tui.ui.screens.dialogs.pick_category import CategoryChosen, PickCategory

    def chosen(result: CategoryChosen | None) -> None:
        if result is not None:
            ask(without(query, Category)._replace(category=result.category))

    app.push_screen(PickCategory(counted.counts, query.category, counted.total), chosen)


def pick_heading(
    app: App[None], headings: Sequence[PageHeading], here: int, go: Callable[[int], None]
) -> None:
    """Let the user go to a heading of an article.

    Args:
        app: The application.
        headings: The headings, in order; at least one.
        here: The number of the paragraph where the reader is.
        go: Takes the number of the heading's paragraph.
    """
    from tui.ui.screens.dialogs.contents import Contents

    def chosen(result: PageHeading | None) -> None:
        if result is not None:
            go(result.paragraph)

    app.push_screen(Contents(headings, here), chosen)


def pick_days(
    app: App[None], counted: DaysCounted, query: Query, ask: Callable[[Query], None]
) -> None:
    """Let the user pick a day or a range of days.

    Args:
        app: The application.
        counted: The days that have articles.
        query: The query whose days change.
        ask: Takes the changed query.
    """
    from tui.ui.screens.dialogs.pick_date import DaysChosen, PickDate

    def chosen(result: DaysChosen | None) -> None:
        if result is not None:
            ask(without(query, Days)._replace(days=result.days))

    app.push_screen(PickDate(counted.counts, query.days, date.today()), chosen)
