"""An element that a browser does not show hides itself, and nothing else."""

from functools import cache
from itertools import islice
from pathlib import Path

import pytest

from tests.corpus import corpora
from tests.unit.document.hidden import BLOCKS, IN_LINES, WAYS, bodies, hidden, marked, with_elements
from tests.unit.document.setting import article, lines, read
from tui.articles.article import BodyFormat
from tui.document.html.from_html import from_html
from tui.document.html.styles import Looks, looks
from tui.document.index_text.quick_text import look_quickly, quick_text
from tui.document.model import Document, Heading, Note, Paragraph, Table
from tui.document.reading_time import count_words
from tui.document.text_segments import shown_text
from tui.document.to_markdown import to_markdown


def text(html: str) -> str:
    return shown_text(read(html))


def letters(document: Document) -> str:
    """What a document shows, without the white space that an unseen box leaves."""
    return "".join(shown_text(document).split())


@cache
def marked_bodies() -> tuple[tuple[str, Document], ...]:
    """The bodies of the tests of documents, marked, and what they are without a hidden element."""
    found = [marked(body) for body in bodies()]
    return tuple((body, from_html(with_elements(body))) for body in found)


@pytest.mark.parametrize("element", [*IN_LINES, *BLOCKS])
def test_a_hidden_element_changes_no_body(element: str) -> None:
    for number, (body, shown) in enumerate(marked_bodies()):
        way = WAYS[number % len(WAYS)]
        made = hidden(element, way)
        html = with_elements(body, made if element in IN_LINES else "", made)
        found = from_html(html)
        if "visibility" in way:
            assert letters(found) == letters(shown), html
            assert found.pictures == shown.pictures, html
        else:
            assert found == shown, html
        quick = quick_text(html)
        assert quick is None or quick.text == shown_text(found), html


@pytest.mark.parametrize("element", [*IN_LINES, *BLOCKS])
@pytest.mark.parametrize("way", WAYS)
def test_a_hidden_element_hides_nothing_of_markdown(element: str, way: str) -> None:
    html = hidden(element, way)
    body = f"First *one*.\n\n{html}\n\n## Second\n\n- third\n\n{html}\n\nThe [end](/x)."
    if element in IN_LINES:
        body += f" Not {html} yet."
    found = read(body, "markdown")
    end = "The end. Not yet." if element in IN_LINES else "The end."
    assert letters(found) == "".join(f"First one. Second third {end}".split())
    assert len(found.links) == 1 and not found.pictures
    assert look_quickly(article(body, "markdown")) is None


@pytest.mark.parametrize("folder", corpora("html"))
def test_hidden_elements_change_no_page(folder: Path) -> None:
    elements = [hidden(element, way) for element in IN_LINES for way in WAYS]
    # Each page of the outside corpus stands beside its source, which takes far longer.
    pages = sorted(folder.rglob("expected.html")) or sorted(folder.rglob("*.html"))
    for number, page in enumerate(pages):
        body = marked(page.read_text("utf-8"))
        shown = letters(from_html(with_elements(body)))
        for element in islice(elements, number % len(pages), None, len(pages)):
            assert letters(from_html(with_elements(body, element, element))) == shown, element


def test_what_is_formula_ends_with_the_formula() -> None:
    (block,) = read("<p><math><mi>x</mi></math> is <b>one</b></p>").blocks
    assert isinstance(block, Paragraph)
    assert [(span.text, set(span.roles)) for span in block.spans] == [
        ("x", {"formula"}),
        (" is ", set()),
        ("one", {"strong"}),
    ]


def test_what_a_heading_or_code_says_ends_with_it() -> None:
    document = read("<h2>a<h3>b</h3>c</h2><pre class=lang-c>d<pre class=lang-d>e</pre>f</pre>g")
    kinds = [type(block).__name__ for block in document.blocks]
    assert kinds == ["Heading", "Heading", "Paragraph", "Code", "Code", "Code", "Paragraph"]


def test_an_unseen_note_is_no_note() -> None:
    item = "<li class=footnote-item id=fn1 {}>x"
    blocks = read(f"a<ol class=footnotes-list>{item.format(WAYS[1])}</ol>b").blocks
    assert [type(block) for block in blocks] == [Paragraph, Paragraph]
    assert isinstance(read(f"<ol class=footnotes-list>{item}</ol>").blocks[0], Note)


