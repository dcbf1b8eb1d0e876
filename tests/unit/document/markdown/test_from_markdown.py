import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.corpus import ROOT
from tests.unit.document.setting import article, check, lines, read
from tui.document.markdown import from_markdown
from tui.document.markdown.dialects.inline_signs import with_plain_signs
from tui.document.markdown.from_markdown import with_plain_keys
from tui.document.model import Code, Heading, Image, List, Paragraph, Table, walk
from tui.document.text_segments import plain, shown_text


def test_what_github_adds() -> None:
    body = "~~gone~~\n\n- [x] a\n- [ ] b\n\n| h | n |\n|---|--:|\n| x | 1 |\n\nT\n: def\n"
    assert lines(body, format="markdown") == [
        "gone", "", "[x] a", "[ ] b", "", "h  n", "─  ─", "x  1", "", "T", "    def",
    ]  # fmt: skip


def test_alignment_of_columns() -> None:
    (table,) = read("|a|b|c|d|\n|:-|:-:|-:|-|\n|1|2|3|4|\n", "markdown").blocks
    assert isinstance(table, Table)
    assert [[cell.align for cell in row] for row in table.rows] == [
        ["left", "center", "right", ""]
    ] * 2


def test_strikethrough() -> None:
    (paragraph,) = read("~~a~~ and ~b~ ~~~c 10~20 元，30~40 元", "markdown").blocks
    assert isinstance(paragraph, Paragraph)
    struck = [span.text for span in paragraph.spans if "strike" in span.roles]
    assert struck == ["a", "b"]
    assert paragraph.spans[-1].text.endswith("~~~c 10~20 元，30~40 元")


def test_tasks_in_loose_and_numbered_lists() -> None:
    body = "- [x] a\n\n- [ ] b\n\n  c\n"
    assert lines(body, format="markdown") == ["[x] a", "", "[ ] b", "", "    c"]
    assert lines("1. [x] a\n", format="markdown") == ["[x] a"]


def test_alerts_are_quotes_with_their_word() -> None:
    assert lines("> [!WARNING]\n> Hot.\n\n> [!odd]\n> x", format="markdown") == [
        "▎ Warning", "▎", "▎ Hot.", "", "▎ Odd", "▎", "▎ x",
    ]  # fmt: skip


def test_names_of_headings() -> None:
    body = "# A {#a}\n## B *b* {#b .c}\n\nC {.d}\n---\n\n### f() {x}\n\n`<h1> {#e}</h1>`"
    blocks = read(body, "markdown").blocks
    headings = [block for block in blocks if isinstance(block, Heading)]
    assert [(plain(one.spans), one.anchors) for one in headings] == [
        ("A", ("a",)), ("B b", ("b",)), ("C", ()), ("f() {x}", ()),
    ]  # fmt: skip
    assert shown_text(read(body, "markdown")).endswith("<h1> {#e}</h1>")


def test_definitions() -> None:
    assert lines("T\n: one\n: two", format="markdown") == ["T", "    one", "    two"]
    assert lines("T\n\n: one\n\n  more", format="markdown") == [
        "T", "", "    one", "", "    more",
    ]  # fmt: skip


@pytest.mark.parametrize("line", [":nosuch: x", ":-) x", "::: tip", ":x"])
def test_colons_that_begin_no_definition_stay(line: str) -> None:
    body = f"T\n: def\n\nwords\n{line}\n\n`{line}`\n\n```\n{line}\n```\n"
    shown = shown_text(read(body, "markdown"))
    assert shown.count(line) == 3 and "&#58;" not in shown


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


@pytest.mark.parametrize(
    "body",
    [">" * 3000 + "x", "- " * 2000 + "x", "[" * 3000 + "x", "*x " * 3000, "\ud800x", "\0x"],
)
def test_nothing_raises(body: str) -> None:
    check(article(body, "markdown"), 20)


