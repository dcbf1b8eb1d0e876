"""What holds for whatever HTML says."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.document.hidden import IN_LINES, WAYS, hidden
from tests.unit.document.readability.reading import lines_of, text_of
from tests.unit.document.readability.words import words
from tests.unit.document.setting import article, check, lines
from tui.document.html.from_html import from_html
from tui.document.html.source_repair import as_typed
from tui.document.html.tags import BLOCKS, HIDDEN, REPLACED, ROLES

_INLINE = [
    "b", "i", "em", "code", "a href=x", "span lang=de", "font color=red", "sup", "mark", "q",
    "ruby", "x-y", "del", "big", "span style='white-space:pre-wrap'", "abbr title=t", "small",
    "span style='display:block'", "bdo dir=rtl", "label", "output",
]  # fmt: skip
_AROUND = [
    "div", "section", "blockquote", "ul><li", "ol reversed><li", "dl><dt", "dl><dd", "figure",
    "figure><figcaption", "details", "details><summary", "pre", "center", "h2", "p", "address",
    "div align=right", "div dir=rtl", "table><tr><td", "table><caption", "fieldset><legend",
    "div style='white-space:pre'", "article", "main", "aside", "menu><li", "object", "hgroup",
]  # fmt: skip

_word = st.integers(0, 10_000).map(lambda number: f"word{number} ")
_content = st.recursive(
    _word
    | st.sampled_from(["<br>", "<hr>", "<wbr>", "<img src=a.png>", "\n", "&nbsp;", "，"])
    | st.builds(hidden, st.sampled_from(IN_LINES), st.sampled_from(WAYS)),
    lambda inner: st.builds(
        lambda tag, content: _element(tag, "".join(content)),
        st.sampled_from(_AROUND + _INLINE),
        st.lists(inner, max_size=4),
    ),
    max_leaves=25,
)


def _element(tags: str, content: str) -> str:
    closing = "".join(f"</{tag.split()[0]}>" for tag in reversed(tags.split("><")))
    return f"<{tags}>{content}{closing}"


@settings(deadline=None, max_examples=200)
@given(st.lists(_content, max_size=6).map("".join))
def test_every_word_is_shown_once_and_in_order_whatever_is_around_it(html: str) -> None:
    shown = [word for word in words(text_of(lines_of(html))) if word.startswith("word")]
    assert shown == re.findall(r"word\d+", html)


_TAGS = sorted(BLOCKS | HIDDEN | REPLACED | ROLES.keys() | {"a", "q", "rt", "wbr", "nick", "x-y"})
_ATTRIBUTES = [
    "style='visibility:hidden'", "style='white-space:pre-line;text-align:right'", "style=':;:'",
    "style='display:inline'", "dir=rtl", "dir=x", "lang=fr", "hidden", "align=center",
    "class=caption", "rowspan=0", "colspan=1001", "start=-3", "type=a", "reversed", "value=9",
    "checked", "src=a.png", "srcset='a 1x, b 2x'", "data-src=", "alt='x y'", "width=1", "open",
    "viewBox='0 0 99 99'", "href=#a", "title=t", "id=i", "display=block", "type=checkbox",
    "data=x.svg", "popover",
]  # fmt: skip
_piece = st.one_of(
    st.builds(
        lambda tag, attributes: f"<{tag} {' '.join(attributes)}>",
        st.sampled_from(_TAGS),
        st.lists(st.sampled_from(_ATTRIBUTES), max_size=3),
    ),
    st.sampled_from(_TAGS).map(lambda tag: f"</{tag}>"),
    st.sampled_from(["x", " ", "\n", "<", "<!--", "-->", "'", '"', "=", "&", "&#27;", "　", "字"]),
    st.text(max_size=8),
)


@settings(deadline=None, max_examples=300)
@given(st.lists(_piece, max_size=30).map("".join), st.integers(1, 100))
def test_any_html_is_read_and_set(html: str, width: int) -> None:
    check(article(html), width)


@settings(deadline=None, max_examples=200)
@given(st.lists(_piece, max_size=30).map("".join))
def test_any_html_in_markdown_is_read(html: str) -> None:
    from_html(html, find_links=True)
    assert as_typed(as_typed(html)) == as_typed(html)


@pytest.mark.parametrize("count", [1_000, 30_000])
@pytest.mark.parametrize(
    "tag", ["b", "div", "q", "section", "font size=1", "x-y", "svg", "pre", "object", "span lang=a"]
)
def test_tags_nested_however_deep_are_read(tag: str, count: int) -> None:
    name = tag.split()[0]
    assert "x" in "".join(lines(f"<{tag}>" * count + "x"))
    assert "x" in "".join(lines(f"<{tag}>" * count + "x" + f"</{name}>" * count + "y"))


@pytest.mark.parametrize("count", [1_000, 20_000])
@pytest.mark.parametrize(
    "tags", ["<table><tr><td>", "<ul><li>", "<p><b>", "<dl><dd>", "<ruby><rt>"]
)
def test_pairs_of_tags_nested_however_deep_are_read(tags: str, count: int) -> None:
    assert "x" in "".join(lines(tags * count + "x"))
