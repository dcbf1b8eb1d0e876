"""The formats of `newsreader show`: text, text with escape sequences, Markdown and JSON.

For a terminal, the roles of a laid-out line become SGR parameters (ECMA-48, 8.3.117), and its
links OSC 8 sequences.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Literal
from urllib.parse import quote

from tui.articles.article import Article, Problem
from tui.articles.terminal_text import harmless, harmless_line
from tui.cli.output import json_line, metadata
from tui.document.body_parser import read_document
from tui.document.layout.page import lay_out_page
from tui.document.model import Line, Role, Run, Setting
from tui.ui.common.browser import absolute, is_safe

_LOOKS: dict[Role, str] = {
    "title": "1",
    "heading-1": "1;4",
    "heading-2": "1",
    "heading-3": "1;3",
    "heading-4": "3",
    "heading-5": "2;3",
    "heading-6": "2",
    "strong": "1",
    "keyboard": "1",
    "byline": "2",
    "bar": "2",
    "marker": "2",
    "rule": "2",
    "table": "2",
    "ruby": "2",
    "emphasis": "3",
    "caption": "3",
    "link": "4",
    "underline": "4",
    "mark": "7",
    "strike": "9",
}
"""SGR parameters: 1 bold, 2 dim, 3 italic, 4 underlined, 7 reversed, 9 crossed out."""

_COLOURS: dict[Role, str] = {
    "notice": "33",
    "code": "32",
    "code-text": "39",
    "code-keyword": "35",
    "code-string": "32",
    "code-number": "33",
    "code-comment": "90",
    "code-name": "34",
    "code-added": "32",
    "code-removed": "31",
    "link": "36",
}
"""SGR parameters for the terminal's own palette: 31 red, 32 green, 33 yellow, 34 blue, 35
magenta, 36 cyan, 39 default, 90 grey. The last colour of a run's roles wins. NO_COLOR turns
colours off (no-color.org)."""

_URL_CHARACTERS = "!#$%&'()*+,/:;=?@[]~"
"""The characters that `quote` leaves unchanged in an address that may be quoted already."""

Format = Literal["text", "ansi", "markdown", "json"]

Printer = Callable[[Article, Setting], Iterator[str]]
"""A function that yields the lines to print for an article."""


class Painter:
    """Adds escape sequences to the lines of one article."""

    def __init__(
        self,
        links: Mapping[int, str],
        base: str,
        colours: bool | None = None,
        pictures: Mapping[int, str] = MappingProxyType({}),
    ) -> None:
        """Make a painter.

        Args:
            links: The address of each link, by its number.
            base: The article's own address, to which others may be relative.
            colours: Whether to use colours; None to follow NO_COLOR.
            pictures: The address of each picture, by its number.
        """
        self._links = {number: _safe(url, base) for number, url in links.items()}
        self._pictures = {number: _safe(url, base) for number, url in pictures.items()}
        self._colours = not os.environ.get("NO_COLOR") if colours is None else colours

    def paint(self, line: Line) -> str:
        """Return the line with its styles and links, without the spaces at its end."""
        left = len(line.text.rstrip())
        painted = []
        for run in line.runs:
            text = run.text[:left]
            left -= len(text)
            if text:
                painted.append(self._run(run, harmless_line(text), line.picture))
        return "".join(painted)

    def _run(self, run: Run, text: str, picture: int | None) -> str:
        looks = {look for role in run.roles for look in _LOOKS.get(role, "").split(";") if look}
        if self._colours:
            looks.update([_COLOURS[role] for role in _COLOURS if role in run.roles][-1:])
        if looks:
            text = f"\x1b[{';'.join(sorted(looks, key=int))}m{text}\x1b[0m"
        url, id = "", ""
        if run.link is not None:
            url, id = self._links.get(run.link, ""), f"{run.link}"
        elif picture is not None and "image" in run.roles:
            url, id = self._pictures.get(picture, ""), f"p{picture}"
        # The parts of a link share an id, so that a terminal highlights it across lines.
        return f"\x1b]8;id={id};{url}\x1b\\{text}\x1b]8;;\x1b\\" if url else text


def _safe(url: str, base: str) -> str:
    """Return an absolute address in printable ASCII, or nothing where it may not be opened."""
    whole = absolute(url, base)
    return quote(whole, safe=_URL_CHARACTERS) if is_safe(whole) else ""


def text(article: Article, setting: Setting) -> Iterator[str]:
    """Yield the lines as the reader pane shows them, without spaces at their ends."""
    for line in lay_out_page(article, read_document(article), setting):
        yield _plain(line)


def ansi(article: Article, setting: Setting) -> Iterator[str]:
    """Yield the lines with their styles and links, for a terminal."""
    document = read_document(article)
    links = {0: article.link, **{link.number: link.url for link in document.links}}
    pictures = {0: article.cover, **{one.number: one.url for one in document.pictures}}
    painter = Painter(links, article.link, pictures=pictures)
    for line in lay_out_page(article, document, setting):
        yield painter.paint(line)


def markdown(article: Article, setting: Setting) -> Iterator[str]:  # noqa: ARG001
    """Yield the article as a file: front matter, and the body as Markdown.

    Lines may have any length. The files of several articles are divided again where they are
    piped in.
    """
    from tui.articles.article_files import written
    from tui.document.to_markdown import body_as_markdown

    yield from harmless(written(article, body_as_markdown(article))).rstrip("\n").split("\n")


def json(article: Article, setting: Setting) -> Iterator[str]:
    """Yield one line: the article as a JSON object, with lines like those of `text`."""
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
            "body": article.body,
            "format": article.format,
        }
    )


PRINTERS: dict[Format, Printer] = {"text": text, "ansi": ansi, "markdown": markdown, "json": json}


def _plain(line: Line) -> str:
    return harmless_line(line.text).rstrip()


def _sentence(problem: Problem) -> str:
    where = f"Line {problem.line}: " if problem.line else ""
    instead = f" ({problem.shown_as})" if problem.shown_as else ""
    return f"{where}{problem.problem}{instead}"
