from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.document.setting import read
from tui.articles.article import Article
from tui.articles.date_format import in_words
from tui.document.model import Code, Document, Table, walk
from tui.document.text_segments import shown_text
from tui.document.to_markdown import to_markdown

DATE = datetime(2021, 3, 29, 19, 15, tzinfo=UTC)

PAGE = Article(
    "A *new* shift",
    '<h2>Night</h2><p>The <b>factories</b> <a href="/r">run</a>.</p><script>x()</script>'
    f"<p>Long {'word ' * 60}</p><ul><li>one</li></ul>"
    '<img src="s.gif" data-src="/a.png" alt="A">',
    "html",
    author="Ada Ray",
    date=DATE,
    has_time=True,
    link="https://example.org/chips",
)


def test_the_head_says_what_it_is() -> None:
    lines = to_markdown(PAGE).split("\n")
    assert lines[:5] == [
        "# A \\*new\\* shift",
        "",
        f"Ada Ray · {in_words(DATE, True)}",
        "",
        "<https://example.org/chips>",
    ]


def test_html_becomes_markdown_a_paragraph_a_line() -> None:
    text = to_markdown(PAGE)
    assert "\n## Night\n" in text
    assert "The **factories** [run](https://example.org/r).\n" in text
    assert any(line.count("word") == 60 for line in text.split("\n"))
    assert "- one\n" in text
    assert "x()" not in text


def test_pictures_that_are_loaded_late_have_their_address() -> None:
    assert "![A](https://example.org/a.png)" in to_markdown(PAGE)


def made(html: str) -> str:
    return to_markdown(Article("T", html, "html", link="https://e.org/p/")).split("\n\n", 2)[2]


@pytest.mark.parametrize(
    "html",
    [
        '<pre><code class="language-js">let a = `x`;\n\n  b *c*</code></pre>',
        "<pre>plain\n```\n  | text ``` &lt;b&gt;</pre>",
        '<ul><li>a<pre class="lang-py">x\n  y</pre></li><li>b</li></ul>',
        "<ul><li>one<ul><li>two</li></ul></li></ul><ol start=3><li>c<p>d</p></li></ol>",
        "<table><tr><th>a</th><th>b|c</th></tr><tr><td>1</td><td>2<br>x</td></tr></table>",
        "<table><tr><th>a</th></tr><tr><td><p>1</p><p>2</p></td></tr></table>",
        "<p>&lt;nick&gt; hello &amp; &lt;b&gt;</p>",
        "<blockquote><p>q</p><p>r</p></blockquote><p>after</p>",
        "<section>a</section><section>b</section><figure><figcaption>Cap</figcaption>c</figure>",
        "<details open><summary>S</summary>in</details>",
        "<p>a</p><p hidden>no</p><p style='display:none'>no</p><p>b</p>",
        "<p>a</p><p style='visibility:hidden'>no <b style='color:red'>no</b></p><p>b</p>",
        "<p>a</p><div hidden style='display:none'><p hidden style='color:red'>no</p></div>",
        "<div style='visibility:hidden'><p style='visibility:visible'>yes</p></div><p>b</p>",
    ],
)
def test_what_is_made_reads_as_what_it_was_made_of(html: str) -> None:
    before, after = read(html), read(made(html), "markdown")
    assert shown_text(after).split() == shown_text(before).split()
    code = [
        [block for block in walk(one.blocks) if isinstance(block, Code)] for one in (before, after)
    ]
    assert [(one.text.rstrip(), one.language) for one in code[0]] == [
        (one.text.rstrip(), one.language) for one in code[1]
    ]


@pytest.mark.parametrize("hidden", ["hidden", "style='visibility:hidden'"])
def test_page_with_a_hidden_body_is_its_title(hidden: str) -> None:
    page = Article("T", f"<html><body {hidden}><p>no</p></body></html>", "html")
    assert to_markdown(page) == "# T\n"


def test_tables_stay_tables() -> None:
    html = "<table><tr><th>a</th><th>b|c</th></tr><tr><td>1</td><td>2<br>x</td></tr></table>"
    (table,) = read(made(html), "markdown").blocks
    assert isinstance(table, Table)
    assert [[shown_text(Document(cell.blocks)) for cell in row] for row in table.rows] == [
        ["a", "b|c"],
        ["1", "2 x"],
    ]


def test_films_and_frames_are_links() -> None:
    text = made('<p>a</p><video src="v.mp4"></video><iframe src="https://y.org/x"></iframe>')
    assert "[v.mp4](https://e.org/p/v.mp4)" in text and "[y.org](https://y.org/x)" in text


def test_markdown_stays_as_it_stands() -> None:
    body = "Some *text*,\nbroken as it was.\n\n    code\n"
    assert to_markdown(Article("T", body, "markdown")) == f"# T\n\n{body}"


@pytest.mark.parametrize("block", ["<ul><li>", "<ol><li>", "<blockquote>"])
def test_what_is_nested_without_end_stays_on_its_lines_and_small(block: str) -> None:
    lines = made(f"{block}<p>x" * 900 + " \u3000").split("\n")
    assert sum(line.endswith("x") for line in lines) == 900
    assert all(line == line.rstrip() and len(line) < 500 for line in lines)


def test_an_empty_body_leaves_the_title() -> None:
    assert to_markdown(Article("T", " \n", "html")) == "# T\n"


@given(st.text())
def test_no_body_brings_a_control_code(text: str) -> None:
    made = to_markdown(PAGE._replace(body=f"<p>&#27;[31m&#155;{text}</p>"))
    assert not {*map(chr, range(9)), "\x1b", "\x9b", "\x7f"} & {*made}
