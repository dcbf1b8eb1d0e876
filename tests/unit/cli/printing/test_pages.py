import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.unit.document.layout.laying_out import lay_out
from tui.articles.article import Article
from tui.cli.printing.pages import Painter
from tui.document.body_parser import read_document
from tui.document.model import Line, Role, Run, Setting

OWN = re.compile(r"\x1b\[[0-9;]+m|\x1b\]8;[^\x1b]*\x1b\\")
"""What the painter itself writes."""


def paint(*runs: Run, url: str = "", base: str = "", colours: bool = False) -> str:
    return Painter({1: url} if url else {}, base, colours).paint(Line(runs))


def test_plain_text_stays_plain() -> None:
    assert paint(Run("a line  ")) == "a line"


def test_roles_become_looks() -> None:
    both = frozenset({"strong", "emphasis"})
    assert paint(Run("a "), Run("b", both)) == "a \x1b[1;3mb\x1b[0m"  # type: ignore[arg-type]


def test_spaces_at_the_end_go_whatever_run_they_are_in() -> None:
    assert paint(Run("a"), Run("  ", frozenset({"link"})), Run(" ")) == "a"


def test_a_link_can_be_opened() -> None:
    painted = paint(Run("here", frozenset({"link"}), 1), url="https://example.org/ä b")
    assert painted == (
        "\x1b]8;id=1;https://example.org/%C3%A4%20b\x1b\\\x1b[4mhere\x1b[0m\x1b]8;;\x1b\\"
    )


def test_a_link_is_seen_from_the_article() -> None:
    painted = paint(Run("here", link=1), url="/b", base="https://example.org/a")
    assert ";https://example.org/b\x1b" in painted


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "/b", "http://[", ""])
def test_other_addresses_are_text_alone(url: str) -> None:
    assert paint(Run("here", link=1), url=url) == "here"


def test_a_picture_can_be_opened() -> None:
    mark = Run("▣ 1", frozenset({"image"}))
    painter = Painter({}, "https://example.org/a/", False, {1: "b.png"})
    painted = painter.paint(Line((mark, Run("  words")), picture=1))
    assert painted == "\x1b]8;id=p1;https://example.org/a/b.png\x1b\\▣ 1\x1b]8;;\x1b\\  words"


def test_code_has_the_colours_of_its_parts() -> None:
    code: frozenset[Role] = frozenset({"code"})
    painted = paint(Run("if", code | {"code-keyword"}), Run(" x", code), colours=True)
    assert painted == "\x1b[35mif\x1b[0m\x1b[32m x\x1b[0m"
    assert paint(Run("-x", code | {"code-removed"}), colours=True) == "\x1b[31m-x\x1b[0m"


def test_marks_of_direction_are_kept() -> None:
    assert paint(Run("א\u200e 1\u202e")) == "א\u200e 1\\u202e"


def test_colours_only_where_they_are_wanted() -> None:
    link = Run("a", frozenset({"link"}))
    assert paint(link, colours=False) == "\x1b[4ma\x1b[0m"
    assert paint(link, colours=True) == "\x1b[4;36ma\x1b[0m"


@given(text=st.text(), url=st.text())
def test_an_article_writes_no_control_codes(text: str, url: str) -> None:
    painted = paint(
        Run(text.replace("\n", ""), frozenset({"link"}), 1),
        url=f"https://example.org/{url}",
        base=url,
        colours=True,
    )
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", OWN.sub("", painted))


def test_the_levels_of_headings_are_told_apart_without_colours() -> None:
    body = "".join(f"<h{level}>Words</h{level}>" for level in range(1, 7))
    document = read_document(Article("Title", body, "html"))
    painter = Painter({}, "", colours=False)
    painted = [painter.paint(line) for line in lay_out(document, Setting(40, cell_len))]
    assert len({line for line in painted if line}) == 6
