"""Opening the pickers; they are imported when they are first wanted."""

from collections.abc import Callable
from datetime import date

from textual.app import App

from tui.library.query import Query
from tui.screens.asking import CategoriesCounted, DaysCounted


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
    from tui.screens.pick_category import CategoryChosen, PickCategory

    def chosen(result: CategoryChosen | None) -> None:
        if result is not None:
            ask(query._replace(category=result.category))

    app.push_screen(PickCategory(counted.counts, query.category, counted.total), chosen)


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
    from tui.screens.pick_date import DaysChosen, PickDate

    def chosen(result: DaysChosen | None) -> None:
        if result is not None:
            ask(query._replace(days=result.days))

    app.push_screen(PickDate(counted.counts, query.days, date.today()), chosen)
