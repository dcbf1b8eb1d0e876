import pytest

from tests.unit.document.setting import article, lines, read
from tui.document.layout.page import page_anchors, page_texts
from tui.document.markdown.footnotes import with_inline_notes
from tui.document.model import Note, Paragraph
from tui.document.text_segments import shown_text

BODY = """\
First[^long] and second[^2], first again[^long].

[^long]: About the first, with a [link](https://a.org/1).

    And more.

In the middle. [Second link](https://a.org/2)

- item[^in]

  [^in]: Inside of an item.

[^2]: The second.
[^nobody]: Nothing refers to this.

The end.
"""


def notes(body: str) -> list[Note]:
    return [block for block in read(body, "markdown").blocks if isinstance(block, Note)]


def test_references_and_notes() -> None:
    assert lines("a[^1]\n\n[^1]: One\n", format="markdown") == ["a[1]", "", "[1] One"]


def test_notes_stand_at_the_end_in_the_order_of_their_numbers() -> None:
    blocks = read(BODY, "markdown").blocks
    assert [note.label for note in notes(BODY)] == ["[1]", "[2]", "[3]", "[4]"]
    assert all(isinstance(block, Note) for block in blocks[-4:])
    assert shown_text(read(BODY, "markdown")).split("\n")[3:] == [
        "The end.",
        "About the first, with a link.",
        "And more.",
        "The second.",
        "Inside of an item.",
        "Nothing refers to this.",
    ]


def test_links_are_numbered_in_reading_order() -> None:
    links = read(BODY, "markdown").links
    assert [link.url for link in links] == [
        "#fn1", "#fn2", "#fn1", "https://a.org/2", "#fn3", "https://a.org/1",
    ]  # fmt: skip
    assert [link.number for link in links] == [1, 2, 3, 4, 5, 6]


def test_a_reference_leads_to_its_note() -> None:
    what = article(BODY, "markdown")
    document = read(BODY, "markdown")
    anchors = page_anchors(what, document)
    texts = page_texts(what, document)
    there = {link.url: texts[anchors[link.url[1:]]] for link in document.links[:3]}
    assert there == {"#fn1": "About the first, with a link.", "#fn2": "The second."}


def test_a_reference_is_small_and_a_link() -> None:
    paragraph = read("a[^1]\n\n[^1]: One\n", "markdown").blocks[0]
    assert isinstance(paragraph, Paragraph)
    assert paragraph.spans[1].text == "[1]"
    assert paragraph.spans[1].roles == {"link", "superscript"}
    assert paragraph.anchors == ("fnref1",)


def test_what_is_no_footnote_stays_text() -> None:
    assert lines("a[^none] `[^1]`\n\n    [^1]: x\n", format="markdown")[0] == "a[^none] [^1]"


def test_a_note_named_like_a_heading() -> None:
    body = "# Intro {#intro}\n\na[^intro]\n\n[^intro]: The note\n"
    what = article(body, "markdown")
    document = read(body, "markdown")
    texts = page_texts(what, document)
    anchors = page_anchors(what, document)
    assert texts[anchors["intro"]] == "Intro"
    assert texts[anchors[document.links[0].url[1:]]] == "The note"


def test_notes_with_quotes_code_and_notes_in_them() -> None:
    body = "a[^1]\n\n[^1]: x[^2]\n\n    > q\n\n        code <b>\n\n[^2]: y\n"
    assert lines(body, format="markdown") == [
        "a[1]", "", "[1] x[2]", "", "    ▎ q", "", "    code <b>", "[2] y",
    ]  # fmt: skip


def test_notes_among_the_words() -> None:
    body = "One^[The *first* [note](/a).] two[^2] three^[第三]\n\n[^2]: Second\n"
    assert lines(body, format="markdown") == [
        "One[1] two[2] three[3]", "", "[1] The first note.", "[2] Second", "[3] 第三",
    ]  # fmt: skip


@pytest.mark.parametrize("body", ["a ^[b c]", "x^[a-z]", "`x^[a b]`", "^[a b]", "x^[a b"])
def test_what_is_no_note_among_the_words(body: str) -> None:
    assert with_inline_notes(body) == body


def test_words_in_angle_brackets_stay_as_they_are_beside_notes() -> None:
    assert shown_text(read("A <T> and <<pump>>[^1].\n\n[^1]: Note.", "markdown")).startswith(
        "A <T> and <<pump>>[1]."
    )
