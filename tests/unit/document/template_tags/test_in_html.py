"""Template tags in HTML: Liquid's and Hugo's, shown as what they stand for."""

import time

import pytest

from tests.unit.document.setting import article, check, read
from tui.document.model import Code, Image, walk
from tui.document.template_tags.in_html import html_code_ranges, without_tags_in_html
from tui.document.text_segments import shown_text
from tui.document.to_markdown import to_markdown


def text(body: str) -> str:
    return " ".join(shown_text(read(body)).split())


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ('<p>a</p>\n{{< logs data="one" >}} {{< /logs >}} {{< logs data="two"\n>}}', "a"),
        ("<div>\n      {{< plot >}}\n    </div><p>b</p>", "b"),
        ("<p>one {{% foo %}} two</p>", "one two"),
        ("<p>From {{ site.title }}.</p>", "From ."),
        ("<p>{% if a %}yes{% endif %}</p>", "yes"),
    ],
)
def test_tags_do_not_show(body: str, shown: str) -> None:
    assert text(body) == shown


def test_what_stands_for_a_tag_is_shown() -> None:
    pictures = [
        block
        for block in walk(read('<p>a</p>\n{{< figure src="/a.png" alt="A" >}}\n<p>b</p>').blocks)
        if isinstance(block, Image)
    ]
    assert [one.picture.url for one in pictures] == ["/a.png"]
    blocks = walk(read("{% highlight js %}\na < b\n{{ c }}\n{% endhighlight %}").blocks)
    assert [block.text for block in blocks if isinstance(block, Code)] == ["a < b\n{{ c }}"]


@pytest.mark.parametrize(
    "body",
    [
        "<pre>{{ name }} {% if a %}</pre>",
        "<p>Say <code>{{ name }}</code>.</p>",
        "<p>Say <KBD class='k'>{{< name >}}</KBD >.</p>",
        "<!doctype html><title>t</title><p>Say {{ name }}.</p>",
        "<!-- <pre> --><p>a {{ }} b</p>",
    ],
)
def test_code_and_whole_pages_are_left_alone(body: str) -> None:
    assert without_tags_in_html(body) == body


@pytest.mark.parametrize(
    ("html", "code"),
    [
        ("a <code>b</code> c", ["<code>b</code>"]),
        ("<tt>open <pre>b <code>c</code></pre>", ["<pre>b <code>c</code></pre>"]),
        ("<!-- <pre> --> a <script>b</script>", ["<!-- <pre> -->", "<script>b</script>"]),
        ("<preface>a</preface>", []),
    ],
)
def test_where_code_is(html: str, code: list[str]) -> None:
    assert [html[start:end] for start, end in html_code_ranges(html)] == code


def test_markdown_made_of_html_has_no_tags_either() -> None:
    assert "{{" not in to_markdown(article("<p>a {{< plot >}} b</p>"))


@pytest.mark.parametrize("piece", ["<pre>{{ a ", "<!--{{", "{{< a >}}<code>", "</pre>{% a %}"])
def test_long_bodies_take_no_long_time(piece: str) -> None:
    body = piece * (400_000 // len(piece))
    start = time.perf_counter()
    without_tags_in_html(body)
    assert time.perf_counter() - start < 5


def test_pages_with_tags_are_set() -> None:
    check(article("<p>a {{< b >}}{{</* c */>}} {% quote %}d{% endquote %}</p>"), 20)
