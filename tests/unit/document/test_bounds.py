"""Bodies made to take long are read in time, and none of their text is lost."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bombs import FRONTS, SHAPES
from tests.time_bounds import within
from tests.unit.document.setting import article, page, read
from tui.articles.article import BodyFormat
from tui.articles.reading import parse_article
from tui.document import inline_text
from tui.document.html import source_repair
from tui.document.html.source_repair import MAX_ATTRIBUTES, within_bounds
from tui.document.index_text.quick_text import look_quickly
from tui.document.text_segments import shown_text
from tui.document.to_markdown import to_markdown
from tui.library.indexing.entry_maker import look_at

_EACH = [(format, name) for format, shapes in SHAPES.items() for name in shapes]

_SLOWEST: list[tuple[BodyFormat, str]] = [
    ("html", "attributes"),
    ("html", "attributes of a closing tag"),
    ("html", "attributes of body again"),
    ("html", "options"),
    ("html", "unclosed fonts"),
    ("html", "paragraphs in spans"),
    ("html", "bold closed crosswise"),
    ("html", "cells over rows and columns"),
    ("html", "pictures for no script"),
    ("html", "sources of a picture"),
    ("markdown", "attributes"),
    ("text", "addresses"),
]
"""The shapes that took longest before they were bounded: minutes, or more memory than there is."""


@settings(max_examples=60)
@given(st.sampled_from(_EACH), st.integers(1, 3000))
def test_a_body_of_any_shape_is_read_in_time(shape: tuple[BodyFormat, str], count: int) -> None:
    format, name = shape
    body = SHAPES[format][name](count)
    with within(10):
        quick = look_quickly(article(body, format))
        document = read(body, format)
    if quick is not None:
        assert quick.text == shown_text(document)
        assert not document.problems


@settings(max_examples=60)
@given(st.sampled_from(sorted(FRONTS)), st.integers(1, 20_000))
def test_a_front_matter_of_any_shape_is_read_in_time(name: str, count: int) -> None:
    front = FRONTS[name](count).encode()
    with within(10):
        assert parse_article(front, path=Path("/shapes/a.md")).title


@settings(max_examples=30)
@given(st.sampled_from(_EACH), st.integers(1, 1000), st.integers(1, 200))
def test_the_lines_of_any_shape_are_set_in_time(
    shape: tuple[BodyFormat, str], count: int, width: int
) -> None:
    format, name = shape
    what = article(SHAPES[format][name](count), format)
    with within(10):
        assert page(what, width)


@settings(max_examples=30)
@given(st.sampled_from(sorted(SHAPES["html"])), st.integers(1, 1000))
def test_html_of_any_shape_becomes_markdown_in_time(name: str, count: int) -> None:
    with within(10):
        assert to_markdown(article(SHAPES["html"][name](count)))


@pytest.mark.parametrize(("format", "name"), _SLOWEST)
def test_the_slowest_bodies_are_read(format: BodyFormat, name: str) -> None:
    assert look_at(article(SHAPES[format][name](30_000), format)).text is not None


_TOO_MUCH_FORMATTING = "".join(f"<b a{n}>" for n in range(1600))


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<p>kept " + "<p " + " ".join(f"a{n}" for n in range(5000)) + ">too", "attributes"),
        ("<p>kept</p " + " ".join(f"a{n}" for n in range(5000)) + ">too", "attributes"),
        ("kept<select multiple>" + "<option>" * 5000 + "too", "options"),
        ("kept" + "<div>" * 5000 + "too", "too deep"),
        ("kept " + "<x-y>" * 7000 + "too", "too deep"),
        ("kept " + "<html a>" * 2000 + "too", "whole pages"),
        ("kept" + _TOO_MUCH_FORMATTING + "<p>too", "500,000 tags"),
        ("kept<table>" + ("<tr>" + "<td rowspan=99 colspan=999> too" * 20) * 50, "places"),
    ],
    ids=range(8),
)
def test_what_is_left_out_is_said_and_the_text_is_kept(html: str, reason: str) -> None:
    document = read(html)
    words = shown_text(document).split()
    assert {"kept", "too"} <= set(words)
    assert len(document.problems) == 1
    assert reason in document.problems[0].problem
    shown = look_at(article(html))
    assert shown.problems == document.problems


def test_a_list_of_options_begins_anew_with_each_list() -> None:
    html = ("<select>" + "<option>x" * 900 + "</select>") * 3
    assert within_bounds(html) == (html, ())


def test_formatting_that_is_closed_costs_nothing() -> None:
    html = "<p><b>x</b> <i>y</i></p>" * 60_000
    assert within_bounds(html) == (html, ())


def test_a_drawing_of_many_paths_and_many_readings_are_not_nested() -> None:
    html = "<svg>" + "<path d=''/>" * 9000 + "</svg>" + "<ruby>x<rt>y</ruby>" * 9000
    assert within_bounds(html) == (html, ())


def test_equal_formatting_is_opened_again_three_times_only() -> None:
    html = "<p><font size=2>x" * 50_000
    assert within_bounds(html) == (html, ())


def test_raw_text_after_too_many_tags_is_shown_and_scripts_are_not() -> None:
    html = (
        _TOO_MUCH_FORMATTING + "<textarea>a <b> c</textarea><script>'hidden'</script><!--x--> end"
    )
    text = shown_text(read(html))
    assert "a <b> c" in text and "end" in text
    assert "hidden" not in text


def test_brackets_in_values_end_no_attribute() -> None:
    attributes = " ".join(f"a{n}='>'" for n in range(MAX_ATTRIBUTES))
    html = f"<p {attributes}>x</p>" * 9
    assert within_bounds(html) == (html, ())
    more, problems = within_bounds(html.replace("a0=", "more a0="))
    assert len(problems) == 1
    assert more.count("a0='>'") == 9 and f"a{MAX_ATTRIBUTES - 1}=" not in more


def test_html_that_is_cut_down_is_the_same_however_many_parts_are_joined_at_a_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    html = f"<p>kept{_TOO_MUCH_FORMATTING}<p>too<i>x</i> and <textarea>a <b></textarea> end"
    whole = within_bounds(html)
    monkeypatch.setattr(source_repair, "_PARTS", 2)
    assert within_bounds(html) == whole
    assert whole[1]


@given(st.text(st.sampled_from(" \t\n\u3000a文é"), max_size=40), st.integers(0, 8))
def test_white_space_is_collapsed_alike_however_much_at_once(text: str, at_once: int) -> None:
    with pytest.MonkeyPatch.context() as patched:
        whole = inline_text.collapse(text)
        patched.setattr(inline_text, "_AT_ONCE", at_once)
        assert inline_text.collapse(text) == whole
