"""Tests of reading a body whole, or its beginning first."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.corpus import corpus
from tests.unit.document.setting import article
from tui.articles.article import Article, BodyFormat
from tui.articles.reading import read_article
from tui.document.body_parser import LONG, beginning, read_document, read_in_steps
from tui.document.model import Document, Note
from tui.document.text_segments import stretches

_COUNT = 4000

_PARAGRAPHS = [
    f"Paragraph {number} says a little about [its link][{number}]." + " And more." * 50
    for number in range(_COUNT)
]
_DEFINITIONS = [f"[{number}]: https://example.org/{number}" for number in range(_COUNT)]

BODIES: dict[BodyFormat, str] = {
    "markdown": "\n\n".join(_PARAGRAPHS) + "\n\n" + "\n".join(_DEFINITIONS),
    "html": "\n".join(
        f"<p>Paragraph <b>{number}</b> of the page.{' And more.' * 50}</p>"
        for number in range(_COUNT)
    ),
    "text": "\n\n".join(_PARAGRAPHS),
}


def texts(document: Document) -> list[str]:
    return [one.text for one in stretches(document.blocks)]


@pytest.mark.parametrize("kind", ["markdown", "html", "text"])
def test_long_body_is_read_in_steps_that_begin_alike(kind: BodyFormat) -> None:
    one = article(BODIES[kind], kind)
    steps = list(read_in_steps(one))
    assert len(steps) == 4
    assert steps[-1] == read_document(one)
    whole = texts(steps[-1])
    for step in steps[:-1]:
        shown = texts(step)
        assert 0 < step.part < 0.5
        assert step.part / 2 < len(shown) / len(whole) < step.part * 2
        assert shown[:-1] == whole[: len(shown) - 1]


def test_short_body_is_read_at_once() -> None:
    assert len(list(read_in_steps(article("a word " * 1000, "markdown")))) == 1


def test_beginning_that_shows_nothing_is_passed_over() -> None:
    body = f"<style>{'p { color: red } ' * 2000}</style>{BODIES['html']}"
    steps = list(read_in_steps(article(body, "html")))
    assert len(steps) == 3
    assert texts(steps[0])[0] == "Paragraph 0 of the page." + " And more." * 50


def test_beginning_knows_its_notes() -> None:
    body = "A word[^1].\n\n" + BODIES["text"] + "\n\n[^1]: The note.\n"
    first = next(read_in_steps(article(body, "markdown")))
    assert texts(first)[0] == "A word[1]."
    assert texts(first)[-1] == "The note."


def test_beginning_knows_the_links_that_are_defined_further_down() -> None:
    first = next(read_in_steps(article(BODIES["markdown"], "markdown")))
    assert first.links[7].url == "https://example.org/7"


@pytest.mark.parametrize(
    "body", ["word " * LONG, "a" * LONG * 2, "天" * LONG * 2, "<p>" * LONG, "a\n" * LONG]
)
def test_beginning_is_never_empty_or_long(body: str) -> None:
    for kind in BODIES:
        cut = beginning(article(body, kind), 1000).rstrip("\n")
        assert 500 <= len(cut) <= 1000
        assert body.startswith(cut)


def begun(what: Article, length: int) -> Document:
    """Read the beginning of a body."""
    return read_document(what._replace(body=beginning(what, length)))


def unlike(what: Article, length: int) -> int:
    """Return how many blocks at the end of a beginning are not those of the whole.

    Notes stand at the end of either.
    """
    part, whole = begun(what, length), read_document(what)
    blocks = [block for block in part.blocks if not isinstance(block, Note)]
    alike = 0
    for mine, theirs in zip(blocks, whole.blocks, strict=False):
        if mine != theirs:
            break
        alike += 1
    if alike == len(blocks):
        assert part.pictures == whole.pictures[: len(part.pictures)]
    return len(blocks) - alike


DEFINITIONS = [
    "[sea]: https://example.org/sea",
    "   [Sea]: <https://example.org/sea> 'Of the sea'",
    "[sea]:\n  https://example.org/sea",
    "> [sea]: https://example.org/sea",
]


@pytest.mark.parametrize("definition", DEFINITIONS)
def test_links_may_be_defined_in_any_way_that_markdown_knows(definition: str) -> None:
    body = f"To the [sea].\n\n{'More. ' * 30}\n\n{'End. ' * 30}\n\n{definition}\n"
    assert unlike(article(body, "markdown"), 120) <= 1


def test_nothing_is_shown_that_only_looks_like_a_definition() -> None:
    body = f"To the [sea].\n\n{'More. ' * 30}\n\n{'End. ' * 30}\n\n[sea]: the great one\n"
    assert unlike(article(body, "markdown"), 120) <= 1


def test_code_that_is_open_at_the_cut_takes_no_definition_for_its_own() -> None:
    code = "```\n" + "row\n\n" * 200 + "```"
    body = f"To the [sea][1][^1].\n\n{code}\n\n[1]: https://example.org\n"
    what = article(body, "markdown")
    assert unlike(what, 300) <= 1
    assert texts(begun(what, 300))[-1].strip("row\n") == ""


def test_notes_are_counted_as_they_are_referred_to() -> None:
    notes = "[^b]: The second.\n\n[^a]: The first.\n"
    body = f"One[^a], two[^b], [three].\n\n{'More. ' * 80}\n\n{notes}\n[three]: /x"
    assert unlike(article(body, "markdown"), 120) <= 1
    assert texts(begun(article(body, "markdown"), 120))[-2:] == [
        "The first.",
        "The second.",
    ]


def test_front_matter_that_was_left_over_is_still_known_above_definitions() -> None:
    body = f"---\ntitle: Again\n---\n\nTo the [sea].\n\n{'More. ' * 80}\n\n[sea]: /sea\n"
    assert unlike(article(body, "markdown"), 100) <= 1


PIECES = [
    "A paragraph with a [link][one] and *more*.",
    "## A heading",
    "- one\n- two\n\n  with a second paragraph\n- three",
    "1. first\n2. second",
    "> a quote\n> of two lines\n>\n> and another paragraph",
    "```python\nprint(1)\n\nprint(2)\n```",
    "    indented = code",
    "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |",
    "<div>\n<p>HTML <b>inside</b></p>\n</div>",
    "<table>\n<tr><td>a</td><td>b</td></tr>\n<tr><td>c</td><td>d</td></tr>\n</table>",
    "![picture][two]",
    "A note[^n] and another[^m].",
    "Term\n\n: What it means",
]
BELOW = "\n\n[one]: https://example.org/1\n[two]: two.png 'Two'\n\n[^m]: M.\n\n[^n]: N.\n"


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=4, max_size=9), st.floats(0.2, 0.49))
def test_beginning_is_as_the_whole_but_for_its_last_block(pieces: list[str], part: float) -> None:
    body = "\n\n".join(pieces) + BELOW
    assert unlike(article(body, "markdown"), int(len(body) * part)) <= 2


HTML_PIECES = [
    "<p>A <b>paragraph</b> with a <a href='/x'>link</a>.</p>",
    "<ul><li>one</li><li>two<ol><li>three</li></ol></li></ul>",
    "<blockquote><p>a quote</p>\n<p>of two</p></blockquote>",
    "<pre>code\n\nmore</pre>",
    "<table><tr><td>a</td><td>b</td></tr>\n<tr><td>c</td><td>d</td></tr></table>",
    "<div><section><h2>Heading</h2><p>text</p></section></div>",
    "<figure><img src='a.png' alt='a'><figcaption>Caption</figcaption></figure>",
]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(HTML_PIECES), min_size=4, max_size=9), st.floats(0.2, 0.49))
def test_beginning_of_html_is_as_the_whole_but_for_its_last_block(
    pieces: list[str], part: float
) -> None:
    body = "\n".join(pieces)
    assert unlike(article(body, "html"), int(len(body) * part)) <= 2


@pytest.mark.parametrize("name", ["azu-ja", "lctt-zh", "rust-blog-toml"])
def test_real_posts_begin_as_their_beginnings(name: str) -> None:
    tried = 0
    for path in sorted(corpus("posts", name).rglob("*.md"))[::12]:
        what = read_article(path)
        if len(what.body) > 4000 and tried < 12:
            tried += 1
            assert unlike(what, 1500) <= 2, path
    assert tried >= 6