def test_an_unseen_table_in_a_cell_leaves_the_table_around_it_one() -> None:
    html = "<table><tr><td>a<table {}><tr><td>x<td>y</table><td>b</table>"
    assert isinstance(read(html.format(WAYS[1])).blocks[0], Table)
    assert isinstance(read(html.format("")).blocks[-1], Paragraph)


def test_items_that_are_not_shown_are_not_counted() -> None:
    assert lines("<ol reversed><li>a<li hidden>x<li>b") == ["2. a", "1. b"]


def test_a_hidden_element_has_no_say_in_the_direction_of_the_page() -> None:
    assert not read("<div hidden dir=rtl>x</div><p>one").right_to_left
    assert read("<!-- x --> <img hidden><div dir=rtl><p>one</div>").right_to_left


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<div style='visibility:hidden'>x<p style='visibility:visible'>y</p>x</div>", "y"),
        ("<div style='visibility:hidden'>x<p style='visibility:inherit'>x</p></div>y", "y"),
        ("<div style='visibility:hidden'><svg><text style='visibility:initial'>y", "y"),
        ("<svg style='visibility:hidden'><text>x</text></svg>y", "y"),
        ("<p style='visibility:hidden;visibility:wrong'>x</p>y", "y"),
        ("<p style='/* display:none */ color:red'>y</p>", "y"),
        ("<p style='*display:none;_visibility:hidden'>y</p>", "y"),
        ("<p style='color:red;DISPLAY:none'>x</p>y", "y"),
        ("<p style='display:none ! important;display:block'>x</p>y", "y"),
        ("<p hidden style='display:block'>y</p>", "y"),
        ("<p popover style='display:flex'>y</p>", "y"),
        ("<p hidden style='color:red'>x</p>y", "y"),
        ("<p hidden=until-found style='display:block'>x</p>y", "y"),
        ("<p hidden style='display:none'>x</p>y", "y"),
        ("<q><br style='visibility:hidden'></q>y", "y"),
    ],
)
def test_what_a_style_hides(html: str, shown: str) -> None:
    assert text(html) == shown
    made = to_markdown(article(html))
    assert ("x" in made, "y" in made) == (False, True)


@pytest.mark.parametrize("way", WAYS)
def test_pictures_for_readers_without_scripts(way: str) -> None:
    noscript = "<noscript {}><img src=b.png alt=b></noscript>"
    assert not read(f"<p>a</p>{noscript.format(way)}<p>c").pictures
    assert not read(f"<p>a</p><div {way}>{noscript}</div><p>c").pictures
    assert not read(f"<p>a</p><noscript><img src=b.png {way}></noscript><p>c").pictures
    assert len(read(f"<img src=a.png {way}>{noscript}").pictures) == 1


WAITING = "<div {} style='visibility: hidden; opacity: 0;'>" + (
    "<p>渡船靠岸。</p><p style='visibility:hidden'>暗</p><p hidden>暗</p>"
    "<p><img data-src='https://p.example/640' src='data:image/gif;base64,R0lGOD=='></p>"
    "<p>老人上船。</p></div><p>夜深了。</p>"
)


@pytest.mark.parametrize("name", ["id=js_content", "class='rich_media_content x'"])
@pytest.mark.parametrize(
    ("format", "before"), [("html", "<html><body><i>晚上</i>"), ("markdown", "*晚上*\n\n")]
)
def test_a_text_that_waits_for_the_script_of_wechat_is_shown(
    name: str, format: BodyFormat, before: str
) -> None:
    found = read(before + WAITING.format(name), format)
    assert letters(found) == "晚上渡船靠岸。老人上船。夜深了。"
    assert [picture.url for picture in found.pictures] == ["https://p.example/640"]
    assert count_words(shown_text(found)) == 13


def test_a_text_of_wechat_is_copied_as_it_is_shown() -> None:
    made = to_markdown(article(WAITING.format("id=js_content")))
    assert "渡船靠岸" in made and "老人上船" in made and "暗" not in made


def test_what_waits_for_a_script_is_hidden_where_it_is_gone() -> None:
    assert text("<div id=js_content hidden>x</div>y") == "y"
    assert text("<div style='visibility:hidden'><div id=js_content>x</div></div>y") == "y"
    assert looks({"id": "js_content", "style": "visibility:hidden"}) == Looks()


def test_a_heading_keeps_its_name_behind_another_one() -> None:
    for before in ("<h2 id=x hidden>x</h2>", f"<svg id=x {WAYS[1]}></svg>", "<section id=x>"):
        (block,) = read(f"{before}<h2 id=y>y</h2>").blocks
        assert isinstance(block, Heading) and "y" in block.anchors
