"""The place where a search began, and the way back to it."""

from collections.abc import Sequence
from typing import NamedTuple

from tui.library.values import Position
from tui.ui.screens.split_view import SplitView


class Origin(NamedTuple):
    """Where the user was before a search."""

    near: Sequence[int]
    """The article under the cursor, then those beside it: the first that is listed is gone to."""
    line: int
    """The line of the screen that its row began on, from 0."""
    reading: bool
    """Whether the reader had the user's attention."""
    article: int | None
    """The id of the article in the reader; None for none."""
    place: Position | None
    """The reader's place in it."""


def origin_in(split: SplitView) -> Origin:
    """Return where the user is now."""
    listing = split.list
    article = split.pane.pages.shown_id if split.shows_article else None
    place = split.pane.reading_place.wanted if article is not None else None
    return Origin(listing.beside_cursor(), listing.cursor_line, split.reading, article, place)


def return_to(split: SplitView, origin: Origin) -> None:
    """Show the article of an origin at its place, once the list's cursor is back on it."""
    split.follow_list()
    if origin.article is not None and split.list.current_id == origin.article:
        split.pane.pages.open(origin.article, at=origin.place)
