"""What makes an article the same article, wherever its file lies."""

import unicodedata
from hashlib import blake2b

from tui.articles.article import Article

_SIZE = 16


def identity(article: Article) -> str:
    """Return the article's identity, 32 hexadecimal digits.

    Its link with its title; else its title with the date that its author gave; else its
    text, or its title where it has none. Dates found anywhere but in the front matter
    change when a file is renamed, moved or copied, so they do not count. A date counts as
    it was written, without its zone, so that a machine taken to another country knows its
    articles again.
    """
    title = composed(article.title)
    if article.link:
        return _digest("link", article.link, title)
    if article.date is not None and has_own_date(article):
        return _digest("date", article.date.replace(tzinfo=None).isoformat(), title)
    text = article.body.strip()
    # Files without a word of their own would else be copies of each other.
    return _digest("text", text) if text else _digest("title", title)


def text_hash(article: Article) -> str:
    """Return 32 hexadecimal digits that two articles of an identity share when they say the same.

    White space around the body makes no other text. Where the identity is the text, a title
    that the text says counts, too: a page that is translated into no language yet has another
    title in each.
    """
    text = article.body.strip()
    if text and article.has_title and not article.link and not has_own_date(article):
        return _digest("body", composed(article.title), text)
    return _digest("body", text)


def key_of(article: Article) -> tuple[bytes, bytes]:
    """Return identity and hash of the text, 16 bytes each: what marks are found by."""
    return bytes.fromhex(identity(article)), bytes.fromhex(text_hash(article))


def composed(title: str) -> str:
    """Return a title as it is compared: however its letters with marks are written (NFC)."""
    return unicodedata.normalize("NFC", title)


def has_own_date(article: Article) -> bool:
    """Tell whether the author of an article gave its date."""
    return article.date is not None and article.date_source == "front matter"


def _digest(*parts: str) -> str:
    joined = "\0".join(parts).encode("utf-8", "surrogatepass")
    return blake2b(joined, digest_size=_SIZE).hexdigest()


EMPTY_TEXT = _digest("body", "")
"""The hash of a text without a word."""
