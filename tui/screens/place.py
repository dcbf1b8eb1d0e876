"""The place in the list while it is given other rows: where the cursor goes."""

from tui.screens.asking import Answered
from tui.widgets.article_list import ArticleList


def wanted(listing: ArticleList, last_open: int | None, again: bool) -> list[int]:
    """Return the articles on one of which the cursor is to be, the best first.

    Args:
        listing: The list.
        last_open: The article that a restart brings back.
        again: Whether the same is asked as before: then the article next to one that is gone
            will do.
    """
    if not listing.moved:
        # Whoever has not moved yet wants the newest article, not the first that was read.
        return [] if last_open is None else [last_open]
    beside = listing.beside_cursor()
    return beside if again else beside[:1]


def has_left(listing: ArticleList, message: Answered) -> bool:
    """Tell whether the cursor has gone where an answer says nothing of since it was asked for."""
    current = listing.current_id
    if not listing.moved or not len(listing.rows):
        return False
    if current is None:
        return True
    return current not in message.near[:1] and message.rows.index_of(current) is None


def cursor_for(listing: ArticleList, message: Answered) -> int | None:
    """Return the article that the cursor goes to; None for the first."""
    current = listing.current_id
    if listing.moved and current is not None and message.rows.index_of(current) is not None:
        return current
    return message.cursor
