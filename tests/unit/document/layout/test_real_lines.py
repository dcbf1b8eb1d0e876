"""The lines of posts at many widths.

Of the outside corpus a sample, since all take minutes; `NEWSREADER_ALL_LINES=1` takes all.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from unicodedata import category

import pytest
from apsw.unicode import grapheme_iter_with_offsets, line_break_next_break
from rich.cells import cell_len

from tests.corpus import SMALL, post_sets
from tests.unit.document.layout.laying_out import lay_out
from tui.articles.reading import read_article
from tui.document.body_parser import read_document
from tui.document.layout.line_breaks import HANGING
from tui.document.model import Document, Line, Setting, Table
from tui.document.text_segments import Stretch, stretches

ALL = bool(os.environ.get("NEWSREADER_ALL_LINES"))
NARROWEST, WIDEST = 20, 120
EVERY = 1 if ALL else 15
"""Which part of the outside posts is read."""
WIDTHS = 8 if ALL else 2
"""At how many widths a post is set."""


def sample(posts: Path) -> Iterator[tuple[Document, int]]:
    """Some posts of a set, each at some widths, all widths in turn."""
    width = NARROWEST
    files = sorted(posts.rglob("*.md"))
    for path in files[:: 1 if posts.is_relative_to(SMALL) else EVERY]:
        document = read_document(read_article(path))
        for _ in range(WIDTHS):
            yield document, width
            width = NARROWEST + (width - NARROWEST + 37) % (WIDEST - NARROWEST + 1)


@pytest.mark.parametrize("posts", post_sets())
@pytest.mark.parametrize("justified", [False, True], ids=["ragged", "justified"])
def test_lines_of_posts(posts: Path, justified: bool) -> None:
    for document, width in sample(posts):
        lines = list(lay_out(document, Setting(width, cell_len, justified)))
        for line in lines:
            assert line.rigid or cell_len(line.text) <= width, (width, line.text)
        by_stretch: dict[int, list[Line]] = {}
        for line in lines:
            by_stretch.setdefault(line.paragraph, []).append(line)
        for number, stretch in enumerate(stretches(document.blocks)):
            check_stretch(stretch, by_stretch.get(number, []), width)


def check_stretch(stretch: Stretch, lines: Sequence[Line], width: int) -> None:
    """Assert that the lines of a stretch have all of its text once, and break where they may."""
    text = stretch.text
    placed = sorted(
        (run.start, run.start + len(run.text))
        for line in lines
        for run in line.runs
        if run.start is not None
    )
    at = 0
    for start, end in placed:
        assert start >= at, f"doubled: {text[start:at]!r}"
        assert not text[at:start].strip(), f"lost: {text[at:start]!r}"
        at = end
    assert not text[at:].strip(), f"lost: {text[at:]!r}"
    if isinstance(stretch.block, Table) or any(line.rigid for line in lines):
        return
    raised = {"superscript", "subscript"}
    if any(raised & run.roles for line in lines for run in line.runs):
        return
    breaks = None
    graphemes = None
    for line in lines[1:]:
        starts = [run.start for run in line.runs if run.start is not None]
        if not starts:
            continue
        start = starts[0]
        breaks = breaks or Breaks(text)
        graphemes = graphemes or {first for first, _, _ in grapheme_iter_with_offsets(text)}
        assert start in graphemes
        margin = sum(cell_len(run.text) for run in line.runs if run.start is None)
        breaks.check(start, width - margin)


class Breaks:
    """Where a text may break."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.places = [0]
        while self.places[-1] < len(text):
            self.places.append(line_break_next_break(text, self.places[-1]))
        self.allowed = set(self.places)

    def check(self, at: int, room: int) -> None:
        """Assert that a line may begin at a place, or that its word is wider than the room."""
        before, after = self.text[:at].rstrip(HANGING)[-1:], self.text[at]
        if before in ("", "\n"):
            return
        told = (room, before, self.text[max(0, at - 40) : at], self.text[at : at + 40])
        if at in self.allowed:
            # After a space `”` may open a quotation, as it does in Swedish, and `“` before one
            # may close it, as in German.
            spaced = self.text[at - 1] in HANGING
            assert category(before) != "Ps" and (spaced or category(before) != "Pi"), told
            assert category(after) != "Pe" and (spaced or category(after) != "Pf"), told
            return
        if "\u4e00" <= before <= "\u9fff" and "\u4e00" <= after <= "\u9fff":
            return  # Rule LB31; a quotation mark earlier in the text hides it.
        start = max(place for place in self.places if place <= at)
        end = min(place for place in self.places if place >= at)
        assert cell_len(self.text[start:end].rstrip(HANGING)) > room, told
