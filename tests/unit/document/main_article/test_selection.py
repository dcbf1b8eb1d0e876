"""The main article of saved pages, and when a page stays whole."""

from pathlib import Path
from statistics import mean

import pytest

from tests.benchmarks.saved_pages import score
from tests.corpus import SMALL, corpus
from tests.unit.document.setting import article, read
from tui.document.body_parser import is_saved_page, read_document, read_in_steps, read_whole
from tui.document.html.from_html import from_html
from tui.document.index_text.quick_text import look_quickly
from tui.document.text_segments import shown_text
from tui.document.to_markdown import body_as_markdown, whole_body_as_markdown

RECALL = 0.97
PRECISION = 0.93
WEAK = 2
"""The pages of the corpus of which more than a tenth of the words is lost."""

_PROSE = (
    "<p>The lamp on the mole has been out since Tuesday, and the fishermen come home by the smell"
    " of the bakery, which is lit at three.</p>"
)
_MORE = (
    "<p>Nobody had thought of the bakery when the lamp was paid for, and nobody has paid the baker"
    " for a light that never once went out.</p>"
)


def page(body: str, head: str = "<title>The lamp</title>") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def shown(body: str) -> str:
    return shown_text(read(page(body)))


@pytest.mark.parametrize(
    "clutter",
    [
        "<nav><a href='/'>Menuword</a></nav>",
        "<footer><p>Menuword and the imprint.</p></footer>",
        "<div role=navigation><a href='/'>Menuword</a></div>",
        "<div class='site-footer'>Menuword</div>",
        "<div id=cookieBanner>Menuword <button>Yes</button></div>",
        "<div class=relatedPosts><p>Menuword</p></div>",
        "<ul class=menu><li><a href=/a>Menuword</a></ul>",
        "<div><a href=/a>Menuword</a> <a href=/b>Menuword</a> <a href=/c>Menuword</a></div>",
    ],
)
@pytest.mark.parametrize("around", ["{}", "<article>{}</article>", "<div class=content>{}</div>"])
def test_what_surrounds_an_article_is_left_out(clutter: str, around: str) -> None:
    inside = shown(around.format(_PROSE + _MORE + clutter))
    beside = shown(clutter + around.format(_PROSE + _MORE))
    for text in (inside, beside):
        assert "by the smell of the bakery" in text
        assert "never once went out" in text
        assert "Menuword" not in text


def test_an_answer_stays_with_its_question() -> None:
    answer = f"<div class=answer>{_MORE}</div>"
    long = f"<div class=answer>{_MORE * 12}</div>"
    text = shown(f"<nav>Menuword</nav><div>{_PROSE}{answer}{long}</div>")
    assert "by the smell of the bakery" in text
    assert text.count("never once went out") == 13
    assert "Menuword" not in text


def test_a_lead_before_the_text_stays_with_it() -> None:
    text = shown(f"<nav>Menuword</nav><div>{_PROSE}</div><div class=text>{_MORE * 12}</div>")
    assert "by the smell of the bakery" in text
    assert "Menuword" not in text


def test_an_article_element_keeps_its_short_parts() -> None:
    parts = "<ul><li>two onions</li></ul><ol><li>Boil them.</li></ol>"
    text = shown(f"<nav>Menuword</nav><article><div>{_PROSE * 9}</div>{parts}</article>")
    assert "two onions" in text
    assert "Boil them." in text


def test_items_and_cells_beside_the_prose_stay() -> None:
    parts = "<ul><li>two onions</li><li>flour</li></ul>" + "<table><tr><td>salt<td>3 g</table>"
    text = shown(f"<nav>Menuword</nav><div><div>{_PROSE}</div><div>{parts}</div>{_MORE}</div>")
    assert "two onions" in text
    assert "3 g" in text


def test_a_list_of_links_within_the_text_stays() -> None:
    links = "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in ("oil", "wick", "glass"))
    text = shown(f"<nav>Menuword</nav><article>{_PROSE}<ul>{links}</ul>{_MORE}</article>")
    assert "wick" in text


def test_a_section_is_not_clutter_because_of_the_words_of_its_heading() -> None:
    body = f"<div class=section id=sharing-a-light-with-the-baker><h2>Sharing</h2>{_MORE}</div>"
    text = shown(f"<nav>Menuword</nav><div>{_PROSE * 3}{body}</div>")
    assert "never once went out" in text


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Lamps</h1><ul>" + "<li><a href='/x'>A lamp in the north</a></li>" * 9 + "</ul>",
        "<nav>Start</nav><article><h1>Closed</h1><p>Come on Friday.</p></article>",
        f"<div>{_PROSE}</div><ul>" + "<li><a href='/x'>A lamp in the north</a></li>" * 40 + "</ul>",
        _PROSE + _MORE,
        "",
    ],
)
def test_a_page_without_a_clear_article_loses_no_text(body: str) -> None:
    one = article(page(body))
    words = shown_text(read_whole(one)).split()
    left_out = set(words) - set(shown_text(read_document(one)).split())
    assert left_out <= {"Start"}


def test_only_whole_pages_are_abridged() -> None:
    body = f"<nav><a href='/'>Menuword</a></nav><div>{_PROSE}{_MORE}</div>"
    assert read(page(body)).abridged
    for post in (body, f"<html><body>{body}</body></html>"):
        assert not is_saved_page(article(post))
        assert "Menuword" in shown_text(read(post))
    markdown = article(page(body), "markdown")
    assert "Menuword" in shown_text(read_document(markdown))


def test_the_whole_page_has_all_of_it() -> None:
    one = article(page(f"<nav><a href='/'>Menuword</a></nav><div>{_PROSE}{_MORE}</div>"))
    assert "Menuword" in shown_text(read_whole(one))
    assert not read_whole(one).abridged
    assert "Menuword" not in body_as_markdown(one)
    assert "Menuword" in whole_body_as_markdown(one)


def test_an_abridged_page_comes_in_one_step() -> None:
    one = article(page(f"<nav>{'Menuword ' * 12_000}</nav><div>{_PROSE * 20}</div>"))
    assert [document.part for document in read_in_steps(one)] == [1.0]
    assert len(list(read_in_steps(one, read_whole, whole=True))) > 1


def test_a_deep_page_is_read() -> None:
    deep = "<article>" * 5_000 + _PROSE + _MORE
    assert "never once went out" in shown(deep)


@pytest.mark.parametrize(
    "path", sorted(SMALL.glob("html/pages/*.html")), ids=lambda path: path.stem
)
def test_the_index_holds_what_the_reader_shows(path: Path) -> None:
    one = article(path.read_text("utf-8"))
    quick = look_quickly(one)
    assert quick is None or quick.text == shown_text(read_document(one))


def test_the_articles_of_real_pages_are_found() -> None:
    folder = corpus("html", "readability")
    scores = {}
    for path in sorted(folder.glob("*/source.html")):
        expected = from_html(path.with_name("expected.html").read_text("utf-8"))
        found = read_document(article(path.read_text("utf-8")))
        scores[path.parent.name] = score(shown_text(expected), shown_text(found))
    recall, precision = (mean(values) for values in zip(*scores.values(), strict=True))
    assert recall >= RECALL, scores
    assert precision >= PRECISION, scores
    assert sum(one < 0.9 for one, _ in scores.values()) <= WEAK, scores
