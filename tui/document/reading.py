"""An article's body understood."""

from tui.articles.article import Article
from tui.document.model import Document


def read_document(article: Article) -> Document:
    """Return the document of an article; whatever its body holds, there is one.

    The parsers are imported by the first body that needs them, since they are slow to load.
    """
    if article.format == "text":
        from tui.document.from_text import from_text

        return from_text(article.body)
    if article.format == "markdown":
        from tui.document.from_markdown import from_markdown
        from tui.document.from_text import from_text

        try:
            return from_markdown(article.body)
        except Exception:
            # The parser and its plugins are not ours: what one of them trips over is shown
            # as it was typed, which Markdown is made for.
            return from_text(article.body)
    from tui.document.from_html import from_html

    return from_html(article.body)
