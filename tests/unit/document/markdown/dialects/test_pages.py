"""A page of each dialect, as it is set at the widths that terminals have."""

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.unit.document.setting import article, lines
from tui.document.body_parser import read_document
from tui.document.index_text.quick_text import look_quickly
from tui.document.text_segments import shown_text

PAGES = sorted((Path(__file__).parent / "pages").glob("*.md"))


@pytest.mark.parametrize("width", [40, 76, 120])
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_of_each_dialect(snapshot: SnapshotAssertion, page: Path, width: int) -> None:
    assert "\n".join(lines(page.read_text("utf-8"), width, "markdown")) == snapshot


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_index_says_what_the_page_shows(page: Path) -> None:
    one = article(page.read_text("utf-8"), "markdown")
    quick = look_quickly(one)
    assert quick is None or quick.text == shown_text(read_document(one))
