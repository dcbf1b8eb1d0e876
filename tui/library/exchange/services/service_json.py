"""The JSON of read-later services: wallabag, Omnivore and Karakeep (Hoarder before).

wallabag exports an array of entries with their text and annotations. The keys are those of
`EntriesExport` (wallabag 2) and of the export of wallabag 1, whose `is_read` and `is_fav` became
`is_archived` and `is_starred`.

Omnivore exports a zip or a folder of `metadata_0_to_20.json` …, arrays of items, with
`content/SLUG.html` and `highlights/SLUG.md` beside them.

Karakeep exports links and notes with tags, and in newer versions lists. The keys are those of
`zExportSchema` in its source.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from tui.library.exchange.services.saved_items import (
    STARRED,
    SavedItem,
    is_true,
    names_in,
    objects_in,
    quoted,
    text_in,
)

_STATES = frozenset({"is_archived", "is_starred", "is_read", "is_fav"})

_ALL_READ = 100
"""The reading progress of an item that was read to its end, in percent."""


class JsonKind(NamedTuple):
    """The JSON of a service."""

    name: str
    is_item: Callable[[Mapping[str, Any]], bool]
    """Tells whether an object is an item of the service."""
    item_of: Callable[[Mapping[str, Any]], SavedItem]
    """Returns the item of an object."""


def _is_of_wallabag(values: Mapping[str, Any]) -> bool:
    return "url" in values and not _STATES.isdisjoint(values)


def _of_wallabag(values: Mapping[str, Any]) -> SavedItem:
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


def _is_of_omnivore(values: Mapping[str, Any]) -> bool:
    return "url" in values and "slug" in values and "savedAt" in values


def _of_omnivore(values: Mapping[str, Any]) -> SavedItem:
    progress = values.get("readingProgress")
    is_read = isinstance(progress, int | float) and progress >= _ALL_READ
    return SavedItem(
        text_in(values, "url"),
        text_in(values, "title"),
        values.get("savedAt"),
        names_in(values.get("labels"), "name"),
        [text_in(values, "note")],
        text_in(values, "content"),
        author=text_in(values, "author"),
        published=values.get("publishedAt"),
        excerpt=text_in(values, "description"),
        cover=text_in(values, "thumbnail"),
        language=text_in(values, "itemLanguage"),
        read=is_read or text_in(values, "state").lower() == "archived",
    )


def files_of(values: Mapping[str, Any]) -> tuple[str, str]:
    """Return the names that the text and the highlights of Omnivore's item have beside it."""
    slug = text_in(values, "slug")
    return f"content/{slug}.html", f"highlights/{slug}.md"


def _is_of_karakeep(values: Mapping[str, Any]) -> bool:
    content = values.get("content", False)
    return "createdAt" in values and "tags" in values and (content is None or _is_content(content))


def _is_content(content: object) -> bool:
    return isinstance(content, dict) and "type" in content


def _of_karakeep(values: Mapping[str, Any]) -> SavedItem:
    content = values.get("content")
    content = content if isinstance(content, dict) else {}
    return SavedItem(
        text_in(content, "url") or text_in(content, "sourceUrl"),
        text_in(values, "title"),
        values.get("createdAt"),
        names_in(values.get("tags"), "name"),
        [text_in(values, "note")],
        text_in(content, "htmlContent") or text_in(content, "text"),
        "html" if text_in(content, "htmlContent") else "markdown",
        author=text_in(content, "author"),
        published=content.get("datePublished"),
        excerpt=text_in(content, "description"),
        cover=text_in(content, "imageUrl"),
        read=is_true(values.get("archived")),
    )


def with_lists(item: SavedItem, values: Mapping[str, Any], lists: Mapping[str, str]) -> SavedItem:
    """Return an item of Karakeep with the lists that it is in as labels.

    Args:
        item: The item.
        values: Its bookmark.
        lists: The names of the lists, by their ids.
    """
    named = (lists.get(id, "") for id in names_in(values.get("lists")))
    return item._replace(labels=[*item.labels, *named])


WALLABAG = JsonKind("wallabag", _is_of_wallabag, _of_wallabag)
OMNIVORE = JsonKind("Omnivore", _is_of_omnivore, _of_omnivore)
KARAKEEP = JsonKind("Karakeep", _is_of_karakeep, _of_karakeep)

JSON_KINDS = (WALLABAG, OMNIVORE, KARAKEEP)
"""The kinds in the order in which an object is compared with them."""
