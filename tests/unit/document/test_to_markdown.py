from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from tui.articles.article import Article
from tui.articles.moments import in_words
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


def test_markdown_stays_as_it_stands() -> None:
    body = "Some *text*,\nbroken as it was.\n\n    code\n"
    assert to_markdown(Article("T", body, "markdown")) == f"# T\n\n{body}"


def test_an_empty_body_leaves_the_title() -> None:
    assert to_markdown(Article("T", " \n", "html")) == "# T\n"


@given(st.text())
def test_no_body_brings_a_control_code(text: str) -> None:
    made = to_markdown(PAGE._replace(body=f"<p>&#27;[31m&#155;{text}</p>"))
    assert not {*map(chr, range(9)), "\x1b", "\x9b", "\x7f"} & {*made}
