import json

import pytest

from tests.corpus import corpus
from tests.unit.document.setting import article, check, lines, read
from tui.document.model import Code, Heading, Image, List, Note, Table, walk
from tui.document.plain_text import shown_text


def test_what_github_adds() -> None:
    body = "~~gone~~\n\n- [x] a\n- [ ] b\n\n| h | n |\n|---|--:|\n| x | 1 |\n\nT\n: def\n"
    assert lines(body, format="markdown") == [
        "gone", "", "[x] a", "[ ] b", "", "h  n", "─  ─", "x  1", "", "T", "    def",
    ]  # fmt: skip


def test_footnotes() -> None:
    document = read("a[^1] b[^n]\n\n[^1]: One\n[^n]: Two\n\n    three", "markdown")
    notes = [block for block in document.blocks if isinstance(block, Note)]
    assert [(note.label, note.anchor) for note in notes] == [("[1]", "fn1"), ("[2]", "fn2")]
    assert [link.url for link in document.links] == ["#fn1", "#fn2"]
    assert lines("a[^1]\n\n[^1]: One\n", format="markdown") == ["a[1]", "", "[1] One"]


def test_html_in_markdown_works() -> None:
    document = read("# T\n\n<div align=center>\n\n![a](b.png)\n\n</div>\n", "markdown")
    heading, image = document.blocks
    assert isinstance(heading, Heading) and isinstance(image, Image)


@pytest.mark.parametrize(
    ("source", "addresses"),
    [
        ("见 https://a.com/x，中文", ["https://a.com/x"]),
        ("(see https://a.com/x_(y)).", ["https://a.com/x_(y)"]),
        ("www.a.com and a@b.co", ["https://www.a.com", "mailto:a@b.co"]),
        ("README.md, a.b, user@host, 1@2", []),
        ("`https://a.com`", []),
        ("[https://a.com](https://b.com)", ["https://b.com"]),
        ("<https://a.com>", ["https://a.com"]),
    ],
)
def test_addresses_are_links(source: str, addresses: list[str]) -> None:
    assert [link.url for link in read(source, "markdown").links] == addresses


def test_code_and_nesting() -> None:
    body = "1. a\n   - b\n\n     ```py\n     x\n     ```\n"
    blocks = list(walk(read(body, "markdown").blocks))
    assert any(block == Code("x", "py") for block in blocks)
    assert sum(isinstance(block, List) for block in blocks) == 2


def test_a_table_without_an_end() -> None:
    (table,) = read("|a|b|\n|-|-|\n|1|\n|1|2|3|", "markdown").blocks
    assert isinstance(table, Table)


def test_the_examples_of_the_specification_are_read() -> None:
    examples = json.loads(corpus("html", "commonmark", "spec.json").read_text("utf-8"))
    for example in examples[::7]:
        check(article(example["markdown"], "markdown"), 40)
        assert isinstance(shown_text(read(example["markdown"], "markdown")), str)


@pytest.mark.parametrize(
    "body",
    [">" * 3000 + "x", "- " * 2000 + "x", "[" * 3000 + "x", "*x " * 3000, "\ud800x", "\0x"],
)
def test_nothing_raises(body: str) -> None:
    check(article(body, "markdown"), 20)


def test_what_the_markdown_parser_trips_over_is_shown_as_typed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def trip(_markdown: str) -> str:
        raise IndexError

    monkeypatch.setattr("tui.document.from_markdown.to_html", trip)
    assert lines("*a*\n\nb", format="markdown") == ["*a*", "", "b"]
