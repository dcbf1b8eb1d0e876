"""Files and streams that hold many articles."""

from typing import Literal

Kind = Literal[
    "article", "articles", "html", "text", "feed", "opml", "ndjson", "mbox", "eml", "zip", "tar"
]
"""The kinds that can be asked for."""
