"""Articles on standard output, as the reader pane sets them: what `newsreader show` prints.

The formats are text, text with escape sequences, Markdown and JSON. For a terminal, the roles of
a laid-out line become SGR parameters (ECMA-48, 8.3.117), and its links OSC 8 sequences.
"""

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, islice
from types import MappingProxyType
from typing import Literal, Protocol
from urllib.parse import quote

from rich.cells import cell_len

from tui.articles.article import Article, Problem
from tui.articles.terminal_text import counted, harmless, harmless_line
from tui.cli.inputs.reading_choice import RECOGNISED, Reading, with_piped
from tui.cli.inputs.sources import Sources
from tui.cli.output import (
    Color,
    can_style,
    has_colours,
    is_styled,
    json_line,
    metadata,
    say,
)
from tui.cli.places import settings_for_command
from tui.document.addresses import absolute, is_safe
from tui.document.layout.page import lay_out_page
from tui.document.model import Line, Role, Run, Setting
from tui.errors import ArticleError, NewsreaderError
from tui.library.indexing.bounded_reading import bounded, read_document

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
magenta, 36 cyan, 39 default, 90 grey. The last colour of a run's roles wins."""

_URL_CHARACTERS = "!#$%&'()*+,/:;=?@[]~"
"""The characters that `quote` leaves unchanged in an address that may be quoted already."""

Format = Literal["text", "ansi", "markdown", "json"]


class Printer(Protocol):
    """A function that yields the lines to print for an article."""

    def __call__(self, article: Article, setting: Setting, whole: bool) -> Iterator[str]:
        """Yield the lines; with `whole`, those of all of a saved page."""


class Painter:
    """Adds escape sequences to the lines of one article."""

    def __init__(
        self,
        links: Mapping[int, str],
        base: str,
        colours: bool,
        pictures: Mapping[int, str] = MappingProxyType({}),
    ) -> None:
        """Make a painter.

        Args:
            links: The address of each link, by its number.
            base: The article's own address, to which others may be relative.
            colours: Whether to use colours.
            pictures: The address of each picture, by its number.
        """
        self._links = {number: _safe(url, base) for number, url in links.items()}
        self._pictures = {number: _safe(url, base) for number, url in pictures.items()}
        self._colours = colours

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


def text(article: Article, setting: Setting, whole: bool = False) -> Iterator[str]:
    """Yield the lines as the reader pane shows them, without spaces at their ends."""
    for line in lay_out_page(article, read_document(article, whole=whole), setting):
        yield _plain(line)


def ansi(
    article: Article, setting: Setting, whole: bool = False, colours: bool = True
) -> Iterator[str]:
    """Yield the lines with their styles, colours if wanted and links, for a terminal."""
    document = read_document(article, whole=whole)
    links = {0: article.link, **{link.number: link.url for link in document.links}}
    pictures = {0: article.cover, **{one.number: one.url for one in document.pictures}}
    painter = Painter(links, article.link, colours, pictures)
    for line in lay_out_page(article, document, setting):
        yield painter.paint(line)


def markdown(
    article: Article,
    setting: Setting,  # noqa: ARG001
    whole: bool = False,
) -> Iterator[str]:
    """Yield the article as a file: front matter, and the body as Markdown.

    Lines may have any length. The files of several articles are divided again where they are
    piped in.
    """
    from tui.articles.article_files import written
    from tui.document.to_markdown import body_as_markdown, whole_body_as_markdown

    read = whole_body_as_markdown if whole else body_as_markdown
    body = bounded(read, article, len(article.body), article.title)
    yield from harmless(written(article, body)).rstrip("\n").split("\n")


def json(
    article: Article, setting: Setting, whole: bool = False, based: bool = False
) -> Iterator[str]:
    """Yield one line: the article as a JSON object, with lines like those of `text`.

    With `based`, addresses are as seen from the article's own.
    """
    document = read_document(article, whole=whole)
    base = article.link if based else ""
    yield json_line(
        {
            **metadata(article),
            "lines": [_plain(line) for line in lay_out_page(article, document, setting)],
            "links": [
                {"number": link.number, "text": link.text, "url": absolute(link.url, base)}
                for link in document.links
            ],
            "images": [
                {
                    "number": picture.number,
                    "alt": picture.alt,
                    "caption": picture.caption,
                    "url": absolute(picture.url, base),
                }
                for picture in document.pictures
            ],
            "warnings": [_sentence(problem) for problem in (*article.problems, *document.problems)],
            "body": article.body,
            "format": article.format,
            "date_source": article.date_source,
        }
    )


