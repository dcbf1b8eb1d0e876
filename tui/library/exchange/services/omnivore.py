"""Omnivore's JSON: arrays of items, beside which the export has their texts and highlights.

The export is a zip or a folder of `metadata_0_to_20.json` …, `content/SLUG.html` and
`highlights/SLUG.md`.
"""

from collections.abc import Mapping
from typing import Any

from tui.library.exchange.services.saved_items import SavedItem, names_in, text_in

NAME = "Omnivore"

_ALL_READ = 100
"""The reading progress of an item that was read to its end, in percent."""


def is_item(values: Mapping[str, Any]) -> bool:
    """Return whether an object is an item of Omnivore."""
    return "url" in values and "slug" in values and "savedAt" in values


def item_of(values: Mapping[str, Any]) -> SavedItem:
    """Return the item of an object of `metadata_….json`."""
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
    """Return the names that the text and the highlights of an item have beside its metadata."""
    slug = text_in(values, "slug")
    return f"content/{slug}.html", f"highlights/{slug}.md"
