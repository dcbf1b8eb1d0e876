import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.articles.titles import first_heading, name_of, plain


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("words\n\n## The *first* `one` ##\n# Second", "The first one"),
        ("A title\n=====\n", "A title"),
        ("A title\n---\n", "A title"),
        ("- item\n---\n# Real", "Real"),
        ("```\n# code\n```\n# Real", "Real"),
        ("~~~~\n# a\n~~~\n# b\n~~~~\n# Real", "Real"),
        ("#hashtag\n\n# Real", "Real"),
        ("# ![logo](a.png)\n", "logo"),
        ("# ![](a.png)\n# Real", "Real"),
        ("# [Linked](https://a.org/x_(y)) words {#id}", "Linked words"),
        ("# snake_case and \\*stars\\* &amp; more", "snake_case and *stars* & more"),
        ("<h1 class='x'>The <b>one</b></h1>\n", "The one"),
        ("no heading", ""),
        ("# ", ""),
    ],
)
def test_the_first_heading(body: str, title: str) -> None:
    assert first_heading(body, "markdown") == title


def test_headings_of_html_and_of_text() -> None:
    assert first_heading("<p>x</p><H2>A &amp; B</H2>", "html") == "A & B"
    assert first_heading("# x", "text") == ""


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/a/Turn Off KDE Wallet.md", "Turn Off KDE Wallet"),
        ("/a/2021-03-29-my-post.md", "my-post"),
        ("/a/20211109 Name.md", "Name"),
        ("/a/20230103.0 Name.md", "Name"),
        ("/a/2021-03-29.md", "2021-03-29"),
        ("/a/my-post/index.md", "my-post"),
        ("/a/.hidden", ".hidden"),
        ("/a/x\ny\x1b[31m.md", "x y"),
        ("/a/ .md", "Untitled"),
    ],
)
def test_names(path: str, title: str) -> None:
    assert name_of(Path(path)) == title


def test_names_that_are_no_utf_8_can_be_printed() -> None:
    assert name_of(Path(os.fsdecode("/a/今天天气很好.md".encode("gb18030")))) == "今天天气很好"
    assert name_of(Path(os.fsdecode(b"/a/\xff\xfe.md"))).encode("utf-8")


@given(st.text())
def test_no_line_raises(text: str) -> None:
    assert "\n" not in plain(text)
    first_heading(text, "markdown")
    first_heading(text, "html")
