"""Streams that hold one article: a file, an HTML page, plain text."""

from tui.articles.clean_text import clean
from tui.articles.containers.entries import Contents, article_of, numbered
from tui.articles.encoding.decode import decode
from tui.articles.reading import article_of_text, parse_article, problems_of_text


def read_article(data: bytes) -> Contents:
    """Read all of it as one article file. Raises nothing."""
    return Contents("article", numbered([parse_article(data, path=None)]))


def read_html(data: bytes) -> Contents:
    """Read all of it as one HTML page, or a part of one. Raises nothing."""
    decoded = decode(data)
    text = clean(decoded.text)
    article = article_of_text(text, path=None, problems=problems_of_text(decoded, text))
    return Contents("HTML page", numbered([article._replace(format="html")]))


def read_text(data: bytes) -> Contents:
    """Read all of it as one plain text. Raises nothing."""
    return Contents("text", numbered([article_of({}, decode(data).text, "text")]))
