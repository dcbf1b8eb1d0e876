"""The programs that set pages of HTML as text, each as a user would call it."""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from html2text import HTML2Text
from rich.cells import cell_len
from rich.console import Console
from rich.markdown import Markdown

from tests.unit.document.layout.laying_out import lay_out
from tui.document.html.from_html import from_html
from tui.document.model import Setting

WIDTH = 76
"""Cells of a line, for every program."""


@dataclass(frozen=True, slots=True)
class Program:
    """One that sets pages."""

    name: str
    show: Callable[[Path], str]
    """Returns the lines of a page; this is what is timed."""
    addresses: Callable[[Path], str]
    """Returns the page with all addresses that can be opened, in any form."""


def newsreader_lines(path: Path) -> str:
    """Return the lines of a page as the reader pane and `show --format text` have them."""
    document = from_html(path.read_text("utf-8"))
    return "\n".join([line.text for line in lay_out(document, Setting(WIDTH, cell_len))])


def _newsreader_addresses(path: Path) -> str:
    document = from_html(path.read_text("utf-8"))
    numbers = {line.picture for line in lay_out(document, Setting(WIDTH, cell_len))}
    links = [link.url for link in document.links]
    return "\n".join(links + [one.url for one in document.pictures if one.number in numbers])


def _markdown(path: Path, terminal: bool) -> str:
    reader = HTML2Text(bodywidth=0)
    out = StringIO()
    console = Console(file=out, width=WIDTH, force_terminal=terminal, color_system=None)
    console.print(Markdown(reader.handle(path.read_text("utf-8"))))
    return out.getvalue()


def _run(*command: str) -> Callable[[Path], str]:
    def run(path: Path) -> str:
        ran = subprocess.run(
            [*command, str(path)], capture_output=True, stdin=subprocess.DEVNULL, check=True
        )
        return ran.stdout.decode("utf-8", "replace")

    return run


_W3M = ("w3m", "-dump", "-T", "text/html", "-I", "utf-8", "-O", "utf-8", "-cols", str(WIDTH))
_LYNX = ("lynx", "-dump", "-assume_charset=utf-8", "-display_charset=utf-8", f"-width={WIDTH}")
_ELINKS = (
    "elinks", "-no-connect", "-no-home", "-dump", "-dump-width", str(WIDTH),
    "-dump-charset", "utf-8", "-eval", "set document.codepage.assume=utf-8",
)  # fmt: skip


def programs() -> tuple[list[Program], list[str]]:
    """Return the programs to compare, and the names of those that are not installed."""
    found = [
        Program("newsreader", newsreader_lines, _newsreader_addresses),
        Program("w3m", _run(*_W3M), _run(*_W3M, "-o", "display_link_number=1")),
        Program("lynx", _run(*_LYNX, "-nolist"), _run(*_LYNX, "-image_links")),
        Program("elinks", _run(*_ELINKS, "-no-numbering", "-no-references"), _run(*_ELINKS)),
        Program(
            "html2text, Rich",
            lambda path: _markdown(path, False),
            lambda path: _markdown(path, True),
        ),
    ]
    missing = [name for name in ("w3m", "lynx", "elinks") if shutil.which(name) is None]
    return [each for each in found if each.name not in missing], missing