PRINTERS: dict[Format, Printer] = {"text": text, "ansi": ansi, "markdown": markdown, "json": json}


def _plain(line: Line) -> str:
    return harmless_line(line.text).rstrip()


def _sentence(problem: Problem) -> str:
    where = f"Line {problem.line}: " if problem.line else ""
    instead = f" ({problem.shown_as})" if problem.shown_as else ""
    return f"{where}{problem.problem}{instead}"


def show(
    given: Sequence[str],
    width: int | None = None,
    style: Format | None = None,
    justified: bool | None = None,
    reading: Reading = RECOGNISED,
    *,
    whole_page: bool = False,
    color: Color = "auto",
    paged: bool = True,
) -> int:
    """Print articles.

    Args:
        given: Paths as typed; none for piped input.
        width: In cells, 1 or more; None for the terminal's, at most the reading width.
        style: The format; None for the default of standard output.
        justified: Whether lines are stretched to the width; None to follow the settings.
        reading: How piped input and containers are read.
        whole_page: Whether to print all of a saved page, not only its main article.
        color: Whether the default format is `ansi`, and has colours.
        paged: Whether what is longer than the terminal goes through $PAGER.

    Returns:
        The exit status: 0, or 1 when something could not be read.

    Raises:
        NewsreaderError: Nothing could be read.
    """
    given = with_piped(given)
    if not given:
        raise NewsreaderError(
            "Nothing to show: name a file, as in `newsreader show a.md`, or pipe one in."
        )
    style = style or ("ansi" if is_styled(color, sys.stdout) else "text")
    printer = partial(ansi, colours=has_colours(color)) if style == "ansi" else PRINTERS[style]
    if style == "json" and reading.base:
        printer = partial(json, based=True)
    setting = _setting(width, justified)
    sources = Sources(given, reading)
    shown = 0

    def lines() -> Iterator[str]:
        nonlocal shown
        for page in _pages(sources, partial(printer, setting=setting, whole=whole_page)):
            # A pager may be left before the end of the first.
            shown += 1
            if shown > 1 and style in ("text", "ansi"):
                yield from ("", "─" * setting.width, "")
            yield from page

    _print(lines(), paged)
    return _report(sources.problems, shown)


def _pages(
    sources: Sources, printer: Callable[[Article], Iterator[str]]
) -> Iterator[Iterator[str]]:
    """Yield the lines of each article; one that can't be read is a problem of its sources."""
    for article in sources.articles():
        page = printer(article)
        try:
            first = next(page, "")
        except ArticleError as error:
            sources.problems.append(str(error))
        else:
            yield chain([first], page)


def _report(problems: Sequence[str], shown: int) -> int:
    """Say what could not be shown, and return the exit status.

    Args:
        problems: A sentence for each article or path that could not be read.
        shown: How many articles were shown.

    Raises:
        NewsreaderError: None was.
    """
    if not shown:
        raise NewsreaderError(*(problems or ["There is no article to show."]))
    for problem in problems:
        say(problem)
    if len(problems) > 1:
        say(f"{counted(shown, 'article')} shown, {len(problems):,} could not be.")
    return 1 if problems else 0


def _print(lines: Iterator[str], paged: bool) -> None:
    """Print lines; on a terminal that is lower than they are many, through $PAGER if it is set."""
    if paged and os.environ.get("PAGER", "").strip() and can_style(sys.stdout):
        # The last line of the terminal is the shell's next prompt.
        height = shutil.get_terminal_size().lines
        first = list(islice(lines, height))
        if len(first) == height:
            import click  # Late: it takes a tenth of the time of a page.

            click.echo_via_pager((f"{line}\n" for line in chain(first, lines)), color=True)
            return
        lines = iter(first)
    for line in lines:
        print(line)


def _setting(width: int | None, justified: bool | None) -> Setting:
    """Return the parameters of the layout, with the user's settings as defaults.

    The default width is the terminal's, at most the reading width.
    """
    settings = settings_for_command()
    if width is None:
        terminal = shutil.get_terminal_size((settings.reading_width, 24)).columns
        width = min(terminal or 1, settings.reading_width)
    if justified is None:
        justified = settings.justified
    return Setting(width, cell_len, justified)
