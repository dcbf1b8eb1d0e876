"""An article with links of every kind, for the tests of links, jumps, contents and the find."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.ui.reader import Reader
from tui.ui.screens.controllers import link_opening

TITLE = "A walk along the river"
BASE = "https://example.com/walks/river"


def write_walk(folder: Path, sections: int = 12) -> Path:
    """Write the article into a folder of its own, and return that."""
    folder.mkdir(exist_ok=True)
    parts = [
        f"## Bend {number}\n\nAt bend {number} a heron stood[^{number}] and a mill turned. "
        + "The water went on between the willows, slow and brown, and carried leaves. " * 4
        for number in range(1, sections + 1)
    ]
    notes = [f"[^{number}]: The heron of bend {number}." for number in range(1, sections + 1)]
    body = [
        "[The map](https://example.org/map) shows it all; [the timetable](/times?from=a&to=b) is "
        "elsewhere, and [a rather long row of words that leads to one place only](#bend-9) is not.",
        "Nobody knows [where](#nowhere) it ends. [Call](tel:555-0100).",
        *parts,
        "![A heron](heron.png)",
        *notes,
    ]
    text = f"---\ntitle: {TITLE}\ndate: 2021-05-01 10:00\nlink: {BASE}\n---\n\n"
    (folder / "walk.md").write_text(text + "\n\n".join(body) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def walk(tmp_path: Path) -> Path:
    """A folder that holds the article alone."""
    return write_walk(tmp_path / "walks")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that were opened in the browser."""
    addresses: list[str] = []
    monkeypatch.setattr(link_opening, "open_address", addresses.append)
    return addresses


def styled(reader: Reader, *names: str) -> list[str]:
    """Return the texts in the reader that are drawn on the background of some of its parts."""
    pane = reader.pane
    colours = {pane._styles(name).bgcolor for name in names}
    segments = [part for y in range(pane.size.height) for part in pane.render_line(y)]
    return [part.text for part in segments if part.style and part.style.bgcolor in colours]


def pane_lines(reader: Reader) -> list[str]:
    """Return the lines in the reader."""
    pane = reader.pane
    return [pane.render_line(y).text.strip() for y in range(pane.size.height)]


def top_line(lines: Sequence[str]) -> str:
    """Return the first line that is not blank."""
    return next(line for line in lines if line)
