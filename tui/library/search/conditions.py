"""Queries as SQL: what each part of a query asks of a row of `articles`."""

from __future__ import annotations

import apsw

from tui.library.query import Query
from tui.library.search.filter_conditions import (
    Conditions,
    add_category,
    add_folders,
    add_marked,
    days_condition,
    places_of,
)
from tui.library.storage.scope import hides


def conditions_of(
    connection: apsw.Connection,
    query: Query,
    *,
    category: bool = True,
    days: bool = True,
) -> Conditions:
    """Return what a query asks.

    Args:
        connection: The connection that the conditions are for; what is open is noted on it.
        query: The query.
        category: Whether to take in its category.
        days: Whether to take in its days.
    """
    conditions = Conditions(sort=query.sort)
    add_folders(conditions, connection, query)
    if hides(connection):
        conditions.add("a.id NOT IN (SELECT id FROM hidden)")
    if category and query.category is not None:
        add_category(conditions, connection, query.category)
    if days and query.days:
        conditions.add(*days_condition(query.days))
        conditions.places = places_of(query.days)
    if query.unread:
        conditions.add("NOT a.read")
        conditions.by_marks = True
    if query.bookmarked:
        add_marked(conditions, connection, "bookmarked")
    if query.text.strip():
        from tui.library.search.text_conditions import add_text

        add_text(conditions, connection, query.text, category=category, days=days)
    return conditions
