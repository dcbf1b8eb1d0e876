"""Keeps the README true: its picture and its table of keys come from the program itself.

`make readme` writes both anew; the tests compare them with what the program says.
"""

import asyncio
import os
import re
import tempfile
import time
from pathlib import Path

from tui.app import NewsReader
from tui.commands import COMMANDS, keys_of
from tui.config import Settings
from tui.library.library import Library
from tui.resources import sample_articles
from tui.screens.session import prepare

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
PICTURE = ROOT / "docs" / "newsreader.svg"

_TABLE = re.compile(r"(?<=<!-- keys -->\n\n).*?(?=\n\n<!-- end of keys -->)", re.DOTALL)

_FONTS = re.compile(r"@font-face \{[^}]*\}\s*")
"""Fonts that a viewer would fetch from elsewhere; its own will do."""


def keys_table() -> str:
    """Return the table of all commands and their keys, in Markdown."""
    rows = ["| key | what it does | name in the settings |", "| --- | --- | --- |"]
    for command in COMMANDS:
        keys = " ".join(f"`{key}`" for key in keys_of(command, {})) or "–"
        rows.append(f"| {keys} | {command.name} | `{command.id}` |")
    return "\n".join(rows)


def table_in(readme: str) -> str:
    """Return the table of keys that stands in the README."""
    found = _TABLE.search(readme)
    assert found, "the README has no table of keys"
    return found[0]


async def take_picture() -> str:
    """Return an SVG of the program showing the sample articles."""
    with tempfile.TemporaryDirectory() as folder:
        folders = (sample_articles(),)
        with Library.open(Path(folder) / "index.db", Path(folder) / "user.db") as library:
            library.update(folders)
            app = NewsReader(library, folders, "~/archive", Settings(), prepare(library, folders))
            async with app.run_test(size=(120, 34)) as pilot:
                await app.workers.wait_for_complete()
                await pilot.press("slash", *"灯", "enter")
                await app.workers.wait_for_complete()
                await pilot.press("j", "j", "b")
                await app.workers.wait_for_complete()
                await pilot.pause()
                app.clear_notifications()
                await pilot.pause()
                picture = app.export_screenshot(title="newsreader ~/archive")
                return _FONTS.sub("", picture)


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
