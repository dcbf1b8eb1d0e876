"""What the first rows wait for."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal.conftest import Start
from tests.terminal.pty_session import PROGRAM
from tests.unit.cli.conftest import environment

TITLE = "Chip makers add a night shift"

_FIRST_FRAME = f"""
import os, sys
from pathlib import Path
from textual.css.stylesheet import Stylesheet
from textual.drivers.linux_driver import LinuxDriver
from tui.cli.main import run

updates, update, write = [], Stylesheet.update_nodes, LinuxDriver.write

def counting(self, nodes, *args, **options):
    nodes = list(nodes)
    updates.append(len(nodes))
    update(self, nodes, *args, **options)

def writing(self, data):
    if {TITLE!r} in data:
        Path(sys.argv[2]).write_text(f"{{' '.join(sys.modules)}}\\n{{max(updates)}}")
        os._exit(0)
    write(self, data)

Stylesheet.update_nodes, LinuxDriver.write = counting, writing
run([sys.argv[1]])
"""
"""Ends as soon as a title is written, with the modules that are there by then, and the most
widgets that were styled anew together after they had been mounted."""


@pytest.fixture
def first_frame(start: Start, home: Path, tmp_path: Path) -> tuple[set[str], int]:
    """Return the modules and the widgets that the program's `_FIRST_FRAME` tells."""
    archive, told = tmp_path / "archive", tmp_path / "told"
    archive.mkdir()
    text = f"---\ntitle: {TITLE}\ndate: 2021-03-29 18:02\n---\nThe factories run till dawn.\n"
    (archive / "chips.md").write_text(text)
    subprocess.run(
        [PROGRAM, "index", archive], env=environment(home), capture_output=True, check=True
    )
    session = start(sys.executable, "-c", _FIRST_FRAME, archive, told)
    assert session.wait_end() == 0
    modules, most = told.read_text().split("\n")
    return set(modules.split()), int(most)


def test_the_first_rows_wait_for_no_more_than_they_show(
    first_frame: tuple[set[str], int],
) -> None:
    modules, styled = first_frame
    assert "tui.ui.list.article_list" in modules
    late = {"reader_pane", "page_controller", "find_bar", "match_walker", "pictures.page_pictures"}
    assert not {f"tui.ui.page.{name}" for name in late} & modules
    late = {"model", "layout.line_breaks", "text_segments", "layout.page"}
    assert not {f"tui.document.{name}" for name in late} & modules
    late = {
        "click",
        "tui.images.images",
        "tui.articles.reading",
        "tui.library.indexing.scan",
        "watchfiles",
    }
    assert not late & modules
    assert styled <= 2  # The list, as it gets the focus.
