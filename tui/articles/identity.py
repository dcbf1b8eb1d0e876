"""What makes an article the same article, wherever its file lies."""

import unicodedata
from hashlib import blake2b

from tui.articles.article import Article

_SIZE = 16


def identity(article: Article) -> str:
    """Return the article's identity, 32 hexadecimal digits.

    Its link with its title; else its title with the date that its author gave; else the
    title that its text says; else its text, or what it is called where it has none. Dates
    found anywhere but in the front matter, and titles that are the file's name, change when
    a file is renamed, moved or copied, so they do not count. A date counts as it was
    written, without its zone, so that a machine taken to another country knows its articles
    again.
    """
    title = unicodedata.normalize("NFC", article.title)
    if article.link:
        return _digest("link", article.link, title)
    if article.date is not None and article.date_source == "front matter":
        return _digest("date", article.date.replace(tzinfo=None).isoformat(), title)
    # Files without a word of their own would else be copies of each other.
    if article.has_title or not article.body.strip():
        return _digest("title", title)
    return _digest("text", article.body.strip())


def text_hash(article: Article) -> str:
    """Return 32 hexadecimal digits that two articles share when they say the same.

    White space around the body makes no other text.
    """
    return _digest("body", article.body.strip())


def _digest(*parts: str) -> str:
    joined = "\0".join(parts).encode("utf-8", "surrogatepass")
    return blake2b(joined, digest_size=_SIZE).hexdigest()


EMPTY_TEXT = _digest("body", "")
"""The hash of a text without a word."""
