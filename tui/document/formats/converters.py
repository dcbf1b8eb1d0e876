"""The converters of reStructuredText, org, AsciiDoc and notebooks, each for a whole article."""

from collections.abc import Callable

from tui.articles.article import Article, BodyFormat, Problem
from tui.articles.markups.notebooks import NotebookError, read_notebook
from tui.document.formats.from_asciidoc import from_asciidoc
from tui.document.formats.from_notebook import from_notebook
from tui.document.formats.from_org import from_org


def _from_rst(article: Article) -> Article:
    from tui.document.formats.from_rst import RstError, from_rst

    try:
        return _html(article, from_rst(article.body))
    except RstError as error:
        problem = Problem(str(error), None, "its source", "other")
        return article._replace(format="text", problems=(*article.problems, problem))


def _from_org(article: Article) -> Article:
    return _html(article, from_org(article.body))


def _from_asciidoc(article: Article) -> Article:
    return _html(article, from_asciidoc(article.body))


def _from_notebook(article: Article) -> Article:
    try:
        notebook = read_notebook(article.body)
    except NotebookError:  # `document_headers` has named the line.
        return article._replace(format="text")
    return article._replace(body=from_notebook(notebook), format="markdown")


def _html(article: Article, html: str) -> Article:
    """Return the article with a body of HTML that holds no template tags."""
    return article._replace(body=html.replace("{", "&#123;"), format="html")


CONVERTERS: dict[BodyFormat, Callable[[Article], Article]] = {
    "rst": _from_rst,
    "org": _from_org,
    "asciidoc": _from_asciidoc,
    "notebook": _from_notebook,
}
"""The function for each format of `conversion.CONVERTED`."""
