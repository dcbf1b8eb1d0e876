import re
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import ControlType, Segment
from textual.color import Color
from textual.content import Content
from textual.fuzzy import Matcher

from tui.compat.literal_text import ControlCodeFilter, ErrorConsole, switch_markup_off

BLACK = Color(0, 0, 0)
WORKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


@given(st.lists(st.text(st.characters(exclude_categories=[]))))
def test_a_line_keeps_its_width_and_loses_what_works(texts: list[str]) -> None:
    drawn = ControlCodeFilter().apply([Segment(text) for text in texts], BLACK)
    assert not any(WORKS.search(segment.text) for segment in drawn)
    assert sum(map(cell_len, texts)) == sum(cell_len(segment.text) for segment in drawn)


def test_a_plain_line_is_left_as_it_is() -> None:
    line = [Segment("A hedge, "), Segment("生け垣 \u200fسياج")]
    assert ControlCodeFilter().apply(line, BLACK) is line


def test_what_the_program_tells_the_terminal_stays() -> None:
    bell = Segment("\x07", None, [(ControlType.BELL,)])
    assert ControlCodeFilter().apply([bell, Segment("a\x07b")], BLACK) == [bell, Segment("ab")]


def test_strings_are_no_markup_once_it_is_off() -> None:
    switch_markup_off()
    text = "[/x] [@click=app.quit]press[/] [b]bold[/b]"
    content = Content.from_markup(text)
    assert (content.plain, content.spans) == (text, [])
    assert Content.from_markup(content) is content
    assert Content.from_text(text).plain == text
    assert Matcher("bold").highlight(text).plain == text


def test_the_last_words_are_text(monkeypatch: pytest.MonkeyPatch) -> None:
    written = StringIO()
    monkeypatch.setattr("sys.stderr", written)
    ErrorConsole().print("[b]no[/b] :smile: \x1b]0;owned\x07 \x9b2J")
    assert written.getvalue() == "[b]no[/b] :smile: \\x1b]0;owned \\x9b2J\n"
