"""The identity of an article, which does not depend on the place of its file."""

import unicodedata
from hashlib import blake2b

from tui.articles.article import Article

_SIZE = 16


def identity(article: Article) -> str:
    """Return the article's identity, 32 hexadecimal digits.

    It is made from the link and the title; else from the title and the author's date; else
    from the text, or from the title of an article without text. Dates from outside the front
    matter do not count, since they change when a file is renamed, moved or copied. A date
    counts without its zone, so that articles stay the same on a machine in another zone.
    """
    title = composed(article.title)
    if article.link:
        return _digest("link", article.link, title)
    if article.date is not None and has_own_date(article):
        return _digest("date", article.date.replace(tzinfo=None).isoformat(), title)
    text = article.body.strip()
    # Otherwise all files without text would be copies of each other.
    return _digest("text", text) if text else _digest("title", title)


def text_hash(article: Article) -> str:
    """Return the hash of the article's text, 32 hexadecimal digits.

    White space around the body does not count. Where the identity is made from the text, a
    title in the text counts too: a page that is not translated yet has the same text and
    another title in each language.
    """
    text = article.body.strip()
    if text and article.has_title and not article.link and not has_own_date(article):
        return _digest("body", composed(article.title), text)
    return _digest("body", text)


def key_of(article: Article) -> tuple[bytes, bytes]:
    """Return the key of an article's marks: identity and hash of the text, 16 bytes each."""
    return bytes.fromhex(identity(article)), bytes.fromhex(text_hash(article))


def composed(title: str) -> str:
    """Return a title for comparison, in Unicode's composed form (NFC)."""
    return unicodedata.normalize("NFC", title)


def has_own_date(article: Article) -> bool:
    """Return whether the author of an article gave its date."""
    return article.date is not None and article.date_source == "front matter"


def _digest(*parts: str) -> str:
    joined = "\0".join(parts).encode("utf-8", "surrogatepass")
    return blake2b(joined, digest_size=_SIZE).hexdigest()


EMPTY_TEXT = _digest("body", "")
"""The hash of an empty text."""
