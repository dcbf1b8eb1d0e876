import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.articles.titles import first_line, name_of, plain, title_heading


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("\n<!-- by hand -->\n## The *first* `one` ##\n# Second", "The first one"),
        ("[Home](/)\n\n# The _only_ one\n\n## Wood", "The only one"),
        ("Words.\n\n# Monday\n\n# Tuesday", ""),
        ("Words.\n\n## References", ""),
        ("- item\n\nSources\n---\n", ""),
        ("Words.\n\nOver\ntwo lines\n===\n\n## More", "Over two lines"),
        ("Over\ntwo lines\n---\n", "Over two lines"),
        ("> quoted\nwords\n===\n", ""),
        ("`<h1>` is a tag\n\n<!--\n# hidden\n-->\n# Real", "Real"),
        ("Words.\n\n<h1>One</h1>\n\n# Two", ""),
        ("# Low tide {/*low-tide*/}", "Low tide"),
        ("# Low tide {#lt .unnumbered} #", "Low tide"),
        ("# Low tide { #lt .wide }", "Low tide"),
        ("# :ship: ==Low== tide", "🚢 Low tide"),
        ("# a == b, at 10:30:45 :nosuchname:", "a == b, at 10:30:45 :nosuchname:"),
        ("# Low tide {: .wide }", "Low tide"),
        ('# {{< icon "wave" >}} Roads {% badge %}', "Roads"),
        ("# The `{% raw %}` tag", "The {% raw %} tag"),
        ("# On [[salt|Salt]] and [[Pepper]]", "On Salt and Pepper"),
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
def test_the_title_heading(body: str, title: str) -> None:
    assert title_heading(body, "markdown") == title


def test_headings_of_html_and_of_text() -> None:
    assert title_heading("<div><H2>A &amp; B</H2><p>x</div>", "html") == "A & B"
    assert title_heading("<p>x</p><h2>A</h2>", "html") == ""
    assert title_heading("<p>x</p><h2>A</h2><h1>B</h1>", "html") == "B"
    assert title_heading("<p>x</p><h1>A</h1><h1>B</h1>", "html") == ""
    assert title_heading("<script>x()</script><h1>A</h1><h1>B</h1>", "html") == "A"
    assert title_heading("# x", "text") == ""


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/a/Turn Off KDE Wallet.md", "Turn Off KDE Wallet"),
        ("/a/2021-03-29-my-post.md", "my-post"),
        ("/a/20211109 Name.md", "Name"),
        ("/a/20230103.0 Name.md", "Name"),
        ("/a/2021-03-29.md", "2021-03-29"),
        ("/a/2021年3月29日 潮汐表.md", "潮汐表"),
        ("/a/2021年3月29日潮汐表.md", "潮汐表"),
        ("/a/2021-03-29T11-15 Name.md", "Name"),
        ("/a/20210329111556 Name.md", "Name"),
        ("/a/2021-13-45 odd.md", "2021-13-45 odd"),
        ("/a/2021-03-29-2020 in review.md", "2020 in review"),
        ("/a/1984.md", "1984"),
        ("/a/Salt Roads 1a2b3c4d5e6f47889900aabbccddeeff.md", "Salt Roads"),
        ("/a/my-post/index.md", "my-post"),
        ("/a/20030114-slug/content.md", "slug"),
        ("/a/2003-01-14-my-post/index.zh-cn.md", "my-post"),
        ("/a/README.md", "a"),
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
    title_heading(text, "markdown")
    title_heading(text, "html")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("\n---\n> **Low** tide, $x^2$ m", "Low tide, x^2 m"),
        ("1. [Boats](https://quay.example/) in `port`", "Boats in port"),
        ("```sh\nls\n```", "ls"),
        ("From $5 to $6", "From $5 to $6"),
        ("2 * 3 * 4", "2 * 3 * 4"),
    ],
)
def test_the_first_line_of_markdown_has_no_markup(body: str, words: str) -> None:
    assert first_line(body, "markdown") == words


def test_the_first_line_of_text_stays_as_it_is() -> None:
    assert first_line("**Low** tide", "text") == "**Low** tide"
