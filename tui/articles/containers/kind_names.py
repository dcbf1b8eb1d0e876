"""The names of the kinds of streams and containers, for the command line."""

from typing import Literal

Kind = Literal[
    "article", "articles", "html", "text", "feed", "opml", "ndjson", "mbox", "eml", "zip", "tar"
]
"""The kinds that can be asked for."""
