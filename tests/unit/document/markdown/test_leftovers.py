import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.document.setting import lines, read
from tui.document.markdown.leftovers import with_plain_keys, without_leftovers
from tui.document.plain_text import shown_text


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
    assert without_leftovers(body) == body


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
    without_leftovers(body)
    with_plain_keys(body)


@pytest.mark.parametrize("piece", ["{:", "{: .a", "*{:a ", "- ", "[toc]\n", '{:a="', "){.a ", "> "])
def test_hostile_text_is_read(piece: str) -> None:
    without_leftovers(piece * 50_000 + "[toc]")
