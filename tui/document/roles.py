"""The roles that text of a document can have."""

from typing import Literal

Role = Literal[
    "strong",
    "emphasis",
    "code",
    "link",
    "strike",
    "underline",
    "mark",
    "superscript",
    "subscript",
    "small",
    "keyboard",
    "formula",
    "ruby",
    "quote",
    "heading",
    "bar",
    "marker",
    "caption",
    "image",
    "media",
    "note",
    "rule",
    "table",
    "title",
    "byline",
    "notice",
]
"""What a run of text is; the pane gives each role its looks, the layout knows no colours."""
