"""Karakeep's JSON (Hoarder before): links and notes with tags, and in newer versions lists.

The keys are those of `zExportSchema` in Karakeep's source.
"""

from collections.abc import Mapping
from typing import Any

from tui.library.exchange.services.saved_items import SavedItem, is_true, names_in, text_in

NAME = "Karakeep"


def is_item(values: Mapping[str, Any]) -> bool:
    """Return whether an object is a bookmark of Karakeep."""
    content = values.get("content", False)
    return "createdAt" in values and "tags" in values and (content is None or _is_content(content))


def _is_content(content: object) -> bool:
    return isinstance(content, dict) and "type" in content


def item_of(values: Mapping[str, Any]) -> SavedItem:
    """Return the item of a bookmark."""
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
    """Return an item with the lists that it is in as labels.

    Args:
        item: The item.
        values: Its bookmark.
        lists: The names of the lists, by their ids.
    """
    named = (lists.get(id, "") for id in names_in(values.get("lists")))
    return item._replace(labels=[*item.labels, *named])