HOSTILE = {
    "quotes": ">" * 100_000 + "x",
    "brackets": "[" * 100_000,
    "pictures": "![" * 100_000,
    "stars": "*" * 100_000,
    "emphasis": "*a " * 50_000,
    "mixed emphasis": "*a_b" * 30_000,
    "lists": "- " * 50_000 + "x",
    "stairs": "\n".join(" " * 2 * depth + "- x" for depth in range(1000)),
    "backticks": "`" * 1_000_000,
    "runs of backticks": "".join("`" * count + " a " for count in range(1000)),
    "comments": "<!-- " * 50_000,
    "closed comments": "<!-- a --><!--b " * 3000,
    "tags": "<a " * 100_000,
    "notes": "[^1]" * 20_000 + "\n\n[^1]: x\n",
    "notes in notes": "[^1]: " * 20_000,
    "a wide table": "|a" * 3000 + "|\n" + "|-" * 3000 + "|\n" + "|\n" * 300,
    "definitions": "a\n: b\n:c\n" * 20_000,
    "names of headings": "<h1>" * 30_000 + "{#a}</h1>" * 30_000,
    "carriage returns": "a\r\r" * 50_000,
    "nul": "\0" * 100_000,
    "surrogates": "\ud800" * 100_000,
    "tildes": "~a " * 50_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_markdown_is_read_in_linear_time(name: str) -> None:
    """In a process of its own: what a parser in Rust does at worst is to end the process."""
    script = (
        "from tests.unit.document.markdown.test_from_markdown import HOSTILE\n"
        "from tui.document.markdown.from_markdown import from_markdown\n"
        f"from_markdown(HOSTILE[{name!r}])\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=20, cwd=ROOT)


def test_what_the_markdown_parser_trips_over_is_shown_as_typed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def trip(_markdown: str) -> str:
        raise IndexError

    monkeypatch.setattr("tui.document.markdown.from_markdown.to_html", trip)
    assert lines("*a*\n\nb", format="markdown") == ["*a*", "", "b"]


def text(body: str) -> str:
    return shown_text(read(body, "markdown"))


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("# A\n{: .x #y}\n\ntext\n{: .cls key='v w'}\n", "A\ntext"),
        ("> q\n> {: .x}\n\nb", "q\nb"),
        ("- a\n{: .x}\n", "a"),
        ('*a*{: .b} `c`{:.js} [d](/e){:target="_blank"}.', "a c d."),
        ("![x](a.png){width=50%}\n{.center}", "x"),
        ("{::options parse='x' /}\n\n{::nomarkdown}<b>x</b>{:/}", "x"),
        ("* TOC\n{:toc}\n\na", "a"),
        ("1. Contents\n{: toc}\n\na", "a"),
        ("[toc]\n\na\n\n[TOC]\n\n@[toc](目录)\n\n[[_TOC_]]", "a"),
        ("a<!--more-->b\n\n<!-- more -->\n\nc", "ab\nc"),
    ],
)
def test_what_is_for_the_program_is_not_shown(body: str, shown: str) -> None:
    assert text(body) == shown


@pytest.mark.parametrize(
    "body",
    [
        "`{: .a}`\n\n    {: .b}\n",
        '```\n{: .a}\n[toc]\n```\nprintln!("{:?} {:#?} {:x}") {a} {.}\n{:?}\n{.5}',
        "[toc]\n\n[toc]: /contents",
        "the [toc] of a book and f(x){y}",
    ],
)
def test_code_and_text_stay(body: str) -> None:
    assert with_plain_signs(body) == body


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (
            "---\ntitle: B *x*\ndate: 2020\n---\n\n*Text*",
            ["title: B *x*", "date: 2020", "", "Text"],
        ),
        ("\ntitle: B\ndate: 2020\n---\nText", ["title: B", "date: 2020", "", "Text"]),
        ('+++\ntitle = "x"\n+++\nText', ['title = "x"', "", "Text"]),
    ],
)
def test_a_second_front_matter_is_no_heading(body: str, shown: list[str]) -> None:
    assert lines(body, 40, "markdown") == shown


@pytest.mark.parametrize(
    "body", ["---\nA quote\n---\ntext", "Note: this\n---\ntext", "a\n\n---\ntitle: x\n---", "---"]
)
def test_rules_and_headings_stay(body: str) -> None:
    assert with_plain_keys(body) == body


@given(st.text(alphabet="{}:.#ab =\"'\n[]toc)*>-1 \t", max_size=200))
def test_no_body_raises(body: str) -> None:
    with_plain_signs(body)
    with_plain_keys(body)


@pytest.mark.parametrize("piece", ["{:", "{: .a", "*{:a ", "- ", "[toc]\n", '{:a="', "){.a ", "> "])
def test_hostile_text_is_read(piece: str) -> None:
    with_plain_signs(piece * 50_000 + "[toc]")


def test_more_signs_than_fit_into_memory_are_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(from_markdown, "_MOST_SIGNS", 12)
    body = "**One**\n\n> A *short* one.\n\nIt is *long*,\nand is <b>told</b>.\n"
    assert lines(body, 200, "markdown") == [
        "One", "", "▎ A short one.", "",
        "It is *long*, and is <b>told</b>.", "",
        "more than 1,000,000 line ends and signs of Markdown; "
        "the text after them is shown as typed, as one paragraph",
    ]  # fmt: skip
    monkeypatch.setattr(from_markdown, "_MOST_SIGNS", len(body))
    assert not read(body, "markdown").problems
