import pytest

from tui.articles.article import Article
from tui.document.body_parser import read_document
from tui.document.layout.page import page_starts, page_texts
from tui.ui.page.jumps import TOP, headings, name_inside, paragraph_named
from tui.ui.page.page_builder import Text

BASE = "https://example.com/posts/one"


def text_of(body: str, format: str = "html") -> Text:
    article = Article("A title", body, "html" if format == "html" else "markdown", link=BASE)
    document = read_document(article)
    starts = page_starts(article, document)
    return Text(1, article, document, page_texts(article, document), starts, 1)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("#notes", "notes"),
        ("#%E6%B3%A8", "注"),
        ("#", TOP),
        ("#top", TOP),
        (f"{BASE}#notes", "notes"),
        ("one#notes", "notes"),
        ("/posts/one#notes", "notes"),
        (BASE, None),
        ("/posts/two#notes", None),
        ("https://example.org/posts/one#notes", None),
        ("tel:555#1", None),
    ],
)
def test_which_addresses_lead_to_a_place_in_the_article(address: str, name: str | None) -> None:
    assert name_inside(address, BASE) == name


def test_without_an_address_of_its_own_only_bare_names_are_inside() -> None:
    assert name_inside("#notes", "") == "notes"
    assert name_inside("one#notes", "") is None


def test_places_are_found_by_their_name_or_by_the_words_of_a_heading() -> None:
    text = text_of(
        "<h2>What is new?</h2><p>One.</p><h2 id='old'>What was</h2><p id='last'>Two.</p>"
    )

    def found(name: str) -> str | None:
        number = paragraph_named(text, name)
        return None if number is None else text.paragraphs[number]

    assert found(TOP) == "A title"
    assert found("old") == "What was"
    assert found("last") == "Two."
    assert found("what-is-new") == "What is new?"
    assert found("What_is_new") == "What is new?"
    assert found("nothing") is None
    assert found("?") is None


def test_obsidians_blocks_and_nested_headings_are_places() -> None:
    text = text_of("## One\n\nFirst. ^a-1\n\n- item ^i2\n\n## Two\n\n### One more\n", "markdown")
    found = [paragraph_named(text, name) for name in ("^a-1", "^i2", "Two#One more", "^none")]
    assert [text.paragraphs[each] if each else None for each in found] == [
        "First.", "item", "One more", None,
    ]  # fmt: skip


def test_headings_know_their_level_and_how_much_stands_above() -> None:
    text = text_of("<h2>First</h2>" + f"<p>{'word ' * 200}</p>" + "<h3>Second</h3><h4> </h4>")
    first, second = headings(text)
    assert (first.level, first.text) == (2, "First")
    assert (second.level, second.text) == (3, "Second")
    assert first.share < 0.1
    assert 0.9 < second.share < 1
    assert text.paragraphs[second.paragraph] == "Second"
