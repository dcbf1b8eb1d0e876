"""Bodies in other formats turned into HTML or Markdown, which everything else reads."""

from tui.articles.article import Article, BodyFormat

CONVERTED: frozenset[BodyFormat] = frozenset(("rst", "org", "asciidoc", "notebook"))
"""The formats that are converted."""


def converted(article: Article) -> Article:
    """Return an article whose body is HTML, Markdown or plain text.

    One whose body is so already is returned as it is. What can't be converted is shown as
    plain text, with a problem at the end of the article's that says so.
    """
    if article.format not in CONVERTED:
        return article
    from tui.document.formats.converters import CONVERTERS

    return CONVERTERS[article.format](article)
