"""Tests of making long pages and of dropping them bit by bit."""

import gc
import sys

from tests.unit.document.setting import article
from tui.ui.page.page_builder import Page, batches, make_page, read_texts
from tui.ui.page.page_loader import long_work, take_apart


def made() -> Page:
    texts = read_texts(1, article("word\n\n" * 900, "markdown"), lambda: False)
    page = make_page(list(texts)[-1], 40, ())
    for lines in batches(page, None, lambda: False):
        page.add(lines)
    return page


def test_threads_take_short_turns_while_any_page_is_made() -> None:
    usual = sys.getswitchinterval()
    with long_work():
        with long_work():
            pass
        assert sys.getswitchinterval() < usual / 2
        assert not gc.isenabled()
    assert sys.getswitchinterval() == usual
    assert gc.isenabled()


def test_dropped_page_lets_go_of_its_text_only_where_no_other_page_shows_it() -> None:
    page = made()
    lines, paragraphs = page.lines, page.text.paragraphs
    assert len(lines) > 900
    take_apart([page], with_text=False)
    assert not lines
    assert len(paragraphs) >= 900
    page = made()
    paragraphs = page.text.paragraphs
    take_apart([page], with_text=True)
    assert not paragraphs
