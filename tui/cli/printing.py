"""The four ways in which `newsreader show` prints an article."""

from collections.abc import Callable, Iterator
from typing import Literal

from tui.articles.article import Article, Problem
from tui.articles.text import harmless, harmless_line
from tui.cli.ansi import Painter
from tui.cli.output import json_line, metadata
from tui.document.model import Line, Setting
from tui.document.page import lay_out_page
from tui.document.reading import read_document

Format = Literal["text", "ansi", "markdown", "json"]

Printer = Callable[[Article, Setting], Iterator[str]]
"""Makes the lines to print of an article."""


def text(article: Article, setting: Setting) -> Iterator[str]:
    """Yield the lines as the reader pane shows them, without spaces at their ends."""
    for line in lay_out_page(article, read_document(article), setting):
        yield _plain(line)


def ansi(article: Article, setting: Setting) -> Iterator[str]:
    """Yield the lines with their looks, for a terminal."""
    document = read_document(article)
    links = {0: article.link, **{link.number: link.url for link in document.links}}
    pictures = {0: article.cover, **{one.number: one.url for one in document.pictures}}
    painter = Painter(links, article.link, pictures=pictures)
    for line in lay_out_page(article, document, setting):
        yield painter.paint(line)


def markdown(article: Article, setting: Setting) -> Iterator[str]:  # noqa: ARG001
    """Yield the article as Markdown; its lines are as long as they are."""
    from tui.document.to_markdown import to_markdown

    yield from harmless(to_markdown(article)).rstrip("\n").split("\n")


def json(article: Article, setting: Setting) -> Iterator[str]:
    """Yield one line: the article as an object, its text set like `text`."""
    document = read_document(article)
    yield json_line(
        {
            **metadata(article),
            "lines": [_plain(line) for line in lay_out_page(article, document, setting)],
            "links": [
                {"number": link.number, "text": link.text, "url": link.url}
                for link in document.links
            ],
            "images": [
                {
                    "number": picture.number,
                    "alt": picture.alt,
                    "caption": picture.caption,
                    "url": picture.url,
                }
                for picture in document.pictures
            ],
            "warnings": [_sentence(problem) for problem in article.problems],
        }
    )


PRINTERS: dict[Format, Printer] = {"text": text, "ansi": ansi, "markdown": markdown, "json": json}


def _plain(line: Line) -> str:
    return harmless_line(line.text).rstrip()


def _sentence(problem: Problem) -> str:
    where = f"Line {problem.line}: " if problem.line else ""
    instead = f" ({problem.shown_as})" if problem.shown_as else ""
    return f"{where}{problem.problem}{instead}"
