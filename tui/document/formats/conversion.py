"""Bodies in other formats turned into HTML or Markdown, which everything else reads."""

from collections.abc import Callable

from tui.articles.article import Article, BodyFormat, Problem
from tui.articles.markups.notebooks import NotebookError, read_notebook


def converted(article: Article) -> Article:
    """Return an article whose body is HTML, Markdown or plain text.

    One whose body is so already is returned as it is. What can't be converted is shown as
    plain text, with a problem at the end of the article's that says so.
    """
    convert = CONVERTED.get(article.format)
    return convert(article) if convert else article


def _from_rst(article: Article) -> Article:
    from tui.document.formats.from_rst import RstError, from_rst

    try:
        return _html(article, from_rst(article.body))
    except RstError as error:
        problem = Problem(str(error), None, "its source", "other")
        return article._replace(format="text", problems=(*article.problems, problem))


def _from_org(article: Article) -> Article:
    from tui.document.formats.from_org import from_org

    return _html(article, from_org(article.body))


def _from_asciidoc(article: Article) -> Article:
    from tui.document.formats.from_asciidoc import from_asciidoc

    return _html(article, from_asciidoc(article.body))


def _from_notebook(article: Article) -> Article:
    from tui.document.formats.from_notebook import from_notebook

    try:
        notebook = read_notebook(article.body)
    except NotebookError:  # `document_headers` has named the line.
        return article._replace(format="text")
    return article._replace(body=from_notebook(notebook), format="markdown")


def _html(article: Article, html: str) -> Article:
    """Return the article with a body of HTML that holds no template tags."""
    return article._replace(body=html.replace("{", "&#123;"), format="html")


CONVERTED: dict[BodyFormat, Callable[[Article], Article]] = {
    "rst": _from_rst,
    "org": _from_org,
    "asciidoc": _from_asciidoc,
    "notebook": _from_notebook,
}
"""The formats that are converted."""
