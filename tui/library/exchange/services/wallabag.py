"""wallabag's JSON: an array of entries with their text and annotations.

The keys are those of `EntriesExport` (wallabag 2) and of the export of wallabag 1, whose
`is_read` and `is_fav` became `is_archived` and `is_starred`.
"""

from collections.abc import Mapping
from typing import Any

from tui.library.exchange.services.saved_items import (
    STARRED,
    SavedItem,
    is_true,
    names_in,
    objects_in,
    quoted,
    text_in,
)

NAME = "wallabag"

_STATES = frozenset({"is_archived", "is_starred", "is_read", "is_fav"})


def is_item(values: Mapping[str, Any]) -> bool:
    """Return whether an object is an entry of wallabag."""
    return "url" in values and not _STATES.isdisjoint(values)


def item_of(values: Mapping[str, Any]) -> SavedItem:
    """Return the item of an entry."""
    starred = is_true(values.get("is_starred")) or is_true(values.get("is_fav"))
    annotations = (
        quoted(text_in(each, "quote"), text_in(each, "text"))
        for each in objects_in(values, "annotations")
    )
    return SavedItem(
        text_in(values, "url"),
        text_in(values, "title"),
        values.get("created_at"),
        [*names_in(values.get("tags"), "label", "name", "slug"), *([STARRED] if starred else [])],
        list(annotations),
        text_in(values, "content"),
        author=", ".join(names_in(values.get("published_by"))),
        published=values.get("published_at"),
        cover=text_in(values, "preview_picture"),
        language=text_in(values, "language"),
        read=is_true(values.get("is_archived")) or is_true(values.get("is_read")),
    )
