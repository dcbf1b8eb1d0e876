"""Keeps the README true: its picture and its table of keys come from the program itself.

`make readme` writes both anew; the tests compare them with what the program says.
"""

import asyncio
import os
import re
import tempfile
import time
from html import escape, unescape
from itertools import groupby
from pathlib import Path

from rich.cells import cell_len

from tui.app import NewsReader
from tui.commands import COMMANDS, keys_of
from tui.config import Settings
from tui.library.library import Library
from tui.resources import sample_articles
from tui.ui.screens.session import prepare

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
PICTURE = ROOT / "docs" / "newsreader.svg"

_TABLE = re.compile(r"(?<=<!-- keys -->\n\n).*?(?=\n\n<!-- end of keys -->)", re.DOTALL)

_FONTS = re.compile(r"@font-face \{[^}]*\}\s*|font-variant-east-asian: full-width;\s*")
"""Fonts that a viewer would fetch from elsewhere, and letters as wide as Chinese characters."""

_RUN = re.compile(
    r'<text class="(?P<role>[^"]*)" x="(?P<x>[\d.]+)" y="(?P<y>[\d.]+)" '
    r'textLength="[\d.]+" clip-path="[^"]*">(?P<text>.*?)</text>',
    re.DOTALL,
)
"""A run of text of one style, as Rich writes it into an SVG."""

_CELL = 12.2
"""The width of a cell in the SVG that Rich writes, in user units."""

_WIDE_SIZE = 23
"""The size of wide characters, which fill their two cells with it, in user units."""


def keys_table() -> str:
    """Return the table of all commands and their keys, in Markdown."""
    rows = ["| key | what it does | name in the settings |", "| --- | --- | --- |"]
    for command in COMMANDS:
        keys = " ".join(f"`{key}`" for key in keys_of(command, {})) or "–"
        keys = keys.replace("|", r"\|")  # A cell of a table ends at any other.
        rows.append(f"| {keys} | {command.name} | `{command.id}` |")
    return "\n".join(rows)


def table_in(readme: str) -> str:
    """Return the table of keys that stands in the README."""
    found = _TABLE.search(readme)
    assert found, "the README has no table of keys"
    return found[0]


def set_in_cells(svg: str) -> str:
    """Return an SVG of a screen in which every character begins where its cell does.

    Rich gives the length of a run of text as that of so many narrow characters, so that viewers
    squeeze wide ones to half their width. Here each wide character has a place of its own, and
    the runs between them the length of their cells, whatever font a viewer has.
    """
    return _RUN.sub(_run_in_cells, svg)


def _run_in_cells(run: re.Match[str]) -> str:
    x, parts = float(run["x"]), []
    for is_wide, group in groupby(unescape(run["text"]), lambda character: cell_len(character) > 1):
        text = "".join(group)
        cells = cell_len(text)
        if is_wide:
            width = _CELL * cells / len(text)
            places = " ".join(f"{x + width * index:g}" for index in range(len(text)))
            place = f'x="{places}" font-size="{_WIDE_SIZE}"'
        else:
            place = f'x="{x:g}" textLength="{_CELL * cells:g}"'
        if not text.isspace():
            parts.append(
                f'<text class="{run["role"]}" {place} y="{run["y"]}">'
                f"{escape(text).replace(' ', '&#160;')}</text>"
            )
        x += _CELL * cells
    return "".join(parts)


async def take_picture() -> str:
    """Return an SVG of the program showing the sample articles."""
    with tempfile.TemporaryDirectory() as folder:
        folders = (sample_articles(),)
        with Library.open(Path(folder) / "index.db", Path(folder) / "user.db") as library:
            library.update(folders)
            app = NewsReader(library, folders, "~/archive", Settings(), prepare(library, folders))
            async with app.run_test(size=(120, 34)) as pilot:
                await app.workers.wait_for_complete()
                await pilot.press("slash", *"light", "space", *"OR", "space", "灯", "enter")
                await app.workers.wait_for_complete()
                await pilot.press("j", "j", "b")
                await app.workers.wait_for_complete()
                await pilot.pause()
                app.clear_notifications()
                await pilot.pause()
                picture = app.export_screenshot(title="newsreader ~/archive")
                return set_in_cells(_FONTS.sub("", picture))


def main() -> None:
    """Write the picture and the table."""
    os.environ["TZ"] = "Asia/Shanghai"
    time.tzset()
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(asyncio.run(take_picture()), encoding="utf-8")
    readme = README.read_text(encoding="utf-8")
    README.write_text(_TABLE.sub(lambda _: keys_table(), readme), encoding="utf-8")


if __name__ == "__main__":
    main()
